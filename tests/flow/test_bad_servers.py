"""What is wrong with a server is said in one alert by its reason, hammers nobody, and loses nothing."""

from __future__ import annotations

import json

import pytest

from tests.flow.world import World
from tests.servers.certificates import EXPIRED_HOST, OTHER_HOST
from tests.servers.waiting import stays_true, wait_for


def _awaits_alert(world: World, code: str) -> None:
    """Until `supportd status` shows an alert of this reason, and the log its one line."""

    def shown() -> bool:
        done = json.loads(world.desk.says("status", "--json"))
        return code in json.dumps(done)

    wait_for(shown, what=f"the alert {code} in `status`", seconds=30, more=world.desk.last_words)
    assert code in world.desk.log()


def test_a_wrong_password_raises_one_alert_and_never_hammers(world: World) -> None:
    world.desk.secret("password", "not it")
    with world.desk.running():
        _awaits_alert(world, "imap_login_refused")
        stays_true(lambda: _refusals(world) <= 2, what="at most two logins", seconds=3)

    errors = [line for line in world.desk.log().splitlines() if " error " in line]
    assert _refusals(world) >= 1
    assert len(errors) == 1
    assert "reason=imap_login_refused" in errors[0]


def _refusals(world: World) -> int:
    """How often Dovecot refused this desk's login."""
    lines = world.postfix.dovecot.log().splitlines()
    return sum("auth failed" in line and world.desk.address in line for line in lines)


def test_a_missing_folder_raises_an_alert_and_is_found_once_it_is_there(world: World) -> None:
    world.desk.mailbox |= {"folder": "Support", "poll_seconds": 1}
    world.desk.configure()
    anna = world.customer("anna")
    with world.desk.running():
        _awaits_alert(world, "imap_folder_missing")
        world.desk.inbox.create("Support")
        world.postfix.dovecot.maildir(world.desk.address, "Support").put(
            [anna.draft(world.desk.address, "Is it there now?").as_bytes()]
        )
        anna.awaits_letter(seconds=60)
        [ticket] = world.desk.tickets()

    assert ticket["subject"] == "Is it there now?"


@pytest.mark.parametrize("host", [EXPIRED_HOST, OTHER_HOST], ids=["expired", "another host's"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_invalid_certificate_raises_an_alert_and_no_login_is_tried(world: World, host: str, security: str) -> None:
    dovecot = world.postfix.dovecot
    port = dovecot.ports.imaps if security == "tls" else dovecot.ports.imap
    world.desk.mailbox |= {"host": host, "port": port, "security": security}
    world.desk.mailbox |= {"ca_file": str(dovecot.certificates.authority)}
    world.desk.configure()

    with world.desk.running():
        _awaits_alert(world, "imap_certificate")

    assert f"user=<{world.desk.address}>" not in dovecot.log()


def test_a_certificate_of_an_unknown_authority_raises_an_alert(world: World) -> None:
    dovecot = world.postfix.dovecot
    world.desk.mailbox |= {"host": "localhost", "port": dovecot.ports.imaps, "security": "tls"}
    world.desk.configure()

    with world.desk.running():
        _awaits_alert(world, "imap_certificate")


def test_one_broken_mailbox_does_not_slow_another(world: World) -> None:
    dovecot = world.postfix.dovecot
    other = {**world.desk.mailbox, "name": "other", "address": f"other-{world.mark}@example.test"}
    world.desk.more_mailboxes.append({**other, "host": EXPIRED_HOST, "port": dovecot.ports.imaps, "security": "tls"})
    world.desk.configure()
    anna = world.customer("anna")

    with world.desk.running():
        _awaits_alert(world, "imap_certificate")
        anna.writes(world.desk.address, "Still there?")
        anna.awaits_letter(seconds=10)


def test_a_smtp_server_that_refuses_the_login_keeps_the_mails(world: World) -> None:
    dovecot = world.postfix.dovecot
    world.desk.smtp |= {"port": world.postfix.ports.submission, "security": "starttls", "host": "localhost"}
    world.desk.smtp |= {"ca_file": str(dovecot.certificates.authority), "user": world.desk.address}
    world.desk.smtp["password_file"] = world.desk.secret("smtp", "not it")
    world.desk.configure()
    anna = world.customer("anna")
    with world.desk.running():
        anna.writes(world.desk.address, "Can you write back?")
        _awaits_alert(world, "smtp_login_refused")
    assert [line.state.value for line in world.desk.outgoing()] == ["queued"]

    world.desk.secret("smtp", dovecot.password)
    with world.desk.running():
        anna.awaits_letter()
