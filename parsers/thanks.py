"""Is a mail nothing but thanks?

Takes a mail and answers yes or no, by the words of one language (`parsers.courtesies`) and the sender's own name.
Never guesses: one word it does not know, a question, a file or a forwarded mail, and the mail is more than thanks.
Reopening a ticket for thanks is a nuisance, leaving one closed that asks for something would be a loss.
"""

from __future__ import annotations

from parsers.courtesies import ANYWHERE, COURTESIES, Courtesy
from parsers.mail import Mail, SpanKind
from parsers.wording import without_blanks, words_of

# Who thanks is brief; the new words of a longer mail are not even cut up.
_LONGEST = 2_000
_MOST_WORDS = 40
_MOST_PIECES = 60
_ASKS = frozenset("?？¿؟;")
_SAD = (":(", ":-(", ":/", ":-/", ":'(")


def is_plain_thanks(mail: Mail) -> bool:
    """Whether what the sender newly wrote is thanks and nothing else."""
    if mail.forwarded is not None or any(not attachment.inline for attachment in mail.attachments):
        return False
    if any(span.kind is SpanKind.FORWARDED for span in mail.spans):
        return False
    written = mail.reply
    if len(written) > _LONGEST or not _ASKS.isdisjoint(written) or any(mark in written for mark in _SAD):
        return False
    names = frozenset(words_of(mail.from_[0].name)) if mail.from_ else frozenset()
    words = [word for word in words_of(written) if word not in ANYWHERE and word not in names]
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    return any(_is_thanks(row, words) for row in COURTESIES)


def _is_thanks(row: Courtesy, words: list[str]) -> bool:
    """Whether `words` are all of one language's courtesies, and one of them thanks."""
    thanked = behind = False
    for word in words:
        behind = behind or word in row.behind
        if word in row.thanks:
            thanked = True
        elif row.pieces and any(map(without_blanks, word)):
            found = _put_together(row, word)
            if found is None:
                return False
            thanked = thanked or found
        elif not (word in row.around or word in row.behind or (behind and word in row.objects)):
            return False
    return thanked


def _put_together(row: Courtesy, word: str) -> bool | None:
    """Whether a run of characters thanks; None when it is not made of the row's pieces alone."""
    thanked = False
    place = 0
    for _ in range(_MOST_PIECES):
        if place == len(word):
            return thanked
        piece = next((piece for piece in row.pieces if word.startswith(piece, place)), None)
        if piece is None:
            return None
        thanked = thanked or piece in row.thanks
        place += len(piece)
    return None
