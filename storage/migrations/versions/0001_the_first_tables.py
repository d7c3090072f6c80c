"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _sequence(name: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"CREATE SEQUENCE {name}")
    else:
        op.execute(sa.text("INSERT INTO sequence (name, next) VALUES (:name, 1)").bindparams(name=name))


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("dedicated_agent", sa.Integer(), nullable=True),
        sa.CheckConstraint("tier IN ('platinum', 'gold', 'silver')", name=op.f("ck_account_tier")),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
    )
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("login", name="uq_agent_login"),
    )
    op.create_table(
        "alert",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("raised_at", _TIME, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("mailed_at", _TIME, nullable=True),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "subject", name="pk_alert"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("intake", _WHOLE, nullable=True),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("trace", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_intake", "event", ["intake"], **_where("intake IS NOT NULL"))
    op.create_index("ix_event_ticket", "event", ["ticket", "id"], **_where("ticket IS NOT NULL"))

    op.create_table(
        "folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uidvalidity", _WHOLE, nullable=False),
        sa.Column("first_seen", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_folder"),
        sa.UniqueConstraint("mailbox", "name", "uidvalidity", name="uq_folder_mailbox_name_uidvalidity"),
    )
    op.create_table(
        "policy",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("texts", sa.String(), nullable=False),
        sa.Column("kept_at", _TIME, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_policy"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "schema_version",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("oldest_program", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_schema_version"),
    )
    op.create_table(
        "sequence",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suppression",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_suppression"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_domain",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_account_domain_account"),
        sa.PrimaryKeyConstraint("domain", name="pk_account_domain"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_domain_account", "account_domain", ["account"])

    op.create_table(
        "agent_address",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agent"], ["agent.id"], name="fk_agent_address_agent"),
        sa.PrimaryKeyConstraint("address", name="pk_agent_address"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agent_address_agent", "agent_address", ["agent"])

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_contact_account"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("address", name="uq_contact_address"),
    )
    op.create_index("ix_contact_account", "contact", ["account"], **_where("account IS NOT NULL"))

    op.create_table(
        "intake",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("folder", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("uid", _WHOLE, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("recorded_at", _TIME, nullable=False),
        sa.Column("settled_at", _TIME, nullable=True),
        sa.Column("size", _WHOLE, nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("may_answer", sa.Boolean(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("claimed_at", _TIME, nullable=True),
        sa.Column("alone", sa.Integer(), nullable=False),
        sa.Column("tries_alone", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("duplicate_of", _WHOLE, nullable=True),
        sa.CheckConstraint(
            "state IN ('received', 'processed', 'duplicate', 'oversize', 'quarantined', 'ignored')",
            name=op.f("ck_intake_state"),
        ),
        sa.ForeignKeyConstraint(["folder"], ["folder.id"], name="fk_intake_folder"),
        sa.PrimaryKeyConstraint("id", name="pk_intake"),
        sa.UniqueConstraint("folder", "uid", name="uq_intake_folder_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_intake_action", "intake", ["mailbox", "id"], **_where("action = 'todo'"))
    op.create_index("ix_intake_claimed", "intake", ["id"], **_where("claimed_at IS NOT NULL"))
    op.create_index("ix_intake_content_sha256", "intake", ["content_sha256", "id"])
    op.create_index("ix_intake_message_id", "intake", ["message_id", "id"], **_where("message_id IS NOT NULL"))
    op.create_index("ix_intake_pending", "intake", ["received_at", "uid", "id"], **_where("state = 'received'"))
    op.create_index("ix_intake_raw_sha256", "intake", ["raw_sha256", "id"])
    op.create_index("ix_intake_settled", "intake", ["state", "id"], **_where("state <> 'received'"))
    op.create_index("ix_intake_ticket", "intake", ["ticket"], **_where("ticket IS NOT NULL"))

    op.create_table(
        "raw_mail",
        sa.Column("intake", _WHOLE, autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_raw_mail_intake"),
        sa.PrimaryKeyConstraint("intake", name="pk_raw_mail"),
    )
    op.create_table(
        "ticket",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("requester", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("assignee", sa.Integer(), nullable=True),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("resolved_at", _TIME, nullable=True),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("priority IN ('urgent', 'high', 'normal', 'low')", name=op.f("ck_ticket_priority")),
        sa.CheckConstraint("severity IN ('critical', 'high', 'standard')", name=op.f("ck_ticket_severity")),
        sa.CheckConstraint(
            "status IN ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')", name=op.f("ck_ticket_status")
        ),
        sa.CheckConstraint("tier IN ('platinum', 'gold', 'silver')", name=op.f("ck_ticket_tier")),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_ticket_account"),
        sa.ForeignKeyConstraint(["assignee"], ["agent.id"], name="fk_ticket_assignee"),
        sa.ForeignKeyConstraint(["requester"], ["contact.id"], name="fk_ticket_requester"),
        sa.PrimaryKeyConstraint("number", name="pk_ticket"),
    )
    op.create_index("ix_ticket_assignee", "ticket", ["assignee", "number"], **_where("assignee IS NOT NULL"))
    op.create_index("ix_ticket_requester", "ticket", ["requester", "number"])
    op.create_index("ix_ticket_status", "ticket", ["status", "number"])

    op.create_table(
        "follower",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name="fk_follower_contact"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_follower_ticket"),
        sa.PrimaryKeyConstraint("ticket", "contact", name="pk_follower"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held_back",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_held_back_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_held_back"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_back_recipient", "held_back", ["recipient", "at"])

    op.create_table(
        "message",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("intake", _WHOLE, nullable=True),
        sa.CheckConstraint("kind IN ('inbound', 'answer', 'note', 'system')", name=op.f("ck_message_kind")),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_message_intake"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_message_ticket"),
        sa.PrimaryKeyConstraint("ticket", "seq", name="pk_message"),
    )
    op.create_index("ix_message_inbound", "message", ["ticket", "at"], **_where("kind = 'inbound'"))
    op.create_index(
        "uq_message_intake", "message", ["intake"], unique=True, **_where("kind = 'inbound' AND intake IS NOT NULL")
    )

    op.create_table(
        "message_id",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_message_id_ticket"),
        sa.PrimaryKeyConstraint("id", "ticket", name="pk_message_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", _WHOLE, nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("automatic", sa.Integer(), nullable=False),
        sa.Column("intake", _WHOLE, nullable=True),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", _TIME, nullable=True),
        sa.Column("maybe_sent", sa.Integer(), nullable=False),
        sa.Column("unreported", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint(
            "kind IN ('answer', 'escalation', 'acknowledgement', 'notification', 'survey')", name=op.f("ck_outbox_kind")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'dispatching', 'sent', 'failed', 'uncertain', 'held', 'cancelled')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_outbox_intake"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_outbox_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("cause", "kind", "recipient", name="uq_outbox_cause_kind_recipient"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_before", "outbox", ["ticket", "recipient", "id"], **_where("state IN ('queued', 'dispatching')")
    )
    op.create_index(
        "ix_outbox_deferred", "outbox", ["not_before"], **_where("state = 'queued' AND not_before IS NOT NULL")
    )
    op.create_index("ix_outbox_dispatching", "outbox", ["id"], **_where("state = 'dispatching'"))
    op.create_index("ix_outbox_due", "outbox", ["rank", "id"], **_where("state = 'queued' AND not_before IS NULL"))
    op.create_index("ix_outbox_ended", "outbox", ["state", "id"], **_where("state NOT IN ('queued', 'dispatching')"))
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "automatic", "created_at"])
    op.create_index("ix_outbox_ticket", "outbox", ["ticket", "id"])
    op.create_index("ix_outbox_unreported", "outbox", ["id"], **_where("unreported = 1"))

    op.create_table(
        "timer",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("due", _TIME, nullable=False),
        sa.CheckConstraint("reason IN ('auto_close', 'summary')", name=op.f("ck_timer_reason")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_timer_ticket"),
        sa.PrimaryKeyConstraint("ticket", "reason", name="pk_timer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_timer_due", "timer", ["due"])

    op.create_table(
        "outbox_mail",
        sa.Column("outbox", _WHOLE, autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["outbox"], ["outbox.id"], name="fk_outbox_mail_outbox"),
        sa.PrimaryKeyConstraint("outbox", name="pk_outbox_mail"),
    )
    _sequence("ticket_number")
    _sequence("contact_number")
