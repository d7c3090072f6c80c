"""Clocks, what moves them, who a ticket climbed to, surveys, and when which policy was switched on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIERS = "tier IN ('platinum', 'gold', 'silver')"
_PRIORITIES = "priority IN ('urgent', 'high', 'normal', 'low')"
_STATUSES = "status IN ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')"
_REASONS = "reason IN ('auto_close', 'summary', 'response', 'resolution', 'accept', 'remind', 'survey', 'rule')"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("team", sa.String(), nullable=False, server_default=""))
    op.add_column("ticket", sa.Column("climbed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("warned", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("accept_by", _TIME, nullable=True))
    op.add_column("ticket", sa.Column("reopened", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("fields", sa.String(), nullable=False, server_default="{}"))
    op.add_column("ticket", sa.Column("timers", sa.String(), nullable=False, server_default="{}"))
    op.create_index(
        "ix_message_author",
        "message",
        ["author", "at"],
        sqlite_where=sa.text("kind = 'inbound'"),
        postgresql_where=sa.text("kind = 'inbound'"),
    )
    op.add_column("agent", sa.Column("role", sa.String(), nullable=False, server_default="agent"))
    loaded = sa.text("assignee IS NOT NULL AND status NOT IN ('resolved', 'closed')")
    op.create_index("ix_ticket_load", "ticket", ["assignee"], sqlite_where=loaded, postgresql_where=loaded)
    _timer()
    _clock()
    _turn()
    _survey()
    op.create_table(
        "policy_load",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["policy.digest"], name="fk_policy_load_digest"),
        sa.PrimaryKeyConstraint("id", name="pk_policy_load"),
        sqlite_autoincrement=True,
    )


def _timer() -> None:
    """Anew, for more reasons: SQLite cannot change a CHECK."""
    op.rename_table("timer", "timer_before")
    op.drop_index("ix_timer_due", "timer_before")
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE timer_before RENAME CONSTRAINT pk_timer TO pk_timer_before")
        op.execute("ALTER TABLE timer_before RENAME CONSTRAINT fk_timer_ticket TO fk_timer_before_ticket")
    op.create_table(
        "timer",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("due", _TIME, nullable=False),
        sa.CheckConstraint(_REASONS, name=op.f("ck_timer_reason")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_timer_ticket"),
        sa.PrimaryKeyConstraint("ticket", "reason", name="pk_timer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_timer_due", "timer", ["due"])
    op.execute("INSERT INTO timer SELECT ticket, reason, due FROM timer_before")
    op.drop_table("timer_before")


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("target", _WHOLE, nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("counted", _WHOLE, nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("told", _TIME, nullable=True),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("assignee", sa.Integer(), nullable=True),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('first_response', 'next_response', 'resolution')", name=op.f("ck_clock_kind")),
        sa.CheckConstraint(_TIERS, name=op.f("ck_clock_tier")),
        sa.CheckConstraint(_PRIORITIES, name=op.f("ck_clock_priority")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_clock_ticket"),
        sa.PrimaryKeyConstraint("ticket", "kind", "started_at", name="pk_clock"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_clock_due",
        "clock",
        ["due_at"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_clock_started", "clock", ["started_at"])


def _turn() -> None:
    op.create_table(
        "turn",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("owed", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("told", _TIME, nullable=True),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.CheckConstraint(_STATUSES, name=op.f("ck_turn_status")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_turn_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_turn_ticket", "turn", ["ticket", "id"])


def _survey() -> None:
    op.create_table(
        "survey",
        sa.Column("ticket", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.Column("agent", sa.Integer(), nullable=True),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.CheckConstraint(_TIERS, name=op.f("ck_survey_tier")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name="fk_survey_contact"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_survey_ticket"),
        sa.PrimaryKeyConstraint("ticket", name="pk_survey"),
    )
    op.create_index("ix_survey_contact", "survey", ["contact", "asked_at"])
    op.create_table(
        "opt_out",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_opt_out"),
        sqlite_with_rowid=False,
    )
