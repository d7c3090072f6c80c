"""Alerts: open until cleared, mailed once a reason and hour."""

from __future__ import annotations

from storage import alerts
from storage.database import Database
from tests.storage import build


def raised(database: Database, code: str, subject: str, minutes: float) -> bool:
    with database.transaction() as conn:
        return alerts.raise_alert(conn, code, subject, "detail", build.later(minutes=minutes))


def test_an_alert_is_mailed_once_an_hour_and_counted_in_between(database: Database) -> None:
    mailed = [raised(database, "imap_unreachable", "main", minutes) for minutes in (0, 1, 59, 60, 61, 120)]
    assert mailed == [True, False, False, True, False, True]
    with database.reading() as conn:
        (alert,) = alerts.open_alerts(conn)
    assert (alert.times, alert.raised_at, alert.last_at) == (6, build.NOW, build.later(minutes=120))


def test_the_hour_is_the_reasons_and_not_the_subjects(database: Database) -> None:
    assert raised(database, "imap_unreachable", "one", 0)
    assert not raised(database, "imap_unreachable", "two", 1)
    assert raised(database, "smtp_unreachable", "", 2)
    with database.reading() as conn:
        assert [alert.subject for alert in alerts.open_alerts(conn)] == ["one", "two", ""]


def test_a_cleared_alert_is_gone_and_starts_anew_when_raised_again(database: Database) -> None:
    raised(database, "database_full", "", 0)
    with database.transaction() as conn:
        assert alerts.clear(conn, "database_full", "")
        assert not alerts.clear(conn, "database_full", "")
        assert alerts.open_alerts(conn) == []
    assert not raised(database, "database_full", "", 30)
    with database.reading() as conn:
        (alert,) = alerts.open_alerts(conn)
    assert (alert.times, alert.raised_at) == (1, build.later(minutes=30))
