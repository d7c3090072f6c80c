"""Macros: named bundles of an answer in several languages and of changes (policy/macros.toml).

Takes a checked sheet, and later a ticket; gives macros, and the acts that one means for that ticket.
Never acts: each of its acts is decided as if a person had done it.

    [password]
    text = { en = "…", de = "…" }   # the answer; left out: none is sent
    status = "resolved"             # afterwards; pending after an answer where nothing stands
    note = "Sent the usual steps."  # stays inside the desk
    queue = "support"               # and severity, tier, priority, level, tags
    assignee = "ann"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.actions import Vocabulary
from rules.expressions import resembling
from rules.model import Act, Agent, Answer, Assign, Change, Note, Ticket
from rules.sheet import Sheet
from rules.words import Priority, Severity, Status, Tier

_KEYS = ("text", "status", "note", "severity", "tier", "priority", "queue", "level", "tags", "assignee")
_FIRST_LANGUAGE = "en"
_BY_HAND = (Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.RESOLVED)


@dataclass(frozen=True, slots=True)
class Macro:
    """`texts`: language → the answer; empty for none. None and empty leave things alone."""

    name: str
    texts: Mapping[str, str]
    status: Status | None
    note: str | None
    severity: Severity | None
    tier: Tier | None
    priority: Priority | None
    queue: str | None
    level: int | None
    tags: tuple[str, ...]
    assignee: str | None

    def text(self, language: str) -> str | None:
        """The answer in that language, or its base ("de" for "de-AT"), or English, or the first there is."""
        wished = (language.lower(), language.lower().partition("-")[0], _FIRST_LANGUAGE)
        return next((self.texts[one] for one in wished if one in self.texts), next(iter(self.texts.values()), None))


def read_macros(sheet: Sheet, known: Vocabulary) -> tuple[Macro, ...]:
    """The macros of macros.toml; those with faults are left out."""
    found = [_macro(sheet, name, known) for name in sheet.table(())]
    return tuple(macro for macro in found if macro is not None)


def _macro(sheet: Sheet, name: str, known: Vocabulary) -> Macro | None:
    before = len(sheet.faults)
    if not sheet.table((name,)) and len(sheet.faults) == before:
        sheet.fault((name,), f"the macro {name} does nothing", "like status = 'resolved'")
    sheet.only((name,), _KEYS)
    texts = {language: sheet.words((name, "text", language), None) for language in sheet.table((name, "text"))}
    for language, text in texts.items():
        if text is not None and not text.strip():
            sheet.fault((name, "text", language), "the text is empty")
    status = sheet.choice((name, "status"), Status, needed=False)
    if status is not None and status not in _BY_HAND:
        sheet.fault((name, "status"), f"a macro sets {', '.join(_BY_HAND)}")
    queue = None if sheet.value((name, "queue")) is None else sheet.words((name, "queue"), None)
    if queue is not None and known.queues is not None and queue not in known.queues:
        near = resembling(queue, known.queues) or "name it in desk.toml, [queues]"
        sheet.fault((name, "queue"), f"there is no queue {queue}", near)
    macro = Macro(
        name=name,
        texts={language.lower(): text for language, text in texts.items() if text is not None},
        status=status,
        note=None if sheet.value((name, "note")) is None else sheet.words((name, "note"), None),
        severity=sheet.choice((name, "severity"), Severity, needed=False),
        tier=sheet.choice((name, "tier"), Tier, needed=False),
        priority=sheet.choice((name, "priority"), Priority, needed=False),
        queue=queue,
        level=None if sheet.value((name, "level")) is None else sheet.whole((name, "level"), None, 1, 3),
        tags=_tags(sheet, name, known),
        assignee=None if sheet.value((name, "assignee")) is None else sheet.words((name, "assignee"), None),
    )
    return macro if len(sheet.faults) == before else None


def _tags(sheet: Sheet, name: str, known: Vocabulary) -> tuple[str, ...]:
    tags = sheet.texts((name, "tags"), ()) or ()
    for index, tag in enumerate(tags):
        if known.tags is not None and tag not in known.tags:
            near = resembling(tag, known.tags) or "name it in desk.toml, [tags]"
            sheet.fault((name, "tags", index), f"there is no tag {tag}", near)
    return tags


def acts(macro: Macro, ticket: Ticket, agents: Iterable[Agent]) -> tuple[Act, ...]:
    """What the macro means for this ticket, in order; what holds already is left out. The answer comes last."""
    text = macro.text(ticket.language)
    change = _change(macro, ticket, None if text is not None else macro.status)
    agent = next((one.id for one in agents if one.login == macro.assignee and one.active), None)
    found: list[Act] = [] if change is None else [change]
    if agent is not None and agent != ticket.assignee:
        found.append(Assign(ticket.number, agent))
    if macro.note is not None:
        found.append(Note(ticket.number, macro.note))
    if text is not None:
        found.append(Answer(ticket.number, text, macro.status or Status.PENDING))
    return tuple(found)


def _change(macro: Macro, ticket: Ticket, status: Status | None) -> Change | None:
    """Only what differs from the ticket; None where nothing does."""
    change = Change(
        ticket=ticket.number,
        severity=None if macro.severity is ticket.severity else macro.severity,
        tier=None if macro.tier is ticket.tier else macro.tier,
        priority=None if macro.priority is ticket.priority else macro.priority,
        queue=None if macro.queue == ticket.queue else macro.queue,
        level=None if macro.level == ticket.level else macro.level,
        status=None if status is ticket.status else status,
        add_tags=tuple(tag for tag in macro.tags if tag not in ticket.tags),
        drop_tags=(),
    )
    nothing = Change(ticket.number, None, None, None, None, None, None, (), ())
    return None if change == nothing else change
