"""Authentication-Results read: what each method found (RFC 8601), and what that says of the author.

Takes one field's unfolded value; gives results in lower case, and pass, fail or none. Never asks who wrote the field:
that is for `parsers.evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from parsers.idn import normal_domain
from parsers.limits import LIMITS

Verdict: TypeAlias = Literal["pass", "fail", "none"]


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result: `dmarc`, `pass`, {"header.from": "corp.example"}; everything in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """A property's value, "" when it is not there, or there with several: a stranger's name may look like one."""
        values = {value for known, value in self.properties if known == name}
        return values.pop() if len(values) == 1 else ""


@dataclass(frozen=True, slots=True)
class Results:
    """An Authentication-Results field read. `server`: its authserv-id, "" where it names none."""

    server: str
    results: tuple[Result, ...]


def results(value: str) -> Results | None:
    """An Authentication-Results value, unfolded (RFC 8601 2.2); None when it is none or longer than the cap."""
    if len(value) > LIMITS.evidence:
        return None
    words = _words(value)
    if words is None:
        return None
    server, *statements = _statements(words)
    if "=" in server:  # Microsoft 365 names no server and begins with the first result
        return Results("", _all(server, *statements))
    if not 1 <= len(server) <= 2:  # authserv-id and, maybe, the version
        return None
    return Results(server[0].lower(), _all(*statements))


def _all(*statements: list[str]) -> tuple[Result, ...]:
    return tuple(result for words in statements if (result := _result(words)) is not None)


def verdict(found: tuple[Result, ...], author: str | None) -> Verdict:
    """What the results say of the author (an addr-spec in normal form, None when there is none).

    DMARC's word counts; without it DKIM or SPF for the author's domain.
    """
    verdicts = [result for result in found if result.method == "dmarc"]
    if any(result.result == "fail" for result in verdicts):
        return "fail"
    if author is None:
        return "none"
    domain = author.rpartition("@")[2]
    if any(result.result == "pass" for result in verdicts):
        passed = [result for result in verdicts if result.result == "pass"]
        return "pass" if all(_domain(result.value("header.from")) == domain for result in passed) else "none"
    return "pass" if any(_is_aligned(result, domain) for result in found) else "none"


def _is_aligned(result: Result, domain: str) -> bool:
    """Whether DKIM or SPF passed for the author's domain or a parent of it.

    A child of it does not do, as relaxed DMARC would let it: that takes the public suffix list, to tell a
    company's domain from a provider's whose customers sign for names below it.
    """
    if result.result != "pass":
        return False
    match result.method:
        case "dkim":
            signed = _domain(result.value("header.d")) or _domain(result.value("header.i"))
        case "spf":
            signed = _domain(result.value("smtp.mailfrom"))
        case _:
            return False
    return signed == domain or ("." in signed and domain.endswith("." + signed))


def _domain(value: str) -> str:
    return normal_domain(value.rpartition("@")[2].rstrip("."))


def _result(words: list[str]) -> Result | None:
    """`method["/"version] "=" result` and its `ptype.property "=" value`s."""
    pairs: list[tuple[str, str]] = []
    place = 0
    while place + 2 < len(words):
        if words[place + 1] == "=":
            pairs.append((words[place].lower(), words[place + 2].lower()))
            place += 3
        else:
            place += 1
    if not pairs or len(words) < 3 or words[1] != "=":
        return None
    method, result = pairs[0]
    return Result(method.partition("/")[0], result, tuple(pairs[1:]))


def _statements(words: list[str]) -> list[list[str]]:
    statements: list[list[str]] = [[]]
    for word in words:
        if word == ";":
            statements.append([])
        else:
            statements[-1].append(word)
    return statements


def _words(value: str) -> list[str] | None:
    """Words, "=" and ";" of `value` without comments; None when a quote or comment never closes."""
    words: list[str] = []
    current: list[str] = []
    depth = 0
    quoted = escaped = False
    for char in value:
        if escaped:
            escaped = False
            if quoted:
                current.append(char)
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif quoted:
            quoted = char != '"'
            if quoted:
                current.append(char)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return None
        elif depth:
            continue
        elif char == '"':
            quoted = True
        elif char in "=; \t":
            if current:
                words.append("".join(current))
                current = []
            if char in "=;":
                words.append(char)
        else:
            current.append(char)
    if quoted or depth:
        return None
    return [*words, "".join(current)] if current else words
