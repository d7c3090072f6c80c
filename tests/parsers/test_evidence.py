"""What the mail server says about a sender, by position and id, never by presence (A05)."""

from __future__ import annotations

import pytest

from parsers.evidence import evidence
from parsers.read import parse
from tests.parsers.letters import letter

LMTP = "Received: from mx.corp.example by mx.corp.example with LMTP id x; Sun, 22 Nov 2026 10:00:00 +0000"
BORDER = "Received: from mail.cust.example by mx.corp.example with ESMTPS id y; Sun, 22 Nov 2026 10:00:00 +0000"
EARLIER = "Received: from laptop by mail.cust.example with ESMTPSA id z; Sun, 22 Nov 2026 09:59:59 +0000"
FROM = "From: Carla <c@cust.example>"
PASS = "Authentication-Results: mx.corp.example; dmarc=pass header.from=cust.example"
FAIL = "Authentication-Results: mx.corp.example; dmarc=fail (p=NONE) header.from=cust.example"


def said(*fields: str, source: str = "mx.corp.example", hops: int = 2) -> str:
    return evidence(parse(letter(*fields)), source, hops)


def test_a_field_of_our_server_above_its_border_counts() -> None:
    assert said(LMTP, PASS, BORDER, EARLIER, FROM) == "pass"
    assert said(PASS, BORDER, FROM, hops=1) == "pass"
    assert said(LMTP, FAIL, BORDER, FROM) == "fail"


def test_without_a_source_nothing_is_believed() -> None:
    assert said(LMTP, PASS, BORDER, FROM, source="none") == "none"


def test_no_trusted_hop_means_no_trusted_field() -> None:
    assert said(PASS, BORDER, FROM, hops=0) == "none"


def test_A05_a_forged_pass_below_the_real_fail_is_not_read() -> None:
    assert said(LMTP, FAIL, BORDER, PASS, FROM) == "fail"
    assert said(LMTP, FAIL, PASS, BORDER, FROM) == "fail"


def test_A05_a_forged_pass_as_the_only_one_is_not_read() -> None:
    assert said(LMTP, BORDER, PASS, FROM) == "none"
    assert said(LMTP, BORDER, EARLIER, PASS, FROM) == "none"


def test_a_server_that_writes_below_its_border_takes_one_hop_more() -> None:
    assert said(LMTP, BORDER, PASS, EARLIER, FROM, hops=3) == "pass"


@pytest.mark.parametrize(
    "field",
    [
        "Authentication-Results: evil.example; dmarc=pass header.from=cust.example",
        "Authentication-Results: mx.corp.example.evil.example; dmarc=pass header.from=cust.example",
        "Authentication-Results: (mx.corp.example) evil.example; dmarc=pass header.from=cust.example",
        "Authentication-Results: evil.example (; mx.corp.example); dmarc=pass header.from=cust.example",
        "Authentication-Results: mx.corp.example; none",
        "Authentication-Results: mx.corp.example; dmarc=none header.from=cust.example",
        "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example",
        "Authentication-Results: mx.corp.example; dmarc=pass",
        "Authentication-Results: mx.corp.example; (dmarc=pass header.from=cust.example)",
        'Authentication-Results: mx.corp.example; x="; dmarc=pass header.from=cust.example"',
        "Authentication-Results: mx.corp.example; dmarc=pass header.from=cust.example (never closed",
        "Authentication-Results: mx.corp.example; spf=pass reason=x dmarc=pass header.from=cust.example",
        "Authentication-Results: dmarc=pass header.from=cust.example",
        "Authentication-Results: mx.corp.example; dmarc=pass header.from=cust.example" + " x" * 3000,
        "Authentication-Results: " + "(" * 3000,
        "Authentication-Results:",
        "ARC-Authentication-Results: i=1; mx.corp.example; dmarc=pass header.from=cust.example",
        "Received-SPF: pass",
    ],
)
def test_A05_what_does_not_say_pass_for_this_author_by_our_server_says_nothing(field: str) -> None:
    assert said(LMTP, field, BORDER, FROM) == "none"


@pytest.mark.parametrize(
    "field",
    [
        "AUTHENTICATION-RESULTS: MX.Corp.Example; DMARC=PASS Header.From=CUST.example",
        "Authentication-Results: mx.corp.example 1; dmarc=pass header.from=cust.example",
        "Authentication-Results:\n mx.corp.example;\n\tdmarc=pass\n (p=reject) header.from=cust.example",
        "Authentication-Results: mx.corp.example (our own); dmarc = pass header.from = cust.example",
        'Authentication-Results: "mx.corp.example"; dmarc=pass header.from="cust.example"',
        "Authentication-Results: mx.corp.example; spf=fail smtp.mailfrom=x; dmarc/1=pass header.from=cust.example",
        "Authentication-Results: mx.corp.example; dkim=pass header.d=cust.example",
        "Authentication-Results: mx.corp.example; dkim=fail header.d=x.example; dkim=pass header.i=@cust.example",
        "Authentication-Results: mx.corp.example; spf=pass smtp.mailfrom=bounce@cust.example",
    ],
)
def test_a_pass_is_read_in_every_form(field: str) -> None:
    assert said(LMTP, field, BORDER, FROM) == "pass"


def test_a_parent_domain_may_sign_for_its_child_but_not_the_other_way() -> None:
    assert (
        said(PASS.replace("dmarc=pass header.from", "dkim=pass header.d"), "From: c@eu.cust.example", hops=1) == "pass"
    )
    child = "Authentication-Results: mx.corp.example; dkim=pass header.d=evil.cust.example"
    assert said(child, FROM, hops=1) == "none"
    top = "Authentication-Results: mx.corp.example; dkim=pass header.d=example"
    assert said(top, FROM, hops=1) == "none"


def test_a_dmarc_fail_outweighs_an_aligned_signature() -> None:
    field = (
        "Authentication-Results: mx.corp.example; dkim=pass header.d=cust.example; dmarc=fail header.from=cust.example"
    )
    assert said(field, FROM, hops=1) == "fail"


def test_A04_an_author_nobody_can_name_never_passes() -> None:
    assert said(PASS, "From: c@cust.example, s@evil.example", hops=1) == "none"
    assert said(FAIL, "From: c@cust.example, s@evil.example", hops=1) == "fail"


def test_A26_two_verdicts_about_two_domains_do_not_pass() -> None:
    two = f"{PASS}; dmarc=pass header.from=evil.example"
    assert said(two, FROM, hops=1) == "none"


def test_A05_a_verdict_that_cannot_be_read_leaves_no_room_for_an_earlier_one() -> None:
    unreadable = f"Authentication-Results: mx.corp.example; dmarc=fail header.from=cust.example; x={'y' * 5000}"
    assert said(LMTP, unreadable, BORDER, PASS, FROM, hops=3) == "none"
    assert said(LMTP, "Authentication-Results: mx.corp.example; dmarc=fail (", PASS, BORDER, FROM) == "none"
