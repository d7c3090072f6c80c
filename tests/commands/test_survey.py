"""Scores, intervals and response rates, and what people wrote below their number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from commands.groups import By
from commands.survey import interval, satisfaction
from rules.effects import AskSurvey, RecordSurvey
from rules.words import Tier
from storage import surveys
from storage.database import open_database
from storage.surveys import SurveyLine
from tests.commands.desk import CommandLine

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def line(ticket: int, score: int | None, agent: str = "kim") -> SurveyLine:
    return SurveyLine(ticket, NOW, score, "", "gold", "first-line", agent, "")


@pytest.mark.parametrize(
    ("scores", "low", "high"),
    [([4, 4, 4], 4.0, 4.0), ([3, 5], 1.0, 5.0), ([1, 2, 3, 4, 5], 1.0367, 4.9633), ([5] * 40 + [4] * 40, 4.389, 4.611)],
)
def test_the_interval_is_students(scores: list[int], low: float, high: float) -> None:
    assert interval(scores) == pytest.approx((low, high), abs=0.002)


def test_one_answer_has_no_interval() -> None:
    assert interval([5]) is None


def test_a_group_counts_who_was_asked_and_who_answered() -> None:
    rows = satisfaction([line(1, 5), line(2, None), line(3, 3), line(4, None, "lee")], By.AGENT)
    assert [(row.group, row.asked, row.answered, row.rate, row.score) for row in rows] == [
        ("kim", 3, 2, pytest.approx(66.67, abs=0.01), 4.0),
        ("lee", 1, 0, 0.0, None),
    ]


def test_the_report_and_the_comments_come_from_the_database(desk: CommandLine) -> None:
    database = open_database(f"sqlite:///{desk.folder / 'state' / 'supportd.db'}", create=False)
    with database.transaction() as conn:
        for ticket in (1, 2):
            surveys.ask(conn, [AskSurvey(ticket, 1, None, "first-line", Tier.GOLD, None)], NOW)
        surveys.record(conn, [RecordSurvey(1, 2, "Slow.")], NOW)
    database.close()
    period = ("--since", "2026-11-01", "--until", "2026-12-01")
    (row,) = desk.json("survey", "report", *period)["rows"]
    assert (row["group"], row["asked"], row["answered"], row["score"]) == ("gold", 2, 1, 2.0)
    (comment,) = desk.json("survey", "comments", *period)
    assert (comment["ticket"], comment["score"], comment["comment"]) == (1, 2, "Slow.")
    assert "gold" in desk.ok("survey", "report", *period)
