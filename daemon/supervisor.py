"""`supportd run`: one process with its children, started in order, watched, and stopped within ten seconds.

Takes settings, keys, policy and the database's address; gives how it ended.
Never half alive: a worker that ends, or gives no sign of life for too long, takes the whole daemon down (F39).

    pollers ─wake→ pipeline ─wake→ responder        ticker, watch, health socket        main thread: signals, watchdog
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial
from types import FrameType

from daemon import identity, log
from daemon.alertmail import alert_letters
from daemon.alerts import Alerts
from daemon.bell import Bell, ready
from daemon.chance import Chance, SystemChance
from daemon.clock import Clock, SystemClock
from daemon.decider import Decider
from daemon.delivery import Letter
from daemon.health import HealthSocket, ServiceManager
from daemon.healthreport import HealthReport
from daemon.logsink import LogSink
from daemon.parserpool import ParserLimits, ParserPool
from daemon.pipeline import BatchSize, Context, Pipeline, Reader
from daemon.poller import Poller, dialer
from daemon.reload import Reloader
from daemon.responder import Responder
from daemon.secrets import Secret, credentials
from daemon.settings import MailboxSettings, Settings
from daemon.smtp import SmtpPool
from daemon.ticker import Ticker
from daemon.watch import Watch
from daemon.watchports import WatchPorts
from daemon.worker import PATIENCE_SECONDS, Ports, Resting, Worker
from parsers.token import Keys
from rules.policy import Policy
from storage import policies
from storage.database import Database, open_database
from storage.faults import Unavailable
from storage.worker import Place

_STOP_SECONDS = 8.0
_GRACE_SECONDS = 4.0
_BEAT_SECONDS = 10.0
# An open alarm about a worker that died is over once its successors have lived so long.
_PROVEN_SECONDS = 3600.0
# As many time-outs in a row one step of a worker on the network may meet.
_COMMANDS = 10
_LOG_KEY = b"addresses in the log"
# Alarms of an earlier run that a start ends: it got past the cause, or tries anew what failed.
_OVER_AT_START = frozenset({"policy_refused", "event_failed", *(reason.value for reason in Unavailable)})


@dataclass(frozen=True, slots=True)
class Setup:
    """What a daemon starts from. `url`: of the database, with its password. `version`: of the program."""

    settings: Settings
    keys: Keys
    policy: Policy
    url: Secret
    environ: Mapping[str, str]
    version: str


class Ended(Enum):
    """Why the daemon ended."""

    STOPPED = auto()
    WORKER_DIED = auto()
    RUNS_ALREADY = auto()


def run(setup: Setup) -> Ended:
    """Work until a signal or a death. Raises DatabaseRefused, DatabaseUnavailable, SocketTakenError before it works."""
    clock, chance = SystemClock(), SystemChance()
    with ExitStack() as stack:
        database = open_database(setup.url.reveal(), create=True, check=True)
        stack.callback(database.close)
        if database.work_here() is Place.ELSEWHERE:
            return Ended.RUNS_ALREADY
        # Before the first thread: what is forked must hold no lock that a thread of ours holds.
        pool = ParserPool(setup.settings.limits.parser_children, _limits(setup.settings), clock)
        stack.callback(pool.close)
        sink = LogSink(2, log.lines_dropped)
        stack.callback(sink.close)
        log.configure(setup.settings.log, sink, clock, _log_key(setup.keys))
        daemon = Supervisor(setup, database, pool, sink, clock, chance)
        return daemon.work()


def _limits(settings: Settings) -> ParserLimits:
    limits = settings.limits
    return ParserLimits(
        memory_bytes=limits.child_memory_mib << 20,
        cpu_seconds=limits.mail_cpu_seconds,
        wall_seconds=limits.mail_wall_seconds,
    )


def _log_key(keys: Keys) -> bytes:
    """Marks of addresses stay the same while the key ring does, and say nothing to who has the log alone."""
    return keys.secrets[keys.signing] + _LOG_KEY


class Supervisor:
    """The running daemon. `work` returns when all of it has ended, or the time to end was over."""

    def __init__(
        self, setup: Setup, database: Database, reader: Reader, sink: LogSink, clock: Clock, chance: Chance
    ) -> None:
        self._setup = setup
        self._database = database
        self._clock = clock
        self._bell = Bell()
        self._stop_signal = ""
        self._reload_wanted = False
        self._deaths: list[str] = []
        settings = setup.settings
        self._context = Context(identity.desk(settings, setup.keys), identity.mailboxes(settings), setup.policy)
        self._alerts = Alerts(database, clock, self._alert_letters)
        self._manager = ServiceManager(setup.environ)
        self._reloader = Reloader(settings, setup.environ, database, clock, self._alerts)
        self._ports = Ports(clock, chance, self._alerts)
        self._wakes: dict[str, Callable[[], None]] = {}
        self._workers, pollers = self._staff(reader, chance)
        self._report = HealthReport(
            setup.version, clock, lambda: self._context.policy.digest, self._workers, pollers, self._alerts, sink
        )

    # --- who works ---

    def _staff(self, reader: Reader, chance: Chance) -> tuple[list[Worker], list[Poller]]:
        """Everybody, not yet started. They wake each other by name, so that the order does not matter."""
        settings, clock = self._setup.settings, self._clock
        queued, timed = partial(self._wake, "responder"), partial(self._wake, "ticker")
        decider = Decider(self._database, self._now_context, clock, chance, self._alerts, queued)
        responder = self._responder(decider, chance)
        batch = BatchSize(settings.limits.batch_count, settings.limits.batch_bytes)
        pipeline = Pipeline(self._database, reader, clock, chance, self._now_context, batch, queued, timed)
        ticker = Ticker(self._database, clock, self._alerts, decider)
        pollers = [self._poller(mailbox, chance) for mailbox in settings.mailboxes]
        slowest_batch = settings.limits.batch_count * settings.limits.mail_wall_seconds
        close = partial(responder.close, _GRACE_SECONDS)
        workers = [
            self._worker(
                "responder", Resting(responder.step, close, responder.wake), _COMMANDS * settings.smtp.timeout_seconds
            ),
            self._worker("pipeline", Resting(pipeline.step, _nothing), slowest_batch),
            self._worker("ticker", Resting(ticker.step, _nothing)),
            self._worker("watch", Resting(Watch(self._database, clock, self._alerts).step, _nothing)),
            *(
                self._worker(
                    f"poller {poller.name}", poller, _COMMANDS * (mailbox.connect_seconds + mailbox.read_seconds)
                )
                for poller, mailbox in zip(pollers, settings.mailboxes, strict=True)
            ),
        ]
        return workers, pollers

    def _worker(self, name: str, actor: Resting | Poller | HealthSocket, more_patience: float = 0.0) -> Worker:
        worker = Worker(name, actor, self._ports, self._died, PATIENCE_SECONDS + more_patience)
        self._wakes[name] = worker.wake
        return worker

    def _responder(self, decider: Decider, chance: Chance) -> Responder:
        smtp, environ = self._setup.settings.smtp, self._setup.environ
        courier = SmtpPool(smtp, lambda: credentials(smtp, environ), self._clock)
        responder = Responder(
            self._database,
            courier,
            self._clock,
            chance,
            self._alerts,
            decider,
            smtp.connections,
            lambda: self._context.policy.numbers.too_old,
        )
        responder.recover()
        return responder

    def _poller(self, mailbox: MailboxSettings, chance: Chance) -> Poller:
        arrived = partial(self._wake, "pipeline")
        ports = WatchPorts(self._database, self._clock, chance, self._alerts, arrived)
        return Poller(mailbox, dialer(mailbox, self._setup.environ, self._clock), ports)

    def _now_context(self) -> Context:
        return self._context

    def _wake(self, name: str) -> None:
        self._wakes[name]()

    def _poked(self) -> None:
        """A command committed something: mails to send, mails to work on again, timers."""
        for name in ("pipeline", "responder", "ticker"):
            self._wake(name)

    def _reload(self) -> None:
        """Policy and keys are read anew by the watching thread, at once."""
        self._reload_wanted = True
        self._bell.ring()

    def _alert_letters(self, code: str, subject: str, detail: str, now: datetime) -> Sequence[Letter]:
        settings, context = self._setup.settings, self._context
        mailbox = context.mailboxes[settings.alerts.mailbox or settings.mailboxes[0].name]
        return alert_letters(context.desk, mailbox, settings.alerts.to, code, subject, detail, now)

    # --- start, watch, stop ---

    def work(self) -> Ended:
        started = self._clock.monotonic()
        self._alerts.recall()
        self._keep_policy()
        self._end_old_alarms()
        socket = HealthSocket(self._setup.settings.paths.socket, self._report.document, self._poked, self._reload)
        self._workers.append(self._worker("health", socket))
        with self._signals():
            for worker in self._workers:
                worker.start()
            self._manager.ready()
            self._log_start()
            ended = self._watch(started)
            self._stop()
        return ended

    def _keep_policy(self) -> None:
        policy = self._context.policy
        with self._database.transaction() as conn:
            policies.keep(conn, policy.digest, policy.texts, self._clock.now(), "supportd run")
            policies.switched_on(conn, policy.digest, self._clock.now(), "supportd run")

    def _end_old_alarms(self) -> None:
        """What is over, and what is about a mailbox that is no longer watched: nobody else would ever clear it."""
        subjects = {"", *(mailbox.name for mailbox in self._setup.settings.mailboxes)}
        for raised in self._alerts.open_now():
            nobodys = raised.code.startswith(("imap_", "smtp_")) and raised.subject not in subjects
            if nobodys or raised.code in _OVER_AT_START:
                self._alerts.clear(raised.code, raised.subject)

    def _log_start(self) -> None:
        mailboxes = len(self._setup.settings.mailboxes)
        log.started(self._setup.version, mailboxes, self._database.dialect, self._context.policy.digest[:12])

    def _watch(self, started: float) -> Ended:
        """The main thread's life: signals, deaths, silence, the watchdog."""
        beat = min(_BEAT_SECONDS, self._manager.watchdog_seconds or _BEAT_SECONDS)
        while True:
            self._manager.alive()
            ready([self._bell.fileno()], beat)
            self._bell.silence()
            if self._deaths or self._anybody_stuck():
                return Ended.WORKER_DIED
            if self._stop_signal:
                return Ended.STOPPED
            if self._reload_wanted:
                self._reload_wanted = False
                self._context = self._reloader.reload(self._context)
            if self._clock.monotonic() - started > _PROVEN_SECONDS:
                for raised in self._alerts.open_now():
                    if raised.code == "worker_died":
                        self._alerts.clear(raised.code, raised.subject)

    def _anybody_stuck(self) -> bool:
        stuck = [vital for worker in self._workers if (vital := worker.vital()).stuck]
        for vital in stuck:
            log.worker_stuck(vital.name, vital.silent)
            self._alerts.sound("worker_died", vital.name, f"no sign of life for {vital.silent:.0f} seconds")
        return bool(stuck)

    def _died(self, name: str, error: BaseException) -> None:
        """In the thread of the worker that ended."""
        log.worker_died(name, error)
        self._deaths.append(name)
        try:
            self._alerts.sound("worker_died", name, type(error).__name__)
        finally:
            self._bell.ring()

    def _stop(self) -> None:
        """Everybody at once; who is late is left behind: what it has in hand is recovered at the next start."""
        self._manager.stopping()
        log.stopping(self._stop_signal or "worker_died")
        begun = self._clock.monotonic()
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            if not worker.join(begun + _STOP_SECONDS - self._clock.monotonic()):
                log.worker_left_behind(worker.name)
        log.stopped(self._clock.monotonic() - begun)
        self._manager.close()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT stop, SIGHUP reloads; as before when the block is left."""

        def stop(number: int, _: FrameType | None) -> None:
            self._stop_signal = signal.Signals(number).name
            self._bell.ring()

        def reload(_: int, __: FrameType | None) -> None:
            self._reload()

        wanted = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: reload}
        before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _nothing() -> None:
    """There is nothing to give back."""
