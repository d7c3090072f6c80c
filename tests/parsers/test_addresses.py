"""Addresses: strict where somebody is believed, lenient where somebody is shown."""

from __future__ import annotations

from email.utils import formataddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.addresses import author, plain_addr, poses, reply_address, shown
from parsers.cleaning import one_line
from parsers.limits import LIMITS
from parsers.mail import Address
from parsers.read import parse
from tests.parsers.letters import codes, letter

A04 = [
    "a@corp.example:s@evil.example;",
    "a@corp.example, s@evil.example",
    "a@corp.example]<s@evil.example>",
    "alice@corp.example)s@evil.example",
    '"a@corp.example" <s@evil.example>',
    "=?utf-8?q?a=40corp.example?=@evil.example",
    "=?utf-8?q?a=40corp.example?= <s@evil.example>",
    "a＠corp.example <s@evil.example>",
    "s@evil.example (a@corp.example)",
    "(a@corp.example) s@evil.example",
    "<@corp.example,@x:s@evil.example>",
    "<@corp.example:s@evil.example>",
    "a@corp.example\0@evil.example",
    "a@corp.example\x0b<s@evil.example>",
    "a@corp.example <s@evil.example",
    "a@corp.example> <s@evil.example>",
    '"a@corp.example <s@evil.example>',
    '"a b"@corp.example',
    "a@[192.0.2.1]",
    "a@corp.example.",
    "a@-corp.example",
    "a..b@corp.example",
    ".a@corp.example",
    "@",
    "<>",
    '"',
    "<a@[",
]


@pytest.mark.parametrize("value", A04)
def test_A04_an_odd_from_names_no_author(value: str) -> None:
    assert author(value) is None
    assert parse(letter(f"From: {value}")).author is None


@pytest.mark.parametrize("order", [("a@corp.example", "s@evil.example"), ("s@evil.example", "a@corp.example")])
def test_A04_two_from_fields_name_no_author(order: tuple[str, str]) -> None:
    mail = parse(letter(*(f"From: {addr}" for addr in order)))
    assert mail.author is None
    assert "field_twice" in codes(mail)


def test_A04_the_same_from_twice_names_no_author() -> None:
    assert parse(letter("From: a@corp.example", "From: a@corp.example")).author is None


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@corp.example\rX: y\r\n\r\n",
        b"X: y\rFrom: a@corp.example\r\n\r\n",
        b"junk\r\nFrom: a@corp.example\r\n\r\n",
        b"From: a@corp.example\r\nX: \0\r\n\r\n",
        b"From: \xe4@corp.example\r\n\r\n",
        b"From: a@corp.example\r\n" + b"X-A: b\r\n" * 1000 + b"\r\n",
    ],
)
def test_A26_a_header_block_others_may_read_otherwise_names_no_author(raw: bytes) -> None:
    assert parse(raw).author is None


@pytest.mark.parametrize(
    "value",
    [
        "c@cust.example",
        "<c@cust.example>",
        "Carla <c@cust.example>",
        "C@Cust.Example",
        '"Carla C. (Sales)" <c@cust.example>',
        "J. Doe <c@cust.example>",
        '"c@cust.example" <c@cust.example>',
        "=?utf-8?b?SsO8cmdlbg==?= <c@cust.example>",
        "Jürgen Müller <c@cust.example>",
        '"Müller, Jürgen" <c@cust.example>',
        "\tCarla\t<c@cust.example> ",
    ],
)
def test_an_ordinary_from_names_its_author_in_lower_case(value: str) -> None:
    assert parse(letter(f"From: {value}")).author == "c@cust.example"


def test_an_address_of_rfc_6532_has_one_form_whatever_way_it_is_written() -> None:
    written = parse(letter("From: Jürgen@Müller.example"))
    assert (
        written.author == parse(letter("From: jürgen@xn--mller-kva.example")).author == "jürgen@xn--mller-kva.example"
    )
    assert written.from_[0].addr == "jürgen@müller.example"


@pytest.mark.parametrize("value", ["a@\u212aorp.example", "a@ｃorp.example", "a@co\u0301rp.example", "a@corp。example"])
def test_A19_characters_that_fold_into_others_name_no_author(value: str) -> None:
    assert author(value) is None


def test_A29_cyrillic_letters_are_another_address() -> None:
    assert author("a@соrp.example") == "a@xn--rp-emcl.example"


@pytest.mark.parametrize(
    "text",
    [
        '"a\r\nRCPT TO:<v@x>"@e.example',
        "u@e.example> AUTH=<x",
        "u@e.example SIZE=1",
        "u@e.example\n",
        "u@e.example\0",
        "<u@e.example>",
        "u@e",
        "ü@e.example",
        "a" * 65 + "@e.example",
        "u@" + "e" * 64 + ".example",
        "u@" + "e.e" * 100,
        "u@e.example,v@e.example",
        "",
    ],
)
def test_A24_what_is_no_plain_address_is_never_written_to(text: str) -> None:
    expected = text if text == "u@e" else None  # a host of one's own network may have one label
    assert plain_addr(text) == expected


@given(st.text(max_size=40))
def test_A24_a_plain_address_holds_nothing_an_smtp_command_could_break_on(text: str) -> None:
    addr = plain_addr(text)
    assert addr is None or (addr.isascii() and addr.isprintable() and not set(addr) & set(' <>()[]:;,\\"'))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A <a@x.example>, b@x.example", [("A", "a@x.example"), ("", "b@x.example")]),
        ('"Doe, John" <j@x.example>', [("Doe, John", "j@x.example")]),
        ("j@x.example (John (the tall) Doe)", [("John the tall Doe", "j@x.example")]),
        ("Team: a@x.example, B <b@x.example>;, c@x.example", [("", "a@x.example"), ("B", "b@x.example"),
                                                            ("", "c@x.example")]),
        ("undisclosed-recipients:;", []),
        ("<@relay.example:a@x.example>", [("", "a@x.example")]),
        ("a@x.example; b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("=?utf-8?q?a=2Cb?= <a@x.example>", [("a,b", "a@x.example")]),
        ("A <A@X.Example.>", [("A", "a@x.example")]),
        ("no address here", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_lenient_reader_sees_the_addresses(value: str, expected: list[tuple[str, str]]) -> None:
    assert shown(value) == tuple(Address(name, addr) for name, addr in expected)


def test_A30_a_display_name_loses_what_cannot_be_seen() -> None:
    assert shown("=?utf-8?q?=E2=80=AEevil=E2=80=8B=F3=A0=81=81?= <a@x.example>")[0].name == "evil"


def test_A37_addresses_are_cut_at_the_cap() -> None:
    mail = parse(letter("To: " + ",".join(f"a{number}@x.example" for number in range(1500))))
    assert len(mail.to) == LIMITS.addresses
    assert "addresses_cut" in codes(mail)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Carla c@x.example", [("Carla", "c@x.example")]),
        ("c @ x.example", [("", "c@x.example")]),
        ('"=?utf-8?q?J=C3=BC?=" =?utf-8?q?M=C3=BC?= <c@x.example>', [("Jü Mü", "c@x.example")]),
        ('"A \\"=?utf-8?q?b?=\\"" <c@x.example>', [('A "b"', "c@x.example")]),
        ("'Carla' via Desk <c@x.example>", [("'Carla' via Desk", "c@x.example")]),
        ("c@[IPv6:2001:db8::1]", [("", "c@[ipv6:2001:db8::1]")]),
        ("=?utf-8?q?A_=3Ca=40x.example=3E=2C_b=40x.example?=", [("A", "a@x.example"), ("", "b@x.example")]),
        ("c@x  . example", [("", "c@x.example")]),
        ('"c@x.example"', [("", "c@x.example")]),
        ('"Carla" c@x.example', [("Carla", "c@x.example")]),
        ("a@x.example b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("Doe, John <j@x.example>, b@x.example", [("Doe, John", "j@x.example"), ("", "b@x.example")]),
        ("=?utf-8?q?M=C3=BCller, J?= <j@x.example>", [("Müller, J", "j@x.example")]),
        ("=?utf-8?q?Re: M; S?= <c@x.example>, d@x.example", [("Re: M; S", "c@x.example"),
                                                                ("", "d@x.example")]),
        ("=?utf-8?q?=C3=BC:?= <c@x.example>", [("ü:", "c@x.example")]),
        ("=?utf-8?q?Carla_=3Cc=40x=2Eexample=3E?=", [("Carla", "c@x.example")]),
        ("<mailto:c@x.example>", [("", "c@x.example")]),
        ("[c@x.example]", [("", "c@x.example")]),
        ("<<c@x.example>>", [("", "c@x.example")]),
        ("c@x.example <>", [("", "c@x.example")]),
        ("c@[192.0.2.1]", [("", "c@[192.0.2.1]")]),
        ('"a b"@x.example', [("", '"a b"@x.example')]),
        ("Sales: ; c@x.example", [("", "c@x.example")]),
        ("c@x.example (Carla (Sales)), d@x.example", [("Carla Sales", "c@x.example"), ("", "d@x.example")]),
        ("Carla <c@x.example", [("Carla", "c@x.example")]),
        ("'Carla' <'c@x.example'>", [("Carla", "c@x.example")]),
    ],
)  # fmt: skip
def test_a_lenient_reader_sees_addresses_as_programs_garble_them(value: str, expected: list[tuple[str, str]]) -> None:
    assert shown(value) == tuple(Address(name, addr) for name, addr in expected)


@pytest.mark.parametrize(
    "name",
    [
        "a@corp.example",
        "a＠corp.example",
        "a﹫corp.example",
        "a @ corp.example",
        "Ann <a@corp.example>",
        "ann at corp.example",
        "ann (at) corp.example",
        "ann[at]corp[dot]example",
        "a@corp.example via Lists",
        "a@müller.example",
    ],
)
def test_A28_a_name_that_reads_as_another_address_is_marked(name: str) -> None:
    assert poses(Address(name, "s@evil.example"))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ann Corp",
        "s@evil.example",
        "S＠EVIL.example",
        "'s@evil.example'",
        "Sue at work",
        "Sue at Evil.example",
        "@sue",
        "Sue @ Corp",
        "Sales @ 5 p.m. 3.5",
        "Matt Atkins",
        "Nat at 10.30",
    ],
)
def test_A28_a_name_that_is_a_name_is_not_marked(name: str) -> None:
    assert not poses(Address(name, "s@evil.example"))


@pytest.mark.parametrize("field", ["From", "Reply-To", "Sender"])
def test_A28_a_posing_name_is_told(field: str) -> None:
    mail = parse(letter("From: s@evil.example", f'{field}: "ann at corp.example" <s@evil.example>'))
    assert "name_poses" in codes(mail)


def test_A28_a_name_in_another_encoding_of_the_same_address_is_not_told() -> None:
    value = "=?utf-8?q?J=40M=C3=BCller=2Eexample?= <j@xn--mller-kva.example>"
    assert "name_poses" not in codes(parse(letter(f"From: {value}")))


@given(st.text(alphabet='<>()[]:;@\\,".a =?', max_size=60))
def test_any_specials_can_be_read_both_ways(value: str) -> None:
    strict = author(value)
    assert strict is None or strict in [address.addr for address in shown(value)]


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="=?'"), max_size=30),
    st.from_regex(r"[a-z][a-z0-9.+_-]{0,10}[a-z]@[a-z]{1,8}\.example", fullmatch=True),
)
def test_what_the_library_writes_is_seen(name: str, addr: str) -> None:
    cleaned = " ".join(name.split())
    (found,) = shown(formataddr((cleaned, addr)))
    assert found.addr == addr
    assert found.name == one_line(cleaned, LIMITS.name)


def test_a_reply_address_carries_its_token_in_the_local_part() -> None:
    assert reply_address("support@corp.example", "+", "abc") == "support+abc@corp.example"


def test_A26_nobody_is_believed_in_headers_of_mixed_line_ends() -> None:
    # A server that parts lines at CRLF alone has judged the other From.
    raw = b"Received: x\r\nX-A: 1\nFrom: a@corp.example\n\nhello\r\nFrom: s@evil.example\r\n\r\nbody\r\n"
    assert parse(raw).author is None


@pytest.mark.parametrize("sign", ["\x0b", "\x0c"])
def test_A04_a_control_at_the_edge_of_a_from_is_odd_too(sign: str) -> None:
    assert parse(letter(f"From: {sign}a@corp.example")).author is None
    assert parse(letter(f"From: a@corp.example{sign}")).author is None
