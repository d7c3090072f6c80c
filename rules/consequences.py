"""What the rules that matched do to a ticket beside its standing: people, holds, timers, fields, mails.

Takes matched rules and the ticket as they left it; gives the ticket afterwards, effects, and a step for each thing
that was done or could not be. Never moves severity, tier, queue or tags: those came with the standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from parsers.mail import Address
from parsers.token import Purpose
from rules.acknowledge import daily_cap
from rules.actions import ASSIGNEE, TEAM, Strategy
from rules.drafts import Letter, automatic_mail, can_be_written_to
from rules.duty import on_duty
from rules.effects import AppendMessage, CancelTimer, Effect, QueueMail, SetTimer, Step
from rules.lifecycle import Cause
from rules.model import Agent, Contact, Snapshot, Ticket
from rules.moves import moved, told
from rules.notices import notice, notice_to
from rules.policy import Policy
from rules.ruleset import Rule
from rules.sender import is_ours
from rules.steps import step
from rules.templates import fill
from rules.words import MailKind, TimerReason

_MOST_FIELDS = 20
_LONGEST_FIELD = 200
_MOST_TIMERS = 10


@dataclass(frozen=True, slots=True)
class Scene:
    """Where rules act. `text`: Subject and words of the mail, "" without one. `in_reply_to`: its Message-ID.

    `may_write`: whether nothing stands against an automatic mail to the requester.
    """

    snapshot: Snapshot
    policy: Policy
    now: datetime
    text: str
    in_reply_to: str | None
    may_write: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """The ticket afterwards; effects without its own change; what was done, in order."""

    ticket: Ticket
    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def follow(matched: Sequence[Rule], ticket: Ticket, scene: Scene) -> Followed:
    """All that the rules ask for, rule by rule. Whoever is told is told once, whatever rules say so."""
    found = Followed(ticket, (), ())
    for rule in matched:
        for act in (_read_fields, _join_followers, _assign, _hold, _set_timer, _send_canned):
            found = _then(found, act(rule, found.ticket, scene))
    return _notified(matched, found, scene)


def dedicated(ticket: Ticket, scene: Scene) -> Followed:
    """The account's own agent has its tickets, where its contract's tier promises one and nobody else was named."""
    account, policy = scene.snapshot.account, scene.policy
    agent = None if account is None else scene.snapshot.agents.get(account.dedicated_agent or 0)
    promised = account is not None and account.tier is ticket.tier and policy.promises[ticket.tier].dedicated_agent
    if agent is None or not promised or ticket.assignee is not None or ticket.account is None:
        return Followed(ticket, (), ())
    if agent not in on_duty(agent.team, scene.snapshot.agents.values(), policy, scene.now):
        return Followed(ticket, (), (step("assignment", "nobody", f"{agent.login}, the account's own, is off duty"),))
    said = step("assignment", agent.login, "the account's own agent")
    return Followed(replace(ticket, assignee=agent.id), (), (said,))


def _then(first: Followed, second: Followed | None) -> Followed:
    if second is None:
        return first
    return Followed(second.ticket, first.effects + second.effects, first.steps + second.steps)


def _read_fields(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    found = None if rule.then.fields is None else rule.then.fields.named(scene.text)
    if not found:
        return None
    fields = dict(ticket.fields) | {name: value[:_LONGEST_FIELD] for name, value in found.items()}
    read = ", ".join(f"{name} = {fields[name]}" for name in found)
    return Followed(
        replace(ticket, fields=tuple(fields.items())[:_MOST_FIELDS]), (), (step("fields", "read", read, rule=rule.id),)
    )


def _join_followers(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    if not rule.then.followers:
        return None
    known = {contact.address: contact.id for contact in scene.snapshot.contacts.values()}
    joined = [known[address] for address in rule.then.followers if address in known]
    strangers = [address for address in rule.then.followers if address not in known]
    others = dict.fromkeys(who for who in (*ticket.followers, *joined) if who != ticket.requester)
    said = [
        step("followers", "not joined", f"no contact has the address {address}", rule=rule.id) for address in strangers
    ]
    return Followed(replace(ticket, followers=tuple(others)), (), tuple(said))


def _assign(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    """A named agent, or one of the team; whoever is inactive or off duty is passed over."""
    agents = scene.snapshot.agents.values()
    match rule.then.assign:
        case None if rule.then.assignee is None:
            return None
        case None:
            named = next((agent for agent in agents if agent.login == rule.then.assignee), None)
            there = () if named is None else on_duty(named.team, agents, scene.policy, scene.now)
            chosen = named if named in there else None
            nobody = f"{rule.then.assignee} is not on duty" if named else f"no agent is called {rule.then.assignee}"
        case strategy:
            people = on_duty(ticket.team, agents, scene.policy, scene.now)
            chosen = _one_of(people, strategy, ticket, scene) if people else None
            nobody = f"nobody of {ticket.team} is on duty"
    if chosen is None:
        return Followed(ticket, (), (step("assignment", "nobody", nobody, rule=rule.id),))
    after = replace(ticket, assignee=chosen.id, accept_by=None)
    return Followed(after, (), (step("assignment", chosen.login, rule.then.assign or "named", rule=rule.id),))


def _one_of(people: tuple[Agent, ...], strategy: Strategy, ticket: Ticket, scene: Scene) -> Agent:
    """Both are repeatable: by the ticket's number, or by open tickets and then login."""
    if strategy is Strategy.ROUND_ROBIN:
        return people[ticket.number % len(people)]
    return min(people, key=lambda agent: (scene.snapshot.loads.get(agent.id, 0), agent.login))


def _hold(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    if rule.then.hold is None:
        return None
    outcome = moved(ticket, Cause.PAUSED, scene.policy, scene.now)
    if outcome is None:
        return Followed(
            ticket, (), (step("status", ticket.status, f"a {ticket.status} ticket cannot be held", rule=rule.id),)
        )
    note = told(outcome.after, f"on hold: {rule.then.hold}", scene.now, None)
    after = replace(outcome.after, last_seq=note.seq)
    return Followed(
        after, (AppendMessage(note), *outcome.timers), (step("status", "on_hold", rule.then.hold, rule=rule.id),)
    )


def _set_timer(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    start, cancel = rule.then.start, rule.then.cancel
    if start is None and cancel not in dict(ticket.timers):
        return None
    timers = {name: due for name, due in ticket.timers if name != cancel}
    if start is not None:
        if len(timers) >= _MOST_TIMERS and start.name not in timers:
            return Followed(
                ticket, (), (step("timer", "not started", f"a ticket has at most {_MOST_TIMERS}", rule=rule.id),)
            )
        timers[start.name] = scene.now + start.after
    after = replace(ticket, timers=tuple(timers.items()))
    outcome = f"started {start.name}" if start is not None else f"cancelled {cancel}"
    return Followed(after, next_timer(after), (step("timer", outcome, rule=rule.id),))


def next_timer(ticket: Ticket) -> tuple[Effect, ...]:
    """The one timer of the ticket that stands for all that rules started: due when the first of them is."""
    if not ticket.timers:
        return (CancelTimer(ticket.number, TimerReason.RULE),)
    return (SetTimer(ticket.number, TimerReason.RULE, min(due for _, due in ticket.timers)),)


def _send_canned(rule: Rule, ticket: Ticket, scene: Scene) -> Followed | None:
    """A ready answer. No promise counts it as a response: nobody has read what the customer wrote."""
    name, snapshot = rule.then.canned, scene.snapshot
    if name is None:
        return None
    contact = snapshot.contacts.get(ticket.requester) or snapshot.sender
    obstacle = "no automatic mail may be sent for it" if not scene.may_write else _no_mail_to(contact, scene)
    if obstacle or contact is None:
        return Followed(ticket, (), (step("canned", "not sent", obstacle or "the requester is gone", rule=rule.id),))
    note = told(ticket, f"sent {name} to {contact.address}", scene.now, None)
    letter = Letter(
        kind=MailKind.NOTIFICATION,
        purpose=Purpose.ACKNOWLEDGEMENT,
        cause=f"{name}:{ticket.number}:{note.seq}",
        person=contact.id,
        recipient=Address("", contact.address),
        from_name=snapshot.mailbox.display_name,
        seq=note.seq,
        filled=fill(
            scene.policy.templates, name, ticket.language, {"number": ticket.number, "desk": snapshot.desk.name}
        ),
        in_reply_to=scene.in_reply_to,
        references=() if scene.in_reply_to is None else (scene.in_reply_to,),
        language=ticket.language,
    )
    mail = automatic_mail(letter, ticket, snapshot, scene.now)
    after = replace(ticket, last_seq=note.seq)
    return Followed(after, (AppendMessage(note), mail), (step("canned", name, f"to {contact.address}", rule=rule.id),))


def _no_mail_to(contact: Contact | None, scene: Scene) -> str:
    """Why the requester gets nothing automatic, "" when they may."""
    snapshot = scene.snapshot
    if contact is None or not can_be_written_to(contact.address) or is_ours(contact.address, snapshot.desk):
        return "there is nobody to write to"
    if contact.address in snapshot.suppressed:
        return "mails to the requester fail"
    cap = daily_cap(snapshot.account, scene.policy)
    return f"{cap} automatic mails a day are the most" if len(snapshot.automatic) >= cap else ""


def _notified(matched: Sequence[Rule], found: Followed, scene: Scene) -> Followed:
    """One mail a person, whichever rules name them; each with a message of its own in the ticket."""
    wanted: dict[str, list[str]] = {}
    for rule in matched:
        for who in rule.then.notify:
            for name in _names(who, found.ticket, scene):
                wanted.setdefault(name, []).append(rule.id)
    for name, rules in wanted.items():
        because = f"rule {', '.join(dict.fromkeys(rules))}"
        found = _then(found, _tell(name, because, found.ticket, scene))
    return found


def _names(who: str, ticket: Ticket, scene: Scene) -> tuple[str, ...]:
    """Logins and addresses behind a word of `notify`."""
    agents = scene.snapshot.agents
    if who == TEAM:
        return tuple(agent.login for agent in on_duty(ticket.team, agents.values(), scene.policy, scene.now))
    if who == ASSIGNEE:
        agent = agents.get(ticket.assignee or 0)
        return () if agent is None else (agent.login,)
    return (who,)


def _tell(name: str, because: str, ticket: Ticket, scene: Scene) -> Followed:
    note = told(ticket, f"{because}: told {name}", scene.now, None)
    after = replace(ticket, last_seq=note.seq)
    mail: QueueMail
    if "@" in name:
        if not can_be_written_to(name) or is_ours(name, scene.snapshot.desk):
            return Followed(ticket, (), (step("notice", "not sent", f"{name} cannot be written to"),))
        mail = notice_to(name, after, because, scene.snapshot, scene.policy, scene.now)
    else:
        agent = next((one for one in scene.snapshot.agents.values() if one.login == name), None)
        if agent is None or not agent.active or not agent.addresses:
            return Followed(ticket, (), (step("notice", "not sent", f"no active agent with an address is {name}"),))
        mail = notice("notice", after, agent, because, scene.snapshot, scene.policy, scene.now)
    return Followed(after, (AppendMessage(note), mail), (step("notice", "queued", f"{because}: to {name}"),))
