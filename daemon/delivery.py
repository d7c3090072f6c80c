"""What handing a mail to an SMTP server can come to, as values, and what a reply of the server means.

Takes a stage of the conversation and the server's reply; gives a verdict. Also the port `Courier` that the responder
sends through. Never touches a socket: `daemon.smtp` does.

F28, F29: who is at fault decides. Banner, greeting, login and MAIL speak about us: then mails are kept and the queue
pauses. RCPT and DATA speak about this recipient and this mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from parsers.cleaning import one_line, storable

_SERVICE_CLOSING = 421
_OUT_OF_SEQUENCE = 503
_LOGIN_WANTED = (530, 534, 535, 538)
_ABOUT_THIS_MAIL = ("5.2.3", "5.3.4", "5.6.")
_TOO_LARGE = 552
_TEXT_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Letter:
    """One outbox row on its way. `sender`: "" is the null sender; `raw`: goes out as it is."""

    id: int
    sender: str
    recipient: str
    raw: bytes


class Scope(Enum):
    """Whose mails a trouble stops."""

    SERVER = "server"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class Trouble:
    """The server, or what it thinks of us, stands in the way: no recipient is to blame.

    `code`: a reason code. `lasting`: needs a human; otherwise it is expected to pass by itself.
    """

    code: str
    text: str
    lasting: bool
    scope: Scope


@dataclass(frozen=True, slots=True)
class Accepted:
    """250 after the final dot. `text`: the server's words, with its queue id."""

    text: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """4xx about this mail: nothing was taken. `slow_down`: it was said about the flow of mails, not about this one."""

    status: str
    text: str
    slow_down: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """5xx about this recipient or this mail: it will never be taken."""

    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """DATA had begun and no answer came that can be understood: the mail may have arrived (RFC 1047)."""

    text: str


@dataclass(frozen=True, slots=True)
class NotReached:
    """Before DATA something broke that is not this mail's fault: it was certainly not taken."""

    trouble: Trouble


Verdict = Accepted | TryLater | Refused | Lost | NotReached


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one letter. `seconds`: from MAIL to the verdict."""

    letter: int
    verdict: Verdict
    seconds: float


@dataclass(frozen=True, slots=True)
class Ready:
    """`free`: open connections that carry no mail. `trouble`: why there are not more of them."""

    free: int
    trouble: Trouble | None


class Courier(Protocol):
    """The port to the SMTP server. Used by one thread; `nudge` alone may be called by any."""

    def ready(self, wanted: int) -> Ready:
        """Open connections until `wanted` are free, as far as that is allowed; stale ones are replaced."""

    def exchange(self, letters: Sequence[Letter], seconds: float) -> list[Delivery]:
        """Give each letter a free connection, then wait until every mail under way has its verdict,
        at most `seconds`, and less when nudged. Letters without a verdict stay under way."""

    def under_way(self) -> int:
        """How many letters have no verdict yet."""

    def nudge(self) -> None:
        """Make a waiting `exchange` return."""

    def tidy(self) -> None:
        """Take leave of connections that have been idle for long."""

    def close(self, grace: float) -> list[Delivery]:
        """Wait at most `grace` seconds for what is under way, then cut. Verdicts for all of it."""


class Stage(Enum):
    """Where in the conversation we are."""

    CONNECT = "connecting"
    HELLO = "EHLO"
    STARTTLS = "STARTTLS"
    LOGIN = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"


def unreachable(text: str) -> Trouble:
    """The network or the server is away for now."""
    return Trouble("smtp_unreachable", _clean(text), lasting=False, scope=Scope.SERVER)


def no_secret(text: str) -> Trouble:
    """There is nothing to log in with; who gives tokens may be back in a moment."""
    return Trouble("smtp_secret_missing", _clean(text), lasting=False, scope=Scope.SERVER)


def server_fault(code: str, text: str) -> Trouble:
    """Nothing at all can be sent until a human has looked."""
    return Trouble(code, _clean(text), lasting=True, scope=Scope.SERVER)


def greeting_trouble(stage: Stage, code: int, text: str) -> Trouble:
    """What a refusal before the first MAIL means."""
    said = f"{stage.value}: {code} {text}"
    if not _permanent(code):
        return unreachable(said)
    return server_fault("smtp_login_refused" if stage is Stage.LOGIN or code in _LOGIN_WANTED else "smtp_refused", said)


def verdict(stage: Stage, code: int, text: str) -> Verdict:
    """What a reply other than the hoped-for one means to the mail under way.

    A code that is neither 4xx nor 5xx is out of place there: the conversation is out of step.
    """
    said = _clean(f"{code} {text}")
    status = enhanced_status(code, text)
    match stage:
        case Stage.DATA:
            return _at_data(code, status, said)
        case Stage.RCPT:
            return _at_recipient(code, status, said)
        case _:
            return _at_sender(code, status, said)


def _at_data(code: int, status: str, said: str) -> Verdict:
    if _temporary(code):
        return TryLater(status, said, slow_down=code == _SERVICE_CLOSING)
    return Refused(status, said) if _permanent(code) else Lost(said)


def _at_recipient(code: int, status: str, said: str) -> Verdict:
    if code in _LOGIN_WANTED:
        return NotReached(server_fault("smtp_login_refused", said))
    if _temporary(code) and code != _SERVICE_CLOSING:
        return TryLater(status, said, slow_down=False)
    if _permanent(code) and code != _OUT_OF_SEQUENCE:
        return Refused(status, said)
    return NotReached(unreachable(said))


def _at_sender(code: int, status: str, said: str) -> Verdict:
    if code in _LOGIN_WANTED:
        return NotReached(server_fault("smtp_login_refused", said))
    if _temporary(code) and code != _SERVICE_CLOSING:
        return TryLater(status, said, slow_down=True)
    if code == _TOO_LARGE or status.startswith(_ABOUT_THIS_MAIL):
        return Refused(status, said)
    if _permanent(code) and code != _OUT_OF_SEQUENCE:
        return NotReached(Trouble("smtp_sender_refused", said, lasting=True, scope=Scope.SENDER))
    return NotReached(unreachable(said))


def enhanced_status(code: int, text: str) -> str:
    """The enhanced status code (RFC 3463) that opens the text when it agrees with the reply code, else class.0.0."""
    word = text.split(maxsplit=1)[0] if text.split() else ""
    parts = word.split(".")
    numbers = len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts)
    return word if numbers and parts[0] == str(code // 100) else f"{max(code, 0) // 100}.0.0"


def _temporary(code: int) -> bool:
    return 400 <= code <= 499


def _permanent(code: int) -> bool:
    return 500 <= code <= 599


def _clean(text: str) -> str:
    return one_line(storable(text), _TEXT_CHARACTERS)
