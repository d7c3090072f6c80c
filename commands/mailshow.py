"""`supportd mail show FILE`: what supportd reads in a mail.

Takes a file, or "-" for standard input; gives all that was understood, as text or JSON.
Never needs a configuration, a database or the daemon; the mail is parsed here, by the person who asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from commands.exits import Exit
from commands.output import block, fail, say, to_json
from parsers.deep import defects, received
from parsers.mail import Mail
from parsers.read import html, parse


def show(path: Path, as_json: bool, as_html: bool) -> None:
    """Print one mail; `as_html`: only its HTML part, made safe for a browser."""
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        fail(f"{path}: {error.strerror}", Exit.NOT_FOUND)
    if as_html:
        typer.echo(html(raw))
        return
    mail = parse(raw)
    hops, library_defects = received(raw), defects(raw)
    if as_json:
        typer.echo(to_json({"mail": mail, "received": hops, "library_defects": library_defects}))
        return
    for line in _lines(mail):
        say(line)
    for hop in hops:
        say(f"received:    {hop}")
    for defect in library_defects:
        say(f"defect:      {defect} (mail-parser)")
    say("")
    block(mail.text)


def _lines(mail: Mail) -> Iterator[str]:
    yield f"from:        {', '.join(f'{each.name} <{each.addr}>'.strip() for each in mail.from_)}"
    yield f"authority:   {mail.author or 'none: the From field is not one plain address'}"
    yield f"to:          {', '.join(each.addr for each in mail.to)}"
    if mail.cc:
        yield f"cc:          {', '.join(each.addr for each in mail.cc)}"
    yield f"subject:     {mail.subject}"
    yield f"date:        {mail.date.isoformat() if mail.date else 'none'}"
    yield f"message-id:  {mail.message_id or 'none'}"
    if mail.references or mail.in_reply_to:
        yield f"answers:     {', '.join(dict.fromkeys((*mail.in_reply_to, *mail.references)))}"
    yield f"origin:      {mail.origin}" + (f" ({'; '.join(mail.origin_evidence)})" if mail.origin_evidence else "")
    for report in mail.reports:
        yield f"report:      {report.recipient}: {report.action} {report.status} {report.diagnostic}".rstrip()
    for token in mail.tokens:
        yield f"token:       in {token.place} (not checked here)"
    for attachment in mail.attachments:
        yield f"attachment:  {attachment.name} ({attachment.content_type}, {attachment.size} bytes)"
    for defect in mail.defects:
        yield f"defect:      {defect.code} {defect.detail}".rstrip()
