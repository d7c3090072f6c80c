"""Who is told that a customer wrote, and what such a mail says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.compose import compose
from parsers.mail import Address, Origin
from parsers.read import parse
from rules.effects import Decision, QueueMail
from rules.model import Agent, Snapshot, Ticket
from rules.words import MailKind, Status, Tier
from tests.build import ANNA, BOB, a_mail, a_snapshot_with, a_ticket, an_arrival, own_id, reply_token
from tests.rules.agentmails import desk, from_bob, sent, to_customer
from tests.rules.finding import all_of, decided, step_of

FAY = Agent(11, "fay", "Fay", ("fay@desk.example",), "first-line", active=True)
TEAM = {BOB.id: BOB, FAY.id: FAY}


def told(decision: Decision) -> list[QueueMail]:
    return [mail for mail in all_of(decision, QueueMail) if mail.kind is MailKind.NOTIFICATION]


def writes(ticket: Ticket, text: str = "It still does not print.", name: str = "Anna") -> Decision:
    mail = a_mail(tokens=(reply_token(ticket),), text=text, from_=(Address(name, ANNA.address),))
    return decided(an_arrival(mail), a_snapshot_with(ticket, agents=TEAM))


def test_the_customers_next_mail_goes_to_whoever_has_the_ticket() -> None:
    [mail] = told(writes(a_ticket(status=Status.PENDING, assignee=BOB.id, tier=Tier.GOLD)))
    assert mail.recipient == "bob@desk.example"
    assert "It still does not print." in mail.draft.text
    assert mail.draft.text.startswith("Gold · due 14:59 · L1\nAnna <anna@customer.example>")
    assert not mail.automatic


def test_nobody_is_told_of_a_ticket_that_nobody_has() -> None:
    assert told(writes(a_ticket(tier=Tier.GOLD))) == []


def test_a_platinum_ticket_that_nobody_has_is_told_to_those_on_duty() -> None:
    assert [mail.recipient for mail in told(writes(a_ticket(tier=Tier.PLATINUM)))] == ["fay@desk.example"]


@pytest.mark.parametrize("origin", [Origin.AUTO_REPLY, Origin.HUMAN])
def test_nobody_is_told_of_robots_and_plain_thanks(origin: Origin) -> None:
    ticket = a_ticket(status=Status.PENDING, assignee=BOB.id)
    mail = a_mail(tokens=(reply_token(ticket),), text="Thank you!", origin=origin)
    assert told(decided(an_arrival(mail), a_snapshot_with(ticket, agents=TEAM))) == []


def test_a_stranger_in_the_ticket_is_told_as_one() -> None:
    ticket = a_ticket(assignee=BOB.id)
    mail = a_mail(author="eve@evil.example", in_reply_to=(own_id(ticket),), message_id="e@evil.example")
    snapshot = a_snapshot_with(ticket, agents=TEAM, sender=None, bearers={own_id(ticket): (42,)})
    [mail_out] = told(decided(an_arrival(mail), snapshot))
    assert "not proven to be who they say" in mail_out.draft.text


@pytest.mark.parametrize("name", ["Bob", "Example Support", "bob@desk.example"])
def test_A28_a_name_that_is_ours_is_hidden(name: str) -> None:
    [mail] = told(writes(a_ticket(assignee=BOB.id), name=name))
    assert "(name hidden) anna@customer.example" in mail.draft.text


def test_all_mails_about_a_ticket_are_one_thread_of_the_agents_own() -> None:
    ticket = a_ticket(assignee=BOB.id)
    first, second = told(writes(ticket))[0].draft, told(writes(replace(ticket, last_seq=4)))[0].draft
    assert first.in_reply_to == second.in_reply_to
    assert first.subject == second.subject == "[#42] Printer"
    assert first.message_id != second.message_id
    [answer] = to_customer(sent(from_bob("Under Settings.")))
    assert first.in_reply_to not in (answer.draft.in_reply_to, *answer.draft.references)


def test_a_reply_to_it_is_an_answer_and_its_note_address_a_note() -> None:
    [mail] = told(writes(a_ticket(assignee=BOB.id)))
    assert mail.draft.reply_to is not None
    answer = parse(b"From: bob@desk.example\r\nTo: " + mail.draft.reply_to.addr.encode() + b"\r\n\r\nHello\r\n")
    note = next(line for line in mail.draft.text.split("\n") if line.startswith("note "))
    addr = note.partition("mailto:")[2].partition("?")[0]
    mail_to_note = parse(b"From: bob@desk.example\r\nTo: " + addr.encode() + b"\r\n\r\nHe called.\r\n")
    silent: Snapshot = replace(desk(), mailbox=a_snapshot_with(a_ticket()).mailbox)
    assert to_customer(sent(answer, silent))
    assert to_customer(sent(mail_to_note, silent)) == []


def test_a_reply_that_lost_its_address_is_known_by_the_mail_it_answers() -> None:
    ticket = a_ticket(assignee=BOB.id)
    [mail] = told(writes(ticket))
    own = mail.draft.message_id
    raw = (
        b"Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example\r\n"
        b"From: bob@desk.example\r\nTo: support@desk.example\r\nIn-Reply-To: <" + own.encode() + b">\r\n\r\nHello\r\n"
    )
    assert to_customer(sent(parse(raw)))


def test_its_bytes_read_back_as_they_were_meant() -> None:
    [mail] = told(writes(a_ticket(assignee=BOB.id)))
    read = parse(compose(mail.draft))
    assert read.subject == "[#42] Printer"
    assert step_of(writes(a_ticket(assignee=BOB.id)), "notification").outcome == "bob"
