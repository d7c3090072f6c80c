"""`supportd demo`: the stage around the play.

Takes the command's options; gives the exit code: 0 when every story came out as it should.
Never touches a mail server, database or folder of yours: everything is temporary and on loopback.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import typer

from commands.demo.desk import PASSWORD, Desk
from commands.demo.play import Outcome, Play
from commands.demo.servers import HOST, MailServers, free_port
from commands.demo.stories import CUSTOMERS, SUPPORT
from commands.exits import Exit
from commands.output import Column, Shape, listing, say, warn
from daemon.clock import SystemClock

_COLUMNS: tuple[Column[Outcome], ...] = (
    Column("mail", lambda row: row.story.title),
    Column("ticket", lambda row: f"#{row.ticket}" if row.ticket else None),
    Column("tier", lambda row: row.tier),
    Column("priority", lambda row: row.priority),
    Column("acknowledged", lambda row: "yes" if row.acknowledgement else "no"),
    Column("note", lambda row: row.story.expected.note or (row.state if row.state != "processed" else "")),
)


def demo(keep: bool, cut_responder: bool, patience: float) -> Exit:
    """Play once. `keep`: leave everything running afterwards. `cut_responder`: send to a port nobody listens on."""
    clock = SystemClock()
    started = clock.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="supportd-demo-")))
        users = dict.fromkeys((SUPPORT, *CUSTOMERS), PASSWORD)
        servers = stack.enter_context(MailServers(users, clock))
        desk = Desk(folder, servers.imap_port, free_port() if cut_responder else servers.smtp_port)
        desk.prepare()
        desk.start()
        stack.callback(desk.stop)
        say(f"supportd is running in {folder}, on mail servers of its own. Customers write:")
        say("")
        play = Play(desk, servers.imap_port, servers.smtp_port, clock, say)
        outcomes = play.perform(patience)
        say("")
        listing(outcomes, _COLUMNS, Shape.TABLE)
        code = _verdict(outcomes, desk, clock.monotonic() - started)
        if keep and code is Exit.OK:
            _keep(desk, servers)
    return code


def _verdict(outcomes: Sequence[Outcome], desk: Desk, seconds: float) -> Exit:
    missing = [line for outcome in outcomes for line in outcome.missing]
    say("")
    if missing:
        for line in missing:
            warn(f"missing: {line}")
        if not desk.alive():
            warn("the daemon has ended")
        for line in desk.log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]:
            warn(f"log: {line}")
        return Exit.TROUBLE
    say(f"All {len(outcomes)} mails came out as they should, in {seconds:.0f} s.")
    say("")
    say("What to try next:")
    say("  make demo ARGS=--keep          leaves all this running; write to it with any mail client")
    say("  supportd init mydesk           writes a desk of your own: fill in supportd.toml, then")
    say("  supportd config check -c mydesk && supportd run -c mydesk")
    return Exit.OK


def _keep(desk: Desk, servers: MailServers) -> None:
    say("")
    say(
        f"Still running. Any mail client reads and writes: IMAP {HOST}:{servers.imap_port}, ",
    )
    say(f"SMTP {HOST}:{servers.smtp_port}, no encryption, password “{PASSWORD}”, users:")
    for user in (SUPPORT, *CUSTOMERS):
        say(f"  {user}")
    say(f"The desk: supportd ticket list -c {desk.config}")
    say("Ctrl-C ends it and leaves nothing behind.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        raise typer.Exit(int(Exit.OK)) from None
