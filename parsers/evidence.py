"""What the mail server says about a sender: RFC 8601, believed by position, never by presence (A05).

Takes a Mail, the authserv-id that counts and how many Received fields our own servers add; gives pass, fail or none.
Never believes a field that a sender could have written, and never more about a mail than about its author's domain.

Which field counts. A delivery over two hops of our own, SMTP in and LMTP on, looks like this, top first:

    Received: by mx.corp.example with LMTP             our own hop        1
    Authentication-Results: mx.corp.example; …         one field above
    Received: from stranger by mx.corp.example (SMTP)  our own border     2
    … whatever the stranger wrote …                    two fields above

With `trusted_hops` = 2 fields with fewer than two Received above them are our servers' work; the first that
stands below both may be a stranger's. So a field counts when `received_above < trusted_hops`, and of those
only the topmost with our authserv-id: a later, outer verdict is the one that knows the most.
A server that writes its verdict below its own border Received (Gmail, some milters) needs one hop more than
it has; that is sound only where it removes foreign fields with its id, as RFC 8601 section 5 demands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers.limits import LIMITS
from parsers.mail import Mail


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result: `dmarc`, `pass`, {"header.from": "corp.example"}; everything in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """A property's value, "" when it is not there."""
        return dict(self.properties).get(name, "")


@dataclass(frozen=True, slots=True)
class Results:
    """An Authentication-Results field read."""

    server: str
    results: tuple[Result, ...]


def evidence(mail: Mail, source: str, trusted_hops: int) -> Literal["pass", "fail", "none"]:
    """What the server named `source` says about this mail's author; "none" where it says nothing that counts."""
    if source == "none":
        return "none"
    for field in mail.authentication:
        if field.received_above < trusted_hops:
            read = results(field.value)
            if read is not None and read.server == source.lower():
                return _verdict(read.results, mail.author)
    return "none"


def results(value: str) -> Results | None:
    """An Authentication-Results value, unfolded (RFC 8601 2.2); None when it is none or longer than the cap."""
    if len(value) > LIMITS.evidence:
        return None
    words = _words(value)
    if words is None:
        return None
    statements = _statements(words)
    server = statements[0]
    if not 1 <= len(server) <= 2 or "=" in server:  # authserv-id and, maybe, the version
        return None
    found = [result for words in statements[1:] if (result := _result(words)) is not None]
    return Results(server[0].lower(), tuple(found))


def _verdict(found: tuple[Result, ...], author: str | None) -> Literal["pass", "fail", "none"]:
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
    return value.rpartition("@")[2].rstrip(".")


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
