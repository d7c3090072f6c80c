"""Conditions: CEL expressions, checked when they are compiled. The only module that touches cel_expr_python.

Takes names with their kinds, sources and values; gives `Expression`s, and True, False or `Failed` for each evaluation.
Never raises because of a source or a value, never loops without end (CEL has an iteration budget and RE2), does no I/O.

CEL gives errors of evaluation as VALUES whose content is a non-empty text, hence truthy: `evaluate` therefore
believes nothing but a bool.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from cel_expr_python import cel
from cel_expr_python.ext import ext_strings

from rules.names import Kind, Value

MAX_SOURCE = 2_000  # characters of one condition: longer ones are lists in the wrong place
_MOST_FLAGS = 6
MAX_BRACKETS = 30  # CEL's own parser refuses deeper nesting with a message that helps nobody

_TYPES: Mapping[Kind, cel.Type] = {
    Kind.FLAG: cel.Type.BOOL,
    Kind.NUMBER: cel.Type.INT,
    Kind.TEXT: cel.Type.STRING,
    Kind.TEXTS: cel.Type.List(cel.Type.STRING),
    Kind.TABLE: cel.Type.Map(cel.Type.STRING, cel.Type.STRING),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked condition. `source`: as it was written; `names`: those of the language that it asks about."""

    source: str
    program: cel.Expression
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExpressionFault:
    """Why a source is no condition; line and column count from 1 within the source."""

    line: int
    column: int
    problem: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A condition that could not be evaluated; it did not hold."""

    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The values of one decision, ready for any number of conditions."""

    activation: cel.Activation


@dataclass(frozen=True, slots=True)
class Language:
    """The names that conditions may use, with their kinds."""

    kinds: Mapping[str, Kind]
    environment: cel.Env


def language(kinds: Mapping[str, Kind]) -> Language:
    """The language of conditions over these names."""
    variables = {name: _TYPES[kind] for name, kind in kinds.items()}
    return Language(dict(kinds), cel.NewEnv(variables=variables, extensions=[ext_strings.ExtStrings()]))


def compile_condition(source: str, known: Language) -> Expression | ExpressionFault:
    """The checked condition, or the first thing that is wrong with it."""
    if len(source) > MAX_SOURCE:
        return ExpressionFault(1, 1, f"the condition is longer than {MAX_SOURCE} characters", "use all or any")
    if _depth(source) > MAX_BRACKETS:
        return ExpressionFault(1, 1, f"brackets are nested deeper than {MAX_BRACKETS}", "use all or any")
    try:
        program = known.environment.compile(source)
        result = program.return_type().name()
    except RuntimeError as error:
        return _fault(str(error), source, known)
    if result != "BOOL":
        return ExpressionFault(1, 1, f"a condition must be true or false, this is {_kind(result)}", "compare it: == …")
    return Expression(source, program, _names(source, known.kinds))


def constant(expression: Expression, known: Language) -> bool | None:
    """What the condition gives whatever the values are; None where it depends on them.

    CEL's `||` and `&&` do not care for what cannot be evaluated beside what decides: without any value, a result is
    one that no value changes. Conditions on a few flags are tried with all of their values.
    """
    first = evaluate(expression, facts({}, known))
    if isinstance(first, bool):
        return first
    names = sorted(expression.names)
    if len(names) > _MOST_FLAGS or any(known.kinds[name] is not Kind.FLAG for name in names):
        return None
    results = {
        evaluate(expression, facts(dict(zip(names, values, strict=True)), known))
        for values in itertools.product((False, True), repeat=len(names))
    }
    only = results.pop() if len(results) == 1 else None
    return only if isinstance(only, bool) else None


def _names(source: str, kinds: Mapping[str, Kind]) -> frozenset[str]:
    """The names in a condition that compiles: every dotted word outside of quotes, cut to a name that is known."""
    found: set[str] = set()
    word = quote = ""
    for position, character in enumerate(source + " "):
        if quote:
            if source.startswith(quote, position) and not _is_escaped(source, position):
                quote = ""
        elif character.isalnum() or character in "_.":
            word += character
        else:
            quote = character if character in "'\"" else ""
            found.add(word)
            word = ""
    parts = (one.split(".") for one in found)
    whole = (".".join(part[:length]) for part in parts for length in range(1, len(part) + 1))
    return frozenset(name for name in whole if name in kinds)


def _is_escaped(source: str, position: int) -> bool:
    before = source[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def facts(values: Mapping[str, Value], known: Language) -> Facts:
    """The values for `evaluate`. A name without a value makes the conditions that need it fail, and only those."""
    return Facts(known.environment.Activation({name: _plain(value) for name, value in values.items()}))


def evaluate(expression: Expression, given: Facts) -> bool | Failed:
    """True, False, or why it could not be said."""
    try:
        result = expression.program.eval(given.activation)
        value = result.value()
    except RuntimeError as error:
        return Failed(_one_line(str(error)))
    if isinstance(value, bool):
        return value
    return Failed(_one_line(str(value)))


def resembling(word: str, candidates: Mapping[str, object] | tuple[str, ...]) -> str:
    """ "did you mean …?" for a misspelt word, or nothing."""
    near = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""


def _plain(value: object) -> object:
    """The value as CEL takes it. Lone surrogates cannot cross into C++: they become "?"."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {_plain(key): _plain(item) for key, item in value.items()}
        case _:
            return value


def _depth(source: str) -> int:
    depth = deepest = 0
    for character in source:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest


def _fault(text: str, source: str, known: Language) -> ExpressionFault:
    """CEL says `… ERROR: <input>:LINE:COLUMN: PROBLEM` and draws a caret below."""
    _, found, rest = text.partition("<input>:")
    if not found:
        return ExpressionFault(1, 1, _one_line(text), "")
    line, _, rest = rest.partition(":")
    column, _, rest = rest.partition(":")
    problem = _one_line(rest)
    unknown = _between(problem, "undeclared reference to '", "'")
    if unknown is None:
        return ExpressionFault(_number(line), _number(column), problem, "")
    column_of_name = _start_of(unknown, source, _number(line), _number(column))
    return ExpressionFault(_number(line), column_of_name, f"unknown name {unknown}", resembling(unknown, known.kinds))


def _start_of(name: str, source: str, line: int, column: int) -> int:
    """CEL points at the last dot of a.b.c and at the bracket of f(): the name starts before."""
    text = source.split("\n")[line - 1]
    start = text.rfind(name, 0, column + len(name))
    return start + 1 if start >= 0 else column


def _between(text: str, before: str, after: str) -> str | None:
    _, found, rest = text.partition(before)
    return rest.partition(after)[0] if found else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _kind(name: str) -> str:
    words = {"INT": "a number", "STRING": "a text", "LIST": "a list", "MAP": "a table"}
    return words.get(name, name.lower())


def _one_line(text: str) -> str:
    """The first line, without the drawing and the code in brackets."""
    return text.strip().partition("\n")[0].partition(" [INVALID_ARGUMENT]")[0].strip()
