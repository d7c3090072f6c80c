"""What crosses the socket between the daemon and its parser children.

Takes a Mail, a request or an answer; gives their bytes, and back.
Never trusts a byte from a child: a child has read hostile mail, so its answer is JSON that is checked against the type
of every field of Mail (never pickle), and an answer longer than the caller allows is refused before it is read.

A request is `kind(1) length(8) raw`; an answer is `kind(1) cpu-seconds(8) length(4) body`, all big-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum

from pydantic import TypeAdapter, ValidationError

from parsers.mail import Mail

REQUEST = struct.Struct(">cQ")
ANSWER = struct.Struct(">cdI")

_MAIL = TypeAdapter(Mail)
_DETAIL_CHARACTERS = 200


class Ask(Enum):
    """What a child is to read."""

    WHOLE = b"M"
    HEADERS = b"H"


class Reply(Enum):
    """What a child says: the mail, or that its own code failed on it."""

    MAIL = b"M"
    FAILED = b"F"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a child. `body`: JSON of a Mail, or the place in our code that failed."""

    reply: Reply
    cpu_seconds: float
    body: bytes


class MalformedError(Exception):
    """A child's answer is not one: it is to be ended like a child that died."""


def encode_mail(mail: Mail) -> bytes:
    """The JSON of `mail`."""
    return _MAIL.dump_json(mail)


def decode_mail(body: bytes) -> Mail:
    """The Mail that `body` is; MalformedError when a field is missing or of another type."""
    try:
        return _MAIL.validate_json(body, strict=True)
    except ValidationError as error:
        # Only where it went wrong: the values are the sender's.
        raise MalformedError(f"{error.error_count()} fields of the answer are wrong") from None


def encode_request(ask: Ask, raw: bytes) -> tuple[bytes, bytes]:
    """Head and body of a request, apart, so that a large mail is not copied."""
    return REQUEST.pack(ask.value, len(raw)), raw


def encode_answer(answer: Answer) -> bytes:
    """The bytes of an answer."""
    return ANSWER.pack(answer.reply.value, answer.cpu_seconds, len(answer.body)) + answer.body


def decode_answer(received: bytearray, longest: int) -> Answer | None:
    """The answer that `received` is, None while it is incomplete; MalformedError when it is none or over `longest`."""
    if len(received) < ANSWER.size:
        return None
    kind, cpu_seconds, length = ANSWER.unpack_from(received)
    if kind not in Reply._value2member_map_:
        raise MalformedError("the answer is of an unknown kind")
    if length > longest:
        raise MalformedError("the answer is too long")
    end = ANSWER.size + length
    if len(received) > end:
        raise MalformedError("there is more than one answer")
    return Answer(Reply(kind), cpu_seconds, bytes(received[ANSWER.size : end])) if len(received) == end else None


def plain(detail: bytes) -> str:
    """`detail` as short printable ASCII, since it comes from a child."""
    return "".join(chr(octet) if 32 <= octet < 127 else "?" for octet in detail[:_DETAIL_CHARACTERS])
