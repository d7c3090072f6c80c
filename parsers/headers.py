"""Header fields as values: decoded text, addresses, identity, what the mail answers.

Takes a header block; gives decoded fields and the parts of `Mail` that come from headers alone.
Never raises on any octets, never decodes twice, never takes identity from a block that is odd (A04, A26, A27).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers import addresses, charsets, content, ids, marks
from parsers.cleaning import one_line
from parsers.defects import Code, defect
from parsers.limits import LIMITS
from parsers.mail import Address, AuthenticationResults, Defect, TokenSeen
from parsers.split import Block
from parsers.words import decoded

_ONCE = ("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
         "mime-version", "content-type", "content-transfer-encoding")  # fmt: skip
# A block with one of these may have been read otherwise by the server that judged the sender.
_DOUBTFUL = frozenset(
    {
        Code.BARE_CR,
        Code.LINE_ENDS_CHANGE,
        Code.NUL,
        Code.HEADER_BLOCK_CUT,
        Code.FIELDS_CUT,
        Code.JUNK_IN_HEADERS,
        Code.NO_BLANK_LINE,
    }
)
_LONGEST_WORD = 70
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")
# Whose names people read before they look at the address.
_AUTHORS = ("from", "sender", "reply-to")


@dataclass(frozen=True, slots=True)
class Headers:
    """A header block understood. `by_name`: decoded values of each field, top first; `text`: all, in order."""

    text: tuple[tuple[str, str], ...]
    by_name: Mapping[str, Sequence[str]]
    from_: tuple[Address, ...]
    author: str | None
    message_id: str | None
    defects: tuple[Defect, ...]


def read(block: Block) -> Headers:
    """What the fields of `block` say, and what is wrong with them."""
    by_name: dict[str, list[str]] = {}
    text: list[tuple[str, str]] = []
    for (name, _), plain in zip(block.fields, _plain(block, [value for _, value in block.fields]), strict=True):
        line = one_line(decoded(plain), LIMITS.field)
        text.append((name, line))
        by_name.setdefault(name, []).append(line)
    message_id = ids.own(block.all("message-id"))
    believed = _author(block)
    return Headers(
        text=tuple(text),
        by_name=by_name,
        from_=listed(block, "from"),
        author=believed,
        message_id=message_id,
        defects=tuple(_defects(block, by_name, believed, message_id)),
    )


def listed(block: Block, name: str) -> tuple[Address, ...]:
    """Every address in the fields `name`, within the cap, for display and routing."""
    found = [address for value in _plain(block, block.all(name)) for address in addresses.shown(value)]
    return tuple(found[: LIMITS.addresses])


def one(block: Block, name: str) -> Address | None:
    """The first address in the field `name`."""
    found = listed(block, name)
    return found[0] if found else None


def return_path(block: Block) -> str | None:
    """The envelope sender in the topmost Return-Path: "" for the null sender, None without the field."""
    values = block.all("return-path")
    if not values:
        return None
    if not values[0].strip(b"<> \t"):
        return ""
    found = addresses.shown(charsets.plain(values[0]))
    return found[0].addr if found else one_line(charsets.plain(values[0]).strip("<> "), LIMITS.name)


def delivered_to(block: Block) -> tuple[str, ...]:
    """The addresses the mail was delivered to, each once, top first."""
    found = (
        address.addr
        for name, value in block.fields
        if name in _DELIVERED
        for address in addresses.shown(charsets.plain(value))
    )
    return tuple(dict.fromkeys(found))[: LIMITS.addresses]


def tokens(block: Block) -> tuple[TokenSeen, ...]:
    """What is shaped like our tokens, best place first: where it was sent to, what it answers, what it says it is."""
    seen: list[TokenSeen] = []
    for name in (*_DELIVERED, "to", "cc"):
        seen += marks.in_addresses((address.addr for address in listed(block, name)), name)
    for name in ("in-reply-to", "references", "x-supportd-loop", "message-id"):
        seen += marks.in_ids(ids.listed(block.all(name)), name)
    return marks.once(seen)


def authentication(block: Block, by_name: Mapping[str, Sequence[str]]) -> tuple[AuthenticationResults, ...]:
    """Each Authentication-Results field with the number of Received fields above it."""
    if "authentication-results" not in by_name:
        return ()
    found: list[AuthenticationResults] = []
    above = 0
    for name, value in block.fields:
        if name == "received":
            above += 1
        elif name == "authentication-results":
            found.append(AuthenticationResults(one_line(charsets.plain(value), LIMITS.field), above))
    return tuple(found)


def language(by_name: Mapping[str, Sequence[str]]) -> str | None:
    """The primary subtag of Content-Language (RFC 3282) where it names exactly one language, in lower case."""
    values = by_name.get("content-language", ())
    if len(values) != 1 or "," in values[0]:
        return None
    subtag = values[0].partition("-")[0].strip().lower()
    return subtag if subtag.isascii() and subtag.isalpha() and len(subtag) in (2, 3) else None


def _plain(block: Block, values: Sequence[bytes]) -> list[str]:
    """Octets of fields as text; of octets that name no charset, in the one that the mail uses elsewhere."""
    likely: str | None = None  # looked for once, and only where it is needed
    found: list[str] = []
    for value in values:
        try:
            found.append(value.decode("utf-8") if b"\x1b" not in value else charsets.plain(value))
        except UnicodeDecodeError:
            likely = _used_elsewhere(block) if likely is None else likely
            found.append(charsets.plain(value, likely))
    return found


def _used_elsewhere(block: Block) -> str:
    """The charset of the body, or of the first encoded word in a header; "" when there is neither."""
    declared = content.charset_of(content.content_type(charsets.plain(block.first("content-type"))))
    if declared:
        return declared
    for name in ("subject", "from", "to"):
        _, opening, rest = block.first(name).partition(b"=?")
        if opening and rest[:_LONGEST_WORD].count(b"?") > 1:
            return rest.partition(b"?")[0].decode("ascii", "replace")
    return ""


def _author(block: Block) -> str | None:
    values = block.all("from")
    if len(values) != 1 or not _DOUBTFUL.isdisjoint(block.wrong) or len(values[0]) >= LIMITS.field:
        return None
    try:
        return addresses.author(values[0].decode("utf-8"))
    except UnicodeDecodeError:  # RFC 6532 allows UTF-8 and nothing else
        return None


def _defects(
    block: Block, by_name: Mapping[str, Sequence[str]], believed: str | None, message_id: str | None
) -> list[Defect]:
    found = [defect(code) for code in block.wrong]
    found += [defect(Code.FIELD_TWICE, name) for name in _ONCE if len(by_name.get(name, ())) > 1]
    if "from" not in by_name:
        found.append(defect(Code.FROM_MISSING))
    elif believed is None:
        found.append(defect(Code.FROM_ODD, by_name["from"][0]))
    posing = (one for name in _AUTHORS for one in listed(block, name) if one.name and addresses.poses(one))
    found += [defect(Code.NAME_POSES, one.name) for one in posing]
    if message_id is None:
        odd = "message-id" in by_name
        found.append(defect(Code.MESSAGE_ID_ODD if odd else Code.MESSAGE_ID_MISSING))
    if any(value.count(b"@") > LIMITS.addresses for _, value in block.fields):
        found.append(defect(Code.ADDRESSES_CUT))
    return found
