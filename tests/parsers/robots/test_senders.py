"""Names that nobody writes under, and names that people do write under."""

from __future__ import annotations

import pytest

from parsers.mail import Origin
from parsers.read import parse
from parsers.robots.senders import DISPLAY_NAMES, LOCAL_PARTS, PLAIN
from parsers.robots.signs import SURE
from tests.parsers.letters import letter


def test_local_parts_stand_without_what_they_are_compared_without() -> None:
    for row in LOCAL_PARTS:
        assert all(name == name.translate(PLAIN).lower() for name in (*row.names, *row.openings))


def test_display_names_alone_never_decide() -> None:
    assert all(row.weight < SURE for row in DISPLAY_NAMES)


@pytest.mark.parametrize(
    "name",
    ["no-reply", "noreply+abc123", "do_not_reply", "ne-pas-repondre", "nao.responda", "nie-odpowiadaj", "ei-vastausta"],
)
def test_nobody_reads_these(name: str) -> None:
    assert (
        parse(letter(f"From: {name}@x.example", "Subject: Re: x", "In-Reply-To: <a@b.example>")).origin is Origin.BULK
    )


@pytest.mark.parametrize(
    "name",
    [
        "info",
        "support",
        "service",
        "office",
        "admin",
        "sales",
        "billing",
        "root",
        "news",
        "marketing",
        "bot",
        "reply",
        "owner",
    ],
)
def test_people_write_under_these(name: str) -> None:
    assert parse(letter(f"From: {name}@x.example", "Subject: Invoice")).origin is Origin.HUMAN


def test_a_postmaster_is_a_program_unless_he_answers_by_hand() -> None:
    sender = "From: postmaster@x.example"
    assert parse(letter(sender, "Subject: Report")).origin is Origin.BULK
    assert parse(letter(sender, "Subject: Undeliverable: x")).origin is Origin.BOUNCE
    assert parse(letter(sender, "Subject: Re: x", "In-Reply-To: <a@b.example>")).origin is Origin.HUMAN
