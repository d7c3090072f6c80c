"""Looking into a mailbox as its owner's mail client would: by IMAP.

Takes host, port, user and password; gives letters (raw bytes with UID and flags), and waits for one that fits.
Never changes anything unless asked to: folders are opened read-only to look.
"""

from __future__ import annotations

import email
import email.policy
import imaplib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from tests.servers.waiting import wait_for

UID = re.compile(rb"UID (\d+)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it lies in a folder."""

    uid: int
    flags: frozenset[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, read by the standard library (our own parser is what is being tested)."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def text(self) -> str:
        """The plain text part, empty when there is none."""
        part = self.mail.get_body(("plain",))
        return "" if part is None else str(part.get_content())

    def header(self, name: str) -> str:
        """A header's value, unfolded; empty when it is not there."""
        return str(self.mail.get(name, "")).strip()


class RefusedError(AssertionError):
    """The IMAP server said NO to a test."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A user's mailbox on a server."""

    host: str
    port: int
    user: str
    password: str

    @contextmanager
    def connected(self) -> Iterator[imaplib.IMAP4]:
        """A logged-in connection, for whatever a mail client might do."""
        connection = imaplib.IMAP4(self.host, self.port, timeout=10)
        try:
            connection.login(self.user, self.password)
            yield connection
        finally:
            connection.logout()

    @contextmanager
    def opened(self, folder: str = "INBOX", *, readonly: bool = True) -> Iterator[imaplib.IMAP4]:
        """A connection with the folder selected."""
        with self.connected() as connection:
            _must(connection.select(f'"{folder}"', readonly=readonly))
            yield connection

    def letters(self, folder: str = "INBOX") -> list[Letter]:
        """Everything in the folder, in UID order."""
        with self.opened(folder) as connection:
            answer = _must(connection.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])"))
        return sorted(_letters(answer), key=lambda letter: letter.uid)

    def count(self, folder: str = "INBOX") -> int:
        """How many mails the folder holds."""
        with self.opened(folder) as connection:
            found = _must(connection.uid("SEARCH", "ALL"))[0]
        return len(found.split()) if isinstance(found, bytes) else 0

    def wait_for(
        self, fits: Callable[[Letter], bool] = lambda _: True, *, what: str, folder: str = "INBOX", seconds: float = 15
    ) -> Letter:
        """The first letter that fits, as soon as it is there. Raises NotInTimeError with `what`."""
        return self.wait_for_all(fits, count=1, what=what, folder=folder, seconds=seconds)[0]

    def wait_for_all(
        self,
        fits: Callable[[Letter], bool] = lambda _: True,
        *,
        count: int,
        what: str,
        folder: str = "INBOX",
        seconds: float = 15,
    ) -> list[Letter]:
        """At least `count` letters that fit."""

        def enough() -> list[Letter] | None:
            found = [letter for letter in self.letters(folder) if fits(letter)]
            return found if len(found) >= count else None

        return wait_for(enough, what=f"{what} in {folder} of {self.user}", seconds=seconds)

    def mark(self, uid: int, flag: str, folder: str = "INBOX") -> None:
        """Set a flag (`\\Seen`) or keyword."""
        with self.opened(folder, readonly=False) as connection:
            _must(connection.uid("STORE", str(uid), "+FLAGS", f"({flag})"))

    def create(self, folder: str) -> None:
        """Make a folder."""
        with self.connected() as connection:
            _must(connection.create(f'"{folder}"'))

    def delete(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        with self.connected() as connection:
            _must(connection.delete(f'"{folder}"'))


def _must(answer: tuple[str, Sequence[object]]) -> Sequence[object]:
    kind, values = answer
    if kind != "OK":
        raise RefusedError(f"{kind}: {values!r}")
    return values


def _letters(answer: Sequence[object]) -> Iterator[Letter]:
    """imaplib gives (head, literal) pairs with the closing bracket, and flags that came late, between them."""
    for item in answer:
        if isinstance(item, tuple):
            head, raw = item
            found = UID.search(head)
            assert found is not None, f"no UID in {head!r}"
            flags = frozenset(flag.decode() for flag in imaplib.ParseFlags(head))
            yield Letter(int(found.group(1)), flags, raw)
