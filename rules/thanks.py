"""Is a mail nothing but thanks? One row a language.

Takes a mail and answers yes or no. Never guesses: one word it does not know, a question, a file, or text that may be
somebody's answer inside a quotation, and the mail is more than thanks. Reopening a ticket for thanks is a nuisance,
leaving one closed that asks for something would be a loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.mail import Mail
from parsers.wording import words_of

_LONGEST = 65_536  # characters: thanks with a longer history below are read as more than thanks
_MOST_WORDS = 25
_ATTRIBUTION_LINES = 3  # "On Sunday, … wrote:" as programs break it
_ASKS = frozenset("?？¿")


@dataclass(frozen=True, slots=True)
class Thanks:
    """One language. `thanks`: one of these must be there; `around`: words that say nothing more beside them.

    Neither holds a word that could turn the meaning round (no, not, but, still) or
    open a question (is).
    """

    language: str
    thanks: frozenset[str]
    around: frozenset[str]


def _row(language: str, thanks: str, around: str) -> Thanks:
    return Thanks(language, frozenset(words_of(thanks)), frozenset(words_of(around)))


THANKS: tuple[Thanks, ...] = (
    _row(
        "en",
        "thanks thank thx cheers",
        "hi hello dear all team support everyone you very so much many a lot again for your the this that help answer "
        "reply quick fast prompt great perfect excellent wonderful super awesome it it's works worked now fixed solved "
        "resolved fine good and best kind warm regards wishes sincerely have nice day weekend",
    ),
    _row(
        "de",
        "danke dank dankeschön merci",
        "hallo guten tag morgen abend liebes team sie ihnen euch dir ihre eure deine die das der für schnelle rasche "
        "antwort hilfe unterstützung sehr recht vielen herzlich herzlichen nochmals jetzt nun geht es funktioniert "
        "klappt alles wieder perfekt super prima toll bestens gut gelöst geklappt geholfen und mit freundlichen "
        "freundlichem besten lieben viele liebe beste gruß grüße grüßen mfg vg lg schönen wochenende",
    ),
    _row(
        "fr",
        "merci remerciements",
        "bonjour bonsoir beaucoup bien infiniment à vous toute l'équipe pour votre la réponse aide rapide parfait "
        "super génial ça marche fonctionne maintenant c'est résolu et cordialement bonne journée",
    ),
    _row(
        "es",
        "gracias",
        "hola buenos días buenas tardes muchas mil por su tu la respuesta ayuda rápida perfecto genial excelente ya "
        "ahora funciona resuelto solucionado y saludos cordiales un saludo",
    ),
    _row("ja", "ありがとうございます ありがとうございました ありがとう 感謝します", "助かりました 解決しました"),
)


def is_plain_thanks(mail: Mail) -> bool:
    """Whether the text that the sender wrote is thanks and nothing else."""
    if len(mail.text) > _LONGEST or any(not attachment.inline for attachment in mail.attachments):
        return False
    written = "\n".join(_written(mail.text.split("\n")))
    if not _ASKS.isdisjoint(written):
        return False
    words = words_of(written)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    names = frozenset(words_of(mail.from_[0].name)) if mail.from_ else frozenset()
    return any(not row.thanks.isdisjoint(words) and row.thanks | row.around | names >= set(words) for row in THANKS)


def _written(lines: list[str]) -> Iterator[str]:
    """The lines above a signature that are no quotation and do not introduce one."""
    introductions = _introductions(lines)
    for place, line in enumerate(lines):
        if line.rstrip() == "--":
            return
        if not _is_quoted(line) and place not in introductions:
            yield line


def _introductions(lines: list[str]) -> set[int]:
    """Places of the lines that end in a colon right above the first quotation."""
    quotation = next((place for place, line in enumerate(lines) if _is_quoted(line)), 0)
    end = quotation
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    if end == 0 or not lines[end - 1].rstrip().endswith((":", "：")):
        return set()
    start = end
    while start > max(0, end - _ATTRIBUTION_LINES) and lines[start - 1].strip():
        start -= 1
    return set(range(start, end))


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")
