"""Lines that begin with a quote mark: how far a quote reaches, and when ">" quotes nobody.

Takes lines and a place; gives where the block that begins there ends, and whether it is the person's own text.
Never decides alone: an introduction above, or lines we sent, outweigh what is asked here.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.quoting.lines import Line, fold, unquoted

# A longer line than this was wrapped when it was sent; a shorter one below it may be its rest.
_WRAPPED = 66
_REST = 32
_LONGEST_NAME = 10
_PAIRS = (("(", ")"), ("<", ">"), ("[", "]"))
# What stands behind the mark where ">" sets off a remark, by Markdown's custom.
_REMARKS = tuple(
    """tip note hint warning caution important info remark nb tipp hinweis achtung wichtig anmerkung merke remarque
    conseil astuce attention nota consejo aviso atención dica atenção suggerimento avviso opmerking let uwaga wskazówka
    poznámka upozornění megjegyzés внимание примечание совет obs tips huom vinkki not uyarı 注意
    備考 提示 참고""".split()
)
# What stands behind the mark where it is a prompt or the trace of a program.
_COMMANDS = tuple(
    """npm yarn pnpm node npx git cd ls cat sudo pip python python3 curl wget ssh docker kubectl make mvn gradle java
    php composer bundle rails ruby cargo go dotnet get post put delete head options host: user-agent: accept:
    content-type: select insert update create drop show exit quit help ping tracert nslookup dig ipconfig
    ifconfig echo set export import print var let const function def return systemctl service tail grep""".split()
)


def block_end(lines: Sequence[Line], place: int) -> int:
    """The line behind the quote block that begins with line `place`; blank lines between its lines belong to it."""
    end = place + 1
    row = end
    while row < len(lines):
        line = lines[row]
        if line.quoted:
            end = row + 1
        elif not _is_rest(lines, row) if line.words else row - end >= 2:
            break
        row += 1
    return end


def is_own(lines: Sequence[Line], first: int, end: int, *, alone: bool) -> bool:
    """Whether the block is no quote. `alone`: nothing else is quoted, and own words stand above and below."""
    words = [lines[row].words for row in range(first, min(end, first + 20)) if lines[row].words]
    if all(line.startswith(">>>") for line in words) and not any(line.startswith(">>>>") for line in words):
        return True
    if words[0].endswith("<<<") or _is_trace(lines, first, end):
        return True
    said = fold(unquoted(words[0])).lstrip("*_[!")
    head = said.split(maxsplit=1)[0] if said else ""
    if head.rstrip(":*_]!.") in _REMARKS and head[-1:] in (":", "*", "]", "!"):
        return True
    if not alone:
        return False
    if head in _COMMANDS or said.startswith(("$ ", "# ", "task :", "./", "c:\\")):
        return True
    above = _above(lines, first)
    if above.startswith("<") or (said[:1].isdigit() and not any("?" in line for line in words)):
        return True
    introduced = above.endswith((":", "："))
    return introduced or (len(words) == 1 and not words[0].endswith(("?", "？")))


def of(lines: Sequence[Line], place: int) -> str | None:
    """The mark, other than ">", that line `place` quotes with right behind an introduction: "|" or "Ann>"."""
    words = lines[place].words
    if words[0] == "|" and words[:2] in ("| ", "|"):
        return "|" if words.count("|") == 1 else None
    at = words.find(">", 1, _LONGEST_NAME + 1)
    if at > 0 and words[:at].isalpha() and words[:at][0].isupper():
        return words[: at + 1]
    return None


def end(lines: Sequence[Line], place: int, prefix: str) -> int:
    """The line behind the lines that quote with `prefix` from line `place` on."""
    last = place
    row = place
    while row < len(lines) and row - last <= 1:
        if lines[row].words.startswith(prefix):
            last = row
        elif lines[row].words:
            break
        row += 1
    return last + 1


def _is_rest(lines: Sequence[Line], row: int) -> bool:
    """Whether a line without mark is what a mail program broke off the quoted line above it."""
    if row + 1 >= len(lines) or not lines[row - 1].quoted or not lines[row + 1].quoted:
        return False
    above, words = lines[row - 1].words, lines[row].words
    if words[-1] == ">" and "://" in words:
        return True
    if len(words) <= 3 * _WRAPPED and any(
        above.rfind(opens) > above.rfind(closes)
        and words.find(closes) >= 0
        and opens not in words[: words.find(closes)]
        for opens, closes in _PAIRS
        if opens != "<"
    ):
        return True
    return len(above) >= _WRAPPED and len(words) <= _REST and words[0].islower() and above[-1] not in ".?!:;"


def _is_trace(lines: Sequence[Line], first: int, end: int) -> bool:
    """Whether the lines around are what curl or diff print: "< HTTP/1.1 200", "* Connected"."""
    around = [lines[row].words for row in (first - 1, end) if 0 <= row < len(lines)]
    return any(
        words.startswith(("< HTTP", "* Connect", "< Date", "* Trying", "---", "< ")) for words in around if words
    ) and (not any("@" in words for words in around))


def _above(lines: Sequence[Line], first: int) -> str:
    for row in range(first - 1, max(-1, first - 4), -1):
        if lines[row].words:
            return lines[row].words
    return ""
