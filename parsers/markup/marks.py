"""How mail programs mark quotes, signatures and forwarded mail in the HTML they write: the table and its reader.

Takes the name and attributes of one tag; gives the row that fits, None where none does.
Never looks at text: what a row asks to be proven by text, `parsers.markup.stretches` proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parsers.mail import SpanKind
from parsers.patterns import Pattern, any_of


class Fit(StrEnum):
    """How a value fits: it is the row's value; it begins with it; one of its words is it; it is anywhere inside."""

    IS = "is"
    OPENS = "opens"
    WORD = "word"
    HOLDS = "holds"


class Extent(StrEnum):
    """What is marked. `element`: the element. `rest`: from its start to the end of what encloses it, or of the mail.

    `lead`: the element up to the first block quote in it, all of it where there is none: answers may follow.
    """

    ELEMENT = "element"
    REST = "rest"
    LEAD = "lead"


class Proof(StrEnum):
    """What the text must show beside. `headers`: a block of header lines opens the stretch.

    `introduced`: that, a separator, or a line before it that says who wrote when; for Gmail's block quotes, which
    people also make by hand, the element around a quote proves it too.
    `short`: it is no longer than a signature is; people do write into these elements.
    """

    NONE = "none"
    HEADERS = "headers"
    INTRODUCED = "introduced"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Mark:
    """One way of marking. `tag`: "" for any. `attribute`, `value`: in lower case; "" for the element as such."""

    client: str
    tag: str
    attribute: str
    fit: Fit
    value: str
    kind: SpanKind = SpanKind.QUOTED
    extent: Extent = Extent.ELEMENT
    proof: Proof = Proof.NONE


_QUOTED, _SIGNATURE, _FORWARDED = SpanKind.QUOTED, SpanKind.SIGNATURE, SpanKind.FORWARDED
_SHORT, _HEADERS, _INTRODUCED = Proof.SHORT, Proof.HEADERS, Proof.INTRODUCED
_REST, _LEAD, _ELEMENT = Extent.REST, Extent.LEAD, Extent.ELEMENT

MARKS: tuple[Mark, ...] = (
    # quotes that are one element
    Mark("many", "blockquote", "type", Fit.IS, "cite"),
    Mark("Thunderbird", "blockquote", "cite", Fit.OPENS, "mid:"),
    Mark("Thunderbird", "div", "class", Fit.WORD, "moz-cite-prefix"),
    Mark("Gmail", "div", "class", Fit.WORD, "gmail_quote", extent=_LEAD),
    Mark("Gmail", "div", "class", Fit.WORD, "gmail_quote_container", extent=_LEAD),
    Mark("Gmail", "blockquote", "class", Fit.WORD, "gmail_quote", proof=_INTRODUCED),
    Mark("Gmail", "div", "class", Fit.WORD, "gmail_attr"),
    Mark("Mailspring", "", "class", Fit.WORD, "gmail_quote_attribution"),
    Mark("Yahoo", "div", "class", Fit.HOLDS, "yahoo_quoted"),
    Mark("Yahoo", "div", "id", Fit.OPENS, "yahoo_quoted"),
    Mark("Yahoo for iOS", "blockquote", "class", Fit.WORD, "iosymail"),
    Mark("Outlook for Mac", "", "id", Fit.IS, "olk_src_body_section"),
    Mark("Outlook", "", "id", Fit.OPENS, "mail-editor-reference-message-container"),
    Mark("Outlook mobile", "", "class", Fit.WORD, "ms-outlook-mobile-reference-message"),
    Mark("Outlook", "", "class", Fit.WORD, "outlookquote"),
    Mark("Proton", "", "class", Fit.WORD, "protonmail_quote", extent=_LEAD),
    Mark("Tutanota", "blockquote", "class", Fit.WORD, "tutanota_quote"),
    Mark("Skiff", "", "class", Fit.WORD, "skiff_quote"),
    Mark("Skiff", "blockquote", "data-skiff-mail", Fit.HOLDS, ""),
    Mark("Zoho", "div", "class", Fit.WORD, "zmail_extra", extent=_LEAD),
    Mark("Zoho", "div", "class", Fit.OPENS, "zmail_extra", extent=_LEAD),
    Mark("Zimbra", "div", "data-marker", Fit.IS, "__quoted_text__"),
    Mark("Zimbra", "div", "data-marker", Fit.IS, "__headers__"),
    Mark("Spark", "", "name", Fit.IS, "messagereplysection", extent=_LEAD),
    Mark("Spark", "blockquote", "class", Fit.WORD, "spark_quote"),
    Mark("Airmail", "blockquote", "class", Fit.WORD, "clean_bq"),
    Mark("GMX and web.de", "div", "name", Fit.IS, "quote"),
    Mark("Roundcube", "", "id", Fit.IS, "reply-intro"),
    Mark("Mailbird", "blockquote", "class", Fit.WORD, "history_container"),
    Mark("Front", "blockquote", "class", Fit.WORD, "front-blockquote"),
    Mark("Freshdesk", "blockquote", "class", Fit.WORD, "freshdesk_quote"),
    Mark("HubSpot", "", "class", Fit.WORD, "hs_reply"),
    Mark("FairEmail", "", "class", Fit.WORD, "fairemail_quote"),
    Mark("K-9", "", "class", Fit.WORD, "k9mail-quote"),
    Mark("Notes and Verse", "", "class", Fit.WORD, "domino-section"),
    Mark("Mail.ru", "", "class", Fit.WORD, "mail-quote-collapse"),
    Mark("Mail.ru", "blockquote", "class", Fit.WORD, "mailru-blockquote"),
    Mark("QQ", "includetail", "", Fit.IS, ""),
    Mark("QQ", "", "id", Fit.IS, "original-content"),
    Mark("NetEase", "blockquote", "id", Fit.IS, "isreplycontent"),
    Mark("NetEase", "blockquote", "id", Fit.IS, "orimsghtmlseperator"),
    Mark("139", "", "id", Fit.IS, "reply139content"),
    Mark("Sina", "", "id", Fit.IS, "origbody", proof=_INTRODUCED),
    Mark("21cn", "", "id", Fit.IS, "mailcontent", proof=_INTRODUCED),
    Mark("Naver", "", "class", Fit.WORD, "replied_mail"),
    Mark("many", "", "class", Fit.WORD, "quoted-text", proof=_INTRODUCED),
    # quotes that only the line before them tells from an indented paragraph
    Mark("Yandex, Opera and others", "blockquote", "", Fit.IS, "", proof=_INTRODUCED),
    # from here on down
    Mark("Outlook on the web", "", "id", Fit.IS, "divrplyfwdmsg", extent=_REST),
    Mark("Outlook on the web", "", "name", Fit.IS, "divrplyfwdmsg", extent=_REST),
    Mark("Outlook on the web", "", "id", Fit.IS, '3d"divrplyfwdmsg"', extent=_REST),
    Mark("Outlook on the web", "", "id", Fit.OPENS, "divrpf", extent=_REST, proof=_HEADERS),
    Mark("Outlook on the web", "", "id", Fit.IS, "appendonsend", extent=_REST, proof=_HEADERS),
    Mark("Outlook on the web", "hr", "tabindex", Fit.IS, "-1", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "a", "name", Fit.IS, "_mailoriginal", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "div", "style", Fit.HOLDS, "border-top:solid#", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "div", "style", Fit.HOLDS, "border-top:solidwindowtext", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "div", "style", Fit.HOLDS, "border-top:1ptsolid", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "div", "style", Fit.HOLDS, "border-top:1pxsolid", extent=_REST, proof=_HEADERS),
    Mark("Outlook mobile", "div", "style", Fit.HOLDS, "border-style:solidnonenone", extent=_REST, proof=_HEADERS),
    Mark("Windows Mail", "div", "style", Fit.HOLDS, "border-top-style:solid", extent=_REST, proof=_HEADERS),
    Mark("Outlook Express", "div", "style", Fit.HOLDS, "background:#f5f5f5", extent=_REST, proof=_HEADERS),
    Mark("Outlook Express", "div", "style", Fit.HOLDS, "background:#e4e4e4", extent=_REST, proof=_HEADERS),
    Mark("QQ and Foxmail", "div", "style", Fit.HOLDS, "background:#efefef", extent=_REST, proof=_HEADERS),
    Mark("Outlook", "div", "style", Fit.HOLDS, "border-left:solidblue", proof=_HEADERS),
    Mark("Hotmail", "hr", "id", Fit.IS, "stopspelling", extent=_REST),
    Mark("Hotmail", "", "id", Fit.IS, "skydriveplaceholder", extent=_REST, proof=_HEADERS),
    Mark("Zimbra", "hr", "id", Fit.IS, "zwchr", extent=_REST),
    Mark("Zimbra", "hr", "data-marker", Fit.IS, "__divider__", extent=_REST),
    Mark("Laposte and others", "hr", "id", Fit.IS, "replysplit", extent=_REST),
    Mark("Zimbra mobile", "hr", "id", Fit.IS, "message_data_marker", extent=_REST),
    Mark("HTC", "", "id", Fit.IS, "htc_header", extent=_REST),
    Mark("BlackBerry 10", "", "id", Fit.IS, "_phcwrapper", extent=_REST),
    Mark("BlackBerry 10", "", "id", Fit.IS, "_persistentheader", extent=_REST),
    Mark("BlackBerry 10", "", "id", Fit.IS, "_originalcontent", extent=_REST),
    # forwarded
    Mark("Thunderbird", "div", "class", Fit.WORD, "moz-forward-container", _FORWARDED),
    Mark("NetEase", "", "id", Fit.IS, "isforwardcontent", _FORWARDED),
    Mark("Roundcube", "", "id", Fit.OPENS, "forwardbody", _FORWARDED),
    # signatures
    Mark("Gmail", "", "class", Fit.WORD, "gmail_signature", _SIGNATURE),
    Mark("Gmail", "", "class", Fit.WORD, "gmail_signature_prefix", _SIGNATURE),
    Mark("Gmail", "", "data-smartmail", Fit.IS, "gmail_signature", _SIGNATURE),
    Mark("Thunderbird", "", "class", Fit.WORD, "moz-signature", _SIGNATURE),
    Mark("Thunderbird", "", "class", Fit.WORD, "moz-txt-sig", _SIGNATURE),
    Mark("Outlook on the web", "", "id", Fit.IS, "signature", _SIGNATURE, proof=_SHORT),
    Mark("Outlook on the web", "", "id", Fit.IS, "divtaggedcontent", _SIGNATURE, proof=_SHORT),
    Mark("Outlook mobile", "", "id", Fit.IS, "ms-outlook-mobile-signature", _SIGNATURE, proof=_SHORT),
    Mark("Outlook for Mac", "", "id", Fit.IS, "mac_outlook_signature", _SIGNATURE, proof=_SHORT),
    Mark("Outlook", "a", "name", Fit.IS, "_mailautosig", _SIGNATURE, proof=_SHORT),
    Mark("Apple Mail", "", "id", Fit.IS, "applemailsignature", _SIGNATURE, proof=_SHORT),
    Mark("iCloud", "", "id", Fit.IS, "icloudsignature", _SIGNATURE, proof=_SHORT),
    Mark("Yahoo", "", "class", Fit.HOLDS, "yahoo-signature", _SIGNATURE, proof=_SHORT),
    Mark("Yahoo for Android", "", "id", Fit.IS, "ymail_android_signature", _SIGNATURE),
    Mark("Proton", "", "class", Fit.WORD, "protonmail_signature_block", _SIGNATURE, proof=_SHORT),
    Mark("Tutanota", "", "class", Fit.WORD, "tutanota_signature", _SIGNATURE, proof=_SHORT),
    Mark("Spark", "", "name", Fit.IS, "messagesignaturesection", _SIGNATURE, proof=_SHORT),
    Mark("Airmail", "", "class", Fit.OPENS, "bloop_sign", _SIGNATURE, proof=_SHORT),
    Mark("Samsung", "", "id", Fit.IS, "composer_signature", _SIGNATURE, proof=_SHORT),
    Mark("Zimbra", "", "data-marker", Fit.OPENS, "__sig_", _SIGNATURE, proof=_SHORT),
    Mark("Zoho", "", "id", Fit.OPENS, "zm-_id_-sgn", _SIGNATURE, proof=_SHORT),
    Mark("Roundcube", "", "id", Fit.IS, "_rc_sig", _SIGNATURE, proof=_SHORT),
    Mark("Mailspring", "signature", "", Fit.IS, "", _SIGNATURE, proof=_SHORT),
    Mark("Open-Xchange", "", "class", Fit.WORD, "io-ox-signature", _SIGNATURE, proof=_SHORT),
    Mark("Front", "", "class", Fit.WORD, "front-signature", _SIGNATURE, proof=_SHORT),
    Mark("HubSpot", "", "class", Fit.WORD, "hs_signature", _SIGNATURE, proof=_SHORT),
    Mark("FairEmail", "", "class", Fit.WORD, "fairemail_signature", _SIGNATURE, proof=_SHORT),
    Mark("K-9", "", "class", Fit.WORD, "k9mail-signature", _SIGNATURE, proof=_SHORT),
    Mark("BlueMail", "", "class", Fit.WORD, "blue-signature", _SIGNATURE, proof=_SHORT),
    Mark("NetEase", "", "title", Fit.IS, "neteasefooter", _SIGNATURE, proof=_SHORT),
    Mark("many", "", "class", Fit.WORD, "signature", _SIGNATURE, proof=_SHORT),
    Mark("many", "", "class", Fit.WORD, "email-signature", _SIGNATURE, proof=_SHORT),
)


def _rows(fit: Fit) -> Mapping[tuple[str, str], list[Mark]]:
    """The rows of a kind of fit, by attribute and value."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for row in MARKS:
        if row.fit is fit:
            found.setdefault((row.attribute, row.value), []).append(row)
    return found


_WHOLE, _WORDS = _rows(Fit.IS), _rows(Fit.WORD)
_PARTLY = {
    attribute: tuple(row for row in MARKS if row.fit in (Fit.OPENS, Fit.HOLDS) and row.attribute == attribute)
    for attribute in {row.attribute for row in MARKS}
}
_ATTRIBUTES = tuple(dict.fromkeys(row.attribute for row in MARKS if row.attribute))
_TAGS = frozenset(row.tag for row in MARKS if not row.attribute)
_NAMES = ("id", "class", "name")


def found(tag: str, attributes: Mapping[str, str]) -> Mark | None:
    """The row that a tag fits, the first of the table where several do."""
    rows: list[Mark] = []
    for attribute in _ATTRIBUTES:
        value = attributes.get(attribute)
        if value is not None:
            rows += _fitting(attribute, value[:1000].lower())
    if tag in _TAGS:
        rows += _WHOLE.get(("", ""), ())
    fits = [row for row in rows if row.tag in ("", tag)]
    return min(fits, key=MARKS.index) if fits else None


def may_mark(html: str) -> bool:
    """Whether `html` has anything that a row could fit; False is certain."""
    return _TELLING.holds(html)


def _fitting(attribute: str, value: str) -> Iterable[Mark]:
    if attribute == "style":
        value = "".join(value.split())
    elif attribute in _NAMES:
        value = " ".join(_own(word) for word in value.split())
    yield from _WHOLE.get((attribute, value), ())
    for word in value.split():
        yield from _WORDS.get((attribute, word), ())
    for row in _PARTLY.get(attribute, ()):
        if value.startswith(row.value) if row.fit is Fit.OPENS else row.value in value:
            yield row


def _own(name: str) -> str:
    """A name without what programs put before the names in a mail that they show or answer: `x_`, `m_12`, `yiv34`."""
    for _ in range(5):
        if name.startswith("x_"):
            name = name[2:]
        elif name.startswith(("m_", "yiv")):
            name = name.lstrip("m_yiv").lstrip("-0123456789")
        else:
            break
    return name


# What stands in every HTML that a row could fit; the rest of the telling values are too common, or hold one of these.
_TELLING = Pattern(
    any_of(
        *dict.fromkeys(row.value.partition(":")[0] or row.tag for row in MARKS if row.value not in ("cite", "quote"))
    )
    + "|['\"=]quote['\" >]"
)
