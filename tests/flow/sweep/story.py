"""The story every sweep tells: ten mails of every kind, an operator's acts, and a week that passes.

Takes a simulated desk; gives it, in order, what the world would. Each act is done once, however often the desk dies:
mails stay delivered, and a person repeats a command only when its effect is not there.
Never depends on what a crash changes: what answers our mails is made from the bytes in the outbox.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from parsers.read import parse
from rules.model import Answer, Close, Note
from rules.words import MailKind, Status
from storage import outbox, views
from storage.tables import OutboxRow, table_of
from tests.flow.sweep.reading import SimCrash
from tests.flow.sweep.sim import MAX_MAIL, SUPPORT, Sim

OUTBOX = table_of(OutboxRow)
ANNA, BEN, CARA, DORA, EMIL = (f"{name}@customer.example" for name in ("anna", "ben", "cara", "dora", "emil"))
LIST = "users@list.example"
ROBOTS = frozenset({CARA, LIST, "mailer-daemon@customer.example"})
ANSWER = "Please press the green button."
INTERNAL = "INTERNAL-CANARY: this customer pays late."
DATE = "Date: Sun, 22 Nov 2026 11:00:00 +0000"


def letter(author: str, subject: str, body: str, *fields: str, mid: str = "", to: str = SUPPORT) -> bytes:
    """A mail as a customer's server delivers it."""
    head = [f"From: <{author}>", f"To: <{to}>", f"Subject: {subject}", DATE, *fields]
    head += [f"Message-ID: <{mid}>"] if mid else []
    return ("\r\n".join(head) + "\r\n\r\n" + body.replace("\n", "\r\n") + "\r\n").encode()


def first_mails() -> list[bytes]:
    """What lies in the mailbox when the desk starts."""
    question = letter(ANNA, "How do I start it?", "Hello,\nit does not start.", mid="a1@customer.example")
    return [
        question,
        letter(
            ANNA,
            "Re: How do I start it?",
            "It is the red one.",
            "In-Reply-To: <a1@customer.example>",
            "References: <a1@customer.example>",
            mid="a2@customer.example",
        ),
        b"Received: from a.customer.example by b.desk.example; Sun, 22 Nov 2026 11:05:00 +0000\r\n" + question,
        letter(BEN, "Invoice", "Where is my invoice?", mid="b1@customer.example"),
        letter(CARA, "Out of office", "I am away.", "Auto-Submitted: auto-replied", mid="c1@customer.example"),
        letter(LIST, "Digest", "News of the week.", f"List-Id: <{LIST.replace('@', '.')}>", mid="l1@list.example"),
        letter(DORA, "A large one", "x" * (MAX_MAIL + 100), mid="d1@customer.example"),
        letter(EMIL, "No name on it", "A mail without an id."),
    ]


def bounce(returned: bytes) -> bytes:
    """RFC 3464, by the server of the person our mail went to."""
    mail = parse(returned)
    recipient = mail.to[0].addr
    parts = [
        "Content-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customer.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{mail.message_id}>\r\nTo: <{recipient}>\r\n",
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    head = [
        "Return-Path: <>",
        "From: <mailer-daemon@customer.example>",
        f"To: <{SUPPORT}>",
        "Subject: Undelivered mail",
        DATE,
        "Message-ID: <bounce1@customer.example>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def reply(ours: bytes, body: str, mid: str) -> bytes:
    """A customer answers a mail of ours from her mail client."""
    mail = parse(ours)
    references = " ".join(f"<{known}>" for known in (*mail.references, mail.message_id))
    return letter(
        mail.to[0].addr,
        f"Re: {mail.subject}",
        body,
        f"In-Reply-To: <{mail.message_id}>",
        f"References: {references}",
        mid=mid,
        to=mail.reply_to[0].addr,
    )


class Story:
    """Told to one desk. `tell` may meet crashes at any point; the story goes on where it was."""

    def __init__(self, sim: Sim) -> None:
        self._sim = sim
        self._told: set[str] = set()

    def tell(self) -> None:
        """To its end, with everything settled."""
        sim = self._sim
        self._once("first mails", lambda: sim.deliver(*first_mails()))
        sim.settle()
        self._command(self._note, lambda: self._says(ANNA, INTERNAL))
        self._command(self._answer, lambda: self._says(ANNA, ANSWER))
        self._once("bounce", lambda: sim.deliver(bounce(self._queued(MailKind.ACKNOWLEDGEMENT, BEN))))
        sim.settle()
        self._once("reply", lambda: sim.deliver(reply(self._queued(MailKind.ANSWER, ANNA), "Thank you?", "a3@x")))
        sim.settle()
        self._command(self._close, lambda: self._status(BEN) in (Status.RESOLVED, Status.CLOSED))
        self._once("a week passes", lambda: sim.clock.advance(timedelta(days=7, hours=1).total_seconds()))
        sim.settle()

    def _once(self, what: str, act: Callable[[], object]) -> None:
        if what not in self._told:
            act()
            self._told.add(what)

    def _command(self, act: Callable[[], None], done: Callable[[], bool]) -> None:
        """A person types it again when it died and left nothing."""
        while not done():
            try:
                act()
            except SimCrash:
                continue

    def _note(self) -> None:
        self._sim.operator(Note(self._ticket(ANNA), INTERNAL))

    def _answer(self) -> None:
        self._sim.operator(Answer(self._ticket(ANNA), ANSWER, Status.PENDING))

    def _close(self) -> None:
        self._sim.operator(Close(self._ticket(BEN), final=False))

    # --- what a person sees --------------------------------------------------------------------------

    def _line(self, requester: str) -> views.TicketLine:
        with self._sim.eyes.reading() as conn:
            lines = views.tickets(conn, views.TicketFilter(requester=requester), 100)
        return min(lines, key=lambda line: line.number)

    def _ticket(self, requester: str) -> int:
        return self._line(requester).number

    def _status(self, requester: str) -> Status:
        return self._line(requester).status

    def _says(self, requester: str, text: str) -> bool:
        with self._sim.eyes.reading() as conn:
            return any(message.text == text for message in views.messages(conn, self._ticket(requester)))

    def _queued(self, kind: MailKind, recipient: str) -> bytes:
        query = select(OUTBOX.c.id).where(OUTBOX.c.kind == kind.value, OUTBOX.c.recipient == recipient)
        with self._sim.eyes.reading() as conn:
            raw = outbox.raw_mail(conn, conn.execute(query.order_by(OUTBOX.c.id)).scalars().all()[0])
        assert raw is not None
        return raw
