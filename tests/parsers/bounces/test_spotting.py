"""Addresses and codes in a line of a program's notice."""

from __future__ import annotations

import pytest

from parsers.bounces import spotting


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<Ann@Corp.Example>: gone", ["ann@corp.example"]),
        ("RCPT TO:<ann@corp.example> and <bo@corp.example>", ["ann@corp.example", "bo@corp.example"]),
        ("'ann@corp.example'", ["ann@corp.example"]),
        ("* ann@corp.example.", ["ann@corp.example"]),
        ("to=ann@corp.example, relay=mx", ["ann@corp.example"]),
        ('"ann lee"@corp.example: no', ['"ann lee"@corp.example']),
        ("jürgen@firma.example", ["jürgen@firma.example"]),
        ("ann@[192.0.2.1]", ["ann@[192.0.2.1]"]),
        ("imceasmtp-ann+40corp+2Eexample@outer.test", ["ann@corp.example"]),
        ("@ @@ a@ @b user@192.0.2.1", []),
    ],
)
def test_addresses_are_spotted(line: str, found: list[str]) -> None:
    assert [spot.addr for spot in spotting.spots(line)] == found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("550 5.1.1 <a@b.example>... User unknown", "5.1.1"),
        ("550-5.7.26 see there", "5.7.26"),
        ("<mail.corp.example #5.1.1 smtp;550 no>", "5.1.1"),
        ("5.0.0 and then 5.2.2", "5.2.2"),
        ("5.0.0 and nothing", "5.0.0"),
        ("host 192.5.1.1 refused", ""),
        ("Internet Mail Service (5.5.2653.13)", ""),
        ("version v5.1.2", ""),
        ("2.1.5 delivered", ""),
    ],
)
def test_a_status_is_the_first_that_says_more_than_its_class(text: str, status: str) -> None:
    assert spotting.status(text) == status


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("said: 550 no such user", "550"),
        ("550 no; 421 later", "550"),
        ("421 later; 451 later still", "451"),
        ("exceeds 500 bytes", ""),
        ("port 4500", ""),
        ("ResponseCode 421, , Host", "421"),
    ],
)
def test_a_reply_code_of_class_five_outweighs_one_of_class_four(text: str, code: str) -> None:
    assert spotting.reply_code(text) == code
