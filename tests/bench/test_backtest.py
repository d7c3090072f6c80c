"""A backtest of stored mail is measured as a user runs it, beside reading the same mails."""

from __future__ import annotations

from pathlib import Path

from bench.backtest import backtest, bare, desk, store
from bench.load import load


def test_a_backtest_is_measured_on_every_stored_mail_and_finds_what_differs(tmp_path: Path) -> None:
    mails = [mail.raw for mail in load(60)]
    folder = tmp_path / "desk"
    other = desk(folder)
    store(folder, mails)
    run = backtest(folder, other)
    assert run.mails == len(mails)
    assert 0 < run.differ < len(mails), "what opens a ticket of standard severity, and nothing else"
    assert run.cpu > bare(mails).cpu > 0
