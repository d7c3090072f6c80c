"""Names of attached files, made safe (A30, A48, A49).

Takes a name as decoded from the mail; gives one that is harmless as a file name anywhere, and whether it changed.
Never used as a path by us: files are known by their hash, the name is for people.
"""

from __future__ import annotations

import unicodedata

from parsers.cleaning import one_line
from parsers.limits import LIMITS

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def safe_name(name: str) -> tuple[str, bool]:
    """The last component of `name` without controls, bidi marks, leading dots and reserved words; "" stays ""."""
    if not name:
        return "", False
    clean = unicodedata.normalize("NFC", one_line(name, LIMITS.field)).replace("\\", "/").rpartition("/")[2]
    clean = clean.translate(_FORBIDDEN).lstrip(". ").rstrip(". ")
    if clean.partition(".")[0].lower() in _RESERVED:
        clean = "_" + clean
    clean = _short(clean) or "unnamed"
    return clean, clean != name


def _short(name: str) -> str:
    """At most `Limits.file_name` octets of UTF-8, the extension kept."""
    if len(name.encode()) <= LIMITS.file_name:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 10:
        stem, dot, extension = name, "", ""
    room = LIMITS.file_name - len((dot + extension).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + extension
