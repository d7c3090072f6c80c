"""How mail systems announce the mail they return: the table of lines that stand above it.

Takes nothing; gives `SEPARATORS` and `announces(line)`. The next mail system or language is one row.
Never decides alone that a mail is a bounce: people write some of these lines too.

A row is matched without regard to case, blanks and the dashes, stars and colons around it. A line that begins with
a row of at least two words fits too, since many go on ("… including all the headers", "… (truncated)").
"""

from __future__ import annotations

from dataclasses import dataclass

# Longer lines are somebody's words, however they begin.
_LONGEST = 160
_EDGES = " \t\r\n-_=*~+#<>|:;.,…!\"'`[](){}—–―─━＝－：。・「」『』【】（）\xa0\u200b"


@dataclass(frozen=True, slots=True)
class Separator:
    """`system`: whose words they are; `line`: as `plain` gives it."""

    system: str
    line: str


SEPARATORS: tuple[Separator, ...] = (
    Separator("Exim", "this is a copy of the message"),
    Separator("Exim", "this is a copy of your message"),
    Separator("Exim", "this is a copy of the headers"),
    Separator("Exim", "this is a copy of the original message"),
    Separator("Exim", "the following is a copy of the message"),
    Separator("Exim", "the body of the message is"),
    Separator("Exim", "returned message follows"),
    Separator("qmail", "below this line is a copy of the message"),
    Separator("qmail", "below this line is a copy of your message"),
    Separator("qmail", "below this line is a copy of the headers"),
    Separator("qmail", "below this line is the original bounce"),
    Separator("qmail", "below this line is the original message"),
    Separator("qmail", "enclosed is a copy of the message"),
    Separator("qmail", "enclosed is the original message"),
    Separator("qmail", "undelivered message follows"),
    Separator("qmail", "original message follows"),
    Separator("qmail", "message headers follow"),
    Separator("qmail, German", "unterhalb dieser zeile"),
    Separator("qmail, French", "ci-dessous se trouve une copie du message"),
    Separator("qmail, Spanish", "debajo de esta línea hay una copia del mensaje"),
    Separator("qmail, Italian", "sotto questa riga c'è una copia del messaggio"),
    Separator("qmail, Portuguese", "abaixo desta linha está uma cópia da mensagem"),
    Separator("qmail, Russian", "ниже этой строки копия сообщения"),
    Separator("qmail, Japanese", "以下はメッセージのコピーです"),
    Separator("sendmail", "unsent message follows"),
    Separator("sendmail", "unsent message below"),
    Separator("sendmail", "message header follows"),
    Separator("sendmail", "message follows"),
    Separator("sendmail", "message text follows"),
    Separator("sendmail", "original message header follows"),
    Separator("sendmail", "returned message"),
    Separator("sendmail", "return message follows"),
    Separator("Gmail", "original message"),
    Separator("Gmail", "original message headers"),
    Separator("OpenSMTPD", "below is a copy of the original message"),
    Separator("OpenSMTPD", "below is a copy of the headers"),
    Separator("DragonFly", "original message headers follow"),
    Separator("Courier", "your message follows"),
    Separator("Courier", "your original message follows"),
    Separator("Domino", "returned message headers"),
    Separator("Domino", "original message text"),
    Separator("GMX, 1&1", "the header of the original message is following"),
    Separator("GMX, 1&1", "the header of the original message follows"),
    Separator("GMX, 1&1", "the headers of the original message"),
    Separator("GMX, 1&1, German", "der header der ursprünglichen nachricht"),
    Separator("GMX, 1&1, German", "nachfolgend der header der ursprünglichen nachricht"),
    Separator("GMX, 1&1, German", "es folgt der header der ursprünglichen nachricht"),
    Separator("GMX, 1&1, French", "l'en-tête du message original"),
    Separator("GMX, 1&1, Spanish", "el encabezado del mensaje original"),
    Separator("IMail", "original message is"),
    Separator("IMail", "original message below"),
    Separator("PMDF", "the message headers follow"),
    Separator("PMDF", "the beginning of the message follows"),
    Separator("PowerMTA", "headers of the original message"),
    Separator("PowerMTA", "headers of original message"),
    Separator("mFILTER", "original mail info"),
    Separator("mFILTER", "original mail"),
    Separator("InterScan", "original message header"),
    Separator("InterScan", "message headers"),
    Separator("FML", "original mail as follows"),
    Separator("FML", "original mail follows"),
    Separator("Mercury", "here is a copy of the message"),
    Separator("Mercury", "here is a copy of your message"),
    Separator("MDaemon", "message contains"),
    Separator("SmarterMail", "the header of the original message"),
    Separator("hMailServer", "your original message"),
    Separator("CommuniGate", "the original message"),
    Separator("CommuniGate", "original message header is"),
    Separator("Lotus", "text of the message"),
    Separator("ezmlm", "a copy of the message"),
    Separator("ezmlm", "a copy of your message"),
    Separator("majordomo", "bounced message follows"),
    Separator("Mailman", "original message as follows"),
    Separator("in general", "a copy of the original message"),
    Separator("in general", "a copy of the undelivered message"),
    Separator("in general", "a copy of the headers"),
    Separator("in general", "beginning of original message"),
    Separator("in general", "begin original message"),
    Separator("in general", "begin message header"),
    Separator("in general", "begin returned message"),
    Separator("in general", "begin headers"),
    Separator("in general", "start of original message"),
    Separator("in general", "start of message header"),
    Separator("in general", "start of returned message"),
    Separator("in general", "first lines of the message"),
    Separator("in general", "the original message follows"),
    Separator("in general", "the original message was"),
    Separator("in general", "the original message is included below"),
    Separator("in general", "the original mail follows"),
    Separator("in general", "the undelivered message follows"),
    Separator("in general", "the rejected message"),
    Separator("in general", "the message headers are"),
    Separator("in general", "the full headers"),
    Separator("in general", "full message headers"),
    Separator("in general", "header of the original message"),
    Separator("in general", "headers of your message"),
    Separator("in general", "original headers"),
    Separator("in general", "original header"),
    Separator("in general", "original mail header"),
    Separator("in general", "original mail headers"),
    Separator("in general", "original e-mail"),
    Separator("in general", "original email"),
    Separator("in general", "message header"),
    Separator("in general", "mail header"),
    Separator("in general", "email headers"),
    Separator("in general", "returned mail"),
    Separator("in general", "returned mail follows"),
    Separator("in general", "rejected message"),
    Separator("in general", "rejected message follows"),
    Separator("in general", "rejected mail"),
    Separator("in general", "undelivered message"),
    Separator("in general", "undelivered mail"),
    Separator("in general", "undeliverable message"),
    Separator("in general", "undeliverable mail follows"),
    Separator("in general", "failed message follows"),
    Separator("in general", "your message headers"),
    Separator("in general", "your message reads"),
    Separator("in general", "your original mail"),
    Separator("in general", "the text of your message"),
    Separator("Exchange, German", "ursprüngliche nachrichtenkopfzeilen"),
    Separator("Exchange, German", "ursprüngliche nachrichtenkopfdaten"),
    Separator("Exchange, German", "header der ursprünglichen nachricht"),
    Separator("in general, German", "kopfzeilen der ursprünglichen nachricht"),
    Separator("in general, German", "kopfzeilen der originalnachricht"),
    Separator("in general, German", "ursprüngliche nachricht"),
    Separator("in general, German", "originalnachricht"),
    Separator("in general, German", "original-nachricht"),
    Separator("in general, German", "dies ist eine kopie der nachricht"),
    Separator("in general, German", "dies ist eine kopie ihrer nachricht"),
    Separator("in general, German", "kopie der nachricht"),
    Separator("in general, German", "kopie ihrer nachricht"),
    Separator("in general, German", "ihre nachricht lautete"),
    Separator("in general, German", "zurückgesandte nachricht"),
    Separator("Exchange, French", "en-têtes de message d'origine"),
    Separator("Exchange, French", "en-têtes du message d'origine"),
    Separator("Exchange, French", "en-têtes des messages d'origine"),
    Separator("in general, French", "en-têtes du message original"),
    Separator("in general, French", "message d'origine"),
    Separator("in general, French", "message original"),
    Separator("in general, French", "message initial"),
    Separator("in general, French", "ceci est une copie du message"),
    Separator("in general, French", "copie du message"),
    Separator("in general, French", "le message original suit"),
    Separator("Exchange, Spanish", "encabezados de mensajes originales"),
    Separator("Exchange, Spanish", "encabezados del mensaje original"),
    Separator("Exchange, Spanish", "encabezados de mensaje original"),
    Separator("in general, Spanish", "cabeceras del mensaje original"),
    Separator("in general, Spanish", "mensaje original"),
    Separator("in general, Spanish", "copia del mensaje"),
    Separator("in general, Spanish", "esta es una copia del mensaje"),
    Separator("Exchange, Italian", "intestazioni messaggio originale"),
    Separator("Exchange, Italian", "intestazioni del messaggio originale"),
    Separator("Exchange, Italian", "intestazioni originali del messaggio"),
    Separator("in general, Italian", "messaggio originale"),
    Separator("in general, Italian", "questa è una copia del messaggio"),
    Separator("in general, Italian", "copia del messaggio"),
    Separator("Exchange, Portuguese", "cabeçalhos de mensagens originais"),
    Separator("Exchange, Portuguese", "cabeçalhos de mensagem originais"),
    Separator("Exchange, Portuguese", "cabeçalhos da mensagem original"),
    Separator("Exchange, Portuguese", "cabeçalhos originais da mensagem"),
    Separator("in general, Portuguese", "mensagem original"),
    Separator("in general, Portuguese", "cópia da mensagem"),
    Separator("in general, Portuguese", "esta é uma cópia da mensagem"),
    Separator("Exchange, Dutch", "oorspronkelijke berichtkoppen"),
    Separator("Exchange, Dutch", "oorspronkelijke berichtkopteksten"),
    Separator("Exchange, Dutch", "kopteksten van oorspronkelijk bericht"),
    Separator("in general, Dutch", "oorspronkelijk bericht"),
    Separator("in general, Dutch", "origineel bericht"),
    Separator("in general, Dutch", "dit is een kopie van het bericht"),
    Separator("in general, Dutch", "kopie van het bericht"),
    Separator("Exchange, Danish", "oprindelige meddelelseshoveder"),
    Separator("Exchange, Danish", "oprindelige brevhoveder"),
    Separator("in general, Danish", "oprindelig meddelelse"),
    Separator("in general, Danish", "den oprindelige meddelelse"),
    Separator("Exchange, Norwegian", "opprinnelige meldingshoder"),
    Separator("in general, Norwegian", "opprinnelig melding"),
    Separator("Exchange, Swedish", "ursprungliga meddelandehuvuden"),
    Separator("Exchange, Swedish", "ursprungliga meddelanderubriker"),
    Separator("in general, Swedish", "ursprungligt meddelande"),
    Separator("Exchange, Finnish", "alkuperäisen viestin otsikot"),
    Separator("Exchange, Finnish", "alkuperäiset viestiotsikot"),
    Separator("in general, Finnish", "alkuperäinen viesti"),
    Separator("Exchange, Polish", "oryginalne nagłówki wiadomości"),
    Separator("Exchange, Polish", "nagłówki oryginalnej wiadomości"),
    Separator("in general, Polish", "oryginalna wiadomość"),
    Separator("in general, Polish", "wiadomość oryginalna"),
    Separator("in general, Polish", "kopia wiadomości"),
    Separator("Exchange, Czech", "původní záhlaví zprávy"),
    Separator("Exchange, Czech", "záhlaví původní zprávy"),
    Separator("in general, Czech", "původní zpráva"),
    Separator("in general, Slovak", "pôvodná správa"),
    Separator("in general, Slovak", "hlavičky pôvodnej správy"),
    Separator("Exchange, Hungarian", "eredeti üzenetfejlécek"),
    Separator("Exchange, Hungarian", "az eredeti üzenet fejlécei"),
    Separator("in general, Hungarian", "eredeti üzenet"),
    Separator("in general, Romanian", "mesajul original"),
    Separator("in general, Romanian", "anteturile mesajului original"),
    Separator("in general, Greek", "αρχικό μήνυμα"),
    Separator("in general, Greek", "κεφαλίδες αρχικού μηνύματος"),
    Separator("Exchange, Turkish", "özgün ileti üst bilgileri"),
    Separator("Exchange, Turkish", "özgün ileti üstbilgileri"),
    Separator("in general, Turkish", "özgün ileti"),
    Separator("in general, Turkish", "orijinal ileti"),
    Separator("Exchange, Russian", "исходные заголовки сообщений"),
    Separator("Exchange, Russian", "исходные заголовки сообщения"),
    Separator("Exchange, Russian", "заголовки исходного сообщения"),
    Separator("in general, Russian", "исходное сообщение"),
    Separator("in general, Russian", "оригинальное сообщение"),
    Separator("in general, Russian", "копия сообщения"),
    Separator("in general, Russian", "копия вашего сообщения"),
    Separator("in general, Russian", "заголовки сообщения"),
    Separator("in general, Ukrainian", "заголовки вихідного повідомлення"),
    Separator("in general, Ukrainian", "оригінальне повідомлення"),
    Separator("Exchange, Japanese", "元のメッセージ ヘッダー"),
    Separator("Exchange, Japanese", "元のメッセージのヘッダー"),
    Separator("Exchange, Japanese", "元のメッセージヘッダー"),
    Separator("in general, Japanese", "元のメッセージ"),
    Separator("in general, Japanese", "元のメール"),
    Separator("in general, Japanese", "送信されたメール"),
    Separator("in general, Japanese", "以下は送信されたメール"),
    Separator("in general, Japanese", "以下、元のメール"),
    Separator("in general, Japanese", "オリジナルメッセージ"),
    Separator("in general, Japanese", "オリジナルメール"),
    Separator("in general, Japanese", "メールヘッダ"),
    Separator("Exchange, Chinese", "原始邮件头"),
    Separator("Exchange, Chinese", "原始邮件标头"),
    Separator("in general, Chinese", "原始邮件"),
    Separator("in general, Chinese", "原邮件"),
    Separator("in general, Chinese", "邮件原文"),
    Separator("in general, Chinese", "退信原文"),
    Separator("Exchange, Chinese", "原始郵件標頭"),
    Separator("in general, Chinese", "原始郵件"),
    Separator("Exchange, Korean", "원본 메시지 헤더"),
    Separator("in general, Korean", "원본 메시지"),
    Separator("in general, Korean", "원본 메일"),
)

_LINES = frozenset(row.line for row in SEPARATORS)


def _openings() -> dict[str, tuple[str, ...]]:
    """The rows that a line may go on behind, by their first two letters.

    One word is too little to go by when the line goes on: "Originalnachricht erhalten" is a sentence.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in sorted(_LINES):
        if " " in line or not line.isascii():
            found[line[:2]] = (*found.get(line[:2], ()), line)
    return found


_OPENINGS = _openings()


def plain(line: str) -> str:
    """`line` as the table has it: lower case, single blanks, no frame of dashes, straight apostrophes."""
    return " ".join(line.strip(_EDGES).lower().replace("\u2019", "'").split())


def announces(line: str) -> bool:
    """Whether `line` is one that mail systems put above the mail they return."""
    if len(line) > _LONGEST:
        return False
    bare = line.strip(_EDGES)
    if not bare or bare[:2].lower().replace("\u2019", "'") not in _OPENINGS:
        return bare.lower() in _LINES
    bare = plain(bare)
    return bare in _LINES or bare.startswith(_OPENINGS[bare[:2]])
