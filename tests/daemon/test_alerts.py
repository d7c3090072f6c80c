"""Alerts: said once an hour, kept until over, and never lost because the database is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from daemon.alertmail import alert_letters
from daemon.alerts import Alerts
from daemon.delivery import Letter
from parsers.mail import Origin
from parsers.read import parse
from parsers.token import Form, Verdict, check, read
from rules.effects import OpenTicket, SaveContact
from rules.tokens import DESK_NONCE
from storage import alerts as memory
from storage.database import Database, open_database
from tests.fakes.clock import FakeClock
from tests.storage import build

HOUR = 3600.0


def _letters(code: str, subject: str, detail: str, now: datetime) -> list[Letter]:
    return alert_letters(build.DESK, build.MAILBOX, ["ops@corp.test", "boss@corp.test"], code, subject, detail, now)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def alerts(database: Database, clock: FakeClock) -> Alerts:
    return Alerts(database, clock, _letters)


def _stored(database: Database) -> list[tuple[str, str, int]]:
    with database.reading() as conn:
        return [(row.code, row.subject, row.times) for row in memory.open_alerts(conn)]


def test_an_alert_is_kept_for_status_until_it_is_over(alerts: Alerts, database: Database) -> None:
    alerts.sound("imap_unreachable", "main", "timed out")
    assert _stored(database) == [("imap_unreachable", "main", 1)]
    alerts.clear("imap_unreachable", "main")
    assert _stored(database) == []
    assert alerts.open_now() == ()


def test_everybody_who_is_to_be_told_gets_one_mail_an_hour_for_a_reason(alerts: Alerts, clock: FakeClock) -> None:
    alerts.sound("imap_unreachable", "main", "timed out")
    alerts.sound("imap_unreachable", "other", "timed out")
    assert sorted(letter.recipient for letter in alerts.take_letters(9)) == ["boss@corp.test", "ops@corp.test"]
    clock.advance(HOUR / 2)
    alerts.sound("imap_unreachable", "main", "timed out")
    assert alerts.take_letters(9) == []
    clock.advance(HOUR / 2)
    alerts.sound("imap_unreachable", "main", "timed out")
    assert len(alerts.take_letters(9)) == 2


def test_an_hour_is_an_hour_over_a_restart_too(alerts: Alerts, database: Database, clock: FakeClock) -> None:
    alerts.sound("smtp_login_refused", "", "535")
    clock.advance(60)
    again = Alerts(database, clock, _letters)
    again.recall()
    again.sound("smtp_login_refused", "", "535")
    assert again.take_letters(9) == []
    again.clear("smtp_login_refused", "")
    assert _stored(database) == []


def test_F05_an_alert_about_the_database_needs_no_database(alerts: Alerts, database: Database, tmp_path: Path) -> None:
    (tmp_path / "desk.db").rename(tmp_path / "gone.db")
    alerts.sound("database_gone", "", "the file is gone")
    assert [raised.code for raised in alerts.open_now()] == ["database_gone"]
    assert len(alerts.take_letters(9)) == 2


def test_F05_what_the_database_could_not_take_is_written_down_once_it_can(
    alerts: Alerts, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "desk.db").rename(tmp_path / "gone.db")
    alerts.sound("imap_unreachable", "main", "timed out")
    alerts.sound("imap_unreachable", "other", "timed out")
    alerts.write_down()
    (tmp_path / "gone.db").rename(tmp_path / "desk.db")
    alerts.clear("imap_unreachable", "other")
    for _ in range(2):
        alerts.write_down()
        assert _stored(database) == [("imap_unreachable", "main", 1)]


def test_a_letter_given_back_is_the_next_to_leave(alerts: Alerts) -> None:
    alerts.sound("imap_unreachable", "main", "timed out")
    first = alerts.take_letters(1)[0]
    alerts.give_back(first)
    assert alerts.take_letters(1) == [first]


def test_an_alerts_mail_is_marked_as_ours_and_makes_no_bounce() -> None:
    letter = _letters("smtp_login_refused", "main", "535 wrong password", build.NOW)[0]
    mail = parse(letter.raw)
    assert letter.sender == ""
    assert letter.id < 0
    assert mail.origin is not Origin.HUMAN
    assert "smtp_login_refused" in mail.subject
    assert "the smtp server refuses the login" in mail.text.lower()
    assert mail.message_id is not None
    token = read(mail.message_id.partition("@")[0])
    assert token is not None
    verdict = check(Form.MESSAGE_ID, token, build.DESK.keys, build.DESK.instance, DESK_NONCE, 0)
    assert verdict is Verdict.GENUINE


def test_A67_what_a_server_said_makes_no_header_and_no_second_part() -> None:
    detail = "550 no\r\nBcc: evil@x.test\r\n\r\n--boundary"
    letter = _letters("smtp_refused", "main\r\nBcc: evil@x.test", detail, build.NOW)[0]
    head = letter.raw.partition(b"\r\n\r\n")[0]
    assert b"\r\nBcc:" not in head
    assert parse(letter.raw).from_[0].addr == "support@example.test"


# --- what decisions alarm about ----------------------------------------------------------------------


def _decided(database: Database, code: str, subject: str, now: datetime) -> None:
    with database.transaction() as conn:
        memory.note_alert(conn, code, subject, "it is late", now)


def _mails(alerts: Alerts) -> list[str]:
    return [parse(letter.raw).subject for letter in alerts.take_letters(9) if letter.recipient == "ops@corp.test"]


def test_what_a_decision_alarms_about_is_mailed_once_whoever_made_it(
    alerts: Alerts, database: Database, clock: FakeClock
) -> None:
    """A mail, a command or a timer; also when the daemon died between the decision and the letter."""
    _decided(database, "nobody_on_duty", "experts", clock.now())
    alerts.tell_decided()
    assert _mails(alerts) == ["[Support] alert: nobody_on_duty experts"]
    clock.advance(2 * HOUR)
    alerts.tell_decided()
    assert _mails(alerts) == []
    assert _stored(database) == [("nobody_on_duty", "experts", 1)]


def test_what_comes_within_the_hour_is_told_together_after_it(
    alerts: Alerts, database: Database, clock: FakeClock
) -> None:
    _open_tickets(database, 41, 42, 43)
    for number in (41, 42, 43):
        _decided(database, "promise_breaking", f"#{number}", clock.now())
        alerts.tell_decided()
        clock.advance(60)
    assert _mails(alerts) == ["[Support] alert: promise_breaking #41"]
    clock.advance(HOUR)
    alerts.tell_decided()
    assert _mails(alerts) == ["[Support] alert: promise_breaking #42 and 1 more"]


def test_an_alarm_about_a_ticket_is_over_when_nobody_waits_any_more(
    alerts: Alerts, database: Database, clock: FakeClock
) -> None:
    _open_tickets(database, 41)
    for number in (41, 99):  # of 99 nobody waits for anything
        _decided(database, "promise_breaking", f"#{number}", clock.now())
    alerts.tell_decided()
    clock.advance(60)
    alerts.tell_decided()
    assert _stored(database) == [("promise_breaking", "#41", 1)]
    assert [raised.subject for raised in alerts.open_now()] == ["#41"]


def _open_tickets(database: Database, *numbers: int) -> None:
    tickets = (OpenTicket(build.ticket(number, 1)) for number in numbers)
    build.apply(database, build.decision(SaveContact(build.contact(1)), *tickets))
