"""The job over TLS, STARTTLS and access tokens, as real providers want it."""

from __future__ import annotations

import sys

import pytest

from tests.flow.world import World


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_job_is_done_over_a_secured_wire_with_logins_on_both_sides(world: World, security: str) -> None:
    dovecot, ports = world.postfix.dovecot, world.postfix.ports
    tls = security == "tls"
    secured = {"host": "localhost", "security": security, "ca_file": str(dovecot.certificates.authority)}
    login = {"user": world.desk.address, "password_file": "secrets/password"}
    world.desk.mailbox |= {**secured, "port": dovecot.ports.imaps if tls else dovecot.ports.imap}
    world.desk.smtp |= {**secured, **login, "port": ports.submissions if tls else ports.submission}
    world.desk.configure()
    anna = world.customer("anna")

    with world.desk.running():
        anna.writes(world.desk.address, "Is this line safe?")
        anna.awaits_letter()


def test_the_job_is_done_with_access_tokens_from_a_program(world: World) -> None:
    dovecot = world.postfix.dovecot
    secured = {"host": "localhost", "security": "tls", "ca_file": str(dovecot.certificates.authority)}
    printer = [sys.executable, "-c", f"print({dovecot.access_token(world.desk.address)!r})"]
    token = {"auth": "xoauth2", "user": world.desk.address, "token_command": printer}
    del world.desk.mailbox["password_file"]
    world.desk.mailbox |= {**secured, **token, "port": dovecot.ports.imaps}
    world.desk.smtp |= {**secured, **token, "port": world.postfix.ports.submissions}
    world.desk.configure()
    anna = world.customer("anna")

    with world.desk.running():
        anna.writes(world.desk.address, "Who needs passwords?")
        anna.awaits_letter()

    assert f"user=<{world.desk.address}>, method=XOAUTH2" in dovecot.log()
