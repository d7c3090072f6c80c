"""The spine: raw mail of the ledger → Mail → decision → rows, in batches.

Takes claimed intake rows and the events of ticker, responder and command line.
Gives decisions that are committed, and says when mails wait in the outbox.
Never touches the network, and never holds a transaction open while it parses, decides or composes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from daemon import log
from daemon.chance import Chance
from daemon.clock import Clock
from daemon.parserpool import Parsed, ParserDied
from parsers.compose import compose
from parsers.mail import Mail
from rules.decide import decide
from rules.effects import TRACE_VERSION, Decision, QueueMail, SetTimer, SettleIntake, Trace
from rules.model import Desk, Event, Fresh, MailArrived, Mailbox
from rules.policy import Policy
from rules.words import Evidence, IntakeState
from storage import desk as desk_memory
from storage import ledger
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.faults import Conflict, DatabaseUnavailable
from storage.ledger import Batch, Claimed

_IDLE_SECONDS = 30.0
# The ticker looks as often by itself: it is woken for what is due before that.
_TIMERS_SEEN_SECONDS = 30.0
_CONFLICT_TRIES = 5


class Reader(Protocol):
    """The parser children, as far as the pipeline cares."""

    def parse(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]: ...

    def parse_headers(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """Who we are and by which policy we decide; replaced as a whole when the policy is reloaded."""

    desk: Desk
    mailboxes: Mapping[str, Mailbox]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Work:
    """A mail that was read and waits for its decision."""

    claimed: Claimed
    fresh: Fresh
    event: MailArrived


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How much one batch may hold."""

    count: int
    octets: int


def perform(database: Database, context: Context, event: Event, fresh: Fresh, clock: Clock) -> Decision:
    """Decide one event and commit it; on a conflict with another writer, decide anew from what is there now."""
    for attempt in range(_CONFLICT_TRIES):
        try:
            return _decide_and_write(database, context, [event], [fresh], clock.now())[0]
        except Conflict:
            if attempt == _CONFLICT_TRIES - 1:
                raise
    raise AssertionError("unreachable: the loop returns or raises")


def _decide_and_write(
    database: Database, context: Context, events: Sequence[Event], fresh: Sequence[Fresh], now: datetime
) -> list[Decision]:
    with database.reading() as connection:
        wishes = context.policy.wishes
        working = desk_memory.read(connection, events, fresh, context.mailboxes, context.desk, now, wishes)
    decisions = []
    for index, event in enumerate(events):
        decision = decide(event, working.snapshot(event, index), context.policy, now)
        drafts = [effect.draft for effect in decision.effects if isinstance(effect, QueueMail)]
        working.take(decision, [compose(draft) for draft in drafts])
        decisions.append(decision)
    crashpoint("pipeline.before_write")
    with database.transaction() as connection:
        working.write(connection, now)
    crashpoint("pipeline.after_write")
    return decisions


class Pipeline:
    """Works the ledger off, one bounded batch a step."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        clock: Clock,
        chance: Chance,
        context: Callable[[], Context],
        batch: BatchSize,
        mails_queued: Callable[[], None],
        timers_set: Callable[[], None],
    ) -> None:
        self._database = database
        self._reader = reader
        self._clock = clock
        self._chance = chance
        self._context = context
        self._batch = batch
        self._mails_queued = mails_queued
        self._timers_set = timers_set
        self._unworked: list[int] = []

    def step(self) -> float:
        """Claim a batch, read it, decide it, write it. Gives the seconds until there may be more."""
        self._give_back()
        now = self._clock.now()
        claimed = ledger.claim(self._database, now, self._batch.count, self._batch.octets)
        if not claimed.items:
            return _IDLE_SECONDS
        crashpoint("intake.after_claim")
        try:
            self._work(claimed)
        except (DatabaseUnavailable, Conflict):
            self._unworked = [item.intake for item in claimed.items]
            raise
        return 0.0

    def _give_back(self) -> None:
        """A database that fails is no mail's fault (F05): what it kept from being worked on is given back unblamed."""
        if self._unworked:
            with self._database.transaction() as connection:
                for intake in self._unworked:
                    ledger.release(connection, intake)
            self._unworked = []

    def _work(self, claimed: Batch) -> None:
        started = self._clock.monotonic()
        numbers = [Fresh(row.ticket, row.contact, self._chance.nonce()) for row in claimed.fresh]
        works = self._read(list(zip(claimed.items, numbers, strict=True)))
        if works:
            self._decide(works, started)

    def _read(self, items: Sequence[tuple[Claimed, Fresh]]) -> list[Work]:
        whole = [item for item in items if item[0].reason is None and not _exhausted(item[0])]
        stubs = [item for item in items if item[0].reason is not None or _exhausted(item[0])]
        works = []
        for (claimed, fresh), outcome in zip(whole, self._reader.parse([c.raw for c, _ in whole]), strict=True):
            match outcome:
                case Parsed(mail=mail):
                    works.append(Work(claimed, fresh, _arrived(claimed, mail, None)))
                case ParserDied(reason=reason):
                    log.parser_died(intake=claimed.intake, reason=reason, tries_alone=claimed.tries_alone)
                    self._blame(claimed, fresh, reason, works)
        works.extend(self._stub(claimed, fresh, claimed.reason or "attempts_exhausted") for claimed, fresh in stubs)
        return sorted(works, key=lambda work: (work.claimed.received_at, work.claimed.intake))

    def _blame(self, claimed: Claimed, fresh: Fresh, reason: str, works: list[Work]) -> None:
        """A mail that killed its child is tried alone from now on; the third time alone it is set aside."""
        if claimed.alone and claimed.tries_alone >= ledger.ATTEMPTS_ALONE:
            works.append(self._stub(claimed, fresh, reason))
        else:
            ledger.blame(self._database, claimed.intake)

    def _stub(self, claimed: Claimed, fresh: Fresh, reason: str) -> Work:
        """The event of a mail of which only the headers are believed; not even those when they kill the child too."""
        outcome = self._reader.parse_headers([claimed.raw])[0]
        match outcome:
            case Parsed(mail=mail):
                return Work(claimed, fresh, _arrived(claimed, mail, reason))
            case ParserDied():
                nothing = self._reader.parse_headers([b""])[0]
                if isinstance(nothing, ParserDied):
                    raise RuntimeError("the parser child dies on an empty mail")
                return Work(claimed, fresh, _arrived(claimed, nothing.mail, reason))

    def _decide(self, works: Sequence[Work], started: float) -> None:
        """All in one transaction; when that fails, one by one, so that a bad mail harms only itself (A43)."""
        try:
            decisions = self._commit(works)
        except DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 -- our own bug on one mail must not stop the others
            if not isinstance(error, Conflict):
                log.batch_failed(count=len(works), error=error)
            for work in works:
                self._decide_alone(work, started)
            return
        self._report(works, decisions, started)

    def _commit(self, works: Sequence[Work]) -> list[Decision]:
        events = [work.event for work in works]
        fresh = [work.fresh for work in works]
        return _decide_and_write(self._database, self._context(), events, fresh, self._clock.now())

    def _decide_alone(self, work: Work, started: float) -> None:
        try:
            decision = perform(self._database, self._context(), work.event, work.fresh, self._clock)
        except DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 -- counted by the ledger; the third time alone it is quarantined
            log.mail_failed(intake=work.claimed.intake, error=error)
            if _exhausted(work.claimed):
                self._quarantine(work)
        else:
            self._report([work], [decision], started)

    def _quarantine(self, work: Work) -> None:
        """The last resort, when not even a stub ticket can be decided: the row is set aside, its bytes kept."""
        settled = SettleIntake(
            work.claimed.intake,
            IntakeState.QUARANTINED,
            # Of an oversize mail there are only headers, however often it is tried again.
            work.claimed.reason or "attempts_exhausted",
            ticket=work.claimed.stub,
            seq=None,
            duplicate_of=None,
        )
        context, now = self._context(), self._clock.now()
        trace = Trace(TRACE_VERSION, "MailArrived", context.policy.digest, now, (), (), Evidence.NONE)
        with self._database.reading() as connection:
            working = desk_memory.read(connection, [work.event], [work.fresh], context.mailboxes, context.desk, now)
        working.take(Decision((settled,), trace), [])
        with self._database.transaction() as connection:
            working.write(connection, now)

    def _report(self, works: Sequence[Work], decisions: Sequence[Decision], started: float) -> None:
        milliseconds = (self._clock.monotonic() - started) * 1000 / len(works)
        for work, decision in zip(works, decisions, strict=True):
            log.mail_decided(work.event, decision, milliseconds)
        effects = [effect for decision in decisions for effect in decision.effects]
        if any(isinstance(effect, QueueMail) for effect in effects):
            self._mails_queued()
        soon = self._clock.now() + timedelta(seconds=_TIMERS_SEEN_SECONDS)
        if any(isinstance(effect, SetTimer) and effect.due < soon for effect in effects):
            self._timers_set()


def _exhausted(claimed: Claimed) -> bool:
    return claimed.alone and claimed.tries_alone > ledger.ATTEMPTS_ALONE


def _arrived(claimed: Claimed, mail: Mail, aside: str | None) -> MailArrived:
    return MailArrived(
        intake=claimed.intake,
        mailbox=claimed.mailbox,
        received_at=claimed.received_at,
        raw_sha256=claimed.raw_sha256,
        content_sha256=claimed.content_sha256,
        mail=mail,
        aside=aside,
        may_answer=claimed.may_answer,
        stub=claimed.stub,
    )
