"""What supportd reads in a mail, as the plain dict that a scorer of mail parsers wants.

Takes the octets of a mail; gives sender, recipients, subject, text, new words, files, and what kind of mail it is.
Never starts the daemon and needs no configuration.
"""

from __future__ import annotations

from typing import Any

from parsers.mail import DeliveryReport, Mail, Origin
from parsers.read import parse

_GOOD_NEWS = frozenset({"delivered", "relayed", "expanded"})
_REPORTS = frozenset({Origin.BOUNCE, Origin.DELAY_NOTICE})


def read(raw: bytes) -> dict[str, Any]:
    """One mail: `from`, `to`, `subject`, `text`, `reply`, `attachments`, `auto`, `bounce` (or None), `refs`."""
    mail = parse(raw)
    return {
        "from": mail.from_[0].addr if mail.from_ else "",
        "to": [address.addr for address in mail.to],
        "subject": mail.subject,
        "text": mail.text,
        "reply": mail.reply,
        "attachments": [
            {"filename": file.name, "content_type": file.content_type, "size": file.size} for file in mail.attachments
        ],
        "auto": mail.origin is not Origin.HUMAN,
        "bounce": _bounce(mail),
        "refs": list(dict.fromkeys((*mail.in_reply_to, *mail.references, *mail.returned_ids))),
    }


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
