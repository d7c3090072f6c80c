"""Subjects without prefixes: one conversation has one base subject, whatever program answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.prefixes import PREFIXES
from parsers.subjects import Opening, base, opening

REPLIES = sorted({word for row in PREFIXES for word in row.replies.split("/") if word})
FORWARDS = sorted({word for row in PREFIXES for word in row.forwards.split("/") if word})


@pytest.mark.parametrize(
    "subject",
    [
        "Printer on fire",
        "Re: Printer on fire",
        "RE: re: Re: Printer on fire",
        "Re[2]: Printer on fire",
        "Re(3): Printer on fire",
        "Re^2: Printer on fire",
        "Re*4: Printer on fire",
        "RE : Printer on fire",
        "Re:Printer on fire",
        "AW: WG: Printer on fire",
        "Antw: Printer on fire",
        "SV: VB: VS: Printer on fire",
        "Odp: PD: Printer on fire",
        "RV: RES: ENC: TR: RIF: Printer on fire",
        "R: I: Printer on fire",
        "回复：Printer on fire",
        "答复: 转发: 回覆: 轉寄： Printer on fire",
        "YNT: İLT: Printer on fire",
        "Ynt: ilt: Printer on fire",
        "ΑΠ: ΣΧΕΤ: ΠΡΘ: Printer on fire",
        "Vá: Továbbítás: Printer on fire",
        "Atb: BLS: REF: Doorst: TRS: Printer on fire",
        "НА: Отв: Відп: Пересл: Printer on fire",
        "返信: 転送: Printer on fire",
        "회신: Printer on fire",
        "رد: Printer on fire",
        "[#42] Printer on fire",
        "Re: [#42] Printer on fire",
        "[#42] Re: [#42] AW: Printer on fire",
        "Re: Printer on fire [#42]",
        "[Fwd: Printer on fire]",
        "[Fwd: Re: Printer on fire]",
        "Re: [Fwd: Printer on fire]",
        "Printer on fire (fwd)",
        "  Re:   Printer on fire  ",
    ],
)
def test_a_subject_loses_what_programs_put_before_it(subject: str) -> None:
    assert base(subject) == "Printer on fire"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("[desk] Printer", "[desk] Printer"),
        ("Re: [desk] Printer", "[desk] Printer"),
        ("[desk] Re: Printer", "[desk] Printer"),
        ("Re: [desk] Re: [desk] Printer", "[desk] Printer"),
        ("[desk] [#42] AW: Printer", "[desk] Printer"),
        ("[desk] [urgent] Re: Printer", "[desk] [urgent] Printer"),
        ("Re:", ""),
        ("", ""),
        ("[#42]", ""),
        ("[#none] Printer", "[#none] Printer"),
        ("r: lowercase letter of a person", "r: lowercase letter of a person"),
        ("Rechnung: 42", "Rechnung: 42"),
        ("Invoice: Re: 42", "Invoice: Re: 42"),
        ("Ref 42: Printer", "Printer"),
        ("Re Printer", "Re Printer"),
        ("12:30 meeting", "12:30 meeting"),
        (": nothing", ": nothing"),
        ("[Printer] is on [fire]", "[Printer] is on [fire]"),
    ],
)
def test_what_people_and_lists_write_stays(subject: str, expected: str) -> None:
    assert base(subject) == expected


@pytest.mark.parametrize("word", REPLIES)
def test_every_reply_prefix_of_the_table_goes_in_any_case(word: str) -> None:
    for written in (word, word.upper(), word.capitalize()):
        assert base(f"{written}: Printer") == "Printer"


@pytest.mark.parametrize("word", FORWARDS)
def test_every_forward_prefix_of_the_table_goes(word: str) -> None:
    assert base(f"{word.capitalize()}：Printer") == "Printer"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Fwd: Printer", Opening.FORWARD),
        ("[#42] WG: Printer", Opening.FORWARD),
        ("[Fwd: Printer]", Opening.FORWARD),
        ("[desk] TR : Printer", Opening.FORWARD),
        ("Re: Fwd: Printer", Opening.REPLY),
        ("AW: Printer", Opening.REPLY),
        ("R: Printer", Opening.REPLY),
        ("I: Printer", Opening.FORWARD),
        ("Printer", None),
        ("[desk] Printer", None),
        ("", None),
    ],
)
def test_the_first_prefix_says_what_a_mail_is(subject: str, expected: Opening | None) -> None:
    assert opening(subject) is expected


PIECE = st.one_of(
    st.sampled_from([f"{word}: " for word in (*REPLIES, *FORWARDS)]),
    st.sampled_from(["[#7] ", "[desk] ", "[Fwd: ", "]", "(fwd)", "Re[2]: ", "：", " "]),
    st.text(max_size=8),
)


@given(st.lists(PIECE, max_size=8).map("".join))
def test_a_base_subject_is_its_own(subject: str) -> None:
    assert base(base(subject)) == base(subject)


@given(st.sampled_from([*REPLIES, *FORWARDS]), st.lists(PIECE, max_size=5).map("".join))
def test_a_prefix_more_changes_nothing(word: str, subject: str) -> None:
    assert base(f"{word}: {subject}") == base(subject)
