"""Which charset octets are in when nothing tells: by how often letters stand in the languages people write.

Takes octets that are not UTF-8; gives the name of a codec. Deterministic, from at most `_SAMPLE` octets.
Never certain: callers ask only where the mail names no charset, or one that cannot be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_SAMPLE = 1024
_SIGNS_SAMPLE = 400
_BEFORE = 40
# Below this the octets look like nothing we know, and like Western Europe as much as like anything.
_LEAST = 0.3
# How much better than Western European another alphabet has to be.
_MARGIN = 0.05
# How much better signs have to be whose octets look like single letters among ASCII.
_STRANGE = 0.2
_WESTERN = "cp1252"
_HIGH = bytes(ord("h") if octet > 127 else ord("a") for octet in range(256))
_PUNCTUATION = frozenset(
    "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\xab\xbb\u20ac\u2116\xb0\xa7\xa0\xa9\xae\u2122\u2022\xb4\xa3"
)


_EUROPEAN = frozenset("äöüßéèêëàâáãåçñíìîïóòôõúùûýøæÄÖÜÉÈÀÁÂÃÅÇÑÍÎÓÔÕÚØ\xa0°«»€£§·–¡¿ºª")
_ASCII_OCTETS = bytes(range(128))
_LETTER_KINDS = bytes.maketrans(b"lumv", b"aaff")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language's letters in a charset of one octet a letter.

    `often`, `seldom`, `rare`: in lower case. `latin`: they stand among ASCII letters. `doubt`: how much better it has
    to be than others, since fewer write so.
    """

    codec: str
    often: str
    seldom: str = ""
    rare: str = ""
    latin: bool = False
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Signs:
    """A charset of two octets a sign.

    `often`: signs of every second word. `usual`: first and last octet that open a pair of a common sign; `sure`: of
    signs that stand in nothing but such texts, like the kana. `low`: the second octet may be an ASCII letter.
    """

    codec: str
    often: str
    usual: tuple[int, int]
    sure: tuple[int, int] = (0, 0)
    low: bool = False


ALPHABETS: tuple[Alphabet, ...] = (
    Alphabet(_WESTERN, "£é", "ï", latin=True),
    Alphabet(_WESTERN, "äöüß", "éàè", latin=True),
    Alphabet(_WESTERN, "éèêàçâîôùû", "ëïœüñ", latin=True),
    Alphabet(_WESTERN, "áéíóúñ¿¡", "ü", latin=True),
    Alphabet(_WESTERN, "ãõáéíóúâêôàç", "ü", latin=True),
    Alphabet(_WESTERN, "àèéìòù", "áíóú", latin=True),
    Alphabet(_WESTERN, "åäöæøé", "üô", latin=True),
    Alphabet(_WESTERN, "áéíóúýðþæö", latin=True),
    Alphabet("cp1250", "ąćęłńóśźż", latin=True),
    Alphabet("iso8859-2", "ąćęłńóśźż", latin=True),
    Alphabet("cp1250", "áčéěířšúůýž", "ďňóťäôľĺŕ", latin=True),
    Alphabet("iso8859-2", "áčéěířšúůýž", "ďňóťäôľĺŕ", latin=True),
    Alphabet("cp1250", "áéíóöőúüű", latin=True),
    Alphabet("cp1250", "ăâîşţ", latin=True),
    Alphabet("cp1254", "çğıöşü", "âîû", latin=True),
    Alphabet("cp1251", "оеаинтсрвл", "кмдпуяыьгзбчй", "хжшюцщэфъёіїєґ"),
    Alphabet("koi8-r", "оеаинтсрвл", "кмдпуяыьгзбчй", "хжшюцщэфъё"),
    Alphabet("koi8-u", "оеаинтсрвлі", "кмдпуяьгзбчйї", "хжшюцщфєґ", doubt=0.05),
    Alphabet("cp866", "оеаинтсрвл", "кмдпуяыьгзбчй", "хжшюцщэфъё", doubt=0.1),
    Alphabet("cp1253", "αοιετσνηυρς", "πκμλάέόίώύήδγθφ", "χωβξζψϊϋΐ", doubt=0.15),
    Alphabet("cp1255", "יוהלארתבםנשמ", "כדקעפחגטןצסזךףץ", doubt=0.1),
    Alphabet("cp1256", "اليمونرتبةعد", "سفهكقحجشطصخأذ", "ءىئغضزثظؤإآ", doubt=0.1),
    Alphabet("cp874", "านรอกเงมยลวดทสต่้ี", "บปคหแจพชขไใโผถซณ็ิุูัะำ์ื", "ฐศษธภญฉึๆฯ", doubt=0.1),
)

SIGNS: tuple[Signs, ...] = (
    Signs(
        "gbk",
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后"
        "作里用道行所然家事成方多经去法学如都同现当没动面起看定天分还进好小部主理心本前开但因只从想实日意"
        "无与长机第公此已工使情明性知全关点正业外将两高间由问很最重手应向头文体美相见什二等产新己身果加西"
        "月话合回特信表化老给位次门任先通教原件您请谢邮复订单客服题附测试标周王李张刘陈。，！？：、（）《"
        "》“”",
        (0xB0, 0xD7),
    ),
    Signs(
        "big5hkscs",
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於下自之年過發後作"
        "用道行所然家事成方多經去法學如都同現當沒動面起看定天分還進好小部主理心本前開但因只從想實日意無與"
        "長機第公此已工使情明性知全關點正業外將兩高間由問很最重手應向頭文體美相見什二等產新己身果加西月話"
        "合回特信表化老給位次門任先通教原件您請謝郵覆訂單客服題附測試標週王李張劉陳，。！？：、（）「」",
        (0xA4, 0xC6),
        low=True,
    ),
    Signs(
        "cp932",
        "日本様件下送受付願名会社株式了解返信連絡確認注文商品配御中致申上合問質答用方時年月間の、。「」・ー（）！？",
        (0x88, 0x98),
        (0x82, 0x83),
        low=True,
    ),
    Signs(
        "euc_jp",
        "日本様件下送受付願名会社株式了解返信連絡確認注文商品配御中致申上合問質答用方時年月間の、。「」・ー（）！？",
        (0xB0, 0xCF),
        (0xA4, 0xA5),
    ),
    Signs(
        "cp949",
        "이다는을를에의가로하고한지은기도사대해자리어시인나아제일정주수부전보서만그안녕세요감합니까문청회"
        "신메답변관련확바랍드있습었으게과오면생중여장거원성경마내조라모구무와저것스트음금계소김박발송품택"
        "배상담동우공재국유진화",
        (0xB0, 0xC8),
    ),
)


def likeliest(octets: bytes) -> str:
    """The codec whose letters these octets most look like; `cp1252` where nothing speaks for another."""
    sample = _sample(octets)
    marks = sample.translate(_HIGH)
    high = marks.count(b"h")
    if not high:
        return _WESTERN
    neighbours = marks.count(b"hh") * 2 / high  # "hhhh" counts as two pairs
    best, score = _WESTERN, _LEAST
    for row in ALPHABETS:
        if neighbours < 0.7 if row.latin else neighbours > 0.3:
            found = _letters(sample, row) - row.doubt
            if row.codec == _WESTERN:
                found += _MARGIN
            if found > score:
                best, score = row.codec, found
    head = sample[:_SIGNS_SAMPLE]
    for signs in SIGNS:
        if neighbours > 0.3 or signs.low:
            found = _signs(head, signs) - (_STRANGE if neighbours < 0.3 else 0)
            if found > score:
                best, score = signs.codec, found
    return "gb18030" if best == "gbk" else best


def is_rather_utf_8(octets: bytes, *, latin: bool) -> bool:
    """Whether octets that another charset could be are UTF-8 nonetheless: the pattern seldom comes about by chance.

    A sequence of three or four octets tells; of those of two, letters of Europe do: any in place of a `latin`
    charset, else several, or beside ASCII letters.
    """
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    high = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not high:
        return octets[:_SAMPLE].isascii()
    if any(char > "\u07ff" for char in high):
        return True
    # what stands in Windows-1252 for "Ã†" is a sign of an odd mail, not of a Danish one
    if not all(char in _EUROPEAN or "\u0100" <= char < "\u0180" or "\u0370" <= char < "\u0530" for char in high):
        return False
    return latin or len(high) > 3 or _beside_ascii(text[:_SAMPLE])


def _beside_ascii(text: str) -> bool:
    return any(one.isascii() != other.isascii() and one.isalpha() and other.isalpha() for one, other in pairwise(text))


def _sample(octets: bytes) -> bytes:
    """The octets around the first that is not ASCII; in a text with few of them, more of it."""
    head = octets[: 64 * _SAMPLE]
    plain = head.translate(_HIGH)
    start = max(0, plain.find(b"h") - _BEFORE)
    sample = octets[start : start + _SAMPLE]
    if sample.translate(_HIGH).count(b"h") * 16 < len(sample):
        sample = octets[start : start + 4 * _SAMPLE]
    return sample


def _letters(sample: bytes, alphabet: Alphabet) -> float:
    """How much `sample` reads like words of `alphabet`: 1.0 for its commonest letters only, below 0 for nonsense."""
    worth, kinds = _worth(alphabet)
    counts = Counter(sample.translate(None, _ASCII_OCTETS))
    total = sum(worth[octet] * times for octet, times in counts.items())
    shape = sample.translate(kinds)
    # a capital behind a small letter, a small one behind two capitals, a sign or a currency within a word
    total -= sum(shape.count(pair) for pair in (b"lu", b"lv", b"mu", b"mv")) + 0.5 * shape.count(b"vvm")
    words = shape.translate(_LETTER_KINDS)
    total -= 1.5 * sum(words.count(inside) for inside in (b"apa", b"apf", b"fpa", b"fpf"))
    if alphabet.latin:
        alone = sum(len(word) for word in words.replace(b"p", b" ").split() if len(word) > 1 and not word.strip(b"f"))
        total -= 0.3 * words.count(b"ff") + 1.2 * words.count(b"fff") + 0.5 * alone
    else:
        total -= words.count(b"af") + words.count(b"fa")
    return total / counts.total()


def _signs(sample: bytes, signs: Signs) -> float:
    """How much `sample` reads like a text in `signs`."""
    often = _often(signs)
    first, last_usual = signs.usual
    sure_low, sure_high = signs.sure
    total = 0.0
    count = place = 0
    last = len(sample) - 1
    while place < last:
        lead = sample[place]
        if lead < 0x80:
            place += 1
            continue
        pair = sample[place : place + 2]
        place += 2
        count += 1
        if pair in often or sure_low <= lead <= sure_high:
            total += 1
        elif first <= lead <= last_usual and (pair[1] > 0xA0 or signs.low):
            total += 0.5
        elif signs.codec == "cp932" and 0xA0 < lead < 0xE0:  # half-width katakana: one octet each
            total -= 0.4
            place -= 1
        else:
            total += _rare(pair, signs.codec)
    return total / count if count else 0.0


@lru_cache(maxsize=4096)
def _rare(pair: bytes, codec: str) -> float:
    try:
        return -0.1 if pair.decode(codec).isalnum() else -0.3
    except UnicodeDecodeError:
        return -1.5


@lru_cache(maxsize=len(ALPHABETS))
def _worth(alphabet: Alphabet) -> tuple[list[float], bytes]:
    """Each octet's worth, and what it is: l, u an ASCII letter, m, v one of the alphabet, p punctuation, x odd."""
    small = dict.fromkeys(alphabet.rare, 0.2) | dict.fromkeys(alphabet.seldom, 0.5) | dict.fromkeys(alphabet.often, 1.0)
    # a capital is worth less, since few words are written in capitals
    capitals = {letter.upper(): value * 0.8 for letter, value in small.items() if len(letter.upper()) == 1}
    letters = capitals | small
    worth: list[float] = []
    kinds = bytearray()
    for octet in range(256):
        char = bytes((octet,)).decode(alphabet.codec, "replace")
        value = letters.get(char)
        if octet < 128:
            kinds += b"l" if char.islower() else b"u" if char.isupper() else b" "
            worth.append(0.0)
        elif value is not None:
            kinds += (b"m" if char in small else b"v") if char.isalpha() or not alphabet.latin else b"p"
            worth.append(value)
        elif char in _PUNCTUATION:
            kinds += b" " if char == "\u2019" else b"p"
            worth.append(0.3)
        else:
            letter = alphabet.latin and char.isalpha()
            kinds += (b"m" if char.islower() else b"v") if letter else b"p"
            worth.append(-0.2 if letter else -1.5)
    return worth, bytes(kinds)


@lru_cache(maxsize=len(SIGNS))
def _often(signs: Signs) -> frozenset[bytes]:
    return frozenset(char.encode(signs.codec, "ignore") for char in signs.often) - {b""}
