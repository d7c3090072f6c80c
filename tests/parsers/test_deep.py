"""Received and defects as the library sees them, for people who look."""

from __future__ import annotations

import pytest

from parsers.deep import Hop, defects, received
from tests.parsers.letters import letter

FIRST = "Received: from laptop by mail.cust.example with ESMTPSA; Sun, 22 Nov 2026 10:00:00 +0000"
SECOND = "Received: from mail.cust.example by mx.corp.example with ESMTPS; Sun, 22 Nov 2026 10:00:05 +0000"


def test_the_hops_of_a_mail_oldest_first() -> None:
    hops = received(letter(SECOND, FIRST, "From: c@cust.example"))
    assert [(hop.number, hop.from_, hop.by, hop.delay) for hop in hops] == [
        (1, "laptop", "mail.cust.example", 0.0),
        (2, "mail.cust.example", "mx.corp.example", 5.0),
    ]
    assert hops[1].date.startswith("2026-11-22T10:00:05")


def test_A65_a_hop_holds_no_control_characters() -> None:
    hops = received(letter("Received: from \x1b[2J by mx.corp.example with SMTP; Sun, 22 Nov 2026 10:00:00 +0000"))
    assert all("\x1b" not in f"{hop.from_}{hop.by}{hop.with_}{hop.date}" for hop in hops)


def test_defects_are_named() -> None:
    raw = letter("Content-Type: multipart/mixed; boundary=b", body="--b\n\nx\n")
    assert "CloseBoundaryNotFoundDefect" in defects(raw)
    assert defects(letter("From: c@cust.example")) == ()


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0", b"From: <a@[\r\n\r\n", b'From: "\r\n\r\n', b"Message-ID: <a@[b\r\n\r\n", b"Received: \r\n\r\n",
     b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))],
)  # fmt: skip
def test_A43_what_the_library_cannot_read_gives_no_hops(raw: bytes) -> None:
    assert all(isinstance(hop, Hop) for hop in received(raw))
    assert isinstance(defects(raw), tuple)
