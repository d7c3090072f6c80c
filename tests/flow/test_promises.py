"""What was promised, on real servers, end to end: a critical mail, warned of, climbed, answered, and asked about."""

from __future__ import annotations

import json

import pytest

from rules.words import MailKind, OutboxState
from tests.flow.customer import Customer
from tests.flow.helpdesk import HelpDesk, Row
from tests.flow.world import World
from tests.servers.mailbox import Letter

# The plan at a pace for tests: a warning after 2.4 seconds, L2 after 4.8, and then a minute in which to answer.
PLATINUM = """\
first_response = "2 minutes"
next_response = "2 minutes"
resolution = "8 hours"
phone_line = true
dedicated_agent = true
escalation = [{ at = 4, to = "L2" }, { at = 100, to = "operators" }]
"""


@pytest.fixture
def hasty(world: World) -> World:
    """A desk whose platinum promise soon wants L2, which asks how it was at once, and which knows its customers."""
    tiers = world.desk.folder / "policy/tiers.toml"
    _, _, others = tiers.read_text().partition('training = "comprehensive"\n')
    tiers.write_text(f'[platinum]\n{PLATINUM}training = "comprehensive"\n{others}')
    with (world.desk.folder / "policy/surveys.toml").open("a") as surveys:
        surveys.write('\ndelay = "1 second"\n')
    world.desk.does("account", "add", "Customers Ltd", "--domain", "customer.test", "--tier", "gold")
    return world


def test_a_critical_mail_is_warned_of_climbs_is_taken_answered_resolved_and_asked_about(hasty: World) -> None:
    desk, anna = hasty.desk, hasty.customer("anna")
    first, second = _agent(hasty, "flo", "first-line"), _agent(hasty, "tim", "technical")
    with desk.running():
        anna.writes(desk.address, "Production is down", "Nothing works since this morning.")
        acknowledgement = anna.awaits_letter()
        warning = first.mailbox.wait_for(_is_warning, what="the warning")
        escalation = second.mailbox.wait_for(_is_escalation, what="the escalation")
        desk.does("ticket", "assign", "tim", "1")
        desk.does("ticket", "reply", "1", "--as", "tim", "-m", "The server is up again.")
        answer = anna.awaits_letter("the answer", count=2)
        desk.does("ticket", "close", "1", "--yes", "--as", "tim")
        survey = anna.awaits_letter("the survey", count=3)
        anna.replies(survey, "5\n\nThanks, that was quick.")
        desk.awaits_work_done(2)

    [ticket] = desk.tickets()
    assert (ticket["severity"], ticket["tier"], ticket["priority"]) == ("critical", "platinum", "urgent")
    assert "[#1]" in acknowledgement.header("Subject")
    assert "Production is down" in warning.header("Subject")
    assert "Production is down" in escalation.header("Subject")
    assert "Nothing works since this morning." in escalation.text
    assert "The server is up again." in answer.text
    assert (ticket["level"], ticket["assignee"], ticket["status"]) == (2, "tim", "resolved")
    assert _mails(desk, anna) == [MailKind.ACKNOWLEDGEMENT, MailKind.ANSWER, MailKind.SURVEY]
    assert _mails(desk, first).count(MailKind.ESCALATION) == 0
    assert _mails(desk, second).count(MailKind.ESCALATION) == 1
    assert [(row["kind"], row["kept"], row["broken"]) for row in _report(desk, "sla", "report")] == [
        ("first_response", 1, 0),
        ("resolution", 1, 0),
    ]
    [scores] = _report(desk, "survey", "report", "--by", "agent")
    assert (scores["group"], scores["asked"], scores["answered"], scores["score"]) == ("tim", 1, 1, 5.0)
    [comment] = desk.rows("survey", "comments")
    assert (comment["ticket"], comment["score"], comment["comment"]) == (1, 5, "Thanks, that was quick.")


def _agent(world: World, login: str, team: str) -> Customer:
    """An agent with a real mailbox."""
    person = Customer(f"{login}-{world.mark}@partner.test", world.postfix)
    world.desk.does("agent", "add", login, "--team", team, "--address", person.address)
    return person


def _report(desk: HelpDesk, *words: str) -> list[Row]:
    rows: list[Row] = json.loads(desk.does(*words, "--json"))["rows"]
    return rows


def _is_warning(letter: Letter) -> bool:
    return "2 % of the first response is used up" in letter.text


def _is_escalation(letter: Letter) -> bool:
    return "Escalated to L2" in letter.text


def _mails(desk: HelpDesk, person: Customer) -> list[MailKind]:
    """What the person was sent, in order."""
    lines = sorted(desk.outgoing(OutboxState.SENT), key=lambda line: line.id)
    return [line.kind for line in lines if line.recipient == person.address]
