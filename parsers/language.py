"""In which language somebody wrote.

Takes the newly written text; gives an ISO 639-1 code.
Never guesses from a few words, nor where two languages come close.

A script that one language alone writes decides at once. Among the languages of one alphabet words decide, and three
letters in a row, each weighing less the more languages have it, and single letters: one that a language does not write
speaks against it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parsers.languages import LANGUAGES, SCRIPTS
from parsers.trigrams import TRIGRAMS
from parsers.wording import folded, words_of

# How much of a text is read: characters, words, and words that are cut into trigrams.
_READ = 1_000
_WORDS = 50
_CUT = 24
_LONGEST_WORD = 30
# Fewer letters tell nothing: of an alphabet, of a script of its own.
_LETTERS = 18
_SIGNS = 3
# Different words there have to be, and how many of them in some table if the letters tell nothing.
_DIFFERENT = 3
_KNOWN = 2
# Of all letters the script that decides has at least this share; a sign of CJK says as much as three letters.
_SHARE = 0.55
_DENSE = 3
_DENSE_SCRIPTS = frozenset({"ja", "zh", "ko"})
# Kana beside ideographs make a text Japanese.
_KANA = 0.05
# What words and letters weigh by how many languages have them, and by how much the best has to lead.
_RARITY = (0.0, 1.0, 0.7, 0.5, 0.35, 0.25, 0.2, 0.15, 0.1)
_TRIGRAM = 0.25
_OWN_LETTER = 0.3
_FOREIGN_LETTER = 0.8
_MOST_OF_A_LETTER = 4
_LEAST = 1.2
_LEAD = 0.15

# Marks that are no marks to Unicode.
_UNMARKED = str.maketrans({"ł": "l", "đ": "d", "ı": "i", "ø": "o", "æ": "ae", "ð": "d"})

_Weights = Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The languages of one alphabet, and what speaks for each, by its place in `codes`."""

    codes: tuple[str, ...]
    words: _Weights
    trigrams: _Weights
    letters: _Weights


def read(text: str) -> str | None:
    """The language of `text`; None when it is too short or too mixed to tell."""
    start = text[:_READ]
    if start.isascii():
        return _of_alphabet(_ALPHABETS["latin"], start, {}) if len(start) >= _LETTERS else None
    letters = Counter(start.lower())
    scripts = _scripts(letters)
    if not scripts:
        return None
    script = max(scripts, key=lambda name: scripts[name])
    if scripts[script] < _SHARE * sum(scripts.values()):
        return None
    alphabet = _ALPHABETS.get(script)
    if alphabet is None:
        return script if scripts[script] >= _SIGNS * (_DENSE if script in _DENSE_SCRIPTS else 1) else None
    return _of_alphabet(alphabet, start, letters) if scripts[script] >= _LETTERS else None


def _scripts(letters: Mapping[str, int]) -> dict[str, int]:
    """How many letters are of which script."""
    found: dict[str, int] = {}
    for letter, count in letters.items():
        if letter.isalpha():
            script = _script(letter)
            found[script] = found.get(script, 0) + count * (_DENSE if script in _DENSE_SCRIPTS else 1)
    if "ja" in found and "zh" in found:
        both = found["ja"] + found["zh"]
        japanese = found["ja"] >= _KANA * both
        found["ja" if japanese else "zh"] = both
        del found["zh" if japanese else "ja"]
    return found


def _script(letter: str) -> str:
    if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff":
        return "latin"
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    if "\u0620" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufdff":
        return "arabic"
    return next((code for code, first, last in SCRIPTS if first <= letter <= last), "")


def _of_alphabet(alphabet: _Alphabet, text: str, letters: Mapping[str, int]) -> str | None:
    scores = [0.0] * len(alphabet.codes)
    words = _words(text)
    if sum(map(len, words)) < _LETTERS:
        return None
    known = 0
    for word in words:
        found = alphabet.words.get(word, ())
        known += bool(found)
        for place, weight in found:
            scores[place] += weight
    if len(words) < _DIFFERENT or (known < _KNOWN and not letters):
        return None
    for word in words[:_CUT]:
        marked = f"^{word[:_LONGEST_WORD]}$"
        for start in range(len(marked) - 2):
            for place, weight in alphabet.trigrams.get(marked[start : start + 3], ()):
                scores[place] += weight
    foreign = 0.0
    for letter, count in letters.items():
        if letter in alphabet.letters:
            seen = min(count, _MOST_OF_A_LETTER)
            foreign += _FOREIGN_LETTER * seen
            for place, weight in alphabet.letters[letter]:
                scores[place] += weight * seen
    best = max(range(len(scores)), key=lambda place: scores[place])
    second = max(score for place, score in enumerate(scores) if place != best)
    return alphabet.codes[best] if scores[best] - foreign >= _LEAST and scores[best] - second >= _LEAD else None


def _words(text: str) -> list[str]:
    """The different words of `text` without addresses, numbers and the like."""
    plain = (word for word in text.split()[:_WORDS] if "@" not in word and "/" not in word)
    return [word for word in dict.fromkeys(words_of(" ".join(plain))) if word.isalpha() or "'" in word]


# --- the tables, turned round: from a word to the languages that have it -------------------------------------


def _alphabet_of(words: Iterable[str]) -> str:
    return _script(Counter("".join(words)).most_common(1)[0][0])


def _bare(word: str) -> str:
    """A word as people write it who have no key for its marks; short ones would be anybody's."""
    plain = unicodedata.normalize("NFD", word.translate(_UNMARKED))
    return "".join(letter for letter in plain if letter < "\u0300") if word[0] < "\u0250" and len(word) > 3 else word


def _weights(rows: Mapping[int, Iterable[str]], unit: float) -> _Weights:
    places: dict[str, list[int]] = {}
    for place, words in rows.items():
        for word in {folded(word) for word in words}:
            places.setdefault(word, []).append(place)
    rarest = len(_RARITY) - 1
    return {
        word: tuple((place, unit * _RARITY[min(len(found), rarest)]) for place in found)
        for word, found in places.items()
    }


def _letters(rows: Mapping[int, str]) -> _Weights:
    """For those that write a letter; what it weighs against the others is taken from all, and given back here."""
    return {
        letter: tuple((place, _OWN_LETTER + _FOREIGN_LETTER) for place, own in rows.items() if letter in own)
        for letter in set("".join(rows.values()))
    }


def _alphabet(script: str) -> _Alphabet:
    rows = dict(enumerate(row for row in LANGUAGES if _alphabet_of(row.words) == script))
    return _Alphabet(
        tuple(row.code for row in rows.values()),
        _weights({place: row.words | set(map(_bare, row.words)) for place, row in rows.items()}, 1.0),
        _weights({place: TRIGRAMS.get(f"{row.code}-{script}", "").split() for place, row in rows.items()}, _TRIGRAM),
        _letters({place: row.letters for place, row in rows.items()}),
    )


_ALPHABETS: Mapping[str, _Alphabet] = {script: _alphabet(script) for script in ("latin", "cyrillic", "arabic")}
