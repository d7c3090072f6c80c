"""Plain texts that stand beside an HTML text and say nothing: "Your mail program does not support HTML".

Takes the plain text and that of the HTML; says whether the plain one is no version of it.
Never calls a text empty that the HTML says too.
"""

from __future__ import annotations

# A plain text longer than this is a text.
_LONGEST = 600
# Who writes a notice instead of a text names one of these; "html" is the same in every language.
_NOTICES = (
    "html", "browser", "webversion", "email client", "e-mail client", "mail client", "email program", "mail program",
    "mail-programm", "mailprogramm", "mail reader", "mime format", "mime-format", "mime aware", "mime-aware",
    "plain text version", "text version", "textversion", "version texte", "versión de texto", "versão em texto",
    "client de messagerie", "cliente de correo", "cliente de email", "programma di posta", "mailprogramma",
    "e-postprogram", "почтов", "почтовый клиент", "program pocztowy", "メールソフト", "浏览器", "瀏覽器", "브라우저",
)  # fmt: skip


def may_be_placeholder(plain: str) -> bool:
    """Whether `plain` could be one, by itself; False is certain."""
    if _is_markup(plain):
        return True
    words = " ".join(plain.split()) if len(plain) < _LONGEST * 4 else plain
    if len(words) > _LONGEST:
        return False
    return _is_bare(words) or any(notice in words.lower() for notice in _NOTICES)


def is_placeholder(plain: str, html: str) -> bool:
    """Whether `plain`, which may be one, says nothing of what the HTML, read as `html`, says."""
    if _is_markup(plain):
        return bool(html.strip())
    words = " ".join(plain.split())
    told = _squashed(html)
    if len(told) < len(_squashed(words)) or (_squashed(words) in told and any(char.isalnum() for char in words)):
        return False
    return _is_bare(words) or not _shares(words, html)


def _is_markup(plain: str) -> bool:
    """Whether it is the HTML itself, as programs write it that know no plain text."""
    return plain[:200].lstrip("\ufeff \t\n").lower().startswith(("<!doctype html", "<html", "<body", "<head>"))


def _is_bare(words: str) -> bool:
    """A line without a letter, or nothing but a link."""
    if not any(char.isalnum() for char in words):
        return True
    return " " not in words and words.lower().startswith(("http://", "https://", "www."))


def _shares(plain: str, html: str) -> bool:
    """Whether most of the words of `plain` stand in the HTML too."""
    words = {word for word in plain.lower().split() if len(word) > 3}
    known = set(html.lower().split())
    return len(words & known) * 2 > len(words)


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()
