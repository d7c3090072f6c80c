"""`supportd mail show FILE`: what supportd reads in a mail.

Takes a file, or "-" for standard input; gives all that was understood, as text or JSON.
Never needs a configuration, a database or the daemon; the mail is parsed here, by the person who asked.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from commands.exits import Exit
from commands.output import Look, fail, say_in, to_json
from parsers.deep import Hop, defects, received
from parsers.defects import words
from parsers.mail import Address, Attachment, DeliveryReport, Forwarded, Mail, Span, SpanKind, Sureness
from parsers.read import html, parse

# A line of the report: the title and what follows it.
_Line = tuple[str, str, Look]


@dataclasses.dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of span is shown: the letter in front of its lines, its words in the legend, its colour."""

    letter: str
    words: str
    look: Look


_KINDS: Mapping[SpanKind, _Kind] = {
    SpanKind.REPLY: _Kind("n", "new words", Look.GOOD),
    SpanKind.QUOTED: _Kind("q", "quote", Look.CYAN),
    SpanKind.SIGNATURE: _Kind("s", "signature", Look.YELLOW),
    SpanKind.FORWARDED: _Kind("f", "forwarded", Look.MAGENTA),
}
_SURENESS: Mapping[Sureness, str] = {
    Sureness.ATTACHED: "the original is attached",
    Sureness.MARKED: "marked as forwarded by the mail program",
    Sureness.HEADER_BLOCK: "a header block alone, which may also be a quote",
}


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
        typer.echo(to_json({"mail": _document(mail), "received": hops, "library_defects": library_defects}))
        return
    for title, text, look in _lines(mail):
        say_in((f"{title + ':':<13}", Look.DIM), (text, look))
    for hop in hops:
        say_in((f"{'received:':<13}", Look.DIM), (_hop(hop), Look.PLAIN))
    for defect in library_defects:
        say_in((f"{'defect:':<13}", Look.DIM), (f"{defect} (mail-parser)", Look.BAD))
    _text(mail)
    if mail.forwarded is not None and mail.forwarded.sureness is Sureness.ATTACHED:
        _stretch("attached mail", mail.forwarded.text)


def _document(mail: Mail) -> dict[str, object]:
    """Every field, and the stretches of the text as they are joined for people."""
    return {
        **{field.name: getattr(mail, field.name) for field in dataclasses.fields(mail)},
        "reply": mail.reply,
        "quoted": mail.shown(SpanKind.QUOTED),
        "signature": mail.shown(SpanKind.SIGNATURE),
        "forwarded_text": mail.shown(SpanKind.FORWARDED),
    }


def _lines(mail: Mail) -> Iterator[_Line]:
    yield from _people(mail)
    yield from _matter(mail)
    yield from _understood(mail)
    for defect in mail.defects:
        detail = f": {defect.detail}" if defect.detail else ""
        yield "defect", f"{words(defect.code)} ({defect.code}{detail})", Look.BAD


def _people(mail: Mail) -> Iterator[_Line]:
    yield "from", _listed(mail.from_), Look.PLAIN
    authority = mail.author or "none: the From field is not one plain address"
    yield "authority", authority, Look.STRONG if mail.author else Look.BAD
    if mail.sender is not None:
        yield "sender", _named(mail.sender), Look.PLAIN
    if mail.reply_to:
        yield "reply-to", _listed(mail.reply_to), Look.PLAIN
    yield "to", _listed(mail.to), Look.PLAIN
    if mail.cc:
        yield "cc", _listed(mail.cc), Look.PLAIN
    if mail.delivered_to:
        yield "delivered to", ", ".join(mail.delivered_to), Look.PLAIN
    if mail.return_path is not None:
        yield "return path", mail.return_path or "<> (nobody wants to hear of it)", Look.PLAIN


def _matter(mail: Mail) -> Iterator[_Line]:
    yield "subject", mail.subject, Look.STRONG
    if mail.base_subject != mail.subject:
        yield "base subject", mail.base_subject, Look.PLAIN
    yield "date", mail.date.isoformat() if mail.date else "none", Look.PLAIN
    yield "message-id", mail.message_id or "none", Look.PLAIN
    if mail.references or mail.in_reply_to:
        yield "answers", ", ".join(dict.fromkeys((*mail.in_reply_to, *mail.references))), Look.PLAIN
    if mail.returned_ids:
        yield "returns", ", ".join(mail.returned_ids), Look.PLAIN
    if mail.numbers:
        yield "numbers", ", ".join(f"#{number}" for number in mail.numbers), Look.PLAIN
    for token in mail.tokens:
        yield "token", f"in {token.place} (not checked here)", Look.PLAIN


def _understood(mail: Mail) -> Iterator[_Line]:
    decided = f" ({'; '.join(mail.origin_evidence)})" if mail.origin_evidence else ""
    yield "origin", f"{mail.origin}{decided}", Look.STRONG
    if mail.answer_unwanted:
        yield "no answer", "the sender asks for no automatic one", Look.PLAIN
    yield "language", _language(mail), Look.PLAIN
    if mail.forwarded is not None:
        yield "forwarded", _original(mail.forwarded), Look.MAGENTA
    for report in mail.reports:
        yield "report", _report(report), Look.PLAIN
    for invitation in mail.invitations:
        yield "invitation", invitation.line, Look.PLAIN
    for attachment in mail.attachments:
        yield "attachment", _attachment(attachment), Look.PLAIN


def _language(mail: Mail) -> str:
    told = mail.language or "too short to tell"
    return f"{told} (the program says {mail.declared_language})" if mail.declared_language else told


def _original(original: Forwarded) -> str:
    author = _named(original.author) if original.author else "nobody told"
    date = original.date.isoformat() if original.date else "no date"
    return f"from {author}, {date}, subject: {original.subject or 'none'} ({_SURENESS[original.sureness]})"


def _report(report: DeliveryReport) -> str:
    lasting = {True: "for good", False: "for now", None: ""}[report.permanent]
    said = (report.action, report.status, lasting, f"reason {report.reason.value}", report.diagnostic)
    at = f" (at {report.remote_mta})" if report.remote_mta else ""
    return f"{report.recipient or 'nobody named'}: {' '.join(word for word in said if word)}{at}"


def _attachment(file: Attachment) -> str:
    kind = file.content_type
    if file.sniffed and file.sniffed != file.content_type:
        kind += f", looks like {file.sniffed}"
    place = ", inline" if file.inline else ""
    cid = f", cid {file.content_id}" if file.content_id else ""
    return f"{file.name or 'without a name'} ({kind}, {file.size} bytes, sha256 {file.sha256[:12]}{place}{cid})"


def _hop(hop: Hop) -> str:
    told = (("from", hop.from_), ("by", hop.by), ("with", hop.with_), ("at", hop.date))
    delay = f", {hop.delay:.0f} s after the one before" if hop.delay else ""
    return f"{hop.number}. {' '.join(f'{word} {value}' for word, value in told if value)}{delay}"


def _named(address: Address) -> str:
    return f"{address.name} <{address.addr}>" if address.name else f"<{address.addr}>"


def _listed(addresses: tuple[Address, ...]) -> str:
    return ", ".join(_named(address) for address in addresses)


def _text(mail: Mail) -> None:
    """The text, each line behind the letter and in the colour of what it is; the legend names those that occur."""
    say_in(("", Look.PLAIN))
    if not mail.text.strip():
        say_in(("no text", Look.DIM))
        return
    there = [shown for kind, shown in _KINDS.items() if any(span.kind is kind for span in mail.spans)]
    say_in(*((f"{shown.letter}| {shown.words}   ", shown.look) for shown in there))
    say_in(("", Look.PLAIN))
    for pieces in _pieces(mail.text, mail.spans):
        say_in((f"{pieces[0][1].letter}| ", Look.DIM), *((text.expandtabs(), shown.look) for text, shown in pieces))


def _pieces(text: str, spans: tuple[Span, ...]) -> Iterator[list[tuple[str, _Kind]]]:
    """Each line of `text` as pieces of one kind. A span may end within a line."""
    line: list[tuple[str, _Kind]] = []
    for span in spans:
        shown = _KINDS[span.kind]
        first, *others = text[span.start : span.end].split("\n")
        line.append((first, shown))
        for other in others:
            yield _without_empty(line)
            line = [(other, shown)]
    if any(piece for piece, _ in line):
        yield _without_empty(line)


def _without_empty(line: list[tuple[str, _Kind]]) -> list[tuple[str, _Kind]]:
    return [piece for piece in line if piece[0]] or line[-1:]


def _stretch(title: str, text: str) -> None:
    say_in(("", Look.PLAIN))
    say_in((f"{title}:", Look.DIM))
    shown = _KINDS[SpanKind.FORWARDED]
    for line in text.split("\n"):
        say_in((f"{shown.letter}| ", Look.DIM), (line.expandtabs(), shown.look))
