"""Whatever happens in whatever order, the ledger loses nothing, doubles nothing and blames nobody but the culprit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from rules.effects import AppendMessage, Decision, OpenTicket, SaveContact, SettleIntake
from rules.model import MailArrived
from rules.words import IntakeState
from storage import desk, ledger, views
from storage.database import Database, open_database
from storage.faults import Conflict
from storage.ledger import ATTEMPTS_ALONE, Claimed
from storage.numbers import FreshNumbers
from storage.views import IntakeFilter, TicketFilter
from tests.servers.postgres import Postgres
from tests.storage import build

_UIDS = st.lists(st.integers(1, 12), min_size=1, max_size=6)


class Ledger(RuleBasedStateMachine):
    """One desk with one program that may die at any point; `culprits` are the UIDs that kill it."""

    url: str
    culprits = frozenset({3})

    def __init__(self) -> None:
        super().__init__()
        self.database: Database = open_database(self.url, create=True)
        self.delivered: set[int] = set()
        self.hand: list[Claimed] = []

    @rule(uids=_UIDS)
    def poll(self, uids: list[int]) -> None:
        """The same delivery may be listed any number of times."""
        with self.database.transaction() as conn:
            known = ledger.known_uids(conn, build.INBOX, 1, 99)
            arrivals = [build.arrival(uid, received_at=build.later(seconds=uid % 4)) for uid in uids]
            new = ledger.record(conn, arrivals, build.NOW)
        assert len(new) == len(set(uids) - known)
        self.delivered |= set(uids)

    @precondition(lambda self: not self.hand)
    @rule(limit=st.integers(1, 5))
    def claim(self, limit: int) -> None:
        batch = ledger.claim(self.database, build.NOW, limit, 1 << 20)
        self.hand = list(batch.items)
        assert len(batch.fresh) == len(batch.items)
        order = [(item.received_at, self.uid(item.intake)) for item in self.hand]
        assert order == sorted(order)
        assert len(self.hand) == 1 or not any(item.alone for item in self.hand)
        for item in self.hand:
            assert item.tries_alone <= ATTEMPTS_ALONE + 1
            assert ledger.pack(item.raw) == build.arrival(self.uid(item.intake)).packed

    @precondition(lambda self: self.hand)
    @rule()
    def work(self) -> None:
        """All of the batch, unless a culprit is among it: then the program dies, or sets it aside the fourth time."""
        if self.hand[0].alone and self.hand[0].tries_alone > ATTEMPTS_ALONE:
            self.write([self.hand[0]], IntakeState.QUARANTINED)
        elif any(self.uid(item.intake) in self.culprits for item in self.hand):
            self.crash()
        else:
            self.write(self.hand, IntakeState.PROCESSED)
        self.hand = []

    @precondition(lambda self: self.hand)
    @rule()
    def give_back(self) -> None:
        with self.database.transaction() as conn:
            for item in self.hand:
                ledger.release(conn, item.intake)
        self.hand = []

    @precondition(lambda self: self.hand)
    @rule()
    def write_twice(self) -> None:
        """The answer to COMMIT was lost: the same decisions again are refused whole."""
        if any(self.uid(item.intake) in self.culprits for item in self.hand):
            return
        done, self.hand = self.hand, []
        self.write(done, IntakeState.PROCESSED)
        try:
            self.write(done, IntakeState.PROCESSED)
        except Conflict:
            return
        raise AssertionError("a settled mail was settled again")

    @rule()
    def crash(self) -> None:
        """The program dies with whatever it has in hand, and starts again."""
        self.database.close()
        self.database = open_database(self.url, create=False)
        self.hand = []

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        """I01, I02, I04: one row a delivery, one message a processed row, and one ticket."""
        with self.database.reading() as conn:
            rows = views.intakes(conn, IntakeFilter(), 1000)
            tickets = views.tickets(conn, TicketFilter(), 1000)
            waiting = ledger.pending(conn)
        assert sorted(row.uid for row in rows) == sorted(self.delivered)
        ended = [row for row in rows if row.state is not IntakeState.RECEIVED]
        assert len(ended) + waiting == len(rows)
        assert len(tickets) == len(ended) == len({row.ticket for row in ended})
        assert {row.uid for row in rows if row.state is IntakeState.QUARANTINED} <= self.culprits

    def teardown(self) -> None:
        self.database.close()

    def uid(self, intake: int) -> int:
        with self.database.reading() as conn:
            line = views.intake(conn, intake)
        assert line is not None
        return line.uid

    def write(self, items: list[Claimed], state: IntakeState) -> None:
        """A ticket for each, numbered after its ledger row."""
        events = [build.arrived(item.intake, build.mail(f"p{item.intake}@x.test")) for item in items]
        fresh = [build.fresh(FreshNumbers(item.intake, item.intake)) for item in items]
        with self.database.reading() as conn:
            working = desk.read(conn, events, fresh, build.MAILBOXES, build.DESK, build.NOW)
        for index, event in enumerate(events):
            working.snapshot(event, index)
            working.take(opened(event, state), [])
        with self.database.transaction() as conn:
            working.write(conn, build.NOW)


def opened(event: MailArrived, state: IntakeState) -> Decision:
    """The decision on a mail of a stranger."""
    number = event.intake
    return build.decision(
        SaveContact(build.contact(number, f"p{number}@x.test")),
        OpenTicket(build.ticket(number, number)),
        AppendMessage(build.message(number, intake=number)),
        SettleIntake(number, state, None, number, 1, None),
    )


def play(url: Callable[[], str], examples: int) -> None:
    """Many histories, each on a database of its own."""

    class Here(Ledger):
        def __init__(self) -> None:
            type(self).url = url()
            super().__init__()

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_histories_on_sqlite(tmp_path: Path) -> None:
    play(lambda: f"sqlite:///{tempfile.mkdtemp(dir=tmp_path)}/desk.sqlite", 25)


def test_histories_on_postgresql(postgres: Postgres) -> None:
    made: list[str] = []

    def fresh() -> str:
        made.append(postgres.fresh_database())
        return made[-1]

    play(fresh, 8)
    for url in made:
        postgres.drop(url)
