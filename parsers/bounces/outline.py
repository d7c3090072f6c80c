"""A program's notice about a mail: its lines, the mail it returns, and which addresses are not the failed ones.

Takes a mail's leaves and text; gives a `Notice`, cut where the returned mail begins.
Never judges the words: `parsers.bounces.wording` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers import addresses, charsets
from parsers.bounces import original, report
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
# Characters and lines of a notice that are read.
_CHARACTERS = 32 * 1024
_LINES = 600
_OURS = ("from", "sender", "reply-to", "return-path", "errors-to", "x-sender", "x-envelope-from", "resent-from")
_THEIRS = (
    "to", "cc", "x-failed-recipients", "x-envelope-to", "envelope-to", "x-rcpt-to", "x-original-to", "apparently-to",
    "resent-to", "x-actual-recipient", "bcc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """`text`: the notice; `lines`: of it, without blanks at their ends. `rows`: of RFC 3464, wherever they stand.

    `ours`: addresses that are not the failed ones unless nothing else is: who is told, who sent the returned mail.
    `theirs`: whom the returned mail was sent to.
    """

    text: str
    lines: tuple[str, ...]
    rows: tuple[report.Row, ...]
    ours: frozenset[str]
    theirs: tuple[str, ...]


def read(
    raw: bytes, headers: Mapping[str, Sequence[str]], leaves: Sequence[Part], text: str, starts: Sequence[str] = ()
) -> Notice:
    """The notice. `starts`: lower-case openings of the line at which its program shows the returned mail."""
    rows = report.rows(raw, leaves)
    shown = _shown(raw, leaves, text)
    whole, returned = original.cut(shown)
    whole, more = _cut_at(whole, starts)
    if not rows:
        rows = report.in_text(whole) or _in_other_parts(raw, leaves)
    whole = whole[:_CHARACTERS]
    head = _returned(raw, leaves) or _head(more + returned)
    told = {one for name in ("to", "delivered-to", "x-original-to", "cc") for one in _listed(headers.get(name, ()))}
    sent = {one for value in _values(head, _OURS) for one in _listed([value])}
    author = set(_listed(headers.get("from", ())))
    theirs = dict.fromkeys(one for value in _values(head, _THEIRS) for one in _listed([value]))
    lines = tuple(line.rstrip() for line in whole.split("\n", _LINES)[:_LINES])
    return Notice(whole, lines, rows, frozenset(told | sent | author), tuple(theirs))


def _shown(raw: bytes, leaves: Sequence[Part], text: str) -> str:
    """The mail's text; only its first part where another is the returned mail, sent without a type."""
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
    octets_ = text[:_CHARACTERS].encode("utf-8", "replace")
    for _ in range(4):
        head = message_block(octets_)
        if any(head.first(name) for name in ("from", "to", "subject", "received", "message-id")):
            return head
        _, _, octets_ = octets_.lstrip().partition(b"\n")
    return None


def _values(head: Block | None, names: Sequence[str]) -> list[str]:
    if head is None:
        return []
    return [decoded(charsets.plain(value)) for name in names for value in head.all(name)[:5]]


def _listed(values: Sequence[str]) -> list[str]:
    return [one.addr for value in values[:5] for one in addresses.shown(value)]
