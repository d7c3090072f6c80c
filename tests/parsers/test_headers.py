"""Header fields as values: octets that name no charset, and what looking for one may cost."""

from __future__ import annotations

from time import process_time

from parsers import headers
from parsers.read import parse
from parsers.split import message_block
from tests.parsers.letters import letter


def seconds(raw: bytes) -> float:
    block = message_block(raw)
    start = process_time()
    headers.read(block)
    return process_time() - start


def test_every_unencoded_field_is_read_in_the_charset_of_the_body() -> None:
    name, subject = "Ян".encode("koi8-r"), "Счёт".encode("koi8-r")
    head = b"From: " + name + b" <y@cust.example>\r\nSubject: " + subject
    mail = parse(head + b"\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\nx")
    assert (mail.from_[0].name, mail.subject) == ("Ян", "Счёт")


def test_A41_the_charset_is_looked_for_once_however_many_fields_lack_it() -> None:
    declared = "Content-Type: text/plain; x=" + '"' + "a" * 20_000 + '"'
    few = letter(declared, "X-A: 1")
    many = few.replace(b"X-A: 1\r\n", b"X-A: \xff\r\n" * 200)
    one = few.replace(b"X-A: 1", b"X-A: \xff")
    assert min(seconds(many) for _ in range(3)) < 50 * min(seconds(one) for _ in range(3))
