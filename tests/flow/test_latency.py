"""How fast a lone mail is answered: from its delivery to the acceptance of its acknowledgement by the SMTP server."""

from __future__ import annotations

import statistics
from datetime import datetime, timedelta
from pathlib import Path

from daemon.clock import SystemClock
from tests.flow.world import World
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import SmtpSink, smtp_sink
from tests.servers.waiting import Stopwatch, wait_for

MAILS = 15
LIMIT = timedelta(seconds=1.0)
# Dovecot waits about so long before it tells an idle client of new mail; on a slower machine the limit grows with it.
NOTICE = timedelta(seconds=0.55)


def test_the_median_mail_is_acknowledged_within_a_second_of_its_delivery(world: World) -> None:
    dovecot = world.postfix.dovecot
    notice = statistics.median_low(_notice(dovecot, f"reference-{world.mark}@example.test") for _ in range(5))
    with smtp_sink() as sink:
        world.desk.smtp["port"] = sink.port
        world.desk.configure()
        with world.desk.running():
            world.desk.awaits_first_sight()
            took = [_acknowledged(world, sink, number) for number in range(MAILS)]

    median = statistics.median_low(took)
    limit = LIMIT * max(1.0, notice / NOTICE)
    print(f"acknowledged after {_ms(median)} (median), {_ms(max(took))} (worst); Dovecot's own notice {_ms(notice)}")  # noqa: T201 - a measurement is to be seen
    assert median < limit


def _acknowledged(world: World, sink: SmtpSink, number: int) -> timedelta:
    """Deliver one mail and wait for its acknowledgement in the sink: the time between the two acceptances."""
    customer = world.customer(f"fast{number}")
    mail = customer.draft(world.desk.address, f"Question {number}").as_bytes()
    world.postfix.dovecot.deliver(world.desk.address, mail, customer.address)
    delivered = SystemClock().now()
    kept = wait_for(lambda: _kept(sink, customer.address), what="the acknowledgement", more=world.desk.last_words)
    return datetime.fromtimestamp(kept.stat().st_mtime, delivered.tzinfo) - delivered


def _kept(sink: SmtpSink, recipient: str) -> Path | None:
    """The file of a mail the sink has accepted as a whole: it ends with the empty line smtp-sink writes last."""
    for path in sink.folder.iterdir():
        raw = path.read_bytes()
        if f"X-Rcpt-Args: <{recipient}>".encode() in raw and raw.endswith(b"\n\n"):
            return path
    return None


def _notice(dovecot: Dovecot, user: str) -> timedelta:
    """How long Dovecot takes to tell an idle client of a mail."""
    with dovecot.mailbox(user).opened() as connection:
        connection.send(b"idle IDLE\r\n")
        assert connection.readline().startswith(b"+")
        dovecot.deliver(user, b"Subject: reference\r\n\r\n")
        watch = Stopwatch.start()
        while b"EXISTS" not in connection.readline():
            pass
        took = timedelta(seconds=watch.seconds())
        connection.send(b"DONE\r\n")
        while not connection.readline().startswith(b"idle OK"):
            pass
    return took


def _ms(time: timedelta) -> str:
    return f"{time / timedelta(milliseconds=1):.0f} ms"
