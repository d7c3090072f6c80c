"""The support plan as values: numbers of desk.toml, promises of tiers.toml, the matrix of matrix.toml, words.toml.

Takes checked sheets; gives frozen values, or None where the sheet has faults.
Never knows of rules: those are `rules.ruleset`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rules.clocks import Terms
from rules.sheet import Sheet
from rules.wordlists import WordLists, word_lists
from rules.words import ClockKind, Priority, Severity, Tier

ALWAYS = "always"
_CLOCKS = frozenset(ClockKind)
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(frozen=True, slots=True)
class Numbers:
    """desk.toml. Caps count automatic mails to one person within 24 hours.

    `severity_alone`: the plan's literal rule: words decide for anyone, a contract is no floor.
    `tags`: those that rules may give; None: any.
    `acknowledge_forged`: whether a sender the mail server calls forged gets a (content-free) acknowledgement.
    """

    auto_close: timedelta
    reopen: timedelta
    remind: timedelta
    reminders: int
    too_old: timedelta
    strangers_per_day: int
    contacts_per_day: int
    summary_after: timedelta
    acknowledge_forged: bool
    messages_per_day: int
    queues: tuple[str, ...]
    tags: tuple[str, ...] | None
    severity_alone: bool


class EscalationTarget(StrEnum):
    """Who is next."""

    L2 = "L2"
    L3 = "L3"
    OPERATORS = "operators"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """At `per_cent` of the running response target, if nobody has answered."""

    per_cent: int
    to: EscalationTarget


@dataclass(frozen=True, slots=True)
class Promise:
    """What a tier promises. `phone_line`, `dedicated_agent`: only for accounts contracted at this tier.

    `calendar`: its name; it counts every clock. `by_priority`: targets that differ for tickets of a priority.
    """

    tier: Tier
    first_response: timedelta
    next_response: timedelta
    resolution: timedelta
    phone_line: bool
    dedicated_agent: bool
    escalation: tuple[EscalationStep, ...]
    training: str
    calendar: str
    by_priority: Mapping[Priority, Mapping[ClockKind, timedelta]]

    def terms(self, priority: Priority) -> Terms:
        """What holds for a ticket of this tier and priority."""
        targets = {
            ClockKind.FIRST_RESPONSE: self.first_response,
            ClockKind.NEXT_RESPONSE: self.next_response,
            ClockKind.RESOLUTION: self.resolution,
        }
        return Terms(targets | dict(self.by_priority.get(priority, {})), dict.fromkeys(ClockKind, self.calendar))


Matrix = Mapping[tuple[Tier, Severity], Priority]


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of desk.toml: where it stands, what stands there when it is left out, and its limits."""

    section: str
    key: str
    default: int
    low: int
    high: int


_NUMBERS: tuple[_Number, ...] = (
    _Number("states", "auto_close_days", 7, 1, 366),
    _Number("states", "reopen_days", 14, 0, 366),
    _Number("states", "remind_days", 7, 1, 366),
    _Number("states", "reminders", 2, 0, 10),
    _Number("acknowledgement", "too_old_hours", 72, 1, 720),
    _Number("acknowledgement", "strangers_per_day", 3, 0, 100_000),
    _Number("acknowledgement", "contacts_per_day", 30, 0, 100_000),
    _Number("acknowledgement", "summary_after_hours", 23, 1, 23),
    _Number("tickets", "messages_per_day", 500, 10, 100_000),
)
_FLAGS: Mapping[str, tuple[str, ...]] = {"acknowledgement": ("forged_senders",), "plan": ("severity_alone",)}
_OTHER: Mapping[str, tuple[str, ...]] = {"queues": ("names",), "tags": ("names",)}


def read_numbers(sheet: Sheet) -> Numbers | None:
    """desk.toml."""
    sections = {row.section: () for row in _NUMBERS} | dict(_FLAGS) | dict(_OTHER)
    sheet.only((), tuple(sections))
    for section in sections:
        keys = tuple(row.key for row in _NUMBERS if row.section == section)
        sheet.only((section,), keys + _FLAGS.get(section, ()) + _OTHER.get(section, ()))
    found = {row.key: sheet.whole((row.section, row.key), row.default, row.low, row.high) for row in _NUMBERS}
    numbers = {key: number for key, number in found.items() if number is not None}
    forged = sheet.flag(("acknowledgement", "forged_senders"), default=False)
    alone = sheet.flag(("plan", "severity_alone"), default=False)
    queues = _queues(sheet)
    tags = None if sheet.value(("tags", "names")) is None else sheet.texts(("tags", "names"), ())
    if len(numbers) < len(found) or forged is None or alone is None or queues is None:
        return None
    return Numbers(
        auto_close=timedelta(days=numbers["auto_close_days"]),
        reopen=timedelta(days=numbers["reopen_days"]),
        remind=timedelta(days=numbers["remind_days"]),
        reminders=numbers["reminders"],
        too_old=timedelta(hours=numbers["too_old_hours"]),
        strangers_per_day=numbers["strangers_per_day"],
        contacts_per_day=numbers["contacts_per_day"],
        summary_after=timedelta(hours=numbers["summary_after_hours"]),
        acknowledge_forged=forged,
        messages_per_day=numbers["messages_per_day"],
        queues=queues,
        tags=tags,
        severity_alone=alone,
    )


def _queues(sheet: Sheet) -> tuple[str, ...] | None:
    names = sheet.texts(("queues", "names"), ("support",))
    if names is None:
        return None
    if not names:
        sheet.fault(("queues", "names"), "there must be at least one queue")
    for index, name in enumerate(names):
        if not name or not _NAME_CHARACTERS.issuperset(name):
            sheet.fault(("queues", "names", index), "a queue's name is lower-case letters, digits, - and _")
        elif name in names[:index]:
            sheet.fault(("queues", "names", index), f"the queue {name} stands there twice")
    return names


def read_promises(sheet: Sheet) -> Mapping[Tier, Promise]:
    """tiers.toml: a table for every tier."""
    sheet.only((), tuple(Tier))
    promises = {tier: _promise(sheet, tier) for tier in Tier}
    return {tier: promise for tier, promise in promises.items() if promise is not None}


def _promise(sheet: Sheet, tier: Tier) -> Promise | None:
    if sheet.value((tier.value,)) is None:
        sheet.fault((), f"the tier {tier} is missing", f"add a table [{tier}]")
        return None
    sheet.only((tier.value,), tuple(key for key in Promise.__dataclass_fields__ if key != "tier"))
    first = sheet.span((tier.value, "first_response"))
    following = sheet.span((tier.value, "next_response"))
    resolution = sheet.span((tier.value, "resolution"))
    phone = sheet.flag((tier.value, "phone_line"), default=False)
    dedicated = sheet.flag((tier.value, "dedicated_agent"), default=False)
    training = sheet.words((tier.value, "training"), "")
    escalation = _escalation(sheet, tier)
    if first is None or following is None or resolution is None or phone is None or dedicated is None:
        return None
    calendar = sheet.words((tier.value, "calendar"), ALWAYS)
    by_priority = _by_priority(sheet, tier)
    return Promise(
        tier,
        first,
        following,
        resolution,
        phone,
        dedicated,
        escalation,
        training or "",
        calendar or ALWAYS,
        by_priority,
    )


def _by_priority(sheet: Sheet, tier: Tier) -> Mapping[Priority, Mapping[ClockKind, timedelta]]:
    """[gold.by_priority.urgent] with the targets that differ there."""
    path = (tier.value, "by_priority")
    sheet.only(path, tuple(Priority))
    found: dict[Priority, dict[ClockKind, timedelta]] = {}
    for name in sheet.table(path):
        sheet.only((*path, name), tuple(ClockKind))
        spans = {ClockKind(key): sheet.span((*path, name, key)) for key in sheet.table((*path, name)) if key in _CLOCKS}
        if name in Priority._value2member_map_:
            found[Priority(name)] = {kind: span for kind, span in spans.items() if span is not None}
    return found


def _escalation(sheet: Sheet, tier: Tier) -> tuple[EscalationStep, ...]:
    path = (tier.value, "escalation")
    found = sheet.value(path)
    if found is None:
        return ()
    if not isinstance(found, list):
        sheet.fault(path, f"{tier}.escalation must be a list", 'like [{ at = 50, to = "L2" }]')
        return ()
    steps: list[EscalationStep] = []
    for index in range(len(found)):
        sheet.only((*path, index), ("at", "to"))
        per_cent = sheet.whole((*path, index, "at"), None, 1, 1000)
        target = sheet.choice((*path, index, "to"), EscalationTarget, needed=True)
        if per_cent is not None and target is not None:
            if steps and steps[-1].per_cent >= per_cent:
                sheet.fault((*path, index), "the steps must be in order of time")
            steps.append(EscalationStep(per_cent, target))
    return tuple(steps)


def read_matrix(sheet: Sheet) -> Matrix:
    """matrix.toml: a row for every tier, a priority for every severity."""
    sheet.only((), tuple(Tier))
    cells: dict[tuple[Tier, Severity], Priority] = {}
    for tier in Tier:
        sheet.only((tier.value,), tuple(Severity))
        for severity in Severity:
            priority = sheet.choice((tier.value, severity.value), Priority, needed=True)
            if priority is not None:
                cells[(tier, severity)] = priority
    return cells


def read_words(sheet: Sheet) -> WordLists:
    """words.toml: lists of words and phrases, each with its languages."""
    lists: dict[str, list[str]] = {}
    for name in sheet.table(()):
        if not name or not _NAME_CHARACTERS.difference("-").issuperset(name) or name[0].isdecimal():
            sheet.fault((name,), "a list's name is lower-case letters, digits and _", at_key=True)
        lists[name] = []
        for tongue in sheet.table((name,)):
            entries = sheet.texts((name, tongue), None) or ()
            for index, entry in enumerate(entries):
                if not entry.strip():
                    sheet.fault((name, tongue, index), "an empty word would be found in every mail")
            lists[name].extend(entries)
    return word_lists(lists)
