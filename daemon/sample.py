"""The sample supportd.toml that `supportd init` writes, made from the declarations.

Takes the instance's name; gives the text, which is TOML with every setting in it: those a new user has to fill in
as lines of their own, all others as comments. Never holds words of its own about a setting.
"""

from __future__ import annotations

import dataclasses
import json
import textwrap
from datetime import date

from daemon.declaration import About, about_of
from daemon.settings import SECTIONS, Section

_WIDTH = 100
_HEAD = """\
# The settings of one help desk. Fill in the lines without a #; `supportd config check` says what is still wrong.
# A line like "#poll_seconds = 60" shows a default or an example: take the # away to set it.
# Paths are relative to the folder of this file. Passwords never stand here, only where they are found.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A setting as people read about it. `default`, `example`: TOML, "" where there is none."""

    name: str
    about: About
    default: str
    example: str
    required: bool


def settings_of(section: Section) -> tuple[Shown, ...]:
    """The section's settings: first what has to be filled in, then the others as they are declared."""
    found = {
        field.name: _shown(field, about) for field in dataclasses.fields(section.type) if (about := about_of(field))
    }
    return (*(found[name] for name in section.must), *(row for name, row in found.items() if name not in section.must))


def sample(instance: str) -> str:
    """The whole file."""
    return _HEAD + "".join(_section(section, instance) for section in SECTIONS)


def literal(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:.15g}"
        case date():
            return value.isoformat()
        case tuple():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def _shown(field: dataclasses.Field[object], about: About) -> Shown:
    required = field.default is dataclasses.MISSING
    default = "" if required or field.default in (None, "", ()) else literal(field.default)
    return Shown(field.name, about, default, literal(about.sample) if about.sample is not None else "", required)


def _section(section: Section, instance: str) -> str:
    header = f"[[{section.name}]]" if section.many else f"[{section.name}]"
    lines = ["", "", *_comment(section.title), header]
    for setting in settings_of(section):
        filled = setting.name in section.must
        value = literal(instance) if setting.name == "instance" else setting.example or setting.default or '""'
        lines += [*_comment(_explained(setting)), f"{'' if filled else '#'}{setting.name} = {value}"]
        if setting.name == (section.must[-1] if section.must else ""):
            lines.append("")
    return "\n".join(lines) + "\n"


def _explained(setting: Shown) -> str:
    """The reason, and the default where the line below shows an example instead."""
    differs = setting.default and setting.example and setting.default != setting.example
    return f"{setting.about.reason} Default: {setting.default}." if differs else setting.about.reason


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
