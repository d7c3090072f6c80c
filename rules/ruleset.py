"""Rules as values, and how rule files are read.

Takes checked sheets and the language of conditions; gives `Rule`s in order.
Never runs them: that is `rules.classify`.

    [[rule]]
    id = "critical-words"
    when = { any = ["mentions.outage", "mentions.data_loss"] }
    then = { severity = "critical" }
    stop = true
    examples = [
        { matches = true, mail.subject = "Everything is down" },
        { matches = false, mail.subject = "How do I log in?" },
    ]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from parsers.places import KeyPath
from rules.expressions import (
    Expression,
    ExpressionFault,
    Failed,
    Language,
    compile_condition,
    evaluate,
    facts,
    resembling,
)
from rules.names import Kind, Value, sample_values
from rules.sheet import Sheet, within
from rules.words import Priority, Severity, Tier

_RULE_KEYS = ("id", "when", "then", "stop", "examples")
_MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Action:
    """What a rule that matched does; None, empty and False leave things alone.

    `ignore`: the mail opens no ticket. `acknowledge`: False keeps the acknowledgement back.
    """

    severity: Severity | None
    severity_at_least: Severity | None
    severity_at_most: Severity | None
    tier: Tier | None
    tier_at_least: Tier | None
    tier_at_most: Tier | None
    priority: Priority | None
    queue: str | None
    level: int | None
    tags: tuple[str, ...]
    ignore: bool
    acknowledge: bool

    def told(self) -> str:
        """What it does, as it is written: "severity high; no acknowledgement"."""
        parts = [
            f"{field.name.replace('_', ' ')} {value}"
            for field in fields(self)
            if (value := getattr(self, field.name)) is not None and not isinstance(value, bool | tuple)
        ]
        parts += [f"tags {', '.join(self.tags)}"] if self.tags else []
        parts += ["no ticket"] if self.ignore else []
        parts += [] if self.acknowledge else ["no acknowledgement"]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Example:
    """Values of names that differ from the sample's, and whether the rule matches then. `line`: where it stands."""

    values: Mapping[str, Value]
    matches: bool
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Matches when all of `every` hold and, if any, one of `some`. `stop`: the rest of its file is skipped."""

    id: str
    file: str
    line: int
    every: tuple[Expression, ...]
    some: tuple[Expression, ...]
    then: Action
    stop: bool
    examples: tuple[Example, ...]


def read_rules(sheet: Sheet, known: Language, queues: tuple[str, ...] | None) -> tuple[Rule, ...]:
    """The rules of one file, in order; those with faults are left out. `queues`: None where they are not known."""
    sheet.only((), ("rule",))
    found = sheet.value(("rule",))
    if found is None:
        return ()
    if not isinstance(found, list):
        sheet.fault(("rule",), "rules are written as [[rule]]")
        return ()
    rules = [_rule(sheet, ("rule", index), known, queues) for index in range(len(found))]
    return tuple(rule for rule in rules if rule is not None)


def _rule(sheet: Sheet, path: KeyPath, known: Language, queues: tuple[str, ...] | None) -> Rule | None:
    sheet.only(path, _RULE_KEYS)
    name = _id(sheet, path)
    conditions = _conditions(sheet, path, known)
    action = _action(sheet, (*path, "then"), queues)
    stop = sheet.flag((*path, "stop"), default=False)
    examples = _examples(sheet, (*path, "examples"), known)
    if name is None or conditions is None or action is None or stop is None:
        return None
    every, some = conditions
    return Rule(name, sheet.file, sheet.place(path).line, every, some, action, stop, examples)


def _id(sheet: Sheet, path: KeyPath) -> str | None:
    name = sheet.words((*path, "id"), None)
    if name is not None and not (0 < len(name) <= _MAX_ID and name.replace("-", "").replace("_", "").isalnum()):
        sheet.fault((*path, "id"), f"an id is letters, digits, - and _, at most {_MAX_ID}")
    return name


def _conditions(
    sheet: Sheet, path: KeyPath, known: Language
) -> tuple[tuple[Expression, ...], tuple[Expression, ...]] | None:
    when = (*path, "when")
    match sheet.value(when):
        case str():
            single = _condition(sheet, when, known)
            return None if single is None else ((single,), ())
        case dict() as found:
            sheet.only(when, ("all", "any"))
            if not found:
                sheet.fault(when, "when has neither all nor any")
            every, some = (_several(sheet, (*when, key), known) for key in ("all", "any"))
            return None if every is None or some is None else (every, some)
        case None:
            sheet.fault(path, "when is missing", 'a condition, or { all = ["…"] } or { any = ["…"] }')
        case _:
            sheet.fault(when, "when must be a condition, or a table with all or any")
    return None


def _several(sheet: Sheet, path: KeyPath, known: Language) -> tuple[Expression, ...] | None:
    if sheet.value(path) is None:
        return ()
    sources = sheet.texts(path, ())
    if sources is None:
        return None
    if not sources:
        sheet.fault(path, "an empty list of conditions says nothing")
    compiled = [_condition(sheet, (*path, index), known) for index in range(len(sources))]
    good = tuple(expression for expression in compiled if expression is not None)
    return good if len(good) == len(sources) else None


def _condition(sheet: Sheet, path: KeyPath, known: Language) -> Expression | None:
    source = sheet.words(path, None)
    if source is None:
        return None
    compiled = compile_condition(source, known)
    if isinstance(compiled, ExpressionFault):
        place = within(sheet.text, sheet.place(path), compiled.line, compiled.column)
        sheet.fault_at(place, compiled.problem, compiled.suggestion)
        return None
    # RE2 refuses a bad pattern only when it runs: run it once now
    tried = evaluate(compiled, facts(_samples(known), known))
    if isinstance(tried, Failed) and "regular expression" in tried.reason:
        sheet.fault(path, tried.reason)
        return None
    return compiled


def _samples(known: Language) -> dict[str, Value]:
    """A sample for every name, the word lists' too."""
    return {name: False for name, kind in known.kinds.items() if kind is Kind.FLAG} | sample_values()


def _action(sheet: Sheet, path: KeyPath, queues: tuple[str, ...] | None) -> Action | None:
    before = len(sheet.faults)
    if not sheet.table(path) and len(sheet.faults) == before:
        sheet.fault(path, "then is missing or empty", 'like then = { severity = "high" }')
    sheet.only(path, tuple(field.name for field in fields(Action)))
    action = Action(
        severity=sheet.choice((*path, "severity"), Severity, needed=False),
        severity_at_least=sheet.choice((*path, "severity_at_least"), Severity, needed=False),
        severity_at_most=sheet.choice((*path, "severity_at_most"), Severity, needed=False),
        tier=sheet.choice((*path, "tier"), Tier, needed=False),
        tier_at_least=sheet.choice((*path, "tier_at_least"), Tier, needed=False),
        tier_at_most=sheet.choice((*path, "tier_at_most"), Tier, needed=False),
        priority=sheet.choice((*path, "priority"), Priority, needed=False),
        queue=_queue(sheet, (*path, "queue"), queues),
        level=sheet.whole((*path, "level"), None, 1, 3) if sheet.value((*path, "level")) is not None else None,
        tags=sheet.texts((*path, "tags"), ()) or (),
        ignore=sheet.flag((*path, "ignore"), default=False) or False,
        acknowledge=sheet.flag((*path, "acknowledge"), default=True) is not False,
    )
    return action if len(sheet.faults) == before else None


def _queue(sheet: Sheet, path: KeyPath, queues: tuple[str, ...] | None) -> str | None:
    if sheet.value(path) is None:
        return None
    name = sheet.words(path, None)
    if name is not None and queues is not None and name not in queues:
        suggestion = resembling(name, queues) or "name it in desk.toml, [queues]"
        sheet.fault(path, f"there is no queue {name}", suggestion)
    return name


def _examples(sheet: Sheet, path: KeyPath, known: Language) -> tuple[Example, ...]:
    found = sheet.value(path)
    if found is None:
        return ()
    if not isinstance(found, list):
        sheet.fault(path, "examples must be a list of tables")
        return ()
    examples = [_example(sheet, (*path, index), known) for index in range(len(found))]
    return tuple(example for example in examples if example is not None)


def _example(sheet: Sheet, path: KeyPath, known: Language) -> Example | None:
    before = len(sheet.faults)
    values: dict[str, Value] = {}
    for key in sheet.table(path):
        if key != "matches":
            _collect(sheet, (*path, key), key, known, values)
    matches = sheet.flag((*path, "matches"), None)
    if matches is None or len(sheet.faults) > before:
        return None
    return Example(values, matches, sheet.place(path).line)


def _collect(sheet: Sheet, path: KeyPath, name: str, known: Language, values: dict[str, Value]) -> None:
    """`mail.subject = "…"` is a table in a table: walk down to the name, then demand its kind."""
    found = sheet.value(path)
    if name in known.kinds:
        value = _typed(sheet, path, known.kinds[name])
        if value is not None:
            values[name] = value
    elif isinstance(found, dict):
        for key in found:
            _collect(sheet, (*path, key), f"{name}.{key}", known, values)
    else:
        sheet.fault(path, f"unknown name {name}", resembling(name, known.kinds), at_key=True)


def _typed(sheet: Sheet, path: KeyPath, kind: Kind) -> Value | None:
    match kind:
        case Kind.FLAG:
            return sheet.flag(path, None)
        case Kind.NUMBER:
            return sheet.whole(path, None, 0, 2**53)
        case Kind.TEXT:
            return sheet.words(path, None)
        case Kind.TEXTS:
            return sheet.texts(path, None)
        case Kind.TABLE:
            rows = {key: sheet.words((*path, key), None) for key in sheet.table(path)}
            return {key: value for key, value in rows.items() if value is not None}
