"""Mails to an SMTP server over a few kept connections; the only module that touches aiosmtplib.

Takes letters; gives their verdicts (the port `daemon.delivery.Courier`). One mail a connection at a time, one recipient
a mail, MAIL, RCPT and DATA as commands of their own. The stored bytes are sent as they are.
Never sends a mail again on its own once DATA has begun, never falls back to plain text, never keeps a secret.

The event loop is the pool's own and runs only while one of its methods does: threads see ordinary calls.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPResponseException,
)

from daemon.clock import Clock
from daemon.delivery import (
    Accepted,
    Delivery,
    Letter,
    Lost,
    NotReached,
    Ready,
    Refused,
    Stage,
    Trouble,
    Verdict,
    greeting_trouble,
    no_secret,
    server_fault,
    unreachable,
    verdict,
)
from daemon.secretfiles import SecretFault
from daemon.secrets import AccessToken, Credentials, NoLogin, Password
from daemon.settings import SmtpSettings
from parsers.addresses import addr_spec
from storage.crashpoints import crashpoint

_STALE_SECONDS = 5.0
_IDLE_SECONDS = 60.0
_FAREWELL_SECONDS = 1.0
# A closed transport says goodbye in the next turns of its loop; TLS takes a few.
_TURNS_TO_CLOSE = 5
# RFC 5321 4.5.3.2.6: the end of DATA deserves ten times the patience of another command (10 minutes by default);
# giving up earlier turns slow servers into doubtful deliveries.
_DATA_PATIENCE = 10

T = TypeVar("T")
Login = Callable[[], Credentials | SecretFault]


class _OutOfStepError(Exception):
    """The server said more than it was asked: no later reply can be trusted (F32)."""


@dataclass(slots=True)
class _Line:
    """A connection. `used`: mails it has carried; `since`: when it fell idle, monotonic."""

    client: SMTP
    since: float
    used: int = 0
    busy: bool = False


@dataclass(slots=True)
class _Progress:
    """How far a conversation has come, for whoever has to judge its end."""

    stage: Stage = field(default=Stage.CONNECT)


class SmtpPool:
    """The `Courier` of a real server. `login` is asked anew at each connection (F40)."""

    def __init__(self, settings: SmtpSettings, login: Login, clock: Clock) -> None:
        self._settings = settings
        self._login = login
        self._clock = clock
        self._loop = asyncio.new_event_loop()
        self._nudged = asyncio.Event()
        self._lines: list[_Line] = []
        self._tasks: dict[asyncio.Task[Delivery], Letter] = {}
        self._tls = None if settings.security == "none" else _tls_context(settings)
        self._hello = settings.hello or _own_name()

    # --- the port ---

    def ready(self, wanted: int) -> Ready:
        return self._run(self._ready(wanted))

    def exchange(self, letters: Sequence[Letter], seconds: float) -> list[Delivery]:
        return self._run(self._exchange(letters, seconds))

    def under_way(self) -> int:
        return len(self._tasks)

    def nudge(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._nudged.set)

    def tidy(self) -> None:
        old = [line for line in self._lines if not line.busy and self._idle_for(line) > _IDLE_SECONDS]
        if old:
            self._run(self._take_leave(old))

    def close(self, grace: float) -> list[Delivery]:
        if self._loop.is_closed():
            return []
        deliveries = self._run(self._close(grace))
        self._loop.close()
        return deliveries

    def _run(self, work: Coroutine[None, None, T]) -> T:
        return self._loop.run_until_complete(work)

    # --- connections ---

    async def _ready(self, wanted: int) -> Ready:
        await self._drop_dead()
        room = self._settings.connections - len(self._lines)
        missing = min(wanted - len(self._free()), room)
        trouble = None
        if missing > 0:
            for made in await asyncio.gather(*(self._connect() for _ in range(missing))):
                if isinstance(made, _Line):
                    self._lines.append(made)
                else:
                    trouble = made
        return Ready(len(self._free()), trouble)

    def _free(self) -> list[_Line]:
        return [line for line in self._lines if not line.busy]

    def _idle_for(self, line: _Line) -> float:
        return self._clock.monotonic() - line.since

    async def _drop_dead(self) -> None:
        """A server hangs up on idle connections without our loop running: ask before a mail is entrusted to one."""
        stale = [line for line in self._free() if self._idle_for(line) > _STALE_SECONDS]
        await asyncio.gather(*(self._reset(line) for line in stale))
        self._lines = [line for line in self._lines if line.busy or line.client.is_connected]

    async def _reset(self, line: _Line) -> None:
        """RSET; a connection that does not take it is closed."""
        try:
            await line.client.rset(timeout=self._settings.timeout_seconds)
            _in_step(line.client)
            line.since = self._clock.monotonic()
        except (SMTPException, OSError, _OutOfStepError):
            line.client.close()

    async def _connect(self) -> _Line | Trouble:
        client = SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            use_tls=self._settings.security == "tls",
            start_tls=False,  # done by hand below, so that each refusal has its stage
            tls_context=self._tls,
            local_hostname=self._hello,
            timeout=self._settings.timeout_seconds,
        )
        progress = _Progress()
        try:
            trouble = await self._greet(client, progress)
        except SMTPResponseException as error:
            trouble = greeting_trouble(progress.stage, error.code, error.message)
        except (SMTPException, OSError, _OutOfStepError) as error:
            trouble = _connection_trouble(progress.stage, error)
        except BaseException:
            client.close()
            raise
        if trouble is not None:
            client.close()
            return trouble
        return _Line(client, self._clock.monotonic())

    async def _greet(self, client: SMTP, progress: _Progress) -> Trouble | None:
        await client.connect()
        if self._settings.security == "starttls":
            progress.stage = Stage.HELLO
            await client.ehlo()
            _in_step(client)
            progress.stage = Stage.STARTTLS
            if not client.supports_extension("starttls"):  # no fall-back to plain text (A71)
                return server_fault("smtp_refused", "the server does not offer STARTTLS")
            await client.starttls()
        progress.stage = Stage.HELLO
        await client.ehlo()
        _in_step(client)
        progress.stage = Stage.LOGIN
        return await self._log_in(client)

    async def _log_in(self, client: SMTP) -> Trouble | None:
        """One attempt with one mechanism: trying them all would count as several wrong passwords (F21)."""
        found = await asyncio.to_thread(self._login)
        match found:
            case NoLogin():
                return None
            case SecretFault(problem=problem):
                return no_secret(problem)
            case AccessToken(user=user, secret=secret):
                await client.auth_xoauth2(user, secret.reveal())
                return None
            case Password(user=user, secret=secret):
                offered = client.server_auth_methods
                if "plain" in offered:
                    await client.auth_plain(user, secret.reveal())
                elif "login" in offered:
                    await client.auth_login(user, secret.reveal())
                else:
                    return server_fault("smtp_login_refused", "the server offers neither AUTH PLAIN nor AUTH LOGIN")
                return None

    # --- mails ---

    async def _exchange(self, letters: Sequence[Letter], seconds: float) -> list[Delivery]:
        free = self._free()
        if len(letters) > len(free):
            raise ValueError(f"{len(letters)} letters for {len(free)} free connections")
        for letter, line in zip(letters, free, strict=False):
            line.busy = True
            self._tasks[self._loop.create_task(self._carry(line, letter))] = letter
        return await self._collect(seconds)

    async def _collect(self, seconds: float) -> list[Delivery]:
        """Wait for all that is under way, a nudge or the time; whichever comes first."""
        if self._tasks:
            ends = {self._loop.create_task(self._all_done()), self._loop.create_task(self._someone_nudged())}
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
        self._nudged.clear()
        done = [task for task in self._tasks if task.done()]
        for task in done:
            del self._tasks[task]
        return [task.result() for task in done]

    async def _all_done(self) -> None:
        await asyncio.wait(self._tasks)

    async def _someone_nudged(self) -> None:
        await self._nudged.wait()

    async def _carry(self, line: _Line, letter: Letter) -> Delivery:
        started = self._clock.monotonic()
        try:
            outcome = await self._deliver(line, letter)
        finally:
            line.busy = False
            line.used += 1
            line.since = self._clock.monotonic()
            if not line.client.is_connected:
                self._lines.remove(line)
        return Delivery(letter.id, outcome, line.since - started)

    async def _deliver(self, line: _Line, letter: Letter) -> Verdict:
        outcome = await self._converse(line.client, letter)
        if isinstance(outcome, NotReached) and not outcome.trouble.lasting and line.used:
            # A kept connection may end at any time (idle limit, mails a connection). Nothing was taken: once more.
            line.client.close()
            fresh = await self._connect()
            if isinstance(fresh, Trouble):
                return NotReached(fresh)
            line.client, line.used = fresh.client, 0
            outcome = await self._converse(line.client, letter)
        if not isinstance(outcome, Accepted | Lost | NotReached) and line.client.is_connected:
            await self._reset(line)
        return outcome

    async def _converse(self, client: SMTP, letter: Letter) -> Verdict:
        """MAIL, RCPT, DATA. Every end has a verdict, also a cut from outside; only a crash of ours is no answer."""
        refused = _unsendable(client, letter)
        if refused is not None:
            return refused
        progress = _Progress(Stage.MAIL)
        try:
            text = await self._three_commands(client, letter, progress)
        except SMTPResponseException as error:
            outcome = verdict(progress.stage, error.code, error.message)
            if isinstance(outcome, Lost | NotReached) or error.code == 421:
                client.close()
            return outcome
        except (SMTPException, OSError, _OutOfStepError, asyncio.CancelledError) as error:
            client.close()  # a cancelled command leaves the session stuck in the middle
            said = f"{progress.stage.value}: {_words(error)}"
            return Lost(said) if progress.stage is Stage.DATA else NotReached(unreachable(said))
        except BaseException:
            client.close()
            raise
        return Accepted(text)

    async def _three_commands(self, client: SMTP, letter: Letter, progress: _Progress) -> str:
        foreign = not letter.recipient.isascii()
        options = ["SMTPUTF8"] if foreign else []
        if client.supports_extension("size"):
            options.append(f"SIZE={len(letter.raw)}")
        encoding = "utf-8" if foreign else "ascii"
        await client.mail(letter.sender, options=options, encoding=encoding)
        _in_step(client)
        progress.stage = Stage.RCPT
        await client.rcpt(letter.recipient, encoding=encoding)
        _in_step(client)
        crashpoint("outbox.before_data")
        progress.stage = Stage.DATA
        reply = await client.data(letter.raw, timeout=self._settings.timeout_seconds * _DATA_PATIENCE)
        crashpoint("outbox.after_data")
        return f"{reply.code} {reply.message}"

    # --- the end ---

    async def _take_leave(self, lines: Sequence[_Line]) -> None:
        await asyncio.gather(*(_quit(line.client) for line in lines))
        self._lines = [line for line in self._lines if line not in lines]

    async def _close(self, grace: float) -> list[Delivery]:
        deliveries = []
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
            for task in self._tasks:
                task.cancel()
            deliveries = list(await asyncio.gather(*self._tasks))
            self._tasks.clear()
        await self._take_leave(self._free())
        for _ in range(_TURNS_TO_CLOSE):
            await asyncio.sleep(0)
        return deliveries


def _tls_context(settings: SmtpSettings) -> ssl.SSLContext:
    """Chain and host name are checked, TLS 1.2 or newer (A72)."""
    context = ssl.create_default_context(cafile=settings.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _own_name() -> str:
    """What we greet with: this machine's full name, or an address literal where it has none (RFC 5321 4.1.4)."""
    name = socket.getfqdn()
    proper = name.isascii() and "." in name and all(part.replace("-", "").isalnum() for part in name.split("."))
    return name if proper else "[127.0.0.1]"


def _unsendable(client: SMTP, letter: Letter) -> Verdict | None:
    """What no server needs to be asked about (A24, RFC 6531)."""
    if addr_spec(letter.recipient) != letter.recipient.lower():
        return Refused("5.1.3", "not a plain address")
    if not letter.recipient.isascii() and not client.supports_extension("smtputf8"):
        return Refused("5.6.7", "the address is not ASCII and the server does not offer SMTPUTF8")
    return None


def _in_step(client: SMTP) -> None:
    """After a reply was read nothing may be left over: it would pass for the reply to the next command."""
    # aiosmtplib drops what arrives between commands, but not what came in one segment with the reply
    if client.protocol is not None and client.protocol._buffer:
        raise _OutOfStepError("more replies than commands")


def _connection_trouble(stage: Stage, error: BaseException) -> Trouble:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return server_fault("smtp_certificate", cause.verify_message)
        cause = cause.__cause__
    if stage is Stage.LOGIN and isinstance(error, SMTPException) and not isinstance(error, OSError):
        return server_fault("smtp_login_refused", _words(error))
    return unreachable(f"{stage.value}: {_words(error)}")


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__


async def _quit(client: SMTP) -> None:
    try:
        await client.quit(timeout=_FAREWELL_SECONDS)
    except (SMTPException, OSError):
        client.close()
