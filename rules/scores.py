"""Answers to a survey in people's own words: one row a language.

Takes what somebody newly wrote; gives a score of 1 to 5 with a comment, the wish to be left alone, or neither.
Never reads a score into a sentence: a number or word counts only where it is a line of its own, the first one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """One language. `scores`: words for 1 to 5, worst first; `stop`: the wish to be asked no more."""

    language: str
    scores: tuple[str, str, str, str, str]
    stop: str


SCORE_WORDS: tuple[ScoreWords, ...] = (
    ScoreWords(
        "en",
        (
            "very bad|terrible|awful",
            "bad|poor",
            "ok|okay|fair|average",
            "good",
            "very good|excellent|great|perfect",
        ),
        "stop|unsubscribe|no more surveys",
    ),
    ScoreWords(
        "de",
        (
            "sehr schlecht|miserabel",
            "schlecht",
            "geht so|mittel|okay",
            "gut",
            "sehr gut|ausgezeichnet|perfekt",
        ),
        "stopp|abmelden|keine umfragen mehr",
    ),
    ScoreWords(
        "fr",
        (
            "très mauvais|nul",
            "mauvais",
            "moyen|passable",
            "bon|bien",
            "très bon|très bien|excellent|parfait",
        ),
        "stop|arrêt|désabonner",
    ),
    ScoreWords(
        "es",
        ("muy malo|pésimo", "malo|mal", "regular", "bueno|bien", "muy bueno|muy bien|excelente|perfecto"),
        "parar|baja|no más encuestas",
    ),
    ScoreWords(
        "it",
        ("pessimo", "cattivo|scarso", "discreto|sufficiente", "buono|bene", "ottimo|eccellente|perfetto"),
        "stop|basta|cancellami",
    ),
    ScoreWords(
        "pt",
        ("péssimo", "ruim|mau", "regular|razoável", "bom|bem", "ótimo|excelente|perfeito"),
        "parar|sair|cancelar",
    ),
    ScoreWords(
        "nl",
        (
            "heel slecht|zeer slecht",
            "slecht",
            "matig|redelijk",
            "goed",
            "heel goed|zeer goed|uitstekend|perfect",
        ),
        "stop|afmelden",
    ),
    ScoreWords(
        "pl",
        ("bardzo źle|fatalnie", "źle|słabo", "średnio", "dobrze", "bardzo dobrze|świetnie|doskonale"),
        "stop|wypisz",
    ),
    ScoreWords("ja", ("とても悪い", "悪い", "普通", "良い", "とても良い"), "停止|配信停止"),
)

_DIGITS: Mapping[str, int] = {str(score): score for score in range(1, 6)}
_WORDS: Mapping[str, int] = {
    word: score for row in SCORE_WORDS for score, words in enumerate(row.scores, start=1) for word in words.split("|")
}
_STOP = frozenset(word for row in SCORE_WORDS for word in row.stop.split("|"))
_AROUND = " \t.!,;:*()[]\"'。！"
_LONGEST_COMMENT = 4_000


@dataclass(frozen=True, slots=True)
class Score:
    """`value`: 1 to 5. `comment`: what else was written, "" for nothing."""

    value: int
    comment: str


@dataclass(frozen=True, slots=True)
class Stop:
    """No more surveys, please."""


def read_score(text: str) -> Score | Stop | None:
    """What `text`, the new words of an answer, says; None when its first line is neither a score nor the wish."""
    first, _, rest = text.strip().partition("\n")
    word = _plain(first)
    if word in _STOP and not rest.strip():
        return Stop()
    value = _DIGITS.get(word.removesuffix("/5").removesuffix(" / 5").strip()) or _WORDS.get(word)
    return None if value is None else Score(value, rest.strip()[:_LONGEST_COMMENT])


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", line).casefold().strip(_AROUND).split())
