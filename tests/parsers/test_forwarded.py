"""The mail that somebody passes on is told apart from what he says himself, whatever program he uses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.mail import Address, Forwarded, Sureness
from parsers.read import parse
from tests.parsers.letters import letter, multipart, part

PETER = Address("Peter Klein", "peter@mill.example")
HEAD = ("From: ann@desk.example", "To: support@desk.example")


def passed_on(body: str, subject: str = "Fwd: Printer") -> Forwarded | None:
    return parse(letter(*HEAD, f"Subject: {subject}", body=body)).forwarded


def inline(separator: str, *block: str, text: str = "It smokes.\n\nPeter") -> str:
    return "\n".join(["Can you see to this?", "", "Ann", "", separator, *block, "", text, ""])


# one client and language each: separator, sender, date, subject, recipient
BLOCKS: dict[str, tuple[str, ...]] = {
    "gmail-en": ("---------- Forwarded message ---------", "From: Peter Klein <peter@mill.example>",
                 "Date: Mon, Mar 3, 2025 at 10:12 AM", "Subject: Printer", "To: Ann <ann@desk.example>"),
    "gmail-fr": ("---------- Forwarded message ---------", "De : Peter Klein <peter@mill.example>",
                 "Date: lun. 3 mars 2025 à 10:12", "Subject: Printer", "To: Ann <ann@desk.example>"),
    "gmail-es": ("---------- Forwarded message ---------", "De: Peter Klein <peter@mill.example>",
                 "Date: lun, 3 mar 2025 a las 10:12", "Subject: Printer", "To: Ann <ann@desk.example>"),
    "gmail-ja": ("---------- Forwarded message ---------", "From: Peter Klein <peter@mill.example>",
                 "Date: 2025年3月3日(月) 10:12", "Subject: Printer", "To: Ann <ann@desk.example>"),
    "apple-en": ("Begin forwarded message:", "", "From: Peter Klein <peter@mill.example>", "Subject: Printer",
                 "Date: 3. March 2025 at 10:12:00 GMT+1", "To: Ann <ann@desk.example>"),
    "apple-de": ("Anfang der weitergeleiteten Nachricht:", "", "Von: Peter Klein <peter@mill.example>",
                 "Betreff: Printer", "Datum: 3. März 2025 um 10:12:00 MEZ", "An: Ann <ann@desk.example>"),
    "apple-it": ("Inizio messaggio inoltrato:", "", "Da: Peter Klein <peter@mill.example>", "Oggetto: Printer",
                 "Data: 3 marzo 2025 alle ore 10:12:00 CET", "A: Ann <ann@desk.example>"),
    "apple-sv": ("Vidarebefordrat brev:", "", "Från: Peter Klein <peter@mill.example>", "Ämne: Printer",
                 "Datum: 3 mars 2025 10:12:00 CET", "Till: Ann <ann@desk.example>"),
    "thunderbird-en": ("-------- Forwarded Message --------", "Subject: \tPrinter",
                       "Date: \tMon, 3 Mar 2025 10:12:00 +0100", "From: \tPeter Klein <peter@mill.example>",
                       "To: \tAnn <ann@desk.example>"),
    "thunderbird-de": ("-------- Weitergeleitete Nachricht --------", "Betreff: \tPrinter",
                       "Datum: \tMon, 3 Mar 2025 10:12:00 +0100", "Von: \tPeter Klein <peter@mill.example>",
                       "An: \tAnn <ann@desk.example>"),
    "thunderbird-pl": ("-------- Przekazana wiadomość --------", "Temat: \tPrinter",
                       "Data: \tMon, 3 Mar 2025 10:12:00 +0100", "Nadawca: \tPeter Klein <peter@mill.example>",
                       "Adresat: \tAnn <ann@desk.example>"),
    "thunderbird-ru": ("-------- Пересылаемое сообщение --------", "Тема: \tPrinter",
                       "Дата: \tMon, 3 Mar 2025 10:12:00 +0100", "От: \tPeter Klein <peter@mill.example>",
                       "Кому: \tAnn <ann@desk.example>"),
    "thunderbird-nl": ("-------- Doorgestuurd bericht --------", "Onderwerp: \tPrinter",
                       "Datum: \tMon, 3 Mar 2025 10:12:00 +0100", "Van: \tPeter Klein <peter@mill.example>",
                       "Aan: \tAnn <ann@desk.example>"),
    "thunderbird-cs": ("-------- Přeposlaná zpráva --------", "Předmět: \tPrinter",
                       "Datum: \tMon, 3 Mar 2025 10:12:00 +0100", "Od: \tPeter Klein <peter@mill.example>",
                       "Komu: \tAnn <ann@desk.example>"),
    "thunderbird-pt": ("-------- Mensagem encaminhada --------", "Assunto: \tPrinter",
                       "Data: \tMon, 3 Mar 2025 10:12:00 +0100", "De: \tPeter Klein <peter@mill.example>",
                       "Para: \tAnn <ann@desk.example>"),
    "thunderbird-fi": ("-------- Välitetty viesti --------", "Aihe: \tPrinter",
                       "Päiväys: \tMon, 3 Mar 2025 10:12:00 +0100", "Lähettäjä: \tPeter Klein <peter@mill.example>",
                       "Vastaanottaja: \tAnn <ann@desk.example>"),
    "thunderbird-hu": ("-------- Továbbított üzenet --------", "Tárgy: \tPrinter",
                       "Dátum: \tMon, 3 Mar 2025 10:12:00 +0100", "Feladó: \tPeter Klein <peter@mill.example>",
                       "Címzett: \tAnn <ann@desk.example>"),
    "thunderbird-da": ("-------- Videresendt besked --------", "Emne: \tPrinter",
                       "Dato: \tMon, 3 Mar 2025 10:12:00 +0100", "Fra: \tPeter Klein <peter@mill.example>",
                       "Til: \tAnn <ann@desk.example>"),
    "thunderbird-tr": ("-------- İletilmiş Mesaj --------", "Konu: \tPrinter",
                       "Tarih: \tMon, 3 Mar 2025 10:12:00 +0100", "Kimden: \tPeter Klein <peter@mill.example>",
                       "Kime: \tAnn <ann@desk.example>"),
    "thunderbird-zh": ("-------- 转发的消息 --------", "主题: \tPrinter", "日期: \tMon, 3 Mar 2025 10:12:00 +0100",
                       "发件人: \tPeter Klein <peter@mill.example>", "收件人: \tAnn <ann@desk.example>"),
    "thunderbird-ko": ("-------- 전달된 메시지 --------", "제목: \tPrinter", "날짜: \tMon, 3 Mar 2025 10:12:00 +0100",
                       "보낸 사람: \tPeter Klein <peter@mill.example>", "받는 사람: \tAnn <ann@desk.example>"),
    "thunderbird-ro": ("-------- Mesaj redirecționat --------", "Subiect: \tPrinter",
                       "Data: \tMon, 3 Mar 2025 10:12:00 +0100", "De la: \tPeter Klein <peter@mill.example>",
                       "Către: \tAnn <ann@desk.example>"),
    "thunderbird-el": ("-------- Προωθημένο μήνυμα --------", "Θέμα: \tPrinter",
                       "Ημερομηνία: \tMon, 3 Mar 2025 10:12:00 +0100", "Από: \tPeter Klein <peter@mill.example>",
                       "Προς: \tAnn <ann@desk.example>"),
    "thunderbird-uk": ("-------- Переслане повідомлення --------", "Тема: \tPrinter",
                       "Дата: \tMon, 3 Mar 2025 10:12:00 +0100", "Від: \tPeter Klein <peter@mill.example>",
                       "Кому: \tAnn <ann@desk.example>"),
    "yahoo": ("----- Forwarded Message -----", "From: Peter Klein <peter@mill.example>",
              "To: Ann <ann@desk.example>", "Sent: Monday, March 3, 2025 at 10:12:00 AM GMT+1", "Subject: Printer"),
    "lotus": ("----- Forwarded by Ann Lee/DESK on 03/03/2025 10:12 AM -----", "",
              "From:   Peter Klein <peter@mill.example>", "To:     Ann Lee/DESK", "Date:   03.03.2025 10:12",
              "Subject:        Printer"),
    "notes-without-labels": ("---------------------- Forwarded by Ann Lee/DESK on 03.03.2025 11:00 -------------------",
                             "", "Peter Klein <peter@mill.example>", "03.03.2025 10:12", "", "To: Ann Lee/DESK", "cc:",
                             "Subject: Printer"),
    "mutt": ("----- Forwarded message from Peter Klein <peter@mill.example> -----", "",
             "Date: Mon, 3 Mar 2025 10:12:00 +0100", "From: Peter Klein <peter@mill.example>",
             "To: Ann <ann@desk.example>", "Subject: Printer"),
    "qq": ("------------------ 转发的邮件 ------------------", '发件人: "Peter Klein" <peter@mill.example>;',
           "发送时间: 2025年3月3日(星期一) 上午10:12", '收件人: "Ann"<ann@desk.example>;', "主题: Printer;"),
}  # fmt: skip


@pytest.mark.parametrize("client", BLOCKS)
def test_a_mail_passed_on_inline_is_read_from_the_program_s_own_block(client: str) -> None:
    separator, *block = BLOCKS[client]
    found = passed_on(inline(separator, *block))
    assert found is not None
    assert (found.author, found.subject, found.text) == (PETER, "Printer", "It smokes.\n\nPeter")
    assert found.sureness is Sureness.MARKED
    assert found.date in (datetime(2025, 3, 3, 10, 12), datetime(2025, 3, 3, 9, 12, tzinfo=UTC))  # noqa: DTZ001 - as told


@pytest.mark.parametrize("client", BLOCKS)
def test_what_who_passes_it_on_says_himself_stays_apart(client: str) -> None:
    separator, *block = BLOCKS[client]
    mail = parse(letter(*HEAD, "Subject: Fwd: Printer", body=inline(separator, *block)))
    assert mail.reply == "Can you see to this?\n\nAnn"


OUTLOOK = {
    "FW": ("From: Peter Klein <peter@mill.example>", "Sent: Monday, March 3, 2025 10:12 AM",
           "To: Ann <ann@desk.example>", "Subject: Printer"),
    "WG": ("Von: Peter Klein <peter@mill.example>", "Gesendet: Montag, 3. März 2025 10:12",
           "An: Ann <ann@desk.example>", "Betreff: Printer"),
    "TR": ("De : Peter Klein <peter@mill.example>", "Envoyé : lundi 3 mars 2025 10:12",
           "À : Ann <ann@desk.example>", "Objet : Printer"),
    "RV": ("De: Peter Klein <peter@mill.example>", "Enviado el: lunes, 3 de marzo de 2025 10:12",
           "Para: Ann <ann@desk.example>", "Asunto: Printer"),
    "I": ("Da: Peter Klein <peter@mill.example>", "Inviato: lunedì 3 marzo 2025 10:12",
          "A: Ann <ann@desk.example>", "Oggetto: Printer"),
    "VB": ("Från: Peter Klein [mailto:peter@mill.example]", "Skickat: den 3 mars 2025 10:12",
           "Till: Ann <ann@desk.example>", "Ämne: Printer"),
    "PD": ("Od: Peter Klein <peter@mill.example>", "Wysłano: poniedziałek, 3 marca 2025 10:12",
           "Do: Ann <ann@desk.example>", "Temat: Printer"),
    "ENC": ("De: Peter Klein <peter@mill.example>", "Enviada em: segunda-feira, 3 de março de 2025 10:12",
            "Para: Ann <ann@desk.example>", "Assunto: Printer"),
    "转发": ("发件人: Peter Klein <peter@mill.example>", "发送时间: 2025年3月3日 10:12",
             "收件人: Ann <ann@desk.example>", "主题: Printer"),
}  # fmt: skip


@pytest.mark.parametrize("prefix", OUTLOOK)
@pytest.mark.parametrize("separator", ["-----Original Message-----", "________________________________", ""])
def test_outlook_s_block_is_a_forwarded_mail_when_the_subject_says_so(prefix: str, separator: str) -> None:
    found = passed_on(inline(separator, *OUTLOOK[prefix]), f"{prefix}: Printer")
    assert found is not None
    assert (found.author, found.subject, found.text) == (PETER, "Printer", "It smokes.\n\nPeter")
    assert found.date == datetime(2025, 3, 3, 10, 12)  # noqa: DTZ001 - Outlook tells no zone
    assert found.sureness is Sureness.HEADER_BLOCK


@pytest.mark.parametrize("prefix", OUTLOOK)
def test_the_same_block_below_a_reply_is_a_quote(prefix: str) -> None:
    assert passed_on(inline("-----Original Message-----", *OUTLOOK[prefix]), "RE: Printer") is None


@pytest.mark.parametrize("subject", ["[Fwd: Printer]", "[desk] Fw: Printer", "Fwd: Re: Printer", "FW : Printer",
                                     "转发：Printer", "Fwd[2]: Printer"])  # fmt: skip
def test_a_subject_says_in_many_ways_that_a_mail_is_passed_on(subject: str) -> None:
    assert passed_on(inline("", *OUTLOOK["FW"]), subject) is not None


@pytest.mark.parametrize("subject", ["Printer", "Re: Fwd: Printer", "I have a question", "Tr", ""])
def test_other_subjects_do_not(subject: str) -> None:
    assert passed_on(inline("", *OUTLOOK["FW"]), subject) is None


def test_somebody_s_own_list_of_labels_is_no_forwarded_mail() -> None:
    own = "We sent it off.\n\nDate: tomorrow\nTime: 10:00\nTo: the harbour\n"
    assert passed_on(own) is None


def test_a_mail_that_is_quoted_mark_by_mark_comes_without_the_marks() -> None:
    block = [f"> {line}".rstrip() for line in BLOCKS["apple-en"][2:]]
    found = passed_on(
        "See below.\n\nBegin forwarded message:\n\n" + "\n".join(block) + "\n>\n> It smokes.\n>\n> Peter\n"
    )
    assert found is not None
    assert (found.author, found.text) == (PETER, "It smokes.\n\nPeter")


def test_a_quote_inside_the_original_belongs_to_it() -> None:
    found = passed_on(inline(*BLOCKS["gmail-en"], text="It smokes.\n\n> Does it smoke?"))
    assert found is not None
    assert found.text == "It smokes.\n\n> Does it smoke?"


def test_a_closing_separator_ends_the_original() -> None:
    found = passed_on(inline(*BLOCKS["mutt"], text="It smokes.\n\n----- End forwarded message -----\n\nAnn"))
    assert found is not None
    assert found.text == "It smokes."


def test_a_chain_of_forwards_gives_the_mail_that_was_passed_on_last() -> None:
    inner = inline(BLOCKS["gmail-en"][0], "From: Zoe <zoe@far.example>", "Date: Sun, Mar 2, 2025 at 9:00 AM",
                   "Subject: Printer", "To: Peter <peter@mill.example>", text="Help!")  # fmt: skip
    found = passed_on(inline(*BLOCKS["gmail-en"], text=inner))
    assert found is not None
    assert found.author == PETER
    assert "zoe@far.example" in found.text


def test_yandex_tells_the_sender_in_a_line_instead_of_a_block() -> None:
    line = '03.03.2025, 10:12, "Peter Klein" <peter@mill.example>:'
    found = passed_on(inline("-------- Пересылаемое сообщение --------", line))
    assert found is not None
    assert (found.author, found.date) == (PETER, datetime(2025, 3, 3, 10, 12))  # noqa: DTZ001 - as told
    assert found.text == "It smokes.\n\nPeter"


def test_recipients_folded_over_lines_are_no_text() -> None:
    block = (*OUTLOOK["FW"][:2], "To: Ann <ann@desk.example>;", "Bob <bob@desk.example>;", "Carl <carl@desk.example>",
             "Subject: Printer")  # fmt: skip
    found = passed_on(inline("", *block), "FW: Printer")
    assert found is not None
    assert (found.subject, found.text) == ("Printer", "It smokes.\n\nPeter")


def test_a_date_that_may_be_two_days_is_none() -> None:
    block = (OUTLOOK["FW"][0], "Sent: 03/04/2025 10:12", *OUTLOOK["FW"][2:])
    found = passed_on(inline("", *block), "FW: Printer")
    assert found is not None
    assert found.date is None


def test_a_sender_who_is_only_named_has_no_address() -> None:
    found = passed_on(inline("", "From: Peter Klein", *OUTLOOK["FW"][1:]), "FW: Printer")
    assert found is not None
    assert found.author is None
    assert found.subject == "Printer"


@pytest.mark.parametrize(
    "sender",
    ["Peter Klein <peter@mill.example>", "Peter Klein [mailto:peter@mill.example]", "peter@mill.example (Peter Klein)",
     "Peter Klein <peter@mill.example<mailto:peter@mill.example>>", '"Peter Klein"<peter@mill.example>;',
     "'Peter Klein' peter@mill.example", "Peter Klein <mailto:Peter@Mill.example>",
     "*Peter Klein* <peter@mill.example>"],
)  # fmt: skip
def test_a_sender_is_written_in_many_ways(sender: str) -> None:
    found = passed_on(inline("", f"From: {sender}", *OUTLOOK["FW"][1:]), "FW: Printer")
    assert found is not None
    assert found.author is not None
    assert found.author.addr == PETER.addr
    assert found.author.name.strip("*") == PETER.name


ORIGINAL = letter(
    "From: Peter Klein <peter@mill.example>",
    "Date: Mon, 3 Mar 2025 10:12:00 +0100",
    "Subject: =?utf-8?q?Dr=C3=BCcker?=",
    body="It smokes.\n\nPeter\n",
)
ATTACHED = Forwarded(
    PETER, datetime(2025, 3, 3, 9, 12, tzinfo=UTC), "Drücker", "It smokes.\n\nPeter", Sureness.ATTACHED
)


def with_attached(words: str, subject: str, kind: str = "message/rfc822", octets: bytes = ORIGINAL) -> Forwarded | None:
    raw = multipart("mixed", part("text/plain", words), part(kind, octets), fields=(*HEAD, f"Subject: {subject}"))
    return parse(raw).forwarded


def test_an_attached_mail_below_a_few_words_is_passed_on() -> None:
    assert with_attached("Can you see to this?", "Printer") == ATTACHED


def test_an_attached_mail_is_passed_on_when_the_subject_says_so_however_much_is_said_beside_it() -> None:
    assert with_attached("Long story. " * 200, "WG: Printer") == ATTACHED


def test_who_says_much_himself_passes_nothing_on_by_attaching_a_mail() -> None:
    assert with_attached("Long story. " * 200, "Printer") is None


def test_a_mail_attached_as_a_file_is_a_mail() -> None:
    assert with_attached("See file.", "Printer", 'application/octet-stream; name="Printer.EML"') == ATTACHED
    assert with_attached("See file.", "Printer", 'application/octet-stream; name="printer.pdf"') is None


def test_of_several_attached_mails_the_first_is_told() -> None:
    raw = multipart("mixed", part("text/plain", ""), part("message/rfc822", ORIGINAL),
                    part("message/rfc822", letter("From: z@far.example", "Subject: y")), fields=HEAD)  # fmt: skip
    assert parse(raw).forwarded == ATTACHED


def test_A39_what_is_attached_inside_an_attached_mail_is_not_followed() -> None:
    inner = multipart("mixed", part("text/plain", "Outer words."), part("message/rfc822", ORIGINAL), part("a/b", ""),
                      fields=("From: z@far.example",))  # fmt: skip
    found = with_attached("See below.", "Printer", octets=inner)
    assert found is not None
    assert (found.author, found.text) == (Address("", "z@far.example"), "Outer words.")


def test_A39_an_attached_mail_without_any_header_is_none() -> None:
    assert with_attached("See below.", "Printer", octets=b"\r\nnothing\r\n") is None


def test_a_report_passes_nothing_on() -> None:
    report = multipart(
        "report",
        part("text/plain", "It could not be delivered."),
        part("message/delivery-status", "Reporting-MTA: dns; mx.desk.example\n\n"
             "Final-Recipient: rfc822; x@mill.example\nAction: failed\nStatus: 5.1.1\n"),
        part("message/rfc822", ORIGINAL),
        fields=("From: MAILER-DAEMON@mx.desk.example", "Return-Path: <>"), parameters="; report-type=delivery-status",
    )  # fmt: skip
    assert parse(report).forwarded is None
