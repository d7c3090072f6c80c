"""Conditions: CEL expressions, checked when they are compiled. The only module that touches cel_expr_python.

Takes names with their kinds, sources and values; gives `Expression`s, and True, False or `Failed` for each evaluation.
Never raises because of a source or a value, never loops without end (CEL has an iteration budget and RE2), does no I/O.

CEL gives errors of evaluation as VALUES whose content is a non-empty text, hence truthy: `evaluate` therefore asks
for the type first and believes nothing but BOOL.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from cel_expr_python import cel
from cel_expr_python.ext import ext_strings

from rules.names import Kind, Value

MAX_SOURCE = 2_000  # characters of one condition: longer ones are lists in the wrong place
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
    """A checked condition. `source`: as it was written."""

    source: str
    program: cel.Expression


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
    return Expression(source, program)


def facts(values: Mapping[str, Value], known: Language) -> Facts:
    """The values for `evaluate`. A name without a value makes the conditions that need it fail, and only those."""
    return Facts(known.environment.Activation({name: _plain(value) for name, value in values.items()}))


def evaluate(expression: Expression, given: Facts) -> bool | Failed:
    """True, False, or why it could not be said."""
    try:
        result = expression.program.eval(given.activation)
        value = result.value()
        kind = result.type().name()
    except RuntimeError as error:
        return Failed(_one_line(str(error)))
    if kind == "BOOL" and isinstance(value, bool):
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
