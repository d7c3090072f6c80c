"""The benchmark's load is what the figures say it is.

Takes the generator's mails; gives its shares and sizes. Never times anything.
"""

from __future__ import annotations

import statistics
from collections import Counter

from bench.load import COUNT, load


def test_shares_are_as_stated() -> None:
    kinds = Counter(mail.kind for mail in load())

    assert kinds == {"new": 1400, "reply": 400, "auto_reply": 100, "bounce": 60, "duplicate": 40}


def test_sizes_are_as_stated() -> None:
    sizes = [len(mail.raw) for mail in load()]

    assert 2_500 <= statistics.median(sizes) <= 3_000
    assert 20_000 <= statistics.mean(sizes) <= 25_000
    assert 450_000 <= max(sizes) <= 550_000


def test_a_tenth_bears_a_file_and_three_charsets_occur() -> None:
    mails = load()

    assert 0.09 <= sum(mail.has_file for mail in mails) / COUNT <= 0.11
    assert {mail.charset for mail in mails} == {"utf-8", "iso-8859-1", "iso-2022-jp"}


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert [mail.raw for mail in load(200)] == [mail.raw for mail in load(200)]


def test_a_reply_names_an_earlier_mail_of_the_same_customer() -> None:
    mails = load(400)
    by_id = {mail.message_id: mail for mail in mails}

    replies = [mail for mail in mails if mail.kind == "reply"]

    assert replies
    for reply in replies:
        parent = reply.raw.split(b"In-Reply-To: <", 1)[1].split(b">", 1)[0].decode()
        assert by_id[parent].customer == reply.customer
