"""Mail servers in this process: pymap for IMAP, aiosmtpd for SMTP, both on loopback ports of their own.

Takes the people who have a mailbox, with their passwords; gives a running `MailServers`.
A mail to somebody who has none at a domain of ours comes back as a real delivery status notification (RFC 3464).
Never listens beyond loopback, never writes to disk. The only module that touches pymap and aiosmtpd.
"""

from __future__ import annotations

import asyncio
import threading
from argparse import ArgumentParser
from collections.abc import Mapping
from contextlib import AsyncExitStack
from socket import AF_INET, SOCK_STREAM, socket
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session
from pymap.backend.dict import DictBackend, Identity
from pymap.imap import IMAPService
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata

from daemon.clock import Clock

HOST = "127.0.0.1"
_START_SECONDS = 20.0
_BOUNDARY = "=_not_delivered"


def free_port() -> int:
    """A loopback port nobody listens on just now."""
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class MailServers:
    """IMAP and SMTP for `users` (address → password), in one thread."""

    def __init__(self, users: Mapping[str, str], clock: Clock) -> None:
        self.imap_port = free_port()
        self.smtp_port = free_port()
        self._users = dict(users)
        self._clock = clock
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="demo mail servers", daemon=True)
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._backend: DictBackend | None = None
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_START_SECONDS) or self._failure is not None:
            raise RuntimeError("the demo's mail servers did not start") from self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(_START_SECONDS)

    def _serve(self) -> None:
        try:
            self._loop.run_until_complete(self._main())
        except BaseException as error:  # noqa: BLE001 -- handed to the thread that waits in __enter__
            self._failure = error
            self._ready.set()
        finally:
            self._loop.close()

    async def _main(self) -> None:
        parser = ArgumentParser()
        DictBackend.add_subparser("dict", parser.add_subparsers(dest="backend"))
        IMAPService.add_arguments(parser)
        first, password = next(iter(self._users.items()))
        words = ["--host", HOST, "--port", str(self.imap_port), "--no-tls", "dict"]
        arguments = parser.parse_args([*words, "--demo-user", first, "--demo-password", password])
        arguments.passlib_cfg = None
        arguments.skip_services = []
        arguments.debug = False
        self._backend, config = await DictBackend.init(arguments)
        config.apply_context()
        # One round: hashing as slowly as real servers do would only make the demo wait for its logins.
        hashing = config.hash_context.copy(rounds=1)
        for user, secret in list(self._users.items())[1:]:
            await Identity(user, self._backend.login, None, frozenset()).set(
                UserMetadata(config, user, password=hashing.hash(secret))
            )
        async with AsyncExitStack() as stack:
            await self._backend.start(stack)
            await IMAPService(self._backend, config).start(stack)
            handler = _Delivery(self)
            server = await self._loop.create_server(
                lambda: SMTP(handler, enable_SMTPUTF8=True, loop=self._loop), HOST, self.smtp_port
            )
            self._ready.set()
            await self._stop.wait()
            server.close()

    async def deliver(self, sender: str, recipient: str, raw: bytes) -> None:
        """Put a mail into a mailbox; where there is none, tell a sender who has one (never for the null sender)."""
        if _mailbox_of(recipient) in self._users:
            await self._append(_mailbox_of(recipient), b"Return-Path: <" + sender.encode() + b">\r\n" + raw)
        elif sender in self._users:
            await self._append(sender, b"Return-Path: <>\r\n" + _not_delivered(recipient, raw))

    async def _append(self, user: str, raw: bytes) -> None:
        if self._backend is None:
            raise RuntimeError("the servers are not up")
        identity = Identity(user, self._backend.login, None, frozenset())
        async with identity.new_session() as session:
            box = await session.mailbox_set.get_mailbox("INBOX")
            await box.append(AppendMessage(raw, self._clock.now(), frozenset()), recent=True)


class _Delivery:
    """aiosmtpd's handler: accepts every recipient, delivers at once."""

    def __init__(self, servers: MailServers) -> None:
        self._servers = servers

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 -- aiosmtpd's name and arguments
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        for recipient in envelope.rcpt_tos:
            await self._servers.deliver((envelope.mail_from or "").lower(), recipient.lower(), raw)
        return "250 2.0.0 delivered"


def _mailbox_of(address: str) -> str:
    """The address without what stands between + and @, as mail servers with subaddressing deliver it."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _not_delivered(recipient: str, raw: bytes) -> bytes:
    """A delivery status notification for an unknown user, as mail servers write it."""
    head = (
        "From: Mail Delivery System <mailer-daemon@mail.demo.test>\r\nTo: <support@desk.test>\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{_BOUNDARY}"\r\n\r\n'
        f"--{_BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nThere is no mailbox for {recipient} here.\r\n"
        f"--{_BOUNDARY}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.demo.test\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user here\r\n\r\n"
        f"--{_BOUNDARY}\r\nContent-Type: message/rfc822\r\n\r\n"
    )
    return head.encode() + raw + f"\r\n--{_BOUNDARY}--\r\n".encode()
