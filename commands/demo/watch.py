"""What the customers of the demo see: their mailboxes, read back by IMAP.

Takes a mailbox's address and password; gives its mails, oldest first.
Never looks into the desk: what has not arrived here did not arrive.
"""

from __future__ import annotations

import imaplib
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy

from commands.demo.servers import HOST


@dataclass(frozen=True, slots=True)
class Received:
    """A mail in a customer's mailbox: headers in lower case, and its text."""

    headers: Mapping[str, str]
    text: str


def inbox(port: int, user: str, password: str) -> list[Received]:
    """Every mail of a mailbox. OSError or imaplib.IMAP4.error when the server is not there."""
    with imaplib.IMAP4(HOST, port, timeout=10) as session:
        session.login(user, password)
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
