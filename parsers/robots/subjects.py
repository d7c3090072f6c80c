"""What the subject says of the program that wrote the mail.

Takes a subject; gives its sign. A phrase counts only at the very start: behind "Re:" a person has answered.
Never decides: a person may write any of these, so none weighs enough alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parsers.mail import Origin
from parsers.robots.absences import ABSENCES
from parsers.robots.phrases import Phrase, index, opening
from parsers.robots.reports import REPORTS
from parsers.robots.signs import Facet, Sign
from parsers.wording import folded, without_blanks


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a phrase, by what follows it.

    `named`: a colon or the like and something else, as programs name the mail they answer; `whole`: nothing;
    `within`: words, so it may be a sentence.
    """

    origin: Origin
    named: int
    whole: int
    within: int


# Only programs say of themselves that they answer automatically; people too say that they are away.
COLUMNS: Mapping[str, Weights] = {
    "auto": Weights(Origin.AUTO_REPLY, named=80, whole=70, within=45),
    "away": Weights(Origin.AUTO_REPLY, named=55, whole=25, within=25),
    "read": Weights(Origin.READ_RECEIPT, named=50, whole=0, within=0),
    "receipt": Weights(Origin.READ_RECEIPT, named=70, whole=50, within=30),
    "arrived": Weights(Origin.DELIVERY_RECEIPT, named=50, whole=20, within=20),
    "failed": Weights(Origin.BOUNCE, named=60, whole=60, within=45),
    "late": Weights(Origin.DELAY_NOTICE, named=60, whole=60, within=45),
    "abuse": Weights(Origin.ABUSE_REPORT, named=60, whole=60, within=60),
    "machine": Weights(Origin.BULK, named=80, whole=80, within=80),
    "certain": Weights(Origin.BULK, named=150, whole=150, within=150),
}

_INDEX = index((*ABSENCES, *REPORTS))
# What programs put around a phrase.
_AROUND = " \t[](){}<>【】（）《》*=#\"'«»“”„‚‘!"
_NAMING = frozenset(":：-–—(（[【/|>,;])】>»\"'”“*")
# A word in brackets before the phrase, put there by a gateway: "[EXTERNAL]", "[SPAM]".
_LABEL = 20
_PREFIXES = ("re:", "aw:", "sv:", "vs:", "antw:", "ynt:", "odp:", "rif:", "回复:", "答复:", "回覆:")
_INNER = (": re:", ": aw:", ": sv:", ": vs:", ": antw:", ": ynt:", ": odp:", ": rif:", ":re:", "(re:", ": 回复:")


def sign(subject: str) -> Sign | None:
    """The heaviest sign in `subject`."""
    whole = folded(subject)
    found = [
        _weighed(start, phrase, end)
        for start in _starts(whole)
        for phrase, end in opening(_INDEX, start)
        if phrase.pieces[0] or ":" not in start[:end]  # a gap must not swallow a reply prefix
    ]
    best = max(found, key=lambda pair: pair[1], default=(Origin.HUMAN, 0))
    return Sign(Facet.SUBJECT, best[0], best[1], f"Subject: {subject}") if best[1] else None


def names_a_mail(subject: str) -> bool:
    """Whether our mark or a reply prefix stands inside `subject`: it speaks of the mail that it answers."""
    lower = folded(subject)
    return "[#" in lower or any(prefix in lower for prefix in _INNER)


def _starts(subject: str) -> list[str]:
    """`subject` without what stands around phrases, and without a gateway's label before it."""
    bare = subject.lstrip(_AROUND)
    starts = [bare]
    if subject.startswith("["):
        end = subject.find("]", 1, _LABEL)
        if end > 0:
            starts.append(subject[end + 1 :].lstrip(_AROUND))
    return starts


def _weighed(start: str, phrase: Phrase, end: int) -> tuple[Origin, int]:
    weights = COLUMNS[phrase.column]
    rest = start[end:]
    if not rest.strip(_AROUND + ".:："):
        return weights.origin, weights.whole
    following = rest.lstrip()
    if following[0] in _NAMING or following.startswith(_PREFIXES) or phrase.pieces[-1].endswith((":", "[")):
        return weights.origin, weights.named
    if rest[0].isalnum() and not without_blanks(rest[0]):
        return weights.origin, 0
    return weights.origin, weights.within
