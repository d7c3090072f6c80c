"""Mails for the parser tests, written here.

Takes fields and bodies; gives octets with CRLF. Never adds a field a test did not ask for.
"""

from __future__ import annotations

from datetime import UTC, datetime

from parsers.draft import AutoSubmitted, Draft
from parsers.mail import Address, Mail

BOUNDARY = "frontier"


def letter(*fields: str, body: str | bytes = "Hello") -> bytes:
    """A mail of these fields and this body; text is UTF-8, "\\n" becomes CRLF."""
    octets = body.replace("\n", "\r\n").encode() if isinstance(body, str) else body
    head = "".join(field.replace("\n", "\r\n") + "\r\n" for field in fields)
    return head.encode() + b"\r\n" + octets


def multipart(kind: str, *parts: bytes, fields: tuple[str, ...] = (), parameters: str = "") -> bytes:
    """A mail (or a part, for `part` of another) of `kind` with these parts."""
    inside = b"".join(f"--{BOUNDARY}{len(parts)}{kind}\r\n".encode() + part + b"\r\n" for part in parts)
    closing = f"--{BOUNDARY}{len(parts)}{kind}--\r\n".encode()
    content = f'Content-Type: multipart/{kind}; boundary="{BOUNDARY}{len(parts)}{kind}"{parameters}'
    return letter(*fields, content, body=inside + closing)


def part(content_type: str, body: str | bytes, *fields: str) -> bytes:
    """One part of a multipart."""
    return letter(f"Content-Type: {content_type}", *fields, body=body)


def codes(mail: Mail) -> set[str]:
    """The codes of a mail's defects."""
    return {defect.code for defect in mail.defects}


def a_draft() -> Draft:
    """An acknowledgement; `dataclasses.replace` changes what a test is about."""
    return Draft(
        message_id="own@corp.example",
        loop="own@corp.example",
        date=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
        from_=Address("Support", "support@corp.example"),
        to=Address("Carla", "c@cust.example"),
        cc=(),
        reply_to=Address("", "support+token@corp.example"),
        subject="[#42] We have your mail",
        in_reply_to="first@cust.example",
        references=("root@corp.example", "first@cust.example"),
        auto_submitted=AutoSubmitted.REPLIED,
        suppress="All",
        bulk=True,
        language="en",
        extra=(),
        text="Hello Carla,\n\nwe have your mail.\n",
        html=None,
        files=(),
    )
