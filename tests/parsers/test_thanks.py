"""Plain thanks are known in every language of the table, and nothing that wants something passes for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.courtesies import COURTESIES, Courtesy
from parsers.mail import Address, Attachment, Forwarded, Span, SpanKind, Sureness
from parsers.thanks import is_plain_thanks
from parsers.wording import words_of
from tests.build import ANNA, a_mail

ANNA_SMITH = (Address("Anna Smith", ANNA.address),)

THANKED: dict[str, tuple[str, ...]] = {
    "en": (
        "Thanks!",
        "Thank you very much for the quick help, it works now.\n\nBest regards\nAnna Smith",
        "Great, thanks 👍",
        "Hi team, all sorted. Cheers, Anna",
    ),
    "de": (
        "Danke, passt!",
        "Vielen Dank, jetzt geht es wieder!\nMit freundlichen Grüßen",
        "Herzlichen Dank für die schnelle Antwort. Schönen Wochenende, Anna",
        "Super, danke! LG Anna",
    ),
    "nl": (
        "Bedankt!",
        "Hartelijk dank voor uw snelle reactie.\nMet vriendelijke groet,\nAnna Smith",
        "Dank je wel, het werkt!",
    ),
    "fr": (
        "Merci beaucoup, c’est résolu.",
        "Bonjour,\nMerci pour votre aide rapide.\nCordialement,\nAnna",
        "Parfait, merci !",
    ),
    "es": ("¡Muchas gracias!", "Hola, gracias por su ayuda. Ya funciona.\nUn saludo", "Perfecto, mil gracias"),
    "pt": ("Muito obrigada!", "Obrigado pela ajuda, funcionou.\nAtenciosamente\nAnna Smith", "Tudo certo, obrigado"),
    "it": ("Grazie mille!", "Perfetto, ora funziona. Grazie per l'aiuto.\nCordiali saluti", "Ok, grazie"),
    "pl": ("Dziękuję bardzo!", "Dzień dobry, dziękuję za szybką odpowiedź. Pozdrawiam, Anna", "Super, działa, dzięki"),
    "ru": (
        "Спасибо!",
        "Добрый день! Большое спасибо за помощь, всё работает.\nС уважением, Anna",
        "Отлично, благодарю",
    ),
    "uk": ("Дякую!", "Щиро дякуємо за швидку відповідь, все працює.", "Чудово, дуже дякую"),
    "cs": ("Děkuji!", "Dobrý den, moc děkuji za rychlou pomoc. S pozdravem Anna Smith", "Super, díky, funguje to"),
    "sk": ("Ďakujem!", "Dobrý deň, veľmi pekne ďakujem za pomoc, všetko funguje.", "Super, vďaka"),
    "hu": ("Köszönöm!", "Nagyon szépen köszönjük, most minden rendben. Üdvözlettel: Anna", "Szuper, köszi"),
    "ro": ("Mulțumesc!", "Bună ziua, vă mulțumim pentru ajutor. Cu stimă, Anna", "Perfect, mersi mult"),
    "bg": ("Благодаря!", "Здравейте, много благодаря за бързия отговор. Поздрави", "Всичко работи, мерси"),
    "hr": ("Hvala!", "Poštovani, hvala vam na pomoći. Srdačan pozdrav, Anna", "Super, sve radi, hvala puno"),
    "sr": ("Хвала!", "Хвала вам на помоћи, све ради. Поздрав", "Odlično, hvala lepo"),
    "sl": ("Hvala!", "Najlepša hvala za hiter odgovor. Lep pozdrav", "Super, vse deluje, hvala"),
    "el": ("Ευχαριστώ!", "Καλημέρα σας, ευχαριστώ πολύ για τη βοήθεια. Με εκτίμηση", "Τέλεια, ευχαριστούμε"),
    "tr": ("Teşekkürler!", "Merhaba, çok teşekkür ederim, şimdi çalışıyor. İyi günler", "Harika, sağ olun"),
    "fi": (
        "Kiitos!",
        "Hei, suuret kiitokset, nyt kaikki toimii.",
        "Loistavaa, kiitos",
    ),
    "sv": ("Tack!", "Hej, tack så mycket för snabb hjälp. Med vänliga hälsningar Anna", "Perfekt, tack"),
    "no": (
        "Tusen takk!",
        "Hei, takk for rask hjelp. Med vennlig hilsen Anna Smith",
        "Super, takk",
    ),
    "da": ("Mange tak!", "Hej, tak for hurtigt svar, det virker nu. Venlig hilsen Anna", "Perfekt, tak"),
    "et": ("Aitäh!", "Tere, suur tänu, nüüd kõik töötab. Lugupidamisega", "Super, tänan"),
    "lv": ("Paldies!", "Labdien, liels paldies par palīdzību. Ar cieņu, Anna", "Viss strādā, paldies"),
    "lt": ("Ačiū!", "Laba diena, labai dėkoju už pagalbą. Pagarbiai", "Viskas veikia, ačiū"),
    "vi": ("Cảm ơn!", "Xin chào, cảm ơn các bạn rất nhiều vì sự hỗ trợ nhanh chóng", "Tuyệt vời, cảm ơn bạn"),
    "id": ("Terima kasih!", "Halo, terima kasih banyak atas bantuannya. Salam", "Sudah beres, makasih"),
    "he": ("תודה!", "שלום, תודה רבה על העזרה", "מעולה, הכל עובד, תודה"),
    "ar": ("شكرا!", "مرحبا، شكرا جزيلا لكم على المساعدة", "ممتاز، شكراً"),
    "ko": ("감사합니다!", "안녕하세요, 빠른 답변 감사드립니다.", "네, 잘 됩니다. 고맙습니다."),
    "ja": (
        "ありがとうございました。",
        "サポート御中\nお世話になっております。早速のご対応ありがとうございます。",
        "解決しました。ありがとうございます。",
    ),
    "zh": ("谢谢!", "您好,问题解决了,非常感谢您的帮助。", "收到,謝謝"),
    "th": ("ขอบคุณค่ะ", "สวัสดีครับ ขอบคุณมากสำหรับความช่วยเหลือครับ", "ใช้งานได้แล้ว ขอบคุณครับ"),
}


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in THANKED.items() for text in texts])
def test_plain_thanks(language: str, text: str) -> None:
    assert language in {row.language for row in COURTESIES}
    assert is_plain_thanks(a_mail(text=text, from_=ANNA_SMITH))


def test_every_language_of_the_table_is_tried() -> None:
    assert {row.language for row in COURTESIES} == THANKED.keys()


@pytest.mark.parametrize("kind", [SpanKind.QUOTED, SpanKind.SIGNATURE])
def test_what_a_person_did_not_write_now_does_not_count(kind: SpanKind) -> None:
    text = "Thanks\n\nAcme GmbH, do you know our new products?"
    spans = (Span(SpanKind.REPLY, 0, 8), Span(kind, 8, len(text)))
    assert is_plain_thanks(replace(a_mail(text=text, from_=ANNA_SMITH), spans=spans))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It works now.",
        "Thanks, but it still does not work.",
        "No thanks.",
        "Thanks. Now it works?",
        "Thanks. Is it fixed now",
        "Thanks in advance",
        "Thanks, one problem",
        "Thanks, help!",
        "Please reply. Thanks",
        "Thanks :(",
        "Thanks 👎",
        "Thanks, call me on 0123",
        "Danke, aber es geht nicht.",
        "Danke, geht nicht",
        "Vielen Dank im Voraus",
        "Merci de me rappeler",
        "Merci, ça ne marche pas",
        "Merci d'avance",
        "Gracias, pero no funciona",
        "Gracias de antemano",
        "Obrigado, mas não funciona",
        "Grazie, ma non funziona",
        "Grazie in anticipo",
        "Dziękuję, nie działa",
        "Спасибо, не работает",
        "Спасибо, но всё равно",
        "Děkuji, nefunguje to",
        "Köszönöm, nem működik",
        "Hvala, ne radi",
        "Teşekkürler, çalışmıyor",
        "Kiitos, ei toimi",
        "Tack på förhand",
        "Takk, det virker ikke",
        "ありがとうございます。まだ解決していません。",
        "解決しましたか。ありがとうございます。",
        "谢谢,还是不行",
        "谢谢,没有解决",
        "감사합니다. 안 됩니다.",
        "ขอบคุณ ยังใช้ไม่ได้",
        "תודה, לא עובד",
        "شكرا، لا يعمل",
        "Cảm ơn, chưa được",
        "Thanks!\n\nOn Sunday Bob wrote:\n> Is it better?\nOnly until noon.\n> And now?\n",
        "Thanks " * 41,
        "ありがとう" * 61,
        "Thanks\n" + "why " * 20_000,
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_plain_thanks(a_mail(text=text, from_=ANNA_SMITH))


def test_thanks_with_a_file_are_more_than_thanks() -> None:
    file = Attachment("2", "log.txt", "text/plain", "", 9, "0" * 64, inline=False, content_id=None)
    assert not is_plain_thanks(a_mail(text="Thanks!", attachments=(file,)))


def test_a_picture_of_a_signature_is_no_file() -> None:
    logo = Attachment("2", "logo.png", "image/png", "image/png", 9, "0" * 64, inline=True, content_id="logo")
    assert is_plain_thanks(a_mail(text="Thanks!", attachments=(logo,)))


def test_thanks_that_pass_a_mail_on_are_more_than_thanks() -> None:
    passed_on = Forwarded(None, None, "Broken", "It is broken.", Sureness.ATTACHED)
    assert not is_plain_thanks(replace(a_mail(text="Thanks!"), forwarded=passed_on))
    spans = (Span(SpanKind.REPLY, 0, 8), Span(SpanKind.FORWARDED, 8, 20))
    assert not is_plain_thanks(replace(a_mail(text="Thanks!\nIt is broken"), spans=spans))


# What says no, but or still, asks for something, or opens a question.
TURNING: dict[str, str] = {
    "en": "no not but still only please can when why how what is are yet never",
    "de": "nein nicht kein keine aber noch nur bitte wann",
    "nl": "niet geen maar nog alleen wanneer",
    "fr": "non ne pas mais encore quand comment",
    "es": "no pero sin todavía aún cuando cómo",
    "pt": "não mas ainda quando",
    "it": "non ma ancora perché quando",
    "pl": "nie ale jeszcze proszę kiedy",
    "ru": "не нет но ещё пока нужно",
    "uk": "ні не але ще потрібно",
    "cs": "ne ale ještě prosím nefunguje",
    "sk": "nie ale ešte prosím nefunguje",
    "hu": "nem de még csak kérem",
    "ro": "nu dar încă",
    "bg": "не но ама още",
    "hr": "ne ali još ipak",
    "sr": "ne ali još не али још",
    "sl": "ne ampak še vendar",
    "el": "δεν όχι όμως ακόμα",
    "tr": "değil ama hala lütfen yok",
    "fi": "ei mutta vielä",
    "sv": "inte men fortfarande",
    "no": "ikke men fortsatt",
    "da": "ikke men stadig endnu",
    "et": "ei aga veel",
    "lv": "nē nav bet vēl",
    "lt": "ne bet dar",
    "vi": "không nhưng chưa",
    "id": "tidak belum tapi",
    "he": "לא אבל עדיין",
    "ar": "لا لكن ليس",
    "ko": "안 못 아직",
    "ja": "ない まだ ません か",
    "zh": "不 没 還 还 吗",
    "th": "ไม่ ยัง",
}


@pytest.mark.parametrize("row", COURTESIES, ids=lambda row: row.language)
def test_no_row_knows_a_word_that_turns_thanks_round(row: Courtesy) -> None:
    turning = words_of(TURNING[row.language])
    assert (row.thanks | row.around | row.objects | row.behind).isdisjoint(turning)
