"""Whole mails as values, and two ways to build them: the stdlib's modern messages and its MIME classes of old.

Takes dice of Hypothesis; gives `Wish` values, and their octets. Never builds what the builder itself would break.
"""

from __future__ import annotations

import email.policy
from dataclasses import dataclass
from email.encoders import encode_base64
from email.header import Header
from email.headerregistry import Address as Recipient
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import encode_rfc2231, formataddr

from hypothesis import strategies as st

from parsers.mail import Address

# What each charset of the generator can say. No octets of theirs make valid UTF-8 by chance: then nobody can tell.
ALPHABETS = {
    "utf-8": "abcdefgh ÄÖÜß éèê ñ żółć İıŞ Привет Ελλάδα 日本語 한국어 שלום 😀 .,!?-",
    "iso-8859-1": "abcdefgh ÄÖÜäöüß éèêàç ñ .,!?-",
    "iso-8859-2": "abcdefgh ęćčřóě ČŘÓ .,!?-",
    "windows-1252": "abcdefgh „“ €– .,!?-",
    "koi8-r": "abcdefgh Привет как дела .,!?-",
    "shift_jis": "abcdefgh 日本語 こんにちは .,!?-",
    "iso-2022-jp": "abcdefgh 日本語 こんにちは .,!?-",
    "gb2312": "abcdefgh 你好 世界 .,!?-",
    "euc-kr": "abcdefgh 한국어 .,!?-",
    "us-ascii": "abcdefgh ABC 123 .,!?-",
}
_NAME = "abcdefgh ÄÖÜß éñ Привет 日本語 .,'()-_&"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that comes along."""

    name: str
    kind: str
    octets: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mail shall say. `charset`: of its texts. `with_html`: the text once more, as HTML; `picture`: shown in it.

    `files`: beside the text.
    """

    subject: str
    author: Address
    to: tuple[Address, ...]
    charset: str
    text: str
    with_html: bool
    picture: Piece | None
    files: tuple[Piece, ...]

    @property
    def html(self) -> str:
        """The text as HTML."""
        return "<div>" + self.text.replace("\n", "<br>\n") + "</div>"


def _words(alphabet: str, most: int) -> st.SearchStrategy[str]:
    drawn = st.text(st.sampled_from(sorted(set(alphabet))), min_size=1, max_size=most)
    return drawn.map(lambda text: " ".join(text.split())).filter(bool)


def _lines(alphabet: str) -> st.SearchStrategy[str]:
    line = st.one_of(st.just(""), _words(alphabet, 90))
    return st.lists(line, min_size=1, max_size=12).map("\n".join).map(lambda text: text.strip("\n")).filter(bool)


_ADDRS = st.from_regex(r"[a-z0-9]{1,12}([.+_-][a-z0-9]{1,8})?@[a-z0-9]{1,12}\.example", fullmatch=True)
PEOPLE = st.builds(Address, st.one_of(st.just(""), _words(_NAME.replace("'", ""), 30)), _ADDRS)
_KINDS = st.sampled_from(["application/pdf", "image/png", "application/zip", "audio/ogg", "application/octet-stream"])
_STEMS = _words("abcdefgh ÄÖÜß Привет 日本語 -_", 40).filter(lambda stem: stem.strip(" ._-") == stem)
FILES = st.builds(Piece, _STEMS.map(lambda stem: stem + ".bin"), _KINDS, st.binary(max_size=300))


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    """Mails of every shape: text alone, with HTML, with pictures in it, with files."""
    charset = draw(st.sampled_from(sorted(ALPHABETS)))
    with_html = draw(st.booleans())
    picture = draw(st.none() | st.builds(Piece, st.just("p.png"), st.just("image/png"), st.binary(max_size=60)))
    return Wish(
        subject=draw(_words(ALPHABETS["utf-8"], 120)),
        author=draw(PEOPLE),
        to=tuple(draw(st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda person: person.addr))),
        charset=charset,
        text=draw(_lines(ALPHABETS[charset])),
        with_html=with_html,
        picture=picture if with_html else None,
        files=tuple(draw(st.lists(FILES, max_size=3))),
    )


def modern(wish: Wish) -> bytes:
    """The mail as `EmailMessage` writes it; lists of people unfolded, since it encodes a comma where it folds there."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = wish.subject
    message["From"] = _recipient(wish.author)
    message["To"] = [_recipient(person) for person in wish.to]
    message.set_content(wish.text, charset=wish.charset)
    if wish.with_html:
        message.add_alternative(wish.html, subtype="html", charset=wish.charset)
        if wish.picture is not None:
            shown = message.get_body(("html",))
            assert isinstance(shown, EmailMessage)
            shown.add_related(wish.picture.octets, "image", "png", cid="<p@x>", filename=wish.picture.name)
    for file in wish.files:
        main, _, sub = file.kind.partition("/")
        message.add_attachment(file.octets, main, sub, filename=file.name)
    return message.as_bytes(policy=email.policy.SMTP.clone(max_line_length=78 if len(wish.to) == 1 else 0))


def classic(wish: Wish) -> bytes:
    """The mail as the MIME classes build it by hand, as most programs in Python still do."""
    body: MIMEBase = MIMEText(wish.text, "plain", wish.charset)
    if wish.with_html:
        html: MIMEBase = MIMEText(wish.html, "html", wish.charset)
        body = _several("alternative", body, _with_picture(html, wish.picture))
    if wish.files:
        body = _several("mixed", body, *(_file(file, "attachment") for file in wish.files))
    body["Subject"] = str(Header(wish.subject, "utf-8"))
    body["From"] = formataddr((wish.author.name, wish.author.addr))
    body["To"] = ",\n ".join(formataddr((person.name, person.addr)) for person in wish.to)
    return body.as_bytes(policy=email.policy.compat32.clone(linesep="\r\n"))


def _recipient(person: Address) -> Recipient:
    return Recipient(display_name=person.name, addr_spec=person.addr)


def _several(kind: str, *parts: MIMEBase) -> MIMEMultipart:
    whole = MIMEMultipart(kind)
    for part in parts:
        whole.attach(part)
    return whole


def _with_picture(html: MIMEBase, picture: Piece | None) -> MIMEBase:
    if picture is None:
        return html
    image = _file(picture, "inline")
    image["Content-ID"] = "<p@x>"
    return _several("related", html, image)


def _file(file: Piece, disposition: str) -> MIMEBase:
    main, _, sub = file.kind.partition("/")
    part = MIMEBase(main, sub)
    part.set_payload(file.octets)
    encode_base64(part)
    name = file.name if file.name.isascii() else encode_rfc2231(file.name, "utf-8")
    mark = "filename=" if file.name.isascii() else "filename*="
    part["Content-Disposition"] = (
        f'{disposition}; {mark}"{name}"' if file.name.isascii() else f"{disposition}; {mark}{name}"
    )
    return part
