"""What decisions know of us is taken from the settings, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from daemon.identity import desk, mailboxes
from parsers.token import Keys
from tests.daemon.configured import MINIMAL, loaded

KEYS = Keys(0, {0: b"k" * 32})
SECOND = """\
[[mailbox]]
name = "sales"
address = "Sales@corp.example"
addresses = ["offers@corp.example"]
via_lists = ["sales.corp.example"]
display_name = "Corp Sales"
language = "de"
evidence = "mx.corp.example"
trusted_hops = 2
host = "imap.corp.example"
password_file = "password"
"""


def test_the_desk_owns_the_addresses_of_all_its_mailboxes(tmp_path: Path) -> None:
    we = desk(loaded(tmp_path, MINIMAL + SECOND), KEYS)
    assert we.addresses == {"support@corp.example", "sales@corp.example", "offers@corp.example"}
    assert (we.instance, we.name, we.zone, we.separator, we.token_days) == ("desk-1", "Support", "UTC", "+", 365)
    assert we.keys is KEYS


def test_a_mailbox_is_known_by_its_name_with_its_own_address_among_its_addresses(tmp_path: Path) -> None:
    known = mailboxes(loaded(tmp_path, MINIMAL + SECOND))
    assert list(known) == ["support", "sales"]
    sales = known["sales"]
    assert sales.addresses == {"sales@corp.example", "offers@corp.example"}
    assert sales.via_lists == {"sales.corp.example"}
    assert (sales.display_name, sales.language) == ("Corp Sales", "de")
    assert (sales.evidence_source, sales.trusted_hops) == ("mx.corp.example", 2)


def test_a_mailbox_without_a_display_name_bears_the_desks(tmp_path: Path) -> None:
    assert mailboxes(loaded(tmp_path))["support"].display_name == "Support"
