"""An operator's act: decided, committed, and the daemon told of it.

Takes an open office and an act; gives what came of it as words and an exit code.
Never changes a row by itself: `daemon.pipeline.perform` does, so that the trace says who did what, and why it was so.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass

from commands.exits import Exit
from commands.office import Office
from commands.output import fail, say, warn
from commands.store import poke
from daemon.pipeline import perform
from rules.effects import ChangeTicket, Decision, QueueMail
from rules.model import Act, Fresh, OperatorActed
from rules.reasons import reason
from storage import people

_NOTHING_FRESH = Fresh(0, 0, "")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives the command: the login, and the agent named by `--as`."""

    login: str
    agent: int | None


def actor(office: Office, as_agent: str | None) -> Actor:
    """The login of this process and, where `--as` names one, the active agent of that login."""
    if as_agent is None:
        return Actor(getpass.getuser(), None)
    with office.database.reading() as connection:
        agent = people.agent_by_login(connection, as_agent)
    if agent is None or not agent.active:
        fail(f"no active agent is called {as_agent}", Exit.NOT_FOUND)
    return Actor(getpass.getuser(), agent.id)


def act(office: Office, who: Actor, acts: Sequence[Act]) -> Exit:
    """Do each act; the worst exit code of them all."""
    worst = Exit.OK
    for wanted in acts:
        decision = perform(
            office.database,
            office.context,
            OperatorActed(who.login, who.agent, wanted),
            _NOTHING_FRESH,
            office.clock,
        )
        worst = max(worst, _tell(wanted, decision))
    poke(office.settings)
    return worst


def _tell(wanted: Act, decision: Decision) -> Exit:
    told = [step for step in decision.trace.steps if step.name == "act"]
    if any(step.outcome == "refused" for step in told):
        why = [reason(step.because).operator if step.outcome == "refused" else step.because for step in told]
        warn(f"#{wanted.ticket}: {' '.join(why[:1])}" + (f" ({'; '.join(why[1:])})" if why[1:] else ""))
        return Exit.TROUBLE
    said = []
    for effect in decision.effects:
        if isinstance(effect, ChangeTicket):
            said.extend(_differences(effect))
        elif isinstance(effect, QueueMail):
            said.append(f"{effect.kind} to {effect.recipient} is in the outbox")
    said.extend(f"{step.outcome} {step.because}".rstrip() for step in told if step.outcome in _NOT_SEEN_IN_FIELDS)
    say(f"#{wanted.ticket}: {'; '.join(said)}")
    return Exit.OK


_TOLD = ("status", "severity", "tier", "priority", "queue", "level", "tags")
# Acts whose outcome no field of `_TOLD` and no mail shows.
_NOT_SEEN_IN_FIELDS = ("noted", "assigned")


def _differences(change: ChangeTicket) -> list[str]:
    pairs = ((name, getattr(change.before, name), getattr(change.after, name)) for name in _TOLD)
    return [f"{name} {_word(before)} → {_word(after)}" for name, before, after in pairs if before != after]


def _word(value: object) -> str:
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
