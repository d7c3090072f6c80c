"""The reference of the throughput figure: the shortest script that does the same job, with none of the promises.

Takes an IMAP mailbox, an SMTP server and a fresh SQLite file; gives mails per second.
BODY.PEEK[] 50 a command, the stdlib's compat32 parser, ticket + message + event + outbox rows, one commit for each 50,
a text acknowledgement over one kept connection. Never retries, never joins a thread, never survives a crash.
"""

from __future__ import annotations

import email
import email.message
import imaplib
import smtplib
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

_BATCH = 50
_SCHEMA = """
CREATE TABLE ticket (id INTEGER PRIMARY KEY, subject TEXT, requester TEXT, opened TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY, ticket INTEGER, message_id TEXT, sender TEXT, body TEXT, raw BLOB);
CREATE TABLE event (id INTEGER PRIMARY KEY, ticket INTEGER, what TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, ticket INTEGER, recipient TEXT, content TEXT, sent INTEGER);
CREATE INDEX message_by_id ON message (message_id);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mails are and where the acknowledgements go."""

    imap_port: int
    smtp_port: int
    user: str
    password: str
    database: Path


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took."""

    mails: int
    seconds: float


def run(place: Place) -> Run:
    """Work off the whole INBOX once."""
    database = sqlite.connect(str(place.database))
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.executescript(_SCHEMA)
    started = time.perf_counter()
    with imaplib.IMAP4("127.0.0.1", place.imap_port) as box, smtplib.SMTP("127.0.0.1", place.smtp_port) as smtp:
        box.login(place.user, place.password)
        box.select("INBOX", readonly=True)
        uids = box.uid("SEARCH", "ALL")[1][0].split()
        for start in range(0, len(uids), _BATCH):
            _batch(database, box, smtp, uids[start : start + _BATCH])
    seconds = time.perf_counter() - started
    database.close()
    return Run(len(uids), seconds)


def _batch(database: sqlite.Connection, box: imaplib.IMAP4, smtp: smtplib.SMTP, uids: list[bytes]) -> None:
    answer = box.uid("FETCH", b",".join(uids).decode(), "(BODY.PEEK[])")[1]
    raws = [item[1] for item in answer if isinstance(item, tuple)]
    mails = []
    for raw in raws:
        message = email.message_from_bytes(raw)
        sender = message["From"] or ""
        subject = message["Subject"] or ""
        cursor = database.execute(
            "INSERT INTO ticket (subject, requester, opened) VALUES (?, ?, ?)", (subject, sender, message["Date"])
        )
        number = cursor.lastrowid
        row = (number, message["Message-ID"], sender, _text(message), raw)
        database.execute("INSERT INTO message (ticket, message_id, sender, body, raw) VALUES (?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO event (ticket, what) VALUES (?, ?)", (number, "opened"))
        if "Auto-Submitted" not in message and "In-Reply-To" not in message:
            recipient = sender.partition("<")[2].rstrip(">")
            answer_mail = _acknowledgement(number or 0, recipient, subject, message["Message-ID"])
            database.execute(
                "INSERT INTO outbox (ticket, recipient, content, sent) VALUES (?, ?, ?, 1)",
                (number, recipient, answer_mail.as_bytes()),
            )
            mails.append(answer_mail)
    database.commit()
    for mail in mails:
        smtp.send_message(mail)


def _acknowledgement(number: int, recipient: str, subject: str, message_id: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "support@desk.test"
    mail["To"] = recipient
    mail["Subject"] = f"[#{number}] {subject}"
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<ack.{number}@desk.test>"
    mail["In-Reply-To"] = message_id
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(f"Thank you for your mail. It is number {number}; a person will answer by tomorrow.\n")
    return mail


def _text(message: email.message.Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content.decode(part.get_content_charset() or "utf-8", "replace")
    return ""
