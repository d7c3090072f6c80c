"""Why a decision is what it is: stored as JSON, told in plain words.

Takes a `Trace`; gives JSON and back, and the sentences of `supportd explain`.
Never drops anything: what `from_json` reads is what `to_json` was given. Readers accept every version ever written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from rules.effects import Check, Step, Trace
from rules.reasons import REASONS
from rules.words import Evidence

_READABLE = (1,)

# What each step asks, in the words of `explain`.
QUESTIONS: Mapping[str, str] = {
    "origin": "Who wrote it?",
    "own_mail": "Is it our own mail?",
    "duplicate": "Is it here already?",
    "authority": "Is it an agent's, and is it believed?",
    "command": "What does the agent ask for?",
    "notification": "Which agents are told?",
    "returned": "Does it report on a mail of ours?",
    "joining": "Which ticket does it belong to?",
    "intake": "What became of the delivery?",
    "rule": "Rule",
    "ticket": "What was opened?",
    "status": "Which status has the ticket now?",
    "acknowledgement": "Was it acknowledged?",
    "delivery": "What became of our mail?",
    "timer": "What did the timer do?",
    "act": "What did the command do?",
    "assignment": "Who works on it?",
    "followers": "Who reads along?",
    "fields": "What was read from the mail?",
    "canned": "Was a ready answer sent?",
    "notice": "Who was told?",
    "survey": "Is the customer asked how it was?",
    "escalation": "What was done so that the promise is kept?",
}
_WORDS = {row.code: row.operator for row in REASONS}


def to_json(trace: Trace) -> str:
    """One line of JSON. Empty parts are left out: most steps are short, and every decision is kept."""
    document: dict[str, object] = {
        "version": trace.version,
        "event": trace.event,
        "policy": trace.policy_digest,
        "decided_at": trace.decided_at.isoformat(),
        "evidence": trace.evidence.value,
        "inputs": [list(pair) for pair in trace.inputs],
        "steps": [_step_document(one) for one in trace.steps],
    }
    return json.dumps(document, separators=(",", ":"))


def from_json(text: str) -> Trace:
    """The trace of a line that `to_json` wrote, of any version; ValueError for anything else."""
    try:
        document = json.loads(text)
        if document["version"] not in _READABLE:
            raise ValueError(f"a trace of version {document['version']} was written by a newer supportd")
        return Trace(
            version=document["version"],
            event=document["event"],
            policy_digest=document["policy"],
            decided_at=datetime.fromisoformat(document["decided_at"]),
            inputs=tuple((name, value) for name, value in document["inputs"]),
            steps=tuple(_step(one) for one in document["steps"]),
            evidence=Evidence(document["evidence"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("this is no trace") from error


def tell(trace: Trace, said: Collection[str] = ()) -> list[str]:
    """The decision as a person would tell it, one line a thought; the reader says when and for whom.

    `said`: inputs that the reader has said already.
    """
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in trace.inputs if value and name not in said]
    for one in trace.steps:
        lines.extend(tell_step(one))
    return lines


def tell_step(one: Step) -> list[str]:
    """One step in words, with each condition that was looked at."""
    if (one.name, one.outcome) == ("act", "detail"):
        return [f"    {one.because}"]
    # What an operator did to a row of ledger or outbox is a step of its own name ("intake retry").
    question = f"Rule {one.rule}:" if one.name == "rule" else QUESTIONS.get(one.name, f"{one.name}:")
    kept_back = one.name == "acknowledgement" and (one.outcome in _WORDS or one.outcome == "none")
    outcome = "no" if kept_back else one.outcome.replace("_", " ")
    known = [_WORDS[code] for code in (one.outcome, one.because) if code in _WORDS]
    because = "" if one.because in _WORDS else one.because
    details = "; ".join(part for part in (*known, because) if part)
    line = f"{question} {outcome}" + (f": {details}" if details else "")
    if one.rule is not None and one.name != "rule":
        line += f" (rule {one.rule})"
    # What decided is often one of the checks: then the line says it.
    return [line, *(f"    {_checked(check)}" for check in one.checks if not _is_said(check, line))]


def _is_said(check: Check, line: str) -> bool:
    return check.held and check.condition in line and check.because in line


def _checked(check: Check) -> str:
    because = f": {check.because}" if check.because else ""
    return f"{'yes' if check.held else 'no '}  {check.condition}{because}"


def _step_document(one: Step) -> dict[str, object]:
    document: dict[str, object] = {"name": one.name, "outcome": one.outcome}
    if one.because:
        document["because"] = one.because
    if one.rule is not None:
        document["rule"] = one.rule
    if one.checks:
        document["checks"] = [[check.condition, check.held, check.because] for check in one.checks]
    return document


def _step(document: dict[str, Any]) -> Step:
    return Step(
        name=document["name"],
        outcome=document["outcome"],
        because=document.get("because", ""),
        rule=document.get("rule"),
        checks=tuple(Check(condition, held, because) for condition, held, because in document.get("checks", ())),
    )
