"""A mail that is an agent's, or passes for one: what becomes of it.

Takes the arrived mail, its sender and the snapshot; gives effects and steps, or None where no agent has to do with it.
Never answers the sender where authority fails (A20): the agent is told at the registered address, with the text and one
reply that lets it go. Never relays an automatic reply (A14), and never lets a program's reply say yes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parsers.mail import Mail, Origin
from parsers.token import Purpose
from rules.agentacts import Ask
from rules.agentcommands import help_text
from rules.agentletters import for_a_yes, letter, status_line
from rules.agentwork import Case, Done, Refused, worked
from rules.authority import Claimed, Mode, Power, claimed
from rules.duplicates import Repetition
from rules.effects import Alarm, AppendMessage, Effect, QueueMail, SettleIntake, Step
from rules.model import MailArrived, Message, Snapshot, let_go
from rules.moves import told
from rules.notices import so_far
from rules.policy import Policy
from rules.sender import Sender
from rules.steps import step
from rules.words import IntakeState, MessageKind

_LISTS = frozenset({Origin.LIST, Origin.BULK})
_MOST_DOUBTS = 20  # mails a day that tell an agent of mails in their name
_YES = frozenset({"yes", "ok", "okay", "ja", "oui", "si", "sí", "send"})
_HELD = "held "  # a held message's subject begins so; its mode follows
_MEANT = {Mode.ANSWER: "an answer to the customer", Mode.NOTE: "a note", Mode.INSIDE: "a note or a command"}


@dataclass(frozen=True, slots=True)
class AgentMail:
    """Effects in order, and the steps that led there."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Arrived:
    """The mail with all that is known of it."""

    event: MailArrived
    claim: Claimed
    case: Case

    @property
    def text(self) -> str:
        return self.event.mail.reply

    def note(self, words: str, ids: tuple[str, ...] = ()) -> Message:
        """A system message of the ticket."""
        return told(self.case.ticket, words, self.case.now, self.event.intake, ids)

    def mail(self, template: str, seq: int, **values: str) -> QueueMail:
        case = self.case
        purpose = Purpose.NOTIFICATION if case.mode is Mode.ANSWER else Purpose.NOTE
        return letter(template, purpose, case.agent, case.ticket, seq, values, case.snapshot, case.policy, case.now)

    def settled(self, state: IntakeState, why: str | None, seq: int | None, twin: int | None = None) -> SettleIntake:
        return SettleIntake(self.event.intake, state, why, self.case.ticket.number, seq, twin)


def from_agent(
    event: MailArrived,
    sender: Sender,
    origin: Origin,
    repetition: Repetition,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> AgentMail | None:
    """None: no agent has to do with it."""
    claim = claimed(event, sender, snapshot)
    if claim is None:
        return None
    account = None if claim.ticket.account is None else snapshot.accounts.get(claim.ticket.account)
    snapshot = replace(snapshot, account=account)
    arrived = _Arrived(event, claim, Case(claim.agent, claim.ticket, claim.power, claim.mode, snapshot, policy, now))
    done = _worked(arrived, origin, repetition)
    return replace(done, steps=(claim.step, *done.steps))


def _worked(arrived: _Arrived, origin: Origin, repetition: Repetition) -> AgentMail:
    if origin is not Origin.HUMAN and origin not in _LISTS:
        return _automatic(arrived)
    if repetition.elsewhere:
        twin = repetition.elsewhere[0]
        settled = arrived.settled(IntakeState.IGNORED, "agent_twin", None, twin.intake)
        return AgentMail((settled,), (step("intake", "agent_twin", twin.mailbox),))
    if arrived.claim.mode is Mode.CONFIRM:
        return _answered_with_yes(arrived)
    if arrived.claim.power is Power.NONE or origin in _LISTS:
        return _doubted(arrived)
    return _carried_out(arrived, arrived.text, ())


def _automatic(arrived: _Arrived) -> AgentMail:
    """Nothing of it goes anywhere; that the agent may be away is worth a line."""
    subject = arrived.event.mail.subject[:100]
    note = arrived.note(f"{arrived.case.agent.login}: a program answered in their place ({subject})")
    settled = arrived.settled(IntakeState.IGNORED, "automatic_reply", note.seq)
    return AgentMail((AppendMessage(note), settled), (step("intake", "automatic_reply"),))


# --- believed ----------------------------------------------------------------------------------------


def _carried_out(arrived: _Arrived, text: str, ids: tuple[str, ...]) -> AgentMail:
    """`ids`: what the ticket is to bear afterwards, where the text had been held."""
    outcome = worked(arrived.case, text)
    if isinstance(outcome, Refused):
        return _refused(arrived, text, outcome)
    effects = tuple(_of_this_mail(effect, arrived) for effect in outcome.effects)
    after = replace(arrived, case=replace(arrived.case, ticket=outcome.ticket))
    seqs = [effect.message.seq for effect in effects if isinstance(effect, AppendMessage)]
    if ids:
        yes = after.note(f"{arrived.case.agent.login} said yes: what was held has been let go", ids)
        effects, seqs = (*effects, AppendMessage(yes)), [*seqs, yes.seq]
        after = replace(after, case=replace(after.case, ticket=replace(outcome.ticket, last_seq=yes.seq)))
    told_of = _told(after, outcome)
    settled = arrived.settled(IntakeState.PROCESSED, None, seqs[-1] if seqs else None)
    return AgentMail((*effects, *told_of.effects, settled), (*outcome.steps, *told_of.steps))


def _of_this_mail(effect: Effect, arrived: _Arrived) -> Effect:
    """What the agent said is found again in the mail it stood in."""
    match effect:
        case AppendMessage(message) if message.kind in (MessageKind.ANSWER, MessageKind.NOTE):
            return AppendMessage(replace(message, intake=arrived.event.intake))
        case _:
            return effect


def _told(arrived: _Arrived, done: Done) -> AgentMail:
    """What the agent asked for or must know; nothing where all is as they wished."""
    lines = [_answer_to(ask, arrived) for ask in done.asks]
    if done.kept_inside:
        lines.append("Your words were kept as a note: your role writes no answers. Nothing has left.")
    files = _files(arrived.event.mail)
    if files and any(isinstance(effect, QueueMail) for effect in done.effects):
        lines.append(f"Your words have left, but without the files: {', '.join(files)}")
    receipt = _receipt(arrived, "\n\n".join(lines), "") if lines else AgentMail((), ())
    if not done.waiting:
        return receipt
    if receipt.effects:
        ticket = replace(arrived.case.ticket, last_seq=arrived.case.ticket.last_seq + 1)
        arrived = replace(arrived, case=replace(arrived.case, ticket=ticket))
    words = "\n".join(map(str, done.waiting))
    held = _held(arrived, words, "the mail server says nothing of any sender, so commands take a yes", Mode.INSIDE)
    return AgentMail((*receipt.effects, *held.effects), (*receipt.steps, *held.steps))


def _answer_to(ask: Ask, arrived: _Arrived) -> str:
    case = arrived.case
    if ask is Ask.HELP:
        return help_text()
    return f"#{case.ticket.number}: {status_line(case.ticket, case.snapshot, case.now)}\n\n" + so_far(
        case.ticket, case.snapshot
    )


def _files(mail: Mail) -> tuple[str, ...]:
    return tuple(each.name or each.content_type for each in mail.attachments if not each.inline)


def _refused(arrived: _Arrived, text: str, refused: Refused) -> AgentMail:
    lines = ["Nothing was changed and nothing has left:", *(f"  {fault}" for fault in refused.faults)]
    if refused.understood:
        lines += ["", "Understood, but not done either:", *(f"  {order}" for order in refused.understood)]
    receipt = _receipt(arrived, "\n".join(lines), text)
    settled = arrived.settled(IntakeState.PROCESSED, "agent_refused", arrived.case.ticket.last_seq + 1)
    return AgentMail((*receipt.effects, settled), (step("command", "refused", "; ".join(refused.faults)),))


def _receipt(arrived: _Arrived, told_words: str, text: str) -> AgentMail:
    """A mail to the agent, and the line in the ticket that it is about."""
    first = told_words.partition("\n")[0]
    note = arrived.note(f"{arrived.case.agent.login} was told: {first}")
    mails = (arrived.mail("receipt", note.seq, told=told_words, words=text),) if arrived.case.agent.addresses else ()
    return AgentMail((AppendMessage(note), *mails), (step("command", "told", first),))


# --- not believed ------------------------------------------------------------------------------------


def _doubted(arrived: _Arrived) -> AgentMail:
    """Held, and told to the agent it passes for; its sender hears nothing."""
    mail, claim = arrived.event.mail, arrived.claim
    held = _held(arrived, arrived.text or mail.text.strip(), claim.step.because, claim.mode)
    settled = arrived.settled(IntakeState.PROCESSED, "agent_doubted", arrived.case.ticket.last_seq + 1)
    return AgentMail((*held.effects, settled), held.steps)


def _held(arrived: _Arrived, text: str, because: str, mode: Mode) -> AgentMail:
    """The text, kept in the ticket for one yes."""
    case, agent = arrived.case, arrived.case.agent
    message = replace(arrived.note(text), author=agent.login, verified=False, subject=_HELD + mode.value)
    kept = AppendMessage(message)
    if not agent.addresses or len(case.snapshot.automatic) >= _MOST_DOUBTS:
        alarm = Alarm("agents_forged", agent.login, f"#{case.ticket.number}: {because}")
        return AgentMail((kept, alarm), (step("command", "held", "the operators are told"),))
    mail = arrived.mail("held", message.seq, because=because, what=_MEANT[mode], words=text)
    asked = for_a_yes(mail, case.ticket, message.seq, case.snapshot, case.now)
    return AgentMail((kept, asked), (step("command", "held", f"{agent.login} is asked at {agent.addresses[0]}"),))


def _answered_with_yes(arrived: _Arrived) -> AgentMail:
    """What was held is let go, once."""
    held = arrived.claim.held
    if held is None or held.author != arrived.case.agent.login:
        return _refused(arrived, arrived.text, Refused((), ("there is nothing that a yes of yours lets go",)))
    if arrived.claim.power is not Power.FULL:
        because = f"a mail that lets message {held.seq} go was not believed ({arrived.claim.step.because})"
        return _refused(arrived, arrived.text, Refused((), (because,)))
    once = let_go(held.ticket, held.seq)
    if once in arrived.case.snapshot.bearers:
        settled = arrived.settled(IntakeState.IGNORED, "agent_said_yes_before", None)
        return AgentMail((settled,), (step("command", "agent_said_yes_before"),))
    if not _is_yes(arrived.text):
        return _refused(arrived, arrived.text, Refused((), ("only the word yes lets go what was held",)))
    mode = Mode(held.subject.removeprefix(_HELD))
    return _carried_out(replace(arrived, case=replace(arrived.case, mode=mode)), held.text, (once,))


def _is_yes(text: str) -> bool:
    """The first word: a program's reply, or somebody who asks what this is, says something else."""
    words = text.split()
    return bool(words) and words[0].strip("#.,!\"'").lower() in _YES
