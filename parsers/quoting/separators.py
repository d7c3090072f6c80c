"""Lines that part a person's words from the mail he answers or passes on: "-----Original Message-----", by language.

Takes one line; says what comes behind it: an answered mail, a forwarded one, or the end of a forwarded one.
Never takes a bare rule ("-----") for one: what stands around a rule has to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.quoting.lines import fold


class Behind(StrEnum):
    """What follows a separator."""

    ORIGINAL = "original"
    FORWARDED = "forwarded"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Separators:
    """The words of one language, in lower case.

    `original`, `forwarded`: words between dashes. `begin`: whole lines that end with a colon or with nothing.
    """

    language: str
    original: tuple[str, ...]
    forwarded: tuple[str, ...]
    begin: tuple[str, ...] = ()


SEPARATORS: tuple[Separators, ...] = (
    Separators(
        "en",
        ("original message", "original", "original email", "original e-mail", "original mail", "reply message",
         "original appointment", "replied message", "previous message",
         "the original message", "replied mail", "reply original message", "previous email"),
        ("forwarded message", "forwarded mail", "forwarded email", "forwarded e-mail", "forward message", "forwarded",
         "forwarding messages", "forwarded messages", "forwarded by", "original forwarded message",
         "begin forwarded message", "forwarded content", "forwarded conversation", "forwarding message",
         "weitergeleitet", "forwarded attachment"),
        ("begin forwarded message", "start of forwarded message", "forwarded message", "begin forwarded email",
         "start forwarded message"),
    ),
    Separators(
        "de",
        ("ursprüngliche nachricht", "originalnachricht", "original-nachricht", "ursprüngliche mitteilung",
         "original nachricht", "antwort nachricht", "urspruengliche nachricht", "ursprüngliche e-mail",
         "originalmail", "original-mail", "original mail", "ursprünglicher termin", "vorherige nachricht"),
        ("weitergeleitete nachricht", "weitergeleitete mail", "weitergeleitete e-mail", "weitergeleitet von",
         "weitergeleitete mitteilung"),
        ("anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "weitergeleitete nachricht",
         "beginn der weitergeleiteten nachricht"),
    ),
    Separators("nl", ("oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "originele bericht",
                      "oorspronkelijk e-mailbericht", "oorspronkelijke afspraak"),
               ("doorgestuurd bericht", "doorgezonden bericht", "doorgestuurde e-mail"),
               ("begin doorgestuurd bericht", "doorgestuurd bericht", "begin van doorgestuurd bericht")),
    Separators("fr", ("message d'origine", "message original", "message initial",
                      "message d'origine envoyé", "mail original", "e-mail d'origine", "courriel d'origine",
                      "rendez-vous d'origine", "courrier original"),
               ("message transféré", "message réexpédié", "message transmis", "message transfere", "mail transféré",
                "courriel transféré", "e-mail transféré", "transféré par", "faire suivre"),
               ("début du message réexpédié", "début du message transféré", "message transféré",
                "début du message d'origine")),
    Separators("es", ("mensaje original", "mensaje de origen", "correo original", "mensaje origina",
                      "cita original", "mensaje anterior"),
               ("mensaje reenviado", "correo reenviado", "mensaje enviado", "reenviado por"),
               ("inicio del mensaje reenviado", "mensaje reenviado", "comienzo del mensaje reenviado")),
    Separators("pt", ("mensagem original", "mensagem de origem", "email original", "e-mail original",
                      "compromisso original"),
               ("mensagem encaminhada", "mensagem reencaminhada", "encaminhada por", "email encaminhado"),
               ("início da mensagem encaminhada", "início da mensagem reencaminhada", "mensagem encaminhada",
                "inicio da mensagem encaminhada")),
    Separators("it", ("messaggio originale", "messaggio di origine", "messaggio originario", "email originale",
                      "appuntamento originale", "messaggio d'origine"),
               ("messaggio inoltrato", "messaggio inviato", "inoltrato da", "email inoltrata"),
               ("inizio messaggio inoltrato", "inizio del messaggio inoltrato", "messaggio inoltrato")),
    Separators("ca", ("missatge original",), ("missatge reenviat",), ("inici del missatge reenviat",)),
    Separators("gl", ("mensaxe orixinal",), ("mensaxe reenviada", "mensaxe reunviáu"), ()),
    Separators("eu", ("jatorrizko mezua",), ("birbidalitako mezua",), ()),
    Separators("pl", ("wiadomość oryginalna", "oryginalna wiadomość", "wiadomość pierwotna", "original message",
                      "treść oryginalnej wiadomości", "pierwotna wiadomość", "oryginalna treść"),
               ("wiadomość przekazana dalej", "przekazana wiadomość", "wiadomość przekazana", "przesłana wiadomość",
                "treść przekazanej wiadomości", "przekazane dalej"),
               ("początek przekazywanej wiadomości", "początek przekazanej wiadomości", "przekazana wiadomość",
                "wiadomość napisana przez")),
    Separators("cs", ("původní zpráva", "puvodni zprava", "původní e-mail", "original zpráva", "původní email",
                      "původní schůzka"),
               ("přeposlaná zpráva", "preposlana zprava", "přesměrovaná zpráva", "předaná zpráva"),
               ("začátek přeposílané zprávy", "přeposlaná zpráva")),
    Separators("sk", ("pôvodná správa", "povodna sprava", "pôvodný e-mail", "pôvodná správa --- original message",
                      "originálna správa"),
               ("preposlaná správa", "preposlana sprava", "preposlaná správa --- forwarded message",
                "preposielaná správa"),
               ("začiatok preposlanej správy", "preposlaná správa")),
    Separators("hu", ("eredeti üzenet", "eredeti levél", "az eredeti üzenet"),
               ("továbbított üzenet", "továbbított levél"),
               ("továbbított levél kezdete", "a továbbított üzenet kezdete", "továbbított üzenet kezdete")),
    Separators("ro", ("mesajul original", "mesaj original", "mesaj initial", "mesajul inițial", "mesaj inițial"),
               ("mesaj redirecționat", "mesaj redirectionat", "mesaj redirecţionat", "mesaj transmis mai departe",
                "mesaj retrimis"),
               ("începe mesajul redirecționat", "începutul mesajului redirecționat")),
    Separators("hr", ("izvorna poruka", "originalna poruka", "izvorni e-mail"),
               ("proslijeđena poruka", "proslijedjena poruka", "prosljeđena poruka"),
               ("započni proslijeđenu poruku", "početak proslijeđene poruke")),
    Separators("sr", ("originalna poruka", "оригинална порука", "izvorna poruka", "изворна порука", "prvobitna poruka"),
               ("prosleđena poruka", "прослеђена порука", "prosledjena poruka"), ()),
    Separators("sl", ("izvirno sporočilo", "izvorno sporočilo", "prvotno sporočilo"),
               ("posredovano sporočilo", "posredovano pismo"), ("začetek posredovanega sporočila",)),
    Separators("bg", ("оригинално съобщение", "оригинално писмо", "първоначално съобщение"),
               ("препратено съобщение", "препратено писмо"), ("начало на препратеното съобщение",)),
    Separators("mk", ("оригинална порака",), ("препратена порака",), ()),
    Separators("ru", ("исходное сообщение", "оригинальное сообщение", "исходное письмо", "первоначальное сообщение",
                      "первичное сообщение", "оригинал сообщения", "original message", "оригинальное письмо"),
               ("пересылаемое сообщение", "пересланное сообщение", "перенаправленное сообщение",
                "переадресованное сообщение", "пересылаемое письмо", "начало переадресованного сообщения",
                "forwarded message", "пересланное письмо"),
               ("начало переадресованного сообщения", "пересылаемое сообщение", "начало пересылаемого сообщения")),
    Separators("uk", ("початкове повідомлення", "вихідне повідомлення", "оригінальне повідомлення", "оригінал листа",
                      "первинне повідомлення"),
               ("переслане повідомлення", "перенаправлене повідомлення", "пересилане повідомлення",
                "перенаправлений лист", "пересланий лист"),
               ("початок листа, що пересилається", "початок листа, який пересилається")),
    Separators("be", ("зыходны ліст",), ("накіраваны ліст",), ()),
    Separators("el", ("αρχικό μήνυμα", "αρχικο μηνυμα", "πρωτότυπο μήνυμα"),
               ("προωθημένο μήνυμα", "προωθούμενο μήνυμα"),
               ("αρχή προωθημένου μηνύματος", "έναρξη προωθημένου μηνύματος")),
    Separators("tr", ("özgün ileti", "orijinal mesaj", "orijinal ileti", "asıl ileti", "özgün mesaj", "ilk mesaj"),
               ("iletilmiş mesaj", "iletilen ileti", "yönlendirilmiş ileti", "iletilen mesaj", "yönlendirilen mesaj",
                "yönlendirilen ileti", "forwarded message"),
               ("ileti başlangıcı", "yönlendirilen ileti başlangıcı", "iletilen mesajın başlangıcı")),
    Separators("fi", ("alkuperäinen viesti", "alkuperäinen viesti / orig.msg.", "alkuperäinen sähköposti",
                      "alkuperäinen tapaaminen"),
               ("välitetty viesti", "välitetty viesti / fwd.msg", "edelleenlähetetty viesti", "lähetetty edelleen"),
               ("välitetty viesti alkaa", "välitetty viesti", "edelleenlähetetty viesti alkaa")),
    Separators("sv", ("ursprungligt meddelande", "originalmeddelande", "ursprungsmeddelande", "ursprungligt mejl",
                      "originalmeddelandet", "ursprunglig avtalad tid"),
               ("vidarebefordrat meddelande", "vidarebefordrat mejl", "vidarebefordrat brev"),
               ("vidarebefordrat mejl", "vidarebefordrat brev", "vidarebefordrat meddelande",
                "början på vidarebefordrat meddelande")),
    Separators("no", ("opprinnelig melding", "opphavleg melding", "opprinnelig e-post", "original melding"),
               ("videresendt melding", "videresendt e-post", "vidaresend melding"),
               ("videresendt melding", "start på videresendt melding", "begynnelse på videresendt melding")),
    Separators("da", ("oprindelig meddelelse", "original meddelelse", "oprindelig besked", "oprindelig mail",
                      "original besked"),
               ("videresendt meddelelse", "videresendt besked", "videresendt mail"),
               ("start på videresendt besked", "videresendt besked", "begyndelse på videresendt meddelelse")),
    Separators("is", ("upprunalegur póstur", "upprunaleg skilaboð"), ("áframsendur póstur", "framsend skilaboð"), ()),
    Separators("et", ("algne kiri", "algne sõnum", "originaalkiri", "algne teade"),
               ("edastatud kiri", "edastatud sõnum", "edasisaadetud kiri"), ()),
    Separators("lv", ("sākotnējā ziņa", "oriģinālais ziņojums", "sākotnējais ziņojums", "oriģinālā vēstule"),
               ("pārsūtīta ziņa", "pārsūtītais ziņojums", "pārsūtītā ziņa", "pārsūtīts ziņojums"), ()),
    Separators("lt", ("originalus laiškas", "pradinis pranešimas", "pirminis laiškas", "originali žinutė"),
               ("persiųstas laiškas", "persiunčiamas laiškas", "persiųsta žinutė", "persiųstas pranešimas"), ()),
    Separators("ja", ("元のメッセージ", "元のメール", "オリジナルメッセージ", "original message"),
               ("転送されたメッセージ", "転送メッセージ", "転送メール", "forwarded message", "転送されたメール"),
               ("転送されたメッセージ", "転送メッセージの開始", "転送されたメール")),
    Separators("zh", ("原始邮件", "原始郵件", "原邮件", "原郵件", "原始信件", "原始消息", "邮件原件",
                      "回复的原邮件", "回复邮件信息",
                      "回复的邮件", "原始訊息", "原始邮件信息", "郵件原件"),
               ("转发的邮件", "转发邮件", "轉寄郵件",
                "转发邮件信息", "转发的消息", "已转发邮件", "轉寄的郵件", "轉寄訊息", "转发信息",
                "转发的邮件信息", "forwarded message", "已轉寄郵件", "转发消息", "被转发邮件信息"),
               ("开始转发的邮件", "以下是转发的邮件", "下面是被转发的邮件", "被转发的邮件",
                "開始轉寄郵件", "以下是轉寄的郵件",
                "開始轉寄的郵件")),
    Separators("ko", ("원본 메시지", "원본 메일", "원본메일", "원본메시지", "original message"),
               ("전달된 메시지", "전달된 메일", "forwarded message", "전달된 편지"),
               ("전달된 메시지 시작", "전달된 메시지")),
    Separators("he", ("הודעה מקורית", "ההודעה המקורית"), ("הודעה שהועברה", "ההודעה שהועברה", "forwarded message"),
               ("תחילת ההודעה שהועברה", "התחלת הודעה שהועברה")),
    Separators("ar", ("الرسالة الأصلية", "رسالة أصلية", "الرسالة الأصليَّة", "الرساله الاصليه"),
               ("رسالة محوّلة", "الرسالة المعاد توجيهها", "رسالة ممرّرة", "رسالة معاد توجيهها",
                "رسالة مُعاد توجيهها", "رسالة مُعاد إرسالها"),
               ("بداية الرسالة المعاد توجيهها", "بداية الرسالة المحولة")),
    Separators("fa", ("پیام اصلی",), ("پیام هدایت‌شده", "پیام فوروارد شده"), ()),
    Separators("hi", ("मूल संदेश",), ("अग्रेषित संदेश",), ()),
    Separators("vi", ("thư gốc", "tin nhắn gốc", "thư ban đầu"),
               ("thư đã chuyển tiếp", "thư được chuyển tiếp", "tin nhắn được chuyển tiếp", "tin nhắn đã chuyển tiếp"),
               ("bắt đầu thư được chuyển tiếp",)),
    Separators("th", ("ข้อความต้นฉบับ", "ข้อความเดิม"), ("ข้อความที่ส่งต่อ",), ("เริ่มต้นข้อความที่ส่งต่อ",)),
    Separators("id", ("pesan asli", "surat asli", "mesej asal"), ("pesan terusan", "pesan yang diteruskan",
                      "mesej dimajukan"), ("mulai pesan yang diteruskan", "mulai pesan terusan")),
    Separators("sq", ("mesazhi origjinal",), ("mesazh i përcjellë",), ()),
    Separators("ka", ("საწყისი წერილი",), ("გადაგზავნილი წერილი",), ()),
    Separators("af", ("oorspronklike boodskap",), ("aangestuurde boodskap",), ()),
)  # fmt: skip

# Openings of what stands between dashes: "Forwarded by Ann Lee on …", "Forwarded message from Ann".
_OPENINGS = (
    ("forwarded by ", Behind.FORWARDED),
    ("forwarded message from ", Behind.FORWARDED),
    ("forwarded from ", Behind.FORWARDED),
    ("forwarded message follows", Behind.FORWARDED),
    ("weitergeleitet von ", Behind.FORWARDED),
    ("transféré par ", Behind.FORWARDED),
    ("reenviado por ", Behind.FORWARDED),
    ("inoltrato da ", Behind.FORWARDED),
    ("doorgestuurd door ", Behind.FORWARDED),
    ("message from ", Behind.ORIGINAL),
    ("original message from ", Behind.ORIGINAL),
    ("original message by ", Behind.ORIGINAL),
    ("ursprüngliche nachricht von ", Behind.ORIGINAL),
    ("end forwarded message", Behind.NOTHING),
    ("end of forwarded message", Behind.NOTHING),
    ("end of original message", Behind.NOTHING),
    ("end original message", Behind.NOTHING),
    ("end of forwarded ", Behind.NOTHING),
    ("ende der weitergeleiteten nachricht", Behind.NOTHING),
    ("ende weitergeleitete nachricht", Behind.NOTHING),
    ("fin du message", Behind.NOTHING),
    ("fin del mensaje reenviado", Behind.NOTHING),
    ("fine messaggio inoltrato", Behind.NOTHING),
    ("einde doorgestuurd bericht", Behind.NOTHING),
    ("koniec przekazanej wiadomości", Behind.NOTHING),
    ("конец пересылаемого сообщения", Behind.NOTHING),
    ("завершение пересылаемого сообщения", Behind.NOTHING),
    ("конец пересланного сообщения", Behind.NOTHING),
)

_LONGEST = 160
_DASHES = "-–—_=*~#<>｜─━ \t\xa0"
_RULES = frozenset("-–—_=*~#<>─━")


def _by_words() -> tuple[dict[str, Behind], dict[str, Behind]]:
    dashed: dict[str, Behind] = {}
    begin: dict[str, Behind] = {}
    for row in SEPARATORS:
        dashed.update(dict.fromkeys(row.original, Behind.ORIGINAL))
        dashed.update(dict.fromkeys(row.forwarded, Behind.FORWARDED))
        begin.update(dict.fromkeys(row.begin, Behind.FORWARDED))
    dashed.update(begin)
    return dashed, begin


_DASHED, _BEGIN = _by_words()
BEGIN_LETTERS = frozenset(words[0] for words in _BEGIN) | frozenset(words[0].upper() for words in _BEGIN) | {"İ"}


def read(line: str) -> Behind | None:
    """What stands behind `line` (without blanks and quote marks around), None when it is no separator."""
    if len(line) > _LONGEST:
        return None
    first = line[:1]
    if first in _RULES:
        return _dashed(line)
    if first in BEGIN_LETTERS:
        return _BEGIN.get(fold(line.rstrip(" \xa0:："))) if line[-1:] in ":：" else None
    return None


def begins(line: str) -> bool:
    """Whether a forwarding line opens `line` and more stands behind it, as where HTML lost a line end."""
    at = line.find(":")
    return 0 < at < _LONGEST and line[:1] in BEGIN_LETTERS and fold(line[:at].rstrip()) in _BEGIN


def is_rule(line: str) -> bool:
    """Whether `line` (without blanks around) is nothing but five dashes, underscores or the like, or more."""
    return len(line) >= 5 and line[0] in _RULES and not line.strip(_DASHES) and line[0] not in "<>#"


def _dashed(line: str) -> Behind | None:
    words = fold(line.strip(_DASHES))
    if not words or line[1:2] not in _RULES:
        return _DASHED.get(words.rstrip(" :")) if words and line[0] == "*" and line[-1] == "*" else None
    found = _DASHED.get(words.rstrip(" :：\xa0"))
    if found is not None:
        return found
    for opening, behind in _OPENINGS:
        if words.startswith(opening):
            return behind
    return None
