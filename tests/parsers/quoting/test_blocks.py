"""Header blocks of many languages and layouts, and lists of people's own that only look like one."""

from __future__ import annotations

import pytest

from parsers.quoting import labels
from parsers.quoting.labels import LABELS, Field, Labels
from tests.parsers.quoting.pieces import OWN, forwarded, quoted, reply

OLD = "\n\nPlease try it once more.\nRegards\n"


def layouts(row: Labels) -> dict[str, str]:
    """A header block of one language as programs lay it out."""
    sender, date, sent, to, cc, subject = (
        words[0].capitalize() for words in (row.from_, row.date, row.sent, row.to, row.cc, row.subject)
    )
    ann, day = "Ann Lee <ann@corp.example>", "5. 3. 2024 10:11"
    return {
        "outlook": f"{sender}: {ann}\n{sent}: {day}\n{to}: Bob\n{subject}: Re: Printer",
        "outlook, bold": f"*{sender}:* {ann}\n*{sent}:* {day}\n*{to}:* Bob\n*{cc}:* Eve\n*{subject}:* Re: Printer",
        "french blanks": f"{sender} : Ann Lee\n{sent} : {day}\n{to} : Bob\n{subject} : Re: Printer",
        "apple": f"{sender}: {ann}\n{subject}: Re: Printer\n{date}: {day}\n{to}: Bob <bob@cust.example>",
        "html": f"{sender}: {ann}\n\n{sent}: {day}\n\n{to}: Bob\n\n{subject}: Re: Printer",
        "wide colons": f"{sender}：{ann}\n{sent}：{day}\n{to}：Bob\n{subject}：Re: Printer",
    }


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row.language)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n________________________________\n", "\n\n-----\n\n", "\n"])
def test_what_stands_below_a_header_block_is_old(row: Labels, gap: str) -> None:
    for layout, block in layouts(row).items():
        text = OWN + gap + block + OLD
        assert reply(text).removesuffix("\n\n-----") == OWN, layout
        assert "once more" in quoted(text), layout


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row.language)
def test_a_header_block_above_everything_is_a_mail_passed_on(row: Labels) -> None:
    for layout, block in layouts(row).items():
        assert reply(block + OLD) == "", layout
        assert "once more" in forwarded(block + OLD), layout


def test_quote_marks_below_a_header_block_say_where_the_old_mail_ends() -> None:
    block = "From: Ann Lee\nSent: 5 March 2024 10:11\nTo: Bob\nSubject: Printer"
    assert reply(f"{OWN}\n\n{block}\n\n> Is it on?\n\nIt is.\n") == f"{OWN}\nIt is."


def test_a_block_may_wrap_and_lose_its_line_ends() -> None:
    wrapped = "  *From:* ann@corp.example [mailto:\n  ann@corp.example]\n  *Sent:* Tuesday, 5 March\n  *To:* bob\n"
    assert reply(f"Hi\n\n{wrapped}  *Subject:* Hello\n") == "Hi"
    assert reply("Hi\n\nFrom: ann@corp.example Date: Tue, 5 Mar 2024 08:07:12 -0700\nOld words\n") == "Hi"
    assert reply("Hi\nBob From: a@b.example\nTo: c@d.example\nSent: 5 March 2024\nSubject: x\n\nOld\n") == "Hi\nBob "


def test_a_memo_of_notes_begins_with_its_name_and_date() -> None:
    text = f"{OWN}\n\nAnn Lee/Corp\n03/05/2024 10:11 AM\n\nTo: Bob\ncc:\nSubject: Printer\n\nOld words\n"
    assert reply(text) == OWN


def test_the_table_netease_draws_is_a_block() -> None:
    text = (
        f"{OWN}\n\n---- 回复的原邮件 ----\n| 发件人 | ann@corp.example |\n| 日期 | 2024年3月5日 |\n| 主题 | x |\n旧\n"
    )
    assert reply(text) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Invitation:\n\nDate: Wednesday 3 October 2011\nTime: 7:00\nAddress: 1 Fox Street\n\nBring your papers.",
        "Our trip\nFrom: Berlin\nTo: Munich\nDate: 12 May 2024\n\nPlease book it.",
        "New entry\n\nName: Jane Doe\nFrom: jane@cust.example\nSubject: Broken printer\nMessage: it does not print",
        "Hello\n\nFrom: the printer in room 3\nI see nothing at all on the display.\n\nTo: you know what to do.",
        "Subject: my printer\nHello, it does not work\nFrom: Jane",
        "Blah\n\nDate: Wed, 16 May 2012 00:15:02 -0600\nTo: ann@corp.example",
        "To: Support\nDate: 5 May 2024\nSubject: Letter of complaint\n\nDear Sir or Madam,\nI am not happy.",
        "Od: Jan\nWysłano: środa, 1 marca 2023 12:00\nTemat: Test\n\nCześć Anno,\n\nJak się masz?",
    ],
)
def test_somebodys_own_list_is_no_header_block(text: str) -> None:
    assert reply(text) == text


def test_a_label_is_read_with_what_stands_around_it() -> None:
    assert labels.read("*From:* Ann") == (Field.FROM, "Ann")
    assert labels.read("De : Ann") == (Field.FROM, "Ann")
    assert labels.read("发件人：Ann") == (Field.FROM, "Ann")
    assert labels.read("| 日期 | 2024 |") == (Field.DATE, "2024")
    assert labels.read("\u200fמאת: Ann") == (Field.FROM, "Ann")
    assert labels.read("İleti: x") is None
    assert labels.read("Hello: you") is None
    assert labels.read(": x") is None
