"""The load of the benchmarks: 2,000 mails as a support address gets them, the same ones every time.

Takes a count and a seed; gives raw mails in order of arrival.
70 % new, 20 % replies to an earlier mail of the same customer, 5 % auto-replies, 3 % bounces, 2 % duplicates;
text and HTML, three charsets, a file in every tenth. Never reads the clock: dates count up from a fixed day.
"""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SEED = 20261122
COUNT = 2000
SUPPORT = "support@desk.test"
_START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
_CUSTOMERS = 400
_WORDS = {
    "utf-8": "the printer on floor three shows an error since this morning and nobody can print invoices — "
    "we restarted it twice, changed the cable and asked our own technician, who found nothing unusual",
    "iso-8859-1": "der Drucker im dritten Stock läuft seit heute früh nicht mehr und für die Rechnungen fehlt uns "
    "die Möglichkeit zu drucken, wir haben ihn schon zweimal neu gestartet und das Kabel geprüft",
    "iso-2022-jp": "三階の プリンタが 今朝から エラーに なり 請求書を 印刷できません。 "
    "二回 再起動しましたが 直りません。",
}
_CHARSETS = ("utf-8", "utf-8", "utf-8", "utf-8", "iso-8859-1", "iso-8859-1", "iso-2022-jp")


@dataclass(frozen=True, slots=True)
class LoadMail:
    """One mail of the load. `kind`: new, reply, auto_reply, bounce or duplicate."""

    kind: str
    customer: str
    message_id: str
    raw: bytes
    has_file: bool
    charset: str


def load(count: int = COUNT, seed: int = SEED) -> list[LoadMail]:
    """`count` mails. The same arguments give the same bytes on every machine."""
    dice = random.Random(seed)
    kinds = _kinds(count, dice)
    mails: list[LoadMail] = []
    for index, kind in enumerate(kinds):
        earlier = [mail for mail in mails[-200:] if mail.kind == "new"]
        if kind == "duplicate" and mails:
            twin = dice.choice(mails[-50:])
            mails.append(LoadMail("duplicate", twin.customer, twin.message_id, twin.raw, twin.has_file, twin.charset))
        elif kind == "reply" and earlier:
            mails.append(_person(index, dice, dice.choice(earlier)))
        elif kind == "auto_reply":
            mails.append(_auto_reply(index, dice))
        elif kind == "bounce":
            mails.append(_bounce(index, dice))
        else:
            mails.append(_person(index, dice, None))
    return mails


def _kinds(count: int, dice: random.Random) -> list[str]:
    shares = (("reply", 0.20), ("auto_reply", 0.05), ("bounce", 0.03), ("duplicate", 0.02))
    kinds = [kind for kind, share in shares for _ in range(round(count * share))]
    kinds += ["new"] * (count - len(kinds))
    dice.shuffle(kinds)
    first_new = kinds.index("new")
    kinds[0], kinds[first_new] = kinds[first_new], kinds[0]
    return kinds


def _customer(dice: random.Random) -> str:
    number = dice.randrange(_CUSTOMERS)
    return f"customer{number}@firm{number % 40}.test"


def _sentence_text(dice: random.Random, charset: str, octets: int) -> str:
    words = _WORDS[charset].split()
    lines: list[str] = []
    size = 0
    while size < octets:
        line = " ".join(dice.choices(words, k=dice.randint(6, 11)))
        lines.append(line)
        size += len(line.encode(charset, "replace")) + 2
        if dice.random() < 0.15:
            lines.append("")
    return "\r\n".join(lines) + "\r\n"


def _headers(index: int, sender: str, subject: str, message_id: str, *more: str) -> str:
    date = (_START + timedelta(seconds=37 * index)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    host = sender.rpartition("@")[2]
    lines = [
        f"Received: from mail.{host} (mail.{host} [127.0.0.1])",
        f"\tby mx.desk.test (Postfix) with ESMTPS id {index:08X}",
        f"\tfor <{SUPPORT}>; {date}",
        f"Date: {date}",
        f"From: Customer {index} <{sender}>",
        f"To: Support <{SUPPORT}>",
        f"Subject: {subject}",
        f"Message-ID: <{message_id}>",
        "User-Agent: Some Mail Client 128.4",
        "MIME-Version: 1.0",
        *more,
    ]
    return "\r\n".join(lines) + "\r\n"


def _person(index: int, dice: random.Random, parent: LoadMail | None) -> LoadMail:
    charset = dice.choice(_CHARSETS)
    sender = parent.customer if parent else _customer(dice)
    message_id = f"{index}.{dice.randrange(10**12)}@{sender.rpartition('@')[2]}"
    more: tuple[str, ...] = ()
    subject = f"Printer trouble {index}"
    if parent:
        more = (f"In-Reply-To: <{parent.message_id}>", f"References: <{parent.message_id}>")
        subject = f"Re: {subject}"
    text = _sentence_text(dice, charset, dice.randint(1200, 3100))
    body = _alternative(index, text, charset) if dice.random() < 0.4 else _text_part("plain", text, charset)
    has_file = index % 10 == 3
    if has_file:
        body = _mixed(index, body, dice)
    raw = (_headers(index, sender, subject, message_id, *more) + body).encode("ascii")
    return LoadMail("reply" if parent else "new", sender, message_id, raw, has_file, charset)


def _text_part(subtype: str, text: str, charset: str) -> str:
    encode: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "utf-8": ("quoted-printable", quopri.encodestring),
        "iso-8859-1": ("quoted-printable", quopri.encodestring),
        "iso-2022-jp": ("7bit", bytes),
    }
    name, encoder = encode[charset]
    content = encoder(text.encode(charset, "replace")).decode("ascii")
    return (
        f"Content-Type: text/{subtype}; charset={charset}\r\nContent-Transfer-Encoding: {name}\r\n\r\n"
        + content.replace("\r\n", "\n").replace("\n", "\r\n")
        + "\r\n"
    )


def _alternative(index: int, text: str, charset: str) -> str:
    short = text[: len(text) // 3]
    html = "<html><body><p>" + short.replace("\r\n", "<br>\r\n") + "</p></body></html>\r\n"
    boundary = f"=_alt_{index}"
    parts = (_text_part("plain", short, charset), _text_part("html", html, charset))
    return _multipart("alternative", boundary, parts)


def _mixed(index: int, body: str, dice: random.Random) -> str:
    size = 370_000 if index == 3 else dice.randint(20_000, 270_000)
    content = base64.encodebytes(dice.randbytes(size)).decode("ascii").replace("\n", "\r\n")
    attachment = (
        f'Content-Type: application/pdf; name="report-{index}.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="report-{index}.pdf"\r\n\r\n{content}'
    )
    return _multipart("mixed", f"=_mix_{index}", (body, attachment))


def _multipart(subtype: str, boundary: str, parts: tuple[str, ...]) -> str:
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    return head + "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"


def _auto_reply(index: int, dice: random.Random) -> LoadMail:
    sender = _customer(dice)
    message_id = f"auto.{index}.{dice.randrange(10**12)}@{sender.rpartition('@')[2]}"
    head = _headers(index, sender, "Automatic reply: away", message_id, "Auto-Submitted: auto-replied")
    text = _sentence_text(dice, "utf-8", dice.randint(300, 1200))
    return LoadMail(
        "auto_reply", sender, message_id, (head + _text_part("plain", text, "utf-8")).encode(), False, "utf-8"
    )


def _bounce(index: int, dice: random.Random) -> LoadMail:
    lost = _customer(dice)
    host = lost.rpartition("@")[2]
    message_id = f"bounce.{index}.{dice.randrange(10**12)}@{host}"
    daemon, subject = f"mailer-daemon@{host}", "Undelivered Mail Returned to Sender"
    head = "Return-Path: <>\r\n" + _headers(index, daemon, subject, message_id, "Auto-Submitted: auto-replied")
    status = (
        "Content-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mail.{host}\r\n\r\nFinal-Recipient: rfc822; {lost}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown user\r\n"
    )
    original = (
        "Content-Type: text/rfc822-headers\r\n\r\n"
        f"From: {SUPPORT}\r\nTo: {lost}\r\nSubject: an old mail\r\nMessage-ID: <old.{index}@desk.test>\r\n"
    )
    words = _text_part("plain", _sentence_text(dice, "utf-8", 900), "utf-8")
    body = _multipart("report", f"=_rep_{index}", (words, status, original)).replace(
        "multipart/report;", "multipart/report; report-type=delivery-status;", 1
    )
    return LoadMail("bounce", f"mailer-daemon@{host}", message_id, (head + body).encode(), False, "utf-8")
