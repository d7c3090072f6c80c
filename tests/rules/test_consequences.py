"""What rules do beside severity and tier: people, holds, timers, fields, mails; each explained in the trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from parsers.mail import Mail
from rules.decide import decide
from rules.effects import Decision, OpenTicket, QueueMail, SetTimer, SettleIntake
from rules.model import Account, Agent, Contact, Ticket
from rules.policy import Policy, load
from rules.words import IntakeState, MailKind, Status, Tier, TimerReason
from tests.build import ANNA, NOW, a_mail, a_snapshot, an_arrival, shipped_texts
from tests.rules.finding import all_of, one_of

FAY = Agent(11, "fay", "Fay", ("fay@desk.example",), "first-line", active=True)
FIN = Agent(12, "fin", "Fin", ("fin@desk.example",), "first-line", active=True)
TIM = Agent(13, "tim", "Tim", ("tim@desk.example",), "technical", active=True)
AWAY = Agent(14, "amy", "Amy", ("amy@desk.example",), "first-line", active=False)
AGENTS = {agent.id: agent for agent in (FAY, FIN, TIM, AWAY)}
CANNED = {"templates/canned-password.txt": "Subject: Password\n\nSee #{{ number }}.\n"}


def policy_with(then: str, when: str = "mail.size >= 0", **texts: str) -> Policy:
    """The shipped policy and one rule more."""
    rule = f'[[rule]]\nid = "mine"\nwhen = "{when}"\nthen = {then}\n'
    policy = load(shipped_texts() | CANNED | {"policy/99-mine.toml": rule} | texts)
    assert isinstance(policy, Policy), policy
    return policy


def asked(then: str, mail: Mail | None = None, when: str = "mail.size >= 0", **fields: object) -> Decision:
    """What becomes of a mail of Anna's under the shipped policy and one rule more."""
    snapshot = replace(a_snapshot(agents=AGENTS, contacts={ANNA.id: ANNA}, sender=ANNA), **fields)  # type: ignore[arg-type]  # checked at run time
    return decide(an_arrival(mail), snapshot, policy_with(then, when), NOW)


def ticket_of(decision: Decision) -> Ticket:
    return one_of(decision, OpenTicket).ticket


def because(decision: Decision, name: str) -> str:
    return next(step.because for step in decision.trace.steps if step.name == name and step.rule == "mine")


def mails(decision: Decision, kind: MailKind) -> list[QueueMail]:
    return [mail for mail in all_of(decision, QueueMail) if mail.kind is kind]


def test_a_team_brings_its_level() -> None:
    ticket = ticket_of(asked('{ team = "technical" }'))
    assert (ticket.team, ticket.level) == ("technical", 2)


def test_a_named_agent_gets_the_ticket_unless_away_or_unknown() -> None:
    assert ticket_of(asked('{ assignee = "tim" }')).assignee == TIM.id
    assert ticket_of(asked('{ assignee = "amy" }')).assignee is None
    assert because(asked('{ assignee = "amy" }'), "assignment") == "amy is not on duty"
    assert because(asked('{ assignee = "ann" }'), "assignment") == "no agent is called ann"


def test_round_robin_goes_by_the_tickets_number() -> None:
    fresh = a_snapshot().fresh
    found = [
        ticket_of(asked('{ assign = "round_robin" }', fresh=replace(fresh, ticket=number))).assignee
        for number in (100, 101, 102)
    ]
    assert found == [FAY.id, FIN.id, FAY.id]


def test_the_least_loaded_of_the_team_is_next() -> None:
    assert ticket_of(asked('{ assign = "least_loaded" }', loads={FAY.id: 3, FIN.id: 2})).assignee == FIN.id
    assert ticket_of(asked('{ assign = "least_loaded" }', loads={FAY.id: 2, FIN.id: 2})).assignee == FAY.id


def test_open_tickets_are_counted_only_for_a_rule_that_asks() -> None:
    assert policy_with('{ assign = "least_loaded" }').wishes.loads
    assert not policy_with('{ assign = "round_robin" }').wishes.loads
    assert policy_with("{ level = 2 }", "sender.mails_24h > 20").wishes.mails_24h


def test_the_accounts_own_agent_has_its_tickets_where_the_contract_promises_one() -> None:
    account = Account(7, "Acme", ("customer.example",), Tier.PLATINUM, "", TIM.id)
    contact = replace(ANNA, account=7)
    people = {ANNA.id: contact}
    promised = asked("{ level = 1 }", account=account, sender=contact, contacts=people)
    assert ticket_of(promised).assignee == TIM.id
    silver = replace(account, tier=Tier.SILVER)
    assert ticket_of(asked("{ level = 1 }", account=silver, sender=contact, contacts=people)).assignee is None


def test_a_hold_names_its_reason() -> None:
    decision = asked('{ hold = "waits for a part" }')
    assert ticket_of(decision).status is Status.ON_HOLD
    assert because(decision, "status") == "waits for a part"


def test_a_quarantined_mail_has_a_ticket_and_no_acknowledgement() -> None:
    decision = asked("{ quarantine = true }")
    settled = one_of(decision, SettleIntake)
    assert (settled.state, settled.reason) == (IntakeState.QUARANTINED, "quarantined_by_rule")
    assert not all_of(decision, QueueMail)


def test_followers_are_contacts_by_their_addresses() -> None:
    boss = Contact(8, "boss@customer.example", "Boss", None, None)
    then = '{ followers = ["Boss@customer.example", "nobody@customer.example"] }'
    decision = asked(then, contacts={ANNA.id: ANNA, boss.id: boss})
    assert ticket_of(decision).followers == (boss.id,)
    assert because(decision, "followers") == "no contact has the address nobody@customer.example"


def test_fields_are_read_by_the_groups_of_a_pattern() -> None:
    decision = asked("{ fields = 'order (?P<order>[0-9]+)' }", a_mail(subject="Order 4711 is late"))
    assert ticket_of(decision).fields == (("order", "4711"),)


def test_a_timer_is_started() -> None:
    decision = asked('{ timer = { start = "quiet", after = "4 hours" } }')
    assert ticket_of(decision).timers == (("quiet", NOW + timedelta(hours=4)),)
    rule = next(timer for timer in all_of(decision, SetTimer) if timer.reason is TimerReason.RULE)
    assert rule.due == NOW + timedelta(hours=4)


def test_a_canned_answer_is_sent_beside_the_acknowledgement_and_stops_no_clock() -> None:
    decision = asked('{ canned = "canned-password" }')
    assert [mail.draft.subject for mail in mails(decision, MailKind.NOTIFICATION)] == ["Password"]
    assert len(mails(decision, MailKind.ACKNOWLEDGEMENT)) == 1
    clocks = ticket_of(decision).clocks
    assert clocks is not None
    assert clocks.first.is_live


def test_a_canned_answer_stays_where_an_acknowledgement_must() -> None:
    decision = asked('{ canned = "canned-password", acknowledge = false }')
    assert not all_of(decision, QueueMail)
    assert because(decision, "canned") == "no automatic mail may be sent for it"


def test_people_are_told_once_whoever_they_are() -> None:
    decision = asked('{ team = "technical", notify = ["team", "tim", "ops@desk2.example", "amy"] }')
    told = mails(decision, MailKind.NOTIFICATION)
    assert [mail.recipient for mail in told] == ["tim@desk.example", "ops@desk2.example"]
    assert told[0].draft.auto_submitted is None
    assert len({mail.draft.message_id for mail in told}) == 2


def test_a_template_of_ones_own_acknowledges() -> None:
    texts = {"templates/ack-vip.txt": "Subject: At once\n\n#{{ number }}\n"}
    rule = '[[rule]]\nid = "vip"\nwhen = "mail.size >= 0"\nthen = { template = "ack-vip" }\n'
    policy = load(shipped_texts() | texts | {"policy/99-mine.toml": rule})
    assert isinstance(policy, Policy)
    decision = decide(an_arrival(), a_snapshot(), policy, NOW)
    assert one_of(decision, QueueMail).draft.subject == "At once"


def test_conditions_know_calendars_rota_and_counts() -> None:
    when = "open.always && on_duty.first_line == 2 && sender.mails_24h == 21 && mail.defects.size() == 0"
    assert ticket_of(asked("{ level = 3 }", when=when, mails_24h=21)).level == 3
    assert ticket_of(asked("{ level = 3 }", when=when, mails_24h=20)).level == 1
