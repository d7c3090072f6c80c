"""Readers for the simulation: the parser in this very process, and ways in which it can go wrong.

Takes raw mails; gives what the parser children would give. The hostile ones act on a word in the mail.
Never isolates anything: real children are tested in tests/daemon and tests/flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daemon.parserpool import Parsed, ParserDied
from parsers.mail import Mail
from parsers.read import parse, parse_headers

KILLER = b"X-Killer: yes"


class SimCrash(BaseException):
    """The process ends here, as kill -9 would: no handler of the product may catch it."""


class Reader:
    """Parses at once."""

    def parse(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        return [self.whole(raw) for raw in raws]

    def parse_headers(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        return [self.headers(raw) for raw in raws]

    def whole(self, raw: bytes) -> Parsed | ParserDied:
        return Parsed(parse(raw), 0.0)

    def headers(self, raw: bytes) -> Parsed | ParserDied:
        return Parsed(parse_headers(raw), 0.0)


class DyingChild(Reader):
    """F04: the killer's child dies of it, whole or headers only."""

    def whole(self, raw: bytes) -> Parsed | ParserDied:
        return ParserDied("parser_killed", "SIGSEGV") if KILLER in raw else super().whole(raw)

    def headers(self, raw: bytes) -> Parsed | ParserDied:
        return ParserDied("parser_killed", "SIGSEGV") if KILLER in raw else super().headers(raw)


class DyingDaemon(Reader):
    """F03: the killer takes the whole daemon with it, each time it is read whole."""

    def whole(self, raw: bytes) -> Parsed | ParserDied:
        if KILLER in raw:
            raise SimCrash("killed by a mail")
        return super().whole(raw)


class BrokenPromise(Reader):
    """A43: of the killer the parser gives a Mail that breaks its word (a text no database can store)."""

    def whole(self, raw: bytes) -> Parsed | ParserDied:
        mail: Mail = parse(raw)
        return Parsed(replace(mail, text="\ud800") if KILLER in raw else mail, 0.0)
