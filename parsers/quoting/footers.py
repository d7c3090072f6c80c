"""What programs, employers and lists put under (or over) a person's words: the tables that `signatures` reads.

Takes nothing; gives frozen rows, in lower case and with straight apostrophes.
Never holds what a person types himself: "Kind regards" is his own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """How programs on phones sign in one language: a line opens so and names a device, or it ends so.

    `openings`: "sent from". `endings`: "gesendet" where the device stands before it. `get`: "get outlook for".
    """

    language: str
    openings: tuple[str, ...]
    endings: tuple[str, ...] = ()
    get: tuple[str, ...] = ()


SENT: tuple[Sent, ...] = (
    Sent("en", ("sent from", "sent via", "sent using", "sent with", "sent by", "sent on", "sent through",
             "composed on",
                "written on my", "typed on my", "sent off my", "sent thru", "this mail was sent from my",
                "this email was sent from my", "this message was sent from my", "from my iphone", "from my ipad",
                "please excuse brevity", "please excuse my brevity", "please excuse any typos", "please excuse typos",
                "excuse my brevity", "sent securely from", "sent securely with", "sent over",
                "swyped on my", "dictated on my"),
         (), ("get outlook for", "get bluemail for", "get k-9 mail for", "get the outlook app", "get spark for",
              "get typeapp for", "download outlook for")),
    Sent("de", ("gesendet von", "gesendet mit", "von meinem", "von meiner", "gesendet über", "gesendet vom",
                "verschickt von", "versendet mit", "gesendet aus", "diese nachricht wurde von meinem",
                "diese e-mail wurde von meinem", "diese nachricht wurde mit", "mobil gesendet", "gesendet per",
                "von unterwegs", "diese mail wurde von meinem", "sende von", "geschickt von", "verfasst auf"),
         ("gesendet", "geschickt", "gesendet.", "versendet"),
         ("holen sie sich outlook für", "outlook für ios beziehen", "outlook für android beziehen",
                  "laden sie outlook",
          "outlook für", "hol dir outlook")),
    Sent("nl", ("verzonden vanaf", "verstuurd vanaf", "verzonden met", "verstuurd met", "verzonden via",
             "verstuurd via",
                "verstuurd van mijn", "verzonden van mijn", "verzonden door mijn"),
         (), ("download outlook voor", "outlook voor ios downloaden", "outlook voor android downloaden",
              "outlook voor")),
    Sent("fr", ("envoyé de", "envoyé depuis", "envoyé avec", "envoyé à partir de", "envoyé via", "envoyé par mon",
                "envoyé d'un", "envoyé du", "mail envoyé depuis", "message envoyé depuis", "envoyée de mon",
                "provenance", "envoyé sur"),
         (), ("télécharger outlook pour", "obtenir outlook pour", "obtenez outlook pour", "téléchargez outlook pour")),
    Sent("es", ("enviado desde", "enviado con", "enviado de", "enviado a través de", "enviado mediante",
             "enviado por mi",
                "enviado via", "enviado vía", "mensaje enviado desde", "sent desde"),
         (), ("obtener outlook para", "descargar outlook para", "obtén outlook para", "descarga outlook para")),
    Sent("pt", ("enviado do", "enviado a partir do", "enviado de", "enviado através do", "enviado via", "enviado pelo",
                "enviado por", "enviada do", "enviado com", "enviado a partir de", "enviado no meu"),
         (), ("obter o outlook para", "obter outlook para", "baixe o outlook para", "obtenha o outlook para")),
    Sent("it", ("inviato da", "inviato dal", "inviato con", "inviato tramite", "inviata da", "inviato dall'",
                "messaggio inviato da", "inviato utilizzando"),
         (), ("scarica outlook per", "ottieni outlook per", "scarica l'app outlook")),
    Sent("ca", ("enviat des de", "enviat des del", "enviat amb"), (), ("obteniu outlook per",)),
    Sent("gl", ("enviado dende", "enviado desde o meu")),
    Sent("pl", ("wysłano z", "wysłane z", "wysłano za pomocą", "wysłane za pomocą", "wiadomość wysłana z",
                "wysłano przy użyciu", "wysyłane z"),
         (), ("pobierz outlook dla", "pobierz program outlook dla", "pobierz aplikację outlook", "uzyskaj outlook")),
    Sent("cs", ("odesláno z", "odesláno ze", "posláno z", "odesláno pomocí", "odesláno prostřednictvím",
                "odesláno přes", "posláno z mého"),
         (), ("získat outlook pro", "stáhnout outlook pro", "získejte outlook pro")),
    Sent("sk", ("odoslané z", "odoslané zo", "odoslané pomocou", "poslané z", "odoslané cez"),
         (), ("získať outlook pre", "získajte outlook pre")),
    Sent("hu", ("elküldve a", "küldve az", "elküldve:", "küldve:", "elküldve az", "küldve a", "iphone-omról",
                "az iphone-omról", "ipademről"),
         ("küldve", "elküldve", "készülékről küldve"), ("outlook beszerzése", "az outlook letöltése")),
    Sent("ro", ("trimis de pe", "trimis din", "trimis cu", "trimis prin", "expediat de pe"),
         (), ("obțineți outlook pentru", "descărcați outlook pentru")),
    Sent("hr", ("poslano s", "poslano sa", "poslano iz", "poslano putem", "poslano pomoću", "poslato sa"),
         (), ("preuzmite outlook za", "nabavite outlook za")),
    Sent("sr", ("послато са", "послато помоћу", "poslato sa", "poslato pomoću", "послато преко")),
    Sent("sl", ("poslano z", "poslano iz", "poslano prek"), (), ("pridobite outlook za", "prenesite outlook za")),
    Sent("bg", ("изпратено от", "изпратен от", "изпратено чрез", "изпратено с", "изпратена от"),
         (), ("изтеглете outlook за", "получаване на outlook за")),
    Sent("ru", ("отправлено с", "отправлено из", "отправлено со", "отправлено через", "отправлено от", "отправлено c",
                "послано с", "отправлено при помощи", "отправлено спомощью", "отправлено с помощью"),
         (), ("скачать outlook для", "получить outlook для", "загрузить outlook для")),
    Sent("uk", ("надіслано з", "надіслано з мого", "відправлено з", "надіслано із", "надіслано через", "надіслано за"),
         (), ("отримати outlook для", "завантажити outlook для")),
    Sent("be", ("адпраўлена з",)),
    Sent("el", ("στάλθηκε από", "εστάλη από", "απεστάλη από", "στάλθηκε με"), (), ("λήψη του outlook για",
             "αποκτήστε το outlook")),
    Sent("tr", ("iphone'umdan", "ipad'imden", "android'den", "samsung cihazımdan"),
         ("gönderildi", "gönderildi.", "gönderilmiştir", "gönderilmiştir.", "gönderdim"),
         ("outlook for", "android için outlook", "ios için outlook", "outlook'u indirin")),
    Sent("fi", ("lähetetty",), ("lähetetty",), ("hanki outlook", "outlook for", "lataa outlook")),
    Sent("sv", ("skickat från", "skickad från", "skickat med", "sänt från", "skickat via", "skickat från min",
                "skickades från"),
         (), ("hämta outlook för", "skaffa outlook för", "ladda ned outlook för")),
    Sent("no", ("sendt fra", "sendt med", "sendt via", "sendt fra min"), (), ("få outlook for", "hent outlook for",
                                                                              "last ned outlook for",
                                                                              "skaff outlook")),
    Sent("da", ("sendt fra", "sendt med", "sendt via", "afsendt fra", "mobil sendt"),
         (), ("få outlook til", "hent outlook til", "download outlook til")),
    Sent("is", ("sent úr",)),
    Sent("et", ("saadetud minu", "saadetud"), ("saadetud",), ("hankige outlook",)),
    Sent("lv", ("nosūtīts no", "sūtīts no"), (), ("iegūt outlook",)),
    Sent("lt", ("išsiųsta iš", "siųsta iš", "išsiųsta naudojant"), (), ("gauti „outlook",)),
    Sent("ja", ("iphoneから", "ipadから", "androidから", "私のiphoneから", "iphone から", "スマートフォンから",
             "xperiaから",
                "galaxyから"),
         ("から送信", "から送信しました", "から送信されました", "で送信", "より送信", "から送信。"),
         ("outlook for ios を入手", "outlook for android を入手", "ios 版 outlook を入手", "outlook を入手する")),
    Sent("zh", ("发自我的", "发自", "從我的", "从我的", "傳送自", "發自我的", "發自", "寄自", "来自我的"),
         ("发送", "傳送", "发出", "發送", "寄出"),
         ("获取 outlook", "取得 outlook", "下载 outlook", "获取适用于", "下載 outlook", "获取outlook")),
    Sent("ko", ("나의 iphone에서", "내 iphone에서", "iphone에서", "갤럭시에서", "android용", "ios용 outlook"),
         ("에서 보냄", "에서 보냈습니다", "에서 보낸 메일입니다.", "에서 보냄.", "에서 발송", "에서 전송됨"),
         ("outlook 다운로드", "android용 outlook", "ios용 outlook", "outlook for")),
    Sent("he", ("נשלח מ", "נשלח מה", "נשלח באמצעות", "נשלח על ידי"), (), ("הורד את outlook", "קבל את outlook",
             "השג את outlook")),
    Sent("ar", ("أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "أرسل من", "تم الإرسال عبر", "ارسلت من", "من الـ"),
         ("من iphone الخاص بي",), ("احصل على outlook", "الحصول على outlook", "تنزيل outlook")),
    Sent("fa", ("ارسال شده از", "فرستاده شده از", "ارسال شده توسط")),
    Sent("hi", ("मेरे iphone से", "मेरे android"), ("से भेजा गया", "से भेजा"), ("outlook प्राप्त करें",)),
    Sent("vi", ("đã gửi từ", "được gửi từ", "gửi từ", "gửi bằng"), (), ("tải outlook cho", "tải xuống outlook")),
    Sent("th", ("ส่งจาก", "ส่งโดย"), (), ("รับ outlook", "ดาวน์โหลด outlook")),
    Sent("id", ("dikirim dari", "terkirim dari", "dihantar daripada", "dikirim melalui"), (),
             ("dapatkan outlook untuk",)),
    Sent("tl", ("ipinadala mula sa", "mula sa aking"), (), ()),
    Sent("af", ("gestuur vanaf", "gestuur van my")),
    Sent("sq", ("dërguar nga",)),
    Sent("eu", ("nire iphone-tik", "bidalita")),
)  # fmt: skip

# What such a line names: devices, and the programs that advertise themselves.
DEVICES: tuple[str, ...] = tuple(
    """iphone iphon ipad ipod android galaxy samsung blackberry huawei xiaomi redmi oneplus nokia lumia xperia
    motorola pixel windows outlook yahoo gmail aol mobile smartphone handy phone telefon telefoon téléphone
    telephone teléfono telefone cellulare telefono puhelin mobiltelefon mobil mobiel móvil celular portable
    tablet tablette device gerät apparaat appareil dispositivo urządzenia telefonu smartfona zařízení zariadenia
    készülék устройства телефона смартфона айфон iphone'umdan cihaz puhelimesta laitteesta enhet mobilen
    telefonen 手机 手機 スマホ 携帯 휴대폰 아이폰 proton protonmail tutanota fastmail hey superhuman mailbird
    thunderbird spark newton acompli sparrow mailspring airmail bluemail typeapp k-9 mail.ru яндекс почты почта
    web.de gmx t-online mailbox zoho boxer htc oppo vivo realme lg zte honor treo palm pda telemóvel mac apple
    watch verizon at&t t-mobile sprint vodafone orange o2 bouygues sfr workspace inbox mail email qq foxmail 163
    网易 网易邮箱 邮箱 roundcube titan nine aquamail myphone mymail vivaldi edison shift canary readdle""".split()
)  # fmt: skip

# Openings of notices that employers put under mails, by what must stand in the same paragraph.
NOTICES: tuple[tuple[str, ...], ...] = (
    ("en", "this e-mail", "this email", "this message", "the information contained in", "the information in this",
     "the contents of this", "this communication", "this transmission", "confidentiality notice", "confidentiality:",
     "confidentiality note", "disclaimer", "legal notice", "important notice", "privileged", "confidential",
     "if you are not the intended recipient", "if you have received this", "notice:", "the sender", "privacy notice",
     "please consider the environment", "consider the environment", "email disclaimer", "e-mail disclaimer",
     "this electronic", "any views or opinions", "private and confidential", "strictly confidential", "notice of",
     "statement of confidentiality", "internet communications", "unless otherwise", "attention:", "important:"),
    ("de", "diese e-mail", "diese mail", "diese nachricht", "der inhalt dieser", "die in dieser", "vertraulich",
     "wichtiger hinweis", "haftungsausschluss", "rechtlicher hinweis", "disclaimer", "hinweis:", "bitte denken sie",
     "die information in dieser", "die informationen in dieser", "sollten sie nicht der", "bitte prüfen sie",
     "diese email", "der austausch von", "denken sie an die umwelt"),
    ("nl", "dit bericht", "deze e-mail", "dit e-mailbericht", "de informatie in", "de inhoud van", "disclaimer",
     "de informatie verzonden", "dit e-mail", "deze mail", "denk aan het milieu"),
    ("fr", "ce message", "ce courriel", "cet e-mail", "les informations contenues", "le contenu de ce",
             "avertissement",
     "ce mail", "l'information contenue", "avis de confidentialité", "pensez à l'environnement", "cet email",
     "le présent message", "confidentialité"),
    ("es", "este mensaje", "este correo", "la información contenida", "aviso legal", "aviso de confidencialidad",
     "advertencia legal", "confidencialidad", "antes de imprimir", "el contenido de este", "este e-mail",
     "el presente mensaje", "la presente comunicación"),
    ("pt", "esta mensagem", "este e-mail", "este email", "aviso legal", "aviso de confidencialidade",
             "o conteúdo deste",
     "as informações contidas", "antes de imprimir", "confidencialidade", "a informação contida"),
    ("it", "questo messaggio", "le informazioni contenute", "il contenuto di questa", "la presente e-mail",
     "il presente messaggio", "avviso di riservatezza", "questa e-mail", "questa mail", "ai sensi del", "riservatezza",
     "avvertenze", "il contenuto della presente", "prima di stampare"),
    ("pl", "ta wiadomość", "niniejsza wiadomość", "informacje zawarte", "treść tej wiadomości", "wiadomość ta",
     "klauzula", "treść niniejszej", "informacja zawarta", "niniejszy e-mail"),
    ("cs", "tato zpráva", "tento e-mail", "obsah této", "informace obsažené", "tento email", "upozornění"),
    ("sk", "táto správa", "tento e-mail", "obsah tejto", "upozornenie", "informácie obsiahnuté"),
    ("hu", "ez az üzenet", "ez az e-mail", "a jelen üzenet", "jelen üzenet", "ezen üzenet", "jelen e-mail"),
    ("ro", "acest mesaj", "acest e-mail", "informațiile conținute", "acest email"),
    ("hr", "ova poruka", "ovaj e-mail", "ova elektronička", "sadržaj ove", "informacije sadržane"),
    ("sl", "to sporočilo", "to elektronsko"),
    ("bg", "това съобщение", "този имейл", "съдържанието на", "информацията в", "това електронно"),
    ("ru", "данное сообщение", "настоящее сообщение", "это сообщение", "данное письмо", "информация, содержащаяся",
     "это электронное", "настоящее электронное", "внимание:", "содержание данного", "данное электронное"),
    ("uk", "це повідомлення", "дане повідомлення", "інформація, що", "цей лист", "цей електронний"),
    ("el", "αυτό το μήνυμα", "το παρόν μήνυμα", "οι πληροφορίες", "το παρόν"),
    ("tr", "bu e-posta", "bu mesaj", "bu elektronik", "yasal uyarı", "bu ileti"),
    ("fi", "tämä viesti", "tämä sähköposti", "tämän viestin"),
    ("sv", "detta meddelande", "detta e-postmeddelande", "denna e-post", "innehållet i detta", "informationen i detta",
     "detta mejl", "detta mail"),
    ("no", "denne e-posten", "denne meldingen", "denne e-post", "innholdet i denne"),
    ("da", "denne e-mail", "denne mail", "denne meddelelse", "indholdet af denne", "oplysningerne i denne"),
    ("et", "see e-kiri", "käesolev e-kiri", "käesolev kiri"),
    ("lv", "šis e-pasts", "šī vēstule", "šis ziņojums"),
    ("lt", "šis el. laiškas", "šis laiškas", "šiame laiške", "šis elektroninis"),
    ("ja", "このメール", "本メール", "このメッセージ", "本電子メール", "この電子メール", "当メール"),
    ("zh", "本邮件", "此邮件", "本郵件", "此郵件", "本电子邮件", "本電子郵件", "声明：", "免责声明", "保密声明",
             "本信件"),
    ("ko", "이 메일", "본 메일", "이 전자우편", "본 전자우편", "본 이메일", "이 이메일"),
    ("he", "הודעה זו", "הודעת דואר זו", "המידע הכלול", "דואר אלקטרוני זה"),
    ("ar", "هذه الرسالة", "هذا البريد", "المعلومات الواردة", "تحتوي هذه"),
    ("vi", "email này", "thư này", "thông tin trong", "thư điện tử này"),
    ("id", "email ini", "pesan ini", "surel ini"),
)  # fmt: skip

# What the paragraph says besides, beginnings of words.
NOTICE_WORDS: tuple[str, ...] = (
    "confidential", "privileged", "intended recipient", "intended only", "intended solely", "legally binding",
    "virus scan", "before printing", "unauthorised", "unauthorized", "disclos", "vertraulich",
    "bestimmungsgemäße", "unbefugt", "nicht der richtige adressat", "bevor sie diese", "vertrouwelijk",
    "geadresseerde", "uitsluitend bestemd", "confidentiel", "destinataire", "destinatario", "destinatário",
    "confidencial", "riservat", "confidenzial", "privileg", "poufn", "adresat", "zastrzeżon", "důvěrn", "dôvern",
    "bizalmas", "címzett", "confidențial", "destinatar", "povjerljiv", "zaup", "поверителн", "конфиденциальн",
    "адресат", "конфіденційн", "εμπιστευτικ", "gizli", "alıcı", "luottamuksell", "konfidentiell", "sekretess",
    "avsedd för", "fortrolig", "konfidensiell", "mottaker", "konfidentsiaal", "konfidenciāl", "konfidencial",
    "機密", "秘密", "宛先", "保密", "机密", "收件人", "기밀", "비밀", "수신인", "חסוי", "סודי", "נמען", "سرية",
    "سري", "المرسل إليه", "bảo mật", "bí mật", "rahasia", "rgpd", "gdpr", "think before", "environment", "umwelt",
    "papier", "imprim", "stampare", "not print", "milieu", "miljö", "miljø", "d.lgs", "2016/679",
)  # fmt: skip

# Lines of virus scanners, lists and ticket systems, by how they begin.
MACHINE_LINES: tuple[str, ...] = (
    "this email has been checked for viruses", "this e-mail has been checked for viruses", "virus-free.",
    "virus-free", "this email has been scanned", "this e-mail has been scanned", "this message has been scanned",
    "no virus found in this", "checked by avg", "diese e-mail wurde von avast", "diese e-mail wurde auf viren",
    "virenfrei.", "virenfrei", "keine viren gefunden", "von virus freigestellt", "l'absence de virus dans ce courrier",
    "garanti sans virus", "sans virus.", "este correo electrónico ha sido comprobado en busca de virus",
    "el software de antivirus avast", "libre de virus.", "libre de virus", "este email foi escaneado pelo avast",
    "este e-mail foi verificado em termos de vírus", "livre de vírus",
    "questa e-mail è stata controllata per individuare",
    "privo di virus", "mail priva di virus", "deze e-mail is gecontroleerd op virussen", "virusvrij.", "virusvrij",
    "ta wiadomość została sprawdzona na obecność wirusów", "wolny od wirusów", "bez wirusów",
    "tato zpráva byla zkontrolována", "tento e-mail byl zkontrolován", "bez virů",
    "tento e-mail bol skontrolovaný", "ez az e-mail vírusmentes", "vírusmentes", "az e-mailt az avast",
    "проверено на вирусы", "без вирусов", "это сообщение проверено на вирусы", "virüs bulunmuyor",
    "detta e-postmeddelande har sökts igenom", "virusfri.", "virusfri", "denne e-mail blev kontrolleret",
    "this message was sent to you because", "you are receiving this because", "you received this message because",
    "you received this email because", "reply to this email directly or", "to unsubscribe from this group",
    "to unsubscribe from this list", "to unsubscribe, ", "to unsubscribe send", "to post to this group",
    "visit this group at", "for more options, visit", "view it on github", "unsubscribe from this thread",
    "message protected by mailguard", "this email is from an external", "scanned by",
    "click here to report this email as spam",
    "this email was sent from a notification-only", "wysłane przez darmową pocztę", "yahoo mail: ",
)  # fmt: skip

# Warnings that the receiver's own mail system puts above a mail from outside.
BANNERS: tuple[str, ...] = (
    "caution: this email", "caution: this e-mail", "caution: external", "external]", "extern]", "external sender",
    "external message",
    "external email:",
    "external email", "warning: this email", "this email originated from outside",
    "this message originated from outside",
    "you don't often get email from", "you don't often get emails from", "caution! this", "caution - external",
    "achtung: diese e-mail", "achtung: externe", "sie erhalten nicht häufig e-mails von", "warnung: diese e-mail",
    "externe e-mail", "vorsicht: diese e-mail", "let op: deze e-mail", "u ontvangt niet vaak e-mail van",
    "attention : ce message", "attention: ce message", "attention : cet e-mail", "vous n'obtenez pas souvent d'e-mail",
    "no suele recibir correos", "no suele recibir correo electrónico", "precaución: este", "atenção: este",
    "você não costuma receber", "attenzione: questa", "non si ricevono spesso messaggi",
    "some people who received this message don't often",
    "uwaga: ta wiadomość", "rzadko otrzymujesz", "du får inte ofta e-post från", "du får ikke ofte e-mail fra",
    "think before you click", "be careful with this message",
)  # fmt: skip
