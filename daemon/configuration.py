"""supportd.toml → `Settings`, or every fault in it at once.

Takes the file's path and the environment; gives the settings with all defaults filled in and all paths absolute,
or faults with file, line and column. Never gives settings that are half right, never repeats a value from the file.

Each section is read by its declaration (`daemon.settings`, `daemon.forms`); what settings mean together is checked by
`daemon.crosschecks`.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daemon.crosschecks import SectionFault, check_secrets, check_section, check_together
from daemon.declaration import About, Form, about_of
from daemon.forms import Wrong, read_value
from daemon.settings import SECTIONS, MailboxSettings, Section, Settings
from parsers.places import KeyPath, Place, TomlDocument, TomlFault, read_toml

_USUAL_PORT = {
    ("mailbox", "tls"): 993,
    ("mailbox", "starttls"): 143,
    ("mailbox", "none"): 143,
    ("smtp", "tls"): 465,
    ("smtp", "starttls"): 587,
    ("smtp", "none"): 25,
}
_OFTEN_MEANT = {
    "email": "address",
    "mail": "address",
    "login": "user",
    "port_number": "port",
    "server": "host",
    "ssl": "security",
    "starttls": "security",
    "timezone": "zone",
    "tls": "security",
    "username": "user",
    "mailboxes": "mailbox",
    "imap": "mailbox",
}
_SECRET_KEYS = frozenset({"password", "passwd", "pass", "secret", "token", "access_token", "api_key"})


@dataclass(frozen=True, slots=True, order=True)
class ConfigFault:
    """One thing that is wrong. Line and column start at 1; 0 when the file as a whole is meant."""

    file: str
    line: int
    column: int
    problem: str
    suggestion: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.problem}" + (f" ({self.suggestion})" if self.suggestion else "")


def load(path: Path, environ: Mapping[str, str]) -> Settings | tuple[ConfigFault, ...]:
    """The settings for a daemon to start with: every secret, program and certificate file they name is there."""
    return _read(path, environ)


def load_without_secrets(path: Path) -> Settings | tuple[ConfigFault, ...]:
    """The settings for a command, which may run where the daemon's secrets can't be read."""
    return _read(path, None)


@dataclass(slots=True)
class _Reading:
    """The file while it is read; faults gather here."""

    path: Path
    document: TomlDocument
    found: list[SectionFault]

    def fault(self, at: KeyPath, wrong: Wrong, *, key: bool = False) -> None:
        self.found.append(SectionFault(at, wrong.problem, wrong.suggestion, at_key=key))


def _read(path: Path, environ: Mapping[str, str] | None) -> Settings | tuple[ConfigFault, ...]:
    """`environ`: where secrets are looked for; None to leave them alone. Faults of all kinds come out together."""
    text = _text(path)
    if isinstance(text, ConfigFault):
        return (text,)
    document = read_toml(text)
    if isinstance(document, TomlFault):
        return (ConfigFault(str(path), document.place.line, document.place.column, document.problem, ""),)
    reading = _Reading(path, document, [])
    sections = _sections(reading)
    faults = list(reading.found)
    if environ is not None:
        faults += check_secrets(_placed(sections), environ)
    if not reading.found:
        settings = _filled(Settings(file=path.absolute(), **sections))
        faults += check_together(settings)
        if not faults:
            return settings
    return _sorted([_located(path, document, each) for each in faults])


def _placed(sections: Mapping[str, Any]) -> list[tuple[KeyPath, object]]:
    """The sections that were read without a fault (of others there is None), with their places."""
    one_each = [((name,), section) for name, section in sections.items() if name != "mailboxes"]
    mailboxes = [(("mailbox", at), mailbox) for at, mailbox in enumerate(sections.get("mailboxes", ()))]
    return [*one_each, *mailboxes]


def _text(path: Path) -> str | ConfigFault:
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "`supportd init` makes one" if isinstance(error, FileNotFoundError) else ""
        return ConfigFault(str(path), 0, 0, f"cannot be read ({error.strerror})", hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        return ConfigFault(str(path), before.count(b"\n") + 1, column, "not text in UTF-8", "save the file as UTF-8")


def _sections(reading: _Reading) -> dict[str, Any]:
    """Keyword arguments for `Settings`, complete only when no fault was found."""
    data = reading.document.data
    known = {section.name: section for section in SECTIONS}
    for name in data:
        if name not in known:
            reading.fault((name,), _unknown("section", name, list(known)), key=True)
    values: dict[str, Any] = {}
    for section in SECTIONS:
        if section.many:
            values["mailboxes"] = _tables(reading, section)
        elif section.name in data:
            values[section.name] = _table(reading, section, (section.name,), data[section.name])
        elif section.must:
            reading.fault((section.name,), Wrong(f"there is no [{section.name}] section", "add one"))
    return values


def _tables(reading: _Reading, section: Section) -> tuple[object, ...]:
    tables = reading.document.data.get(section.name, [])
    if tables == []:
        reading.fault((section.name,), Wrong(f"there is no [[{section.name}]] section", "add one"))
    elif not isinstance(tables, list):
        reading.fault((section.name,), Wrong(f"write [[{section.name}]], in two pairs of brackets"), key=True)
    else:
        return tuple(_table(reading, section, (section.name, at), each) for at, each in enumerate(tables))
    return ()


def _table(reading: _Reading, section: Section, at: KeyPath, table: object) -> object:
    """One section as its dataclass, checked by itself; None where a value is missing or wrong."""
    shown = f"[[{section.name}]]" if section.many else f"[{section.name}]"
    if not isinstance(table, dict):
        reading.fault(at, Wrong(f"write {shown} as a section of its own"), key=True)
        return None
    settings = {field.name: about for field in dataclasses.fields(section.type) if (about := about_of(field))}
    for name in table:
        if name not in settings:
            reading.fault((*at, name), _unknown("setting", name, list(settings)), key=True)
    before = len(reading.found)
    for field in dataclasses.fields(section.type):
        if field.name not in table and field.default is dataclasses.MISSING:
            reading.fault(at, Wrong(f"{shown} lacks {field.name}", settings[field.name].form), key=True)
    values: dict[str, Any] = {
        name: _setting(reading, section, (*at, name), table[name], about)
        for name, about in settings.items()
        if name in table
    }
    if len(reading.found) > before:
        return None
    built = section.type(**_with_usual(section, values))
    reading.found += check_section(at, built)
    return built


def _setting(reading: _Reading, section: Section, at: KeyPath, value: object, about: About) -> object:
    read = read_value(value, about, reading.path.absolute().parent)
    if isinstance(read, Wrong):
        reading.fault(at if read.index is None else (*at, read.index), read)
    elif about.form is Form.HOST and about.sample == read and at[-1] in section.must:
        reading.fault(at, Wrong("this is still what the sample file says", "name your own server"))
    return read


def _with_usual(section: Section, values: dict[str, Any]) -> dict[str, Any]:
    """The values with the port that is usual for the security, and an IMAP user's usual name."""
    usual = dict(values)
    port = _USUAL_PORT.get((section.name, values.get("security", "tls")))
    if port is not None:
        usual.setdefault("port", port)
    if section.type is MailboxSettings:
        usual["user"] = values.get("user") or values["address"]
    return usual


def _unknown(kind: str, name: str, known: list[str]) -> Wrong:
    """An unknown name with what may have been meant."""
    if kind == "setting" and name.casefold() in _SECRET_KEYS and "password_file" in known:
        return Wrong("a secret is never written here", "put it into a file and name that in password_file")
    meant = _OFTEN_MEANT.get(name.casefold(), "")
    close = [meant] if meant in known else difflib.get_close_matches(name.casefold(), known, n=1)
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    return Wrong(f"unknown {kind} {shown!r}", f"did you mean {close[0]}?" if close else "")


def _filled(settings: Settings) -> Settings:
    """With everything a "Without it, …" of the declarations promises."""
    base = settings.file.parent
    mailboxes = tuple(_filled_mailbox(each, settings.desk.name) for each in settings.mailboxes)
    paths = dataclasses.replace(
        settings.paths,
        **{field.name: base / getattr(settings.paths, field.name) for field in dataclasses.fields(settings.paths)},
    )
    url, database = settings.database.url, settings.database
    if url.startswith("sqlite:///"):
        database = dataclasses.replace(database, url=f"sqlite:///{base / url.removeprefix('sqlite:///')}")
    alerts = dataclasses.replace(settings.alerts, mailbox=settings.alerts.mailbox or mailboxes[0].name)
    return dataclasses.replace(settings, mailboxes=mailboxes, paths=paths, database=database, alerts=alerts)


def _filled_mailbox(mailbox: MailboxSettings, desk_name: str) -> MailboxSettings:
    return dataclasses.replace(mailbox, display_name=mailbox.display_name or desk_name)


def _located(path: Path, document: TomlDocument, fault: SectionFault) -> ConfigFault:
    """The fault with the place of its key or value, or of the nearest thing around it that is written down."""
    table: Mapping[KeyPath, Place] = document.keys if fault.at_key else document.values
    at = fault.at
    while at and at not in table:
        at = at[:-1]
    place = table.get(at, Place(1, 1))
    names = [part for part in fault.at[1:] if isinstance(part, str)]
    problem = f"{names[-1]}: {fault.problem}" if names and not fault.at_key else fault.problem
    return ConfigFault(str(path), place.line, place.column, problem, fault.suggestion)


def _sorted(faults: list[ConfigFault]) -> tuple[ConfigFault, ...]:
    return tuple(sorted(set(faults)))
