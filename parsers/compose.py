"""Meaning to octets: a draft as the mail that is sent (RFC 5322, 2045–2047, 2231; H01–H17; A22–A25).

Takes a complete draft; gives 7-bit octets with CRLF, the same ones each time: boundaries come from the Message-ID.
Never writes a field it was not asked for: texts are cleaned decoded, before they are encoded.
Raises ValueError where the draft itself is impossible (an address or id that is none): that is our own bug.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Iterable, Sequence
from email.utils import format_datetime
from itertools import takewhile
from urllib.parse import quote

from parsers.addresses import plain_addr
from parsers.cleaning import body_text, one_line
from parsers.draft import Draft, File
from parsers.filenames import safe_name
from parsers.ids import sane
from parsers.mail import Address

_WIDTH = 78
_SUBJECT = 200
_NAME = 100
_EXTRA = 900
_ID = 900
# Of a longer chain the root and the newest are kept (A23).
_CHAIN_ENDS = 20
_ATOMS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~ ")
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-")
_FIELD_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
_FOLDED_WORD = 39
_BASE64_LINE = 57
_EXTRA_ALLOWED = ("X-Supportd-", "List-")
_LOOP = "X-Supportd-Loop"


def compose(draft: Draft) -> bytes:
    """The mail `draft` describes, ready for DATA but for dot-stuffing."""
    fields = [
        *_identity(draft),
        *_thread(draft),
        *_manners(draft),
        "MIME-Version: 1.0",
    ]
    head = "\r\n".join(fields).encode("ascii")
    return head + b"\r\n" + _content(draft)


def _identity(draft: Draft) -> list[str]:
    fields = [
        _addresses("From", [draft.from_]),
        _addresses("To", [draft.to]),
    ]
    if draft.cc:
        fields.append(_addresses("Cc", draft.cc))
    if draft.reply_to is not None:
        fields.append(_addresses("Reply-To", [draft.reply_to]))
    fields.append(_text("Subject", one_line(draft.subject, _SUBJECT)))
    if draft.date.tzinfo is None:
        raise ValueError("a draft's date needs a zone")
    fields.append(f"Date: {format_datetime(draft.date)}")
    return fields


def _thread(draft: Draft) -> list[str]:
    fields = [f"Message-ID: <{_own_id(draft.message_id)}>"]
    if draft.in_reply_to is not None:
        fields += _ids("In-Reply-To", [draft.in_reply_to])
    fields += _ids("References", _chain(draft.references))
    fields.append(f"{_LOOP}: <{_own_id(draft.loop)}>")
    return fields


def _manners(draft: Draft) -> list[str]:
    fields: list[str] = []
    if draft.auto_submitted is not None:
        fields.append(f"Auto-Submitted: {draft.auto_submitted.value}")
    if draft.suppress is not None:
        fields.append(_text("X-Auto-Response-Suppress", one_line(draft.suppress, _EXTRA)))
    if draft.bulk:
        fields.append("Precedence: bulk")
    if draft.language:
        fields.append(_text("Content-Language", one_line(draft.language, _NAME)))
    for name, value in draft.extra:
        if not name.startswith(_EXTRA_ALLOWED) or name == _LOOP or not _FIELD_NAME.issuperset(name):
            raise ValueError(f"{name!r} is no field a draft may add")
        fields.append(_text(name, one_line(value, _EXTRA)))
    return fields


# --- fields ----------------------------------------------------------------------------------------


def _own_id(identifier: str) -> str:
    if sane(identifier.encode("utf-8", "replace")) is None:
        raise ValueError("a draft's own id is not sane")
    return identifier


def _chain(references: Sequence[str]) -> Sequence[str]:
    if len(references) <= 2 * _CHAIN_ENDS:
        return references
    return [*references[:_CHAIN_ENDS], *references[-_CHAIN_ENDS:]]


def _ids(name: str, identifiers: Iterable[str]) -> list[str]:
    """An id field folded between ids only. Ids of strangers that are not sane are left out, never encoded (A23)."""
    words = [
        f"<{identifier}>"
        for identifier in identifiers
        if len(identifier) <= _ID and sane(identifier.encode("utf-8", "replace")) is not None
    ]
    return [_folded(name, words)] if words else []


def _addresses(name: str, addresses: Sequence[Address]) -> str:
    words: list[str] = []
    for place, address in enumerate(addresses, start=1):
        addr = plain_addr(address.addr)
        if addr is None:
            raise ValueError(f"{name} holds an address that may not be written to")
        phrase = _phrase(one_line(address.name, _NAME))
        comma = "," if place < len(addresses) else ""
        words += [*phrase, f"<{addr}>{comma}"] if phrase else [addr + comma]
    return _folded(name, words)


def _phrase(text: str) -> list[str]:
    """A display name as words to fold between: atoms, one quoted string, or encoded words."""
    if not text:
        return []
    if not text.isascii() or "=?" in text:
        return _encoded(text, _FOLDED_WORD)
    if _ATOMS.issuperset(text):
        return text.split(" ")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{escaped}"']


def _text(name: str, text: str) -> str:
    """An unstructured field: ASCII as it is; from the first word that is not, or looks encoded, as encoded words."""
    words = text.split(" ")
    if text.isascii() and "=?" not in text:
        return _folded(name, words)
    plain = list(takewhile(lambda word: word.isascii() and "=?" not in word, words))
    return _folded(name, [*plain, *_encoded(" ".join(words[len(plain) :]), _FOLDED_WORD)])


def _encoded(text: str, octets: int) -> list[str]:
    """`text` as encoded words of at most `octets` octets each, cut between characters (RFC 2047 section 5)."""
    words: list[str] = []
    chunk = b""
    for char in text:
        encoded = char.encode("utf-8", "replace")
        if len(chunk) + len(encoded) > octets:
            words.append(_word(chunk))
            chunk = b""
        chunk += encoded
    words.append(_word(chunk))
    return words


def _word(chunk: bytes) -> str:
    return f"=?utf-8?b?{binascii.b2a_base64(chunk, newline=False).decode('ascii')}?="


def _folded(name: str, words: Sequence[str]) -> str:
    """`name: words`, broken between words before column 78. A word too long for a line has one of its own."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH and not lines[-1].endswith(":"):
            lines.append("")
        lines[-1] += " " + word
    return "\r\n".join(lines)


# --- content ---------------------------------------------------------------------------------------


def _content(draft: Draft) -> bytes:
    shown = _part("text/plain", draft.text)
    if draft.html is not None:
        versions = [shown, _part("text/html", draft.html)]
        shown = _multipart("alternative", _boundary(draft.message_id, "alternative"), versions)
    if draft.files:
        parts = [shown, *(_file(file) for file in draft.files)]
        shown = _multipart("mixed", _boundary(draft.message_id, "mixed"), parts)
    return shown


def _boundary(message_id: str, kind: str) -> str:
    """A boundary no body can hold: "=_" stands in neither base64 nor quoted-printable."""
    return "=_" + hashlib.sha256(f"{kind}\0{message_id}".encode()).hexdigest()[:24]


def _multipart(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    mark = f"--{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    inside = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return head + inside + mark + b"--\r\n"


def _part(kind: str, text: str) -> bytes:
    octets = body_text(text).encode("utf-8", "replace")
    foreign = len(octets) - len(octets.decode("ascii", "ignore"))
    if foreign * 6 > len(octets):
        encoding, body = "base64", _base64(octets.replace(b"\n", b"\r\n"))
    else:
        encoding, body = "quoted-printable", binascii.b2a_qp(octets).replace(b"\n", b"\r\n")
    head = f'Content-Type: {kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode("ascii") + body


def _base64(octets: bytes) -> bytes:
    lines = [
        binascii.b2a_base64(octets[place : place + _BASE64_LINE], newline=False)
        for place in range(0, len(octets), _BASE64_LINE)
    ]
    return b"\r\n".join(lines)


def _file(file: File) -> bytes:
    name, _ = safe_name(file.name)
    name = name or "unnamed"
    plain = name.encode("ascii", "replace").decode("ascii").replace("\\", "_").replace('"', "_").replace("?", "_")
    head = [
        f"Content-Type: {_file_type(file.content_type)}",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment;\r\n filename="{plain}"',
    ]
    if plain != name:
        head[-1] += "".join(f";\r\n {section}" for section in _extended(name))
    return "\r\n".join(head).encode("ascii") + b"\r\n\r\n" + _base64(file.content)


def _extended(name: str) -> list[str]:
    """RFC 2231 sections of at most 60 characters, cut between characters."""
    sections: list[str] = []
    current = "utf-8''"
    for char in name:
        piece = quote(char, safe="", errors="replace")
        if len(current) + len(piece) > 60:
            sections.append(current)
            current = ""
        current += piece
    sections.append(current)
    if len(sections) == 1:
        return [f"filename*={sections[0]}"]
    return [f"filename*{number}*={section}" for number, section in enumerate(sections)]


def _file_type(given: str) -> str:
    """The type as given where it is one and base64 is allowed in it (RFC 2046 5.2.1), else octets."""
    kind = given.partition(";")[0].strip().lower()
    main, slash, sub = kind.partition("/")
    good = slash and main and sub and len(kind) <= 100 and _TOKEN.issuperset(main) and _TOKEN.issuperset(sub)
    return kind if good and main not in ("multipart", "message") else "application/octet-stream"
