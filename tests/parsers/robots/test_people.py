"""Nobody who writes by hand is taken for a program, in whatever language, whatever the subject.

Each of these says something that programs say too; none may ever become a robot's mail.
"""

from __future__ import annotations

import pytest

from parsers.mail import Origin
from parsers.read import parse
from parsers.robots.absences import ABSENCES
from parsers.robots.reports import REPORTS
from tests.parsers.letters import letter

PERSON = ("From: Carla <c@cust.example>", "To: support@corp.example", "Return-Path: <c@cust.example>")
ANSWER = ("In-Reply-To: <1@corp.example>", "References: <1@corp.example>")

# (subject, text): people who are away, who pass something on, who complain about programs
WRITTEN = [
    ("Out of office", "I am out of office tomorrow, please call."),
    ("Out of office next week", "Hi, I will be out of the office next week. Can we move the call?"),
    ("Vacation", "I am on vacation from Monday. Please close the ticket."),
    ("Automatic reply", "How do I set up an automatic reply in the new version?"),
    ("Automatic reply: wrong text", "Our automatic reply shows the old opening hours. Please change it."),
    ("Automatic reply: stopped", "Automatic reply stopped working since the update."),
    ("Automatyczna odpowiedź: nie działa", "Automatyczna odpowiedź nie działa od wczoraj."),
    ("自動返信: 止められません", "自動返信を止められません。助けてください。"),
    ("自动回复: 无法关闭", "自动回复无法关闭，请帮忙。"),
    ("Auto response does not work", "Customers tell us that they get no auto response."),
    ("Thank you for your message", "Thank you for your message. The invoice is paid."),
    ("Read: urgent", "Please read the attached offer."),
    ("Delivered: wrong parcel", "You delivered the wrong parcel to us."),
    ("Undeliverable", "My mails to your colleague come back as undeliverable."),
    ("Delivery failed", "The courier did not find our entrance. When will he come again?"),
    ("Delayed", "The delivery is delayed again, why?"),
    ("Failure notice", "We received a failure notice from your bank."),
    ("Your request", "This is an automated message, says your mail, but who reads my answer?"),
    ("Abuse report", "Someone sends spam in our name. What can we do?"),
    ("Urlaub", "Ich bin ab Montag im Urlaub. Bitte wenden Sie sich solange an Herrn Mai."),
    ("Abwesend", "Hallo, ich bin morgen nicht im Büro, rufen Sie bitte mobil an."),
    ("Abwesenheitsnotiz", "Wie stelle ich eine Abwesenheitsnotiz ein?"),
    ("Abwesenheitsnotiz: falscher Text", "Unsere Abwesenheitsnotiz zeigt noch den Text vom letzten Jahr."),
    ("Ihre Anfrage", "Vielen Dank für Ihre Nachricht. Die Anlage fehlte leider."),
    ("Gelesen: alles klar", "Danke, habe ich gelesen. Machen wir so."),
    ("Unzustellbar", "Meine Mails an Frau Groß sind unzustellbar. Ist die Adresse richtig?"),
    ("Afwezig", "Ik ben morgen afwezig, kunnen we donderdag bellen?"),
    ("Absence", "Bonjour, je serai absent demain. Pouvez-vous me rappeler jeudi ?"),
    ("Réponse automatique", "Comment activer la réponse automatique sur mon compte ?"),
    ("En vacances", "Je suis en vacances jusqu'à lundi, on se rappelle après."),
    ("Fuera de la oficina", "Estaré fuera de la oficina el viernes, ¿podemos hablar el lunes?"),
    ("Respuesta automática", "No consigo desactivar la respuesta automática."),
    ("De férias", "Estou de férias a partir de amanhã. Podem ligar à minha colega."),
    ("In ferie", "Sono in ferie da lunedì, sentiamoci dopo."),
    ("Urlop", "Jestem na urlopie od poniedziałku, proszę dzwonić do Agnieszki."),
    ("Dovolená", "Jsem na dovolené do pátku, ozvu se potom."),
    ("Szabadság", "Hétfőtől szabadságon vagyok, utána keressük meg újra."),
    ("Concediu", "Sunt în concediu de luni, vorbim după."),
    ("Отпуск", "Я в отпуске до пятницы, давайте созвонимся потом."),
    ("Автоответ", "Как отключить автоответ в почте?"),
    ("Відпустка", "Я у відпустці з понеділка, зателефонуйте Оксані."),
    ("На одмору", "Na godišnjem sam od ponedjeljka, javim se poslije."),
    ("Izinde", "Pazartesiden itibaren izindeyim, sonra görüşelim."),
    ("Lomalla", "Olen lomalla ensi viikon, palataan asiaan sitten."),
    ("Semester", "Jag är på semester nästa vecka, vi hörs sedan."),
    ("Ferie", "Jeg er på ferie i næste uge, vi tales ved."),
    ("Puhkusel", "Olen puhkusel järgmise nädala."),
    ("Atvaļinājums", "Esmu atvaļinājumā līdz piektdienai."),
    ("Atostogos", "Atostogauju iki penktadienio, susisieksime vėliau."),
    ("休暇", "来週は休暇をいただきますので、その後にご連絡ください。"),
    ("休假", "我下周休假,回来再联系。"),
    ("自动回复", "请问怎样设置自动回复?"),
    ("휴가", "다음 주는 휴가 중입니다. 그 후에 연락 주세요."),
    ("חופשה", "אני בחופשה בשבוע הבא, נדבר אחר כך."),
    ("إجازة", "سأكون في إجازة الأسبوع القادم، نتحدث بعدها."),
    ("Nghỉ phép", "Tôi đang nghỉ phép tuần sau, gặp lại sau nhé."),
    ("Cuti", "Saya sedang cuti minggu depan, nanti kita bicara lagi."),
]


@pytest.mark.parametrize(("subject", "text"), WRITTEN)
def test_a_person_writes_a_new_mail(subject: str, text: str) -> None:
    mail = parse(letter(*PERSON, f"Subject: {subject}", body=text))
    assert (mail.origin, mail.origin_evidence) == (Origin.HUMAN, ())


@pytest.mark.parametrize(("subject", "text"), WRITTEN)
@pytest.mark.parametrize("prefix", ["Re: ", "AW: ", "Fwd: "])
def test_a_person_answers_or_passes_on(prefix: str, subject: str, text: str) -> None:
    mail = parse(letter(*PERSON, *ANSWER, f"Subject: {prefix}{subject}", body=text))
    assert (mail.origin, mail.origin_evidence) == (Origin.HUMAN, ())


def test_every_phrase_that_programs_use_may_stand_behind_a_re() -> None:
    for phrase in (*ABSENCES, *REPORTS):
        subject = "Re: " + " x ".join(phrase.pieces).strip() + ": x"
        body = "I am out of office until Monday. I will be back then. In urgent cases please call Bob."
        assert parse(letter(*PERSON, *ANSWER, f"Subject: {subject}", body=body)).origin is Origin.HUMAN, subject


@pytest.mark.parametrize(
    "field",
    [
        "User-Agent: Mozilla Thunderbird",
        "X-Mailer: iPhone Mail (22A3354)",
        "X-Mailer: Microsoft Outlook 16.0",
        "X-Auto-Response-Suppress: All",
        "Feedback-ID: i4c1146e3:Fastmail",
        "Feedback-ID: 24925051:user:proton",
        "Feedback-ID: webmail:foxmail.com:bgweb:bgweb17",
        "Feedback-ID: rr080112279d41c6b0a4e04eb1ad3d2fb500007b8d",
        "X-SG-EID: k1hGhf7Qx",
        "X-Mailgun-Sid: WyI4MjAxYSJd",
        "X-MS-Exchange-Inbox-Rules-Loop: c@cust.example",
        "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        "X-AntiAbuse: This header was added to track abuse",
        "X-Report-Abuse: write to abuse@host.example",
        "Auto-Submitted: no",
        "Precedence: normal",
        "Return-Path: <bounces+12-9a@mail.cust.example>",
        "Disposition-Notification-To: c@cust.example",
        "Archived-At: <https://archive.example/1>",
        "Content-Class: urn:content-classes:message",
    ],
)
def test_fields_that_peoples_mails_bear_too(field: str) -> None:
    mail = parse(letter(PERSON[0], PERSON[1], field, "Subject: Invoice", body="Where is my invoice?"))
    assert mail.origin is Origin.HUMAN


@pytest.mark.parametrize("field", ["X-Loop: a@b.example", "Feedback-ID: 1:2:3"])
def test_what_is_doubtful_gives_way_to_a_persons_program_or_answer(field: str) -> None:
    assert parse(letter(*PERSON, field, "Subject: x")).origin is Origin.BULK
    assert parse(letter(*PERSON, field, "Subject: x", "X-Mailer: Apple Mail (2.3654)")).origin is Origin.HUMAN
    assert parse(letter(*PERSON, *ANSWER, field, "Subject: Re: x")).origin is Origin.HUMAN


@pytest.mark.parametrize(
    "field", ["List-Unsubscribe: <mailto:u@provider.example>", "List-Help: <mailto:h@provider.example>"]
)
def test_an_answer_with_its_prefix_is_a_persons_whatever_its_provider_adds(field: str) -> None:
    mail = parse(letter(*PERSON, *ANSWER, field, "Subject: AW: Angebot", body="Wir nehmen das Angebot an."))
    assert mail.origin is Origin.HUMAN
    newsletter = parse(letter("From: Shop <shop@cust.example>", field, "Subject: Schon gesehen?", body="Neu hier?"))
    assert newsletter.origin is Origin.BULK


@pytest.mark.parametrize("field", ["X-sib-id: 1", "X-Mailin-EID: abc"])
def test_a_form_on_a_web_page_is_filled_in_by_a_person(field: str) -> None:
    form = (
        "From: Page <page@site.example>",
        "Reply-To: Ann <ann@cust.example>",
        field,
        "Feedback-ID: 1:2:Sendinblue:rr0",
    )
    assert parse(letter(*form, "Subject: Contact form", body="Name: Ann")).origin is Origin.HUMAN


@pytest.mark.parametrize("name", ["Administrator", "System Administrator"])
def test_who_looks_after_machines_writes_of_mails_that_come_back(name: str) -> None:
    text = "Hello, since noon mails of our users to your domain are returned. Is something down?"
    mail = parse(letter(f"From: {name} <it@cust.example>", "Subject: Delivery failure", body=text))
    assert mail.origin is Origin.HUMAN
    notice = parse(letter(f"From: {name} <postmaster@cust.example>", "Subject: Undeliverable: Offer", body="Hello"))
    assert notice.origin is Origin.BOUNCE
