"""The words of outgoing mails: operator files, compiled once, filled with data.

Takes template texts by file name and, later, plain values; gives `Filled`: subject, text and HTML.
Never treats a value as anything but data (A31, A32): one pass, sandboxed, HTML escaped, and no template can ask for a
value its row in `TEMPLATES` does not offer, so an acknowledgement to an unproven sender cannot echo them (A56).

A file is `NAME.txt`, or `NAME.LANGUAGE.txt` before it; its first line is `Subject: …`, then an empty line, then the
text. `NAME.html`, where there is one, is the same mail as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rules.expressions import resembling
from rules.sheet import PolicyFault

Filler = str | int | bool | tuple[str, ...]

_SUBJECT = "Subject:"
_WIDEST_TEMPLATE = 100_000  # characters: more is not a mail's template


@dataclass(frozen=True, slots=True)
class TemplateName:
    """One kind of mail, and the values its template may use, each with a sample."""

    name: str
    meaning: str
    offered: Mapping[str, Filler]


_ACKNOWLEDGEMENT: Mapping[str, Filler] = {
    "number": 42,
    "due": "Sunday, 22 November 2026, 18:30 (UTC)",
    "late": False,
    "phone": "+49 30 1234",
    "desk": "Example Support",
}

_TO_AGENTS: Mapping[str, Filler] = {
    "number": 42,
    "subject": "My printer",
    "because": "50 % of the first response is used up",
    "customer": "anna@customer.example",
    "account": "Acme",
    "tier": "platinum",
    "priority": "urgent",
    "level": 2,
    "team": "technical",
    "due": "Sunday, 22 November 2026, 18:30 (UTC)",
    "left": "7 min",
    "accept_by": "Sunday, 22 November 2026, 18:25 (UTC)",
    "so_far": "2026-11-22 18:15 UTC, anna@customer.example wrote:\nNothing prints.",
    "actions": "answer    mailto:support+token@desk.example",
    "desk": "Example Support",
}

_ABOUT: Mapping[str, Filler] = {
    "number": 42,
    "subject": "My printer",
    "status": "Gold · due 14:05 · L1",
    "actions": "answer    mailto:support+token@desk.example",
    "desk": "Example Support",
}

TEMPLATES: tuple[TemplateName, ...] = (
    TemplateName(
        "ack",
        "acknowledgement to a sender the mail server vouches for",
        {**_ACKNOWLEDGEMENT, "subject": "My printer", "name": "Anna"},
    ),
    TemplateName("ack-unverified", "acknowledgement to anybody else: none of the sender's words", _ACKNOWLEDGEMENT),
    TemplateName(
        "answer",
        "the wrapper of an agent's answer",
        {
            "number": 42,
            "subject": "My printer",
            "text": "Please try again.\n",
            "agent": "Bob",
            "desk": "Example Support",
        },
    ),
    TemplateName(
        "summary",
        "the one summary of acknowledgements that a cap held back",
        {"numbers": ("42", "43"), "desk": "Example Support"},
    ),
    TemplateName(
        "survey",
        "asks how it was, after a ticket was resolved",
        {"number": 42, "address": "support+token@desk.example", "desk": "Example Support"},
    ),
    TemplateName(
        "reminder",
        "to a customer whose answer a ticket waits for",
        {"number": 42, "last": False, "days": 7, "desk": "Example Support"},
    ),
    TemplateName("given-up", "the ticket was resolved without the answer", {"number": 42, "desk": "Example Support"}),
    TemplateName("notice", "to whom a rule names in `notify`", _TO_AGENTS),
    TemplateName(
        "notification",
        "to the agent who has a ticket: what the customer wrote",
        {
            **_ABOUT,
            "customer": "Anna <anna@customer.example>",
            "account": "Acme",
            "language": "de",
            "unverified": False,
            "words": "Nothing prints.",
        },
    ),
    TemplateName(
        "receipt",
        "to an agent whose mail was refused, or asked something",
        {**_ABOUT, "told": "#clsoe: no such command; did you mean close?", "words": "#clsoe"},
    ),
    TemplateName(
        "held",
        "to an agent in whose name a mail came that was not believed, or asks for more than words",
        {**_ABOUT, "because": "the mail server does not vouch for the sender", "what": "an answer", "words": "Hello"},
    ),
    TemplateName("escalation", "to the team that a ticket climbed to", _TO_AGENTS),
    TemplateName("warning", "to whoever has a ticket whose promise is near its end", _TO_AGENTS),
)
_OFFERED = {row.name: row.offered for row in TEMPLATES}
# Templates of the policy's own, which rules name: by what their names begin with.
OWN: Mapping[str, Mapping[str, Filler]] = {
    "ack-": _ACKNOWLEDGEMENT,
    "canned-": {"number": 42, "desk": "Example Support"},
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A mail's words."""

    subject: str
    text: str
    html: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """One language of one template, compiled."""

    subject: Template
    text: Template
    html: Template | None


Templates = Mapping[tuple[str, str], Words]  # (name, language or "")

_TEXT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)  # plain text has nothing to escape
_HTML = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


def fill(templates: Templates, name: str, language: str, values: Mapping[str, Filler]) -> Filled:
    """The mail in that language, or its base ("de" for "de-AT"), or the default. `values`: all that the row offers."""
    words = _pick(templates, name, language)
    return Filled(
        " ".join(words.subject.render(values).split()),
        words.text.render(values),
        None if words.html is None else words.html.render(values),
    )


def _pick(templates: Templates, name: str, language: str) -> Words:
    lowered = language.lower()
    for tongue in (lowered, lowered.partition("-")[0]):
        if (name, tongue) in templates:
            return templates[(name, tongue)]
    return templates[(name, "")]


def own_templates(files: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the templates that rules may name."""
    names = {_parts(file)[0] for file in files}
    return tuple(sorted(name for name in names if name not in _OFFERED and _offered(name) is not None))


def _offered(name: str) -> Mapping[str, Filler] | None:
    """The values a template may use; None where no mail is made from it."""
    own = (offered for prefix, offered in OWN.items() if name.startswith(prefix))
    return _OFFERED.get(name) or next(own, None)


def read_templates(texts: Mapping[str, str], faults: list[PolicyFault]) -> Templates:
    """All templates of `{"templates/ack.de.txt": text, …}`; faults are added to the list."""
    found: dict[tuple[str, str], Words] = {}
    for file in sorted(texts):
        name, language, ending = _parts(file)
        if _offered(name) is None:
            faults.append(PolicyFault(file, 1, 1, f"no mail is made from {name}", resembling(name, tuple(_OFFERED))))
        elif ending == "html":
            if file.removesuffix("html") + "txt" not in texts:
                faults.append(PolicyFault(file, 1, 1, "the text twin is missing", "every mail has a text"))
        else:
            words = _words(file, texts, name, faults)
            if words is not None:
                found[(name, language)] = words
    faults.extend(
        PolicyFault(f"templates/{row.name}.txt", 1, 1, f"the template is missing: {row.meaning}", "")
        for row in TEMPLATES
        if f"templates/{row.name}.txt" not in texts
    )
    faults.extend(
        PolicyFault(f"templates/{name}.txt", 1, 1, "the template is missing: it is there in other languages only", "")
        for name in own_templates(texts)
        if f"templates/{name}.txt" not in texts
    )
    return found


def _parts(file: str) -> tuple[str, str, str]:
    """ "templates/ack.de.txt" → ("ack", "de", "txt")."""
    stem, _, ending = file.rpartition("/")[2].rpartition(".")
    name, _, language = stem.partition(".")
    return name, language.lower(), ending


def _words(file: str, texts: Mapping[str, str], name: str, faults: list[PolicyFault]) -> Words | None:
    first, _, rest = texts[file].partition("\n")
    if not first.startswith(_SUBJECT):
        faults.append(PolicyFault(file, 1, 1, "the first line must be the subject", "Subject: …"))
        return None
    blank, _, body = rest.partition("\n")
    if blank.strip():
        faults.append(PolicyFault(file, 2, 1, "the line after the subject must be empty", ""))
        return None
    subject = _compile(_TEXT, file, first.removeprefix(_SUBJECT).strip(), name, 0, faults)
    text = _compile(_TEXT, file, body, name, 2, faults)
    twin = file.removesuffix("txt") + "html"
    html = _compile(_HTML, twin, texts[twin], name, 0, faults) if twin in texts else None
    if subject is None or text is None or (html is None and twin in texts):
        return None
    return Words(subject, text, html)


def _compile(
    environment: ImmutableSandboxedEnvironment,
    file: str,
    source: str,
    name: str,
    lines_above: int,
    faults: list[PolicyFault],
) -> Template | None:
    """The template, after a trial run with samples; None (and a fault) when it cannot work."""
    if len(source) > _WIDEST_TEMPLATE:
        faults.append(PolicyFault(file, 1, 1, f"a template has at most {_WIDEST_TEMPLATE} characters", ""))
        return None
    try:
        tree = environment.parse(source)
        problem = _forbidden(tree, name)
        if problem is not None:
            line, what, suggestion = problem
            faults.append(PolicyFault(file, line + lines_above, 1, what, suggestion))
            return None
        template = environment.from_string(source)
        _try(template, name)
    except TemplateSyntaxError as error:
        faults.append(PolicyFault(file, error.lineno + lines_above, 1, str(error.message), ""))
        return None
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # whatever an operator's expression can do wrong shows in the trial run, not in the first customer's mail
        faults.append(PolicyFault(file, 1 + lines_above, 1, f"cannot be filled: {error}", ""))
        return None
    return template


def _forbidden(tree: nodes.Template, name: str) -> tuple[int, str, str] | None:
    """The first thing a template may not do: line, problem, suggestion."""
    for statement in (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends):
        node = tree.find(statement)
        if node is not None:
            return node.lineno, "a template stands alone: no include, import or extends", ""
    unknown = find_undeclared_variables(tree) - set(_offered(name) or ())
    for name_used in tree.find_all(nodes.Name):
        if name_used.name in unknown:
            offered = tuple(_offered(name) or ())
            suggestion = resembling(name_used.name, offered) or f"known: {', '.join(offered)}"
            return name_used.lineno, f"unknown value {name_used.name}", suggestion
    return None


def _try(template: Template, name: str) -> None:
    """Fill it with its samples, and with every flag and text the other way round."""
    samples = dict(_offered(name) or {})
    template.render(samples)
    template.render({key: _opposite(value) for key, value in samples.items()})


def _opposite(value: Filler) -> Filler:
    match value:
        case bool():
            return not value
        case int():
            return value
        case str():
            return ""
        case tuple():
            return ()
