"""Mail addresses: believed strictly, shown leniently (RFC 5322 3.4, RFC 6532; A04, A19, A24).

Takes header values as text, before encoded words are decoded; gives addr-specs in lower case.
Never takes an address from a quoted name, a comment, a group name or an encoded word.
"""

from __future__ import annotations

import unicodedata

from parsers.cleaning import one_line
from parsers.limits import LIMITS
from parsers.mail import Address
from parsers.words import decoded

_ATEXT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~")
_LABEL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
# What a display name may hold outside quotes; a dot is obsolete syntax that everybody writes ("J. Doe").
_PHRASE_ODD = frozenset('()<>[]:;@\\,"')
_LOCAL_OCTETS = 64
_ADDR_OCTETS = 254
_LABEL_OCTETS = 63


def reply_address(base: str, separator: str, token: str) -> str:
    """`base` with `token` behind its local part: support@x.example → support+TOKEN@x.example."""
    local, _, domain = base.rpartition("@")
    return f"{local}{separator}{token}@{domain}"


def plain_addr(text: str) -> str | None:
    """`text` in lower case when it is one plain ASCII addr-spec that may be written to, else None.

    Plain: dot-atom local part of at most 64 octets, domain of letters, digits and hyphens, no quotes, no literal.
    """
    return addr_spec(text) if text.isascii() else None


def addr_spec(text: str) -> str | None:
    """As `plain_addr`, with the UTF-8 of RFC 6532 allowed where no folding turns it into ASCII."""
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain or "=?" in text or len(text.encode("utf-8", "replace")) > _ADDR_OCTETS:
        return None
    if not text.isascii() and not _stays_foreign(text):
        return None
    domain = domain.lower()
    local = local.lower()
    if len(local.encode("utf-8", "replace")) > _LOCAL_OCTETS or not all(map(_is_atom, local.split("."))):
        return None
    return f"{local}@{domain}" if all(map(_is_label, domain.split("."))) else None


def author(value: str) -> str | None:
    """The addr-spec of a From that holds exactly one address and nothing odd, else None.

    Odd: comments, groups, routes, several addresses, controls, a name with an "@" that is not this very address.
    """
    value = value.strip(" \t")
    if any((ord(char) < 32 and char != "\t") or ord(char) == 127 for char in value):
        return None
    if not value.endswith(">"):
        return addr_spec(value)
    name, bracket, rest = value[:-1].rpartition("<")
    addr = addr_spec(rest) if bracket else None
    if addr is None or not _is_phrase(name.strip(" \t")):
        return None
    shown = unicodedata.normalize("NFKC", one_line(decoded(unquoted(name.strip(" \t"))), LIMITS.field))
    return addr if "@" not in shown or shown.strip("'\"<> ").lower() == addr else None


def shown(value: str) -> tuple[Address, ...]:
    """Every address a lenient reader sees, top to bottom, at most `Limits.addresses`; for display and for routing."""
    found: list[Address] = []
    for piece in _mailboxes(value):
        address = _lenient(piece)
        if address is not None:
            found.append(address)
            if len(found) == LIMITS.addresses:
                break
    return tuple(found)


def unquoted(text: str) -> str:
    """`text` with the quotes of quoted strings gone and what they escape plain."""
    if '"' not in text:
        return text
    kept: list[str] = []
    escaped = False
    for char in text:
        if escaped:
            kept.append(char)
            escaped = False
        elif char == "\\":
            escaped = True
        elif char != '"':
            kept.append(char)
    return "".join(kept)


def _is_atom(atom: str) -> bool:
    return bool(atom) and (_ATEXT.issuperset(atom) if atom.isascii() else _is_foreign_word(atom, _ATEXT))


def _is_label(label: str) -> bool:
    if not label or label[0] == "-" or label[-1] == "-" or len(label.encode("utf-8", "replace")) > _LABEL_OCTETS:
        return False
    return _LABEL.issuperset(label) if label.isascii() else _is_foreign_word(label, _LABEL)


def _is_foreign_word(word: str, ascii_allowed: frozenset[str]) -> bool:
    return all(char in ascii_allowed or (ord(char) > 127 and unicodedata.category(char)[0] in "LMN") for char in word)


def _stays_foreign(text: str) -> bool:
    """Whether no character beyond ASCII turns into ASCII by case or normal form, as the Kelvin sign does (A19)."""
    if unicodedata.normalize("NFC", text) != text:
        return False
    return all(char.isascii() or not unicodedata.normalize("NFKC", char).lower().isascii() for char in text)


def _is_phrase(name: str) -> bool:
    """A display name of atoms, encoded words and whole quoted strings, with nothing odd between them."""
    outside = _outside_quotes(name)
    return outside is not None and _PHRASE_ODD.isdisjoint(outside)


def _outside_quotes(text: str) -> str | None:
    """What stands outside quoted strings; None when a quote never closes."""
    if '"' not in text:
        return text
    kept: list[str] = []
    quoted = escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif quoted and char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif not quoted:
            kept.append(char)
    return None if quoted else "".join(kept)


def _mailboxes(value: str) -> list[str]:
    """An address list cut at its commas, semicolons and group names, outside quotes, comments and brackets.

    Comments become part of the piece they stand in. One pass, no recursion: depth is a number.
    """
    if not ('"' in value or "(" in value or ":" in value or ";" in value):
        return value.split(",")
    pieces: list[str] = []
    start = depth = 0
    quoted = escaped = bracket = False
    for place, char in enumerate(value):
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif char == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif char == "<":
            bracket = True
        elif char == ">":
            bracket = False
        elif char in ",;" or (char == ":" and not bracket):
            if char != ":":
                pieces.append(value[start:place])
            start, bracket = place + 1, False
    pieces.append(value[start:])
    return pieces


def _lenient(piece: str) -> Address | None:
    """One mailbox of a list: `name <addr>`, `addr (name)` or `addr`; None when nothing in it is an address."""
    piece, comment = _comments_apart(piece)
    piece = piece.strip()
    name, bracket, rest = piece.rpartition("<")
    if not bracket:
        name = comment
    addr = _lenient_addr(rest.partition(">")[0] if bracket else rest)
    if "@" not in addr:
        return None
    return Address(one_line(decoded(unquoted(name)).strip(" '"), LIMITS.name), addr)


def _comments_apart(piece: str) -> tuple[str, str]:
    """`piece` without its comments, and the first of them; a comment may hold others (RFC 5322 3.2.2)."""
    if "(" not in piece:
        return piece, ""
    kept: list[str] = []
    first: list[str] = []
    depth = closed = 0
    quoted = escaped = False
    for char in piece:
        target = kept if not depth else (first if not closed else [])
        if escaped or (char == "\\" and (quoted or depth)):
            escaped = not escaped
            target.append(char)
        elif char == '"' and not depth:
            quoted = not quoted
            target.append(char)
        elif char == "(" and not quoted:
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            closed += not depth
        else:
            target.append(char)
    return "".join(kept), "".join(first)


def _lenient_addr(addr: str) -> str:
    """An addr-spec as people's programs garble it: a route before, blanks within, a trailing dot or quote."""
    if addr.startswith("@") and ":" in addr:
        addr = addr.rpartition(":")[2]
    addr = "".join(one_line(addr, _ADDR_OCTETS * 2).split()) if not addr.startswith('"') else one_line(addr, 508)
    local, _, domain = addr.strip("'<>").rpartition("@")
    return f"{local}@{domain.rstrip('.')}".lower() if local and domain else ""
