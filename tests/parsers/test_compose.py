"""Drafts to octets: exactly the fields meant, repeatable, 7-bit, and readable by ourselves and by others."""

from __future__ import annotations

import email
import email.policy
import hashlib
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.addresses import plain_addr
from parsers.cleaning import body_text, one_line
from parsers.compose import compose
from parsers.draft import AutoSubmitted, Draft, File
from parsers.filenames import safe_name
from parsers.mail import Address, Origin, Sureness
from parsers.read import parse
from tests.parsers.letters import a_draft, codes, letter

HOSTILE = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        [
            "x\r\nBcc: v@x.example",
            "x\nBcc: v@x.example\n\nbody",
            "=?utf-8?q?x=0D=0ABcc:_v@x.example?=",
            '"x" <v@x.example>, y',
            'a";\r\nX: y',
            "x\x85Bcc: v@x\u2028Cc: w@x",
            "\u202e\u200b\x00\x1b[2J",
            "ü" * 210,
            "a" * 1200,
            "a b " * 400,
            "=?=?=?",
            "\\",
            '"',
            "(",
        ]
    ),
)
ids = st.one_of(
    st.from_regex(r"[a-z0-9]{1,30}@[a-z]{1,20}\.example", fullmatch=True),
    st.sampled_from(["a" * 900 + "@b", "x>\r\nBcc: v@x", "ü@x", "", "<a@b>", "a b@c"]),
)
addrs = st.builds(Address, HOSTILE, st.from_regex(r"[a-z0-9+]{1,20}@[a-z]{1,20}\.example", fullmatch=True))
files = st.builds(
    File, HOSTILE, st.sampled_from(["application/pdf", "message/rfc822", "x", "a/b\r\nX: y"]), st.binary(max_size=200)
)
drafts = st.builds(
    Draft,
    message_id=st.just("own@corp.example"),
    loop=st.just("own@corp.example"),
    date=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive by design
    from_=addrs,
    to=addrs,
    cc=st.lists(addrs, max_size=3).map(tuple),
    reply_to=st.none() | addrs,
    subject=HOSTILE,
    in_reply_to=st.none() | ids,
    references=st.lists(ids, max_size=60).map(tuple),
    auto_submitted=st.none() | st.sampled_from(AutoSubmitted),
    suppress=st.none() | st.just("All"),
    bulk=st.booleans(),
    language=st.sampled_from(["en", "de"]),
    extra=st.lists(st.tuples(st.just("X-Supportd-Note"), HOSTILE), max_size=2).map(tuple),
    text=HOSTILE,
    html=st.none() | HOSTILE,
    files=st.lists(files, max_size=2).map(tuple),
)


def intended(draft: Draft) -> list[str]:
    """The names of the fields a draft asks for."""
    kept = [one for one in draft.references if _sane(one)]
    optional = {
        "Cc": bool(draft.cc),
        "Reply-To": draft.reply_to is not None,
        "In-Reply-To": draft.in_reply_to is not None and _sane(draft.in_reply_to),
        "References": bool(kept),
        "Auto-Submitted": draft.auto_submitted is not None,
        "X-Auto-Response-Suppress": draft.suppress is not None,
        "Precedence": draft.bulk,
        "Content-Transfer-Encoding": draft.html is None and not draft.files,
    }
    always = ["From", "To", "Subject", "Date", "Message-ID", "X-Supportd-Loop", "Content-Language", "MIME-Version"]
    names = [*always, "Content-Type", *(name for name, _ in draft.extra)]
    return sorted([*names, *(name for name, wanted in optional.items() if wanted)])


def _sane(identifier: str) -> bool:
    return identifier.endswith(".example")


@given(drafts)
def test_I13_every_mail_has_exactly_the_fields_intended(draft: Draft) -> None:
    raw = compose(draft)

    read = email.message_from_bytes(raw)

    assert sorted(read.keys()) == intended(draft)
    assert read.get_all("From") is not None
    assert len(read.get_all("From", [])) == 1


@given(drafts)
def test_I13_A25_lines_are_short_seven_bit_and_end_in_crlf(draft: Draft) -> None:
    raw = compose(draft)

    assert raw.isascii()
    assert b"\0" not in raw
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\r\n.\r\n" not in raw


@given(drafts)
def test_composing_twice_gives_the_same_octets(draft: Draft) -> None:
    assert compose(draft) == compose(replace(draft))


@given(drafts)
def test_what_is_composed_is_read_back(draft: Draft) -> None:
    mail = parse(compose(draft))

    assert "reader_failed" not in codes(mail)
    assert mail.message_id == draft.message_id
    assert mail.subject == one_line(draft.subject, 200)
    assert mail.date == draft.date.replace(microsecond=0)
    assert mail.from_[0].addr == draft.from_.addr
    assert [address.addr for address in mail.to] == [draft.to.addr]
    assert [address.addr for address in mail.cc] == [address.addr for address in draft.cc]
    assert mail.references == tuple(dict.fromkeys(one for one in kept_chain(draft) if _sane(one)))
    if draft.html is None or any(char.isalnum() for char in draft.text):  # else the HTML may say more
        assert mail.text == body_text(draft.text).strip("\n").rstrip()
    assert [(one.name, one.size) for one in mail.attachments] == [
        (safe_name(file.name)[0] or "unnamed", len(file.content)) for file in draft.files
    ]


@given(drafts)
def test_what_is_composed_says_what_the_draft_said(draft: Draft) -> None:
    mail = parse(compose(draft))

    assert mail.author == draft.from_.addr or "@" in unicodedata.normalize("NFKC", draft.from_.name)
    assert [address.addr for address in mail.reply_to] == ([draft.reply_to.addr] if draft.reply_to else [])
    assert mail.declared_language == draft.language
    assert mail.answer_unwanted == (draft.suppress is not None)
    assert (mail.origin is Origin.HUMAN) <= (draft.auto_submitted is None)
    assert [(one.sha256, one.inline) for one in mail.attachments] == [
        (hashlib.sha256(file.content).hexdigest(), False) for file in draft.files
    ]
    assert "".join(mail.text[span.start : span.end] for span in mail.spans) == mail.text
    assert mail.forwarded is None or any(file.content_type == "message/rfc822" for file in draft.files)


@given(drafts)
def test_a_mail_that_is_attached_to_an_answer_is_read_as_it_was_composed(draft: Draft) -> None:
    """What an agent passes on by attaching it: the attached mail says what it said alone."""
    inner = replace(draft, files=(), html=None)
    alone = parse(compose(inner))
    outer = replace(a_draft(), auto_submitted=None, suppress=None, bulk=False, text="See the mail below.")
    mail = parse(compose(replace(outer, files=(File("mail.eml", "message/rfc822", compose(inner)),))))
    assert mail.forwarded is not None
    assert mail.forwarded.sureness is Sureness.ATTACHED
    assert mail.forwarded.author == alone.from_[0]
    assert (mail.forwarded.subject, mail.forwarded.date) == (alone.subject, alone.date)
    assert mail.forwarded.text.rstrip() == alone.text


def kept_chain(draft: Draft) -> tuple[str, ...]:
    references = draft.references
    return references if len(references) <= 40 else references[:20] + references[-20:]


@given(HOSTILE)
@example("'")
@example("' Jo'")
def test_a_display_name_is_read_back_without_what_cannot_be_seen(name: str) -> None:
    mail = parse(compose(replace(a_draft(), to=Address(name, "c@cust.example"))))
    assert [address.addr for address in mail.to] == ["c@cust.example"]
    shown = one_line(name, 100)
    in_quotes = len(shown) > 1 and shown[0] == shown[-1] == "'"  # as Outlook writes them, around the name alone
    assert mail.to[0].name == (shown[1:-1].strip(" '") if in_quotes else shown)


def test_an_acknowledgement_has_the_headers_of_the_checklist() -> None:
    read = email.message_from_bytes(compose(a_draft()), policy=email.policy.SMTP)

    assert dict(read.items()) == {
        "From": "Support <support@corp.example>",
        "To": "Carla <c@cust.example>",
        "Reply-To": "support+token@corp.example",
        "Subject": "[#42] We have your mail",
        "Date": "Sun, 22 Nov 2026 10:30:00 +0000",
        "Message-ID": "<own@corp.example>",
        "In-Reply-To": "<first@cust.example>",
        "References": "<root@corp.example> <first@cust.example>",
        "X-Supportd-Loop": "<own@corp.example>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "Precedence": "bulk",
        "Content-Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }


def test_H08_H10_a_persons_answer_carries_no_sign_of_a_program() -> None:
    raw = compose(replace(a_draft(), auto_submitted=None, suppress=None, bulk=False))
    assert not any(name in raw for name in (b"Auto-Submitted", b"Suppress", b"Precedence"))
    assert parse(raw).origin.value == "human"


def test_text_html_and_files_nest_as_clients_expect() -> None:
    draft = replace(a_draft(), html="<p>Hi</p>", files=(File("a.pdf", "application/pdf", b"%PDF"),))
    read = email.message_from_bytes(compose(draft))
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


def test_others_read_the_text_and_the_file_as_they_were() -> None:
    content = bytes(range(256))
    text = "Grüße\n.\nFrom here\n\ttab  \n" + "long " * 300 + "\n日本\n"
    draft = replace(a_draft(), text=text, html="<p>x</p>", files=(File("größe 1.bin", "application/x", content),))
    plain, _, file = [p for p in email.message_from_bytes(compose(draft)).walk() if not p.is_multipart()]
    assert plain.get_payload(decode=True) == text.replace("\n", "\r\n").encode()
    assert file.get_payload(decode=True) == content
    assert file.get_filename() == "gr__e 1.bin"  # its plain name; the other stands beside it
    assert parse(compose(draft)).attachments[0].name == "größe 1.bin"


def test_A23_a_long_id_is_never_encoded_and_folds_between_ids_only() -> None:
    long = "a" * 480 + "@cust.example"
    raw = compose(replace(a_draft(), in_reply_to=long, references=(long, "b@x.example", "c@x.example")))
    assert f"In-Reply-To: <{long}>\r\n".encode() in raw
    assert f"References: <{long}>\r\n <b@x.example> <c@x.example>\r\n".encode() in raw


def test_A23_of_a_long_chain_root_and_newest_are_kept() -> None:
    mail = parse(compose(replace(a_draft(), references=tuple(f"{number}@x" for number in range(5000)))))
    assert mail.references == tuple(f"{number}@x" for number in [*range(20), *range(4980, 5000)])


def test_A22_a_subject_that_was_read_cannot_become_a_field() -> None:
    subject = parse(letter("Subject: hi =?utf-8?b?eA0KQmNjOiB2QHguZXhhbXBsZQ==?=")).subject
    read = email.message_from_bytes(compose(replace(a_draft(), subject=f"[#42] {subject}")))
    assert read["Bcc"] is None
    assert read["Subject"] == "[#42] hi x Bcc: v@x.example"


def test_a_foreign_subject_keeps_its_number_in_plain_sight() -> None:
    raw = compose(replace(a_draft(), subject="[#42] Ihre Anfrage über Größen"))
    assert b"Subject: [#42] Ihre Anfrage =?utf-8?b?" in raw
    assert parse(raw).subject == "[#42] Ihre Anfrage über Größen"


@pytest.mark.parametrize("addr", ['"a\r\nRCPT TO:<v@x>"@e.example', "u@e.example> AUTH=<x", "", "ü@e.example"])
def test_A24_an_address_that_is_none_is_our_bug(addr: str) -> None:
    assert plain_addr(addr) is None
    with pytest.raises(ValueError, match="may not be written to"):
        compose(replace(a_draft(), to=Address("", addr)))


@pytest.mark.parametrize(
    "name", ["Bcc", "From", "X-Supportd-Loop", "X-Supportd-A\r\nBcc", "X-Supportd-A: b", "Received"]
)
def test_a_field_a_draft_may_not_add_is_our_bug(name: str) -> None:
    with pytest.raises(ValueError, match="no field a draft may add"):
        compose(replace(a_draft(), extra=((name, "x"),)))


def test_an_own_id_that_is_none_and_a_date_without_zone_are_our_bugs() -> None:
    with pytest.raises(ValueError, match="not sane"):
        compose(replace(a_draft(), message_id="a b"))
    with pytest.raises(ValueError, match="zone"):
        compose(replace(a_draft(), date=a_draft().date.replace(tzinfo=None)))


def test_the_date_keeps_its_zone() -> None:
    berlin = datetime(2026, 11, 22, 11, 30, tzinfo=timezone(timedelta(hours=1)))
    raw = compose(replace(a_draft(), date=berlin))
    assert b"Date: Sun, 22 Nov 2026 11:30:00 +0100\r\n" in raw


def test_the_boundary_comes_from_the_message_id() -> None:
    one = compose(replace(a_draft(), html="<p>x</p>"))
    other = compose(replace(a_draft(), html="<p>x</p>", message_id="other@corp.example"))
    assert one.split(b'boundary="')[1][:26] != other.split(b'boundary="')[1][:26]
