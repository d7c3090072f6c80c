"""The words that mail programs put before the fields of a mail they quote or pass on, by language.

Takes one line of text; gives the field it labels and its value, or None.
Never decides whether a few labelled lines are a header block: anybody may write "Date:" in his own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.quoting.lines import fold


class Field(StrEnum):
    """The field of RFC 5322 that a label stands for.

    `date` is a label people use in their own lists too ("Date:"); `sent` only mail programs write ("Sent:").
    `other`: lines that programs put into such blocks beside those fields (importance, attachments, sent by).
    """

    FROM = "from"
    DATE = "date"
    SENT = "sent"
    TO = "to"
    CC = "cc"
    SUBJECT = "subject"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language, in lower case, without colon."""

    language: str
    from_: tuple[str, ...]
    date: tuple[str, ...]
    sent: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: tuple[str, ...]
    other: tuple[str, ...] = ()


LABELS: tuple[Labels, ...] = (
    Labels(
        "en",
        ("from",),
        ("date",),
        ("sent", "date sent", "sent on", "sent at"),
        ("to", "sent to"),
        ("cc", "bcc", "copies to"),
        ("subject", "subj"),
        ("reply-to", "reply to", "importance", "attachments", "sent by", "priority", "sensitivity", "resent-from",
         "organization", "message-id", "in-reply-to", "references", "newsgroups", "categories"),
    ),
    Labels("de", ("von", "absender"), ("datum",), ("gesendet", "gesendet am", "versendet", "verschickt"),
           ("an", "empfänger"), ("kopie", "cc", "kopie an"), ("betreff", "betr", "thema"),
           ("antwort an", "antwort-an", "priorität", "wichtigkeit", "anlagen", "anhänge", "gesendet von")),
    Labels("nl", ("van", "afzender"), ("datum",), ("verzonden", "verstuurd", "verzonden op"), ("aan",), ("cc", "kopie"),
           ("onderwerp", "betreft"), ("antwoord aan", "bijlagen", "prioriteit", "urgentie")),
    Labels("fr", ("de", "expéditeur", "from"), ("date",), ("envoyé", "envoyé le", "date d'envoi", "envoyée", "envoye"),
           ("à", "a", "pour", "destinataire"), ("cc", "copie à", "copie"), ("objet", "sujet"),
           ("répondre à", "pièces jointes", "importance", "pièce jointe", "envoyé par")),
    Labels("es", ("de", "remitente"), ("fecha",), ("enviado", "enviado el", "enviada", "enviado a las", "enviat"),
           ("para", "a", "destinatario"), ("cc", "copia"), ("asunto",),
           ("responder a", "datos adjuntos", "adjuntos", "importancia", "enviado por")),
    Labels("pt", ("de", "remetente"), ("data",), ("enviado", "enviada", "enviado em", "enviada em", "data de envio"),
           ("para", "destinatário"), ("cc", "cópia"), ("assunto",), ("anexos", "responder a", "responder para",
           "importância", "prioridade")),
    Labels("it", ("da", "mittente"), ("data",), ("inviato", "inviata", "inviato il", "data invio"),
           ("a", "per", "destinatario"), ("cc", "ccn", "copia"), ("oggetto",),
           ("rispondi a", "allegati", "priorità", "inviato da")),
    Labels("ca", ("de", "remitent"), ("data",), ("enviat", "enviat el"), ("per a", "a", "per"), ("cc",),
           ("assumpte", "tema"), ("adjunts",)),
    Labels("gl", ("de",), ("data",), ("enviado", "enviado o"), ("para",), ("cc",), ("asunto",)),
    Labels("eu", ("nork", "bidaltzailea"), ("data",), ("bidalia", "bidalita"), ("nori",), ("cc",), ("gaia",)),
    Labels("pl", ("od", "nadawca"), ("data",), ("wysłano", "wysłane", "wyslano", "data wysłania"),
           ("do", "adresat", "odbiorca"), ("dw", "do wiadomości", "kopia", "udw"), ("temat",),
           ("odpowiedz do", "załączniki", "ważność", "priorytet")),
    Labels("cs", ("od", "odesílatel"), ("datum",), ("odesláno", "odeslano", "posláno"), ("komu", "pro"),
           ("kopie", "cc"), ("předmět", "predmet"), ("přílohy", "důležitost", "odpověď komu")),
    Labels("sk", ("od", "odosielateľ"), ("dátum",), ("odoslané", "odoslane", "poslané", "dátum odoslania"),
           ("komu", "pre"), ("kópia", "cc"), ("predmet",), ("prílohy", "dôležitosť")),
    Labels("hu", ("feladó", "küldő"), ("dátum",), ("küldve", "elküldve", "küldés ideje", "küldés dátuma"),
           ("címzett", "címzettek"), ("másolatot kap", "másolat", "cc"), ("tárgy",), ("mellékletek", "fontosság")),
    Labels("ro", ("de la", "expeditor", "expeditorul"), ("data", "dată"), ("trimis", "trimis la", "trimisă"),
           ("către", "catre", "destinatarul"),
           ("cc", "copie"), ("subiect", "subiectul"), ("atașări", "importanță")),
    Labels("hr", ("od", "šalje", "pošiljatelj"), ("datum",), ("poslano",), ("za", "prima"), ("kopija", "cc"),
           ("predmet", "naslov"), ("privici", "važnost")),
    Labels("sr", ("od", "šalje", "од", "шаље", "пошиљалац", "pošiljalac"), ("datum", "датум"),
           ("poslato", "послато", "poslano"), ("za", "prima", "за", "прима"), ("kopija", "копија", "cc"),
           ("naslov", "tema", "predmet", "наслов", "тема", "предмет")),
    Labels("sl", ("od", "pošiljatelj"), ("datum",), ("poslano",), ("za", "prejemnik"), ("kp", "kopija", "cc"),
           ("zadeva",), ("priloge",)),
    Labels("bg", ("от", "подател"), ("дата",), ("изпратено", "изпратена", "изпратен"), ("до", "получател"),
           ("копие", "cc"), ("относно", "тема"), ("прикачени файлове",)),
    Labels("mk", ("од",), ("датум",), ("испратено",), ("до",), ("копија",), ("предмет", "тема")),
    Labels("ru", ("от", "от кого", "отправитель"), ("дата",), ("отправлено", "отправлен", "дата отправки"),
           ("кому", "получатель"), ("копия",), ("тема",), ("вложения", "важность", "ответить", "копия скрытая")),
    Labels("uk", ("від", "від кого", "відправник"), ("дата",), ("надіслано", "відправлено", "дата відправлення"),
           ("кому", "до"), ("копія",), ("тема",), ("вкладення", "важливість")),
    Labels("be", ("ад", "ад каго"), ("дата",), ("адпраўлена",), ("каму",), ("копія",), ("тэма",)),
    Labels("el", ("από", "απο", "αποστολέας"), ("ημερομηνία",), ("στάλθηκε", "εστάλη", "ημερομηνία αποστολής"),
           ("προς", "παραλήπτης"), ("κοιν", "κοιν.", "κοινοποίηση", "cc"), ("θέμα",), ("συνημμένα",)),
    Labels("tr", ("kimden", "gönderen", "from"), ("tarih",), ("gönderildi", "gönderme tarihi", "gönderim tarihi"),
           ("kime", "alıcı"), ("bilgi", "cc"), ("konu",), ("ekler", "önem derecesi")),
    Labels("fi", ("lähettäjä",), ("päivämäärä", "päiväys", "pvm"), ("lähetetty",), ("vastaanottaja", "vastaanottajat"),
           ("kopio", "cc"), ("aihe",), ("liitteet", "tärkeys")),
    Labels("sv", ("från",), ("datum",), ("skickat", "skickad", "sänt"), ("till",), ("kopia", "cc"), ("ämne",),
           ("bilagor", "prioritet", "svar till")),
    Labels("no", ("fra", "avsender"), ("dato",), ("sendt", "sendt dato"), ("til", "mottaker"), ("kopi", "cc"),
           ("emne",), ("vedlegg", "prioritet")),
    Labels("da", ("fra", "afsender"), ("dato",), ("sendt", "afsendt"), ("til", "modtager"), ("cc", "kopi"),
           ("emne",), ("vedhæftede filer", "prioritet", "vedhæftet fil")),
    Labels("is", ("frá",), ("dags", "dagsetning"), ("sent",), ("til",), ("afrit",), ("efni",)),
    Labels("et", ("saatja", "kellelt"), ("kuupäev",), ("saadetud", "saatmisaeg"), ("adressaat", "kellele", "saaja"),
           ("koopia", "cc"), ("teema",), ("manused",)),
    Labels("lv", ("no", "sūtītājs"), ("datums",), ("nosūtīts", "sūtīts"), ("kam", "adresāts"), ("kopija", "cc"),
           ("tēma", "temats"), ("pielikumi",)),
    Labels("lt", ("nuo", "siuntėjas"), ("data",), ("išsiųsta", "siųsta", "išsiuntimo data"), ("kam", "iki", "gavėjas"),
           ("kopija", "cc"), ("tema",), ("priedai",)),
    Labels("ja", ("差出人", "送信者", "送信元", "from"), ("日付", "日時"), ("送信日時", "送信", "送信日", "発信日時"),
           ("宛先", "受信者", "送信先"), ("cc", "写し"), ("件名", "題名"), ("添付ファイル", "重要度", "返信先")),
    Labels("zh", ("发件人", "寄件者", "寄件人", "發件人", "发信人", "发自", "寄信人", "發信人"),
           ("日期", "时间", "時間"),
           ("发送时间", "发送日期", "已发送", "寄件日期", "傳送日期", "發送時間", "傳送時間", "發送日期", "寄件時間",
            "已傳送"),
           ("收件人", "收件者", "收信人"), ("抄送", "副本", "抄送人", "副本抄送", "抄送者"),
           ("主题", "主旨", "主題", "标题", "標題"), ("附件", "重要性", "密送", "答复", "回复")),
    Labels("ko", ("보낸 사람", "보낸사람", "보낸이", "발신자", "보낸 이"), ("날짜", "일시"),
           ("보낸 날짜", "보낸날짜", "보낸 시간", "발신일", "보낸시간", "전송 날짜", "보냄"),
           ("받는 사람", "받는사람", "받은 사람", "수신자", "받는이"), ("참조",), ("제목",), ("첨부", "첨부 파일")),
    Labels("he", ("מאת", "מ", "שולח"), ("תאריך",), ("נשלח", "נשלח ב", "תאריך שליחה", "‏נשלח"),
           ("אל", "עבור", "נמען"), ("עותק", "העתק"), ("נושא", "הנדון"), ("קבצים מצורפים",)),
    Labels("ar", ("من", "المرسل"), ("التاريخ", "تاريخ"),
           ("تم الإرسال", "تاريخ الإرسال", "أرسلت", "أُرسل", "أرسل", "تم الارسال", "مرسل"),
           ("إلى", "الى", "المستلم"), ("نسخة", "نسخة إلى", "نسخه"), ("الموضوع", "موضوع"), ("المرفقات",)),
    Labels("fa", ("از", "فرستنده"), ("تاریخ",),
           ("ارسال شده", "فرستاده شده", "ارسال"), ("به", "گیرنده"),
           ("رونوشت",), ("موضوع",)),
    Labels("hi", ("प्रेषक", "से"), ("दिनांक", "तारीख"),
           ("भेजा गया", "भेजा"), ("प्रति", "प्राप्तकर्ता"), ("प्रतिलिपि",), ("विषय",)),
    Labels("vi", ("từ", "người gửi"), ("ngày",), ("đã gửi", "đã gửi lúc", "gửi", "ngày gửi"),
           ("tới", "đến", "người nhận"), ("cc",), ("chủ đề", "tiêu đề"), ("tệp đính kèm",)),
    Labels("th", ("จาก", "ผู้ส่ง"), ("วันที่",), ("ส่งเมื่อ", "ส่ง", "วันที่ส่ง"), ("ถึง", "ผู้รับ"), ("สำเนา", "สำเนาถึง"),
           ("เรื่อง", "หัวเรื่อง", "หัวข้อ")),
    Labels("id", ("dari", "pengirim"), ("tanggal", "tarikh"), ("dikirim", "terkirim", "dihantar"),
           ("kepada", "ke", "untuk"), ("tembusan", "cc", "salinan"), ("perihal", "subjek", "subyek"), ("lampiran",)),
    Labels("sq", ("nga",), ("data",), ("dërguar", "u dërgua"), ("për", "te"), ("cc",), ("subjekti", "tema")),
    Labels("ka", ("გამომგზავნი", "ვისგან"), ("თარიღი",), ("გაგზავნილია",), ("ვის", "მიმღები"), ("ასლი",), ("თემა",)),
    Labels("hy", ("ում կողմից", "ուղարկող"), ("ամսաթիվ",), ("ուղարկված է",), ("ում",), ("պատճեն",), ("թեմա",)),
)  # fmt: skip

_LONGEST = 32
# What stands around a label: emphasis of plain text, list pipes, marks that fix the writing direction, blanks.
_AROUND = " \t\xa0\u3000*_|\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


def _by_word() -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for row in LABELS:
        for field, words in (
            (Field.FROM, row.from_),
            (Field.SENT, row.sent),
            (Field.DATE, row.date),
            (Field.SUBJECT, row.subject),
            (Field.TO, row.to),
            (Field.CC, row.cc),
            (Field.OTHER, row.other),
        ):
            for word in words:
                fields.setdefault(word, field)
    return fields


_FIELDS = _by_word()


def read(line: str) -> tuple[Field, str] | None:
    """The field that a line labels and the value behind: "From: x", "*Von:* x", "De : x", "发件人：x", "| 日期 | x |".

    Quote marks in front are the caller's to take away.
    """
    end = _label_end(line)
    if end <= 0:
        return None
    field = _FIELDS.get(fold(line[:end].strip(_AROUND)))
    return None if field is None else (field, line[end + 1 :].strip(_AROUND))


def inside(line: str) -> list[tuple[Field, int]]:
    """The fields labelled anywhere in a line, and where each label starts; for blocks that lost their line ends.

    Only labels of one word, after a blank or at the start. At most 1000 characters are looked at.
    """
    found: list[tuple[Field, int]] = []
    line = line[:1000]
    at = line.find(":")
    while at >= 0:
        start = max(line.rfind(" ", 0, at), line.rfind("*", 0, at), line.rfind("\xa0", 0, at)) + 1
        if 0 < at - start <= _LONGEST:
            field = _FIELDS.get(line[start:at].lower())
            if field is not None and line[at + 1 : at + 2] in (" ", "\t", "*", "\xa0"):
                found.append((field, start))
        at = line.find(":", at + 1)
    return found


def _label_end(line: str) -> int:
    head = line[: _LONGEST + 12]
    at = head.find(":")
    wide = head.find("：")
    if wide >= 0 and (at < 0 or wide < at):
        at = wide
    if at < 0 and head.startswith("|"):
        at = head.find("|", 1)
    return at
