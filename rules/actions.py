"""What a rule does when it matches: `then`, as values.

Takes a checked sheet and what the policy has; gives `Action`s, or None and faults. Never does anything: standing is
`rules.classify`, all else `rules.consequences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum

from parsers.patterns import Pattern, compiled
from parsers.places import KeyPath
from rules.expressions import resembling
from rules.names import On
from rules.sheet import Sheet
from rules.words import Priority, Severity, Tier

_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_LONGEST_HOLD = 200
_MOST_PEOPLE = 20
ASSIGNEE, TEAM = "assignee", "team"


class Strategy(StrEnum):
    """How an agent of the team is found."""

    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"


@dataclass(frozen=True, slots=True)
class Start:
    """Start the timer of this name: it is due after so long, and then rules with `on = "timer"` run."""

    name: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the policy has. `queues`: None where they are not known; `tags`: None where any will do."""

    queues: tuple[str, ...] | None
    teams: tuple[str, ...]
    templates: tuple[str, ...]
    tags: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Action:
    """What a rule that matched does; None, empty and False leave things alone."""

    severity: Severity | None
    severity_at_least: Severity | None
    severity_at_most: Severity | None
    tier: Tier | None
    tier_at_least: Tier | None
    tier_at_most: Tier | None
    priority: Priority | None
    queue: str | None
    level: int | None
    team: str | None
    assignee: str | None
    assign: Strategy | None
    tags: tuple[str, ...]
    followers: tuple[str, ...]
    hold: str | None
    quarantine: bool
    ignore: bool
    acknowledge: bool
    template: str | None
    canned: str | None
    notify: tuple[str, ...]
    start: Start | None
    cancel: str | None
    fields: Pattern | None

    def told(self) -> str:
        """What it does, as it is written: "severity high; no acknowledgement"."""
        parts = [
            f"{name.replace('_', ' ')} {value}"
            for name in _SPOKEN
            if (value := getattr(self, name)) is not None and value != ()
        ]
        return "; ".join((*parts, *self.further()))

    def further(self) -> tuple[str, ...]:
        """What it does beside setting fields of the ticket, in words."""
        parts = [f"{name} {', '.join(found)}" for name in _LISTS if (found := getattr(self, name))]
        parts += [] if self.hold is None else [f"on hold: {self.hold}"]
        parts += [] if self.template is None else [f"acknowledged with {self.template}"]
        parts += [] if self.canned is None else [f"sends {self.canned}"]
        parts += [] if self.start is None else [f"starts the timer {self.start.name}"]
        parts += [] if self.cancel is None else [f"cancels the timer {self.cancel}"]
        parts += ["reads fields"] if self.fields is not None else []
        parts += ["quarantine"] if self.quarantine else []
        parts += ["no ticket"] if self.ignore else []
        parts += [] if self.acknowledge else ["no acknowledgement"]
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One key of `then`, for the docs. `example`: as it is written; `only`: the rules it makes sense for."""

    key: str
    example: str
    meaning: str
    only: On | None


ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("severity", '"high"', "critical, high or standard; the priority follows by the matrix", None),
    ActionRow("severity_at_least", '"high"', "a floor", None),
    ActionRow("severity_at_most", '"high"', "a ceiling", None),
    ActionRow("tier", '"gold"', "platinum, gold or silver; the priority follows by the matrix", None),
    ActionRow("tier_at_least", '"gold"', "a floor", None),
    ActionRow("tier_at_most", '"gold"', "a ceiling", None),
    ActionRow("priority", '"urgent"', "urgent, high, normal or low, whatever the matrix says", None),
    ActionRow("queue", '"billing"', "a queue of desk.toml; its team owns the ticket", None),
    ActionRow("level", "2", "1 to 3; raised later it climbs: the next team must accept it", None),
    ActionRow("team", '"technical"', "a team of teams.toml, and with it that team's level", None),
    ActionRow("assignee", '"ann"', "the login of an agent who is active and on duty", None),
    ActionRow("assign", '"round_robin"', "an agent of the team on duty: round_robin or least_loaded", None),
    ActionRow("tags", '["vip"]', "added; from [tags] names of desk.toml where that list stands", None),
    ActionRow("followers", '["boss@customer.example"]', "contacts who read along, by their addresses", None),
    ActionRow("hold", '"waits for a part"', "the ticket is on_hold, for this reason", None),
    ActionRow("quarantine", "true", "a person must look at the mail before anything is sent for it", On.MAIL),
    ActionRow("ignore", "true", "the mail opens no ticket", On.MAIL),
    ActionRow("acknowledge", "false", "no acknowledgement is sent", On.MAIL),
    ActionRow("template", '"ack-vip"', "acknowledged with the words of templates/ack-vip.txt", On.MAIL),
    ActionRow("canned", '"canned-password"', "sends templates/canned-password.txt; no clock counts it", None),
    ActionRow("notify", '["team", "ops@desk.example"]', "mail to `team`, `assignee`, a login or an address", None),
    ActionRow("timer", '{ start = "quiet", after = "4 hours" }', 'or { cancel = "quiet" }', None),
    ActionRow("fields", "'order (?P<order>[0-9]+)'", "custom fields: the groups found in Subject or words", On.MAIL),
)
_KEYS = tuple(row.key for row in ACTIONS)
_ONLY: Mapping[str, On] = {row.key: row.only for row in ACTIONS if row.only is not None}
_SPOKEN = tuple(field.name for field in fields(Action))[:12]
_LISTS = ("tags", "followers", "notify")


def read_action(sheet: Sheet, path: KeyPath, on: On, known: Vocabulary) -> Action | None:
    """What stands at `path`; None (and faults) when it is wrong or empty."""
    before = len(sheet.faults)
    table = sheet.table(path)
    if not table and len(sheet.faults) == before:
        sheet.fault(path, "then is missing or empty", 'like then = { severity = "high" }')
    sheet.only(path, _KEYS)
    for key in table:
        if _ONLY.get(key, on) is not on:
            sheet.fault((*path, key), f'{key} makes sense for on = "{_ONLY[key]}" only', at_key=True)
    start, cancel = _timer(sheet, (*path, "timer"))
    action = Action(
        severity=sheet.choice((*path, "severity"), Severity, needed=False),
        severity_at_least=sheet.choice((*path, "severity_at_least"), Severity, needed=False),
        severity_at_most=sheet.choice((*path, "severity_at_most"), Severity, needed=False),
        tier=sheet.choice((*path, "tier"), Tier, needed=False),
        tier_at_least=sheet.choice((*path, "tier_at_least"), Tier, needed=False),
        tier_at_most=sheet.choice((*path, "tier_at_most"), Tier, needed=False),
        priority=sheet.choice((*path, "priority"), Priority, needed=False),
        queue=_one_of(sheet, (*path, "queue"), known.queues, "queue", "name it in desk.toml, [queues]"),
        level=sheet.whole((*path, "level"), None, 1, 3) if "level" in table else None,
        team=_one_of(sheet, (*path, "team"), known.teams, "team", "name it in teams.toml"),
        assignee=_optional(sheet, (*path, "assignee")),
        assign=sheet.choice((*path, "assign"), Strategy, needed=False),
        tags=_tags(sheet, (*path, "tags"), known.tags),
        followers=_people(sheet, (*path, "followers"), addresses_only=True),
        hold=_hold(sheet, (*path, "hold")),
        quarantine=sheet.flag((*path, "quarantine"), default=False) or False,
        ignore=sheet.flag((*path, "ignore"), default=False) or False,
        acknowledge=sheet.flag((*path, "acknowledge"), default=True) is not False,
        template=_template(sheet, (*path, "template"), known, "ack-"),
        canned=_template(sheet, (*path, "canned"), known, "canned-"),
        notify=_people(sheet, (*path, "notify"), addresses_only=False),
        start=start,
        cancel=cancel,
        fields=_pattern(sheet, (*path, "fields")),
    )
    if action.assignee is not None and action.assign is not None:
        sheet.fault((*path, "assign"), "assignee and assign exclude each other", at_key=True)
    return action if len(sheet.faults) == before else None


def _optional(sheet: Sheet, path: KeyPath) -> str | None:
    return None if sheet.value(path) is None else sheet.words(path, None)


def _one_of(sheet: Sheet, path: KeyPath, names: tuple[str, ...] | None, what: str, else_: str) -> str | None:
    name = _optional(sheet, path)
    if name is not None and names is not None and name not in names:
        sheet.fault(path, f"there is no {what} {name}", resembling(name, names) or else_)
    return name


def _tags(sheet: Sheet, path: KeyPath, allowed: tuple[str, ...] | None) -> tuple[str, ...]:
    tags = sheet.texts(path, ()) or ()
    for index, tag in enumerate(tags):
        if allowed is not None and tag not in allowed:
            near = resembling(tag, allowed) or "name it in desk.toml, [tags]"
            sheet.fault((*path, index), f"there is no tag {tag}", near)
    return tags


def _people(sheet: Sheet, path: KeyPath, *, addresses_only: bool) -> tuple[str, ...]:
    found = sheet.texts(path, ()) or ()
    if len(found) > _MOST_PEOPLE:
        sheet.fault(path, f"at most {_MOST_PEOPLE} people")
    for index, who in enumerate(found):
        local, at, domain = who.partition("@")
        if (at and not (local and domain)) or (addresses_only and not at) or not who or " " in who:
            sheet.fault((*path, index), f"{who!r} is no address" + ("" if addresses_only else " and no login"))
    return tuple(who.lower() if "@" in who else who for who in found)


def _hold(sheet: Sheet, path: KeyPath) -> str | None:
    why = _optional(sheet, path)
    if why is not None and not 0 < len(why.strip()) <= _LONGEST_HOLD:
        sheet.fault(path, f"hold is a reason of at most {_LONGEST_HOLD} characters")
    return why


def _template(sheet: Sheet, path: KeyPath, known: Vocabulary, prefix: str) -> str | None:
    """One of the policy's own templates of a kind."""
    name = _optional(sheet, path)
    fitting = tuple(each for each in known.templates if each.startswith(prefix))
    if name is not None and name not in fitting:
        near = resembling(name, fitting) or f"write templates/{prefix}….txt and name it {prefix}…"
        sheet.fault(path, f"there is no template {name}", near)
    return name


def _timer(sheet: Sheet, path: KeyPath) -> tuple[Start | None, str | None]:
    table = sheet.table(path)
    sheet.only(path, ("start", "after", "cancel"))
    if not table:
        return None, None
    if ("start" in table) == ("cancel" in table):
        sheet.fault(path, "a timer is either started or cancelled", '{ start = "quiet", after = "4 hours" }')
        return None, None
    key = "start" if "start" in table else "cancel"
    name = sheet.words((*path, key), None)
    if name is not None and not (0 < len(name) <= 32 and _NAME_CHARACTERS.issuperset(name)):
        sheet.fault((*path, key), "a timer's name is lower-case letters, digits, - and _, at most 32")
    if key == "cancel":
        return None, name
    after = sheet.span((*path, "after"))
    return (None if name is None or after is None else Start(name, after)), None


def _pattern(sheet: Sheet, path: KeyPath) -> Pattern | None:
    source = _optional(sheet, path)
    if source is None:
        return None
    pattern = compiled(source)
    if isinstance(pattern, str):
        sheet.fault(path, f"not a pattern: {pattern}", "RE2 syntax; no look-around, no back-reference")
        return None
    if not pattern.names():
        sheet.fault(path, "the pattern has no named group", "like 'order (?P<order>[0-9]+)'")
    return pattern
