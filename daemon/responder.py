"""The outbox's worker: claim → commit → MAIL, RCPT, DATA → settle.

Takes rows of the outbox; gives them to the courier, at most one for each open connection, and writes what became of
them in the same commit that claims the next. Failures become `DeliveryReported` decisions.
Never holds a transaction open while it talks to a server, never sends a row twice, and never sends at all while the
server's own trouble lasts: then mails stay where they are (F29).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol, assert_never

from sqlalchemy import Connection

from daemon import log
from daemon.alerts import Alerts
from daemon.backoff import retry_at
from daemon.chance import Chance
from daemon.clock import Clock
from daemon.decider import Decided
from daemon.delivery import (
    Accepted,
    Courier,
    Delivery,
    Letter,
    Lost,
    NotReached,
    Refused,
    Scope,
    TryLater,
    unreachable,
)
from daemon.pauses import EVERYBODY, Pauses
from rules.model import DeliveryReported
from rules.words import MailKind
from storage import outbox
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.faults import Conflict, DatabaseUnavailable
from storage.outbox import Deferred, OutboxClaim, Outcome, Rejected, Returned, Sent, Uncertain

_LONGEST_IDLE = 30.0
# A mail that takes longer stays under way; its neighbours are settled and the next ones leave.
_ROUND_SECONDS = 1.0
_REPORTS_A_STEP = 20
# F33: a server that refuses one more connection is not asked for more for a while.
_MODEST_SECONDS = 300.0
_EXPIRED = "4.4.7"  # RFC 3463: delivery time expired
_AUTOMATIC = frozenset({MailKind.ACKNOWLEDGEMENT, MailKind.SURVEY})


class Reports(Protocol):
    """Who decides what a failed delivery means (`daemon.decider.Decider`)."""

    def decide(self, event: DeliveryReported) -> Decided: ...


class Responder:
    """One thread's worth of sending. `too_old`: how long an automatic mail may wait before it is better not sent."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        clock: Clock,
        chance: Chance,
        alerts: Alerts,
        reports: Reports,
        connections: int,
        too_old: Callable[[], timedelta],
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._chance = chance
        self._alerts = alerts
        self._reports = reports
        self._connections = connections
        self._wanted = 1
        self._modest_until = 0.0
        self._claimed: list[OutboxClaim] = []
        self._under_way: dict[int, OutboxClaim] = {}
        self._alerts_under_way: dict[int, Letter] = {}
        self._unsettled: list[tuple[OutboxClaim, Outcome]] = []
        self._claim_lost = False
        self._pauses = Pauses(clock, chance, alerts)
        self._too_old = too_old
        self._broken: set[int] = set()
        self._report_due = True

    def recover(self) -> None:
        """At start: what an earlier run left in the middle of being sent may or may not have arrived."""
        with self._database.transaction() as conn:
            count = outbox.recover(conn, self._clock.now())
        if count:
            log.recovered(count)

    def wake(self) -> None:
        """Mails were queued: a step that only waits for slow ones returns. Any thread."""
        self._courier.nudge()

    def step(self) -> float:
        """Send a round, settle it, claim the next."""
        if not self._claimed:
            self._settle_and_claim()
        self._send()
        if self._unsettled:
            self._settle_and_claim()
        self._report()
        if self._claimed or self._under_way or self._unsettled:
            return 0.0
        self._courier.tidy()
        return self._rest()

    def close(self, grace: float) -> None:
        """Give back what was only claimed, let what is under way end within `grace` seconds, settle all.

        What is known is written down first: a server that holds us up now must not make sent mails uncertain ones.
        """
        self._unsettled += [(claim, Returned()) for claim in self._claimed]
        self._claimed = []
        # Tried again below: a database that is away must not keep us from hearing what becomes of what is under way.
        with suppress(DatabaseUnavailable, Conflict):
            self._settle_at_last()
        self._judge(self._courier.exchange(self._alert_letters(0), grace / 2))  # what made us end, perhaps
        self._judge(self._courier.close(grace / 2))
        self._settle_at_last()

    def _settle_at_last(self) -> None:
        if self._unsettled:
            with self._database.transaction() as conn:
                self._write_outcomes(conn, self._clock.now())
            self._unsettled = []

    # --- claim and settle ---

    def _settle_and_claim(self) -> None:
        """One transaction for both: a commit to the disk is what a round costs."""
        now = self._clock.now()
        paused = self._pauses.resting()
        limit = 0
        if EVERYBODY not in paused and (self._unsettled or self._anything_due(now, paused)):
            limit = self._free_connections()
        if not limit and not self._unsettled and not self._claim_lost:
            return
        crashpoint("outbox.before_settle")
        try:
            with self._database.transaction() as conn:
                if self._claim_lost:
                    outbox.give_back(conn, self._held(), now)
                self._write_outcomes(conn, now)
                crashpoint("outbox.before_claim")
                claimed = outbox.claim(conn, now, limit, paused) if limit else []
        except DatabaseUnavailable as error:
            self._claim_lost = self._claim_lost or error.outcome_unknown
            raise
        self._claim_lost = False
        self._unsettled, self._claimed = [], claimed
        crashpoint("outbox.after_settle")
        crashpoint("outbox.after_claim")
        if limit:
            self._wanted = min(self._connections, 2 * limit) if len(claimed) == limit else max(1, len(claimed))

    def _held(self) -> set[int]:
        """Rows in our hands."""
        return set(self._under_way) | {claim.id for claim, _ in self._unsettled}

    def _write_outcomes(self, conn: Connection, now: datetime) -> None:
        outbox.settle_all(conn, [(claim.id, outcome) for claim, outcome in self._unsettled], now)

    def _anything_due(self, now: datetime, paused: frozenset[str]) -> bool:
        with self._database.reading() as conn:
            due = outbox.next_due(conn, paused)
        return due is not None and due <= now

    def _free_connections(self) -> int:
        """At most one row is claimed for each open connection: an unreachable server costs no row an attempt."""
        moment = self._clock.monotonic()
        ready = self._courier.ready(self._wanted if moment >= self._modest_until else 1)
        if ready.trouble is not None:
            self._modest_until = moment + _MODEST_SECONDS
            if ready.free == 0 and not self._under_way:
                self._pauses.trouble(EVERYBODY, ready.trouble)
        return ready.free

    # --- sending ---

    def _send(self) -> None:
        letters = [letter for claim in self._claimed if (letter := self._letter(claim)) is not None]
        self._claimed = []
        letters += self._alert_letters(len(letters))
        if letters or self._under_way or self._alerts_under_way:
            self._judge(self._courier.exchange(letters, _ROUND_SECONDS))

    def _letter(self, claim: OutboxClaim) -> Letter | None:
        """None for an automatic mail that waited too long: an acknowledgement days late only confuses."""
        if claim.kind in _AUTOMATIC and self._clock.now() - claim.created_at > self._too_old():
            self._unsettled.append((claim, self._given_up(claim, "it waited too long to be of use")))
            return None
        self._under_way[claim.id] = claim
        return Letter(claim.id, claim.sender, claim.recipient, claim.raw)

    def _alert_letters(self, taken: int) -> list[Letter]:
        """Alerts leave on a connection no row needs; while sending rests they wait."""
        if EVERYBODY in self._pauses.resting():
            return []
        letters = self._alerts.take_letters(1)
        if not letters:
            return []
        ready = self._courier.ready(taken + 1)
        if ready.free <= taken:
            self._alerts.give_back(letters[0])
            if ready.trouble is not None and ready.free == 0:
                self._pauses.trouble(EVERYBODY, ready.trouble)
            return []
        self._alerts_under_way |= {letter.id: letter for letter in letters}
        return letters

    def _judge(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            letter = self._alerts_under_way.pop(delivery.letter, None)
            if letter is not None:
                self._judge_alert(letter, delivery)
                continue
            claim = self._under_way.pop(delivery.letter)
            self._unsettled.append((claim, self._outcome(claim, delivery)))

    def _judge_alert(self, letter: Letter, delivery: Delivery) -> None:
        match delivery.verdict:
            case Accepted():
                self._pauses.working(EVERYBODY)
            case NotReached(trouble=trouble):
                self._alerts.give_back(letter)
                self._pauses.trouble(EVERYBODY, trouble)
            case TryLater() | Refused() | Lost():
                log.alert_not_mailed(type(delivery.verdict).__name__)
            case _:
                assert_never(delivery.verdict)

    def _outcome(self, claim: OutboxClaim, delivery: Delivery) -> Outcome:
        match delivery.verdict:
            case Accepted(text=text):
                self._pauses.working(EVERYBODY)
                self._pauses.working(claim.mailbox)
                log.mail_left(claim, text, delivery.seconds)
                return Sent(text)
            case TryLater(status=status, text=text, slow_down=slow_down):
                if slow_down:
                    self._pauses.trouble(EVERYBODY, unreachable(text))
                return self._deferred(claim, status, text)
            case Refused(status=status, text=text):
                log.mail_refused(claim, status, text)
                self._report_due = True
                return Rejected(status, text)
            case Lost(text=text):
                return self._uncertain(claim, text)
            case NotReached(trouble=trouble):
                self._pauses.trouble(EVERYBODY if trouble.scope is Scope.SERVER else claim.mailbox, trouble)
                if trouble.lasting:
                    log.mail_returned(claim)
                    return Returned()
                return self._deferred(claim, "", trouble.text)
            case _:
                assert_never(delivery.verdict)

    def _deferred(self, claim: OutboxClaim, status: str, text: str) -> Outcome:
        now = self._clock.now()
        again = retry_at(claim.attempts, now, self._chance.fraction())
        if again is None:
            return self._given_up(claim, f"not delivered in five days; the last word was: {text}")
        log.mail_deferred(claim, status, text, (again - now).total_seconds())
        return Deferred(text, status, again)

    def _uncertain(self, claim: OutboxClaim, text: str) -> Outcome:
        """Only an answer is ever tried again, and not without end."""
        log.mail_uncertain(claim, text)
        self._report_due = True
        again = retry_at(claim.attempts, self._clock.now(), self._chance.fraction())
        if again is None and claim.kind is MailKind.ANSWER:
            return self._given_up(claim, f"its delivery was uncertain each time; the last word was: {text}")
        return Uncertain(text, again)

    def _given_up(self, claim: OutboxClaim, words: str) -> Outcome:
        log.mail_refused(claim, _EXPIRED, words)
        self._report_due = True
        return Rejected(_EXPIRED, words)

    # --- what failed ---

    def _report(self) -> None:
        """Have the desk decide what failures mean. More than a step's worth, or a conflict, comes again."""
        if not self._report_due:
            return
        with self._database.reading() as conn:
            found = outbox.unreported(conn, _REPORTS_A_STEP + len(self._broken))
        again = len(found) > _REPORTS_A_STEP
        for row in found:
            if row.view.id in self._broken:
                continue
            match self._reports.decide(DeliveryReported(row.view, row.permanent, row.status, row.text)):
                case Decided.DONE:
                    continue
                case Decided.LATER:
                    again = True
                case Decided.BROKEN:
                    self._broken.add(row.view.id)
        self._report_due = again

    # --- waiting ---

    def _rest(self) -> float:
        """Until the next mail is due or a pause is over."""
        if self._report_due:
            return 1.0
        now, resting = self._clock.now(), self._pauses.resting()
        waits = [_LONGEST_IDLE]
        shortest = self._pauses.shortest()
        if shortest is not None:
            waits.append(shortest)
        if EVERYBODY not in resting:
            with self._database.reading() as conn:
                due = outbox.next_due(conn, resting)
            if due is not None:
                waits.append((due - now).total_seconds())
        return max(0.0, min(waits))
