"""What the tests of the sending side share: a pool aimed at a server of the test, and letters to send.

Takes a port and changes to the settings; gives a pool that is closed when the block is left.
Never waits long: time-outs are short, since a silent server of a test never speaks again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daemon.clock import SystemClock
from daemon.delivery import Delivery, Letter, Verdict
from daemon.secretfiles import SecretFault
from daemon.secrets import Credentials, NoLogin
from daemon.settings import SmtpSettings
from daemon.smtp import Login, SmtpPool

RAW = b"Subject: hello\r\nMessage-ID: <m1@desk.test>\r\n\r\n.a line that opens with a dot\r\nlast\r\n"
LONG = 20.0


def nobody() -> Credentials | SecretFault:
    """No login is needed."""
    return NoLogin()


def letter(number: int = 1, recipient: str = "anna@customer.test", raw: bytes = RAW) -> Letter:
    return Letter(number, "support@desk.test", recipient, raw)


@contextmanager
def pool(
    port: int,
    *,
    login: Login = nobody,
    security: str = "none",
    host: str = "127.0.0.1",
    authority: Path | None = None,
    connections: int = 2,
    timeout: float = 1.0,
) -> Iterator[SmtpPool]:
    settings = SmtpSettings(
        host=host,
        port=port,
        security=security,
        ca_file=authority,
        connections=connections,
        timeout_seconds=timeout,
        hello="desk.test",
    )
    made = SmtpPool(settings, login, SystemClock())
    try:
        yield made
    finally:
        made.close(0.0)


def send(courier: SmtpPool, *letters: Letter) -> list[Delivery]:
    """Open as many connections as there are letters and send them."""
    ready = courier.ready(len(letters))
    assert ready.trouble is None, ready.trouble
    return sorted(courier.exchange(letters, LONG), key=lambda delivery: delivery.letter)


def verdict_of(courier: SmtpPool, sent: Letter) -> Verdict:
    """The verdict on one letter."""
    return send(courier, sent)[0].verdict
