"""What Microsoft 365 says about a sender, and what a stranger can write to be taken for it (A05)."""

from __future__ import annotations

import pytest

from parsers.evidence import evidence
from parsers.read import parse
from tests.parsers.letters import letter

INNER = (
    "Received: from AM0PR01MB1.eurprd01.prod.exchangelabs.com (2603:10a6:1::1)\n"
    " by VI1PR01MB2.eurprd01.prod.exchangelabs.com with HTTPS; Sun, 22 Nov 2026 10:00:03 +0000",
    "Received: from FR2P281CA0001.DEUP281.PROD.OUTLOOK.COM (2603:10a6:2::2)\n"
    " by AM0PR01MB1.eurprd01.prod.exchangelabs.com with Microsoft SMTP Server;\n Sun, 22 Nov 2026 10:00:02 +0000",
    "Received: from VE1EUR01FT012.eop-EUR01.prod.protection.outlook.com (2a01:111::3)\n"
    " by FR2P281CA0001.outlook.office365.com with Microsoft SMTP Server id 15.20 via Frontend Transport;\n"
    " Sun, 22 Nov 2026 10:00:01 +0000",
)
BORDER = (
    "Received: from mail.cust.example (192.0.2.4)\n"
    " by VE1EUR01FT012.mail.protection.outlook.com (10.152.2.1) with Microsoft SMTP Server id 15.20;\n"
    " Sun, 22 Nov 2026 10:00:00 +0000"
)
PASS = (
    "Authentication-Results: spf=pass (sender IP is 192.0.2.4)\n"
    " smtp.mailfrom=cust.example; dkim=pass (signature was verified)\n"
    " header.d=cust.example;dmarc=pass action=none\n header.from=cust.example;compauth=pass reason=100"
)
FAIL = (
    "Authentication-Results: spf=fail (sender IP is 198.51.100.7)\n"
    " smtp.mailfrom=cust.example; dkim=none (message not signed)\n"
    " header.d=none;dmarc=fail action=oreject\n header.from=cust.example;compauth=fail reason=000"
)
NONE = (
    "Authentication-Results: spf=none (sender IP is 198.51.100.7) smtp.mailfrom=evil.example;"
    " dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=cust.example;"
    "compauth=softpass reason=202"
)
INTERNAL = "X-MS-Exchange-Organization-AuthAs: Internal"
FROM = "From: Carla <c@cust.example>"
HOPS = 4


def said(*fields: str, hops: int = HOPS) -> str:
    return evidence(parse(letter(*fields)), "microsoft365", hops)


def test_the_verdict_right_above_the_border_counts() -> None:
    assert said(*INNER, PASS, BORDER, FROM) == "pass"
    assert said(*INNER, FAIL, BORDER, FROM) == "fail"
    assert said(*INNER, NONE, BORDER, FROM) == "none"


def test_a_delivery_over_fewer_inner_hops_counts_as_well() -> None:
    assert said(INNER[2], PASS, BORDER, FROM) == "pass"


def test_more_hops_than_configured_are_not_believed() -> None:
    assert said(*INNER, PASS, BORDER, FROM, hops=3) == "none"
    assert said(*INNER, PASS, BORDER, FROM, hops=0) == "none"


def test_a_failed_dmarc_that_microsoft_outvoted_for_a_forwarder_says_nothing() -> None:
    sealed = FAIL.replace("compauth=fail reason=000", "compauth=pass reason=130")
    assert said(*INNER, sealed, BORDER, FROM) == "none"


def test_compauth_alone_proves_nobody() -> None:
    assert said(*INNER, NONE.replace("softpass reason=202", "pass reason=109"), BORDER, FROM) == "none"


@pytest.mark.parametrize(
    "forged",
    [
        (PASS,),
        (BORDER, PASS),
        (PASS, BORDER),
        (PASS, *INNER, PASS, BORDER),
        (*INNER, PASS, BORDER),
        (PASS.replace("Authentication-Results", "X-MS-Exchange-Authentication-Results"),),
        (INTERNAL,),
        (INTERNAL, "X-MS-Exchange-CrossTenant-AuthAs: Internal", "X-MS-Exchange-Organization-SCL: -1"),
    ],
)
@pytest.mark.parametrize("verdict", [(NONE, "none"), (FAIL, "fail")])
@pytest.mark.parametrize("hops", [4, 20])
def test_A05_whatever_a_stranger_writes_stands_below_the_border(
    forged: tuple[str, ...], verdict: tuple[str, str], hops: int
) -> None:
    assert said(*INNER, verdict[0], BORDER, *forged, FROM, hops=hops) == verdict[1]


@pytest.mark.parametrize("forged", [(PASS,), (PASS, BORDER), (*INNER, PASS, BORDER), (INTERNAL,)])
def test_A05_where_microsoft_gave_no_verdict_a_strangers_is_not_taken_for_it(forged: tuple[str, ...]) -> None:
    assert said(*INNER, BORDER, *forged, FROM, hops=20) == "none"


@pytest.mark.parametrize(
    "greeting",
    [
        "x by a.outlook.com",
        "=?utf-8?q?x_by_a.outlook.com_=28?=",
        "=?utf-8?q?x_=28by_a.outlook.com=29_?=",
        "x (",
        "by",
    ],
)
def test_A05_a_greeting_that_says_by_does_not_move_the_border(greeting: str) -> None:
    border = BORDER.replace("mail.cust.example", greeting)
    forged_border = BORDER.replace("mail.cust.example", "x.example")
    assert said(*INNER, NONE, border, PASS, forged_border, FROM, hops=20) == "none"


def test_A05_a_verdict_of_another_server_in_that_place_is_not_microsofts() -> None:
    named = PASS.replace("Authentication-Results: ", "Authentication-Results: mx.evil.example; ")
    assert said(*INNER, named, BORDER, FROM) == "none"


def test_A05_a_mail_that_never_was_at_microsoft_is_not_believed() -> None:
    own = "Received: from x.example by mx.corp.example with ESMTP; Sun, 22 Nov 2026 10:00:09 +0000"
    assert said(own, *INNER, PASS, BORDER, FROM, hops=20) == "none"
    assert said(PASS, FROM) == "none"
    assert said(INTERNAL, FROM) == "none"


def test_a_colleague_within_the_company_passes_no_border() -> None:
    submitted = (
        "Received: from AM0PR01MB1.eurprd01.prod.exchangelabs.com ([fe80::1])\n"
        " by AM0PR01MB1.eurprd01.prod.exchangelabs.com ([fe80::1]) with mapi;\n Sun, 22 Nov 2026 10:00:00 +0000"
    )
    assert said(INNER[0], submitted, FROM, INTERNAL) == "pass"
    assert said(INNER[0], submitted, FROM) == "none"
    assert said(INNER[0], submitted, FROM, INTERNAL, INTERNAL) == "none"
    assert said(INNER[0], submitted, "From: c@cust.example, s@evil.example", INTERNAL) == "none"
    assert said(INNER[0], submitted, FROM, INTERNAL, hops=1) == "none"
