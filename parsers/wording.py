"""Texts cut into words, the same way for whoever looks words up.

Takes text of any script; gives folded text and folded words.
Never uses patterns: each is one pass over the text.
"""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """`text` so that letter case, width and the kind of an apostrophe do not count."""
    plain = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return plain.replace("’", "'").replace("i\u0307", "i")  # what a Turkish "İ" folds to


def words_of(text: str) -> list[str]:
    """The words of a text, folded so that letter case and typographic apostrophes do not count."""
    return folded(text).translate(_SEPARATORS).split()


def without_blanks(character: str) -> bool:
    """Whether the character is of a script without blanks between words: Thai to Khmer, kana, ideographs."""
    return (
        "\u0e00" <= character <= "\u0fff" or "\u1780" <= character <= "\u17ff" or "\u3040" <= character <= "\u30ff"
    ) or ("\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff")


_SEPARATORS = str.maketrans(
    dict.fromkeys(
        '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~¡¿«»„“”‘…–—。、！，？：；（）「」『』【】《》،؛؟।·•\u200b\ufeff', " "
    )
)
