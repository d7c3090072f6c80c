"""What it costs to read a mail is measured beside the stdlib, on the same mails."""

from __future__ import annotations

from bench.load import load
from bench.parse import compat32, costs, modern


def test_reading_a_mail_costs_less_than_the_modern_policy_does() -> None:
    ours, walk, policy = costs([mail.raw for mail in load(60)], rounds=3)
    assert (ours.name, walk.name, policy.name) == ("parse", "stdlib, compat32 walk", "stdlib, modern policy")
    # Half of it is wanted, and `python -m bench.parse` says so; a busy machine is no reason to fail here.
    assert ours.mean < policy.mean, (ours, walk, policy)


def test_both_of_the_others_really_read_the_mail() -> None:
    mail = next(mail.raw for mail in load(60) if mail.has_file)
    for read in (modern, compat32):
        assert any(isinstance(value, bytes) and len(value) > 10_000 for value in read(mail))
