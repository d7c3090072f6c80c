"""A header block cut into its fields, octet by octet (RFC 5322 2.2, and what arrives instead).

Takes raw octets and where to look; gives the unfolded fields, where the body starts, and what was wrong.
Never raises, never decodes, never reads past `Limits.header_block`.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.defects import Code
from parsers.limits import LIMITS

_NAME_OCTETS = bytes(octet for octet in range(33, 127) if octet != ord(":"))
_BLANKS = b" \t"
# After a junk line only one of these shows that the headers go on: body text may well read "Note: …".
_TELLING = frozenset(
    b"received return-path delivered-to from to cc subject date message-id reply-to sender mime-version in-reply-to "
    b"references content-type content-transfer-encoding content-disposition dkim-signature "
    b"authentication-results".split()
)
# What text mode makes of CRLF when it is applied twice.
_DOUBLED = b"\r\r\n"
# Junk before the first field: a log line, a banner. More than this is a body without headers.
_JUNK_LINES = 10


@dataclass(frozen=True, slots=True)
class Block:
    """A header block. `fields`: (lower-case name, unfolded value without outer blanks), top first.

    `body`: offset where the body starts. `wrong`: codes of what was met, each once, in order.
    """

    fields: tuple[tuple[str, bytes], ...]
    body: int
    wrong: tuple[Code, ...]

    def all(self, name: str) -> list[bytes]:
        """Every value of the field `name` (lower case), top first."""
        return [value for found, value in self.fields if found == name]

    def first(self, name: str) -> bytes:
        """The topmost value of the field `name` (lower case); empty when there is none."""
        for found, value in self.fields:
            if found == name:
                return value
        return b""


def message_block(raw: bytes) -> Block:
    """The header block a whole mail opens with: after a byte order mark, blank lines or an mbox `From ` line."""
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    start = _past_blank_lines(raw, start)
    if raw.startswith((b"From ", b">From "), start):
        start += len(raw[start : start + LIMITS.field].splitlines(keepends=True)[0])
    return block(raw, start, len(raw))


def block(raw: bytes, start: int, end: int) -> Block:
    """The header block at `start`, of a mail or a part that ends at `end`."""
    window = raw[start : min(end, start + LIMITS.header_block)]
    gap = _first_gap(window)
    if gap == len(window) < end - start:  # cut by the cap, most likely inside a line that says nothing then
        gap = max(window.rfind(b"\n"), window.rfind(b"\r")) + 1 or gap
    below = window[gap:]
    window = window[:gap]
    wrong: dict[Code, None] = dict.fromkeys(_line_end_faults(window, below))
    reader = _Reader(wrong)
    place = start
    lines = window.splitlines(keepends=True)
    doubled = window.count(_DOUBLED) * 2 > window.count(b"\n")
    before = b""
    for index, line in enumerate(lines):
        bare = line.rstrip(b"\r\n")
        if not bare and not (doubled and line == b"\r\n" and before.endswith(b"\r")):
            return Block(reader.finished(), place + len(line), tuple(wrong))
        torn = before.endswith(b"\r") and b"\n" in window
        before = line
        if bare and not reader.takes(bare) and not reader.mends(bare, torn=torn):
            if not _headers_go_on(lines, index, reader.started):
                wrong[Code.NO_BLANK_LINE if reader.started else Code.NO_HEADERS] = None
                return Block(reader.finished(), place, tuple(wrong))
            wrong[Code.JUNK_IN_HEADERS] = None
        place += len(line)
    if place < end:
        wrong[Code.HEADER_BLOCK_CUT] = None
        place = _body_after(raw, place, end)
    return Block(reader.finished(), place, tuple(wrong))


class _Reader:
    """Lines in, fields out; counts against the caps as it goes."""

    __slots__ = ("_fields", "_length", "_lines", "_name", "_wrong", "started")

    def __init__(self, wrong: dict[Code, None]) -> None:
        self._wrong = wrong
        self._fields: list[tuple[str, bytes]] = []
        self._name = ""
        self._lines: list[bytes] = []
        self._length = 0
        self.started = False

    def takes(self, line: bytes) -> bool:
        """Whether `line` opens or continues a field; it is kept then, as far as the caps go."""
        if line[0] in _BLANKS and self.started:
            self._keep(line)
            return True
        name, colon, value = line.partition(b":")
        name = name.rstrip(_BLANKS)
        if not colon or not name or len(name) > 200 or name.translate(None, _NAME_OCTETS):
            return False
        self._close()
        self.started = True
        if len(self._fields) >= LIMITS.fields:
            self._wrong[Code.FIELDS_CUT] = None
            self._name = ""
        else:
            self._name = name.decode("ascii").lower()
            self._keep(value)
        return True

    def mends(self, line: bytes, *, torn: bool) -> bool:
        """Whether `line`, which is no field, belongs to the open one; it is kept then, behind a blank.

        `torn`: a bare carriage return stands before it. A line that opens with an encoded word was folded badly.
        """
        if not self.started or not (torn or line.startswith(b"=?")):
            return False
        self._keep(b" " + line)
        return True

    def finished(self) -> tuple[tuple[str, bytes], ...]:
        """The fields read so far."""
        self._close()
        return tuple(self._fields)

    def _keep(self, piece: bytes) -> None:
        if not self._name:
            return
        room = LIMITS.field - self._length
        if len(piece) > room:
            self._wrong[Code.FIELD_CUT] = None
            piece = piece[:room]
        if piece:
            self._lines.append(piece)
            self._length += len(piece)

    def _close(self) -> None:
        if self._name:
            self._fields.append((self._name, b"".join(self._lines).strip(_BLANKS)))
        self._name, self._lines, self._length = "", [], 0


def _first_gap(window: bytes) -> int:
    """Where the first blank line of `window` ends, or all of it; where lone carriage returns end lines, too."""
    if window.startswith((b"\n", b"\r\n")):
        return window.index(b"\n") + 1
    if window.startswith(b"\r"):
        return 1
    crlf = window.find(b"\n\r\n")
    lf = window.find(b"\n\n", 0, crlf if crlf >= 0 else len(window))
    gap = lf + 2 if lf >= 0 else crlf + 3 if crlf >= 0 else len(window)
    bare = window.find(b"\r\r", 0, gap)
    while bare >= 0 and window.startswith(b"\n", bare + 2):  # one line end, made twice
        bare = window.find(b"\r\r", bare + 3, gap)
    return bare + 2 if bare >= 0 else gap


def _line_end_faults(window: bytes, below: bytes) -> list[Code]:
    """What is wrong with the line ends of a header block; `below`: what follows it, as far as a block could reach."""
    pairs = window.count(b"\r\n")
    faults = []
    if window.count(b"\r") != pairs:
        faults.append(Code.BARE_CR)
    if pairs and window.count(b"\n") != pairs:
        # One change, below the lines of a server that writes CRLF onto a stored mail, is everyday; every reader cuts
        # such a mail alike or finds no From in it at all.
        goes_back = b"\r\n" in window[_first_bare(window) :] or b"\r\n" in below
        faults.append(Code.LINE_ENDS_CHANGE if goes_back else Code.MIXED_LINE_ENDS)
    if b"\0" in window:
        faults.append(Code.NUL)
    return faults


def _first_bare(window: bytes) -> int:
    """Where the first line feed without a carriage return before it stands."""
    place = window.find(b"\n")
    while place > 0 and window[place - 1] == 13:
        place = window.find(b"\n", place + 1)
    return max(place, 0)


def _headers_go_on(lines: list[bytes], index: int, started: bool) -> bool:
    """Whether real headers follow the junk line at `index`."""
    ahead = 2 if started else _JUNK_LINES
    return any(line.partition(b":")[0].lower() in _TELLING for line in lines[index + 1 : index + 1 + ahead])


def _past_blank_lines(raw: bytes, start: int) -> int:
    """Past blank lines, but only where a header field follows: a mail may also be all body."""
    place = start
    while place - start < 200 and raw[place : place + 1] in (b"\r", b"\n"):
        place += 1
    name, colon, _ = raw[place : place + 100].partition(b":")
    is_field = colon and name and not name.translate(None, _NAME_OCTETS)
    return place if is_field or raw.startswith(b"From ", place) else start


def _body_after(raw: bytes, place: int, end: int) -> int:
    """Where the body starts behind a header block that was cut."""
    gaps = [(raw.find(b"\n\r\n", place, end), 3), (raw.find(b"\n\n", place, end), 2)]
    return min((found + length for found, length in gaps if found >= 0), default=end)
