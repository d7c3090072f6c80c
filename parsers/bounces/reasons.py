"""Why a mail was not delivered: the one table from a mail system's words and codes to a reason (RFC 3463, RFC 5248).

Takes the status code and the words of a report; gives a `FailureReason` and the status that stands for it.
Never reads a whole mail: only the words about one recipient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.bounces.reasonwords import LATE, WORDS
from parsers.mail import FailureReason
from parsers.patterns import Pattern, any_of

# Words beyond this do not tell more about why.
_READ = 4000
_SHORT = 4

R = FailureReason


@dataclass(frozen=True, slots=True)
class Reason:
    """`status`: what stands for the reason where no code is given; its class tells whether it is for good."""

    reason: FailureReason
    status: str
    words: Pattern


# Asked from top to bottom: what says most stands first. "User unknown" comes late: many systems hide more in it.
_STATUS: tuple[tuple[FailureReason, str], ...] = (
    (R.MAILBOX_FULL, "5.2.2"),
    (R.SYSTEM_FULL, "4.3.1"),
    (R.VIRUS, "5.7.0"),
    (R.AUTHENTICATION, "5.7.26"),
    (R.LOOP, "5.4.6"),
    (R.MOVED, "5.1.6"),
    (R.SUSPENDED, "5.2.1"),
    (R.TOO_LARGE, "5.3.4"),
    (R.RATE_LIMITED, "4.7.0"),
    (R.BLOCKED, "5.7.1"),
    (R.SPAM, "5.7.1"),
    (R.RELAYING, "5.7.1"),
    (R.NOT_ACCEPTING, "5.3.2"),
    (R.HOST_UNKNOWN, "5.1.2"),
    (R.USER_UNKNOWN, "5.1.1"),
    (R.EXPIRED, "4.4.7"),
    (R.CONTENT_REFUSED, "5.6.0"),
    (R.SYNTAX, "5.5.2"),
    (R.NETWORK, "4.4.1"),
    (R.SECURITY, "5.7.0"),
    (R.POLICY, "5.7.1"),
    (R.SYSTEM, "5.3.0"),
)


def _pattern(words: Sequence[str]) -> Pattern:
    """The pattern for any of these words; a short one stands at the start of a word, not within a name."""
    short = [word for word in words if len(word) <= _SHORT and word.isascii() and word.isalpha()]
    long = [word for word in words if word not in short]
    return Pattern("|".join([any_of(*long)] + ([r"\b" + any_of(*short)] if short else [])))


REASONS: tuple[Reason, ...] = (
    *(Reason(reason, status, _pattern(WORDS[reason])) for reason, status in _STATUS),
    Reason(R.EXPIRED, "4.4.7", _pattern(LATE)),
)
ANY = _pattern((*LATE, *(word for words in WORDS.values() for word in words)))

_CODES: dict[str, FailureReason] = {
    "1.0": R.USER_UNKNOWN,
    "1.1": R.USER_UNKNOWN,
    "1.2": R.HOST_UNKNOWN,
    "1.3": R.SYNTAX,
    "1.4": R.USER_UNKNOWN,
    "1.5": R.USER_UNKNOWN,
    "1.6": R.MOVED,
    "1.7": R.BLOCKED,
    "1.8": R.BLOCKED,
    "1.9": R.SYSTEM,
    "1.10": R.USER_UNKNOWN,
    "2.0": R.UNDEFINED,
    "2.1": R.SUSPENDED,
    "2.2": R.MAILBOX_FULL,
    "2.3": R.TOO_LARGE,
    "2.4": R.SYSTEM,
    "3.1": R.SYSTEM_FULL,
    "3.2": R.NOT_ACCEPTING,
    "3.3": R.SYSTEM,
    "3.4": R.TOO_LARGE,
    "3.5": R.SYSTEM,
    "4.1": R.NETWORK,
    "4.2": R.NETWORK,
    "4.3": R.NETWORK,
    "4.4": R.HOST_UNKNOWN,
    "4.5": R.SYSTEM_FULL,
    "4.6": R.LOOP,
    "4.7": R.EXPIRED,
    "4.14": R.LOOP,
    "4.300": R.EXPIRED,
    "4.310": R.HOST_UNKNOWN,
    "4.312": R.HOST_UNKNOWN,
    "4.316": R.NETWORK,
    "5.2": R.SYNTAX,
    "5.3": R.RATE_LIMITED,
    "5.4": R.SYNTAX,
    "7.3": R.SECURITY,
    "7.8": R.SECURITY,
    "7.9": R.SECURITY,
    "7.13": R.SUSPENDED,
    "7.17": R.MOVED,
    "7.20": R.AUTHENTICATION,
    "7.21": R.AUTHENTICATION,
    "7.22": R.AUTHENTICATION,
    "7.23": R.AUTHENTICATION,
    "7.24": R.AUTHENTICATION,
    "7.25": R.BLOCKED,
    "7.26": R.AUTHENTICATION,
    "7.27": R.NOT_ACCEPTING,
    "7.28": R.RATE_LIMITED,
    "7.29": R.AUTHENTICATION,
    "7.30": R.SECURITY,
    "7.54": R.RELAYING,
    "7.64": R.RELAYING,
    "7.124": R.POLICY,
    "7.133": R.POLICY,
    "7.134": R.POLICY,
    "7.136": R.POLICY,
    "7.232": R.RATE_LIMITED,
    "7.233": R.RATE_LIMITED,
    "7.501": R.BLOCKED,
    "7.502": R.BLOCKED,
    "7.503": R.BLOCKED,
    "7.505": R.BLOCKED,
    "7.506": R.BLOCKED,
    "7.508": R.RATE_LIMITED,
    "7.509": R.AUTHENTICATION,
    "7.511": R.BLOCKED,
    "7.512": R.SYNTAX,
    "7.513": R.BLOCKED,
    "7.606": R.BLOCKED,
    "7.703": R.BLOCKED,
    "7.705": R.RATE_LIMITED,
    "7.708": R.BLOCKED,
    "7.750": R.BLOCKED,
}
_SUBJECTS: dict[str, FailureReason] = {
    "1": R.USER_UNKNOWN,
    "3": R.SYSTEM,
    "4": R.NETWORK,
    "5": R.SYNTAX,
    "6": R.CONTENT_REFUSED,
    "7": R.POLICY,
}
# Codes that programs also use for want of a better one: there the words are believed first.
_VAGUE = frozenset(
    {"1.0", "1.1", "2.0", "2.1", "4.1", "5.0", "5.2", "7.0", "7.1", "4.7", "1.10", "3.0", "0.0", "4.0", "6.0"}
)
# Reasons whose words are so common in notices that even a vague code says more.
_FAINT = frozenset({R.POLICY, R.SYSTEM, R.NETWORK, R.SECURITY, R.SYNTAX, R.CONTENT_REFUSED, R.EXPIRED})
# What the three digits alone say (RFC 5321 4.2.3), where neither words nor enhanced code tell.
_REPLIES: dict[str, FailureReason] = {
    "421": R.NETWORK,
    "441": R.NETWORK,
    "442": R.NETWORK,
    "446": R.LOOP,
    "447": R.EXPIRED,
    "452": R.SYSTEM_FULL,
    "500": R.SYNTAX,
    "501": R.SYNTAX,
    "502": R.SYNTAX,
    "503": R.SYNTAX,
    "504": R.SYNTAX,
    "511": R.USER_UNKNOWN,
    "512": R.HOST_UNKNOWN,
    "521": R.NOT_ACCEPTING,
    "530": R.SECURITY,
    "535": R.SECURITY,
    "541": R.SPAM,
    "551": R.MOVED,
    "552": R.MAILBOX_FULL,
    "553": R.SYNTAX,
    "556": R.NOT_ACCEPTING,
}


def reason(status: str, reply: str, words: str) -> FailureReason:
    """Why, by a code that says something, else by the words, else by what little the codes say."""
    code = status.partition(".")[2]
    exact = _CODES.get(code)
    if exact is not None and code not in _VAGUE:
        return exact
    told = by_words(words)
    if told is not None and not (exact is not None and told.reason in _FAINT):
        return told.reason
    if code and not code.startswith("0"):
        return exact or _SUBJECTS.get(code.partition(".")[0], R.UNDEFINED)
    return _REPLIES.get(reply, R.UNDEFINED)


def by_words(words: str) -> Reason | None:
    """The row whose words stand in `words`; None where none does."""
    words = words[:_READ]
    if "@" in words:  # names of people are no reasons
        words = " ".join(word for word in words.split() if "@" not in word)
    if not ANY.holds(words):
        return None
    return next((row for row in REASONS if row.words.holds(words)), None)


def known(wanted: FailureReason) -> Reason:
    """The row of a reason; every reason that a row of the systems gives has one."""
    return next(row for row in REASONS if row.reason is wanted)


def stands_for(told: Reason | None, reply: str, action: str) -> str:
    """The status of a report that gives none: the row's, in the class that the reply or the action tells."""
    if told is None:
        return f"{reply[:1] or ('4' if action == 'delayed' else '5')}.0.0"
    if reply:
        return reply[0] + told.status[1:]
    return "4" + told.status[1:] if action == "delayed" else told.status
