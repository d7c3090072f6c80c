"""An agent's words and commands, done: an answer, a note, changes; or nothing at all, with the reasons.

Takes a case (whose mail, for which ticket, how far believed) and the newly written text; gives `Done` or `Refused`.
Never does half of a mail: one line that is not clear, or one act that is not allowed, and nothing of it happens.
An answer goes the way of every answer (`rules.operator`): only the agent's new words, as a new mail of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from rules.agentacts import Ask, Asker, Climb, Deed, KeepInside, ToTeam, deeds
from rules.agentcommands import Order, Right, read_commands
from rules.authority import Mode, Power
from rules.effects import AppendMessage, ChangeTicket, Effect, Step
from rules.escalation import climb
from rules.leaks import Leak, fit_for_customers
from rules.lifecycle import Cause
from rules.model import Agent, Answer, Assign, Change, Close, Note, OperatorActed, Reopen, Replan, Snapshot, Ticket
from rules.moves import changed, moved
from rules.operator import acted
from rules.plan import EscalationTarget
from rules.policy import Policy
from rules.reasons import reason
from rules.steps import step
from rules.words import Role, Status

_NOTHING_NEW = "nothing_to_change"
_NEXT = {1: EscalationTarget.L2, 2: EscalationTarget.L3, 3: EscalationTarget.OPERATORS}


@dataclass(frozen=True, slots=True)
class Case:
    """`snapshot`: as the mail found it, with the ticket's own account."""

    agent: Agent
    ticket: Ticket
    power: Power
    mode: Mode
    snapshot: Snapshot
    policy: Policy
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """`ticket`: as it is afterwards. `asks`: what the agent wants to be told; `waiting`: commands that need a yes.

    `kept_inside`: an answer that became a note, since this agent only writes notes.
    """

    ticket: Ticket
    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]
    asks: tuple[Ask, ...]
    waiting: tuple[Order, ...]
    kept_inside: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """`understood`: the commands that were clear; `faults`: a line for each thing that was not."""

    understood: tuple[Order, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done, in order. `words`: "" for none."""

    deeds: tuple[Deed, ...]
    words: str
    mode: Mode


def worked(case: Case, text: str) -> Done | Refused:
    """What the newly written text comes to."""
    reading = read_commands(text)
    asker = Asker(case.agent, case.ticket, case.snapshot, case.policy)
    found = [(order, deeds(order, asker)) for order in reading.orders]
    faults = (*reading.faults, *(each for _, each in found if isinstance(each, str)))
    if faults:
        return Refused(reading.orders, faults)
    needs_yes = {order for order in reading.orders if order.command.right is not Right.NOTE}
    waiting = tuple(order for order, _ in found if case.power is Power.WORDS and order in needs_yes)
    wanted = [each for order, each in found if order not in waiting and not isinstance(each, str)]
    plan = _planned(case, tuple(deed for each in wanted for deed in each), reading.words)
    if not plan.words and not reading.orders:
        return Refused((), ("there are no new words in it, and no command",))
    if plan.mode is Mode.ANSWER and plan.words:
        fit = fit_for_customers(plan.words, case.ticket, case.snapshot)
        if isinstance(fit, Leak):
            return Refused(reading.orders, (fit.because,))
        plan = replace(plan, words=fit)
    done = _carried_out(case, plan)
    if isinstance(done, str):
        return Refused(reading.orders, (done,))
    inside = plan.mode is Mode.NOTE and case.mode is Mode.ANSWER and case.agent.role is Role.LIGHT
    return replace(done, waiting=waiting, kept_inside=inside and bool(plan.words))


def _planned(case: Case, wanted: tuple[Deed, ...], words: str) -> _Plan:
    """Words that are a note by command, by address, or because nothing says that they are more."""
    inside = [deed for deed in wanted if isinstance(deed, KeepInside)]
    if inside:
        words = "\n".join(filter(None, (*(deed.text for deed in inside), words)))
    is_answer = case.mode is Mode.ANSWER and not inside and case.agent.role is not Role.LIGHT
    rest = tuple(deed for deed in wanted if not isinstance(deed, KeepInside))
    return _Plan(rest, words, Mode.ANSWER if is_answer else Mode.NOTE)


def _carried_out(case: Case, plan: _Plan) -> Done | str:
    """All of it, each step on what the one before left; or why not."""
    wanted, status = _apart(plan)
    if plan.mode is Mode.ANSWER and plan.words and not _gives_away(wanted) and case.ticket.assignee is None:
        wanted = (Assign(case.ticket.number, case.agent.id), *wanted)  # who answers, goes on answering
    if plan.words:
        number = case.ticket.number
        wanted += (Answer(number, plan.words, status) if plan.mode is Mode.ANSWER else Note(number, plan.words),)
    progress = _Progress(case, case.ticket, (), ())
    for deed in wanted:
        after = progress.then(deed)
        if isinstance(after, str):
            return after
        progress = after
    asks = tuple(deed for deed in plan.deeds if isinstance(deed, Ask))
    return Done(progress.ticket, progress.effects, progress.steps, asks, (), kept_inside=False)


def _apart(plan: _Plan) -> tuple[tuple[Deed, ...], Status]:
    """With an answer, the status asked for is the one after it; else it is an act like any other."""
    wanted = tuple(deed for deed in plan.deeds if not isinstance(deed, Ask))
    if plan.mode is not Mode.ANSWER or not plan.words:
        return wanted, Status.PENDING
    statuses = [deed.status for deed in wanted if isinstance(deed, Change) and deed.status is not None]
    rest = tuple(deed for deed in wanted if not (isinstance(deed, Change) and deed.status is not None))
    return rest, statuses[-1] if statuses else Status.PENDING


def _gives_away(wanted: Sequence[Deed]) -> bool:
    return any(isinstance(deed, Assign | ToTeam | Climb) for deed in wanted)


@dataclass(frozen=True, slots=True)
class _Progress:
    """The ticket so far, and how it came there."""

    case: Case
    ticket: Ticket
    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]

    def then(self, deed: Deed) -> _Progress | str:
        """After one more; or why it is not allowed."""
        match deed:
            case Climb(reason=why):
                return self._climbed(why)
            case ToTeam(team=team):
                return self._moved_to(team)
            case Answer() | Note() | Change() | Assign() | Close() | Reopen() | Replan():
                login = self.case.agent.login
                event = OperatorActed(login, self.case.agent.id, deed)
                outcome = acted(event, self._snapshot(), self.case.policy, self.case.now)
                refusal = next((each.because for each in outcome.steps if each.outcome == "refused"), "")
                if refusal == _NOTHING_NEW:
                    return self
                return reason(refusal).operator if refusal else self._with(outcome.effects, outcome.steps)
            case KeepInside() | Ask():
                return self
            case _:
                assert_never(deed)

    def _climbed(self, why: str) -> _Progress:
        case = self.case
        because = f"{case.agent.login} escalated it" + (f" ({why})" if why else "")
        target = _NEXT[self.ticket.level]
        outcome = climb(self.ticket, self.ticket, target, because, self._snapshot(), case.policy, case.now)
        return self._with(outcome.effects, outcome.steps)

    def _moved_to(self, team: str) -> _Progress:
        case = self.case
        level = next(each.level for each in case.policy.teams if each.id == team)
        outcome = moved(self.ticket, Cause.AGENT_ACTED, case.policy, case.now)
        after = self.ticket if outcome is None else outcome.after
        holder = case.snapshot.agents.get(after.assignee) if after.assignee is not None else None
        assignee = after.assignee if holder is not None and holder.team == team else None
        effects = changed(self.ticket, replace(after, team=team, level=level, assignee=assignee))
        return self._with(effects, (step("act", "changed", f"team {self.ticket.team or 'none'} → {team}"),))

    def _snapshot(self) -> Snapshot:
        known = self.case.snapshot
        return replace(known, tickets={**known.tickets, self.ticket.number: self.ticket})

    def _with(self, effects: tuple[Effect, ...], steps: tuple[Step, ...]) -> _Progress:
        ticket = self.ticket
        for effect in effects:
            if isinstance(effect, ChangeTicket) and effect.after.number == ticket.number:
                ticket = replace(effect.after, last_seq=max(ticket.last_seq, effect.after.last_seq))
            elif isinstance(effect, AppendMessage) and effect.message.ticket == ticket.number:
                ticket = replace(ticket, last_seq=max(ticket.last_seq, effect.message.seq))
        return replace(self, ticket=ticket, effects=(*self.effects, *effects), steps=(*self.steps, *steps))
