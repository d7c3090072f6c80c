"""Signatures, footers of programs and notices, and sentences that only begin like one."""

from __future__ import annotations

import pytest

from parsers.quoting.footers import BANNERS, MACHINE_LINES, NOTICES, SENT, Sent
from tests.parsers.quoting.pieces import OWN, quoted, reply, signature


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.language)
def test_what_a_phone_adds_is_signature(row: Sent) -> None:
    lines = [f"{opening} iPhone".capitalize() for opening in row.openings if "iphone" not in opening]
    lines += [f"iPhone {ending}" for ending in row.endings]
    lines += [f"{words} iOS".capitalize() for words in row.get]
    for line in lines:
        assert reply(f"{OWN}\n\n{line}\n") == OWN, line
        assert signature(f"{OWN}\n\n{line}\n\nOn Tue, 5 Mar 2024 at 10:11 Ann wrote:\n> Is it on?") == line


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Verizon Wireless BlackBerry",
        "Sent via the Samsung Galaxy S7, an AT&T 4G LTE smartphone",
        "Sent from Yahoo Mail on Android",
        "Sent from Mail for Windows 10",
        "Sent with Proton Mail secure email.",
        "Get Outlook for iOS<https://aka.example/o0ukef>",
        "Von meinem iPhone gesendet",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Gesendet von Outlook für Android",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "Odesláno z iPhonu",
        "Отправлено с iPhone",
        "Надіслано з iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "iPhone'umdan gönderildi",
        "iPhoneから送信",
        "发自我的iPhone",
        "나의 iPhone에서 보냄",
        "נשלח מה-iPhone שלי",
        "Please excuse brevity.",
    ],
)
def test_a_footer_of_a_program_is_signature(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n") == OWN
    assert signature(f"{OWN}\n\n{line}\n") == line


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my desk, is much easier than my mobile phone.",
        "Sent from the warehouse this morning: parcel 123 with the phone.\nPlease track it.",
        "Von meinem Handy aus sehe ich die Seite nicht.\nAm PC geht es.",
        "Important: this message is for Ann.\n\nPlease call me.",
        "And here is a fix -- this is not a signature.\n\nkthxbai",
        "Hi\n\nRegards,\nJohn Doe, FCLS\nCorp Inc\n555-941-0697",
        "Our phone numbers:\n--\nOffice: 123\nMobile: 456\n\nCould you add them?",
        "One\n---\nTwo\n---\nThree",
        "-- \nAll that I write stands below two dashes.",
    ],
)
def test_a_persons_own_words_are_no_signature(text: str) -> None:
    assert reply(text) == text


@pytest.mark.parametrize("delimiter", ["-- ", "--", "—", "__"])
def test_a_delimiter_opens_a_signature(delimiter: str) -> None:
    assert signature(f"{OWN}\n\n{delimiter}\nBob Miller\nCorp\n") == f"{delimiter}\nBob Miller\nCorp"


def test_a_signature_ends_where_the_quote_begins() -> None:
    text = f"{OWN}\n\n-- \nBob\n\nOn Tue, 5 Mar 2024 at 10:11 Ann wrote:\n> Is it on?\n\n-- \nBob again\n"
    assert reply(text) == OWN
    assert signature(text) == "-- \nBob\n-- \nBob again"
    assert "Is it on?" in quoted(text)


@pytest.mark.parametrize("row", NOTICES, ids=lambda row: row[0])
def test_a_notice_of_an_employer_is_signature(row: tuple[str, ...]) -> None:
    words = "confidential and meant for the addressee alone; whoever got it in error may not use, copy or pass it on"
    for opening in row[1:]:
        notice = f"{opening.capitalize()} {words}."
        assert signature(f"{OWN}\n\n{notice}\n") == notice, opening


@pytest.mark.parametrize("line", [*MACHINE_LINES, *BANNERS])
def test_a_line_of_a_scanner_or_a_list_is_signature(line: str) -> None:
    assert signature(f"{OWN}\n\n{line} x\nwww.scanner.example\n") == f"{line} x\nwww.scanner.example"


def test_a_footer_of_a_list_is_signature() -> None:
    footer = "_______________________________________________\nprinters mailing list\nprinters@lists.example"
    assert reply(f"{OWN}\n\n{footer}\n") == OWN
    assert signature(f"{OWN}\n\n{footer}\n") == footer
