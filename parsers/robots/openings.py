"""The table of how whole mails of reporting programs begin, one row a language: `read`, `arrived`.

Takes nothing; gives `OPENINGS`. The mail that is reported stands in the gaps, with its own To, Subject and Sent.
Never decides: the subject has to say the same.
"""

from __future__ import annotations

from parsers.robots.phrases import rows

OPENINGS = (
    *rows(
        "en",
        read="your message … was read|your message … was displayed|your message … was deleted|"
        "your message … has been read|your message … has been opened|this is a return receipt|"
        "this is a receipt for the mail|this is a read receipt|the message … has been displayed|"
        "the message … was displayed|the message … has been read|your document … was received|"
        "return receipt … your document|this receipt verifies|this is to confirm that your message|"
        "your mail … was read|your email … was read|your e-mail … was read|the message sent on",
        arrived="your message has been successfully delivered|your message has been delivered|"
        "your message … was delivered|your message was successfully|this is the mail delivery|"
        "your message … has been delivered|the following message … delivered|your message was delivered|"
        "this is a delivery receipt|delivery to these recipients|your message … was successfully delivered",
    ),
    *rows(
        "de",
        read="ihre nachricht … gelesen|deine nachricht … gelesen|ihre nachricht … gelöscht|"
        "ihre nachricht … angezeigt|ihre nachricht … geöffnet|dies ist eine empfangsbestätigung|"
        "das ist eine empfangsbestätigung|dies ist eine lesebestätigung|ihre e-mail … gelesen|"
        "die nachricht … gelesen|die nachricht … angezeigt|ihre mail … gelesen",
        arrived="ihre nachricht … zugestellt|ihre nachricht … übermittelt|ihre nachricht … weitergeleitet",
    ),
    *rows(
        "nl",
        read="uw bericht … gelezen|je bericht … gelezen|uw bericht … verwijderd|dit is een ontvangstbevestiging|"
        "dit is een leesbevestiging|uw bericht … geopend",
        arrived="uw bericht … afgeleverd|uw bericht … bezorgd",
    ),
    *rows(
        "fr",
        read="votre message … lu|votre message … supprimé|votre message … affiché|votre message … ouvert|"
        "ceci est un accusé de réception|ceci est un accusé de lecture|le message … a été lu|"
        "le message … a été affiché",
        arrived="votre message … remis|votre message … distribué|votre message … délivré",
    ),
    *rows(
        "es",
        read="su mensaje … leído|su mensaje … leyó|tu mensaje … leído|tu mensaje … leyó|el mensaje … leído|"
        "el mensaje … leyó|su mensaje … eliminado|este es un acuse|éste es un acuse|el mensaje … mostrado",
        arrived="su mensaje … entregado|tu mensaje … entregado|el mensaje … entregado|su mensaje … entregó",
    ),
    *rows(
        "pt",
        read="a sua mensagem … lida|sua mensagem … lida|a mensagem … lida|sua mensagem … excluída|"
        "esta é uma confirmação|este é um recibo|a mensagem … exibida",
        arrived="sua mensagem … entregue|a sua mensagem … entregue",
    ),
    *rows(
        "it",
        read="il messaggio … letto|il tuo messaggio … letto|il suo messaggio … letto|il messaggio … eliminato|"
        "questa è una ricevuta|il messaggio … visualizzato|questa è una conferma",
        arrived="il messaggio … recapitato|il messaggio … consegnato|il tuo messaggio … consegnato|"
        "il messaggio … inoltrato",
    ),
    *rows(
        "sv",
        read="ditt meddelande … läst|meddelandet … läst|ditt meddelande … togs bort|detta är ett läskvitto|"
        "detta är ett mottagningskvitto|ditt meddelande … öppnades",
        arrived="ditt meddelande … levererat|ditt meddelande … levererades",
    ),
    *rows(
        "da",
        read="din meddelelse … læst|din mail … læst|dette er en kvittering|meddelelsen … læst|din besked … læst",
        arrived="din meddelelse … leveret|din meddelelse … afleveret",
    ),
    *rows(
        "no",
        read="meldingen … lest|din melding … lest|dette er en lesebekreftelse|meldingen … åpnet",
    ),
    *rows(
        "fi",
        read="viestisi … luettu|viestisi … luettiin|viesti … luettu|viesti … luettiin|tämä on lukukuittaus|"
        "tämä on vastaanottokuittaus",
        arrived="viestisi … toimitettu",
    ),
    *rows(
        "pl",
        read="twoja wiadomość … przeczytana|wiadomość … przeczytana|wiadomość … odczytana|to jest potwierdzenie|"
        "wiadomość … wyświetlona|twoja wiadomość … odczytana|wiadomość … usunięta bez",
        arrived="twoja wiadomość … dostarczona|wiadomość … dostarczona",
    ),
    *rows(
        "cs",
        read="vaše zpráva … přečtena|zpráva … přečtena|toto je potvrzení|vaše zpráva … odstraněna bez|"
        "vaše zpráva … zobrazena",
        arrived="vaše zpráva … doručena",
    ),
    *rows(
        "sk",
        read="vaša správa … prečítaná|správa … prečítaná|toto je potvrdenie",
        arrived="vaša správa … doručená",
    ),
    *rows(
        "hu",
        read="az ön üzenet … elolvas|üzenetét … elolvas|az üzenet … elolvas|ez egy olvasási|ez egy tértivevény",
    ),
    *rows(
        "ro",
        read="mesajul … citit|mesajul dvs … citit|aceasta este o confirmare",
    ),
    *rows(
        "bg",
        read="вашето съобщение … прочетено|съобщението … прочетено",
    ),
    *rows(
        "hr",
        read="vaša poruka … pročitana|poruka … pročitana",
    ),
    *rows(
        "sl",
        read="vaše sporočilo … prebrano|sporočilo … prebrano",
    ),
    *rows(
        "el",
        read="το μήνυμά σας … διαβάστηκε|το μήνυμα … διαβάστηκε|το μήνυμά σας … αναγνώσθηκε|αυτή είναι μια απόδειξη",
    ),
    *rows(
        "tr",
        read="iletiniz … okundu|mesajınız … okundu|ileti … okundu|bu bir okundu|bu ileti … okundu",
    ),
    *rows(
        "ru",
        read="ваше сообщение … прочитано|ваше сообщение … прочтено|сообщение … прочитано|сообщение … прочтено|"
        "это уведомление о|это отчет о|это отчёт о|ваше письмо … прочитано|ваше письмо … прочтено|"
        "ваше сообщение … удалено",
        arrived="ваше сообщение … доставлено|сообщение … доставлено",
    ),
    *rows(
        "uk",
        read="ваше повідомлення … прочитано|повідомлення … прочитано",
        arrived="ваше повідомлення … доставлено",
    ),
    *rows(
        "et",
        read="teie teade … loeti|teie sõnum … loeti|teie kiri … loetud",
    ),
    *rows(
        "lv",
        read="jūsu ziņojums … izlasīts|jūsu ziņojums … lasīts",
    ),
    *rows(
        "lt",
        read="jūsų pranešimas … perskaitytas|jūsų laiškas … perskaitytas",
    ),
    *rows(
        "ja",
        read="メッセージは…開封|次のメッセージ…開封|あなたのメッセージ…開封|送信したメッセージ…開封|これは…開封確認|"
        "このメッセージは…開封|メッセージ…開封されました|…に開封されました|…が開封されました|以下のメール…開封",
        arrived="メッセージは…配信されました|次の受信者…配信|…に配信されました",
    ),
    *rows(
        "zh",
        read="您的邮件…阅读|您的郵件…讀取|您的邮件…读取|您的邮件…已读|這是…讀取|这是…阅读回执|这是…已读回执|"
        "您的消息…阅读|您发送的邮件…阅读|您的邮件…已被阅读|您的邮件…打开|邮件已阅读|您的郵件…已讀|这是邮件收条|"
        "这是一封…回执",
        arrived="您的邮件…送达|您的郵件…送達|您的郵件…傳遞",
    ),
    *rows(
        "ko",
        read="메시지…읽|보낸 메시지…읽|귀하의 메시지…읽|보내신 메일…읽|…읽었습니다|…수신확인",
        arrived="메시지…배달되었습니다",
    ),
    *rows(
        "he",
        read="הודעתך … נקראה|ההודעה … נקראה",
        arrived="הודעתך … נמסרה",
    ),
    *rows(
        "ar",
        read="تمت قراءة|رسالتك … قراءتها",
        arrived="تم تسليم رسالتك",
    ),
    *rows(
        "vi",
        read="thư của bạn … đã được đọc|thư của bạn … đọc",
    ),
    *rows(
        "id",
        read="pesan anda … dibaca",
        arrived="pesan anda … terkirim",
    ),
)
