"""Content-Type and Content-Disposition: a value and its parameters (RFC 2045 5.1, RFC 2183, RFC 2231).

Takes unfolded header text; gives a lower-case value and parameters, names in lower case.
Never trusts either: an unreadable Content-Type is text/plain, as RFC 2045 5.2 has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from parsers import charsets
from parsers.cleaning import one_line
from parsers.limits import LIMITS
from parsers.words import decoded

_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+")
_NO_PARAMETERS: Mapping[str, str] = {}
# What single programs write for a whole type.
_SHORT: Mapping[str, str] = {"html": "text/html", "text/htm": "text/html", "text/xhtml": "text/html"}


@dataclass(frozen=True, slots=True)
class Content:
    """`value`: "text/plain", "attachment". `parameters`: decoded, continuations joined."""

    value: str
    parameters: Mapping[str, str]


PLAIN = Content("text/plain", _NO_PARAMETERS)
INLINE = Content("", _NO_PARAMETERS)


def content_type(text: str) -> Content:
    """A Content-Type; `PLAIN` when it names no type."""
    found = _read(text)
    main, slash, sub = found.value.partition("/")
    if found.value in _SHORT:
        return Content(_SHORT[found.value], found.parameters)
    if not slash or not main or not sub or not _TOKEN.issuperset(main) or not _TOKEN.issuperset(sub):
        # "text" alone is what some programs of the nineties wrote for text/plain.
        return Content(PLAIN.value, found.parameters)
    return found


def disposition(text: str) -> Content:
    """A Content-Disposition; `value` is "" when there is none."""
    return _read(text)


def _read(text: str) -> Content:
    if ";" not in text and "=" not in text:
        return Content(text.partition("(")[0].strip().lower(), _NO_PARAMETERS)
    pieces = _pieces(text)
    if "=" in pieces[0]:  # the semicolon before the first parameter, or the value itself, is missing
        before, equals, after = pieces[0].partition("=")
        value, _, name = before.rstrip().rpartition(" ")
        pieces[:1] = [value, name + equals + after]
    value = pieces[0].partition("(")[0].strip().lower()
    raw: dict[str, str] = {}
    for piece in pieces[1 : LIMITS.parameters + 1]:
        name, equals, given = piece.partition("=")
        name = name.strip().lower()
        if equals and name and name not in raw:
            raw[name] = _unquoted(given.strip())
    return Content(value, _joined(raw) if any("*" in name for name in raw) else raw)


def _pieces(text: str) -> list[str]:
    """`text` cut at the semicolons outside quotes. A quote that never closes ends with the text.

    Only one that opens a value is a quote: the names of files have stray ones inside.
    """
    if '"' not in text:
        return text.split(";")
    pieces: list[str] = []
    start = 0
    quoted = escaped = opening = False
    for place, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == '"':
            quoted = not quoted and opening
        elif quoted:
            escaped = char == "\\"
        elif char == ";":
            pieces.append(text[start:place])
            start = place + 1
        if not char.isspace():
            opening = char == "=" and not quoted
    pieces.append(text[start:])
    return pieces


def _unquoted(given: str) -> str:
    if not given.startswith('"'):
        single = len(given) > 2 and given[0] == given[-1] == "'"
        return given[1:-1] if single else given
    inside = given[1:].rpartition('"')[0] if given.count('"') > 1 else given[1:]
    return inside.replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\") if "\\" in inside else inside


def _joined(raw: Mapping[str, str]) -> dict[str, str]:
    """RFC 2231: `name*0*=cs'lang'…; name*1=…` as one parameter; it wins over a plain one of the same name."""
    plain = {name: value for name, value in raw.items() if "*" not in name}
    for base in dict.fromkeys(name.partition("*")[0] for name in raw if "*" in name):
        whole = raw.get(f"{base}*")
        sections = _sections(raw, base) if whole is None else [(whole, True)]
        if sections:
            plain[base] = _extended(sections)
    return plain


def _sections(raw: Mapping[str, str], base: str) -> list[tuple[str, bool]]:
    """The numbered sections of `base` in order, each with whether it is percent-encoded; a gap ends them.

    Some programs count from one.
    """
    sections: list[tuple[str, bool]] = []
    first = 0 if f"{base}*0" in raw or f"{base}*0*" in raw else 1
    for number in range(first, LIMITS.parameters):
        encoded = raw.get(f"{base}*{number}*")
        section = encoded if encoded is not None else raw.get(f"{base}*{number}")
        if section is None:
            break
        sections.append((section, encoded is not None))
    return sections


def _extended(sections: list[tuple[str, bool]]) -> str:
    charset = ""
    first, encoded = sections[0]
    if encoded and "'" in first:
        charset, *language, rest = first.split("'", 2)
        # A program that forgot the second mark means a charset only where one has that name.
        first = rest if language or charsets.find(charset) is not None else first
        charset = charset if language or first == rest else ""
    octets = bytearray()
    for section, is_encoded in [(first, encoded), *sections[1:]]:
        octets += unquote_to_bytes(section) if is_encoded else section.encode("utf-8", "replace")
    return charsets.decode(bytes(octets), charset)[0]


def parameter(content: Content, name: str) -> str:
    """A parameter as people meant it: RFC 2047 words in it, against the rules, are decoded too."""
    return decoded(content.parameters.get(name, ""))


def charset_of(content: Content) -> str:
    """The charset parameter; "" when there is none. Comments and stray words behind it go."""
    words = content.parameters.get("charset", "").split()
    return words[0] if words else ""


def cid(text: str) -> str | None:
    """A Content-ID without its brackets; None when there is none."""
    inside = text.strip().removeprefix("<").removesuffix(">")
    return one_line(inside, LIMITS.message_id) or None
