"""Mail addresses: believed strictly, shown leniently (RFC 5322 3.4, RFC 6532; A04, A19, A24).

Takes header values as text, before encoded words are decoded; gives addr-specs in lower case.
Never believes an address from a quoted name, a comment, a group name or an encoded word.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from parsers import idn
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
# A name that holds an unquoted comma is put together again up to so many characters.
_LONGEST_NAME = 500
_LONGEST_WORD = 200
# How people write "@" where they fear machines, and what stands for it while a name is looked at.
_AT_WORDS = (" at ", "(at)", "[at]", "{at}", " (at) ", " [at] ")
_SPELLED = "\0"
_AROUND = " \t\"'<>()[]{}|,;:!?."


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
    """The addr-spec of a From that holds exactly one address and nothing odd, in normal form (A-labels), else None.

    Odd: comments, groups, routes, several addresses, controls, a name with an "@" that is not this very address.
    """
    value = value.strip(" \t")
    if any((ord(char) < 32 and char != "\t") or ord(char) == 127 for char in value):
        return None
    if not value.endswith(">"):
        addr = addr_spec(value)
        return None if addr is None else idn.normal(addr)
    name, bracket, rest = value[:-1].rpartition("<")
    addr = addr_spec(rest) if bracket else None
    if addr is None or not _is_phrase(name.strip(" \t")):
        return None
    shown = unicodedata.normalize("NFKC", one_line(decoded(unquoted(name.strip(" \t"))), LIMITS.field))
    believed = "@" not in shown or shown.strip("'\"<> ").lower() == addr
    return idn.normal(addr) if believed else None


def shown(value: str) -> tuple[Address, ...]:
    """Every address a lenient reader sees, top to bottom, at most `Limits.addresses`; for display and for routing."""
    found: list[Address] = []
    before = ""  # what a comma cut off from a name without quotes: "Doe, John <j@corp.example>"
    for piece in _mailboxes(value):
        seen = _lenient(before + piece if before and "<" in piece else piece)
        found += seen
        if len(found) >= LIMITS.addresses:
            break
        goes_on = not seen and piece.strip() and len(before) + len(piece) < _LONGEST_NAME
        before = f"{before}{piece}," if goes_on else ""
    return tuple(found[: LIMITS.addresses])


def poses(address: Address) -> bool:
    """Whether a display name reads as another address than the one it stands before (A28).

    Any "@" of Unicode counts, with blanks around it, and so does "at" before what looks like a host name.
    """
    name = address.name if address.name.isascii() else unicodedata.normalize("NFKC", address.name)
    name = f" {name.lower()} "
    if "@" not in name and "at" not in name:
        return False
    own = idn.normal(address.addr)
    for word in _AT_WORDS:
        name = name.replace(word, _SPELLED)
    name = name.replace(" @", "@").replace("@ ", "@").replace("(dot)", ".").replace("[dot]", ".")
    return any(_claims(left, right, own, exact=True) for left, right in pairwise(name.split("@"))) or any(
        _claims(left, right, own, exact=False) for left, right in pairwise(name.split(_SPELLED))
    )


def _claims(left: str, right: str, own: str, *, exact: bool) -> bool:
    """Whether the words beside an "@" are another address than `own`; not `exact`: one of another organisation."""
    local = left.rstrip().rpartition(" ")[2].strip(_AROUND)
    domain = right.lstrip().partition(" ")[0].strip(_AROUND)
    host = idn.normal_domain(domain)
    labels = host.split(".")
    if not local or len(labels) < 2 or len(host) > _ADDR_OCTETS or not all(map(_is_label, labels)):
        return False
    if exact:
        return idn.normal(f"{local}@{domain}") != own
    return labels[-1].isalpha() and not f".{own.rpartition('@')[2]}".endswith(f".{host}")


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
    """An address list cut at its commas, semicolons and group names, outside quotes, comments, brackets and words.

    Comments become part of the piece they stand in; an empty piece stands where a semicolon ended a group.
    One pass, no recursion: depth is a number.
    """
    if not ('"' in value or "(" in value or ":" in value or ";" in value):
        return value.split(",")
    pieces: list[str] = []
    start = depth = word_ends = 0
    quoted = escaped = bracket = False
    for place, char in enumerate(value):
        if place < word_ends:
            continue
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
        elif char in "<[":
            bracket = True
        elif char in ">]":
            bracket = False
        elif char == "=":
            word_ends = _word_end(value, place)
        elif char in ",;" or (char == ":" and not bracket):
            if char != ":":
                pieces.append(value[start:place])
            if char == ";":
                pieces.append("")
            start, bracket = place + 1, False
    pieces.append(value[start:])
    return pieces


def _word_end(value: str, place: int) -> int:
    """Where an encoded word that opens at `place` ends, as far as one may be long; 0 when none does."""
    if value[place + 1 : place + 2] != "?":
        return 0
    name, mark, rest = value[place + 2 : place + _LONGEST_WORD].partition("?")
    end = rest.find("?=", 2)
    return place + 2 + len(name) + len(mark) + end + 2 if rest[1:2] == "?" and end > 0 else 0


def _lenient(piece: str) -> list[Address]:
    """The mailbox in a piece of a list: `name <addr>`, `addr (name)`, `addr`, `name addr`; several without commas.

    None when nothing in it is an address. One that stands in encoded words with its name counts as shown.
    """
    if "@" not in piece:
        if "=?" not in piece:
            return []
        plain = one_line(decoded(unquoted(piece)), LIMITS.field).replace("=?", "")
        return [address for one in _mailboxes(plain) if "@" in one for address in _lenient(one)]
    piece, comment = _comments_apart(piece)
    piece = piece.strip()
    name, bracket, rest = piece.rpartition("<")
    if bracket and (addr := _lenient_addr(rest.partition(">")[0])):
        return [_address(name.rstrip("< "), addr)]
    if piece.startswith('"') and '"@' in piece:
        addr = _lenient_addr(piece)
        return [_address(comment, addr)] if addr else []
    return _bare(unquoted(piece), comment)


def _bare(text: str, comment: str) -> list[Address]:
    """Addresses without brackets; the words around a single one are its name. Blanks around "@" and "." are none."""
    if text.count("@") == 1:
        text = " ".join(text.split())
        for gap in (" @", "@ ", " .", ". "):
            text = text.replace(gap, gap.strip())
    words = text.replace("<", " ").replace(">", " ").split()
    addrs = [addr for word in words if "@" in word and (addr := _lenient_addr(word))]
    if len(addrs) == 1:
        return [_address(" ".join(word for word in words if "@" not in word) or comment, addrs[0])]
    return [Address("", addr) for addr in addrs]


def _address(name: str, addr: str) -> Address:
    if '"' in name and "=?" in name:  # words in and out of quotes are no neighbours: the blank between them stays
        name = "".join(decoded(piece) for piece in _around_quotes(name))
    else:
        name = decoded(unquoted(name))
    shown = one_line(name, LIMITS.name)
    if len(shown) > 1 and shown[0] == shown[-1] == "'":
        shown = shown[1:-1].strip(" '")
    return Address(shown, addr)


def _around_quotes(text: str) -> list[str]:
    """What stands before, in, between and behind quotes; what they escape is plain."""
    pieces: list[str] = []
    kept: list[str] = []
    escaped = False
    for char in text:
        if char == '"' and not escaped:
            pieces.append("".join(kept))
            kept = []
        elif char == "\\" and not escaped:
            escaped = True
            continue
        else:
            kept.append(char)
        escaped = False
    return [*pieces, "".join(kept)]


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
    """An addr-spec as people's programs garble it: a route or a scheme before, blanks within, signs around; or ""."""
    if addr.startswith("@") and ":" in addr:
        addr = addr.rpartition(":")[2]
    addr = "".join(one_line(addr, _ADDR_OCTETS * 2).split()) if not addr.startswith('"') else one_line(addr, 508)
    local, _, domain = addr.strip("'<>").rpartition("@")
    if not local.startswith('"'):
        local = local.rpartition("mailto:")[2].lstrip("\"'([{<").rstrip("\"'")
    domain = domain.rstrip("\"'.,)}>" if domain.startswith("[") else "\"'.,)}]>")
    return f"{local}@{domain}".lower() if local and domain else ""
