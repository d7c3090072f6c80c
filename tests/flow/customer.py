"""People who write to the desk, with a real mailbox each.

Takes the servers and a name; gives somebody who writes over SMTP, replies as mail clients do and reads the mailbox.
Never knows anything of the desk but its address.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid

from tests.servers.mailbox import Letter, Mailbox
from tests.servers.postfix import Postfix


@dataclass(slots=True)
class Customer:
    """A person with an address of their own; `written` holds what they sent, oldest first."""

    address: str
    postfix: Postfix
    written: list[EmailMessage] = field(default_factory=list)
    _minutes: Iterator[int] = field(default_factory=itertools.count)

    @property
    def mailbox(self) -> Mailbox:
        return self.postfix.dovecot.mailbox(self.address)

    def writes(
        self, recipient: str, subject: str, text: str = "Please help me.", headers: Mapping[str, str] | None = None
    ) -> EmailMessage:
        """Send a mail; it is Postfix's when this returns."""
        mail = self.draft(recipient, subject, text, headers)
        self.sends(mail)
        return mail

    def draft(
        self, recipient: str, subject: str, text: str = "Please help me.", headers: Mapping[str, str] | None = None
    ) -> EmailMessage:
        """A mail as an ordinary client writes it."""
        mail = EmailMessage()
        mail["From"] = f"A Customer <{self.address}>"
        mail["To"] = recipient
        mail["Subject"] = subject
        mail["Message-ID"] = make_msgid(domain=self.address.rpartition("@")[2])
        # The clock of a customer's computer is no business of the desk.
        mail["Date"] = f"Sat, 21 Nov 2026 10:{next(self._minutes) % 60:02d}:00 +0000"
        for name, value in (headers or {}).items():
            mail[name] = value
        mail.set_content(text)
        return mail

    def sends(self, mail: EmailMessage, *, envelope_from: str | None = None) -> None:
        """Hand a mail to Postfix, from our address unless told otherwise (`""`: the null sender)."""
        self.written.append(mail)
        self.postfix.send(self.address if envelope_from is None else envelope_from, str(mail["To"]), mail)

    def replies(
        self, to: Letter, text: str = "And one thing more.", headers: Mapping[str, str] | None = None
    ) -> EmailMessage:
        """Answer a letter as a client does: to its Reply-To, with its Message-ID in In-Reply-To and References."""
        own = to.header("Message-ID")
        recipient = to.header("Reply-To") or to.header("From")
        threading = {"In-Reply-To": own, "References": f"{to.header('References')} {own}".strip()}
        return self.writes(recipient, f"Re: {to.header('Subject')}", text, {**threading, **(headers or {})})

    def replies_to_own(self, mail: EmailMessage, recipient: str, text: str = "I forgot something.") -> EmailMessage:
        """Answer one's own sent mail, without having read the acknowledgement."""
        own = str(mail["Message-ID"])
        return self.writes(recipient, f"Re: {mail['Subject']}", text, {"In-Reply-To": own, "References": own})

    def letters(self) -> list[Letter]:
        """Everything that lies in the mailbox."""
        return self.mailbox.letters()

    def awaits_letter(self, what: str = "the acknowledgement", *, count: int = 1, seconds: float = 20) -> Letter:
        """The `count`-th letter in the mailbox, as soon as it is there."""
        return self.mailbox.wait_for_all(count=count, what=what, seconds=seconds)[count - 1]
