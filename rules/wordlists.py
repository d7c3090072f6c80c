"""Word lists: which of the policy's lists a text speaks of, in any language, in one pass.

Takes lists of words and phrases and a text; gives the ids of the lists of which one stands in the text.
Never uses patterns: the text is cut into words once, so the cost is linear however long the lists are.

Words match whole and in any letter case; a phrase matches its words in a row. Scripts without blanks between words
(Chinese, Japanese, Thai, …) match anywhere in the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.wording import folded, without_blanks, words_of

TEXT_SEARCHED = 16_384  # characters: enough to say that something is down, and a bound on what a long mail costs


@dataclass(frozen=True, slots=True)
class WordLists:
    """Ready for searching: phrases by their first word, and snippets of scripts without blanks."""

    ids: tuple[str, ...]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    snippets: tuple[tuple[str, str], ...]


def word_lists(lists: Mapping[str, Sequence[str]]) -> WordLists:
    """The searchable form of {id: words and phrases}."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    snippets: list[tuple[str, str]] = []
    for name, entries in lists.items():
        for entry in entries:
            words = words_of(entry)
            if any(without_blanks(character) for character in entry):
                snippets.append((folded(entry), name))
            elif words:
                phrases.setdefault(words[0], []).append((tuple(words), name))
    return WordLists(tuple(lists), {first: tuple(rows) for first, rows in phrases.items()}, tuple(snippets))


def mentioned(lists: WordLists, text: str) -> frozenset[str]:
    """The ids of the lists that `text` speaks of."""
    searched = text[:TEXT_SEARCHED]
    words = words_of(searched)
    found = {
        name
        for position, word in enumerate(words)
        if word in lists.phrases
        for phrase, name in lists.phrases[word]
        if tuple(words[position : position + len(phrase)]) == phrase
    }
    if lists.snippets and not searched.isascii():
        whole = folded(searched)
        found.update(name for snippet, name in lists.snippets if snippet in whole)
    return frozenset(found)
