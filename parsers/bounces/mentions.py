"""Message-IDs that a notice mentions in running text, HTML or JSON.

Takes the text of a notice; gives ids without brackets, in the order they stand.
Never takes the id of something else for a mail's: what stands before `Message-ID` must end there.
"""

from __future__ import annotations

import binascii

from parsers import ids
from parsers.markup import entities

_MOST = 20
_MOST_LABELS = 200
_LONGEST = 512 * 1024
# How far behind its label an id may stand: a fold, quote marks, a table cell.
_AHEAD = 300
# "Message-ID" as notices in other languages have it, and as programs write it in their own formats.
_LABELS = (
    "message-id", "messageid", "message id", "message_id", "msg-id", "msgid", "nachrichten-id", "nachrichtenkennung",
    "id de message", "id du message", "identifiant du message", "id. de mensaje", "id de mensaje", "id del mensaje",
    "identificador de mensaje", "id da mensagem", "id de mensagem", "id messaggio", "id del messaggio", "bericht-id",
    "berichten-id", "meddelande-id", "meddelelses-id", "meldings-id", "viestin tunnus", "identyfikator wiadomości",
    "id wiadomości", "id zprávy", "üzenetazonosító", "ileti kimliği", "ид сообщения", "идентификатор сообщения",
    "メッセージid", "メッセージ id", "邮件 id", "邮件id", "消息 id", "郵件識別碼", "메시지 id",
)  # fmt: skip
# "Resent-Message-ID", "X-SG-Message-ID": ids of something else. These may stand before the label.
_BEFORE = ("original-", "parent-", "failed-", "bounced-")
_EDGES = " \t\r\n\"'`=:*|,;()[]{}\\>\xa0\uff1a"
_LABEL_ENDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
# Quotes stand in tags, not in ids.
_NO_ID = frozenset("\"'")
_STOPS = frozenset(" \t\r\n\"'`,;()[]{}<>\\|\xa0")


def mentioned(text: str) -> tuple[str, ...]:
    """The ids behind a label such as `Message-ID`, at most twenty."""
    text = text[:_LONGEST].replace("\u0130", "I")  # the one letter that grows in lower case, where places must stay
    lowered = text.lower()
    found: dict[str, None] = {}
    for place in _labels(lowered)[:_MOST_LABELS]:
        identifier = _behind(text[place : place + _AHEAD])
        if identifier is not None:
            found[identifier] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


def in_html(source: str) -> tuple[str, ...]:
    """The ids that HTML mentions, written as entities or, by careless programs, as if they were tags."""
    return mentioned(entities.undone(source))


def _labels(lowered: str) -> list[int]:
    """Where each label ends, left to right. A label counts once, by the first form that fits it."""
    places: list[int] = []
    for label in _LABELS:
        place = lowered.find(label)
        while place >= 0:
            end = place + len(label)
            if _is_whole(lowered, place, end):
                places.append(end)
            place = lowered.find(label, end)
    return sorted(places)


def _is_whole(lowered: str, start: int, end: int) -> bool:
    if start and lowered[start - 1] in _LABEL_ENDS and not lowered[max(0, start - 9) : start].endswith(_BEFORE):
        return False
    return lowered[end : end + 1] not in _LABEL_ENDS


def _behind(window: str) -> str | None:
    """The id that `window` opens with, in brackets or bare; None when it opens with something else."""
    if "=3C" in window or "=\n" in window:  # quoted-printable shown as it was sent
        window = binascii.a2b_qp(window.encode("utf-8", "replace")).decode("utf-8", "replace")
    bare = window.lstrip(_EDGES)
    opened = _bracketed(window)
    if opened is not None:
        return opened
    end = next((place for place, char in enumerate(bare) if char in _STOPS), len(bare))
    word = bare[:end].rstrip(".:")
    left, at, right = word.partition("@")
    return ids.sane(word.encode("utf-8", "replace")) if at and left and right else None


def _bracketed(window: str) -> str | None:
    """The first `<…@…>` within the window, where no other field begins before it."""
    for piece in window.split(">")[:-1]:
        before, opened, inside = piece.rpartition("<")
        if not opened:
            if _another_field(piece):
                return None
            continue
        if _another_field(before):
            return None
        joined = "".join(inside.split())
        if "@" in joined and not _NO_ID.intersection(joined) and "mailto:" not in joined.lower():
            return ids.sane(joined.encode("utf-8", "replace"))
    return None


def _another_field(text: str) -> bool:
    """Whether a line of `text` after its first is a field with a value: then what follows belongs to that one."""
    return any(":" in line for line in text.split("\n")[1:])
