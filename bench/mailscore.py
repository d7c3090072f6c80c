"""What supportd reads in a mail, as the plain dict that a scorer of mail parsers wants.

Takes the octets of a mail; gives sender, recipients, subject, text, new words, files, and what kind of mail it is.
Never starts the daemon and needs no configuration.
"""

from __future__ import annotations

from typing import Any

from parsers.attachments import octets_of
from parsers.mail import DeliveryReport, Mail, Origin, SpanKind
from parsers.read import parse

_GOOD_NEWS = frozenset({"delivered", "relayed", "expanded"})
_MAILS = frozenset({"message/rfc822", "message/global"})
_MOST = 10
_REPORTS = frozenset({Origin.BOUNCE, Origin.DELAY_NOTICE})


def read(raw: bytes) -> dict[str, Any]:
    """One mail: `from`, `to`, `subject`, `text`, `reply`, `attachments`, `auto`, `bounce` (or None), `refs`."""
    mail = parse(raw)
    return {
        "from": mail.from_[0].addr if mail.from_ else "",
        "to": [address.addr for address in mail.to],
        "subject": mail.subject,
        "text": "\n\n".join(text for text in (mail.text, *_attached(raw, mail)) if text),
        "reply": _new(mail),
        "attachments": [
            {"filename": file.name, "content_type": file.content_type, "size": file.size} for file in mail.attachments
        ],
        "auto": mail.origin is not Origin.HUMAN,
        "bounce": _bounce(mail),
        "refs": list(dict.fromkeys((*mail.in_reply_to, *mail.references, *mail.returned_ids))),
    }


def _new(mail: Mail) -> str:
    """All that is new in the mail, in order: the words and, apart from them in `Mail.spans`, the signature."""
    kinds = (SpanKind.REPLY, SpanKind.SIGNATURE)
    return "\n".join(mail.text[span.start : span.end].strip("\n") for span in mail.spans if span.kind in kinds)


def _attached(raw: bytes, mail: Mail) -> list[str]:
    """The texts of attached mails: `Mail.text` keeps them apart, a scorer looks for all words a reader can see."""
    inner = [octets_of(raw, file.part) for file in mail.attachments if file.content_type in _MAILS][:_MOST]
    return [parse(octets).text for octets in inner if octets]


def _bounce(mail: Mail) -> dict[str, list[str]] | None:
    failed = [report for report in mail.reports if report.action not in _GOOD_NEWS]
    if mail.origin not in _REPORTS:
        return None
    return {
        "recipients": [report.recipient for report in failed if report.recipient],
        "statuses": [status for report in failed if (status := _status(report))],
    }


def _status(report: DeliveryReport) -> str:
    """The status as given or found, else only its class."""
    if report.status or report.permanent is None:
        return report.status
    return "5.0.0" if report.permanent else "4.0.0"
