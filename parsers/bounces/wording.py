"""Who failed and why, read from a program's notice in its own words: one reader for every system, known or not.

Takes a notice, what its headers name, and the row of the system that wrote it; gives a report for each recipient.
Never takes for a failed address the one that is told, the one that sent, or the one to ask for help.

Each address that stands in the notice is weighed by the line it stands in: a line of its own, the head of a line that
goes on with an error, behind "RCPT TO:", in a line that says why. The heaviest are the recipients; the lines from the
first that names one to the first that names another are what is said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.bounces import phrases, reasons, spotting
from parsers.bounces.outline import Notice
from parsers.bounces.spotting import Spot
from parsers.bounces.systems import System
from parsers.limits import LIMITS
from parsers.patterns import Pattern

# How an address stands in its line, heaviest first.
_BY_ROW, _LISTED, _ALONE, _HEADS, _NAMED, _EXPLAINED, _MENTIONED = 9, 8, 6, 6, 5, 4, 1
# The returned mail was sent to this address.
_KNOWN = 2
# A line that is above a list lifts the addresses right below it; so many lines, blank ones counted.
_LIFT = 2
_BELOW = 4
_LONG_LINE = 2000
_SEGMENT = 2000
_EDGES = " \t>|*•·-–—=#.,;:<>()[]{}\"'`+~\u3000\u00a0、。：「」『』【】※○●◆◇■□・"
_RECIPIENT = frozenset(phrases.RECIPIENTS)
_SENDER = frozenset(phrases.SENDERS)
_LABEL = 60
# What may stand before an address that heads its line: marks, a reply code, a number in a list.
_BEFORE_HEAD = Pattern(
    r"^[\s>|*•·\-=#+~<\[(\"'`]*(?:[245][0-9][0-9][ -]+)?(?:[245]\.[0-9]\.[0-9]{1,3} +)?(?:[0-9]{1,3}[.)] )?[<\"'(]*$"
)
_BEHIND_HEAD = (":", ">:", "...", ">...", "> ", " (", " [", " - ", " -- ", " = ", " on ", " …", ", ", "; ", "\t", "  ")
_BEHIND_SURELY = (":", ">:", "...", ">...", " on ")
# Labels that sentences have as well, and words that announce an address at the end of a line.
_LOOSE = frozenset(("an", "to", "para", "à", "user", "email", "address"))
_LEADING = frozenset(("to", "an", "der", "à", "a", "al", "do", "till", "til", "aan", "pour", "para"))
# Words behind a label's address that are still about it: "(ann@corp.test) [smtp]".
_AFTERTHOUGHT = 40
_SENDING = Pattern(
    r"(?:mail\s+from\s*:?|\bfrom\s*[:=]?|sender|envelope.from|return.path|reply.to|message.id|on behalf of|\bvon:?|"
    r"\bde:?|from user)\s*[:=]?\s*<?$"
)
_TO = Pattern(
    r"(?:rcpt\s+to|rcpt|\bto|recipient|recipients|address|addresses|user|mailbox|account|for|an|para|à|destinatario|adresse)\s*[:=]?\s*[<\"'(]*$"
)
_TOWARDS = Pattern(
    r"(?:address(?:ed)? to|deliver(?:ed|y|ing)? (?:the |your |this )?(?:message |mail |e-?mail )?(?:to|for)|"
    r"(?:message|mail|sent|destined|intended|undeliverable|undelivered|returned|reach|failed) (?:to|for)|did not reach|"
    r"recipient|user|mailbox|account|address|delivre a|délivré à|remis à|entregar a|entregado a|entregue (?:a|para)|"
    r"recapitato a|consegnare a|zustellung an|nachricht an|bezorgd bij|levereras till|leveres til)[ :]*[<\"'(]*$"
)
_ALIAS = Pattern(r"(?:generated|expanded|forwarded|resulting|derived) (?:from|by):?\s*<?$")
_NAME_OF = Pattern(r"^[\"']?\s*<[^<>\s]+@[^<>\s]+>")
# The line above asks to write somewhere: what follows is no failed address.
_ASKING = Pattern(r"(?:send|contact|write|forward|reply|ask|mail).*(?:\bto|\bat|address|contact)\s*:?$")
_ASK = Pattern(r"(?:contact|write to|reply to|mail us at|mailto|kontakt|contacter|contacte) *:?\s*[<\"'(]*$")
_RULE = Pattern(r"^\W*[-=_*~#]{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says of one recipient: the words, joined in one text."""

    recipient: str
    words: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    addr: str
    line: int
    weight: int
    ours: bool


def read(notice: Notice, row: System, failed: Sequence[str]) -> list[Said]:
    """Who failed, with the words about each. `failed`: whom a header of the mail names as such."""
    found = _candidates(notice, row)
    chosen = _chosen(found, notice, row, failed)
    return _segments(notice.lines, found, chosen)


def _candidates(notice: Notice, row: System) -> list[_Candidate]:
    known = {*notice.theirs, *notice.carried}
    found: list[_Candidate] = []
    lifted = asked = -1
    listing = False
    for place, line in enumerate(notice.lines):
        bare = line.strip()
        if not bare:
            continue
        line = line[:_LONG_LINE]
        if row.listed and bare.lower().startswith(row.listed):
            listing = True
        elif listing and _RULE.opens(bare):
            listing = False
        seen = spotting.spots(line) if "@" in line else []
        for named in (name for pattern in row.recipient if (name := _by_row(pattern, line, notice.home))):
            found.append(_Candidate(named, place, _BY_ROW, ours=False))
        for spot in seen:
            weight = _weight(line, spot, seen)
            if listing and weight >= _ALONE:
                weight = _LISTED
            if weight > 0 and spot.addr in known:
                weight += _KNOWN
            if asked >= place:
                weight = min(weight, _MENTIONED)
            elif weight > 0 and lifted >= place:
                weight += _LIFT
            found.append(_Candidate(spot.addr, place, weight, spot.addr in notice.ours))
        if len(found) > 4 * LIMITS.reports:
            break
        if not seen and _ASKING.holds(bare[-200:]) and not phrases.FAILURE.holds(bare):
            asked = place + 2
        elif lifted >= place if seen else _introduces(bare):
            lifted = place + _BELOW
    return found


def _by_row(pattern: Pattern, line: str, home: str) -> str:
    """What the row says stands in `line`: an address, or a name at the domain of the program that wrote."""
    groups = pattern.groups(line)
    text = next((group for group in groups if group), "") if groups else ""
    name = text.strip(_EDGES).lower()
    return spotting.first(text) or (f"{name}@{home}" if name and home and "@" not in name else name)


def _introduces(bare: str) -> bool:
    """Whether the line announces addresses: it speaks of them, and ends in a colon or a rule or tells of a failure."""
    if len(bare) > 300:
        return False
    ends = bare.rstrip(" -=*").endswith((":", "：", ")")) or bare.startswith(("-", "=", "*"))
    ends = ends or bare.rpartition(" ")[2].lower() in _LEADING
    return (ends or phrases.FAILURE.holds(bare)) and phrases.INTRODUCTION.holds(bare)


def _weight(line: str, spot: Spot, seen: Sequence[Spot]) -> int:
    """How surely the address of `spot` is one that failed, by its line alone; 0 for never."""
    before, behind = line[: spot.start], line[spot.end :]
    if _ALIAS.holds(before[-40:]):
        return _MENTIONED + 1
    if _SENDING.holds(before[-40:]) or _ASK.holds(before[-40:]) or before[-3:].lower() in ("id=", "id:", "//"):
        return 0
    if _NAME_OF.opens(behind):  # an address as the display name of another
        return _MENTIONED
    name = _label(before)
    if name in _SENDER:
        return 0
    core = before.strip(_EDGES) + behind.strip(_EDGES)
    if not core or (len(seen) > 1 and not _without(line, seen).strip(_EDGES)):
        return _ALONE
    if name in _RECIPIENT:
        return _ALONE if len(behind.strip(_EDGES)) < _AFTERTHOUGHT and name not in _LOOSE else _NAMED
    explained = phrases.FAILURE.holds(line) or reasons.ANY.holds(line) or bool(spotting.reply_code(line))
    if _BEFORE_HEAD.fits(before) and (behind.startswith(_BEHIND_HEAD) or explained):
        return _HEADS if explained or behind.startswith(_BEHIND_SURELY) else _NAMED
    if phrases.CONTACT.holds(line) and not explained:
        return 0
    if explained:
        return _NAMED if _TO.holds(before[-30:]) or _TOWARDS.holds(before[-60:]) else _EXPLAINED
    if _TOWARDS.holds(before[-60:]):
        return _EXPLAINED
    if _is_name(before) and not behind.strip(_EDGES):
        return _NAMED
    return _MENTIONED


def _is_name(before: str) -> bool:
    """Whether a display name alone stands in front: `"Ann Lee" <`."""
    return before.rstrip().endswith("<") and len(before) < 60 and ":" not in before


def _without(line: str, seen: Sequence[Spot]) -> str:
    pieces: list[str] = []
    place = 0
    for spot in seen:
        pieces.append(line[place : spot.start])
        place = spot.end
    return "".join(pieces) + line[place:]


def _label(before: str) -> str:
    """The words in front of a colon that stands right before the address, in lower case."""
    text = before.rstrip(" \t<\"'([")
    if text[-1:] not in (":", "：", "="):
        return ""
    return text[:-1][-_LABEL:].rpartition(":")[2].strip(_EDGES).lower()


def _chosen(found: Sequence[_Candidate], notice: Notice, row: System, failed: Sequence[str]) -> list[str]:
    """The recipients that failed, each once, in the order they stand."""
    if failed and (not found or not {one.addr for one in found if one.weight >= _ALONE}.isdisjoint(failed)):
        return list(dict.fromkeys(failed))[: LIMITS.reports]
    if row.sent_to and (sent := _sent_to(notice)):
        return sent
    by_row = [one.addr for one in found if one.weight == _BY_ROW]
    if by_row:
        return list(dict.fromkeys(by_row))[: LIMITS.reports]
    others = [one for one in found if not one.ours]
    best = max((one.weight for one in others), default=0)
    if failed and best < _ALONE:
        return list(dict.fromkeys(failed))[: LIMITS.reports]
    if best < _EXPLAINED:
        own = max((one.weight for one in found if one.ours), default=0)
        if own >= _ALONE:  # somebody wrote to themselves
            return list(dict.fromkeys(one.addr for one in found if one.ours and one.weight >= _ALONE))
        if best <= _MENTIONED and (sent := _sent_to(notice)):
            return sent
    if best <= 0:
        return []
    floor = best if best < _EXPLAINED else _floor(best)
    return list(dict.fromkeys(one.addr for one in others if one.weight >= floor))[: LIMITS.reports]


def _sent_to(notice: Notice) -> list[str]:
    """Whom the returned mail was sent to: of several, the one for whom a server took it."""
    sent = [addr for addr in notice.theirs if addr not in notice.ours] or list(notice.theirs) or list(notice.carried)
    taken = [addr for addr in sent if addr in notice.carried]
    return taken[:1] if len(sent) > 1 and taken else sent[: LIMITS.reports]


def _floor(best: int) -> int:
    """How light an address may be beside the heaviest one: shapes of one list vary by their blank lines."""
    return _ALONE if best >= _ALONE else best


def _segments(lines: Sequence[str], found: Sequence[_Candidate], chosen: Sequence[str]) -> list[Said]:
    """What is said of each: the lines from one that names it to one that names another."""
    if not chosen:
        return []
    if len(chosen) == 1:
        return [Said(chosen[0], _whole(lines, found, chosen[0]))]
    known = set(chosen)
    names: dict[int, list[str]] = {}
    for one in found:
        if one.addr in known and one.addr not in names.setdefault(one.line, []):
            names[one.line].append(one.addr)
    words: dict[str, list[str]] = {addr: [] for addr in chosen}
    sizes = dict.fromkeys(chosen, 0)
    current: list[str] = []
    for place, line in enumerate(lines):
        if place in names:
            current = names[place]
        for addr in current:
            if sizes[addr] < _SEGMENT and line.strip():
                words[addr].append(line.strip())
                sizes[addr] += len(line)
    everything = _clean(lines, 0)
    return [Said(addr, _telling(" ".join(words[addr])[:_SEGMENT], everything)) for addr in chosen]


def _telling(words: str, everything: str) -> str:
    """The words about one recipient, or all of the notice where they do not say why."""
    return words if spotting.reply_code(words) or spotting.status(words) or reasons.by_words(words) else everything


def _whole(lines: Sequence[str], found: Sequence[_Candidate], addr: str) -> str:
    """The words about the only recipient: from the line that names it best on, or all where that tells nothing."""
    heaviest = max((one.weight for one in found if one.addr == addr), default=0)
    start = next((one.line for one in found if one.addr == addr and one.weight == heaviest), 0)
    return _telling(_clean(lines, start), _clean(lines, 0))


def _clean(lines: Sequence[str], start: int) -> str:
    kept: list[str] = []
    size = 0
    for line in lines[start:]:
        bare = line.strip()
        if bare and size < _SEGMENT:
            kept.append(bare)
            size += len(bare)
    return " ".join(kept)[: 2 * _SEGMENT]
