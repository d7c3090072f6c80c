"""The mail an alert is told by: plain words, no mail's own text, nothing that could be answered into a ticket.

Takes a reason code, a subject and details; gives letters, one for each person who is to be told.
Never bears an envelope sender: a mail that cannot be delivered makes no bounce, so an alert never causes another.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

from daemon.delivery import Letter
from parsers.compose import compose
from parsers.draft import AutoSubmitted, Draft
from parsers.mail import Address
from parsers.token import Claim, Form, Purpose, sign
from rules.model import Desk, Mailbox
from rules.reasons import reason
from rules.tokens import DESK_NONCE

_STAMP_BITS = 0xFFFFFFFF


def alert_letters(
    desk: Desk, mailbox: Mailbox, recipients: Sequence[str], code: str, subject: str, detail: str, now: datetime
) -> list[Letter]:
    """One letter a recipient. Their ids are negative: they are no outbox rows."""
    return [
        _letter(desk, mailbox, recipient, f"{code} {subject}".rstrip(), _words(desk, code, subject, detail, now), now)
        for recipient in recipients
    ]


def _words(desk: Desk, code: str, subject: str, detail: str, now: datetime) -> str:
    about = f"It is about: {subject}\n" if subject else ""
    return (
        f"{reason(code).operator.capitalize()}.\n\n"
        f"{about}Details: {detail}\nReason code: {code}\nDesk: {desk.instance}\nAt: {now:%Y-%m-%d %H:%M:%S} UTC\n\n"
        "`supportd status` shows what is open. You get at most one mail an hour for this reason.\n"
    )


def _letter(desk: Desk, mailbox: Mailbox, recipient: str, about: str, text: str, now: datetime) -> Letter:
    number = zlib.crc32(f"{about}\0{recipient}".encode())
    claim = Claim(Purpose.DESK, 0, number, int(now.timestamp()) & _STAMP_BITS)
    mark = sign(Form.MESSAGE_ID, claim, desk.keys, desk.instance, DESK_NONCE)
    message_id = f"{mark}@{mailbox.address.rpartition('@')[2]}"
    draft = Draft(
        message_id=message_id,
        loop=message_id,
        date=now,
        from_=Address(mailbox.display_name, mailbox.address),
        to=Address("", recipient),
        cc=(),
        reply_to=None,
        subject=f"[{desk.name}] alert: {about}",
        in_reply_to=None,
        references=(),
        auto_submitted=AutoSubmitted.GENERATED,
        suppress="All",
        bulk=False,
        language="en",
        extra=(),
        text=text,
        html=None,
        files=(),
    )
    return Letter(-1 - number, "", recipient, compose(draft))
