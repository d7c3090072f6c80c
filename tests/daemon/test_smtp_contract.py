"""One conversation with the scripted server, Postfix's smtp-sink and Postfix itself: the stand-in tells no lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from daemon.delivery import Accepted, Lost, NotReached, Refused, TryLater
from tests.daemon.smtp_pool import letter, pool, send, verdict_of
from tests.fakes.smtp import DOT, Action, Close, Command, Say, always, fake_smtp
from tests.servers.postfix import Postfix, smtp_sink

# What the recipient's name does at Postfix (tests.servers.postfix.RECIPIENTS) it does at the scripted server.
REFUSED, LATER, WELCOME = "refused-1@customer.test", "later-1@customer.test", "anna@customer.test"


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and whether it judges recipients by name."""

    port: int
    judges: bool


def _by_name(command: Command) -> Say | None:
    if command.name == "RCPT" and "<refused-" in command.argument:
        return Say(550, "5.1.1 no such user")
    if command.name == "RCPT" and "<later-" in command.argument:
        return Say(450, "4.2.1 mailbox busy, come again")
    return None


@pytest.fixture(params=["scripted", "smtp-sink", "postfix"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    match request.param:
        case "scripted":
            with fake_smtp(_by_name) as fake:
                yield Server(fake.port, judges=True)
        case "smtp-sink":
            with smtp_sink() as sink:
                yield Server(sink.port, judges=False)
        case _:
            postfix: Postfix = request.getfixturevalue("postfix")
            yield Server(postfix.ports.smtp, judges=True)


def test_mails_are_accepted_one_after_the_other_on_kept_connections(server: Server) -> None:
    with pool(server.port, timeout=10.0) as courier:
        for _ in range(3):
            verdicts = [delivery.verdict for delivery in send(courier, letter(1), letter(2))]
            assert all(isinstance(verdict, Accepted) for verdict in verdicts)


def test_each_recipient_gets_the_verdict_that_is_its_own(server: Server) -> None:
    with pool(server.port, timeout=10.0, connections=3) as courier:
        letters = [letter(1, REFUSED), letter(2, LATER), letter(3, WELCOME)]
        verdicts = [delivery.verdict for delivery in send(courier, *letters)]
        again = verdict_of(courier, letter(4, WELCOME))
    wanted = [Refused, TryLater, Accepted] if server.judges else [Accepted, Accepted, Accepted]
    assert [type(verdict) for verdict in verdicts] == wanted
    if server.judges:
        assert [verdict.status for verdict in verdicts if isinstance(verdict, Refused | TryLater)] == ["5.1.1", "4.2.1"]
    assert isinstance(again, Accepted)


@contextmanager
def _faulty(kind: str, fault: str, command: str) -> Iterator[int]:
    """A server that answers `command` with 4xx ("-r"), 5xx ("-f") or by hanging up ("-q")."""
    if kind == "scripted":
        actions: dict[str, Action] = {"-r": Say(450, "4.3.0 later"), "-f": Say(500, "5.3.0 never"), "-q": Close()}
        with fake_smtp(always(DOT if command == "." else command, actions[fault])) as fake:
            yield fake.port
    else:
        with smtp_sink(fault, command) as sink:
            yield sink.port


@pytest.mark.parametrize("kind", ["scripted", "smtp-sink"])
@pytest.mark.parametrize(
    ("fault", "command", "wanted"),
    [
        ("-r", "MAIL", TryLater),
        ("-r", "RCPT", TryLater),
        ("-r", "DATA", TryLater),
        ("-r", ".", TryLater),
        ("-f", "MAIL", NotReached),
        ("-f", "RCPT", Refused),
        ("-f", "DATA", Refused),
        ("-f", ".", Refused),
        ("-q", "MAIL", NotReached),
        ("-q", "RCPT", NotReached),
        ("-q", "DATA", Lost),
        ("-q", ".", Lost),
    ],
)
def test_F28_F29_F30_a_fault_at_a_stage_has_the_same_verdict_everywhere(
    kind: str, fault: str, command: str, wanted: type
) -> None:
    with _faulty(kind, fault, command) as port, pool(port, timeout=10.0) as courier:
        assert type(verdict_of(courier, letter())) is wanted
