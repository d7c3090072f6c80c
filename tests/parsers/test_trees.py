"""What was built comes back: mails of every shape, written by the stdlib, read by ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from parsers.cleaning import one_line
from parsers.filenames import safe_name
from parsers.mail import Address, Mail, SpanKind
from parsers.read import parse
from tests.parsers.letters import codes
from tests.parsers.trees import Piece, Wish, classic, modern, wishes

BUILDERS = [modern, classic]
Build = Callable[[Wish], bytes]


def people(addresses: tuple[Address, ...]) -> list[tuple[str, str]]:
    return [(address.name, address.addr) for address in addresses]


def wanted_people(addresses: tuple[Address, ...]) -> list[tuple[str, str]]:
    return [(one_line(address.name, 200).strip(" '\""), address.addr) for address in addresses]


def came_along(mail: Mail) -> list[tuple[str, str, int, str]]:
    return [(file.name, file.content_type, file.size, file.sha256) for file in mail.attachments]


def wanted_files(pieces: list[Piece]) -> list[tuple[str, str, int, str]]:
    return [
        (safe_name(piece.name)[0], piece.kind, len(piece.octets), hashlib.sha256(piece.octets).hexdigest())
        for piece in pieces
    ]


@pytest.mark.parametrize("build", BUILDERS)
@given(wish=wishes())
def test_what_was_built_comes_back(build: Build, wish: Wish) -> None:
    mail = parse(build(wish))
    pieces = [*([wish.picture] if wish.picture else []), *wish.files]

    assert mail.text == wish.text.rstrip()
    assert mail.subject == wish.subject
    assert people(mail.from_) == wanted_people((wish.author,))
    assert people(mail.to) == wanted_people(wish.to)
    assert came_along(mail) == wanted_files(pieces)
    assert codes(mail) <= {"message_id_missing", "name_changed", "from_odd", "type_mismatch"}


@pytest.mark.parametrize("build", BUILDERS)
@given(wish=wishes())
@settings(max_examples=50)
def test_what_each_stretch_is_covers_the_whole_text(build: Build, wish: Wish) -> None:
    mail = parse(build(wish))
    assert "".join(mail.text[span.start : span.end] for span in mail.spans) == mail.text
    assert all(span.kind in SpanKind for span in mail.spans)


@given(wish=wishes())
@settings(max_examples=50)
def test_html_alone_says_the_same_as_the_text_beside_it_would(wish: Wish) -> None:
    head = f"Content-Type: text/html; charset={wish.charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert parse(head.encode() + wish.html.encode(wish.charset)).text.split() == wish.text.split()
