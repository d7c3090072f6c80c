"""The signed mark: made, read in any case, checked against instance, nonce, form and day."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import token
from parsers.token import Claim, Form, Keys, Purpose, Verdict

KEYS = Keys(signing=1, secrets={0: b"old" * 11, 1: b"new" * 11})
CLAIM = Claim(Purpose.REPLY, ticket=42, person=7, stamp=20_800)

claims = st.builds(
    Claim,
    st.sampled_from(Purpose),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
)


def signed(form: Form = Form.ADDRESS, claim: Claim = CLAIM, keys: Keys = KEYS) -> str:
    return token.sign(form, claim, keys, "corp", "nonce")


def checked(
    text: str, form: Form = Form.ADDRESS, keys: Keys = KEYS, *, nonce: str = "nonce", today: int = 0
) -> Verdict:
    read = token.read(text)
    assert read is not None
    return token.check(form, read, keys, "corp", nonce, today)


@given(claims, st.sampled_from(Form))
def test_what_was_signed_is_read_back_and_genuine(claim: Claim, form: Form) -> None:
    text = signed(form, claim)

    read = token.read(text)

    assert read is not None
    assert read.claim == claim
    assert token.check(form, read, KEYS, "corp", "nonce", 0) is Verdict.GENUINE


def test_a_token_fits_the_octets_allowed_in_a_message_id() -> None:
    assert len(signed()) == token.TOKEN_LENGTH <= 40


def test_letter_case_does_not_matter() -> None:
    assert checked(signed().upper()) is Verdict.GENUINE


def test_one_changed_character_anywhere_is_forged_or_no_token() -> None:
    text = signed()
    for place, char in enumerate(text):
        other = text[:place] + ("a" if char != "a" else "b") + text[place + 1 :]
        read = token.read(other)
        if read is not None and read != token.read(text):
            assert token.check(Form.ADDRESS, read, KEYS, "corp", "nonce", 0) is Verdict.FORGED


def test_A08_a_token_of_an_address_is_forged_in_a_message_id() -> None:
    assert checked(signed(Form.ADDRESS), Form.MESSAGE_ID) is Verdict.FORGED


def test_A08_a_token_of_another_ticket_is_forged() -> None:
    other = token.read(signed(claim=dataclasses.replace(CLAIM, ticket=43)))
    own = token.read(signed())
    assert other is not None
    assert own is not None
    stolen = dataclasses.replace(own, mac=other.mac)
    assert token.check(Form.ADDRESS, stolen, KEYS, "corp", "nonce", 0) is Verdict.FORGED


def test_another_nonce_or_instance_is_forged() -> None:
    assert checked(signed(), nonce="other") is Verdict.FORGED
    read = token.read(signed())
    assert read is not None
    assert token.check(Form.ADDRESS, read, KEYS, "elsewhere", "nonce", 0) is Verdict.FORGED


def test_an_address_expires_after_its_day() -> None:
    assert checked(signed(), today=CLAIM.stamp) is Verdict.GENUINE
    assert checked(signed(), today=CLAIM.stamp + 1) is Verdict.EXPIRED


def test_a_message_id_never_expires() -> None:
    assert checked(signed(Form.MESSAGE_ID), Form.MESSAGE_ID, today=10**6) is Verdict.GENUINE


def test_F40_a_token_of_a_retired_signing_key_still_verifies() -> None:
    before = Keys(signing=0, secrets={0: KEYS.secrets[0]})
    assert checked(signed(keys=before), keys=KEYS) is Verdict.GENUINE


def test_a_token_of_an_unknown_key_is_forged() -> None:
    assert checked(signed(keys=Keys(5, {5: b"x"}))) is Verdict.FORGED


@pytest.mark.parametrize("text", ["", "a" * 38, "a" * 40, "1" * 39, "ä" * 39, "a" * 39, signed()[:16], "q" * 39])
def test_A08_what_is_not_shaped_like_a_token_is_none(text: str) -> None:
    assert token.read(text) is None


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    read = token.read(text)
    assert read is None or len(text) == token.TOKEN_LENGTH


def test_keys_do_not_show_their_secrets() -> None:
    assert "new" not in repr(KEYS)
