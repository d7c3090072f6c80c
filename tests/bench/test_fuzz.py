"""A sample of the fuzz run: no mutated mail raises, hangs, or makes the reader fail."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.fuzz import Count, problem, run
from bench.mutations import mutated, seeds

_SAMPLE = 3000


def test_no_mutated_mail_raises_hangs_or_makes_the_reader_fail(tmp_path: Path) -> None:
    count = Count(_SAMPLE)
    for _ in run(count, "sample", seeds(), tmp_path):
        pass
    assert (count.done, count.hangs, count.raised, count.failed) == (_SAMPLE, 0, {}, {}), f"see {tmp_path}"


def test_mutated_mails_are_small_and_the_same_every_time() -> None:
    given = seeds()
    mails = [mutated(given, str(number)) for number in range(300)]
    assert statistics.median(map(len, mails)) <= 4096
    assert mails == [mutated(given, str(number)) for number in range(300)]
    assert len(set(mails)) > 290


def test_a_shard_goes_on_where_it_stopped() -> None:
    given = seeds()
    whole, halves = Count(40), Count(40)
    list(run(whole, "x", given, None))
    list(run(halves, "x", given, None, stop=15))
    assert halves.done == 15
    list(run(halves, "x", given, None))
    assert (halves.done, halves.failed) == (whole.done, whole.failed)


def test_a_mail_that_is_read_has_no_problem() -> None:
    assert problem(b"From: a@b.example\r\n\r\nHello") is None
