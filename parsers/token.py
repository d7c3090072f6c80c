"""The signed mark in a reply address or a Message-ID: made, read and checked here, nowhere else.

Takes claims, key ring, instance name and the ticket's nonce as values.
Gives the mark as lower-case base32 (case-proof: read case-insensitively), or a verdict on one.
Never looks anything up and never asks the time: `today` is handed in.

Layout, big-endian, before base32 without padding (docs/decisions: tokens):
    version+key 1 · purpose 1 · ticket 4 · person 4 · stamp 4 · MAC 10 = 24 bytes = 39 characters.
The MAC is HMAC-SHA256 over form, instance, nonce and the 14 bytes before it, cut to 80 bits.
`stamp` is the day of expiry (days since 1970) in an address and the message's sequence number in a Message-ID.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

_VERSION = 1
_BODY = struct.Struct(">BBIII")
_MAC_BYTES = 10
TOKEN_LENGTH = 39
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz234567")


class Form(StrEnum):
    """Where a token stands; part of what is signed, so one can never serve as the other."""

    ADDRESS = "address"
    MESSAGE_ID = "message-id"


class Purpose(IntEnum):
    """What the bearer may do with it. The number is on the wire: never reuse one."""

    REPLY = 1
    NOTE = 2
    ACKNOWLEDGEMENT = 3
    ANSWER = 4
    ESCALATION = 5
    NOTIFICATION = 6
    SURVEY = 7
    ROOT = 8
    DESK = 9
    CONFIRM = 10


class Verdict(StrEnum):
    """What became of a claim."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Keys:
    """The key ring: key id (0–15) → secret. `signing` names the key that new tokens bear; the others only verify."""

    signing: int
    secrets: Mapping[int, bytes]

    def __repr__(self) -> str:
        return f"Keys(signing={self.signing}, ids={sorted(self.secrets)})"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says, before anybody believed it. `person`: an id of a contact or agent, as `purpose` has it.

    In CONFIRM it is the number of the message of the ticket that was held and may be let go.
    """

    purpose: Purpose
    ticket: int
    person: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Token:
    """A claim as read from the wire, with the key id and MAC it came with."""

    claim: Claim
    key: int
    mac: bytes


def sign(form: Form, claim: Claim, keys: Keys, instance: str, nonce: str) -> str:
    """The 39 characters for `claim`, signed with the ring's signing key."""
    body = _body(claim, keys.signing)
    mac = _mac(form, keys.secrets[keys.signing], instance, nonce, body)
    return base64.b32encode(body + mac).decode("ascii").rstrip("=").lower()


def read(text: str) -> Token | None:
    """The token that `text` is, in any letter case; None when it is not shaped like one."""
    lowered = text.lower()
    if len(lowered) != TOKEN_LENGTH or not _ALPHABET.issuperset(lowered):
        return None
    try:
        data = base64.b32decode(lowered.upper() + "=")
    except binascii.Error:
        return None
    head, purpose, ticket, person, stamp = _BODY.unpack_from(data)
    if head >> 4 != _VERSION or purpose not in Purpose._value2member_map_:
        return None
    return Token(Claim(Purpose(purpose), ticket, person, stamp), head & 15, data[_BODY.size :])


def check(form: Form, token: Token, keys: Keys, instance: str, nonce: str, today: int) -> Verdict:
    """Whether `token` is ours for that instance and ticket nonce. `today`: days since 1970, UTC."""
    secret = keys.secrets.get(token.key)
    if secret is None:
        return Verdict.FORGED
    expected = _mac(form, secret, instance, nonce, _body(token.claim, token.key))
    if not hmac.compare_digest(expected, token.mac):
        return Verdict.FORGED
    if form is Form.ADDRESS and token.claim.stamp < today:
        return Verdict.EXPIRED
    return Verdict.GENUINE


def _body(claim: Claim, key: int) -> bytes:
    return _BODY.pack(_VERSION << 4 | key, claim.purpose, claim.ticket, claim.person, claim.stamp)


def _mac(form: Form, secret: bytes, instance: str, nonce: str, body: bytes) -> bytes:
    signed = b"\0".join((b"supportd", form.value.encode(), instance.encode(), nonce.encode(), body))
    return hmac.digest(secret, signed, "sha256")[:_MAC_BYTES]
