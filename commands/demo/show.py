"""`supportd demo`: the stage around the play.

Takes the command's options; gives the exit code: 0 when every story came out as it should.
Never touches a mail server, database or folder of yours: everything is temporary and on loopback, and gone afterwards,
however it ends.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from commands.demo.desk import PASSWORD, Desk
from commands.demo.outcome import Outcome, outcome
from commands.demo.play import Play, Played, Stage
from commands.demo.servers import HOST, MailServers, free_port
from commands.demo.stories import CUSTOMERS, STORIES, SUPPORT
from commands.demo.telling import Teller
from commands.exits import Exit
from commands.output import Column, Look, Shape, listing, say, say_in, warn
from daemon.clock import SystemClock

_LOG_LINES = 5
_COLUMNS: tuple[Column[Outcome], ...] = (
    Column("mail", lambda row: row.story.title),
    Column("ticket", lambda row: f"#{row.ticket}" if row.ticket else None),
    Column("tier", lambda row: row.tier),
    Column("priority", lambda row: row.priority),
    Column("answered", lambda row: "yes" if row.acknowledgement else "no"),
    Column("note", lambda row: row.story.expected.note, wide=True),
)


def demo(keep: bool, cut_responder: bool, patience: float) -> Exit:
    """Play once. `keep`: leave everything running afterwards. `cut_responder`: send to a port nobody listens on."""
    clock = SystemClock()
    with _interruptible(), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="supportd-demo-")))
        users = dict.fromkeys((SUPPORT, *CUSTOMERS), PASSWORD)
        servers = stack.enter_context(MailServers(users, clock))
        desk = Desk(folder, servers.imap_port, free_port() if cut_responder else servers.smtp_port)
        stack.callback(desk.stop)
        # The last one in is the first one called: a second Ctrl-C does not spoil the cleaning up.
        stack.callback(signal.signal, signal.SIGINT, signal.SIG_IGN)
        _introduce(desk, servers)
        desk.prepare()
        desk.start()
        teller = Teller(clock)
        played = Play(Stage(desk, servers.imap_port, servers.smtp_port), clock, teller).perform(patience)
        outcomes = [outcome(story, played, _suppressed(desk, played)) for story in STORIES]
        say("")
        listing(outcomes, _COLUMNS, Shape.TABLE)
        code = _verdict(outcomes, desk, teller.seconds())
        if code is Exit.OK:
            _encore(desk, played)
            _keep(desk, servers) if keep else _what_next()
    return code


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM ends the demo as Ctrl-C does, so that nothing is left behind; both as before afterwards.

    A program that a shell starts in the background is born deaf to SIGINT: this one is not.
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _introduce(desk: Desk, servers: MailServers) -> None:
    say_in(("supportd demo", Look.STRONG), (": a help desk at work, on this machine alone", Look.PLAIN))
    say(f"Mail servers on {HOST} (IMAP {servers.imap_port}, SMTP {servers.smtp_port}), the desk in {desk.folder}")
    say("")


def _suppressed(desk: Desk, played: Played) -> frozenset[str]:
    """Whom the desk writes no automatic mail to any more, of those of whom it should know that."""
    asked = {story.sender for story in STORIES if story.expected.bounces}
    known = asked & {ticket["requester"] for ticket in played.seen.tickets.values()}
    return frozenset(address for address in known if not desk.document("contact", "show", address)["automatic_mail"])


def _verdict(outcomes: Sequence[Outcome], desk: Desk, seconds: float) -> Exit:
    missing = [line for each in outcomes for line in each.missing]
    say("")
    if not missing:
        say_in((f"All {len(outcomes)} mails came out as they should, in {seconds:.0f} s.", Look.GOOD))
        return Exit.OK
    for line in missing:
        warn(f"missing: {line}")
    if not desk.alive():
        warn("the daemon has ended")
    for line in desk.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]:
        warn(f"log: {line}")
    return Exit.TROUBLE


def _encore(desk: Desk, played: Played) -> None:
    """What a customer reads, and what an operator sees."""
    mail = played.acknowledged["outage"]
    say("")
    say_in(("What the customer of the outage reads:", Look.STRONG))
    for line in (f"Subject: {mail.headers['subject']}", "", *mail.text.strip().splitlines()):
        say_in((f"  │ {line}".rstrip(), Look.DIM))
    for words in (("ticket", "list"), ("outbox", "list")):
        say("")
        say_in((f"$ supportd {' '.join(words)}", Look.STRONG))
        desk.show(*words)
    say("")


def _what_next() -> None:
    say_in(("What to try next", Look.STRONG))
    say("  make demo ARGS=--keep      leaves all this running: write to it with any mail client")
    program = _program()
    say(f"  {program} init mydesk   a desk of your own: fill in mydesk/supportd.toml, then")
    say(f"  {program} config check -c mydesk && {program} run -c mydesk")


def _program() -> str:
    """What to type: after `make demo` supportd is in .venv only."""
    return "supportd" if shutil.which("supportd") else sys.argv[0]


def _keep(desk: Desk, servers: MailServers) -> None:
    say_in(("Still running, for any mail client (no encryption; SMTP takes no login)", Look.STRONG))
    say(f"  IMAP      host {HOST}  port {servers.imap_port}")
    say(f"  SMTP      host {HOST}  port {servers.smtp_port}")
    say(f"  password  {PASSWORD}")
    for user in CUSTOMERS:
        say(f"  user      {user}")
    say(f"Write to {SUPPORT} and see what comes back. The desk's side, in another terminal:")
    say(f"  {_program()} ticket list -c {desk.folder}")
    say(f"  {_program()} explain 9 -c {desk.folder}")
    say(f"  {_program()} ticket reply 1 -m 'It is on its way.' -c {desk.folder}")
    say("Ctrl-C ends it and leaves nothing behind.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        # That is how it is meant to end.
        say("")
