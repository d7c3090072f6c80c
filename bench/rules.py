"""`python -m bench.rules`: what 200 rules cost on a mail, and a ticker's turn on 100,000 open tickets, on one core.

Takes nothing; prints milliseconds of whole decisions (an ordinary mail, and a hostile one that is as long as limits
let it be) under a policy of 200 rules, beside the same decision under no rule at all and beside the same conditions
written by hand in Python; then milliseconds of a turn when no timer is due, beside counting the timers.
Never compares figures of different runs.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from parsers.mail import Address, Mail
from rules.decide import decide
from rules.model import Contact, MailArrived, Snapshot, TimerFired
from rules.policy import Policy, load
from rules.words import TimerReason
from storage import timers
from storage.changes import TIMER, Changes
from storage.database import Database, open_database
from tests.build import a_mail, a_snapshot, an_arrival, shipped_texts
from tests.storage import build

RULES, TICKETS = 200, 100_000
_ROUNDS = 40
# milliseconds
WANTED_MAIL, WANTED_HOSTILE, WANTED_TURN = 2.0, 5.0, 50.0
_NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
_LONGEST = 65_536

# One in four asks for a word, one for a pattern, one for a list, one for the ticket.
_CONDITIONS: tuple[tuple[str, Callable[[Mail, int], bool]], ...] = (
    ("mail.new_text.contains('order {n}')", lambda mail, n: f"order {n}" in mail.reply),
    ("mail.subject.matches('(?i)incident[ -]{n}')", lambda mail, n: f"incident {n}" in mail.subject.lower()),
    (
        "mail.to.exists(a, a == 'team{n}@desk.example')",
        lambda mail, n: any(a.addr == f"team{n}@desk.example" for a in mail.to),
    ),
    ("ticket.severity == 'high' && mail.size > {n}", lambda mail, n: mail.size > n * 1_000_000),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was done, and what it took, in milliseconds."""

    name: str
    milliseconds: float


def policy_of(rules: int) -> Policy:
    """The shipped policy, its rules filled up to so many; 0: none at all."""
    texts = shipped_texts()
    shipped = load(texts)
    assert isinstance(shipped, Policy)
    if rules == 0:
        return replace(shipped, rules=())
    more = "".join(
        f'[[rule]]\nid = "r{n}"\nwhen = "{_CONDITIONS[n % 4][0].format(n=n)}"\nthen = {{ tags = ["t{n % 20}"] }}\n'
        for n in range(rules - len(shipped.rules))
    )
    policy = load(texts | {"policy/99-bench.toml": more})
    assert isinstance(policy, Policy), policy
    return policy


def hostile() -> Mail:
    """Long, repetitive, and to very many."""
    text = "aaaaaaaaaaaaaaa " * (_LONGEST // 16)
    many = tuple(Address("", f"a{number}@customer.example") for number in range(200))
    fields = tuple((f"x-{number}", "a" * 200) for number in range(200))
    return replace(a_mail(text=text, subject="a" * 990), to=many, cc=many, headers=fields, size=25_000_000)


def deciding(mail: Mail, policy: Policy, rounds: int = _ROUNDS) -> float:
    """Milliseconds of one decision, best of the rounds."""
    event, snapshot = an_arrival(mail), a_snapshot()
    return _best(lambda: _decide(event, snapshot, policy), rounds)


def _decide(event: MailArrived, snapshot: Snapshot, policy: Policy) -> object:
    return decide(event, snapshot, policy, event.received_at)


def by_hand(mail: Mail, rounds: int = _ROUNDS) -> float:
    """The same conditions as Python that nobody can write into a file, nor ask why."""
    return _best(lambda: [_CONDITIONS[n % 4][1](mail, n) for n in range(RULES)], rounds)


def decisions(rounds: int = _ROUNDS) -> list[Figure]:
    """Decisions on both mails, with all rules and with none, and the conditions by hand."""
    full, none = policy_of(RULES), policy_of(0)
    figures = []
    for name, mail in (("an ordinary mail", a_mail()), ("a hostile mail", hostile())):
        figures.append(Figure(f"{name}, {RULES} rules", deciding(mail, full, rounds)))
        figures.append(Figure(f"{name}, no rule", deciding(mail, none, rounds)))
        figures.append(Figure(f"{name}, conditions by hand", by_hand(mail, rounds)))
    return figures


def a_full_desk(folder: Path, tickets: int) -> Database:
    """A database with so many open tickets, each with a timer that is not due for an hour and more."""
    database = open_database(f"sqlite:///{folder / 'bench.db'}", create=True)
    numbers = range(1, tickets + 1)
    changes = Changes(
        as_read=dict.fromkeys(numbers),
        tickets={number: build.ticket(number, 1) for number in numbers},
        new_contacts={1: Contact(1, "c@customer.example", "", None, None)},
        timers={(number, TimerReason.RESPONSE): _NOW + timedelta(seconds=3600 + number) for number in numbers},
    )
    with database.transaction() as conn:
        changes.write(conn, _NOW)
    return database


def turn(database: Database, rounds: int = _ROUNDS) -> float:
    """What the ticker asks when nothing is due: what is, and when the next one will be."""
    return _best(lambda: _ask(database), rounds)


def _ask(database: Database) -> Sequence[TimerFired]:
    with database.reading() as conn:
        found = timers.due(conn, _NOW, 50)
    with database.reading() as conn:
        timers.next_due(conn)
    return found


def counting(database: Database, rounds: int = _ROUNDS) -> float:
    """The reference: every timer looked at once."""

    def count() -> object:
        with database.reading() as conn:
            return conn.execute(select(func.count()).select_from(TIMER)).scalar_one()

    return _best(count, rounds)


def _best(work: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def main() -> None:
    """Measure and print."""
    print(f"{'':<40}{'ms':>10}   best of {_ROUNDS}")
    for figure in decisions():
        print(f"{figure.name:<40}{figure.milliseconds:>10.2f}")
    with tempfile.TemporaryDirectory() as folder:
        database = a_full_desk(Path(folder), TICKETS)
        print(f"{f'a turn, {TICKETS} timers, none due':<40}{turn(database):>10.2f}")
        print(f"{'counting them':<40}{counting(database):>10.2f}")
        database.close()
    print(f"wanted: {WANTED_MAIL} an ordinary mail, {WANTED_HOSTILE} a hostile one, {WANTED_TURN} a turn")


if __name__ == "__main__":
    main()
