"""The IMAP port over imapclient: connecting, logging in, and the few commands of `ImapSession`.

Takes an account and what to log in with; gives a connected session or the outcome that says why not.
Raises `SessionLostError` when an established session breaks or its server answers nonsense.
Never puts anything into a command but numbers and configured names (A33), never marks a mail as read, never expunges
anything but the very UIDs it was told to move, and never repeats a server's words about a login (A68).
"""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from daemon.bell import Bell
from daemon.clock import Clock
from daemon.idle import IdleClient, ProtocolError
from daemon.imap import (
    HIGHEST_UID,
    CertificateInvalid,
    Connected,
    Failure,
    FolderMissing,
    FolderState,
    Garbage,
    Insecure,
    Listed,
    LoginRefused,
    SessionLostError,
    Told,
    Unreachable,
)
from daemon.imapwire import CutOffError, InsecureError, TooMuchError, WireLimits
from daemon.secrets import AccessToken, Credentials, NoLogin, Password

T = TypeVar("T")

# RFC 2683 3.2.1.5 asks clients to keep a command under 1,000 octets, RFC 7162 4 allows 8,192: a UID takes at most 11.
MOST_UIDS_A_COMMAND = 500
_HEADER_OCTETS = 256 * 1024
_LINE_OCTETS = 1_000_000
_SLACK_OCTETS = 4 << 20
_SLOWEST_OCTETS_A_SECOND = 128 << 10
_PASSING = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"})

_SIZE, _DATE, _BODY, _HEADER = b"RFC822.SIZE", b"INTERNALDATE", b"BODY[]", b"BODY[HEADER]<0>"

# --- connecting ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Account:
    """Where to connect and how patient to be. `security`: "tls", "starttls" or "none"."""

    host: str
    port: int
    security: str
    ca_file: Path | None
    connect_seconds: float
    read_seconds: float
    max_mail_bytes: int
    batch_bytes: int


def connect(account: Account, login: Credentials, clock: Clock, stop: Bell) -> Connected | Failure:
    """Connect, encrypt as configured, and log in. While `stop` rings, every wait of the session ends at once."""
    try:
        context = ssl.create_default_context(cafile=str(account.ca_file) if account.ca_file else None)
    except OSError as error:
        return CertificateInvalid(f"ca_file cannot be used: {type(error).__name__}")
    try:
        client = IdleClient(account.host, account.port, account.security, context, _wire_limits(account), clock, stop)
    except InsecureError as error:
        return Insecure(str(error))
    except ssl.SSLCertVerificationError as error:
        return CertificateInvalid(error.verify_message)
    except _CONNECTION_FAULTS as error:
        return _failure(error)
    refused = _log_in(client, login)
    if refused is not None:
        client.wire.shutdown()
        return refused
    return Connected(_Session(client))


def _wire_limits(account: Account) -> WireLimits:
    most = max(account.batch_bytes, account.max_mail_bytes) + _SLACK_OCTETS
    return WireLimits(
        connect_seconds=account.connect_seconds,
        read_seconds=account.read_seconds,
        command_seconds=2 * account.read_seconds,
        bulk_seconds=account.read_seconds + most / _SLOWEST_OCTETS_A_SECOND,
        line_octets=_LINE_OCTETS,
        literal_octets=account.max_mail_bytes + _SLACK_OCTETS,
        command_octets=most,
    )


def _log_in(client: IdleClient, login: Credentials) -> Failure | None:
    try:
        match login:
            case Password(user=user, secret=secret):
                if client.has_capability("LOGINDISABLED") and not client.has_capability("AUTH=PLAIN"):
                    return LoginRefused("the server takes no password on this connection")
                client.log_in(user, secret.reveal())
            case AccessToken(user=user, secret=secret):
                client.oauth2_login(user, secret.reveal())
            case NoLogin():
                return LoginRefused("no user is configured")
        client.capabilities()
    except imaplib.IMAP4.abort as error:
        return _failure(error)
    except imaplib.IMAP4.error as error:
        # Its text may repeat the command, with the password in it: only a known response code is kept.
        code = _response_code(str(error))
        return Unreachable(f"login: {code}") if code in _PASSING else LoginRefused(code or "the server says no")
    except _CONNECTION_FAULTS as error:
        return _failure(error)
    return None


def _response_code(text: str) -> str:
    """The response code (RFC 5530) that a login is answered with, "" when there is none we know the shape of."""
    code = text.partition("[")[2].partition("]")[0].partition(" ")[0]
    known = {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN", *_PASSING}
    return code if code in known else ""


# --- faults ----------------------------------------------------------------------------------------

# What a hostile answer can make imaplib and imapclient raise while they read it (A73): none of it is our own state.
_NONSENSE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_CONNECTION_FAULTS = (imaplib.IMAP4.error, OSError, *_NONSENSE)


def _failure(error: BaseException) -> Unreachable | Garbage:
    """What an exception of the connection means. Words of the server are never repeated."""
    # imaplib wraps what the wire raises into an abort of its own.
    while isinstance(error, imaplib.IMAP4.abort) and isinstance(error.__context__, imaplib.IMAP4.abort):
        error = error.__context__
    match error:
        case CutOffError():
            return Unreachable(str(error))
        case TooMuchError():
            return Garbage(str(error))
        case TimeoutError():
            return Unreachable("the server is silent")
        case ssl.SSLError():
            return Unreachable(f"TLS: {error.reason or type(error).__name__}")
        case OSError():
            return Unreachable(error.strerror or type(error).__name__)
        case imaplib.IMAP4.error() if "BYE" in str(error).upper() or "EOF" in str(error):
            return Unreachable("the server ended the connection")
        case _:
            return Garbage(f"the server's answer makes no sense ({type(error).__name__})")


@contextlib.contextmanager
def _session_faults(client: IdleClient) -> Iterator[None]:
    try:
        yield
    except _CONNECTION_FAULTS as error:
        failure: Unreachable | Garbage = _failure(error)
        if "BYE" in client.wire.untagged_responses:
            failure = Unreachable("the server ended the connection")
        raise SessionLostError(failure) from None


# --- the adapter -----------------------------------------------------------------------------------


class _Session:
    """ImapSession over imapclient."""

    def __init__(self, client: IdleClient) -> None:
        self._client = client
        self._read_only = True
        self._state: FolderState | None = None
        self._idle_refused = False

    def open_folder(self, folder: str, *, read_only: bool) -> FolderState | FolderMissing:
        with _session_faults(self._client):
            try:
                answer = _unless_refused(partial(self._client.select_folder, folder, readonly=read_only))
            except imaplib.IMAP4.readonly:
                return self.open_folder(folder, read_only=True)
            if answer is None:
                return FolderMissing(f"the server does not open the folder {folder!r}")
            self._state = _folder_state(answer, read_only)
            return self._state

    def uids_at(self, first: int, last: int) -> list[int]:
        with _session_faults(self._client):
            return _uids(self._client.search_uids(f"{int(first)}:{int(last)}"))

    def uids_from(self, lowest: int) -> list[int]:
        with _session_faults(self._client):
            # "n:*" gives the last mail even when its UID is lower (F16).
            return [uid for uid in _uids(self._client.search_uids(f"UID {int(lowest)}:*")) if uid >= lowest]

    def list_mails(self, uids: Sequence[int]) -> dict[int, Listed]:
        answers = self._fetch(uids, [_SIZE, _DATE])
        return {uid: Listed(answer[_SIZE], _date(answer)) for uid, answer in answers if _whole(answer.get(_SIZE))}

    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        answers = ((uid, _date(answer)) for uid, answer in self._fetch(uids, [_DATE]))
        return {uid: date for uid, date in answers if date is not None}

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        answers = self._fetch(uids, [b"BODY.PEEK[]"])
        return {uid: answer[_BODY] for uid, answer in answers if isinstance(answer.get(_BODY), bytes)}

    def fetch_headers(self, uid: int) -> bytes | None:
        for answered, answer in self._fetch([uid], [b"BODY.PEEK[HEADER]<0.%d>" % _HEADER_OCTETS]):
            header = answer.get(_HEADER)
            if answered == uid and isinstance(header, bytes):
                return header
        return None

    def move(self, uids: Sequence[int], folder: str) -> Told:
        if self._state is None or self._state.read_only:
            return Told.LEFT
        with _session_faults(self._client):
            if self._client.has_capability("MOVE"):
                moved = self._with_folder(folder, lambda: self._client.move(uids, folder))
            elif self._client.has_capability("UIDPLUS"):
                moved = self._with_folder(folder, lambda: self._client.copy(uids, folder)) and self._expunge(uids)
            else:
                return Told.LEFT
        return Told.MOVED if moved else Told.REFUSED

    def mark(self, uids: Sequence[int], keyword: str) -> Told:
        state = self._state
        if state is None or state.read_only or not (state.any_keyword or keyword.lower() in state.keywords):
            return Told.LEFT
        with _session_faults(self._client):
            marked = _accepted(lambda: self._client.add_flags(uids, [keyword], silent=True))
        return Told.MARKED if marked else Told.REFUSED

    def can_idle(self) -> bool:
        with _session_faults(self._client):
            return not self._idle_refused and self._client.has_capability("IDLE")

    def refresh(self) -> None:
        with _session_faults(self._client):
            self._client.noop()

    def idle(self, seconds: float, bells: Sequence[Bell]) -> bool:
        with _session_faults(self._client):
            if not _accepted(self._client.idle):
                self._idle_refused = True
                return False
            noticed = self._client.wait_in_idle(seconds, bells)
            self._client.idle_done()
            return noticed

    def close(self) -> None:
        with contextlib.suppress(OSError):
            # The server need not answer for us to leave.
            self._client.wire.send(b"bye LOGOUT\r\n")
        self._client.wire.shutdown()

    # --- inside ------------------------------------------------------------------------------------

    def _fetch(self, uids: Sequence[int], items: Sequence[bytes]) -> list[tuple[int, dict[bytes, Any]]]:
        """What was answered for the mails that were asked for; nothing when the server refuses (F14)."""
        wanted = frozenset(uids)
        words = ["UID", *(item.decode("ascii") for item in items)]
        answers: list[dict[bytes, Any]] = []
        with _session_faults(self._client):
            for some in _portions(sorted(wanted)):
                answers += _unless_refused(partial(self._client.fetch_by_uid, uid_set(some), words)) or []
        return [(answer[b"UID"], answer) for answer in answers if answer.get(b"UID") in wanted]

    def _with_folder(self, folder: str, act: Callable[[], object]) -> bool:
        """Do it; if the server refuses, make the folder and try once more."""
        if _accepted(act):
            return True
        return _accepted(lambda: self._client.create_folder(folder)) and _accepted(act)

    def _expunge(self, uids: Sequence[int]) -> bool:
        """UID EXPUNGE (RFC 4315 2.1) of what was copied; a plain EXPUNGE would take other people's mail with it."""
        deleted = _accepted(lambda: self._client.delete_messages(uids, silent=True))
        return deleted and _accepted(lambda: self._client.uid_expunge(uids))


def _unless_refused(call: Callable[[], T]) -> T | None:
    """What the call gives; None when the server said NO or BAD."""
    try:
        return call()
    except (imaplib.IMAP4.abort, ProtocolError):
        raise
    except imaplib.IMAP4.error:
        return None


def _accepted(call: Callable[[], object]) -> bool:
    """Whether the server did it."""
    return _unless_refused(lambda: (call(),)) is not None


def uid_set(uids: Iterable[int]) -> str:
    """An RFC 9051 sequence-set of ascending UIDs, runs joined: 1:3,7."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{int(low)}" if low == high else f"{int(low)}:{int(high)}" for low, high in runs)


def _portions(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), MOST_UIDS_A_COMMAND):
        yield uids[start : start + MOST_UIDS_A_COMMAND]


def _uids(numbers: list[int]) -> list[int]:
    if not all(1 <= number <= HIGHEST_UID for number in numbers):
        raise ValueError("a UID out of range")
    return numbers


def _folder_state(answer: dict[bytes, Any], read_only: bool) -> FolderState:
    permanent = answer.get(b"PERMANENTFLAGS", answer.get(b"FLAGS", ()))
    keywords = frozenset(flag.decode("ascii", "replace").lower() for flag in permanent if not flag.startswith(b"\\"))
    return FolderState(
        uidvalidity=int(answer[b"UIDVALIDITY"]),
        exists=int(answer[b"EXISTS"]),
        read_only=read_only or b"READ-ONLY" in answer,
        keywords=keywords,
        any_keyword=b"\\*" in permanent,
    )


def _date(answer: dict[bytes, Any]) -> datetime | None:
    found = answer.get(_DATE)
    return found if isinstance(found, datetime) and found.tzinfo is not None else None


def _whole(value: object) -> bool:
    return isinstance(value, int) and value >= 0
