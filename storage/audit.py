"""The event rows of what operators do to ledger and outbox by hand, where nothing is decided by rules.

Takes who did what; appends a row. Never changes one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from rules.effects import TRACE_VERSION, Step, Trace
from rules.trace import to_json
from rules.words import Evidence
from storage.tables import EventRow, table_of

EVENT = table_of(EventRow)


def note(
    conn: Connection, actor: str, act: str, subject: str, now: datetime, *, ticket: int | None, intake: int | None
) -> None:
    """`actor` did `act` ("intake retry") to `subject` ("intake 17")."""
    trace = Trace(
        version=TRACE_VERSION,
        event="OperatorActed",
        policy_digest="",
        decided_at=now,
        inputs=(("actor", actor),),
        steps=(Step(name=act, outcome="done", because=subject, rule=None, checks=()),),
        evidence=Evidence.NONE,
    )
    row = {"kind": "operator_acted", "at": now, "actor": actor, "ticket": ticket, "intake": intake, "policy": ""}
    conn.execute(EVENT.insert(), row | {"trace": to_json(trace)})
