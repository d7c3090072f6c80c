"""A program's notice about a mail: its lines, the mail it returns, and which addresses are not the failed ones.

Takes a mail's leaves and text; gives a `Notice`, cut where the returned mail begins.
Never judges the words: `parsers.bounces.wording` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers import addresses, charsets, tree
from parsers.bounces import original, phrases, report, spotting
from parsers.decoding import Decoder, octets
from parsers.split import Block, message_block
from parsers.tree import Part
from parsers.words import decoded

_RETURNED = (
    "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers",
    "message/partial", "message/external-body",
)  # fmt: skip
# A text part that has fields of a mail in its own header block is the returned mail, put there without a type.
_OF_A_MAIL = ("received", "message-id", "from", "to", "subject")
# Fields of one name that are read.
_FIELDS = 3
# Characters and lines of a notice that are read.
_CHARACTERS = 32 * 1024
_LINES = 600
_TOLD = ("to", "delivered-to", "x-original-to", "cc", "from")
_OURS = ("from", "sender", "reply-to", "return-path", "errors-to", "x-sender", "x-envelope-from", "resent-from")
_THEIRS = (
    "to", "cc", "x-failed-recipients", "x-envelope-to", "envelope-to", "x-rcpt-to", "x-original-to", "apparently-to",
    "resent-to", "x-actual-recipient", "bcc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """`text`: the notice; `lines`: of it, without blanks at their ends. `rows`: of RFC 3464, wherever they stand.

    `ours`: addresses that are not the failed ones unless nothing else is: who is told, who sent the returned mail.
    `theirs`: whom the returned mail was sent to. `carried`: for whom servers took it, by its topmost Received fields.
    `home`: the domain of the program that wrote the notice.
    """

    text: str
    lines: tuple[str, ...]
    rows: tuple[report.Row, ...]
    ours: frozenset[str]
    theirs: tuple[str, ...]
    carried: tuple[str, ...]
    home: str


def read(
    raw: bytes, headers: Mapping[str, Sequence[str]], leaves: Sequence[Part], text: str, starts: Sequence[str] = ()
) -> Notice:
    """The notice in `text`, as `shown` gives it. `starts`: lower-case openings of lines that show the returned mail."""
    rows = report.rows(raw, leaves)
    whole, returned = original.cut(text)
    whole, more = _cut_at(whole, starts)
    if not rows:
        rows = report.in_text(whole) or _in_other_parts(raw, leaves) or _inside(raw, leaves, whole)
    whole = whole[:_CHARACTERS]
    head = _returned(raw, leaves) or _head(more + returned)
    ours = [*_values(head, _OURS), *(value for name in _TOLD for value in headers.get(name, ())[:_FIELDS])]
    sender = _listed(headers.get("from", ()))
    return Notice(
        text=whole,
        lines=tuple(line.rstrip() for line in whole.split("\n", _LINES)[:_LINES]),
        rows=rows,
        ours=frozenset(_listed(ours)),
        theirs=tuple(dict.fromkeys(_listed(_values(head, _THEIRS)))),
        carried=tuple(dict.fromkeys(_carried(head))),
        home=sender[0].rpartition("@")[2] if sender else "",
    )


def shown(raw: bytes, leaves: Sequence[Part], text: str) -> str:
    """What to read: the mail's text; only its first part where another is the returned mail; else a text file."""
    texts = [leaf for leaf in leaves if leaf.kind in ("text/plain", "text/html")]
    if len(texts) > 1 and any(_is_mail(leaf) for leaf in texts[1:]) and texts[0].kind == "text/plain":
        return Decoder(raw).text(texts[0])
    if not text.strip() and texts:
        return Decoder(raw).text(texts[0])
    return text


def _is_mail(leaf: Part) -> bool:
    return sum(bool(leaf.block.first(name)) for name in _OF_A_MAIL) >= 2


def _cut_at(text: str, starts: Sequence[str]) -> tuple[str, str]:
    if not starts:
        return text, ""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few characters change their length
        lowered = text
    places = [place for start in starts if (place := _line_with(lowered, start)) >= 0]
    place = min(places, default=-1)
    if place < 0:
        return text, ""
    after = text.find("\n", place)
    return text[:place], text[after + 1 :] if after >= 0 else ""


def _line_with(lowered: str, start: str) -> int:
    """Where the line that opens with `start`, after blanks, marks of quoting and rules, begins; -1 without one."""
    place = lowered.find(start)
    if place < 0:
        return -1
    line = lowered.rfind("\n", 0, place) + 1
    return line if not lowered[line:place].strip(" \t>-*+=_|") else -1


def _in_other_parts(raw: bytes, leaves: Sequence[Part]) -> tuple[report.Row, ...]:
    """The rows of a report that a program sent as a file or without a type."""
    for leaf in leaves:
        if leaf.kind not in _RETURNED and leaf.kind not in report.KINDS and leaf.end - leaf.start < _CHARACTERS:
            data, _ = octets(raw, leaf)
            if b"-ecipient" in data[:4000].replace(b"-R", b"-").replace(b"-r", b"-") and report.opens(
                charsets.plain(data[:200])
            ):
                return tuple(report.read(data))
    return ()


def _inside(raw: bytes, leaves: Sequence[Part], text: str) -> tuple[report.Row, ...]:
    """The rows of a report that a gateway passed on as an attached mail, saying nothing of its own."""
    if phrases.FAILURE.holds(text):
        return ()
    for leaf in leaves:
        if leaf.kind == "message/rfc822":
            data, _ = octets(raw, leaf)
            head = message_block(data)
            if b"multipart/report" in head.first("content-type").lower():
                return report.rows(data, tree.leaves(tree.tree(data, head)[0]))
    return ()


def _returned(raw: bytes, leaves: Sequence[Part]) -> Block | None:
    for leaf in leaves:
        if leaf.kind in _RETURNED:
            data, _ = octets(raw, leaf)
            head = message_block(data)
            if head.fields:
                return head
    texts = [leaf for leaf in leaves if leaf.kind.startswith("text/")]
    return next((leaf.block for leaf in texts[1:] if _is_mail(leaf)), None)


def _head(text: str) -> Block | None:
    """The header block that returned text opens with, after blank lines and a line that says what it is."""
    octets_ = _bare(text[:_CHARACTERS]).encode("utf-8", "replace")
    for _ in range(4):
        head = message_block(octets_)
        if any(head.first(name) for name in ("from", "to", "subject", "received", "message-id")):
            return head
        _, _, octets_ = octets_.lstrip().partition(b"\n")
    return None


def _bare(text: str) -> str:
    """`text` without the margin that each of its lines has: blanks, or marks of quoting."""
    lines = text.strip("\n").split("\n")
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t>|"))]
    return "\n".join(line.removeprefix(margin) for line in lines) if margin else text


def _values(head: Block | None, names: Sequence[str]) -> list[str]:
    if head is None:
        return []
    return [decoded(charsets.plain(value)) for name in names for value in head.all(name)[:_FIELDS]]


def _listed(values: Sequence[str]) -> list[str]:
    return [one.addr for value in values for one in addresses.shown(value)]


def _carried(head: Block | None) -> list[str]:
    """The addresses behind "for" in the topmost Received fields of the returned mail."""
    found: list[str] = []
    for value in _values(head, ("received",)):
        _, behind, rest = " ".join(value.split()).rpartition(" for ")
        seen = spotting.spots(rest[:300]) if behind else []
        found += [spot.addr for spot in seen[:1] if spot.start <= 1]
    return found
