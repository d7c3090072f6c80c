"""Octets to text by the charset a mail names, or by what they are (A40).

Takes octets and a charset's name as the mail has it; gives text and whether the name held.
Never lets a mail pick a codec: only names of the table reach one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.cleaning import storable


class Held(StrEnum):
    """Whether the named charset was the true one."""

    YES = "yes"
    UNKNOWN = "unknown"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Charset:
    """One codec of Python and the names mails call it by.

    `wide`: more than one octet a character, so that one broken character does not condemn the rest.
    `escapes`: 7-bit octets may mean something other than ASCII.
    """

    codec: str
    names: str
    wide: bool = False
    escapes: bool = False


# Where mail programs label a superset by its subset's name, the superset reads both.
CHARSETS: tuple[Charset, ...] = (
    Charset("utf-8", "utf-8 utf8 utf-8-sig unicode-1-1-utf-8 us-ascii ascii ansi-x3.4-1968 646 iso646-us", wide=True),
    Charset("utf-16", "utf-16 utf16 ucs-2 iso-10646-ucs-2 unicode", wide=True, escapes=True),
    Charset("utf-16-le", "utf-16le", wide=True, escapes=True),
    Charset("utf-16-be", "utf-16be", wide=True, escapes=True),
    Charset("utf-32", "utf-32 utf32 ucs-4", wide=True, escapes=True),
    Charset("utf-7", "utf-7 utf7 unicode-1-1-utf-7", wide=True, escapes=True),
    Charset("cp1252", "windows-1252 cp1252 cp-1252 x-ansi ansi iso-8859-1 iso8859-1 latin1 latin-1 l1 8859-1"),
    Charset("iso8859-2", "iso-8859-2 iso8859-2 latin2 latin-2 8859-2"),
    Charset("iso8859-3", "iso-8859-3 iso8859-3"),
    Charset("iso8859-4", "iso-8859-4 iso8859-4"),
    Charset("iso8859-5", "iso-8859-5 iso8859-5"),
    Charset("iso8859-6", "iso-8859-6 iso8859-6 iso-8859-6-i iso-8859-6-e"),
    Charset("iso8859-7", "iso-8859-7 iso8859-7"),
    Charset("iso8859-8", "iso-8859-8 iso8859-8 iso-8859-8-i iso-8859-8-e visual logical"),
    Charset("cp1254", "iso-8859-9 iso8859-9 latin5 windows-1254 cp1254"),
    Charset("iso8859-10", "iso-8859-10 iso8859-10"),
    Charset("cp874", "iso-8859-11 iso8859-11 tis-620 tis620 windows-874 cp874 x-windows-874"),
    Charset("iso8859-13", "iso-8859-13 iso8859-13"),
    Charset("iso8859-14", "iso-8859-14 iso8859-14"),
    Charset("iso8859-15", "iso-8859-15 iso8859-15 latin9 latin-9"),
    Charset("iso8859-16", "iso-8859-16 iso8859-16"),
    Charset("cp1250", "windows-1250 cp1250 cp-1250 x-cp1250"),
    Charset("cp1251", "windows-1251 cp1251 cp-1251 x-cp1251"),
    Charset("cp1253", "windows-1253 cp1253"),
    Charset("cp1255", "windows-1255 cp1255"),
    Charset("cp1256", "windows-1256 cp1256"),
    Charset("cp1257", "windows-1257 cp1257"),
    Charset("cp1258", "windows-1258 cp1258"),
    Charset("cp437", "ibm437 cp437 437"),
    Charset("cp850", "ibm850 cp850 850"),
    Charset("cp852", "ibm852 cp852 852"),
    Charset("cp855", "ibm855 cp855"),
    Charset("cp866", "ibm866 cp866 866"),
    Charset("koi8-r", "koi8-r koi8r koi8"),
    Charset("koi8-u", "koi8-u koi8u koi8-ru"),
    Charset("mac-roman", "macintosh mac x-mac-roman macroman"),
    Charset("mac-cyrillic", "x-mac-cyrillic maccyrillic x-mac-ukrainian"),
    Charset("mac-greek", "x-mac-greek macgreek"),
    Charset("mac-latin2", "x-mac-ce x-mac-centraleurroman maclatin2"),
    Charset("mac-turkish", "x-mac-turkish macturkish"),
    Charset("cp932", "shift-jis shiftjis sjis x-sjis ms-kanji windows-31j cp932 ms932", wide=True),
    Charset("euc-jp", "euc-jp eucjp x-euc-jp euc-jp-ms cp51932", wide=True),
    Charset("iso2022-jp-ext", "iso-2022-jp iso2022-jp csiso2022jp cp50220 cp50221", wide=True, escapes=True),
    Charset("iso2022-jp-2", "iso-2022-jp-1 iso-2022-jp-2 iso2022-jp-2", wide=True, escapes=True),
    Charset("iso2022-jp-3", "iso-2022-jp-3 iso-2022-jp-2004", wide=True, escapes=True),
    Charset("gb18030", "gb18030 gb2312 gbk x-gbk cp936 ms936 gb-2312 iso-gb2312 euc-cn x-euc-cn gb2312-80", wide=True),
    Charset("hz", "hz-gb-2312 hz", wide=True, escapes=True),
    Charset("big5hkscs", "big5 big-5 big5-hkscs x-x-big5 cp950 cn-big5 ms950", wide=True),
    Charset("cp949", "euc-kr euckr ks-c-5601-1987 ks-c-5601 ksc5601 ks-c-5601-1989 cp949 uhc windows-949", wide=True),
    Charset("iso2022-kr", "iso-2022-kr iso2022-kr", wide=True, escapes=True),
    Charset("johab", "johab", wide=True),
)

_BY_NAME = {name: row for row in CHARSETS for name in row.names.split()}
_ASCII = _BY_NAME["utf-8"]


def find(name: str) -> Charset | None:
    """The row for a charset's name as mails write it: any case, quotes, `_` for `-`, an RFC 2231 language."""
    row = _BY_NAME.get(name)
    if row is not None or len(name) > 60:
        return row
    plain = name.partition("*")[0].strip(" \t\"'<>;,").lower().replace("_", "-")
    return _BY_NAME.get(plain) or _BY_NAME.get(plain.removeprefix("cs"))


def decode(octets: bytes, name: str) -> tuple[str, Held]:
    """`octets` as text: in the charset named, else UTF-8, else Windows-1252, else with replacements. Never raises."""
    row = find(name) if name else _ASCII
    if octets.isascii() and (row is None or not row.escapes):
        return octets.decode("ascii"), Held.UNKNOWN if row is None else Held.YES
    if row is None:
        return plain(octets), Held.UNKNOWN
    text = _strictly(octets, row.codec)
    if text is not None:
        return (storable(text) if row.escapes else text), Held.YES
    if row.wide:
        return _mostly(octets, row), Held.WRONG
    return plain(octets), Held.WRONG


def plain(octets: bytes) -> str:
    """Octets of no known charset: UTF-8 when they are, else Windows-1252, else Latin-1."""
    if octets.isascii():
        return octets.decode("ascii")
    for codec in ("utf-8", "cp1252"):
        text = _strictly(octets, codec)
        if text is not None:
            return text
    return octets.decode("latin-1")


def _strictly(octets: bytes, codec: str) -> str | None:
    try:
        return octets.decode(codec)
    except ValueError:  # UnicodeDecodeError, and what single codecs raise beside it
        return None


def _mostly(octets: bytes, row: Charset) -> str:
    """A wide charset with a broken character or two stays what it says; with many it was never that."""
    if row.codec != "utf-8":
        text = _strictly(octets, "utf-8")
        if text is not None and not row.escapes:
            return text
    text = storable(octets.decode(row.codec, "replace"))
    broken = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken * 4 <= foreign or row.escapes else plain(octets)
