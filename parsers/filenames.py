"""Names of attached files: read as people's programs write them, and made safe (A30, A48, A49).

Takes the type and disposition of a part, or a name decoded from them; gives a name that is harmless anywhere.
Never used as a path by us: files are known by their hash, the name is for people.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote_to_bytes

from parsers import charsets, content
from parsers.cleaning import one_line
from parsers.content import Content
from parsers.limits import LIMITS

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in (*range(1, 10), "¹", "²", "³")]
)
# What no file system takes, and what folds to a separator once somebody normalises the name (NFKC).
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*\uff0f\uff3c\u2044\u2215\u29f8\ufe68\uff1a', "_"))
_DOTS = ". \u2024\u2025\u2026\uff0e\ufe52"
_LONGEST_EXTENSION = 10
# What stands where a charset had no place for a character; the same name elsewhere may be whole.
_MAYBE_LOST = frozenset("?\ufffd")
# What a system runs when somebody opens it.
_RUN = frozenset(
    ".exe .scr .com .pif .cpl .bat .cmd .vbs .vbe .js .jse .wsf .wsh .hta .msi .msp .lnk .ps1 .psm1 .jar .reg .inf "
    ".scf .url .application .gadget .chm .html .htm .shtml .xhtml .svg .sh .command .app .dmg .iso .img .vhd".split()
)
# What people believe a file to be when its name goes on behind it.
_BELIEVED = frozenset(
    ".pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .rtf .txt .csv .jpg .jpeg .png .gif .bmp .tif .tiff .zip .mp3 "
    ".mp4 .avi .mov .wav .eml .msg .xml".split()
)


def given(kind: Content, disposition: Content) -> str:
    """The name that a part bears, as its sender meant it; "" without one."""
    first = ""
    for where, name in ((disposition, "filename"), (kind, "name"), (disposition, "name"), (kind, "filename")):
        found = _unescaped(content.parameter(where, name)) if where.parameters else ""
        if found and not first:
            if not _MAYBE_LOST.intersection(found):
                return found
            first = found
        elif found and len(found) == len(first) and not _MAYBE_LOST.intersection(found):
            return found
    return first


def safe_name(name: str) -> tuple[str, bool]:
    """The last component of `name` without controls, bidi marks, leading dots and reserved words; "" stays ""."""
    if not name:
        return "", False
    clean = unicodedata.normalize("NFC", one_line(name, LIMITS.field)).replace("\\", "/").rpartition("/")[2]
    clean = clean.translate(_FORBIDDEN).strip(_DOTS)
    if clean.partition(".")[0].rstrip().lower() in _RESERVED:
        clean = "_" + clean
    clean = _short(clean) or "unnamed"
    return clean, clean != name


def extension(name: str) -> str:
    """What `name` ends in, with its dot, in lower case; "" without one."""
    stem, dot, last = name.rpartition(".")
    return "." + last.strip().lower() if dot and stem and len(last) <= _LONGEST_EXTENSION else ""


def is_double(name: str) -> bool:
    """Whether `name` seems to end in what people open, and goes on to end in what a system runs (`a.pdf.exe`)."""
    last = extension(name)
    if last not in _RUN:
        return False
    return extension(name[: -len(last)].rstrip(" ._-")) in _BELIEVED


def _unescaped(name: str) -> str:
    """Percent signs undone where a program wrote RFC 2231's value, or a URL's, as if it were a plain one."""
    if "%" not in name:
        return name
    charset, mark, rest = name.partition("''")
    if mark and charsets.find(charset.strip("'\" ").lower()) is not None:
        return charsets.decode(unquote_to_bytes(rest), charset)[0]
    try:
        plain = unquote_to_bytes(name).decode("utf-8")
    except UnicodeDecodeError:
        return name
    spelled = plain != name and "%" not in plain.replace("%", "", name.count("%25"))
    return plain if spelled and (not plain.isascii() or "%20" in name) and plain.isprintable() else name


def _short(name: str) -> str:
    """At most `Limits.file_name` octets of UTF-8, the extension kept."""
    if len(name.encode("utf-8", "replace")) <= LIMITS.file_name:
        return name
    stem, dot, last = name.rpartition(".")
    if not dot or len(last.encode("utf-8", "replace")) > _LONGEST_EXTENSION:
        stem, dot, last = name, "", ""
    room = LIMITS.file_name - len((dot + last).encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode(errors="ignore").rstrip(_DOTS) + dot + last
