"""From a mail system's words and codes to a reason."""

from __future__ import annotations

import pytest

from parsers.bounces import reasons
from parsers.bounces.systemtable import SYSTEMS
from parsers.mail import FailureReason as Why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("The mailbox of this user is over quota", Why.MAILBOX_FULL),
        ("No space left on device", Why.SYSTEM_FULL),
        ("552 message size exceeds fixed limit", Why.TOO_LARGE),
        ("account has been disabled by its owner", Why.SUSPENDED),
        ("Client host blocked using a block list", Why.BLOCKED),
        ("Message looks like spam", Why.SPAM),
        ("Relay access denied", Why.RELAYING),
        ("mail loops back to myself", Why.LOOP),
        ("Host or domain name not found", Why.HOST_UNKNOWN),
        ("connect to mx: Connection refused", Why.NETWORK),
        ("does not pass DMARC", Why.AUTHENTICATION),
        ("Empfänger unbekannt", Why.USER_UNKNOWN),
        ("utente sconosciuto", Why.USER_UNKNOWN),
        ("メールボックスが一杯です", Why.MAILBOX_FULL),
        ("收件人的邮箱已满", Why.MAILBOX_FULL),
        ("존재하지 않는 사용자", Why.USER_UNKNOWN),
        ("too many messages from you, slow down", Why.RATE_LIMITED),
        ("retry timeout exceeded", Why.EXPIRED),
        ("found the EICAR virus", Why.VIRUS),
        ("wholly opaque", Why.UNDEFINED),
    ],
)
def test_words_tell_the_reason(words: str, why: Why) -> None:
    assert reasons.reason("", "", words) is why


@pytest.mark.parametrize(
    ("status", "words", "why"),
    [
        ("5.2.2", "user unknown", Why.MAILBOX_FULL),
        ("5.1.1", "rejected by policy", Why.USER_UNKNOWN),
        ("5.1.1", "mailbox full", Why.MAILBOX_FULL),
        ("5.7.1", "user unknown", Why.USER_UNKNOWN),
        ("5.7.999", "", Why.POLICY),
        ("4.4.7", "", Why.EXPIRED),
        ("5.0.0", "", Why.UNDEFINED),
    ],
)
def test_a_code_that_says_something_outweighs_words_and_a_vague_one_does_not(status: str, words: str, why: Why) -> None:
    assert reasons.reason(status, "", words) is why


def test_a_reply_code_alone_tells_a_little() -> None:
    assert reasons.reason("", "552", "") is Why.MAILBOX_FULL


def test_a_missing_status_takes_the_class_of_the_reply_or_the_action() -> None:
    full = reasons.known(Why.MAILBOX_FULL)
    assert reasons.stands_for(full, "", "failed") == "5.2.2"
    assert reasons.stands_for(full, "452", "failed") == "4.2.2"
    assert reasons.stands_for(full, "", "delayed") == "4.2.2"
    assert reasons.stands_for(None, "", "failed") == "5.0.0"
    assert reasons.stands_for(None, "", "delayed") == "4.0.0"


def test_every_reason_has_a_row_but_the_one_that_says_nothing() -> None:
    assert {row.reason for row in reasons.REASONS} == set(Why) - {Why.UNDEFINED}


def test_every_reason_that_a_mail_system_stands_for_is_known() -> None:
    assert all(reasons.known(row.reason).status for row in SYSTEMS if row.reason)
