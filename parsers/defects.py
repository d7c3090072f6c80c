"""What can be wrong with a mail: the table of codes.

Takes nothing; gives `DEFECTS`, a row a code, and `defect(code, detail)` which makes the value that `Mail` carries.
Never decides what a defect entails; the rules do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.cleaning import one_line
from parsers.mail import Defect


class Code(StrEnum):
    """Every code there is."""

    READER_FAILED = "reader_failed"
    HEADERS_ONLY = "headers_only"
    HEADER_BLOCK_CUT = "header_block_cut"
    FIELD_CUT = "field_cut"
    FIELDS_CUT = "fields_cut"
    JUNK_IN_HEADERS = "junk_in_headers"
    NO_BLANK_LINE = "no_blank_line"
    NO_HEADERS = "no_headers"
    BARE_CR = "bare_cr"
    MIXED_LINE_ENDS = "mixed_line_ends"
    LINE_ENDS_CHANGE = "line_ends_change"
    NUL = "nul"
    FIELD_TWICE = "field_twice"
    FROM_ODD = "from_odd"
    FROM_MISSING = "from_missing"
    NAME_POSES = "name_poses"
    MESSAGE_ID_MISSING = "message_id_missing"
    MESSAGE_ID_ODD = "message_id_odd"
    DATE_ODD = "date_odd"
    ADDRESSES_CUT = "addresses_cut"
    CHARSET_UNKNOWN = "charset_unknown"
    CHARSET_WRONG = "charset_wrong"
    ENCODING_BROKEN = "encoding_broken"
    BOUNDARY_MISSING = "boundary_missing"
    PARTS_CUT = "parts_cut"
    TOO_DEEP = "too_deep"
    DECODED_CUT = "decoded_cut"
    TEXT_CUT = "text_cut"
    HTML_CUT = "html_cut"
    NAME_CHANGED = "name_changed"
    NAME_DOUBLE = "name_double"
    TYPE_MISMATCH = "type_mismatch"


@dataclass(frozen=True, slots=True)
class DefectRow:
    """A code and the words an operator reads."""

    code: Code
    words: str


DEFECTS: tuple[DefectRow, ...] = (
    DefectRow(Code.READER_FAILED, "the reader failed on this mail; only what could be saved is shown"),
    DefectRow(Code.HEADERS_ONLY, "only the headers were read"),
    DefectRow(Code.HEADER_BLOCK_CUT, "the header block is larger than the limit and was cut"),
    DefectRow(Code.FIELD_CUT, "a header field is longer than the limit and was cut"),
    DefectRow(Code.FIELDS_CUT, "there are more header fields than the limit; the rest was left out"),
    DefectRow(Code.JUNK_IN_HEADERS, "a line among the headers is no header field"),
    DefectRow(Code.NO_BLANK_LINE, "no blank line parts the headers from the body"),
    DefectRow(Code.NO_HEADERS, "there is no header field at all"),
    DefectRow(Code.BARE_CR, "a line of the headers ends in a bare carriage return"),
    DefectRow(Code.MIXED_LINE_ENDS, "the lines of the headers end in more than one way"),
    DefectRow(Code.LINE_ENDS_CHANGE, "the lines of the headers end in one way, then another, then the first again"),
    DefectRow(Code.NUL, "there is a NUL octet in the headers"),
    DefectRow(Code.FIELD_TWICE, "a field that may stand once stands more often"),
    DefectRow(Code.FROM_ODD, "From is not exactly one plain address; nobody is taken for its author"),
    DefectRow(Code.FROM_MISSING, "there is no From"),
    DefectRow(Code.NAME_POSES, "a display name reads as another address than the one behind it"),
    DefectRow(Code.MESSAGE_ID_MISSING, "there is no Message-ID"),
    DefectRow(Code.MESSAGE_ID_ODD, "the Message-ID is not one sane id"),
    DefectRow(Code.DATE_ODD, "the Date cannot be read or is absurd"),
    DefectRow(Code.ADDRESSES_CUT, "a field lists more addresses than the limit; the rest was left out"),
    DefectRow(Code.CHARSET_UNKNOWN, "a charset is not one we know; it was guessed"),
    DefectRow(Code.CHARSET_WRONG, "a text is not in the charset it names; it was guessed"),
    DefectRow(Code.ENCODING_BROKEN, "a transfer encoding is broken; what could be decoded is shown"),
    DefectRow(Code.BOUNDARY_MISSING, "a multipart names no boundary, or one that never stands in it"),
    DefectRow(Code.PARTS_CUT, "there are more parts than the limit; the rest was left out"),
    DefectRow(Code.TOO_DEEP, "multiparts nest deeper than the limit; the inner ones were left whole"),
    DefectRow(Code.DECODED_CUT, "the decoded parts are larger than the limit; the rest was left out"),
    DefectRow(Code.TEXT_CUT, "the text is longer than the limit and was cut"),
    DefectRow(Code.HTML_CUT, "the HTML is longer than the limit and was cut"),
    DefectRow(Code.NAME_CHANGED, "the name of a file was made safe"),
    DefectRow(Code.NAME_DOUBLE, "the name of a file seems to end in one kind and ends in one that runs"),
    DefectRow(Code.TYPE_MISMATCH, "a file is of another kind than its name or its type says"),
)

_WORDS = {row.code: row.words for row in DEFECTS}


def defect(code: Code, detail: str = "") -> Defect:
    """One defect; `detail` may be text of the mail and is cleaned."""
    return Defect(code.value, one_line(detail, 100))


def words(code: str) -> str:
    """What an operator reads for `code`; the code itself when an older or newer program wrote it."""
    return _WORDS[Code(code)] if code in Code._value2member_map_ else code
