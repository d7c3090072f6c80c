"""What stands in a line of a program's notice: addresses and SMTP codes.

Takes a line or a stretch of text; gives addr-specs with their places, status codes, reply codes.
Never raises and never judges whether an address failed: that takes the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.patterns import Pattern

_LOCAL = frozenset("!#$%&'*+-/=?^_`{|}~.")
_LONGEST_LOCAL = 200
_LONGEST_DOMAIN = 255
# More addresses, or "@", than this in one line are no line of a notice; codes stand in the first of so many characters.
_ADDRESSES = 50
_TRIES = 500
_READ = 16_000
# What programs put right before an address without a blank.
_GLUED = ("rfc822=", "smtp=", "orcpt=", "rcpt=", "to=", "for=", "addr=", "recipient=", "user=")
# An enhanced status code (RFC 3463) that is no part of an address, a version or a longer number.
_ENHANCED = Pattern(
    r"(?:^|[^0-9a-z.@/-]|[^0-9]-|[^0-9][45][0-9][0-9]-|^[45][0-9][0-9]-)"
    r"([245]\.[0-9]\.[0-9]{1,3})(?:$|[^0-9.@]|\.(?:$|[^0-9]))"
)
# A reply code (RFC 5321 4.2) that opens a line or follows a mark, and counts nothing.
_REPLY = Pattern(r"(?:^|[\s:;,\"'(\[<>#=_])([45][0-5][0-9])(?:$|[^0-9.,%a-z]|[.,](?:$|[^0-9]))")
_COUNTED = Pattern(
    r"\b[45][0-9][0-9] (?:bytes|kb|mb|octets|seconds?|minutes?|hours?|days?|messages?|recipients?|lines)\b"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """An address in a line, in lower case, and where it stands; `bracketed`: between "<" and ">"."""

    addr: str
    start: int
    end: int
    bracketed: bool


def spots(line: str) -> list[Spot]:
    """Every address in `line`, left to right."""
    found: list[Spot] = []
    last = 0
    at = line.find("@")
    tries = 0
    while at >= 0 and len(found) < _ADDRESSES and tries < _TRIES:
        tries += 1
        end = _domain_end(line, at + 1)
        start = _local_start(line, at, last)
        if start < at and end > at + 1:
            found.append(_spot(line, start, at, end))
            last = end
        at = line.find("@", max(at + 1, end))
    return [spot for spot in found if spot.addr]


def first(text: str) -> str:
    """The first address in `text`, "" without one."""
    found = spots(text)
    return found[0].addr if found else ""


def enhanced(text: str) -> list[str]:
    """The enhanced status codes in `text`, in order."""
    return _ENHANCED.all(text[:_READ]) if "." in text else []


def reply_code(text: str) -> str:
    """The last reply code of class 5 in `text`, else of class 4, "" without one: later ones are closer to the cause."""
    text = text[:_READ]
    found = _REPLY.all(text)
    if found and _COUNTED.holds(text):
        counted = {words[:3] for words in _COUNTED.all(text)}
        found = [code for code in found if code not in counted]
    lasting = [code for code in found if code[0] == "5"]
    return (lasting or found or [""])[-1]


def status(text: str) -> str:
    """The status code that `text` gives: the first that tells a detail, else a subject, else its class; "" without."""
    codes = [code for code in enhanced(text) if code[0] != "2"]
    return min(codes, key=_vagueness, default="")


def _vagueness(code: str) -> int:
    return 2 if code.endswith(".0.0") else int(code.endswith(".0"))


def _domain_end(line: str, start: int) -> int:
    end = start
    stop = min(len(line), start + _LONGEST_DOMAIN)
    if end < stop and line[end] == "[":
        closed = line.find("]", end, stop)
        return closed + 1 if closed >= 0 else start
    while end < stop and (line[end].isalnum() or line[end] in "-._"):
        end += 1
    while end > start and line[end - 1] in "-._":
        end -= 1
    return end


def _local_start(line: str, at: int, last: int) -> int:
    stop = max(last, at - _LONGEST_LOCAL)
    if at > stop and line[at - 1] == '"':
        opened = line.rfind('"', stop, at - 1)
        if opened >= 0 and (opened == stop or line[opened - 1] in "<: \t;"):
            return opened
    start = at
    while start > stop and (line[start - 1].isalnum() or line[start - 1] in _LOCAL):
        start -= 1
    return start


def _spot(line: str, start: int, at: int, end: int) -> Spot:
    bracketed = start > 0 and line[start - 1] == "<" and line[end : end + 1] == ">"
    if not bracketed:
        start = _unglued(line, start, at)
    domain = line[at + 1 : end]
    named = domain.replace(".", "").replace("-", "")
    if start == at or not named or (named.isdigit() and not domain.startswith("[")):
        return Spot("", start, end, bracketed)
    return Spot(unwrapped(line[start:end].lower()), start, end, bracketed)


def _unglued(line: str, start: int, at: int) -> int:
    """Where the address really starts: behind bullets and quotes, and behind "to="."""
    while start < at and line[start] in "'`*.-/=|~#":
        start += 1
    glued = line[start : start + 10].lower()
    for word in _GLUED:
        if glued.startswith(word):
            return min(at, start + len(word))
    return start


def unwrapped(addr: str) -> str:
    """The address inside one that Exchange wrapped: `imceasmtp-user+40host+2etest@outer.test`, `imceaex-…cn=user@…`."""
    if not addr.startswith(("imceasmtp-", "imceaex-")):
        return addr
    kind, _, rest = addr.partition("-")
    local, _, domain = rest.rpartition("@")
    if kind == "imceasmtp":
        inner = _plus_octets(local)
        return inner if "@" in inner else addr
    name = _plus_octets(local).rpartition("cn=")[2]
    return f"{name}@{domain}" if name and " " not in name and "@" not in name else addr


def _plus_octets(text: str) -> str:
    """`text` with "+40" as "@": two hexadecimal digits behind a plus are one character."""
    pieces = text.split("+")
    return pieces[0] + "".join(_plus_octet(piece) for piece in pieces[1:])


def _plus_octet(piece: str) -> str:
    digits = piece[:2]
    if len(digits) == 2 and all(char in "0123456789abcdef" for char in digits.lower()):
        return chr(int(digits, 16)) + piece[2:]
    return "+" + piece
