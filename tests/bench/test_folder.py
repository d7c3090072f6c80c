"""A folder of old mail is looked at as the figures say: recorded once, and then only compared."""

from __future__ import annotations

from bench.folder import measured
from tests.servers.dovecot import Dovecot


def test_a_folder_of_old_mail_is_recorded_once_and_a_later_look_is_cheaper(dovecot: Dovecot) -> None:
    found = measured(dovecot, 3_000)
    assert found.recorded == found.mails == 3_000
    assert found.looks.later < found.looks.first
    assert found.listing > 0
