"""Mails broken in the ways mails get broken, and in ways nobody would think of.

Takes whole mails and a seed; gives a mail that is one of them, or two, with a few things wrong with it.
Never asks for chance: the same seed gives the same mail.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from bench.load import load
from tests.corpus.stories import mails as corpus
from tests.parsers.letters import letter, multipart, part

# What a mutated mail may have at most; most have a twentieth of it.
_LARGEST = 32 * 1024
_MOST_CHANGES = 6
_CHARSETS = (
    b"utf-8 us-ascii iso-8859-1 iso-8859-8-i windows-1252 iso-2022-jp iso-2022-kr gb2312 gbk gb18030 big5 hz-gb-2312 "
    b"koi8-r utf-7 utf-16 utf-16le utf-32 shift_jis euc-jp euc-kr x-mac-cyrillic unknown-8bit x-user-defined rot13 "
    b"unicode_escape punycode idna base64 utf-8\x00 undefined cp437 mbcs tis-620"
).split(b" ")
_ENCODINGS = b"7bit 8bit binary base64 quoted-printable x-uuencode uuencode gzip BASE64; quoted_printable".split()
_TYPES = (
    b"text/plain text/html text/enriched text/calendar multipart/mixed multipart/alternative multipart/related "
    b"multipart/report multipart/digest multipart/signed message/rfc822 message/delivery-status message/partial "
    b"message/external-body application/ms-tnef application/octet-stream application/pdf image/png text text/ / "
    b"message/disposition-notification text/rfc822-headers message/feedback-report text/x-amp-html"
).split()
_NAMES = (
    b"From To Cc Subject Date Message-ID In-Reply-To References Return-Path Received Content-Type "
    b"Content-Transfer-Encoding Content-Disposition Auto-Submitted Precedence List-Id Reply-To Sender "
    b"X-Failed-Recipients Authentication-Results Delivered-To Mime-Version Content-ID "
    b"Final-Recipient Status Action Diagnostic-Code"
).split()
# Pieces that begin, end or confuse something somewhere.
_PIECES: tuple[bytes, ...] = (
    b"\r\n\r\n", b"\n\n", b"\r", b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b(B", b"=?", b"?=",
    b"=?utf-8?q?", b"=?utf-8?b?", b"=?iso-2022-jp?b?GyRC?=", b"=\r\n", b"=0D=0A", b"==", b"<", b">", b"<>", b"\"",
    b"\\", b"(", b")", b"--", b"-- \r\n", b"> ", b">>>> ", b"\r\n>From ", b"From ", b"begin 644 a.txt\r\n",
    b"\r\nend\r\n", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"DTSTART:20250303T101200Z\r\n",
    b"RRULE:FREQ=SECONDLY\r\n", b"\x78\x9f\x3e\x22", b"<html>", b"<div class=gmail_quote>", b"<blockquote type=cite>",
    b"</blockquote>", b"<table><tr><td>", b"<script>", b"<style>", b"<!--", b"-->", b"&#x110000;", b"&#0;", b"&amp",
    b"<![CDATA[", b"<?xml", b"On Monday, A wrote:\r\n", b"-----Original Message-----\r\n",
    b"---------- Forwarded message ---------\r\n", b"From: a\r\nSent: b\r\nTo: c\r\n",
    b"Von: \r\nGesendet: \r\nAn: \r\nBetreff: \r\n", b"550 5.1.1 ", b"Final-Recipient: rfc822; ",
    b"Status: 9.9.9\r\n", b"Action: failed\r\n", b"Message-ID: <", b"<a@b>", b"@", b"a@", b"@b", b"a@b@c", b"\xc3",
    b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", b"; charset=", b"; boundary=",
    b"; name*0*=utf-8''%2e%2e%2f", b"; name*1=x", b"; filename=\"", b"[#42] ", b"Re: ", b"Fwd: ",
    b"99999999999999999999", b"-1", b"Thu, 01 Jan 99999 00:00:00 +9999", b"{", b"}", b"[", b"]", b"\xe3\x80\x80",
    b"\xa1\xa1", b"~{", b"~}", b"+AGE-", b"%00", b"charset=utf-16\r\n",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def seeds() -> list[bytes]:
    """What is broken: the corpus, the small mails of the load, and a few trees of parts."""
    small = [mail.raw for mail in load(150) if len(mail.raw) < 8000]
    return [file.read_bytes() for file in corpus()] + small[:60] + _trees()


def mutated(given: Sequence[bytes], seed: str) -> bytes:
    """One of `given`, with one to six things wrong with it; the same for the same seed."""
    dice = random.Random(seed)
    raw = dice.choice(given)
    for _ in range(1 + int(dice.random() ** 2 * _MOST_CHANGES)):
        raw = dice.choice(MUTATIONS)(raw, dice, given)
        if len(raw) > _LARGEST:
            raw = raw[:_LARGEST]
    return raw


def _trees() -> list[bytes]:
    inner = letter("From: c@mill.example", "Subject: inner", body="It smokes.")
    html = "<div>Hello <b>you</b></div><blockquote type=cite>old <table><tr><td>1</td></tr></table></blockquote>"
    both = multipart("alternative", part("text/plain", "Hello you"), part("text/html", html))
    calendar = (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nSUMMARY:Visit\nDTSTART:20250303T101200Z\nEND:VEVENT\n"
    )
    fields = ("From: Ann <ann@mill.example>", "To: support@desk.example", "Subject: trees")
    return [
        multipart("mixed", both, part("message/rfc822", inner), part("text/calendar", calendar), fields=fields),
        multipart("related", part("text/html", html), part("image/png", b"\x89PNG\r\n", "Content-ID: <i@x>"),
                  fields=fields),
        multipart("report", part("text/plain", "It failed."),
                  part("message/delivery-status", "Final-Recipient: x; a@b\n"),
                  part("text/rfc822-headers", "Message-ID: <a@b>\n"), fields=fields),
        multipart("mixed", part("application/ms-tnef", b"\x78\x9f\x3e\x22" + bytes(60)), part("text/plain", both),
                  fields=fields),
        letter(*fields, body="begin 644 a.txt\n#86)C\n`\nend\n"),
    ]  # fmt: skip


def _place(raw: bytes, dice: random.Random) -> int:
    return dice.randrange(len(raw) + 1)


def _line_start(raw: bytes, dice: random.Random) -> int:
    return raw.rfind(b"\n", 0, _place(raw, dice)) + 1


def _head_end(raw: bytes) -> int:
    found = raw.find(b"\r\n\r\n")
    return found + 2 if found >= 0 else len(raw)


def _bits(raw: bytes, dice: random.Random, _given: Sequence[bytes]) -> bytes:
    changed = bytearray(raw or b"x")
    for _ in range(dice.randint(1, 12)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _noise(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(raw, dice)
    return raw[:place] + dice.randbytes(dice.randint(1, 60)) + raw[place:]


def _cut_out(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(raw, dice)
    return raw[:place] + raw[place + dice.randint(1, 200) :]


def _truncated(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(raw, dice)
    return raw[:place] if dice.random() < 0.7 else raw[place:]


def _spliced(raw: bytes, dice: random.Random, given: Sequence[bytes]) -> bytes:
    other = dice.choice(given)
    return raw[: _line_start(raw, dice)] + other[_line_start(other, dice) :]


def _piece(raw: bytes, dice: random.Random, _given: Sequence[bytes]) -> bytes:
    for _ in range(dice.randint(1, 4)):
        place = _place(raw, dice)
        raw = raw[:place] + dice.choice(_PIECES) + raw[place:]
    return raw


def _repeated(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(raw, dice)
    unit = raw[place : place + dice.randint(1, 60)] if dice.random() < 0.5 else dice.choice(_PIECES)
    return raw[:place] + unit * dice.randint(2, 60) + raw[place:]


def _field_twice(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    lines = raw[: _head_end(raw)].split(b"\r\n")
    line = dice.choice(lines)
    place = dice.randrange(len(lines) + 1)
    return b"\r\n".join([*lines[:place], line, *lines[place:]]) + raw[_head_end(raw) :]


def _field_gone(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    lines = raw[: _head_end(raw)].split(b"\r\n")
    del lines[dice.randrange(len(lines))]
    return b"\r\n".join(lines) + raw[_head_end(raw) :]


def _field_odd(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    value = b"".join(dice.choice(_PIECES) for _ in range(dice.randint(0, 5)))
    place = _line_start(raw[: _head_end(raw)], dice)
    return raw[:place] + dice.choice(_NAMES) + b": " + value + b"\r\n" + raw[place:]


def _swapped(mark: bytes, others: Sequence[bytes]) -> Mutation:
    def swap(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
        at = raw.lower().find(mark, _place(raw, dice) if dice.random() < 0.5 else 0)
        if at < 0:
            return raw + b"\r\n" + mark + dice.choice(others)
        start = at + len(mark)
        end = start
        while end < len(raw) and raw[end] not in b" ;\r\n\t":
            end += 1
        return raw[:start] + dice.choice(others) + raw[end:]

    return swap


def _boundary_game(raw: bytes, dice: random.Random, given: Sequence[bytes]) -> bytes:
    at = raw.find(b"boundary=")
    if at < 0:
        fields = b'Content-Type: multipart/mixed; boundary="x"\r\n'
        return fields + raw + b"\r\n--x\r\n\r\n" + dice.choice(given)[:500] + b"\r\n--x--"
    boundary = raw[at + 9 : at + 90].strip(b'"').partition(b'"')[0].partition(b"\r")[0]
    line = dice.choice((b"--%b\r\n", b"--%b--\r\n", b"--%b ", b"--%bx\r\n", b"\r\n--%b\r\n\r\n", b"-%b\r\n")) % boundary
    for _ in range(dice.randint(1, 8)):
        place = _line_start(raw, dice)
        raw = raw[:place] + line + raw[place:]
    return raw


def _line_ends(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    return raw.replace(b"\r\n", dice.choice((b"\n", b"\r", b"\n\r", b"\r\r\n", b"\r\n\r\n", b" ")))


def _lines_shuffled(raw: bytes, dice: random.Random, _: Sequence[bytes]) -> bytes:
    lines = raw.split(b"\r\n")
    first = dice.randrange(len(lines))
    some = lines[first : first + 12]
    dice.shuffle(some)
    return b"\r\n".join([*lines[:first], *some, *lines[first + 12 :]])


MUTATIONS: tuple[Mutation, ...] = (
    _bits,
    _noise,
    _cut_out,
    _truncated,
    _spliced,
    _piece,
    _piece,
    _repeated,
    _field_twice,
    _field_gone,
    _field_odd,
    _swapped(b"charset=", _CHARSETS),
    _swapped(b"transfer-encoding: ", _ENCODINGS),
    _swapped(b"content-type: ", _TYPES),
    _boundary_game,
    _line_ends,
    _lines_shuffled,
)
