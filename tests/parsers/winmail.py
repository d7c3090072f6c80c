"""Parts of a winmail.dat (MS-OXTNEF), written for the tests.

Takes names and octets; gives octets. Never more than what the tests need: checksums are zero, nothing reads them.
"""

from __future__ import annotations

from parsers.tnef import SIGNATURE, Attribute, Property

STRING, UNICODE, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0x0D


def attribute(level: int, name: Attribute, value: bytes) -> bytes:
    """One attribute of a message (1) or an attachment (2)."""
    return bytes([level]) + _number(name, 2) + b"\0\0" + _number(len(value)) + value + b"\0\0"


def prop(name: Property, kind: int, value: bytes) -> bytes:
    """One property with one value of variable length."""
    return _number(kind, 2) + _number(name, 2) + _number(1) + _number(len(value)) + value + b"\0" * (-len(value) % 4)


def properties(*rows: bytes) -> bytes:
    """The octets of an attribute that holds properties."""
    return _number(len(rows)) + b"".join(rows)


def winmail(*attributes: bytes) -> bytes:
    """A whole winmail.dat."""
    return SIGNATURE + b"\1\0" + b"".join(attributes)


def file(title: str | bytes, data: bytes, *, long: str = "", mime: str = "") -> bytes:
    """The attributes of one attachment."""
    name = title.encode() if isinstance(title, str) else title
    rows: list[bytes] = []
    if long:
        rows.append(prop(Property.ATTACH_LONG_FILENAME, UNICODE, long.encode("utf-16-le") + b"\0\0"))
    if mime:
        rows.append(prop(Property.ATTACH_MIME_TAG, STRING, mime.encode() + b"\0"))
    return b"".join(
        [
            attribute(2, Attribute.RENDERING, b"\0" * 14),
            attribute(2, Attribute.TITLE, name + b"\0"),
            attribute(2, Attribute.DATA, data),
            attribute(2, Attribute.ATTACHMENT, properties(*rows)) if rows else b"",
        ]
    )


def stored(text: bytes) -> bytes:
    """Rich text as PR_RTF_COMPRESSED has it when it is not compressed."""
    return _number(len(text) + 12) + _number(len(text)) + b"MELA" + b"\0" * 4 + text


def _number(value: int, size: int = 4) -> bytes:
    return value.to_bytes(size, "little")
