"""text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341) as plain text.

Takes either kind of text; gives its words and lines.
Never raises: a command that is none of theirs is left out, as both documents want it.
"""

from __future__ import annotations

from collections.abc import Iterator

# Commands of either kind whose inside is no text.
_SILENT = frozenset({"param", "comment"})
_RICH_LINES = frozenset({"nl", "np"})
_COMMAND = 60


def from_enriched(text: str) -> str:
    """A lone line end is a blank; of several in a row, one goes. Between nofill commands all stay."""
    pieces: list[str] = []
    silent = literal = 0
    for command, words in _pieces(text.replace("<<", "\0")):
        name = command.lstrip("/")
        step = -1 if command.startswith("/") else 1
        if name in _SILENT:
            silent = max(0, silent + step)
        elif name == "nofill":
            literal = max(0, literal + step)
        if not silent:
            pieces.append(words if literal else _filled(words))
    return "".join(pieces).replace("\0", "<")


def from_richtext(text: str) -> str:
    """Line ends are blanks; `nl` and `np` are line ends, and so are the ends of paragraphs; `lt` is a "<"."""
    pieces: list[str] = []
    silent = 0
    for command, words in _pieces(text):
        name = command.lstrip("/")
        if name in _SILENT:
            silent = max(0, silent + (-1 if command.startswith("/") else 1))
        if silent:
            continue
        if name in _RICH_LINES or command == "/paragraph":
            pieces.append("\n")
        pieces.append("<" if command == "lt" else "")
        pieces.append(words.replace("\n", " "))
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n"))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each command, in lower case, with the words behind it; the first words have the command ""."""
    first, *others = text.split("<")
    yield "", first
    for piece in others:
        command, closed, words = piece.partition(">")
        if closed and len(command) <= _COMMAND and not command[:1].isspace():
            yield command.strip().lower(), words
        else:
            yield "", "<" + piece


def _filled(words: str) -> str:
    if "\n" not in words:
        return words
    kept: list[str] = []
    ends = 0
    for line in words.split("\n"):
        if ends and line:
            kept.append(" " if ends == 1 else "\n" * (ends - 1))
            ends = 0
        kept.append(line)
        ends += 1
    if ends > 1:
        kept.append(" " if ends == 2 else "\n" * (ends - 2))
    return "".join(kept)
