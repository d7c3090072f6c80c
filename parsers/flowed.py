"""Paragraphs that a sender's program wrapped, made whole again: format=flowed (RFC 3676).

Takes text whose lines may be flowed; gives one line a paragraph, quote marks in front.
Never joins lines of another quote depth, and leaves the line "-- " over a signature alone (4.3).
"""

from __future__ import annotations

_SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool) -> str:
    """`text` with its soft line breaks undone. `delsp`: the blank before each was only put there for it (4.1)."""
    lines: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level, words = _parted(line)
        if paragraph and (level != depth or words == _SIGNATURE):
            lines.append(_joined(depth, paragraph))
            paragraph = []
        depth = level
        is_soft = words.endswith(" ") and words != _SIGNATURE and not words.startswith(">")
        paragraph.append(words[:-1] if is_soft and delsp else words)
        if not is_soft:
            lines.append(_joined(depth, paragraph))
            paragraph = []
    if paragraph:
        lines.append(_joined(depth, paragraph))
    return "\n".join(lines)


def _parted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words without the blank that only protects them (4.4, 4.5)."""
    words = line.lstrip(">")
    level = len(line) - len(words)
    return level, words[1:] if words[:1] == " " else words


def _joined(depth: int, paragraph: list[str]) -> str:
    words = "".join(paragraph)
    if not depth:
        return words
    return ">" * depth + " " + words if words else ">" * depth
