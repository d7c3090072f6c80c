"""Files that lie inside a part: in winmail.dat, and uuencoded in a text.

Takes raw octets, leaves and text of a mail; gives the text without files in it, and the files by the part they lie in.
Never follows a container inside a container, and never gives more octets than the parts had (A51).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parsers import rtf, tnef, uuencode
from parsers.cleaning import body_text
from parsers.decoding import octets
from parsers.html import to_text
from parsers.limits import LIMITS
from parsers.tnef import File
from parsers.tree import Part

_TNEF_KINDS = frozenset({"application/ms-tnef", "application/vnd.ms-tnef", "application/x-tnef"})


@dataclass(frozen=True, slots=True)
class Inner:
    """`text`: the mail's, without files. `files`: by the path of the part they lie in, in order."""

    text: str
    files: Mapping[str, Sequence[File]]


_NOTHING: Mapping[str, Sequence[File]] = {}


def unpacked(raw: bytes, ends: Sequence[Part], apart: Sequence[Part], text: str) -> Inner:
    """What lies inside the leaves `ends`, of which `apart` are no text of the mail.

    A text of winmail.dat is shown when the mail has no other.
    """
    containers = [part for part in apart if _is_tnef(raw, part)]
    if not containers and "begin" not in text:
        return Inner(text, _NOTHING)
    text, encoded = uuencode.cut(text)
    files = _in_texts(raw, ends, apart) if encoded else {}
    for part in containers:
        found = tnef.read(octets(raw, part)[0])  # counted where it is listed
        files[part.path] = found.files
        if not text.strip():
            text = _text(found)
    return Inner(text.rstrip(), files)


def files_of(raw: bytes, part: Part, data: bytes) -> Sequence[File]:
    """The files inside one leaf whose octets are `data`."""
    if _is_tnef(raw, part):
        return tnef.read(data).files
    if part.kind.startswith("text/"):
        return _of_text(data.decode("latin-1"))
    return ()


def _is_tnef(raw: bytes, part: Part) -> bool:
    """Whether a leaf is TNEF: it says so, or its octets do where it says nothing."""
    if part.kind in _TNEF_KINDS:
        return True
    if part.kind != "application/octet-stream":
        return False
    return octets(raw, replace(part, end=min(part.end, part.start + 16)))[0].startswith(tnef.SIGNATURE)


def _in_texts(raw: bytes, ends: Sequence[Part], apart: Sequence[Part]) -> dict[str, Sequence[File]]:
    """The uuencoded files of each leaf that is text."""
    others = {part.path for part in apart}
    texts = [part for part in ends if part.path not in others and part.kind.startswith("text/")]
    return {part.path: files for part in texts if (files := files_of(raw, part, octets(raw, part)[0]))}


def _of_text(text: str) -> Sequence[File]:
    _, found = uuencode.cut(body_text(text))
    return tuple(File(one.name, "", "", one.data) for one in found)


def _text(found: tnef.Tnef) -> str:
    """The best text of a winmail.dat: plain, else HTML, else its rich text."""
    if found.text.strip():
        text = found.text
    elif found.html.strip():
        text = to_text(found.html[: LIMITS.html])
    else:
        text = rtf.to_text(rtf.unpacked(found.rtf))
    return body_text(text)[: LIMITS.text].strip("\n").rstrip()
