"""Programs that set no header are known by their words, language by language."""

from __future__ import annotations

import pytest

from parsers.mail import Origin
from parsers.read import parse
from tests.parsers.letters import letter

PROGRAM = ("From: Carla <c@cust.example>", "To: support@corp.example", "Return-Path: <c@cust.example>")
ANSWER = ("In-Reply-To: <1@corp.example>", "References: <1@corp.example>")

NOTES = {
    "en": ("Automatic reply: Printer", "I am out of the office until 12 October with limited access to mail."),
    "de": ("Abwesenheitsnotiz: Drucker", "Ich bin bis 12. Oktober nicht im Büro."),
    "nl": ("Automatisch antwoord: Printer", "Ik ben tot 12 oktober afwezig."),
    "fr": ("Réponse automatique : Imprimante", "Je suis absent du bureau jusqu'au 12 octobre."),
    "es": ("Respuesta automática: Impresora", "Estoy fuera de la oficina hasta el 12 de octubre."),
    "pt": ("Resposta automática: Impressora", "Estou de férias até 12 de outubro."),
    "it": ("Risposta automatica: Stampante", "Sono in ferie fino al 12 ottobre."),
    "pl": ("Automatyczna odpowiedź: Drukarka", "Jestem na urlopie do 12 października."),
    "cs": ("Automatická odpověď: Tiskárna", "Jsem na dovolené do 12. října."),
    "sk": ("Automatická odpoveď: Tlačiareň", "Som na dovolenke do 12. októbra."),
    "hu": ("Automatikus válasz: Nyomtató", "Szabadságon vagyok október 12-ig."),
    "ro": ("Răspuns automat: Imprimantă", "Sunt în concediu până pe 12 octombrie."),
    "bg": ("Автоматичен отговор: Принтер", "Отсъствам до 12 октомври."),
    "hr": ("Automatski odgovor: Pisač", "Na godišnjem odmoru sam do 12. listopada."),
    "sl": ("Samodejni odgovor: Tiskalnik", "Odsoten sem do 12. oktobra."),
    "el": ("Αυτόματη απάντηση: Εκτυπωτής", "Απουσιάζω έως τις 12 Οκτωβρίου."),
    "tr": ("Otomatik yanıt: Yazıcı", "Şu anda ofis dışındayım."),
    "fi": ("Automaattinen vastaus: Tulostin", "Olen lomalla 12. lokakuuta asti."),
    "sv": ("Autosvar: Skrivare", "Jag är på semester till den 12 oktober."),
    "da": ("Automatisk svar: Printer", "Jeg er på ferie til den 12. oktober."),
    "no": ("Fraværsmelding: Skriver", "Jeg er ikke på kontoret før 12. oktober."),
    "ru": ("Автоответ: Принтер", "Я в отпуске до 12 октября."),
    "uk": ("Автоматична відповідь: Принтер", "Я у відпустці до 12 жовтня."),
    "et": ("Automaatvastus: Printer", "Olen puhkusel 12. oktoobrini."),
    "lv": ("Automātiskā atbilde: Printeris", "Esmu atvaļinājumā līdz 12. oktobrim."),
    "lt": ("Automatinis atsakymas: Spausdintuvas", "Esu atostogose iki spalio 12 d."),
    "ja": ("自動応答: プリンター", "ただいま不在にしております。"),
    "zh": ("自动回复: 打印机", "我正在休假,十月十二日回来。"),
    "ko": ("자동 회신: 프린터", "현재 부재 중입니다."),
    "he": ("מענה אוטומטי: מדפסת", "אני בחופשה עד 12 באוקטובר."),
    "ar": ("رد تلقائي: الطابعة", "أنا خارج المكتب حتى 12 أكتوبر."),
    "vi": ("Trả lời tự động: Máy in", "Tôi hiện đang nghỉ phép đến ngày 12."),
    "th": ("ตอบกลับอัตโนมัติ: เครื่องพิมพ์", "ขณะนี้ไม่อยู่ที่สำนักงาน"),
    "id": ("Balasan otomatis: Printer", "Saya sedang cuti sampai 12 Oktober."),
}


@pytest.mark.parametrize(("subject", "text"), NOTES.values(), ids=NOTES)
def test_an_absence_note_that_refers_to_our_mail(subject: str, text: str) -> None:
    mail = parse(letter(*PROGRAM, *ANSWER, f"Subject: {subject}", body=text))
    assert mail.origin is Origin.AUTO_REPLY
    assert any(line.startswith("Subject: ") for line in mail.origin_evidence)


@pytest.mark.parametrize(("subject", "text"), NOTES.values(), ids=NOTES)
def test_an_absence_note_that_refers_to_nothing(subject: str, text: str) -> None:
    assert parse(letter(*PROGRAM, f"Subject: {subject}", body=text)).origin is Origin.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), NOTES.values(), ids=NOTES)
def test_the_same_words_as_an_answer_are_a_persons(subject: str, text: str) -> None:
    assert parse(letter(*PROGRAM, *ANSWER, f"Subject: Re: {subject}", body=text)).origin is Origin.HUMAN


RECEIPTS = {
    "en": ("Read: Offer", "Your message\n\n To: C\n Subject: Offer\n Sent: 1 Oct\n\nwas read on 2 Oct."),
    "de": ("Gelesen: Angebot", "Ihre Nachricht\n\n An: C\n Betreff: Angebot\n\nwurde am 2. Oktober gelesen."),
    "fr": ("Lu : Offre", "Votre message\n\nÀ : C\nObjet : Offre\n\na été lu le 2 octobre."),
    "es": ("Leído: Oferta", "Su mensaje\n\nPara: C\nAsunto: Oferta\n\nfue leído el 2 de octubre."),
    "it": ("Letto: Offerta", "Il messaggio\n\nA: C\nOggetto: Offerta\n\nè stato letto il 2 ottobre."),
    "nl": ("Gelezen: Offerte", "Uw bericht\n\nAan: C\nOnderwerp: Offerte\n\nis gelezen op 2 oktober."),
    "sv": ("Läst: Offert", "Ditt meddelande\n\nTill: C\nÄmne: Offert\n\nlästes den 2 oktober. Det är läst."),
    "pl": ("Przeczytano: Oferta", "Twoja wiadomość\n\nDo: C\nTemat: Oferta\n\nzostała przeczytana 2 października."),
    "ru": ("Прочитано: Предложение", "Ваше сообщение\n\nКому: C\nТема: Предложение\n\nпрочитано 2 октября."),
    "ja": ("開封済み: 見積", "次のメッセージ\n\n宛先: C\n件名: 見積\n\nは10月2日に開封されました。"),
    "zh": ("已读: 报价", "您的邮件\n\n收件人: C\n主题: 报价\n\n已于10月2日阅读。"),
}


@pytest.mark.parametrize(("subject", "text"), RECEIPTS.values(), ids=RECEIPTS)
def test_a_receipt_in_words_alone(subject: str, text: str) -> None:
    assert parse(letter(*PROGRAM, f"Subject: {subject}", body=text)).origin is Origin.READ_RECEIPT


def test_a_notice_of_delivery_in_words_alone() -> None:
    text = "Your message has been delivered to the following recipients:\n\nc@cust.example"
    assert parse(letter(*PROGRAM, "Subject: Delivered: Offer", body=text)).origin is Origin.DELIVERY_RECEIPT


def test_an_acknowledgement_that_says_a_program_wrote_it() -> None:
    text = "This is an automated message. Please do not reply to this email. We have received your request."
    assert parse(letter(*PROGRAM, *ANSWER, "Subject: Request 4711 received", body=text)).origin is Origin.AUTO_REPLY


def test_the_same_sentences_in_a_mail_of_its_own_may_be_pasted_by_a_person() -> None:
    text = "I got this from you:\n\nThis is an automated message. Please do not reply to this email."
    assert parse(letter(*PROGRAM, "Subject: What is this", body=text)).origin is Origin.HUMAN


def test_a_notifications_address_that_says_a_program_wrote_it() -> None:
    text = "Invoice 4711 is due tomorrow.\n\nThis is an automated message, please do not reply."
    sender = "From: notifications@cust.example"
    assert parse(letter(sender, "Subject: Invoice 4711", body=text)).origin is Origin.BULK
    assert parse(letter(sender, "Subject: Invoice 4711", body="It is due tomorrow.")).origin is Origin.HUMAN
