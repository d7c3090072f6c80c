"""Lines that help desks put into their mails so that the answer can be told from what it answers.

Takes a line; says whether it is one, ours or another help desk's. Gives `marker` to write our own.
Never takes a line for one that only talks about such a line: it has to be short, or in the "##- … -##" of our own.
"""

from __future__ import annotations

from parsers.patterns import Pattern, any_of

_OPEN, _CLOSE = "##-", "-##"

# What such lines say, by language, in lower case; another language is another row.
PHRASES: tuple[tuple[str, ...], ...] = (
    ("en", "reply above this line", "type your reply above", "respond above this line", "answer above this line",
     "reply above the line", "write above this line", "write your reply above", "reply above this text",
     "enter your reply above", "your reply above this line", "please reply above", "respond above the line",
     "text above this line", "above this line to post", "above this line to add", "reply between these lines",
     "comment above this line", "do not write below this line", "do not reply below this line",
     "reply to this email above", "your response above this line"),
    ("de", "antworten sie oberhalb dieser zeile", "antwort oberhalb dieser zeile", "antworten sie über dieser zeile",
     "über dieser zeile antworten", "oberhalb dieser linie", "antwort bitte über diese", "über dieser linie",
     "antwort über dieser zeile", "geben sie ihre antwort oberhalb", "ihre antwort über dieser",
     "oberhalb dieser zeile"),
    ("nl", "boven deze lijn", "boven deze regel", "antwoord boven", "typ uw antwoord boven", "uw antwoord boven"),
    ("fr", "au-dessus de cette ligne", "au dessus de cette ligne", "répondez au-dessus", "saisissez votre réponse au",
     "votre réponse au-dessus"),
    ("es", "por encima de esta línea", "encima de esta línea", "sobre esta línea", "responda por encima",
     "escriba su respuesta por encima", "arriba de esta línea"),
    ("pt", "acima desta linha", "acima dessa linha", "responda acima", "resposta acima desta",
             "escreva sua resposta acima"),
    ("it", "sopra questa riga", "sopra questa linea", "al di sopra di questa riga", "al di sopra di questa linea",
     "sopra di questa linea", "rispondere sopra"),
    ("ca", "per sobre d'aquesta línia", "damunt d'aquesta línia"),
    ("pl", "powyżej tej linii", "nad tą linią", "powyżej tego wiersza", "odpowiedź powyżej"),
    ("cs", "nad tuto čáru", "nad tímto řádkem", "nad tento řádek", "nad touto čarou"),
    ("sk", "nad týmto riadkom", "nad túto čiaru", "nad tento riadok", "nad touto čiarou"),
    ("hu", "e sor fölé", "e sor felett", "a vonal fölé", "ezen sor fölé", "a vonal felett válaszoljon"),
    ("ro", "deasupra acestei linii", "deasupra acestui rând"),
    ("hr", "iznad ove crte", "iznad ove linije", "iznad ovog retka"),
    ("sr", "изнад ове линије", "iznad ove linije"),
    ("sl", "nad to vrstico", "nad to črto"),
    ("bg", "над този ред", "над тази линия"),
    ("ru", "выше этой строки", "над этой строкой", "над этой линией", "выше этой линии", "выше данной строки"),
    ("uk", "над цим рядком", "вище цього рядка", "вище цієї лінії", "над цією лінією"),
    ("el", "πάνω από αυτή τη γραμμή", "πάνω από αυτήν τη γραμμή", "πάνω από τη γραμμή"),
    ("tr", "bu satırın üstüne", "bu satırın üzerine", "bu çizginin üstüne", "bu çizginin üzerine",
             "bu satırın üstünde"),
    ("fi", "tämän rivin yläpuolelle", "tämän viivan yläpuolelle"),
    ("sv", "ovanför den här raden", "ovanför denna rad", "ovanför den här linjen", "ovanför denna linje"),
    ("no", "over denne linjen", "ovenfor denne linjen"),
    ("da", "over denne linje", "ovenfor denne linje", "oven over denne linje"),
    ("et", "selle rea kohale", "selle joone kohale"),
    ("lv", "virs šīs līnijas", "virs šīs rindas"),
    ("lt", "virš šios linijos", "virš šios eilutės"),
    ("ja", "この行より上に", "この線より上に", "この行の上に", "このラインより上に", "この線の上に"),
    ("zh", "在此行上方", "在此线上方", "请在此行以上", "請在此行上方", "在此線上方", "在这条线以上", "此行之上"),
    ("ko", "이 줄 위에", "이 줄 위쪽에", "이 선 위에", "이 행 위에"),
    ("he", "מעל שורה זו", "מעל לשורה זו", "מעל קו זה"),
    ("ar", "فوق هذا السطر", "أعلى هذا السطر", "فوق هذا الخط"),
    ("vi", "phía trên dòng này", "trên dòng này"),
    ("th", "เหนือบรรทัดนี้", "เหนือเส้นนี้"),
    ("id", "di atas baris ini", "di atas garis ini"),
)  # fmt: skip

_LONGEST = 200
_SHORT = 90
_ANY = any_of(*sorted({phrase for row in PHRASES for phrase in row[1:]}))
_PHRASE = Pattern(_ANY)
_PHRASE_LAST = Pattern(rf"{_ANY}[^\pL]*$|above this line to ")
_SOMEWHERE = Pattern(rf"{any_of(_OPEN)}|{_ANY}")
_RULES = frozenset("-–—_=*~#<>+[")


def marker(words: str) -> str:
    """The line for a mail of ours: `words`, in any language, between the signs that `read` finds again."""
    return f"{_OPEN} {words} {_CLOSE}"


MARKER = marker("Please write your answer above this line")


def stands_in(text: str) -> bool:
    """Whether a marker may stand anywhere in `text`: one look at all of it, so that no line need be asked."""
    return _SOMEWHERE.holds(text)


def read(words: str) -> bool:
    """Whether a line (without blanks and quote marks around) is a reply marker."""
    if len(words) > _LONGEST:
        return False
    if words.strip("*_ ").startswith(_OPEN) and _CLOSE in words:
        return True
    if words[:1] in _RULES or words[-1:] in _RULES:
        return _PHRASE.holds(words)
    return len(words) <= _SHORT and _PHRASE_LAST.holds(words)
