"""`python -m tests.corpus.show FILE…`: what `parse` says of a mail, in the form of an expectation.

Takes paths of mails; prints TOML. Read it against the mail with your own eyes, cut what the story is not about, and
keep the rest beside the mail. Never writes a file: an expectation that nobody read expects nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from parsers.read import parse
from tests.corpus.stories import said


def toml(values: dict[str, Any]) -> str:
    """`values` as TOML that reads back as the same values; what says nothing is left out, tables come last."""
    told = {key: value for key, value in values.items() if value not in ("", [], None)}
    tables = {key: value for key, value in told.items() if _is_table(value)}
    lines = [f"{key} = {_value(value)}" for key, value in told.items() if key not in tables]
    for key, value in tables.items():
        for table in value if isinstance(value, list) else [value]:
            lines += ["", f"[[{key}]]" if isinstance(value, list) else f"[{key}]"]
            lines += [f"{name} = {_value(each)}" for name, each in table.items() if each != ""]
    return "\n".join(lines)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """A literal block where the text allows it, since people read it; else escaped."""
    literal = "'''" not in text and not text.endswith("'") and text.replace("\n", "").isprintable()
    if "\n" in text and literal:
        return f"'''\n{text}'''"
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


def main(paths: list[str]) -> None:
    """Print one expectation a path."""
    for path in paths:
        sys.stdout.write(f'# {path}\nstory = ""\n{toml(said(parse(Path(path).read_bytes())))}\n')


if __name__ == "__main__":
    main(sys.argv[1:])
