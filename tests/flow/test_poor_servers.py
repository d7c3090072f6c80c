"""F19: an IMAP server that can do little is worked with as it is, and never with a plain EXPUNGE."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storage.views import IntakeLine
from tests.flow.world import World
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot import dovecot as started_dovecot
from tests.servers.mailbox import Letter
from tests.servers.waiting import wait_for

BARE = "IMAP4rev1 LITERAL+"


@contextmanager
def _watching(world: World, capability: str) -> Iterator[Dovecot]:
    """A server that says it can do only this; the desk's mailbox lies there, everybody else's where it was."""
    with started_dovecot(capability=capability) as poor:
        world.desk.mailbox |= {"port": poor.ports.imap, "poll_seconds": 1}
        world.desk.mailbox |= {"after": "move", "after_folder": "Done"}
        poor.mailbox(world.desk.address).create("Done")
        yield poor


def _answered(world: World, poor: Dovecot) -> IntakeLine:
    """Run the desk over one mail beside another that somebody marked as deleted; what the ledger says in the end."""
    anna, box = world.customer("anna"), poor.mailbox(world.desk.address)
    poor.maildir(world.desk.address).put([b"Subject: somebody else's\r\n\r\n"])
    box.mark(1, "\\Deleted")
    world.desk.mailbox["start"] = "new"
    world.desk.configure()
    with world.desk.running():
        world.desk.awaits_first_sight()
        poor.maildir(world.desk.address).put([anna.draft(world.desk.address, "Take me away").as_bytes()])
        anna.awaits_letter()
        return wait_for(lambda: _told(world), what="what the server was told", more=world.desk.last_words)


def _told(world: World) -> IntakeLine | None:
    """The row of the new mail, once what it asks of the server is done or given up."""
    rows = [line for line in world.desk.intakes() if line.ticket is not None and line.action != "todo"]
    return rows[0] if rows else None


def _subjects(letters: list[Letter]) -> list[str]:
    return [letter.header("Subject") for letter in letters]


def test_F19_without_idle_move_and_uidplus_mail_is_polled_for_and_left_where_it_lies(world: World) -> None:
    with _watching(world, BARE) as poor:
        line = _answered(world, poor)
        box = poor.mailbox(world.desk.address)

        assert _subjects(box.letters()) == ["somebody else's", "Take me away"]
        assert box.letters("Done") == []
    assert line.action not in ("todo", "done")


def test_F19_with_uidplus_but_no_move_mail_is_copied_and_only_ours_is_expunged(world: World) -> None:
    with _watching(world, f"{BARE} UIDPLUS") as poor:
        _answered(world, poor)
        box = poor.mailbox(world.desk.address)

        assert _subjects(box.letters()) == ["somebody else's"]
        assert _subjects(box.letters("Done")) == ["Take me away"]
