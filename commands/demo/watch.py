"""What the customers of the demo see: their mailboxes, read back by IMAP.

Takes the users and their password; gives their mails, oldest first.
Never looks into the desk: what has not arrived here did not arrive.
"""

from __future__ import annotations

import imaplib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email import message_from_bytes, policy
from types import TracebackType
from typing import Self

from commands.demo.servers import HOST


@dataclass(frozen=True, slots=True)
class Received:
    """A mail in a customer's mailbox: headers in lower case, and its text."""

    headers: Mapping[str, str]
    text: str


class Mailboxes:
    """The customers' mail programs, one connection each, open as long as the block."""

    def __init__(self, port: int, users: Sequence[str], password: str) -> None:
        self._port = port
        self._users = users
        self._password = password
        self._sessions: dict[str, imaplib.IMAP4] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """OSError or imaplib.IMAP4.error when the server is not there."""
        for user in self._users:
            session = self._stack.enter_context(imaplib.IMAP4(HOST, self._port, timeout=10))
            session.login(user, self._password)
            self._sessions[user] = session
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def mails(self, user: str) -> list[Received]:
        """Every mail of a mailbox."""
        session = self._sessions[user]
        session.select("INBOX", readonly=True)
        uids = session.uid("SEARCH", "ALL")[1][0]
        if not uids:
            return []
        answer = session.uid("FETCH", uids.decode().replace(" ", ","), "(BODY.PEEK[])")[1]
        return [_received(item[1]) for item in answer if isinstance(item, tuple)]


def _received(raw: bytes) -> Received:
    mail = message_from_bytes(raw, policy=policy.default)
    body = mail.get_body(("plain",))
    headers = {name.lower(): str(value) for name, value in mail.items()}
    return Received(headers, body.get_content() if body is not None else "")
