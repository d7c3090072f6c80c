"""Surveys: who was asked, what they said, and who wishes no more.

Takes decisions' effects and an open connection; writes and gives rows. Never decides whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, Index, bindparam, func, select, update
from sqlmodel import Field

from rules.effects import AskSurvey, OptOut, RecordSurvey
from rules.words import Tier
from storage import dialect
from storage.columns import UtcTime, one_of
from storage.tables import AccountRow, AgentRow, Row, table_of


class SurveyRow(Row, table=True):
    """One ticket's survey and, once it came, its answer. `agent` to `account`: whom it counts for."""

    __tablename__ = "survey"
    __table_args__ = (one_of("tier", Tier), Index("ix_survey_contact", "contact", "asked_at"))

    ticket: int = Field(primary_key=True, foreign_key="ticket.number", sa_column_kwargs={"autoincrement": False})
    contact: int = Field(foreign_key="contact.id")
    agent: int | None
    team: str
    tier: str
    account: int | None
    asked_at: datetime = Field(sa_type=UtcTime)
    score: int | None
    comment: str
    answered_at: datetime | None = Field(sa_type=UtcTime)


class OptOutRow(Row, table=True):
    """An address whose owner wishes no surveys."""

    __tablename__ = "opt_out"
    __table_args__ = ({"sqlite_with_rowid": False},)

    address: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcTime)


SURVEY, OPT_OUT = table_of(SurveyRow), table_of(OptOutRow)
AGENT, ACCOUNT = table_of(AgentRow), table_of(AccountRow)

_SOME: BindParameter[list[object]] = bindparam("some", expanding=True)
_LAST = select(SURVEY.c.contact, func.max(SURVEY.c.asked_at).label("asked_at")).where(SURVEY.c.contact.in_(_SOME))
_OUT = select(OPT_OUT.c.address).where(OPT_OUT.c.address.in_(_SOME))


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey as reports count it; names are "" where there is nobody."""

    ticket: int
    asked_at: datetime
    score: int | None
    comment: str
    tier: str
    team: str
    agent: str
    account: str


def last_asked(conn: Connection, contacts: Iterable[int]) -> dict[int, datetime]:
    """When each of these people was asked last."""
    ordered = sorted(contacts)
    rows = conn.execute(_LAST.group_by(SURVEY.c.contact), {"some": ordered}) if ordered else ()
    return {row.contact: row.asked_at for row in rows}


def opted_out(conn: Connection, addresses: Iterable[str]) -> frozenset[str]:
    """Those of these addresses that wish no surveys."""
    ordered = sorted(addresses)
    return frozenset(conn.execute(_OUT, {"some": ordered}).scalars()) if ordered else frozenset()


def ask(conn: Connection, asked: Iterable[AskSurvey], now: datetime) -> None:
    """A ticket that is asked about anew, after it was taken up again, has one survey still: the newest."""
    for each in asked:
        row = {
            "ticket": each.ticket,
            "contact": each.contact,
            "agent": each.agent,
            "team": each.team,
            "tier": each.tier.value,
            "account": each.account,
            "asked_at": now,
            "score": None,
            "comment": "",
            "answered_at": None,
        }
        adding = dialect.insert(conn, SURVEY).values(row)
        others = {name: value for name, value in row.items() if name != "ticket"}
        conn.execute(adding.on_conflict_do_update(index_elements=["ticket"], set_=others))


def record(conn: Connection, answers: Iterable[RecordSurvey], now: datetime) -> None:
    """The answers; to a survey nobody sent there is none."""
    for each in answers:
        values = {"score": each.score, "comment": each.comment, "answered_at": now}
        conn.execute(update(SURVEY).where(SURVEY.c.ticket == each.ticket).values(values))


def leave_alone(conn: Connection, people: Iterable[OptOut], now: datetime) -> None:
    """For good."""
    for each in people:
        row = {"address": each.address, "at": now}
        conn.execute(dialect.insert(conn, OPT_OUT).values(row).on_conflict_do_nothing())


def asked_between(conn: Connection, since: datetime, until: datetime) -> list[SurveyLine]:
    """Surveys of a period, oldest first."""
    query = (
        select(SURVEY, AGENT.c.login.label("agent_login"), ACCOUNT.c.name.label("account_name"))
        .outerjoin(AGENT, AGENT.c.id == SURVEY.c.agent)
        .outerjoin(ACCOUNT, ACCOUNT.c.id == SURVEY.c.account)
        .where(SURVEY.c.asked_at >= since, SURVEY.c.asked_at < until)
        .order_by(SURVEY.c.asked_at, SURVEY.c.ticket)
    )
    return [
        SurveyLine(
            ticket=row.ticket,
            asked_at=row.asked_at,
            score=row.score,
            comment=row.comment,
            tier=row.tier,
            team=row.team,
            agent=row.agent_login or "",
            account=row.account_name or "",
        )
        for row in conn.execute(query)
    ]
