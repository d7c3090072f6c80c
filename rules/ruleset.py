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
from dataclasses import dataclass

from parsers.places import KeyPath
from rules.actions import Action, Vocabulary, read_action
from rules.expressions import (
    Expression,
    ExpressionFault,
    Failed,
    Language,
    compile_condition,
    constant,
    evaluate,
    facts,
    resembling,
)
from rules.names import FAMILIES, Kind, On, Value, only_on, sample_values
from rules.sheet import Sheet, within

_RULE_KEYS = ("id", "on", "when", "then", "stop", "examples")
_CHANGING = "ticket."
_MAX_ID = 64


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
    on: On
    every: tuple[Expression, ...]
    some: tuple[Expression, ...]
    then: Action
    stop: bool
    examples: tuple[Example, ...]


def read_rules(sheet: Sheet, known: Language, words: Vocabulary) -> tuple[Rule, ...]:
    """The rules of one file, in order; those with faults are left out."""
    sheet.only((), ("rule",))
    found = sheet.value(("rule",))
    if found is None:
        return ()
    if not isinstance(found, list):
        sheet.fault(("rule",), "rules are written as [[rule]]")
        return ()
    rules = [_rule(sheet, ("rule", index), known, words) for index in range(len(found))]
    for index, rule in enumerate(rules):
        earlier = None if rule is None else _hides(rules[:index], rule)
        if earlier is not None:
            problem = f"never reached: {earlier.id} matches all that this rule does, and stops"
            sheet.fault(("rule", index, "when"), problem, f"move it before line {earlier.line}, or drop `stop` there")
    return tuple(rule for rule in rules if rule is not None)


def _hides(before: list[Rule | None], rule: Rule) -> Rule | None:
    """The earlier rule that stops whenever this one would match."""
    for index, earlier in enumerate(before):
        if earlier is None or not earlier.stop or earlier.on is not rule.on:
            continue
        every, some = _sources(earlier)
        own_every, own_some = _sources(rule)
        is_some = not some or bool(some & own_every) or (bool(own_some) and own_some <= some)
        if not (every <= own_every and is_some):
            continue
        # what is asked about the ticket may have become true by a rule between the two
        asked = frozenset().union(*(each.names for each in (*earlier.every, *earlier.some)))
        if index == len(before) - 1 or not any(name.startswith(_CHANGING) for name in asked):
            return earlier
    return None


def _sources(rule: Rule) -> tuple[frozenset[str], frozenset[str]]:
    every, some = ((" ".join(each.source.split()) for each in part) for part in (rule.every, rule.some))
    return frozenset(every), frozenset(some)


def _rule(sheet: Sheet, path: KeyPath, known: Language, words: Vocabulary) -> Rule | None:
    sheet.only(path, _RULE_KEYS)
    name = _id(sheet, path)
    on = On.MAIL if sheet.value((*path, "on")) is None else sheet.choice((*path, "on"), On, needed=True)
    conditions = _conditions(sheet, path, known, on)
    action = read_action(sheet, (*path, "then"), on or On.MAIL, words)
    stop = sheet.flag((*path, "stop"), default=False)
    examples = _examples(sheet, (*path, "examples"), known)
    if name is None or on is None or conditions is None or action is None or stop is None:
        return None
    every, some = conditions
    return Rule(name, sheet.file, sheet.place(path).line, on, every, some, action, stop, examples)


def _id(sheet: Sheet, path: KeyPath) -> str | None:
    name = sheet.words((*path, "id"), None)
    if name is not None and not (0 < len(name) <= _MAX_ID and name.replace("-", "").replace("_", "").isalnum()):
        sheet.fault((*path, "id"), f"an id is letters, digits, - and _, at most {_MAX_ID}")
    return name


def _conditions(
    sheet: Sheet, path: KeyPath, known: Language, on: On | None
) -> tuple[tuple[Expression, ...], tuple[Expression, ...]] | None:
    when = (*path, "when")
    match sheet.value(when):
        case str():
            single = _condition(sheet, when, known, on)
            return None if single is None else ((single,), ())
        case dict() as found:
            sheet.only(when, ("all", "any"))
            if not found:
                sheet.fault(when, "when has neither all nor any")
            every, some = (_several(sheet, (*when, key), known, on) for key in ("all", "any"))
            return None if every is None or some is None else (every, some)
        case None:
            sheet.fault(path, "when is missing", 'a condition, or { all = ["…"] } or { any = ["…"] }')
        case _:
            sheet.fault(when, "when must be a condition, or a table with all or any")
    return None


def _several(sheet: Sheet, path: KeyPath, known: Language, on: On | None) -> tuple[Expression, ...] | None:
    if sheet.value(path) is None:
        return ()
    sources = sheet.texts(path, ())
    if sources is None:
        return None
    if not sources:
        sheet.fault(path, "an empty list of conditions says nothing")
    compiled = [_condition(sheet, (*path, index), known, on) for index in range(len(sources))]
    good = tuple(expression for expression in compiled if expression is not None)
    return good if len(good) == len(sources) else None


def _condition(sheet: Sheet, path: KeyPath, known: Language, on: On | None) -> Expression | None:
    source = sheet.words(path, None)
    if source is None:
        return None
    compiled = compile_condition(source, known)
    if isinstance(compiled, ExpressionFault):
        place = within(sheet.text, sheet.place(path), compiled.line, compiled.column)
        sheet.fault_at(place, compiled.problem, compiled.suggestion)
        return None
    for name in sorted(compiled.names):
        only = only_on(name)
        if on is not None and only is not None and only is not on:
            sheet.fault(path, f"{name} is not known to rules on {on}", f'give the rule on = "{only}"')
            return None
    always = constant(compiled, known)
    if always is not None:
        sheet.fault(path, f"the condition is always {str(always).lower()}", "ask about a name that can differ")
        return None
    # RE2 refuses a bad pattern only when it runs: run it once now
    tried = evaluate(compiled, facts(_samples(known), known))
    if isinstance(tried, Failed) and "regular expression" in tried.reason:
        sheet.fault(path, tried.reason)
        return None
    return compiled


def _samples(known: Language) -> dict[str, Value]:
    """A sample for every name, the word lists' too."""
    samples = {family.prefix: family.sample for family in FAMILIES}
    of_families = {name: samples[name.partition(".")[0] + "."] for name in known.kinds if name not in sample_values()}
    return of_families | sample_values()


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
