"""Inputs that grow: the texts made to break readers of strangers' mail (A42), and what each reader makes of them.

Takes a case and a size; gives a text of that size, and from it whatever a function of `parsers` asks for: octets,
lines, a header block, a tree of parts, a whole mail. Never measures anything.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from parsers.bounces.systemtable import SYSTEMS
from parsers.content import Content
from parsers.decoding import Decoder
from parsers.mail import Address, Mail
from parsers.patterns import Pattern
from parsers.quoting import lines as quoted_lines
from parsers.quoting.lines import Line
from parsers.read import parse
from parsers.split import Block
from parsers.tree import Part

# What one thing or another in a mail begins with, ends with, or is cut at.
TOKENS = (
    "On ", " ", ">", "<", "-- \n", "a", "\n", "\r\n", "\t", "> ", "=?", "=?utf-8?q?a?= ", "=?utf-8?b?YQ==?=",
    "?=", '"a" ', '"', "\\", "(", ")", "[", "]", "{", "}", "<a@b>", "a@b.example, ", "@", "a@", "a:", ": ", ";",
    ", ", "; a*0*=b", '; x="', "=", "=\n", "=3D", "%41", "'", "&", "&amp;", "&#1;", "<b>", "</b>", "<div>",
    "</div>", "<blockquote>", "<table><tr><td>", "<td>", "<!--", "-->", "<script>", "<style>",
    "<p style='display:none'>", "<a href='http://a.example/b'>x</a>", "-", "--b\n\nx\n", "--b", "_____\n",
    "=====\n", "1 ", "12:30 ", "1 Jan 2025 ", "[#1", "[#1]", "550 5.1.1 ", "5.1.1", "> x\n", ">> x\n", "| x\n",
    "From: a\n", "From: a <a@b.example>\n", "Sent: b\n", "To: c\n", "Subject: d\n", "Date: e\n", "*From:* a\n",
    "On Mon, 3 Mar 2025 at 10:12, A <a@b.example> wrote:\n", "wrote:\n", "-----Original Message-----\n",
    "---------- Forwarded message ---------\n", "Begin forwarded message:\n", "Sent from my iPhone\n",
    "Am Montag schrieb A:\n", "Final-Recipient: rfc822; a@b.example\n", "Status: 5.1.1\n", "Action: failed\n",
    "Message-ID: <a@b>\n", "Received: x\n", "begin 644 a\n", "M!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\n", "end\n",
    "`\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "SUMMARY:a\n", " folded\n", "{\\rtf1 ", "\\par ", "\\'e9",
    "\x1b$B", "\x1b(B", "~{", "+AGE-", "\u200d", "\u202e", "\u0301", "é", "日", "日本語 ", "😀", "İ", "Re: ",
    "Fwd: ", "[tag] ", "thank you ", "danke ", "out of office ", "http://a.example/ ", "www.a ", "+", "/", ".",
    "..", "a.", "Ann\n", "Kind regards\n", "Tel: 1\n", "\xa0", "\u3000", "x y\n", "\0", "\x1b", "!", "?", "*",
    "* a\n", "1. a\n", "<br>",
)  # fmt: skip
_FIELDS = (
    "from to cc subject date message-id in-reply-to references return-path delivered-to received content-type "
    "content-disposition content-transfer-encoding content-id authentication-results auto-submitted list-id "
    "x-failed-recipients content-language sender reply-to"
).split()
_KINDS = (
    "text/plain text/html text/enriched text/calendar text/rtf message/rfc822 message/delivery-status "
    "text/rfc822-headers message/feedback-report application/ms-tnef application/octet-stream application/pdf"
).split()
_HEAD = b"From: a@b.example\nContent-Type: %s; boundary=b\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A text of any size: `unit` over and over between `before` and `behind`."""

    before: str
    unit: str
    behind: str

    def text(self, size: int) -> str:
        """The text, of about `size` characters."""
        return self.before + self.unit * max(1, size // len(self.unit)) + self.behind

    def __str__(self) -> str:
        return f"{self.before!r} {self.unit!r}* {self.behind!r}"


A42 = tuple(
    Case(before, unit, behind)
    for before, unit, behind in (
        ("", "On ", ""), ("", " ", "x"), ("", ">", ""), ("", "<", ""), ("", "-- \n", ""), ("", "a", ""),
        ("x", " \n", "x"), ("", "\n", ""), ("", "\r", ""), ("", "(", ""), ("", '"a" ', ""),
        ("", "; a*0*=b", ""), ("", "=?", ""), ("", "> x\n", ""), ("", "<div>", ""), ("", "a@b.example, ", ""),
        ("", "--b\n\nx\n", ""), ("", "X: y\n", ""), ("", "X: y\n\n", ""),
    )
)  # fmt: skip


def cases(number: int, seed: str) -> tuple[Case, ...]:
    """The cases of A42, every token over and over, and `number` more cases put together by chance."""
    dice = random.Random(seed)

    def some(least: int, most: int) -> str:
        return "".join(dice.choice(TOKENS) for _ in range(dice.randint(least, most)))

    alone = (Case("", token, "") for token in TOKENS)
    mixed = (Case(some(0, 2), some(1, 4), some(0, 1)) for _ in range(number))
    return (*A42, *alone, *mixed)


class Sample:
    """What a text of one size looks like to a function, made when it is asked for."""

    def __init__(self, text: str, *, flag: bool = True) -> None:
        self.text = text
        self.flag = flag

    @cached_property
    def octets(self) -> bytes:
        return self.text.encode("utf-8", "replace")

    @cached_property
    def raw(self) -> bytes:
        return _HEAD % b"text/plain" + self.octets

    @cached_property
    def lines(self) -> list[Line]:
        return quoted_lines.of(self.text)

    @cached_property
    def block(self) -> Block:
        return Block(tuple((name, self.octets) for name in _FIELDS), len(self.raw) - len(self.octets), ())

    @cached_property
    def content(self) -> Content:
        return Content("text/plain", dict.fromkeys(("charset", "name", "filename", "boundary", "format"), self.text))

    def part(self, kind: str) -> Part:
        start = len(self.raw) - len(self.octets)
        few = Block((("content-disposition", self.octets), ("content-id", self.octets)), start, ())
        return Part("1", few, Content(kind, {}), Content("", {}), start, len(self.raw), ())

    @cached_property
    def parts(self) -> list[Part]:
        return [self.part(kind) for kind in _KINDS]

    @cached_property
    def mail(self) -> Mail:
        return parse(self.raw)


MAKERS: Mapping[str, Callable[[Sample], Any]] = {
    "str": lambda sample: sample.text,
    "bytes": lambda sample: sample.octets,
    "bool": lambda sample: sample.flag,
    "int": lambda _: 0,
    "float": lambda _: 0.0,
    "Sequence[str]": lambda sample: sample.text.split("\n"),
    "Iterable[str]": lambda sample: sample.text.split("\n"),
    "tuple[str, ...]": lambda sample: tuple(sample.text.split("\n")),
    "list[str]": lambda sample: sample.text.split("\n"),
    "Sequence[bytes]": lambda sample: [sample.octets],
    "Sequence[Line]": lambda sample: sample.lines,
    "list[Line]": lambda sample: sample.lines,
    "Line": lambda sample: Line(0, len(sample.text), sample.text.strip(), sample.text.startswith(">")),
    "Block": lambda sample: sample.block,
    "Content": lambda sample: sample.content,
    "Part": lambda sample: sample.part("text/plain"),
    "Sequence[Part]": lambda sample: sample.parts,
    "tuple[Part, ...]": lambda sample: tuple(sample.parts),
    "list[Part]": lambda sample: sample.parts,
    "Decoder": lambda sample: Decoder(sample.raw),
    "Mail": lambda sample: sample.mail,
    "Address": lambda sample: Address(sample.text, "a@b.example"),
    "tuple[Address, ...]": lambda sample: (Address(sample.text, "a@b.example"),),
    "Sequence[Address]": lambda sample: (Address(sample.text, "a@b.example"),),
    "Sequence[Span]": lambda _: (),
    "tuple[Span, ...]": lambda _: (),
    "Mapping[str, Sequence[str]]": lambda sample: {name: [sample.text] for name in _FIELDS},
    "Mapping[str, str]": lambda sample: dict.fromkeys((*_FIELDS, "class", "id", "style", "href", "type"), sample.text),
    "Mapping[str, Sequence[File]]": lambda _: {},
    "Pattern": lambda _: Pattern("(a+)+b"),
    "tuple[tuple[str, str], ...]": lambda sample: (("text", sample.text),),
    "frozenset[str]": lambda sample: frozenset(sample.text.split("\n")),
    "Mapping[int, bytes]": lambda _: {},
    "System": lambda _: max(SYSTEMS, key=lambda row: len(row.recipient)),
    "Sequence[Sequence[Canvas]]": lambda sample: [[sample.text.split("\n"), [sample.text]]],
    "Sequence[bool]": lambda sample: [False] * len(sample.lines),
    "Sequence[SpanKind | None]": lambda sample: [None] * len(sample.lines),
}
# Numbers that say where something ends, by the name of the parameter.
_ENDS: Mapping[str, Callable[[Sample, Sequence[str]], int]] = {
    "end": lambda sample, beside: len(sample.lines) if "Sequence[Line]" in beside else len(sample.octets),
    "cap": lambda sample, _: len(sample.text),
    "at": lambda sample, beside: len(sample.lines) - 1 if "Sequence[Line]" in beside else 0,
}

# Parameters that take a table of ours beside the text.
_TABLES: Mapping[str, Any] = {"indent": "  ", "starts": ("original message", "-----"), "failed": ("a@b.example",)}


def arguments(parameters: Mapping[str, str], names: Mapping[str, Any], sample: Sample) -> dict[str, Any] | None:
    """A value for each parameter, by its annotation; None when one of them cannot be made.

    `names`: what the annotations mean, the globals of the function's module.
    """
    made: dict[str, Any] = {}
    kinds = tuple(parameters.values())
    for name, kind in parameters.items():
        if kind == "int" and name in _ENDS:
            made[name] = _ENDS[name](sample, kinds)
        elif name in _TABLES:
            made[name] = _TABLES[name]
        elif name == "raw" and any("Part" in each for each in kinds):
            made[name] = sample.raw
        else:
            value = _value(kind, names, sample)
            if value is _NOTHING:
                return None
            made[name] = value
    return made


_NOTHING = object()
_SEVERAL = ("tuple[", "Sequence[", "Iterable[", "list[")


def _value(kind: str, names: Mapping[str, Any], sample: Sample) -> Any:
    kind = kind.removesuffix(" | None")
    if kind in MAKERS:
        return MAKERS[kind](sample)
    several = next((kind[len(opening) :] for opening in _SEVERAL if kind.startswith(opening)), "")
    if several:
        one = _value(several.removesuffix("]").removesuffix(", ..."), names, sample)
        return one if one is _NOTHING else (one,)
    meant: Any = names
    for name in kind.split("."):
        meant = meant.get(name) if isinstance(meant, Mapping) else getattr(meant, name, None)
    if isinstance(meant, type) and issubclass(meant, Enum):
        return next(iter(meant))
    if isinstance(meant, type) and dataclasses.is_dataclass(meant):
        return _instance(meant, sample)
    return _NOTHING


def _instance(kind: type, sample: Sample) -> Any:
    """A value of a dataclass, each field made from the same text."""
    names = vars(sys.modules[kind.__module__])
    fields = {field.name: str(field.type) for field in dataclasses.fields(kind) if field.init}
    made = arguments(fields, names, sample)
    return _NOTHING if made is None else kind(**made)
