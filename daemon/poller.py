"""The watcher of one mailbox: connect, look, record, tell the server, wait for news; and begin again when that breaks.

Takes a mailbox's settings and a way to connect; gives ledger rows, and calls `arrived` when there are new ones.
Never lets a broken server, a refused login or a strange mail end the thread, slow another mailbox or be tried too
often; never touches a mail on the server before it is committed. Raises what the database raises, and bugs of ours.

Its thread does `poller.wait(poller.step())` until it is told to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from daemon import firstsight, log
from daemon.backoff import pause_seconds
from daemon.bell import Bell, ready
from daemon.clock import Clock
from daemon.firstsight import FirstSight
from daemon.gathering import Gatherer
from daemon.imap import (
    CertificateInvalid,
    Connected,
    Failure,
    FolderMissing,
    FolderState,
    Garbage,
    ImapSession,
    Insecure,
    LoginRefused,
    NoSecret,
    SessionLostError,
    Unreachable,
)
from daemon.imapsession import Account, connect
from daemon.misses import Misses
from daemon.position import Position
from daemon.secretfiles import SecretFault
from daemon.secrets import credentials
from daemon.settings import MailboxSettings
from daemon.telling import Teller
from daemon.watchports import WatchPorts
from storage.ledger import FolderSeen

# A folder this small is always looked at whole; a larger one every ten minutes, and quickly in between.
SMALL = 1_000
_WHOLE_LOOK_SECONDS = 600.0
# Servers may end an IDLE after 30 minutes (RFC 2177).
_LONGEST_IDLE_SECONDS = 1500.0
# What may pass by itself is not worth an alarm before this.
_PATIENCE_SECONDS = 300.0

Dial = Callable[[Bell], Connected | Failure]


@dataclass(slots=True)
class _Place:
    """An open folder, and the work on it. Replaced as a whole when the session or the UIDVALIDITY changes."""

    session: ImapSession
    folder: FolderSeen
    exists: int
    first_sight: FirstSight | None
    position: Position
    gatherer: Gatherer
    teller: Teller
    next_look: float = 0.0
    next_whole_look: float = 0.0
    looking: bool = False


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A failure as the operators see it. `lasting`: needs a human, so is tried rarely; `at_once`: told at first."""

    code: str
    detail: str
    lasting: bool
    at_once: bool


class Poller:
    """One mailbox. `step` and `wait` belong to its thread; `wake` and `stop` may be called from any."""

    def __init__(self, settings: MailboxSettings, dial: Dial, ports: WatchPorts) -> None:
        self._settings = settings
        self._dial = dial
        self._ports = ports
        self._place: _Place | None = None
        self._misses = Misses(settings.name, ports.clock, ports.alarms)
        self._misses_of: FolderSeen | None = None
        self._failures = 0
        self._lasting = False
        self._failing_since = 0.0
        self._next_try = 0.0
        self._last_look: datetime | None = None
        self._wake = Bell()
        self._stop = Bell()

    @property
    def name(self) -> str:
        return self._settings.name

    @property
    def last_look(self) -> datetime | None:
        """When the folder was last seen through to its end; None before the first time."""
        return self._last_look

    def step(self) -> float:
        """One bounded piece of work. Seconds until there may be more to do: wait that long with `wait`."""
        if self._stop.rings():
            return 0.0
        try:
            return self._enter() if self._place is None else self._work(self._place)
        except SessionLostError as lost:
            return self._fail(lost.outcome)

    def wait(self, seconds: float) -> None:
        """Sleep: in IDLE where that is of use. News from the server, `wake` and `stop` end it at once."""
        place = self._place
        if seconds > 0:
            if place is not None and self._settings.idle:
                self._idle(place, seconds)
            else:
                ready([self._stop.fileno(), self._wake.fileno()], seconds)
        if self._wake.rings():
            self._wake.silence()
            if self._place is not None:
                self._place.next_look = 0.0

    def wake(self) -> None:
        """Look now. A pause after failures is kept, so that this cannot be used to hammer a server."""
        self._wake.ring()

    def stop(self) -> None:
        """End every wait, from now on and within a moment; the thread then calls `close`."""
        self._stop.ring()

    def close(self) -> None:
        """Leave the server and give everything back. No other call may follow."""
        self._leave()
        self._wake.close()
        self._stop.close()

    # --- one connection ----------------------------------------------------------------------------

    def _enter(self) -> float:
        """Connect and open the folder, if it is time to try."""
        early = self._next_try - self._ports.clock.monotonic()
        if early > 0:
            return early
        outcome = self._dial(self._stop)
        if not isinstance(outcome, Connected):
            return self._fail(outcome)
        try:
            state = self._open(outcome.session)
            if not isinstance(state, FolderMissing):
                self._place = self._settle_in(outcome.session, state)
        except BaseException:
            # Also when the database fails: the next try connects anew.
            outcome.session.close()
            raise
        if isinstance(state, FolderMissing):
            outcome.session.close()
            return self._fail(state)
        log.mailbox_opened(self._settings.name, self._settings.folder, state.exists)
        return 0.0

    def _open(self, session: ImapSession) -> FolderState | FolderMissing:
        # Where nothing shall change on the server, nothing can.
        return session.open_folder(self._settings.folder, read_only=self._settings.after == "leave")

    def _settle_in(self, session: ImapSession, state: FolderState) -> _Place:
        settings, ports = self._settings, self._ports
        folder = FolderSeen(settings.name, settings.folder, state.uidvalidity)
        if folder != self._misses_of:
            self._misses, self._misses_of = Misses(settings.name, ports.clock, ports.alarms), folder
        position = Position(session, ports.database, folder)
        return _Place(
            session=session,
            folder=folder,
            exists=state.exists,
            first_sight=firstsight.begin(session, ports, folder, settings.start, state.exists),
            position=position,
            gatherer=Gatherer(settings, session, folder, ports, self._misses),
            teller=Teller(settings, session, folder, ports),
        )

    def _leave(self) -> None:
        if self._place is not None:
            self._place.session.close()
            self._place = None

    # --- work on the open folder -------------------------------------------------------------------

    def _work(self, place: _Place) -> float:
        """The most urgent piece: new mails into the ledger, then telling the server, then the next look."""
        if place.first_sight is not None:
            if place.first_sight.step():
                place.first_sight = None
        elif place.gatherer.busy():
            place.gatherer.step()
            place.teller.recorded()
        elif place.position.unfinished():
            unknown = place.position.next_window()
            self._misses.still_listed(unknown)
            place.gatherer.add(unknown)
            if not place.position.unfinished():
                self._misses.end_look()
        elif place.teller.due():
            place.teller.step()
        else:
            return self._look_when_due(place)
        return 0.0

    def _look_when_due(self, place: _Place) -> float:
        if place.looking:
            # A look went through to its end.
            place.looking = False
            self._recovered()
        early = place.next_look - self._ports.clock.monotonic()
        if early > 0:
            return early
        return self._look(place)

    def _look(self, place: _Place) -> float:
        moment = self._ports.clock.monotonic()
        place.looking = True
        place.next_look = moment + self._settings.poll_seconds
        if place.exists > SMALL and moment < place.next_whole_look:
            place.session.refresh()
            place.gatherer.add(place.position.above())
            return 0.0
        # Opening it again tells how much is there now, and whether it still is the same folder (F15).
        state = self._open(place.session)
        if isinstance(state, FolderMissing):
            return self._fail(state)
        if state.uidvalidity != place.folder.uidvalidity:
            self._place = self._settle_in(place.session, state)
            return 0.0
        place.exists = state.exists
        place.next_whole_look = moment + _WHOLE_LOOK_SECONDS
        place.position.begin(state.exists)
        self._misses.begin_look()
        if not state.exists:
            self._misses.end_look()
        return 0.0

    def _idle(self, place: _Place, seconds: float) -> None:
        bells = (self._stop, self._wake)
        try:
            if not place.session.can_idle():
                ready([bell.fileno() for bell in bells], seconds)
            elif place.session.idle(min(seconds, _LONGEST_IDLE_SECONDS), bells):
                place.next_look = 0.0
        except SessionLostError as lost:
            self._fail(lost.outcome)

    # --- trouble -----------------------------------------------------------------------------------

    def _fail(self, failure: Failure) -> float:
        """Throw the connection away and rest, longer each time in a row; the seconds to rest."""
        self._leave()
        if self._stop.rings():
            return 0.0
        trouble = _trouble(failure)
        moment = self._ports.clock.monotonic()
        if self._failures == 0:
            self._failing_since = moment
        if trouble.lasting is not self._lasting:
            # An hour of a dead line does not make the first refused login wait for an hour.
            self._failures, self._lasting = 0, trouble.lasting
        self._failures += 1
        self._passed(trouble.code)
        rest = pause_seconds(trouble.lasting, self._failures, self._ports.chance.fraction())
        self._next_try = moment + rest
        log.mailbox_trouble(self._settings.name, trouble.code, trouble.detail, rest)
        if trouble.at_once or moment - self._failing_since >= _PATIENCE_SECONDS:
            self._ports.alarms.sound(trouble.code, self._settings.name, trouble.detail)
        return rest

    def _passed(self, code: str) -> None:
        """Who fails at the folder has logged in: what failed on the way there is over."""
        for earlier in _WAY[: _WAY.index(code)] if code in _WAY else ():
            self._ports.alarms.clear(earlier, self._settings.name)

    def _recovered(self) -> None:
        self._failures = 0
        self._last_look = self._ports.clock.now()
        for code in _CODES:
            self._ports.alarms.clear(code, self._settings.name)


# What can stop us on the way into the folder, in the order in which one gets there.
_WAY = (
    "imap_secret_missing",
    "imap_unreachable",
    "imap_insecure",
    "imap_certificate",
    "imap_login_refused",
    "imap_folder_missing",
)
_CODES = (*_WAY, "imap_protocol")


def _trouble(failure: Failure) -> _Trouble:
    match failure:
        case NoSecret(detail=detail):
            # Who gives tokens may be away for a moment, and trying again costs nobody a failed login.
            return _Trouble("imap_secret_missing", detail, lasting=False, at_once=True)
        case LoginRefused(detail=detail):
            return _Trouble("imap_login_refused", detail, lasting=True, at_once=True)
        case CertificateInvalid(detail=detail):
            return _Trouble("imap_certificate", detail, lasting=False, at_once=True)
        case Insecure(detail=detail):
            return _Trouble("imap_insecure", detail, lasting=False, at_once=True)
        case FolderMissing(detail=detail):
            return _Trouble("imap_folder_missing", detail, lasting=False, at_once=True)
        case Unreachable(detail=detail):
            return _Trouble("imap_unreachable", detail, lasting=False, at_once=False)
        case Garbage(detail=detail):
            return _Trouble("imap_protocol", detail, lasting=False, at_once=False)
        case _:
            assert_never(failure)


def dialer(settings: MailboxSettings, environ: Mapping[str, str], clock: Clock) -> Dial:
    """How to connect to a mailbox as it is configured; its secret is read anew each time (F40)."""
    account = Account(
        host=settings.host,
        port=settings.port,
        security=settings.security,
        ca_file=settings.ca_file,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
        max_mail_bytes=settings.max_mail_bytes,
        batch_bytes=settings.batch_bytes,
    )

    def dial(stop: Bell) -> Connected | Failure:
        login = credentials(settings, environ)
        if isinstance(login, SecretFault):
            return NoSecret(login.problem)
        return connect(account, login, clock, stop)

    return dial
