"""Header blocks: the From, Sent, To and Subject lines that programs put above the mail they quote or pass on.

Takes lines; gives how far a block reaches and which fields it names.
Never believes labels alone: a contact form, an itinerary or an invitation has some of them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.quoting import labels
from parsers.quoting.labels import Field
from parsers.quoting.lines import Line, unquoted

# Lines of one block at most, and lines that one value may run on for.
_LINES = 30
_RUNS_ON = 4
_LONGEST = 2000
# Lines above "To:" that a memo's name, date and notes take.
_MEMO = 6
# Labels of forms that people fill in; where one stands among the fields, nobody's mail program wrote them.
_FORM = frozenset(
    """message nachricht bericht phone telefon telephone téléphone tel name vorname nachname company firma email e-mail
    mail website comments comment kommentar nombre teléfono mensaje nome telefone mensagem messaggio telefono wiadomość
    order ordernumber address adresse time uhrzeit ort location place when where price""".split()
)


@dataclass(frozen=True, slots=True)
class Block:
    """A header block: lines `first` up to `end`. `column`: where it begins in the first line's words."""

    first: int
    end: int
    column: int
    fields: frozenset[Field]
    quoted: bool

    @property
    def full(self) -> bool:
        """Whether sender, date, recipient and subject are all there, as programs write them."""
        dated = Field.DATE in self.fields or Field.SENT in self.fields
        return dated and {Field.FROM, Field.TO, Field.SUBJECT} <= self.fields


@dataclass(frozen=True, slots=True)
class Look:
    """What was found from a line on: a block or None, and the line before which no other look can find more."""

    block: Block | None
    end: int


def read(lines: Sequence[Line], at: int, *, separated: bool = False) -> Look:
    """The block that begins with line `at`, whose first words label a field. `separated`: a separator stands above."""
    walk = _Walk(lines, at)
    walk.run()
    column = walk.column()
    if not walk.convinces(separated):
        return Look(None, walk.end)
    return Look(Block(walk.first, walk.end, column, frozenset(walk.fields), lines[at].quoted), walk.end)


class _Walk:
    """One walk down the lines of what may be a block."""

    def __init__(self, lines: Sequence[Line], at: int) -> None:
        self._lines = lines
        self._quoted = lines[at].quoted
        self.first = at
        self.end = at
        self.fields: set[Field] = set()
        self._values: dict[Field, str] = {}
        self._form = False

    def run(self) -> None:
        """Goes as far as the lines look like a block."""
        if self.first and self._is_form(self._lines[self.first - 1].words):
            self._form = True
        place, blank, over = self.first, 0, 0
        bound = min(len(self._lines), self.first + _LINES)
        while place < bound:
            line = self._lines[place]
            words = self._words(line)
            if not words:
                blank += 1
                if blank > 1 or len(self.fields) >= 4:
                    break
            elif line.quoted is not self._quoted or len(words) > _LONGEST:
                break
            elif (found := labels.read(words)) is not None:
                if found[0] in self.fields and found[0] is not Field.OTHER:
                    break
                self._take(*found)
                self.end, blank, over = place + 1, 0, 0
            elif blank or over == _RUNS_ON or not self._runs_on(words):
                self._form = self._form or self._is_form(words)
                break
            else:
                over += 1
                self.end = place + 1
            place += 1

    def convinces(self, separated: bool) -> bool:
        """Whether a mail program wrote these lines."""
        fields = self.fields
        dated = Field.SENT in fields or (Field.DATE in fields and _is_date(self._values[Field.DATE]))
        if self._form and len(fields) < 4 and Field.SENT not in fields:
            return False
        if Field.FROM not in fields:
            return dated and {Field.TO, Field.SUBJECT} <= fields
        if separated:
            return len(fields) >= 2
        addressed = any("@" in self._values.get(field, "") for field in (Field.FROM, Field.TO, Field.CC))
        if len(fields - {Field.OTHER}) >= 3:
            return dated and (addressed or Field.SENT in fields or Field.SUBJECT in fields)
        return dated and "@" in self._values[Field.FROM]

    def column(self) -> int:
        """Where the block begins: at once, or behind own words where the From label stands at a line's end.

        "Ann From: x@corp.example" above "To:" and "Subject:" is how a lost line end looks.
        """
        if Field.FROM in self.fields or self.first == 0:
            return 0
        if {Field.TO, Field.CC, Field.SUBJECT} <= self.fields and self._memo():
            return 0
        above = self._lines[self.first - 1]
        if not above.words or above.quoted is not self._quoted or len(above.words) > 300:
            return 0
        for field, start in labels.inside(above.words):
            if field is Field.FROM and start:
                self.first -= 1
                self.fields.add(Field.FROM)
                self._values[Field.FROM] = above.words[start:]
                return start
        return 0

    def _memo(self) -> bool:
        """Takes in the lines of name and date that Notes puts above "To:", "cc:" and "Subject:"."""
        for place in range(self.first - 1, max(-1, self.first - _MEMO - 1), -1):
            words = self._words(self._lines[place])
            if len(words) < 60 and ":" in words and len(_numbers(words)) >= 4:
                self.fields.update((Field.FROM, Field.DATE))
                self._values[Field.DATE] = words
                self._values[Field.FROM] = self._words(self._lines[place - 1]) if place else ""
                self.first = max(0, place - 1)
                return True
        return False

    def _take(self, field: Field, value: str) -> None:
        self.fields.add(field)
        self._values[field] = value
        if field is Field.FROM and value.count(":") > 0:
            for other, start in labels.inside(value):
                self.fields.add(other)
                self._values.setdefault(other, value[start:])

    def _words(self, line: Line) -> str:
        return unquoted(line.words) if self._quoted else line.words

    def _runs_on(self, words: str) -> bool:
        """Whether `words` go on with the value above: the rest of an address, of a long list, of a subject."""
        if not self.fields or self._is_form(words):
            return False
        return len(self._values) < 3 or words[:1] in "<[(" or "@" in words or ";" in words

    def _is_form(self, words: str) -> bool:
        at = words.find(":", 0, 24)
        return at > 0 and words[:at].strip(" *_").lower() in _FORM


def _is_date(value: str) -> bool:
    return len(_numbers(value)) >= 2


def _numbers(value: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in value[:80]).split()
