"""supportd in one thread and a fake world: real database, real steps, nothing else real.

Takes a database address and how the world behaves; gives a desk that can be run until nothing is left to do, and be
ended at any moment as kill -9 would.
Never sleeps, never patches: clock, chance, servers and reader are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Engine, func, select

from daemon.alerts import Alerts
from daemon.decider import Decider
from daemon.delivery import Letter
from daemon.pipeline import BatchSize, Context, Pipeline, perform
from daemon.poller import Poller
from daemon.responder import Responder
from daemon.settings import MailboxSettings
from daemon.ticker import Ticker
from daemon.watchports import WatchPorts
from rules.model import Act, Desk, Fresh, OperatorActed
from storage.database import Database, open_database
from storage.faults import DatabaseUnavailable
from storage.tables import FolderRow, IntakeRow, OutboxRow, TimerRow, table_of
from tests.build import a_desk, a_mailbox, a_policy
from tests.fakes.chance import CountingChance
from tests.fakes.clock import FakeClock
from tests.flow.sweep.mailserver import MailServer
from tests.flow.sweep.postoffice import Connection, PostOffice
from tests.flow.sweep.reading import Reader, SimCrash

SUPPORT = "support@desk.example"
PROCESSED = "Processed"
MAX_MAIL = 4_000
_BATCH = BatchSize(4, 1 << 20)
_MOST_ROUNDS = 600
_LONGEST_NAP = 7_200.0
_STARTS = 8
_BURST = 5
# A statement is compiled once for all runs, not once a run: that is a fifth of a run's time.
_COMPILED: dict[object, object] = {}

INTAKE, FOLDER, OUTBOX, TIMER = (table_of(row) for row in (IntakeRow, FolderRow, OutboxRow, TimerRow))


def mailbox(address: str = SUPPORT, after: str = "move") -> MailboxSettings:
    """The watched mailbox: everything in it becomes tickets; small batches, so that there are several."""
    return MailboxSettings(
        host="127.0.0.1",
        name="support",
        address=address,
        display_name="Example Support",
        start="all",
        after=after,
        after_folder=PROCESSED,
        batch_count=4,
        max_mail_bytes=MAX_MAIL,
    )


@dataclass(slots=True)
class Plan:
    """How a desk is set up. `on_boot`: told of each new process's database engine."""

    settings: MailboxSettings = field(default_factory=mailbox)
    desk: Desk = field(default_factory=a_desk)
    reader: Reader = field(default_factory=Reader)
    on_boot: Callable[[Engine], None] = lambda engine: None

    def context(self) -> Context:
        """Who we are and by which policy we decide."""
        box = self.settings
        known = a_mailbox(name=box.name, address=box.address, addresses=frozenset({box.address}))
        return Context(self.desk, {box.name: known}, a_policy())


@dataclass(slots=True)
class Process:
    """What a kill takes away."""

    database: Database
    poller: Poller
    steps: tuple[Callable[[], float], ...]


class Sim:
    """The world: servers, clock, the database on its disk, and at most one process of ours."""

    def __init__(self, url: str, plan: Plan | None = None) -> None:
        self.url = url
        self.plan = plan or Plan()
        self.clock = FakeClock()
        self.chance = CountingChance()
        # A second program on the same database, as the command line is: the operator's hands, the oracle's eyes.
        self.eyes = open_database(url, create=True)
        self.eyes.engine.update_execution_options(compiled_cache=_COMPILED)
        self.mails = MailServer(self._recorded)
        self.post = PostOffice()
        self.process: Process | None = None
        self.starts = 0
        self.troubles = 0

    # --- life and death ------------------------------------------------------------------------------

    def start(self) -> Process:
        """What `supportd run` does. A database that is away for a moment is tried again, as systemd would."""
        for _ in range(_STARTS):
            try:
                return self._boot()
            except DatabaseUnavailable:
                self.troubles += 1
                self.clock.advance(5)
        raise AssertionError("the daemon does not come up")

    def _boot(self) -> Process:
        self.starts += 1
        database = open_database(self.url, create=False)
        database.engine.update_execution_options(compiled_cache=_COMPILED)
        self.plan.on_boot(database.engine)
        try:
            process = self._process(database)
        except BaseException:
            database.close()
            raise
        self.process = process
        return process

    def _process(self, database: Database) -> Process:
        plan, clock, chance = self.plan, self.clock, self.chance
        box = plan.settings
        context = plan.context()
        alerts = Alerts(database, clock, _no_letters)
        alerts.recall()
        decider = Decider(database, lambda: context, clock, chance, alerts, _nothing)
        courier = Connection(self.post)
        too_old = context.policy.numbers.too_old
        responder = Responder(database, courier, clock, chance, alerts, decider, 2, lambda: too_old)
        responder.recover()
        pipeline = Pipeline(database, plan.reader, clock, chance, lambda: context, _BATCH, _nothing, _nothing)
        ticker = Ticker(database, clock, alerts, decider)
        poller = Poller(box, self.mails.dial, WatchPorts(database, clock, chance, alerts, _nothing))
        steps = (poller.step, pipeline.step, responder.step, ticker.step)
        return Process(database, poller, tuple(partial(self._worker, step) for step in steps))

    def kill(self) -> None:
        """The process is gone; what it had open is closed by the system."""
        if self.process is not None:
            self.process.poller.close()
            self.process.database.close()
            self.process = None

    def close(self) -> None:
        self.kill()
        self.eyes.close()

    def _worker(self, step: Callable[[], float]) -> float:
        """As `daemon.worker` does: a broken database makes a worker rest, anything else ends the daemon."""
        try:
            return step()
        except DatabaseUnavailable:
            self.troubles += 1
            return 1.0

    # --- running -------------------------------------------------------------------------------------

    def round(self) -> float:
        """Each worker makes a few steps; the shortest time one of them wants to rest."""
        process = self.process or self.start()
        return min(_burst(step) for step in process.steps)

    def settle(self) -> None:
        """Run until nothing is left to do (I18); a crash is followed by a start."""
        nap = 1.0
        for _ in range(_MOST_ROUNDS):
            try:
                wait = self.round()
            except SimCrash:
                self.kill()
                continue
            if wait <= 0:
                nap = 1.0
                continue
            if not self.unfinished():
                return
            self.clock.advance(max(wait, nap))
            nap = min(2 * nap, _LONGEST_NAP)
        raise AssertionError(f"never quiet: {self.unfinished()}")

    def unfinished(self) -> dict[str, object]:
        """What is still to be done, by what it is."""
        with self.eyes.reading() as conn:
            waiting = conn.execute(select(INTAKE.c.id).where(INTAKE.c.state == "received")).scalars().all()
            untold = conn.execute(select(INTAKE.c.id).where(INTAKE.c.action == "todo")).scalars().all()
            unsent = conn.execute(select(OUTBOX.c.id).where(OUTBOX.c.state.in_(("queued", "dispatching")))).scalars()
            unreported = conn.execute(select(OUTBOX.c.id).where(OUTBOX.c.unreported == 1)).scalars().all()
            overdue = conn.execute(select(TIMER.c.ticket).where(TIMER.c.due <= self.clock.now())).scalars().all()
            found: dict[str, object] = {
                "overdue": overdue,
                "received": waiting,
                "untold": untold,
                "unsent": unsent.all(),
                "unreported": unreported,
            }
        life = self.mails.inbox.uidvalidity
        found["unlisted"] = [uid for uid in self.mails.inbox.mails if not self._recorded(life, uid)]
        return {name: left for name, left in found.items() if left}

    def operator(self, act: Act) -> None:
        """A command of the command line: a program of its own."""
        perform(self.eyes, self.plan.context(), OperatorActed("root", None, act), Fresh(0, 0, ""), self.clock)

    def deliver(self, *raws: bytes) -> None:
        """Mails arrive now."""
        for raw in raws:
            self.mails.deliver(raw, self.clock.now())

    def _recorded(self, uidvalidity: int, uid: int) -> bool:
        query = (
            select(func.count())
            .select_from(INTAKE.join(FOLDER, FOLDER.c.id == INTAKE.c.folder))
            .where(FOLDER.c.uidvalidity == uidvalidity, INTAKE.c.uid == uid)
        )
        with self.eyes.reading() as conn:
            return bool(conn.execute(query).scalar_one())


def _burst(step: Callable[[], float]) -> float:
    """Few enough that the workers take turns within a batch, many enough that rounds are not spent on idling."""
    for _ in range(_BURST - 1):
        wait = step()
        if wait > 0:
            return wait
    return step()


def _nothing() -> None:
    """In one thread nobody has to be woken."""


def _no_letters(code: str, subject: str, detail: str, now: datetime) -> Sequence[Letter]:
    return ()
