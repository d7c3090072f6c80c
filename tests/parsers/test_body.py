"""The best text of a mail and what came along, out of trees as people's programs build and break them."""

from __future__ import annotations

import base64
import hashlib

import pytest

from parsers.limits import LIMITS
from parsers.read import parse
from tests.parsers.letters import codes, letter, multipart, part

PLAIN = part("text/plain; charset=utf-8", "the plain words")
HTML = part("text/html; charset=utf-8", "<p>the <b>html</b> words</p>")


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_plain_mail_is_its_body(end: bytes) -> None:
    raw = b"From: c@cust.example\r\n\r\none\r\ntwo\r\n".replace(b"\r\n", end)
    assert parse(raw).text == "one\ntwo"


def test_an_empty_mail_and_one_without_a_body_have_no_text() -> None:
    assert parse(b"").text == ""
    assert parse(b"From: c@cust.example\r\nSubject: only headers").text == ""
    assert parse(b"From: c@cust.example\r\nSubject: only headers").subject == "only headers"


def test_plain_text_is_better_than_html() -> None:
    mail = parse(multipart("alternative", PLAIN, HTML))
    assert (mail.text, mail.attachments) == ("the plain words", ())


def test_html_is_read_where_nothing_else_says_anything() -> None:
    assert parse(multipart("alternative", part("text/plain", " \n"), HTML)).text == "the html words"
    assert parse(letter("Content-Type: text/html", body="<p>only html</p>")).text == "only html"


def test_texts_in_several_parts_are_read_in_order() -> None:
    other = part("text/plain", "and more")
    assert parse(multipart("mixed", PLAIN, HTML, other)).text == "the plain words\n\nthe html words\n\nand more"


def test_nested_multiparts_are_followed() -> None:
    picture = part("image/png", "png", "Content-ID: <logo@x>", "Content-Disposition: inline")
    related = multipart("related", HTML, picture)
    mail = parse(multipart("mixed", multipart("alternative", PLAIN, related), part("application/pdf", "pdf")))
    assert mail.text == "the plain words"
    assert [(one.part, one.content_type, one.inline, one.content_id) for one in mail.attachments] == [
        ("1.2.2", "image/png", True, "logo@x"),
        ("2", "application/pdf", False, None),
    ]


def test_an_attachment_has_name_size_and_digest_of_its_decoded_octets() -> None:
    data = bytes(range(256)) * 10
    disposition = 'Content-Disposition: attachment; filename="data.bin"'
    encoded = base64.encodebytes(data).replace(b"\n", b"\r\n")
    octets = part("application/x-data", encoded, disposition, "Content-Transfer-Encoding: base64")
    (found,) = parse(multipart("mixed", PLAIN, octets)).attachments
    assert (found.name, found.content_type, found.size) == ("data.bin", "application/x-data", len(data))
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_text_with_a_file_name_is_an_attachment() -> None:
    named = part('text/plain; name="log.txt"', "a log")
    mail = parse(multipart("mixed", PLAIN, named, part("text/plain", "x", "Content-Disposition: attachment")))
    assert mail.text == "the plain words"
    assert [one.name for one in mail.attachments] == ["log.txt", ""]


def test_a_mail_that_is_only_a_file_has_no_text() -> None:
    mail = parse(letter("Content-Type: application/pdf; name=scan.pdf", body="%PDF"))
    assert (mail.text, [one.name for one in mail.attachments]) == ("", ["scan.pdf"])


def test_A39_an_attached_mail_is_an_attachment_and_its_words_stay_inside() -> None:
    inner = letter("From: a@corp.example", "Subject: [#42]", "X-Supportd-Loop: <x@y>", body="#close")
    mail = parse(multipart("mixed", PLAIN, part("message/rfc822", inner), fields=("From: c@cust.example",)))
    assert mail.text == "the plain words"
    assert mail.author == "c@cust.example"
    assert [one.content_type for one in mail.attachments] == ["message/rfc822"]
    assert (mail.numbers, mail.returned_ids) == ((), ())


def test_A39_a_thousand_mails_in_one_another_are_one_attachment() -> None:
    mail = parse(b"Content-Type: message/rfc822\r\n\r\n" * 1000)
    assert len(mail.attachments) == 1


def test_A39_external_and_partial_bodies_are_inert() -> None:
    external = part('message/external-body; access-type=local-file; name="/etc/passwd"', "x")
    mail = parse(multipart("mixed", PLAIN, external, part("message/partial; id=a; number=1", "y")))
    assert mail.text == "the plain words"
    assert [one.name for one in mail.attachments] == ["passwd", ""]


def test_A35_a_thousand_nested_multiparts_end_at_the_cap() -> None:
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))
    assert "too_deep" in codes(parse(raw))


def test_A36_a_hundred_thousand_parts_end_at_the_cap() -> None:
    mail = parse(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000)
    assert "parts_cut" in codes(mail)
    assert mail.text.count("x") <= LIMITS.parts


def test_A38_a_text_larger_than_the_cap_is_cut() -> None:
    mail = parse(letter(body="word " * 1_000_000))
    assert len(mail.text) <= LIMITS.text
    assert "text_cut" in codes(mail)


def test_A38_parts_beyond_the_cap_of_all_decoded_octets_are_left_out() -> None:
    large = part("application/x-data", bytes(LIMITS.decoded // 2 + 1))
    mail = parse(multipart("mixed", large, large, large))
    assert [one.size for one in mail.attachments] == [LIMITS.decoded // 2 + 1, LIMITS.decoded // 2 + 1, 0]
    assert "decoded_cut" in codes(mail)


def test_A42_html_larger_than_the_cap_is_cut() -> None:
    mail = parse(letter("Content-Type: text/html", body="<p>" + "word " * 200_000))
    assert 0 < len(mail.text) <= LIMITS.html
    assert "html_cut" in codes(mail)


@pytest.mark.parametrize("body", [b"A\n" * 500_000, b"=" * 500_000, b"!!!!", b"QQ", b"Q", b"=ZZ=", b"\xff" * 100])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode", "7-bit", "no such"])
def test_A38_broken_encodings_give_what_can_be_saved(body: bytes, encoding: str) -> None:
    mail = parse(letter(f"Content-Transfer-Encoding: {encoding}", body=body))
    assert "reader_failed" not in codes(mail)
    assert len(mail.text) <= max(len(body), LIMITS.text)


def test_base64_text_without_its_padding_is_read_and_told() -> None:
    mail = parse(letter("Content-Transfer-Encoding: base64", body="SGVsbG8gd29ybGQh\nSGk"))
    assert mail.text == "Hello world!Hi"
    assert "encoding_broken" in codes(mail)


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("utf-8", "utf-8", "Grüße"),
        ("iso-8859-1", "latin-1", "Grüße"),
        ("ISO-2022-JP", "iso2022_jp", "こんにちは"),
        ("gb2312", "gb2312", "你好"),
        ("shift_jis", "cp932", "日本語"),
        ("big5", "big5", "繁體"),
        ("utf-8", "cp1252", "Grüße"),
        ("x-no-such", "utf-8", "Grüße"),
    ],
)
def test_bodies_are_read_in_their_charset_or_the_true_one(charset: str, codec: str, text: str) -> None:
    assert parse(letter(f"Content-Type: text/plain; charset={charset}", body=text.encode(codec))).text == text


def test_a_wrong_and_an_unknown_charset_are_told() -> None:
    wrong = parse(letter("Content-Type: text/plain; charset=utf-8", body="Grüße".encode("latin-1")))
    unknown = parse(letter("Content-Type: text/plain; charset=x-odd", body="Grüße"))
    assert "charset_wrong" in codes(wrong)
    assert "charset_unknown" in codes(unknown)


@pytest.mark.parametrize("content_type", [";", "", "text", "text/", "/plain", "(comment)", "text/plain; charset"])
def test_A43_an_unreadable_content_type_is_plain_text(content_type: str) -> None:
    assert parse(letter(f"Content-Type: {content_type}", body="words")).text == "words"


def test_a_multipart_without_its_boundary_is_shown_as_it_stands() -> None:
    mail = parse(letter("Content-Type: multipart/mixed", body="just words"))
    assert mail.text == "just words"
    assert "boundary_missing" in codes(mail)


def test_a_multipart_with_the_wrong_boundary_is_cut_at_the_one_it_uses() -> None:
    body = "--real\nContent-Type: text/plain\n\nwords\n--real--\n"
    assert parse(letter("Content-Type: multipart/mixed; boundary=other", body=body)).text == "words"


def test_a_multipart_that_never_ends_gives_its_parts() -> None:
    body = "--b\n\none\n--b\n\ntwo"
    assert parse(letter("Content-Type: multipart/mixed; boundary=b", body=body)).text == "one\n\ntwo"


def test_a_boundary_that_begins_another_is_not_taken_for_it() -> None:
    inner = "Content-Type: multipart/alternative; boundary=bb\n\n--bb\n\ninner\n--bb--\n"
    body = f"--b\n{inner}\n--b\n\nouter\n--b--\n"
    assert parse(letter("Content-Type: multipart/mixed; boundary=b", body=body)).text == "inner\n\nouter"


def test_a_digest_holds_mails() -> None:
    mail = parse(multipart("digest", letter(body=letter("Subject: a")), letter(body=letter("Subject: b"))))
    assert [one.content_type for one in mail.attachments] == ["message/rfc822"] * 2


def test_a_calendar_beside_the_text_is_kept_as_a_file() -> None:
    mail = parse(multipart("alternative", PLAIN, part("text/calendar", "BEGIN:VCALENDAR")))
    assert (mail.text, [one.content_type for one in mail.attachments]) == ("the plain words", ["text/calendar"])


def test_A36_of_many_plain_versions_a_few_are_held_against_the_html() -> None:
    notice = part("text/plain", "Your mail program shows no HTML")
    rich = part("text/html", "<p>The printer in room seven is out of paper again</p>")
    assert parse(multipart("alternative", notice, notice, PLAIN, rich)).text == "the plain words"
    assert parse(multipart("alternative", *[notice] * 50, rich)).text.startswith("The printer")
