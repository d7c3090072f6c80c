"""Octets to text by the charset a mail names, or by what they are (A40).

Takes octets and a charset's name as the mail has it; gives text and whether the name held.
Never lets a mail pick a codec: only names of the table reach one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from parsers import guess, iso2022
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
    `escapes`: 7-bit octets may mean something other than ASCII. `also`: a second codec, for vendors' characters.
    """

    codec: str
    names: str
    wide: bool = False
    escapes: bool = False
    also: str = ""


# Where mail programs label a superset by its subset's name, the superset reads both.
# Names stand without blanks, "-", "_" and ".", and without the prefixes that `find` takes off: x, cs, iso, ibm, cp.
CHARSETS: tuple[Charset, ...] = (
    Charset("utf-8", "utf8 utf8sig utf8n utf8mb4 utf8bom unicode11utf8 usascii ascii ansix341968 ansix341986 ascii7 "
            "iso646us 646 isoir6 us 7bit ibm367 cp367", wide=True),
    Charset("utf-16", "utf16 ucs2 iso10646ucs2 unicode", wide=True, escapes=True),
    Charset("utf-16-le", "utf16le ucs2le unicodelittle", wide=True, escapes=True),
    Charset("utf-16-be", "utf16be ucs2be unicodebig", wide=True, escapes=True),
    Charset("utf-32", "utf32 ucs4 iso10646ucs4", wide=True, escapes=True),
    Charset("utf-32-le", "utf32le", wide=True, escapes=True),
    Charset("utf-32-be", "utf32be", wide=True, escapes=True),
    Charset("utf-7", "utf7 unicode11utf7 unicode20utf7", wide=True, escapes=True),
    Charset("cp1252", "windows1252 cp1252 win1252 1252 ansi ansi1252 msansi iso88591 88591 latin1 isolatin1 l1 "
            "isoir100 "
            "ibm819 cp819 iso88591windows31latin1 iso88591windows30latin1 western"),
    Charset("cp1250", "windows1250 cp1250 win1250 1250 msee iso88592windowslatin2"),
    Charset("cp1251", "windows1251 cp1251 win1251 1251 mscyrl ansi1251"),
    Charset("cp1253", "windows1253 cp1253 win1253 1253 msgreek"),
    Charset("cp1254", "windows1254 cp1254 win1254 1254 msturk iso88599 88599 latin5 isolatin5 l5 isoir148 "
            "iso88599windowslatin5"),
    Charset("cp1255", "windows1255 cp1255 win1255 1255 mshebr"),
    Charset("cp1256", "windows1256 cp1256 win1256 1256 msarab"),
    Charset("cp1257", "windows1257 cp1257 win1257 1257 winbaltrim"),
    Charset("cp1258", "windows1258 cp1258 win1258 1258"),
    Charset("iso8859-2", "iso88592 88592 latin2 isolatin2 l2 isoir101"),
    Charset("iso8859-3", "iso88593 88593 latin3 isolatin3 l3 isoir109"),
    Charset("iso8859-4", "iso88594 88594 latin4 isolatin4 l4 isoir110"),
    Charset("iso8859-5", "iso88595 88595 cyrillic isolatincyrillic isoir144"),
    Charset("iso8859-6", "iso88596 88596 iso88596i iso88596e arabic isolatinarabic ecma114 asmo708 isoir127"),
    Charset("iso8859-7", "iso88597 88597 greek greek8 isolatingreek ecma118 elot928 isoir126 suneugreek"),
    Charset("iso8859-8", "iso88598 88598 iso88598i iso88598e hebrew isolatinhebrew isoir138 visual logical doshebrew"),
    Charset("iso8859-10", "iso885910 885910 latin6 isolatin6 l6 isoir157"),
    Charset("cp874", "iso885911 885911 tis620 tis62025330 tis62025290 tis62025291 windows874 cp874 win874 874 thai"),
    Charset("iso8859-13", "iso885913 885913 latin7 isolatin7 l7"),
    Charset("iso8859-14", "iso885914 885914 latin8 isolatin8 l8 isoceltic"),
    Charset("iso8859-15", "iso885915 885915 latin9 isolatin9 latin0 l9"),
    Charset("iso8859-16", "iso885916 885916 latin10 isolatin10 l10"),
    Charset("cp437", "ibm437 cp437 437 pc8codepage437"),
    Charset("cp720", "dos720 ibm720 cp720"),
    Charset("cp737", "ibm737 cp737"),
    Charset("cp775", "ibm775 cp775"),
    Charset("cp850", "ibm850 cp850 850 pc850multilingual"),
    Charset("cp852", "ibm852 cp852 852 pcp852"),
    Charset("cp855", "ibm855 cp855 855"),
    Charset("cp857", "ibm857 cp857 857"),
    Charset("cp858", "ibm858 ibm00858 cp858 cp00858 pcmultilingual850+euro"),
    Charset("cp860", "ibm860 cp860 860"),
    Charset("cp861", "ibm861 cp861 861"),
    Charset("cp862", "ibm862 cp862 862 dos862"),
    Charset("cp863", "ibm863 cp863 863"),
    Charset("cp864", "ibm864 cp864 864"),
    Charset("cp865", "ibm865 cp865 865"),
    Charset("cp866", "ibm866 cp866 866 cp866u alternativnyj"),
    Charset("cp869", "ibm869 cp869 869"),
    Charset("cp1125", "cp1125 ibm1125 ruscii cp866ukr"),
    Charset("koi8-r", "koi8r koi8 koi koi7 gost1976874 russian"),
    Charset("koi8-u", "koi8u koi8ru"),
    Charset("koi8-t", "koi8t"),
    Charset("kz1048", "kz1048 rk1048 strk10482002"),
    Charset("ptcp154", "ptcp154 pt154 cp154 cyrillicasian"),
    Charset("hp-roman8", "hproman8 roman8 r8"),
    Charset("mac-roman", "macintosh mac macroman"),
    Charset("mac-cyrillic", "maccyrillic macukrainian maccyr"),
    Charset("mac-greek", "macgreek"),
    Charset("mac-latin2", "macce maccentraleurroman maclatin2 maccentraleurope"),
    Charset("mac-croatian", "maccroatian"),
    Charset("mac-iceland", "macicelandic maciceland"),
    Charset("mac-romanian", "macromanian"),
    Charset("mac-turkish", "macturkish"),
    Charset("mac-arabic", "macarabic"),
    Charset("cp932", "shiftjis sjis mskanji windows31j cp932 ms932 932 win932 windows932 shiftjiscp932 sjiswin "
            "sjisopen macjapanese shiftjisx0213 shiftjis2004 shiftjisms", wide=True, also="shift_jis_2004"),
    Charset("euc-jp", "eucjp eucjpms eucjpwin cp51932 cp20932 ujis eucpkdfmtjapanese "
            "extendedunixcodepackedformatforjapanese "
            "jis7eucjp", wide=True, also="euc_jis_2004"),
    Charset("iso2022-jp", "iso2022jp jis cp50220 cp50221 cp50222 iso2022jpms jisencoding iso2022jp1 iso2022jp2 "
            "iso2022jp3 "
            "iso2022jp2004 iso2022jpext jis7", wide=True, escapes=True),
    Charset("gb18030", "gb18030 gb180302000 gb180302005 gb2312 gb231280 gb23121980 gbk cp936 ms936 936 win936 "
            "windows936 "
            "euccn gb gb12345 isoir58 gb1988 chinese macchinesesimp", wide=True),
    Charset("hz", "hzgb2312 hz", wide=True, escapes=True),
    Charset("big5hkscs", "big5 big5hkscs big5eten big5tw b5 cp950 ms950 950 win950 windows950 cnbig5 cnbig "
            "macchinesetrad "
            "big52003 bigfive", wide=True, also="cp950"),
    Charset("cp949", "euckr ksc56011987 ksc56011989 ksc5601 ksc56011992 kscode cp949 ms949 949 uhc windows949 "
            "win949 korean "
            "isoir149 mackorean ksx1001 eucks", wide=True),
    Charset("iso2022-kr", "iso2022kr", wide=True, escapes=True),
    Charset("johab", "johab cp1361 ms1361", wide=True),
)  # fmt: skip

_BY_NAME = {name: row for row in CHARSETS for name in row.names.split()}
_ASCII = _BY_NAME["utf8"]
_NO_SIGNS = str.maketrans("", "", "-_. \t\"'<>()=:/\\")
# What programs put before a name of the table: "x-gbk", "csISOLatin1", "iso-gb2312", "ibm-1252", "cp-utf8".
_BEFORE = ("x", "cs", "iso", "ibm", "cp", "xx", "charset", "unicode")
_LONGEST_NAME = 60
# The escape by which ISO-2022-JP is known where nothing names it.
_JAPANESE = b"\x1b$"
# Named where nobody chose: by default, or because a program knows no other.
_LATIN = frozenset({"cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac-roman"})
_SAYS_LITTLE = frozenset({"utf-8", "cp1252"})


def find(name: str) -> Charset | None:
    """The row for a charset's name as mails write it: any case and signs, an RFC 2231 language, a prefix before it."""
    if len(name) > _LONGEST_NAME or not name.isascii():
        return None
    return _found(name)


@lru_cache(maxsize=256)
def _found(name: str) -> Charset | None:
    plain = name.partition("*")[0].partition(";")[0].partition("//")[0].lower().translate(_NO_SIGNS)
    row = _BY_NAME.get(plain)
    for prefix in _BEFORE:
        if row is None and plain.startswith(prefix):
            row = _BY_NAME.get(plain[len(prefix) :])
    return row


def decode(octets: bytes, name: str) -> tuple[str, Held]:
    """`octets` as text: in the charset named, else UTF-8, else in the one they look most like. Never raises."""
    row = find(name) if name else _ASCII
    if octets.isascii() and (row is None or not row.escapes):
        if _JAPANESE in octets:
            return plain(octets), Held.UNKNOWN if row is None else Held.WRONG
        return octets.decode("ascii"), Held.UNKNOWN if row is None else Held.YES
    if row is None:
        return plain(octets), Held.UNKNOWN
    if row.codec == "iso2022-jp":
        return _japanese(octets)
    text = _strictly(octets, row.codec)
    if text is None and row.also:
        text = _strictly(octets, row.also)
    if text is None:
        return _mostly(octets, row), Held.WRONG
    if row.escapes:
        return storable(text), Held.YES
    if row.codec != "utf-8" and guess.is_rather_utf_8(octets, latin=row.codec in _LATIN):
        return octets.decode("utf-8"), Held.WRONG
    return text, Held.YES


def plain(octets: bytes, likely: str = "") -> str:
    """Octets of no known charset: UTF-8 when they are, else `likely` when they can be, else what they look like.

    `likely`: the name of a charset that the mail uses elsewhere.
    """
    if octets.isascii():
        return iso2022.decode(octets)[0] if b"\x1b$" in octets else octets.decode("ascii")
    text = _strictly(octets, "utf-8")
    if text is not None:
        return text
    row = find(likely) if likely else None
    if row is not None and row.codec not in _SAYS_LITTLE and not row.escapes:
        text = _strictly(octets, row.codec)
        if text is not None:
            return text
    for codec in (guess.likeliest(octets), "cp1252"):
        text = _strictly(octets, codec)
        if text is not None:
            return text
    return octets.decode("latin-1")


def _strictly(octets: bytes, codec: str) -> str | None:
    try:
        return octets.decode(codec)
    except ValueError:  # UnicodeDecodeError, and what single codecs raise beside it
        return None


def _japanese(octets: bytes) -> tuple[str, Held]:
    """ISO-2022-JP and its kin; 8-bit octets and no escape were never that."""
    if b"\x1b" not in octets and not octets.isascii():
        return plain(octets), Held.WRONG
    text, whole = iso2022.decode(octets)
    return text, Held.YES if whole else Held.WRONG


def _mostly(octets: bytes, row: Charset) -> str:
    """A charset with a broken character or two stays what it says; with many it was never that."""
    if row.codec != "utf-8" and not row.escapes:
        text = _strictly(octets, "utf-8")
        if text is not None or row.codec == "cp1252":
            return plain(octets)
    text = storable(octets.decode(row.codec, "replace"))
    broken = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken * 4 <= foreign or row.escapes else plain(octets)
