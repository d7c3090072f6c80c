"""The log's vocabulary: one function for each thing that can happen.

Takes values of the happening; gives one line, for people or as JSON, to the sink it was configured with.
Never shows a secret, an address (each becomes a short keyed mark, O34), a control character (A67) or the variables of
a traceback (A68). Never blocks (F43: `daemon.logsink`).

`intake` follows a mail from IMAP to SMTP: every line about it carries the number of its ledger row.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import sys
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any, Protocol

import structlog

from daemon.clock import Clock, SystemClock
from daemon.delivery import Trouble
from daemon.settings import LogSettings
from parsers.cleaning import one_line, storable, visible
from rules.effects import AppendMessage, Decision, OpenTicket, QueueMail, SettleIntake
from rules.model import MailArrived
from rules.reasons import reason
from storage.outbox import OutboxClaim

_VALUE_CHARACTERS = 400
_MARK_DIGITS = 10
_FRAMES = 3
_AROUND_ADDRESSES = "<>()[]{},;:\"'"
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_Fields = MutableMapping[str, Any]
_log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Sink(Protocol):
    """Where lines go."""

    def write(self, line: str) -> None:
        """Take one line without its end. Must not block."""


def configure(settings: LogSettings, sink: Sink, clock: Clock, key: bytes) -> None:
    """Write to `sink` from now on. `key`: makes the marks that stand for addresses, so that nobody can guess them."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _stamp(clock),
            _without_addresses(key),
            _as_json if settings.format == "json" else _for_people,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[settings.level]),
        logger_factory=lambda *_: _Line(sink),
        cache_logger_on_first_use=False,
    )


class _Line:
    """What structlog calls with the finished line."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def msg(self, line: str) -> None:
        self._sink.write(line)

    debug = info = warning = error = msg


# --- the daemon itself -------------------------------------------------------------------------------


def started(version: str, mailboxes: int, database: str, policy: str) -> None:
    _log.info("started", version=version, mailboxes=mailboxes, database=database, policy=policy)


def stopping(signal: str) -> None:
    _log.info("stopping", signal=signal)


def stopped(seconds: float) -> None:
    _log.info("stopped", seconds=round(seconds, 2))


def worker_died(worker: str, error: BaseException) -> None:
    _log.error("worker_died", worker=worker, **_about(error))


def worker_stuck(worker: str, seconds: float) -> None:
    """A step takes far longer than its time-outs allow; the watchdog is no longer fed."""
    _log.error("worker_stuck", worker=worker, seconds=round(seconds))


def worker_left_behind(worker: str) -> None:
    """It did not end in time; what it had in hand is recovered at the next start."""
    _log.warning("worker_left_behind", worker=worker)


def policy_loaded(digest: str) -> None:
    _log.info("policy_loaded", policy=digest)


def policy_refused(faults: int, first: str) -> None:
    _log.warning("policy_refused", faults=faults, first=first)


def database_unavailable(worker: str, code: str, detail: str, seconds: float) -> None:
    _log.warning("database_unavailable", worker=worker, reason=code, detail=detail, again_in=round(seconds, 1))


def closed_without_database(worker: str, detail: str) -> None:
    """What it had in hand is recovered at the next start."""
    _log.warning("closed_without_database", worker=worker, detail=detail)


def database_back(worker: str) -> None:
    _log.info("database_back", worker=worker)


def alert(code: str, subject: str, detail: str) -> None:
    """The one error line of an alert."""
    _log.error("alert", reason=code, subject=subject, words=reason(code).operator, detail=detail)


def alert_over(code: str, subject: str) -> None:
    _log.info("alert_over", reason=code, subject=subject)


def alert_not_mailed(reason_code: str) -> None:
    _log.warning("alert_not_mailed", reason=reason_code)


def health_refused(detail: str) -> None:
    """Somebody asked the health socket something it does not understand, or hung up."""
    _log.debug("health_refused", detail=detail)


def lines_dropped(count: int) -> None:
    _log.warning("log_lines_dropped", count=count)


# --- mails that come ---------------------------------------------------------------------------------


def mailbox_opened(mailbox: str, folder: str, mails: int) -> None:
    _log.info("mailbox_opened", mailbox=mailbox, folder=folder, mails=mails)


def mailbox_trouble(mailbox: str, reason: str, detail: str, again_in: float) -> None:
    """Not connected, or no longer; other mailboxes are not affected."""
    _log.warning("mailbox_trouble", mailbox=mailbox, reason=reason, detail=detail, again_in=round(again_in))


def first_sight_over(mailbox: str, folder: str, ignored: int) -> None:
    """What lay in a folder when it was first seen is recorded; so many mails of it become no tickets."""
    _log.info("first_sight_over", mailbox=mailbox, folder=folder, ignored=ignored)


def mails_recorded(mailbox: str, intakes: list[int], octets: int, milliseconds: float) -> None:
    """From here on nothing of them can be lost."""
    if intakes:
        numbers = f"{intakes[0]}-{intakes[-1]}" if len(intakes) > 1 else str(intakes[0])
        _log.info("mails_recorded", mailbox=mailbox, intakes=numbers, octets=octets, ms=round(milliseconds, 1))


def mail_not_fetched(mailbox: str, uid: int, times: int) -> None:
    """The server listed it and did not give it: it may be gone, or is asked for again later (F14, F17)."""
    _log.info("mail_not_fetched", mailbox=mailbox, uid=uid, times=times)


def server_told(mailbox: str, outcome: str, mails: int) -> None:
    """What became of moving or marking recorded mails on the server."""
    _log.debug("server_told", mailbox=mailbox, outcome=outcome, mails=mails)


def parser_died(intake: int, reason: str, tries_alone: int) -> None:
    _log.warning("parser_died", intake=intake, reason=reason, tries_alone=tries_alone)


def batch_failed(count: int, error: Exception) -> None:
    """The mails of the batch are worked on one by one now."""
    _log.warning("batch_failed", mails=count, **_about(error))


def mail_failed(intake: int, error: Exception) -> None:
    _log.error("mail_failed", intake=intake, **_about(error))


def mail_decided(event: MailArrived, decision: Decision, milliseconds: float) -> None:
    """The one line of a mail: what came, which ticket, which rules, what is to leave, in what time."""
    settled = next((effect for effect in decision.effects if isinstance(effect, SettleIntake)), None)
    opened = any(isinstance(effect, OpenTicket) for effect in decision.effects)
    joined = any(isinstance(effect, AppendMessage) for effect in decision.effects)
    leaving = [effect.kind.value for effect in decision.effects if isinstance(effect, QueueMail)]
    _log.info(
        "mail",
        intake=event.intake,
        mailbox=event.mailbox,
        state=settled.state.value if settled else "none",
        reason=settled.reason if settled else None,
        ticket=settled.ticket if settled else None,
        how="opened" if opened else "joined" if joined else None,
        rules=",".join(step.rule for step in decision.trace.steps if step.rule and step.outcome == "matched") or None,
        leaves=",".join(leaving) or None,
        ms=round(milliseconds, 1),
    )


# --- mails that leave --------------------------------------------------------------------------------


def recovered(count: int) -> None:
    """Mails an earlier run left in the middle of being sent."""
    _log.warning("outbox_recovered", mails=count)


def mail_left(claim: OutboxClaim, text: str, seconds: float) -> None:
    _log.info("mail_left", **_outgoing(claim), said=text, ms=round(seconds * 1000, 1))


def mail_deferred(claim: OutboxClaim, status: str, text: str, again_in: float) -> None:
    _log.info("mail_deferred", **_outgoing(claim), status=status, said=text, again_in=round(again_in))


def mail_refused(claim: OutboxClaim, status: str, text: str) -> None:
    _log.warning("mail_refused", **_outgoing(claim), status=status, said=text)


def mail_uncertain(claim: OutboxClaim, text: str) -> None:
    _log.warning("mail_uncertain", **_outgoing(claim), said=text)


def mail_returned(claim: OutboxClaim) -> None:
    _log.debug("mail_returned", **_outgoing(claim))


def sending_paused(trouble: Trouble, mailbox: str, seconds: float) -> None:
    _log.warning(
        "sending_paused", reason=trouble.code, mailbox=mailbox or None, detail=trouble.text, again_in=round(seconds)
    )


def sending_resumed(mailbox: str) -> None:
    _log.info("sending_resumed", mailbox=mailbox or None)


# --- time and events ---------------------------------------------------------------------------------


def clock_jumped(seconds: float) -> None:
    """Timers are held for one turn (F25)."""
    _log.warning("clock_jumped", seconds=round(seconds))


def timer_fired(ticket: int, reason: str, late: float) -> None:
    _log.info("timer_fired", ticket=ticket, reason=reason, late=round(late))


def event_failed(event: str, subject: int, error: Exception) -> None:
    """A bug of ours met a timer or a delivery report; it is left alone until the next start."""
    _log.error("event_failed", about=event, subject=subject, **_about(error))


# --- how a line looks --------------------------------------------------------------------------------


def _outgoing(claim: OutboxClaim) -> dict[str, object]:
    return {
        "outbox": claim.id,
        "intake": claim.intake,
        "ticket": claim.ticket,
        "kind": claim.kind.value,
        "recipient": claim.recipient,
        "attempt": claim.attempts,
    }


def _about(error: BaseException) -> dict[str, object]:
    """Type, words and the last places in the code; never the values of variables."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return {"error": type(error).__name__, "detail": str(error), "where": places}


def _stamp(clock: Clock) -> Callable[[object, str, _Fields], _Fields]:
    def stamp(_: object, __: str, fields: _Fields) -> _Fields:
        fields["at"] = clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return fields

    return stamp


def _without_addresses(key: bytes) -> Callable[[object, str, _Fields], _Fields]:
    def mark(word: str) -> str:
        if "@" not in word:
            return word
        address = word.strip(_AROUND_ADDRESSES).lower()
        return "~" + hmac.new(key, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:_MARK_DIGITS]

    def cleaned(_: object, __: str, fields: _Fields) -> _Fields:
        for name, value in fields.items():
            if isinstance(value, str):
                line = one_line(storable(value), _VALUE_CHARACTERS)
                fields[name] = " ".join(map(mark, line.split(" "))) if "@" in line else line
        return fields

    return cleaned


def _as_json(_: object, __: str, fields: _Fields) -> str:
    first = {name: fields.pop(name) for name in ("at", "level", "event")}
    return json.dumps(first | {name: value for name, value in fields.items() if value is not None})


def _for_people(_: object, __: str, fields: _Fields) -> str:
    at, level, event = (fields.pop(name) for name in ("at", "level", "event"))
    shown = " ".join(f"{name}={_shown(value)}" for name, value in fields.items() if value is not None and value != "")
    return f"{at} {level:<7} {event} {shown}".rstrip()


def _shown(value: object) -> str:
    text = visible(str(value))
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text else text


class _StandardError:
    """Before anything is configured (a command that works without a daemon): straight to standard error."""

    def write(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")


# structlog's own default writes to standard output, where commands print what they were asked for.
configure(LogSettings(level="warning"), _StandardError(), SystemClock(), b"")
