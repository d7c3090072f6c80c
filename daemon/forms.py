"""How a value is read from TOML, one reader a form.

Takes what tomllib gave and the setting's declaration; gives the value a section holds, or what is wrong with it.
Never repeats the value in a problem: what stands in a settings file by mistake may be a secret.
"""

from __future__ import annotations

import difflib
import ipaddress
import math
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from daemon.declaration import About, Form
from parsers.addresses import plain_addr

_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_KEYWORD_FORBIDS = frozenset('(){%*"\\] ')
_TYPE_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with a fraction"),
    (str, "a text in quotes"),
    (list, "a list"),
    (dict, "a table"),
    (date, "a date"),
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value is not accepted. `index`: which element of a list."""

    problem: str
    suggestion: str = ""
    index: int | None = None


Reader = Callable[[object, About, Path], object]
"""(value, declaration, folder of the settings file) → the value to hold, or `Wrong`."""


def read_value(value: object, about: About, base: Path) -> object:
    """The value that a section holds, or `Wrong`. Relative paths start at `base`."""
    return READERS[about.form](value, about, base)


def _type_wrong(wanted: str, value: object) -> Wrong:
    found = next((name for kind, name in _TYPE_NAMES if isinstance(value, kind)), "something else")
    return Wrong(f"{wanted} is wanted here, not {found}")


def _clean(value: object) -> str | Wrong:
    """Text of one line: whatever it ends up in (a header, a command to a server), it can't break out of it."""
    if not isinstance(value, str):
        return _type_wrong("a text in quotes", value)
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        return Wrong("control characters and line breaks are not accepted")
    return value


def _text(value: object, _about: About, _base: Path) -> object:
    return _clean(value)


def is_name(text: str) -> bool:
    """Whether `text` is accepted as a `Form.NAME`."""
    return not isinstance(_word("-")(text, About(Form.NAME, ""), Path()), Wrong)


def _word(extra: str) -> Reader:
    """A word of letters, digits, _ and what `extra` holds, at most 64 characters; it starts with none of `extra`."""
    allowed = _WORD.union(extra)

    def read(value: object, about: About, _base: Path) -> object:
        text = _clean(value)
        if isinstance(text, Wrong):
            return text
        if not text or len(text) > 64 or not allowed.issuperset(text) or text[0] in extra:
            return Wrong(f"this is not {about.form}")
        return text

    return read


def _variable(value: object, about: About, base: Path) -> object:
    text = _word("")(value, about, base)
    return Wrong(f"this is not {about.form}") if isinstance(text, str) and text[0].isdigit() else text


def _address(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    plain = plain_addr(text)
    if plain is None:
        return Wrong("this is not a plain e-mail address", "write it as name@example.com, without a display name")
    return plain.lower()


def _each(read: Reader) -> Reader:
    """A list of what `read` accepts."""

    def read_all(value: object, about: About, base: Path) -> object:
        if not isinstance(value, list):
            return _type_wrong("a list", value)
        items = [read(item, about, base) for item in value]
        for index, item in enumerate(items):
            if isinstance(item, Wrong):
                return Wrong(item.problem, item.suggestion, index)
        return tuple(items)

    return read_all


def _list_id(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    bare = text.strip().removeprefix("<").removesuffix(">").lower()
    if not bare or any(character in bare for character in " <>"):
        return Wrong("this is not a List-Id", "take what stands between < and > in the List-Id header")
    return bare


def _host(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        pass
    labels = text.removesuffix(".").split(".")
    allowed = _WORD.union("-")
    if len(text) > 253 or any(not label or len(label) > 63 or not allowed.issuperset(label) for label in labels):
        return Wrong("this is not a host name", "without a scheme, port or blank; names beyond ASCII as xn--…")
    return text.lower()


def _choice(value: object, about: About, _base: Path) -> object:
    if not isinstance(value, str):
        return _type_wrong("a text in quotes", value)
    if value not in about.choices:
        return Wrong("this is none of the choices", "one of: " + ", ".join(about.choices))
    return value


def _whole(value: object, about: About, _base: Path) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        return _type_wrong("a whole number", value)
    return _bounded(value, about)


def _seconds(value: object, about: About, _base: Path) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _type_wrong("a number of seconds", value)
    return Wrong("this is not a number of seconds") if not math.isfinite(value) else _bounded(float(value), about)


def _bounded(value: int | float, about: About) -> object:
    low = -math.inf if about.low is None else about.low
    high = math.inf if about.high is None else about.high
    if low <= value <= high:
        return value
    return Wrong(f"this is out of bounds: {low:.15g} to {high:.15g}{' ' if about.unit else ''}{about.unit}")


def _switch(value: object, _about: About, _base: Path) -> object:
    return value if isinstance(value, bool) else _type_wrong("true or false (without quotes)", value)


def _zone(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = {name.casefold(): name for name in zoneinfo.available_timezones()}
        close = difflib.get_close_matches(text.casefold(), list(known), n=1)
        hint = f"did you mean {known[close[0]]}?" if close else "for example Europe/Berlin or UTC"
        return Wrong("this is no time zone", hint)
    return text


def _language(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    head, _, region = text.partition("-")
    if len(head) not in (2, 3) or not head.isascii() or not head.isalpha() or (region and not region.isalnum()):
        return Wrong("this is no language code", "for example en, de or pt-BR")
    return text


def _start(value: object, _about: About, _base: Path) -> object:
    if isinstance(value, datetime):
        return Wrong("a date without a time is wanted here")
    if isinstance(value, date) or value in ("new", "all"):
        return value
    if not isinstance(value, str):
        return _type_wrong("new, all or a date", value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return Wrong("this is neither new, all nor a date", "a date is written 2026-01-31")


def _keyword(value: object, _about: About, _base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    if not text or not text.isascii() or _KEYWORD_FORBIDS.intersection(text):
        return Wrong("this is no IMAP keyword", 'no blanks, and none of ( ) { % * " \\ ]')
    return text


def _path(value: object, _about: About, base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    if not text:
        return Wrong("the path is empty")
    if text.startswith("~"):
        return Wrong("~ is not understood here", "write the whole path, or one relative to this file")
    return base / text


def _command(value: object, about: About, base: Path) -> object:
    if isinstance(value, str):
        return Wrong("a list is wanted here, not a text", "write program and arguments apart; no shell reads them")
    words = _each(_text)(value, about, base)
    return Wrong("the list is empty") if words == () or (isinstance(words, tuple) and not words[0]) else words


def _database_url(value: object, _about: About, base: Path) -> object:
    text = _clean(value)
    if isinstance(text, Wrong):
        return text
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1 and "?" not in rest:
        return f"sqlite:///{base / rest[1:]}"
    if scheme not in ("postgresql", "postgresql+psycopg") or not rest:
        return Wrong("this is no database URL", "sqlite:///FILE or postgresql://USER@HOST/NAME")
    try:
        parts = urlsplit(f"postgresql://{rest}")
        inline = parts.password is not None or any(key == "password" for key, _ in parse_qsl(parts.query))
    except ValueError:
        return Wrong("this is no database URL", "sqlite:///FILE or postgresql://USER@HOST/NAME")
    if inline:
        return Wrong("a password is never written here", "put it into a file and name that in password_file")
    return f"postgresql+psycopg://{rest}"


READERS: Mapping[Form, Reader] = {
    Form.TEXT: _text,
    Form.NAME: _word("-"),
    Form.CREDENTIAL: _word("-."),
    Form.ADDRESS: _address,
    Form.ADDRESSES: _each(_address),
    Form.LIST_IDS: _each(_list_id),
    Form.HOST: _host,
    Form.PORT: _whole,
    Form.CHOICE: _choice,
    Form.WHOLE: _whole,
    Form.SECONDS: _seconds,
    Form.SWITCH: _switch,
    Form.ZONE: _zone,
    Form.LANGUAGE: _language,
    Form.START: _start,
    Form.KEYWORD: _keyword,
    Form.PATH: _path,
    Form.COMMAND: _command,
    Form.VARIABLE: _variable,
    Form.DATABASE_URL: _database_url,
}
