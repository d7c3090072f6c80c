"""The project's own mails, each with a story and what has to be read in it.

Takes the folder this file lies in, or one pair of files; gives `Story` values, and what `parse` says in their terms.
Never judges: `tests/parsers/test_corpus.py` compares, `tests/corpus/README.md` says what may be given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from parsers.mail import Address, Forwarded, Mail, SpanKind
from parsers.read import parse
from parsers.thanks import is_plain_thanks

FOLDER = Path(__file__).resolve().parent

# What stands for "there is none" where TOML has no word for it.
NONE = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One mail. `area`: its folder; `name`: of its files, without endings; `wanted`: the keys given beside `story`."""

    area: str
    name: str
    story: str
    raw: bytes
    wanted: Mapping[str, Any]

    @property
    def title(self) -> str:
        """area/name, as the test is called."""
        return f"{self.area}/{self.name}"


class StoryError(ValueError):
    """A story file that cannot be used, and why."""


@cache
def stories() -> tuple[Story, ...]:
    """Every story there is, by area and name. Raises `StoryError` with the file's name."""
    return tuple(read(file) for file in mails() if file.with_suffix(".toml").exists())


def mails() -> list[Path]:
    """Every mail of the corpus."""
    return sorted(FOLDER.glob("*/*.eml"))


def expectations() -> list[Path]:
    """Every expectation of the corpus."""
    return sorted(FOLDER.glob("*/*.toml"))


def read(mail: Path) -> Story:
    """The story whose mail lies at `mail`."""
    file = mail.with_suffix(".toml")
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
        sentence = given.pop("story", "")
        _check(given, sentence)
    except (ValueError, OSError) as error:
        raise StoryError(f"{file.parent.name}/{file.name}: {error}") from error
    return Story(file.parent.name, file.stem, sentence, mail.read_bytes(), given)


def differences(story: Story) -> dict[str, tuple[Any, Any]]:
    """(wanted, read) by key, for each key of `story` that is read otherwise."""
    mail = parse(story.raw)
    pairs = {key: (_tidy(wanted), _tidy(_like(wanted, SAID[key](mail)))) for key, wanted in story.wanted.items()}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def said(mail: Mail) -> dict[str, Any]:
    """All that a story may ask about, as `mail` has it."""
    return {key: say(mail) for key, say in SAID.items()}


def _shown(kind: SpanKind) -> Callable[[Mail], str]:
    return lambda mail: mail.shown(kind)


def _address(address: Address | None) -> str:
    if address is None:
        return NONE
    return f"{address.name} <{address.addr}>" if address.name else address.addr


def _moment(moment: datetime | None) -> str:
    return NONE if moment is None else moment.isoformat()


def _reports(mail: Mail) -> list[dict[str, Any]]:
    return [
        {
            "recipient": report.recipient,
            "action": report.action,
            "status": report.status,
            "permanent": NONE if report.permanent is None else report.permanent,
            "reason": report.reason.value,
            "diagnostic": report.diagnostic,
            "remote_mta": report.remote_mta,
        }
        for report in mail.reports
    ]


def _attachments(mail: Mail) -> list[dict[str, Any]]:
    return [
        {
            "name": file.name,
            "content_type": file.content_type,
            "sniffed": file.sniffed,
            "size": file.size,
            "inline": file.inline,
            "part": file.part,
            "content_id": file.content_id or NONE,
            "sha256": file.sha256,
        }
        for file in mail.attachments
    ]


def _forwarded(original: Forwarded | None) -> dict[str, Any] | bool:
    if original is None:
        return False
    return {
        "author": _address(original.author),
        "date": _moment(original.date),
        "subject": original.subject,
        "text": original.text,
        "sureness": original.sureness.value,
    }


SAID: Mapping[str, Callable[[Mail], Any]] = {
    "author": lambda mail: mail.author or NONE,
    "from": lambda mail: [_address(each) for each in mail.from_],
    "sender": lambda mail: _address(mail.sender),
    "reply_to": lambda mail: [_address(each) for each in mail.reply_to],
    "to": lambda mail: [_address(each) for each in mail.to],
    "cc": lambda mail: [_address(each) for each in mail.cc],
    "delivered_to": lambda mail: list(mail.delivered_to),
    "return_path": lambda mail: mail.return_path or NONE,
    "subject": lambda mail: mail.subject,
    "base_subject": lambda mail: mail.base_subject,
    "date": lambda mail: _moment(mail.date),
    "message_id": lambda mail: mail.message_id or NONE,
    "in_reply_to": lambda mail: list(mail.in_reply_to),
    "references": lambda mail: list(mail.references),
    "numbers": lambda mail: list(mail.numbers),
    "tokens": lambda mail: [f"{token.place}: {token.text}" for token in mail.tokens],
    "origin": lambda mail: mail.origin.value,
    "origin_evidence": lambda mail: list(mail.origin_evidence),
    "answer_unwanted": lambda mail: mail.answer_unwanted,
    "thanks": is_plain_thanks,
    "language": lambda mail: mail.language or NONE,
    "declared_language": lambda mail: mail.declared_language or NONE,
    "text": lambda mail: mail.text,
    "reply": lambda mail: mail.reply,
    "quoted": _shown(SpanKind.QUOTED),
    "signature": _shown(SpanKind.SIGNATURE),
    "forwarded_text": _shown(SpanKind.FORWARDED),
    "returned_ids": lambda mail: list(mail.returned_ids),
    "invitations": lambda mail: [invitation.line for invitation in mail.invitations],
    "defects": lambda mail: sorted({defect.code for defect in mail.defects}),
    "reports": _reports,
    "attachments": _attachments,
    "forwarded": lambda mail: _forwarded(mail.forwarded),
}
# Keys whose value is a table, or a list of them, and what each table may say.
TABLES: Mapping[str, frozenset[str]] = {
    "reports": frozenset({"recipient", "action", "status", "permanent", "reason", "diagnostic", "remote_mta"}),
    "attachments": frozenset(
        {"name", "content_type", "sniffed", "size", "inline", "part", "content_id", "sha256"},
    ),
    "forwarded": frozenset({"author", "date", "subject", "text", "sureness"}),
}


def _check(given: Mapping[str, Any], sentence: str) -> None:
    if not sentence:
        raise StoryError("tells no story")
    if not given:
        raise StoryError("expects nothing")
    if unknown := sorted(given.keys() - SAID.keys()):
        raise StoryError(f"unknown: {', '.join(unknown)}")
    for key in given.keys() & TABLES.keys():
        tables = given[key] if isinstance(given[key], list) else [given[key]]
        unknown = sorted({name for table in tables if isinstance(table, dict) for name in table} - TABLES[key])
        if unknown:
            raise StoryError(f"unknown in {key}: {', '.join(unknown)}")


def _like(wanted: Any, found: Any) -> Any:
    """`found` without what `wanted` does not ask about."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: value for name, value in found.items() if name in wanted}
    if isinstance(wanted, list) and isinstance(found, list):
        asked = [*wanted, *[None] * (len(found) - len(wanted))]
        return [_like(each, value) for each, value in zip(asked, found, strict=False)]
    return found


def _tidy(value: Any) -> Any:
    """Blank lines around a text mean nothing, and a date may be written in any zone."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case str():
            return value.strip("\n")
        case dict():
            return {name: _tidy(each) for name, each in value.items()}
        case list():
            return [_tidy(each) for each in value]
        case _:
            return value
