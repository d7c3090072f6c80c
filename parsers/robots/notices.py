"""The table of sentences that programs write of themselves: `robot`, `title`, `noreply`, `received`; a row a language.

Takes nothing; gives `NOTICES`. `robot`: a program wrote this; `title`: the same as a line of its own, since people
begin sentences so ("Automatic reply stopped working"); `noreply`: nobody reads answers; `received`: your mail arrived.
Never decides: people pass on what programs wrote, and say thanks for a mail too.
"""

from __future__ import annotations

from parsers.robots.phrases import rows

NOTICES = (
    *rows(
        "en",
        robot="this is an auto|this is a system generated|this is a system-generated|"
        "this is a computer generated|this message was automatically|this email was automatically|"
        "this e-mail was automatically|this message has been automatically|"
        "this email has been automatically|this mail was automatically|this message was generated|"
        "this email was generated|this email was sent automatically|this message was sent automatically|"
        "this message is automatically|this is an unattended|this e-mail is automatically|"
        "this email is automatically|auto-generated|automatically generated|"
        "this mailbox is not monitored|this inbox is not monitored|this email address is not monitored|"
        "this address is not monitored|this mailbox is unattended|this email inbox is not|"
        "this is an out of office|this is a vacation|this message was created automatically|"
        "this is not a human",
        title="automatic response|automatic reply|automated response|automated reply",
        noreply="do not reply|please do not reply|please do not respond|do not respond to this|please don't reply|"
        "please don't respond|replies to this|this is a no-reply|please do not answer|you cannot reply|"
        "no need to reply",
        received="thank you for your e|thank you for your m|thank you for contacting|thanks for contacting|"
        "thank you for getting in touch|thanks for getting in touch|thank you for writing|thanks for your e|"
        "thanks for your m|thank you for reaching|thanks for reaching|we have received your|we've received your|"
        "your request has been received|your message has been received|your email has been received|"
        "a ticket has been|your ticket has been|a support ticket has been|this is to confirm that we|"
        "we will get back to you|we'll get back to you|we will respond|one of our … will|a member of our|"
        "your case has been",
    ),
    *rows(
        "de",
        robot="dies ist eine automat|das ist eine automat|diese e-mail wurde automat|"
        "diese nachricht wurde automat|diese mail wurde automat|diese email wurde automat|"
        "diese antwort wurde automat|dieses schreiben wurde|dies ist eine system|"
        "diese nachricht ist automat|diese e-mail ist eine automat|dies ist eine maschinell|"
        "automatisch generiert|automatisch erstellt|automatisch erzeugt|dieses postfach wird nicht|"
        "diese e-mail-adresse wird nicht",
        title="automatische antwort",
        noreply="bitte antworten sie nicht|bitte nicht antworten|bitte nicht auf diese|antworten sie nicht|"
        "bitte antworte nicht|antworten auf diese|auf diese e-mail kann|bitte beantworten sie diese",
        received="vielen dank für ihre|vielen dank für deine|danke für ihre|danke für deine|herzlichen dank für ihre|"
        "ihre nachricht ist|ihre anfrage ist|wir haben ihre|ihre e-mail ist|ihre anfrage wurde|ihre nachricht wurde|"
        "hiermit bestätigen wir|wir werden uns|ihr ticket|ihre e-mail wurde|ihr anliegen",
    ),
    *rows(
        "nl",
        robot="dit is een auto|deze e-mail is automat|dit bericht is automat|deze mail is automat|"
        "automatisch gegenereerd",
        noreply="gelieve niet|u kunt niet|antwoord niet|niet beantwoorden|beantwoord deze",
        received="bedankt voor uw|bedankt voor je|hartelijk dank voor|dank u voor uw|wij hebben uw|we hebben uw|"
        "uw bericht is|uw aanvraag is",
    ),
    *rows(
        "fr",
        robot="ceci est un message auto|ceci est une réponse auto|ce message est auto|ce message a été généré|"
        "ce message est envoyé auto|ce mail est auto|cet e-mail est auto|cet e-mail a été|"
        "ce courriel est auto|ce courriel a été|ce mail a été|ce message vous est envoyé automatiquement|"
        "cette adresse n'est pas",
        title="message automatique|réponse automatique",
        noreply="merci de ne pas y répondre|merci de ne pas répondre|ne pas répondre|veuillez ne pas répondre|"
        "veuillez ne pas y répondre|prière de ne pas répondre|ne répondez pas",
        received="nous avons bien reçu|nous accusons réception|votre message a bien été|votre demande a bien été|"
        "merci pour votre|nous vous remercions|votre demande a été|j'ai bien reçu|votre courriel a été",
    ),
    *rows(
        "es",
        robot="este es un mensaje auto|esta es una respuesta auto|este mensaje ha sido generado|"
        "este mensaje se ha generado|este correo ha sido generado|este correo se ha generado|"
        "este es un correo auto|mensaje generado|este mensaje fue generado|"
        "este correo electrónico ha sido|este email ha sido|este correo fue generado|"
        "esta es una notificación auto",
        title="mensaje automático",
        noreply="por favor no responda|no responda|por favor no conteste|no conteste|favor de no responder|"
        "le rogamos que no|por favor no respondas|no responder",
        received="gracias por su|gracias por tu|gracias por contactar|gracias por ponerse|hemos recibido su|"
        "hemos recibido tu|su mensaje ha sido|su solicitud ha sido|su consulta ha sido",
    ),
    *rows(
        "pt",
        robot="esta é uma mensagem auto|esta é uma resposta auto|este é um e-mail auto|este é um email auto|"
        "esta mensagem foi gerada|este e-mail foi gerado|este email foi gerado|"
        "esta mensagem foi enviada auto|este é um envio auto|esta mensagem é auto",
        title="mensagem automática",
        noreply="por favor não responda|não responda|favor não responder|por favor não responder|"
        "não é necessário responder|pedimos que não responda",
        received="obrigado pelo seu|obrigado por entrar|obrigado pelo contato|obrigada pelo contato|"
        "obrigado pela sua|agradecemos o seu|recebemos sua|recebemos a sua|recebemos o seu|recebemos seu|"
        "sua mensagem foi|a sua mensagem foi|seu chamado|sua solicitação foi",
    ),
    *rows(
        "it",
        robot="questo è un messaggio auto|questa è una risposta auto|questo messaggio è stato generato|"
        "questa mail è stata generata|questa e-mail è stata generata|questa email è stata generata|"
        "messaggio generato|questo messaggio viene inviato auto|questa è una mail auto|"
        "questa è un'email auto",
        title="messaggio automatico|risposta automatica",
        noreply="si prega di non rispondere|non rispondere|ti preghiamo di non|la preghiamo di non|"
        "vi preghiamo di non|per favore non rispondere|non risponda",
        received="grazie per averci|grazie per aver|grazie per il suo|grazie per la sua|abbiamo ricevuto|"
        "la sua richiesta è|il suo messaggio è|la tua richiesta è|la ringraziamo|la vostra richiesta è",
    ),
    *rows(
        "pl",
        robot="to jest wiadomość automat|ta wiadomość została wygenerowana|wiadomość wygenerowana|"
        "to jest automat|ta wiadomość została wysłana automat|wiadomość została wygenerowana|"
        "niniejsza wiadomość została|ten e-mail został wygenerowany",
        title="automatyczna odpowiedź",
        noreply="prosimy na nią nie odpowiadać|prosimy nie odpowiadać|proszę nie odpowiadać|nie odpowiadaj|"
        "prosimy o nieodpowiadanie|prosimy nie odpisywać",
        received="dziękujemy za|dziękuję za wiadomość|dziękuję za kontakt|otrzymaliśmy|twoje zgłoszenie|"
        "państwa zgłoszenie|potwierdzamy otrzymanie|państwa wiadomość",
    ),
    *rows(
        "cs",
        robot="toto je automatick|tato zpráva byla vygenerována|tento e-mail byl vygenerován|"
        "tento email byl vygenerován|tato zpráva je automatick|tento e-mail je automatick|"
        "tato zpráva byla odeslána automatick|automaticky generovan",
        noreply="neodpovídejte|prosím neodpovídejte|na tento e-mail neodpovídejte|na tuto zprávu neodpovídejte|"
        "na tento email neodpovídejte|prosíme neodpovídejte",
        received="děkujeme za|děkuji za vaši zprávu|vaši zprávu jsme|váš požadavek byl|váš e-mail byl|přijali jsme|"
        "potvrzujeme přijetí|vaše zpráva byla",
    ),
    *rows(
        "sk",
        robot="toto je automatick|táto správa bola vygenerovaná|tento e-mail bol vygenerovaný|"
        "táto správa je automatick|tento email bol vygenerovaný|automaticky generovan",
        noreply="neodpovedajte|prosím neodpovedajte|na tento e-mail neodpovedajte|na túto správu neodpovedajte|"
        "na tento email neodpovedajte|prosíme neodpovedajte",
        received="ďakujeme za|ďakujem za vašu správu|vaša požiadavka bola|vašu správu sme|váš e-mail bol|prijali sme",
    ),
    *rows(
        "hu",
        robot="ez egy automatikus|ezt az üzenetet automatikusan|ez egy automatikusan|automatikusan generált|"
        "ez az üzenet automatikus|ezt a levelet automatikusan|ez automatikus",
        noreply="kérjük ne válaszoljon|kérem ne válaszoljon|ne válaszoljon|erre a levélre ne|erre az üzenetre ne|"
        "kérjük erre ne válaszoljon",
        received="köszönjük megkeresését|köszönjük levelét|köszönjük üzenetét|köszönöm levelét|megkaptuk|"
        "üzenetét megkaptuk|levelét megkaptuk|köszönjük hogy",
    ),
    *rows(
        "ro",
        robot="acesta este un mesaj auto|acesta este un răspuns auto|acest mesaj a fost generat|"
        "mesaj generat automat|acest e-mail a fost generat|acest email a fost generat|acest mesaj este generat",
        noreply="vă rugăm să nu răspundeți|vă rugăm nu răspundeți|nu răspundeți|te rugăm să nu răspunzi",
        received="vă mulțumim pentru|am primit mesajul|mesajul dumneavoastră a fost|solicitarea dumneavoastră|"
        "am primit solicitarea|mulțumim că ne-ați",
    ),
    *rows(
        "sv",
        robot="detta är ett auto|det här är ett auto|detta mail är auto|detta meddelande är auto|detta mejl är auto|"
        "detta meddelande har skickats auto|detta mail har skickats|detta e-postmeddelande har",
        noreply="svara inte på|vänligen svara inte|det går inte att svara|detta mail går inte|var vänlig svara inte",
        received="tack för ditt m|tack för ditt e|tack för att du kontaktar|tack för ditt meddelande|"
        "vi har tagit emot|vi har mottagit|ditt ärende har",
    ),
    *rows(
        "da",
        robot="dette er et auto|dette er en auto|denne mail er auto|denne e-mail er auto|denne besked er auto|"
        "denne mail er sendt auto|denne meddelelse er",
        noreply="svar ikke på|besvar ikke|du kan ikke svare|denne mail kan ikke besvares|du kan ikke besvare|"
        "venligst ikke svar|svar venligst ikke|du bedes ikke",
        received="tak for din mail|tak for din henvendelse|tak for din besked|tak for din e|vi har modtaget|"
        "din henvendelse er|tak fordi du",
    ),
    *rows(
        "no",
        robot="dette er en auto|dette er et auto|denne e-posten er auto|denne meldingen er auto|"
        "denne e-posten er sendt auto|denne eposten er|denne meldingen er sendt",
        noreply="ikke svar på|vennligst ikke svar|svar ikke på|du kan ikke svare|denne e-posten kan ikke|"
        "det er ikke mulig å svare",
        received="takk for din h|takk for din e|takk for din m|takk for at du|vi har mottatt|din henvendelse er|"
        "takk for e-post|takk for din mail",
    ),
    *rows(
        "fi",
        robot="tämä on auto|tämä viesti on auto|tämä sähköposti on auto|tämä viesti on lähetetty auto|"
        "tämä on järjestelmän",
        noreply="älä vastaa|älkää vastatko|tähän viestiin ei voi|ethän vastaa|tähän sähköpostiin ei|"
        "tähän viestiin ei tarvitse",
        received="kiitos viestistäsi|kiitos yhteydenotostasi|kiitos viestistänne|olemme vastaanottaneet|"
        "viestisi on vastaanotettu|kiitos sähköpostistasi|kiitos yhteydenotosta",
    ),
    *rows(
        "ru",
        robot="это автоматическ|данное сообщение сформировано|данное письмо сформировано|"
        "это сообщение отправлено авто|это письмо отправлено авто|это письмо создано|"
        "это письмо сформировано|это сообщение сформировано|данное письмо создано|"
        "письмо сформировано авто|это сообщение создано авто|данное сообщение отправлено|"
        "данное письмо отправлено|это автоответ",
        title="автоматический ответ",
        noreply="не отвечайте|пожалуйста не отвечайте|отвечать на него не нужно|просьба не отвечать|"
        "просим не отвечать|на него не нужно отвечать|не нужно отвечать",
        received="спасибо за обращение|благодарим за обращение|спасибо за ваше|благодарим вас за|ваше обращение|"
        "ваша заявка|ваше письмо получено|мы получили ваше|ваш запрос|ваше сообщение получено|благодарю за ваше",
    ),
    *rows(
        "uk",
        robot="це автоматичн|цей лист створено авто|це повідомлення створено|цей лист сформовано|"
        "це повідомлення сформовано|це повідомлення надіслано авто|цей лист надіслано авто|цей лист згенеровано",
        noreply="не відповідайте|будь ласка не відповідайте|відповідати на нього не потрібно|просимо не відповідати",
        received="дякуємо за звернення|дякуємо за ваш|ваше звернення|ми отримали ваш|ваш запит|вашу заявку",
    ),
    *rows(
        "bg",
        robot="това е автоматич|това съобщение е генерирано|този имейл е генериран|това съобщение е автоматич|"
        "този имейл е изпратен авто",
        noreply="моля не отговаряйте|не отговаряйте|моля да не отговаряте",
        received="благодарим ви за|благодарим за|получихме вашето|вашето запитване|вашата заявка",
    ),
    *rows(
        "hr",
        robot="ovo je automat|ova poruka je automat|ovaj e-mail je automat|ova poruka je generirana|"
        "ova je poruka automat|ovaj mail je automat|ova poruka je generisana",
        noreply="molimo ne odgovarajte|ne odgovarajte|molimo vas ne odgovarajte|molimo nemojte odgovarati",
        received="hvala vam na|hvala na|zaprimili smo|primili smo|vaš upit|vaš zahtjev|vaša poruka je",
    ),
    *rows(
        "sl",
        robot="to je samodej|to je avtomats|to sporočilo je samodej|to sporočilo je avtomats|to e-sporočilo je|"
        "to sporočilo je bilo",
        noreply="prosimo ne odgovarjajte|ne odgovarjajte|na to sporočilo ne|prosimo da na to",
        received="zahvaljujemo se|hvala za vaše|prejeli smo|vaše sporočilo smo|vaš zahtevek|vaše sporočilo je",
    ),
    *rows(
        "el",
        robot="αυτό είναι ένα αυτόματο|αυτό είναι αυτόματο|αυτό το μήνυμα|το παρόν μήνυμα|αυτό το email|το μήνυμα αυτό",
        title="αυτόματη απάντηση",
        noreply="παρακαλούμε μην απαντήσετε|παρακαλώ μην απαντήσετε|μην απαντήσετε|παρακαλούμε μην απαντάτε|"
        "μην απαντάτε",
        received="ευχαριστούμε για|σας ευχαριστούμε|λάβαμε το|λάβαμε την|ευχαριστούμε που|το μήνυμά σας",
    ),
    *rows(
        "tr",
        robot="bu otomatik|bu mesaj otomatik|bu e-posta otomatik|bu bir otomatik|bu ileti otomatik|otomatik olarak|"
        "bu mail otomatik|bu e-posta sistem|bu mesaj sistem",
        noreply="lütfen yanıtlamayınız|lütfen bu e-postayı yanıtla|lütfen cevap|bu e-postaya yanıt|"
        "lütfen yanıtlamayın|lütfen bu mesaja|bu e-postayı yanıtlamayın|lütfen bu mail",
        received="mesajınız için|talebiniz alınmıştır|mesajınız alınmıştır|e-postanız alınmıştır|talebiniz bize|"
        "bizimle iletişime|mesajınız tarafımıza|başvurunuz",
    ),
    *rows(
        "et",
        robot="see on automaat|käesolev kiri|see kiri on automaat|see kiri on saadetud automaat|see teade on automaat",
        noreply="palun ärge vastake|ärge vastake|palun mitte vastata|sellele kirjale",
        received="täname teid|täname pöördumise|oleme teie|teie kiri on|teie pöördumine",
    ),
    *rows(
        "lv",
        robot="šis ir automāt|šī ir automāt|šis e-pasts ir|šis ziņojums ir|šī vēstule ir|šis e-pasts tika",
        noreply="lūdzu neatbildiet|neatbildiet|lūdzam neatbildēt|lūdzu neatbildēt",
        received="paldies par jūsu|esam saņēmuši|jūsu pieteikums|jūsu ziņojums ir",
    ),
    *rows(
        "lt",
        robot="tai automat|tai yra automat|šis laiškas|šis pranešimas|ši žinutė",
        title="automatinis pranešimas",
        noreply="prašome neatsakyti|neatsakykite|prašome į šį laišką|prašome neatsakinėti|į šį laišką",
        received="dėkojame už|ačiū už jūsų|gavome jūsų|jūsų užklausa|jūsų laiškas|jūsų užklausą",
    ),
    *rows(
        "ja",
        robot="このメールは自動|本メールは自動|このメールはシステム|本メールはシステム|こちらは自動|これは自動|"
        "当メールは自動|このメッセージは自動|本メッセージは自動|※このメールは自動|"
        "※本メールは自動|*このメールは自動|※このメールはシステム|※本メールはシステム|"
        "このメールは送信専用|本メールは送信専用|※本メールは送信専用|このメールは配信専用|"
        "※このメールは送信専用|こちらのメールは自動|自動返信です|自動返信メールです|自動返信にて|"
        "自動返信でお|自動応答です",
        title="自動返信|自動応答",
        noreply="このメールに返信|このメールには返信|本メールに返信|本メールには返信|このメールへの返信|"
        "本メールへの返信|ご返信いただいても|返信しないで|このメールにご返信|本メールにご返信|※このメールに返信|"
        "返信はできません|このアドレスに返信|本メールへのご返信|このメールへのご返信",
        received="お問い合わせいただき|お問い合わせありがとう|お問い合わせを|この度はお問い合わせ|"
        "このたびはお問い合わせ|メールを受け付け|お問合せ|メールありがとうございます|ご連絡ありがとう|ご連絡いただき|"
        "以下の内容で",
    ),
    *rows(
        "zh",
        robot="这是一封自动|這是一封自動|此邮件为系统|此邮件由系统|本邮件由系统|本邮件为系统|本郵件由系統|"
        "本郵件為系統|此郵件為系統|此為系統自動|此信件為系統|本信件由系統|本信件為系統|"
        "此信為系統|系统自动发送|系統自動發送|这是系统自动|這是系統自動|这是自动|此为系统自动|此為自動|"
        "此邮件是系统|此邮件为自动|这是来自|本邮件为自动|本邮件系统自动|自动回复邮件",
        title="自动回复",
        noreply="请勿回复|請勿回覆|请勿直接回复|請勿直接回覆|请不要回复|請不要回覆|請勿回復|请不要直接回复|"
        "請勿直接回信|请勿直接回覆|勿回复|请勿答复",
        received="您的邮件已收到|您的来信已收到|您的邮件我已收到|您的郵件已收到|我已收到您的|我们已收到您的|"
        "我們已收到您的|您好我已收到|感谢您的来信|感謝您的來信|已收到您的|来信收到|来信已收到|您发的邮件|"
        "您的邮件我已经收到|您发来的邮件|邮件已收到|您发给我的邮件",
    ),
    *rows(
        "ko",
        robot="본 메일은 자동|이 메일은 자동|본 메일은 발신|본 메일은 시스템|이 메일은 발신|본 이메일은 자동|"
        "이 메시지는 자동|자동으로 발송|이 이메일은 자동|본 메시지는 자동|"
        "본 메일은 회신|자동 응답입니다|자동회신입니다",
        title="자동 응답|자동회신",
        noreply="회신하지 마|본 메일에 회신|이 메일에 회신|본 메일로 회신|답장하지 마|이 메일로 회신|회신이 불가|"
        "본 메일은 회신",
        received="문의해 주셔서|문의하신|메일이 접수|문의가 접수|귀하의 메일|메일 주셔서|보내주신 메일|문의를 접수|"
        "고객님의 문의",
    ),
    *rows(
        "he",
        robot="זוהי הודעה אוטומטית|זו הודעה אוטומטית|הודעה זו נשלחה|הודעה זו נוצרה|זוהי תשובה אוטומטית|מייל זה נשלח|"
        'דוא"ל זה נשלח|זהו מענה',
        noreply="אין להשיב|נא לא להשיב|אנא אל תשיבו|אין להגיב|נא לא להגיב",
        received="תודה על פנייתך|תודה על פנייתכם|תודה שפנית|פנייתך התקבלה|קיבלנו את פנייתך|הפנייה שלך|תודה על הודעתך",
    ),
    *rows(
        "ar",
        robot="هذه رسالة تلقائية|هذا رد تلقائي|هذه رسالة آلية|هذا رد آلي|تم إنشاء هذه|تم إرسال هذه|"
        "هذا البريد الإلكتروني",
        noreply="يرجى عدم الرد|الرجاء عدم الرد|لا ترد على|برجاء عدم الرد|نرجو عدم الرد",
        received="شكرا لتواصلك|شكرًا لتواصلك|شكرا لك على|لقد تلقينا|تم استلام|شكرا لاتصالك|لقد استلمنا|شكراً لتواصلكم",
    ),
    *rows(
        "vi",
        robot="đây là thư tự động|đây là email tự động|đây là tin nhắn tự động|thư này được|email này được|"
        "đây là thư trả lời tự động|đây là phản hồi tự động",
        noreply="vui lòng không trả lời|vui lòng không phản hồi|xin đừng trả lời|xin vui lòng không trả lời|"
        "không trả lời email",
        received="cảm ơn bạn đã|cảm ơn quý khách|chúng tôi đã nhận|yêu cầu của bạn|yêu cầu của quý khách",
    ),
    *rows(
        "th",
        robot="นี่คือข้อความอัตโนมัติ|อีเมลนี้เป็นการตอบกลับอัตโนมัติ|อีเมลฉบับนี้เป็น|อีเมลนี้ถูกส่งโดยอัตโนมัติ|"
        "ข้อความนี้ถูกส่ง|นี่คือการตอบกลับอัตโนมัติ|นี่เป็นอีเมลอัตโนมัติ",
        noreply="กรุณาอย่าตอบกลับ|โปรดอย่าตอบกลับ|กรุณาไม่ต้องตอบกลับ|ไม่ต้องตอบกลับ",
        received="ขอบคุณที่ติดต่อ|ขอขอบคุณที่ติดต่อ|เราได้รับ|ทางเราได้รับ",
    ),
    *rows(
        "id",
        robot="ini adalah pesan otomatis|ini adalah email otomatis|email ini dikirim|pesan ini dikirim|"
        "email ini dibuat|ini adalah balasan otomatis|pesan ini dibuat",
        noreply="mohon tidak membalas|harap tidak membalas|jangan membalas|mohon untuk tidak membalas|jangan balas",
        received="terima kasih telah menghubungi|terima kasih atas email|kami telah menerima|permintaan anda telah|"
        "terima kasih sudah menghubungi|pesan anda telah",
    ),
)
