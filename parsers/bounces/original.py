"""The mail that came back inside a bounce, a receipt or an auto-reply: what it was known by.

Takes raw octets, MIME leaves and the text of the answer; gives the original's Message-IDs and marks of ours.
Never believes what it read: only our signed marks, checked by the rules, tie an answer to a mail.

Looked at from the best source down, and no further than the first that names an id: parts that return the mail, fields
of reports, the mail shown below a notice, ids that the notice mentions, its HTML, and last the octets as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers import addresses, charsets, content, ids, marks
from parsers.bounces import mentions, notices
from parsers.bounces.cutting import cut, field_name
from parsers.decoding import octets
from parsers.limits import LIMITS
from parsers.mail import TokenSeen
from parsers.split import Block, block, message_block
from parsers.transfer import base64_octets
from parsers.tree import Part
from parsers.words import decoded

__all__ = ["NOTHING", "Original", "cut", "read"]

_RETURNED = frozenset(
    "message/rfc822 message/global message/partial message/news message/external-body text/rfc822-headers "
    "text/rfc822-header message/rfc822-headers message/global-headers text/rfc822 application/rfc822 "
    "message/delivered message/rfc2822".split()
)
_REPORTS = frozenset(
    "message/delivery-status message/global-delivery-status message/disposition-notification "
    "message/global-disposition-notification message/feedback-report text/delivery-status "
    "message/mdn message/tracking-status".split()
)
# Fields of the answer itself in which some programs name the mail it answers.
_OUTER = ("original-message-id", "x-original-message-id", "x-ms-exchange-parent-message-id", "x-failed-message-id",
          "x-bounced-message-id")  # fmt: skip
_ENOUGH_FIELDS = 3
_REPORT_BLOCKS = 50


@dataclass(frozen=True, slots=True)
class Original:
    """The Message-IDs of the mail that came back, and tokens shaped like ours."""

    ids: tuple[str, ...]
    tokens: tuple[TokenSeen, ...]


NOTHING = Original((), ())


def read(raw: bytes, parts: Sequence[Part], text: str) -> Original:
    """The original's ids and marks. `parts`: the leaves of the answer's tree; `text`: its text."""
    heads = [head for part in parts for head in _heads(raw, part)]
    shown = _shown(text)
    if shown is not None:
        heads.append(shown)
    found = [identifier for head in heads for identifier in ids.listed(head.all("message-id"))]
    reported = [identifier for part in parts for identifier in _reported(raw, part)]
    found += reported
    if not found:
        found = _mentioned(raw, parts, text)
    seen = [mark for head in heads for mark in _marks(head)]
    seen += marks.in_ids(found, "returned:message-id")
    return Original(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(seen)))


def _heads(raw: bytes, part: Part) -> list[Block]:
    """The header blocks of a returned mail that `part` holds."""
    found: list[Block] = []
    if part.path and part.block.first("message-id"):  # the part's own header is the returned one
        found.append(part.block)
    if part.kind in _RETURNED:
        found.append(_head(_opening(raw, part)))
    elif part.path and not part.kind.startswith("text/html") and part.kind not in _REPORTS and _may_be_mail(raw, part):
        head = _head(_opening(raw, part))
        if _is_mail(head):
            found.append(head)
    return found


def _opening(raw: bytes, part: Part) -> bytes:
    """The first octets of a part, enough for a header block."""
    return octets(raw, replace(part, end=min(part.end, part.start + 2 * LIMITS.header_block)))[0]


def _head(data: bytes) -> Block:
    """The header block that `data` opens with; where it has none, of the base64 that it may be."""
    head = message_block(data)
    if not head.fields and data[:4].isalnum():
        inside = base64_octets(data)[0]
        if b":" in inside[:200]:
            return message_block(inside)
    return head


def _may_be_mail(raw: bytes, part: Part) -> bool:
    """Whether a part of another type is worth a look: it opens with a field of a mail, or an encoding hides that."""
    if part.block.first("content-transfer-encoding").lower().strip() in (b"base64", b"quoted-printable"):
        return part.kind.startswith(("text/", "message/")) or part.kind == "application/octet-stream"
    line = raw[part.start : min(part.end, part.start + 200)].lstrip(b"\r\n").partition(b"\n")[0]
    return bool(field_name(charsets.plain(line))) or line.startswith((b"From ", b">From "))


def _is_mail(head: Block) -> bool:
    names = {name for name, _ in head.fields if field_name(name + ":")}
    return len(names) >= _ENOUGH_FIELDS and "message-id" in names


def _shown(text: str) -> Block | None:
    """The header block of the mail that a notice shows below its own words."""
    _, returned = cut(text)
    if not returned:
        return None
    lines = returned[: LIMITS.header_block].split("\n")
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t>|\xa0"))]
    if margin:
        lines = [line.removeprefix(margin) if line.strip() != margin.strip() else "" for line in lines]
    return message_block("\n".join(lines).encode("utf-8", "replace"))


def _reported(raw: bytes, part: Part) -> list[str]:
    """The ids that the fields of a report name; of the answer's own header, those that name another mail's."""
    if part.kind in _REPORTS:
        found: list[str] = []
        for one in _blocks(octets(raw, part)[0]):
            values = [value for name, value in one.fields if name.endswith("message-id")]
            found += ids.listed(values)
        return found
    if not part.path:
        return [identifier for name in _OUTER for identifier in ids.listed(part.block.all(name))]
    return []


def _blocks(data: bytes) -> list[Block]:
    found: list[Block] = []
    place = 0
    while place < len(data) and len(found) < _REPORT_BLOCKS:
        one = block(data, place, len(data))
        found.append(one)
        if one.body <= place:
            break
        place = one.body
    return found


def _mentioned(raw: bytes, parts: Sequence[Part], text: str) -> list[str]:
    """Ids from what is no header block: the notice's words, JSON, HTML, at last the raw octets behind the header."""
    found = notices.original_ids(text) or mentions.mentioned(text)
    if found:
        return list(found)
    for part in parts:
        if part.kind in ("text/html", "application/json"):
            data = _opening(raw, part)
            source, _ = charsets.decode(data, content.charset_of(part.content))
            found = mentions.in_html(source) if part.kind == "text/html" else notices.original_ids(source)
            if found:
                return list(found)
    start = min((part.start for part in parts), default=0)
    return list(mentions.mentioned(charsets.plain(raw[start : start + 2 * LIMITS.header_block])))


def _marks(head: Block) -> list[TokenSeen]:
    seen: list[TokenSeen] = []
    for name in ("message-id", "x-supportd-loop", "references"):
        seen += marks.in_ids(ids.listed(head.all(name)), f"returned:{name}")
    for name in ("reply-to", "return-path"):
        for value in head.all(name):
            found = (one.addr for one in addresses.shown(decoded(charsets.plain(value))))
            seen += marks.in_addresses(found, f"returned:{name}")
    return seen
