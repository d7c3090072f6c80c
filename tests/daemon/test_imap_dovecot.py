"""The watcher and the session on a real Dovecot: certificates (A72), latency, and what a server may lack (F19)."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.bell import Bell
from daemon.clock import SystemClock
from daemon.imap import CertificateInvalid, Connected, Failure, Told
from daemon.imapsession import connect
from daemon.poller import Poller, dialer
from daemon.secrets import AccessToken, Password, Secret
from daemon.settings import MailboxSettings
from daemon.watchports import WatchPorts
from storage import folders
from storage.database import Database, open_database
from storage.ledger import pending
from tests.daemon.imap_world import DovecotWorld, account, enter, opened, session_of
from tests.daemon.watching import Alarmed
from tests.fakes.chance import CountingChance
from tests.servers import dovecot as starting
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import Stopwatch, wait_for

SMALL = b"Message-ID: <1@customer.test>\r\nSubject: one\r\n\r\nhello\r\n"


@pytest.fixture
def stop() -> Iterator[Bell]:
    bell = Bell()
    yield bell
    bell.close()


@pytest.fixture
def user() -> str:
    return f"support-{secrets.token_hex(4)}@example.test"


def dial(server: Dovecot, stop: Bell, host: str, port: int, security: str, ca_file: Path | None) -> Connected | Failure:
    login = Password("support@example.test", Secret(server.password))
    return connect(account(host, port, security, ca_file), login, SystemClock(), stop)


# --- A72: certificates -----------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_A72_a_certificate_of_a_known_authority_is_taken(dovecot: Dovecot, stop: Bell, security: str) -> None:
    port = dovecot.ports.imaps if security == "tls" else dovecot.ports.imap
    session_of(dial(dovecot, stop, "127.0.0.1", port, security, dovecot.certificates.authority)).close()


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("host", "known", "words"),
    [
        ("127.0.0.1", False, "local issuer"),
        ("127.0.0.2", True, "expired"),
        ("127.0.0.3", True, "mismatch"),
    ],
)
def test_A72_any_other_certificate_is_refused_before_the_login(
    dovecot: Dovecot, stop: Bell, security: str, host: str, known: bool, words: str
) -> None:
    port = dovecot.ports.imaps if security == "tls" else dovecot.ports.imap
    outcome = dial(dovecot, stop, host, port, security, dovecot.certificates.authority if known else None)

    assert isinstance(outcome, CertificateInvalid)
    assert words in outcome.detail


def test_idle_and_fetch_work_through_tls(dovecot: Dovecot, stop: Bell, user: str) -> None:
    there = account("127.0.0.1", dovecot.ports.imaps, "tls", dovecot.certificates.authority)
    session = session_of(connect(there, Password(user, Secret(dovecot.password)), SystemClock(), stop))
    opened(session)
    large = SMALL + b"x" * 300_000
    dovecot.deliver(user, large)

    assert session.idle(10.0, [stop])
    (raw,) = session.fetch(session.uids_from(1)).values()
    assert raw.count(b"x") >= 300_000
    session.close()


def test_an_access_token_opens_the_mailbox(dovecot: Dovecot, stop: Bell, user: str) -> None:
    login = AccessToken(user, Secret(dovecot.access_token(user)))
    session = session_of(connect(account("127.0.0.1", dovecot.ports.imap), login, SystemClock(), stop))

    assert opened(session).exists == 0
    session.close()


# --- F19: what a server may lack -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("capability", "told", "left", "moved"),
    [
        ("IMAP4rev1 LITERAL+ MOVE UIDPLUS IDLE", Told.MOVED, 0, 1),
        ("IMAP4rev1 LITERAL+ MOVE", Told.MOVED, 0, 1),
        ("IMAP4rev1 LITERAL+ UIDPLUS", Told.MOVED, 0, 1),
        ("IMAP4rev1 LITERAL+", Told.LEFT, 1, 0),
    ],
)
def test_F19_each_set_of_capabilities_moves_or_leaves(
    stop: Bell, user: str, capability: str, told: Told, left: int, moved: int
) -> None:
    with starting.dovecot(capability=capability) as server:
        world = DovecotWorld(server, user)
        world.deliver(SMALL)
        session = enter(world, stop)
        opened(session)

        assert session.move(session.uids_at(1, 1), "Done") is told
        assert session.can_idle() is ("IDLE" in capability)
        assert len(world.mails()) == left
        assert moved == 0 or len(world.mails("Done")) == moved
        session.close()


# --- the watcher as a thread -----------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)
    yield made
    made.close()


@pytest.fixture
def watcher(dovecot: Dovecot, database: Database, user: str) -> Iterator[tuple[Poller, threading.Semaphore]]:
    """A poller in its thread, and a semaphore that counts what arrived."""
    arrived = threading.Semaphore(0)
    settings = MailboxSettings(
        name="support",
        address=user,
        user=user,
        host="127.0.0.1",
        port=dovecot.ports.imap,
        security="none",
        password_env="PASSWORD",
        start="new",
        poll_seconds=3600,
    )
    ports = WatchPorts(database, SystemClock(), CountingChance(), Alarmed(), arrived.release)
    poller = Poller(settings, dialer(settings, {"PASSWORD": dovecot.password}, ports.clock), ports)
    ended = threading.Event()

    def live() -> None:
        while not ended.is_set():
            poller.wait(poller.step())

    thread = threading.Thread(target=live)
    thread.start()
    yield poller, arrived
    watch = Stopwatch.start()
    ended.set()
    poller.stop()
    thread.join()
    poller.close()
    assert watch.seconds() < 1.0, "a stop ends the wait in IDLE at once"


def seen(database: Database) -> bool:
    with database.reading() as conn:
        return folders.watched_since(conn, "support", "INBOX") is not None


def test_a_delivered_mail_is_in_the_ledger_within_a_second(
    dovecot: Dovecot, database: Database, user: str, watcher: tuple[Poller, threading.Semaphore]
) -> None:
    _, arrived = watcher
    wait_for(lambda: seen(database), what="the first sight")

    times = []
    for number in range(1, 6):
        dovecot.deliver(user, SMALL.replace(b"<1@", b"<%d@" % number))
        watch = Stopwatch.start()
        assert arrived.acquire(timeout=5.0)
        times.append(watch.seconds())

    # Dovecot itself tells after half a second.
    assert sorted(times)[2] < 1.0
    with database.reading() as conn:
        assert pending(conn) == 5
