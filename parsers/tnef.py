"""winmail.dat: what Outlook sends as application/ms-tnef (MS-OXTNEF), read within limits (A51).

Takes its octets; gives the files in it, and its text where the mail has no other.
Never raises on any octets, never reads past the end of an attribute, never unpacks anything but its compressed RTF,
which cannot grow beyond a cap. A mail inside is a file as it lies there and is not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from parsers import charsets
from parsers.limits import LIMITS

SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTES = 10_000
_PROPERTIES = 2_000
_ATTACHMENT = 2


class Attribute(IntEnum):
    """Attributes we read (MS-OXTNEF 2.1.3.3), by the lower half of their tag."""

    MESSAGE_CLASS = 0x8008
    BODY = 0x800C
    DATA = 0x800F
    TITLE = 0x8010
    RENDERING = 0x9002
    PROPERTIES = 0x9003
    ATTACHMENT = 0x9005
    CODEPAGE = 0x9007


class Property(IntEnum):
    """Properties we read (MS-OXPROPS), by id."""

    MESSAGE_CLASS = 0x001A
    BODY = 0x1000
    RTF_COMPRESSED = 0x1009
    HTML = 0x1013
    DISPLAY_NAME = 0x3001
    ATTACH_DATA = 0x3701
    ATTACH_FILENAME = 0x3704
    ATTACH_LONG_FILENAME = 0x3707
    ATTACH_MIME_TAG = 0x370E
    ATTACH_CONTENT_ID = 0x3712
    INTERNET_CODEPAGE = 0x3FDE


_WORDS_OF_A_FILE = frozenset(
    {
        Property.ATTACH_LONG_FILENAME,
        Property.ATTACH_FILENAME,
        Property.DISPLAY_NAME,
        Property.ATTACH_MIME_TAG,
        Property.ATTACH_CONTENT_ID,
    }
)
# Property types: octets of a value that has a fixed size.
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_STRING, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_MANY = 0x1000
_NAMED = 0x8000
_OBJECT_ID = 16  # before an object's octets stands which interface they serve


@dataclass(frozen=True, slots=True)
class File:
    """A file inside a part. `name`: as given, not yet safe; `content_type`: "" when nothing tells."""

    name: str
    content_type: str
    content_id: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Tnef:
    """`kind`: the message class. `text`, `html`, `rtf`: its own body in each form it has, "" and b"" for none."""

    kind: str
    text: str
    html: str
    rtf: bytes
    files: tuple[File, ...]


_NO_FILE = File("", "", "", b"")
NOTHING = Tnef("", "", "", b"", ())


def read(data: bytes) -> Tnef:
    """What `data` holds, as far as it is whole; `NOTHING` when it is no TNEF."""
    if not data.startswith(SIGNATURE):
        return NOTHING
    found = NOTHING
    codec = ""
    files: list[File] = []
    for level, name, value in _attributes(data):
        if level == _ATTACHMENT:
            if (name == Attribute.RENDERING or not files) and len(files) < LIMITS.parts:
                files.append(_NO_FILE)
            elif name == Attribute.RENDERING:  # what follows belongs to a file too many
                break
            files[-1] = _with(files[-1], name, value, codec)
            continue
        match name:
            case Attribute.CODEPAGE if len(value) >= 4:
                codec = f"cp{int.from_bytes(value[:4], 'little')}"
            case Attribute.MESSAGE_CLASS:
                found = replace(found, kind=_text(value, codec))
            case Attribute.BODY:
                found = replace(found, text=_text(value, codec))
            case Attribute.PROPERTIES:
                found = _with_body(found, value, codec)
    kept = (one for one in files if one.name or one.data)
    return replace(found, files=tuple(kept))


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(level, lower half of the tag, octets) of each attribute; one that is cut short gives what is there, last."""
    place = 6
    for _ in range(_ATTRIBUTES):
        if place + 9 > len(data):
            return
        level, name = data[place], int.from_bytes(data[place + 1 : place + 3], "little")
        size = int.from_bytes(data[place + 5 : place + 9], "little")
        if level not in (1, _ATTACHMENT):
            return
        place += 9
        yield level, name, data[place : place + size]
        place += size + 2


def _with(file: File, name: int, value: bytes, codec: str) -> File:
    """`file` with one more attribute read."""
    match name:
        case Attribute.TITLE:
            return replace(file, name=file.name or _text(value, codec))
        case Attribute.DATA:
            return replace(file, data=value)
        case Attribute.ATTACHMENT:
            return _with_properties(file, value, codec)
        case _:
            return file


def _with_properties(file: File, value: bytes, codec: str) -> File:
    words: dict[int, str] = {}
    for name, kind, inside in _properties(value):
        if name in _WORDS_OF_A_FILE:
            words[name] = _string(kind, inside, codec)
        elif name == Property.ATTACH_DATA and not file.data:
            file = replace(file, data=inside[_OBJECT_ID:] if kind == _OBJECT else inside)
    names = (
        words.get(Property.ATTACH_LONG_FILENAME),
        file.name,
        words.get(Property.ATTACH_FILENAME),
        words.get(Property.DISPLAY_NAME),
    )
    return replace(
        file,
        name=next((name for name in names if name), ""),
        content_type=words.get(Property.ATTACH_MIME_TAG, "").strip().lower(),
        content_id=words.get(Property.ATTACH_CONTENT_ID, ""),
    )


def _with_body(found: Tnef, value: bytes, codec: str) -> Tnef:
    for name, kind, inside in _properties(value):
        match name:
            case Property.INTERNET_CODEPAGE if len(inside) >= 4:
                codec = f"cp{int.from_bytes(inside[:4], 'little')}"
            case Property.BODY:
                found = replace(found, text=found.text or _string(kind, inside, codec))
            case Property.HTML:
                found = replace(found, html=_string(kind, inside, codec))
            case Property.RTF_COMPRESSED:
                found = replace(found, rtf=inside)
            case Property.MESSAGE_CLASS:
                found = replace(found, kind=found.kind or _string(kind, inside, codec))
    return found


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(id, type, octets of the first value) of each property, to the first that cannot be followed."""
    reader = _Reader(data)
    for _ in range(min(reader.number(), _PROPERTIES)):
        kind, name = reader.number(2), reader.number(2)
        if name >= _NAMED:
            reader.skip(16)
            reader.skip(4 if reader.number() == 0 else _padded(reader.number()))
        many = kind & _MANY
        kind &= ~_MANY
        if kind in _FIXED:
            values = [reader.octets(_FIXED[kind]) for _ in range(min(reader.number() if many else 1, _PROPERTIES))]
        elif kind in (_STRING, _UNICODE, _OBJECT, _BINARY):
            values = [reader.sized() for _ in range(min(reader.number(), _PROPERTIES))]
        else:
            return
        if reader.ended:
            return
        if values:
            yield name, kind, values[0]


class _Reader:
    """Numbers and octets one after another; past the end there are none, and `ended` says so."""

    __slots__ = ("_data", "_place", "ended")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0
        self.ended = False

    def octets(self, size: int) -> bytes:
        """The next `size` octets; fewer at the end."""
        piece = self._data[self._place : self._place + size]
        self.skip(size)
        return piece

    def number(self, size: int = 4) -> int:
        """The next number of `size` octets, least first."""
        return int.from_bytes(self.octets(size), "little")

    def sized(self) -> bytes:
        """The next octets, as many as the number before them says, with what fills them up to four."""
        size = self.number()
        piece = self.octets(size)
        self.skip(_padded(size) - size)
        return piece

    def skip(self, size: int) -> None:
        """On by `size` octets."""
        self._place += size
        if self._place > len(self._data) + 3:  # the last value may lack what fills it up
            self.ended = True


def _padded(size: int) -> int:
    return size + -size % 4


def _string(kind: int, inside: bytes, codec: str) -> str:
    if kind == _UNICODE:
        return inside.decode("utf-16-le", "replace").partition("\0")[0]
    return _text(inside, codec)


def _text(value: bytes, codec: str) -> str:
    name = {"cp65001": "utf-8", "cp20127": "us-ascii", "cp28591": "iso-8859-1"}.get(codec, codec)
    return charsets.decode(value.partition(b"\0")[0], name)[0]
