"""Internationalised domains: one form to compare, another to show (RFC 5890, RFC 6532, UTS #39; A19, A29).

Takes addresses as they stand in a mail; gives them with A-labels ("xn--…") for comparing and for SMTP, or with U-labels
for people, where those cannot be taken for others. Never resolves a name, and never makes a sound address of a bad one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PREFIX = "xn--"
_LABEL_OCTETS = 63
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
# Scripts that are written together (UTS #39 5.2, "highly restrictive").
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)
# Letters that look like Latin ones; a label of nothing else is meant to be mistaken.
_LOOKALIKES = frozenset("асеорхуіјѕһԁԛԝӏвнктмгпьԍꞓ" + "οανρυικχτωηεγϲϳ")
# Latin beyond these looks like a plainer letter.
_LATIN = frozenset("ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňŋōŏőœŕŗřśŝşšţťũūŭůűųŵŷźżžșț")


def normal(addr: str) -> str:
    """`addr` as it is compared: lower case, NFC, and every label of its domain as an A-label."""
    if addr.isascii():
        return addr.lower()
    local, at, domain = addr.rpartition("@")
    return unicodedata.normalize("NFC", local).lower() + at + normal_domain(domain)


def normal_domain(domain: str) -> str:
    """`domain` in lower case with A-labels."""
    if domain.isascii():
        return domain.lower()
    labels = unicodedata.normalize("NFKC", domain.translate(_DOTS)).lower().split(".")
    return ".".join(label if label.isascii() else _a_label(label) for label in labels)


def displayed(addr: str) -> str:
    """`addr` as people see it: U-labels where they are safe, else A-labels."""
    if addr.isascii() and _PREFIX not in addr:
        return addr
    local, at, domain = normal(addr).rpartition("@")
    labels = domain.split(".")
    shown = [_u_label(label) if label.startswith(_PREFIX) else label for label in labels]
    own_script = not shown[-1].isascii()  # under a top level of one's own script its letters are no disguise
    safe = (new if new.isascii() or _is_safe(new, own_script) else old for old, new in zip(labels, shown, strict=True))
    return local + at + ".".join(safe)


def _a_label(label: str) -> str:
    return _PREFIX + label.encode("punycode").decode("ascii") if len(label) <= _LABEL_OCTETS else label


def _u_label(label: str) -> str:
    """The U-label of an A-label; the same label when there is none, or when that has another A-label."""
    if len(label) > _LABEL_OCTETS:
        return label
    try:
        found = label[len(_PREFIX) :].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return found if not found.isascii() and normal_domain(found) == label else label


def _is_safe(label: str, own_script: bool) -> bool:
    """Whether nobody takes the label for another: scripts that go together, and not lookalikes alone."""
    letters = [char for char in label if not char.isascii() or char.isalpha()]
    scripts = {_script(char) for char in letters}
    if "" in scripts or not (len(scripts) == 1 or any(scripts <= allowed for allowed in _TOGETHER)):
        return False
    if any(_script(char) == "LATIN" and not char.isascii() and char not in _LATIN for char in letters):
        return False
    return own_script or not _LOOKALIKES.issuperset(letters)


@lru_cache(maxsize=1024)
def _script(char: str) -> str:
    """The first word of a letter's or mark's Unicode name; "" for what is neither."""
    if unicodedata.category(char)[0] not in "LMN":
        return ""
    return unicodedata.name(char, " ").partition(" ")[0]
