"""What became of a mail, as JSON: notices of Amazon SES and of services that copied them, sent on by mail.

Takes the text of a notice; gives a row for each recipient it speaks of.
Never raises on broken JSON, and never takes opens, clicks and complaints for news of a delivery.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from parsers.bounces import spotting
from parsers.bounces.report import Row
from parsers.cleaning import one_line
from parsers.limits import LIMITS

_LONGEST = 256 * 1024
_DEEPEST = 8
_TEXT = 1000
# Keys in lower case, best first. `_KINDS`: what happened; the others: to whom, and what is said of it.
_KINDS = ("notificationtype", "eventtype", "event", "recordtype", "type", "message_type", "event_type")
_ADDRESS = ("emailaddress", "email", "recipient", "rcpt_to", "recipientaddress", "rcpt", "to")
_STATUS = ("status", "enhanced_status_code", "dsnstatus", "error_code")
_SAID = (
    "diagnosticcode",
    "raw_reason",
    "reason",
    "details",
    "smtpresponse",
    "response",
    "message",
    "description",
    "error",
)
_LISTS = ("bouncedrecipients", "delayedrecipients")
# What happened, in lower case without blanks, and the action it stands for; other events tell nothing of a delivery.
_EVENTS: Mapping[str, str] = {
    "bounce": "failed",
    "bounced": "failed",
    "hardbounce": "failed",
    "hard_bounce": "failed",
    "out_of_band": "failed",
    "policy_rejection": "failed",
    "generation_rejection": "failed",
    "reject": "failed",
    "failed": "failed",
    "dropped": "failed",
    "permanent_fail": "failed",
    "softbounce": "delayed",
    "soft_bounce": "delayed",
    "transient": "delayed",
    "temporary_fail": "delayed",
    "delay": "delayed",
    "deferred": "delayed",
    "deliverydelay": "delayed",
    "delivery": "delivered",
    "delivered": "delivered",
}


def rows(text: str) -> list[Row]:
    """A row for each recipient; empty where `text` holds no JSON that tells of a delivery."""
    start = text.find("{", 0, _LONGEST)
    if start < 0 or ('":' not in text and '" :' not in text):
        return []
    document = _document(text[max(0, start - (text[start - 1 : start] == "[")) : start + _LONGEST])
    kind, action = next(((node, told) for node in _nodes(document, _DEEPEST) if (told := _told(node))), ({}, ""))
    if not action:
        return []
    found = [row for node in _nodes(kind, _DEEPEST) for row in _listed(node, action)]
    if not found:
        found = [row for node in _nodes(document, _DEEPEST) if (row := _row(node, action)) is not None]
    if not found:
        found = [Row(addr, action, "", "", "") for addr in _destinations(kind)]
    return list({row.recipient: row for row in reversed(found)}.values())[::-1][: LIMITS.reports]


def _document(text: str) -> object:
    """The JSON that `text` opens with; mail programs fold long lines with "!" or bare line ends inside strings."""
    for whole in (text, text.replace("!\n ", ""), text.replace("\n", "")):
        try:
            return json.JSONDecoder(strict=False).raw_decode(whole)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _told(node: Mapping[str, Any]) -> str:
    for key in _KINDS:
        value = node.get(key)
        if isinstance(value, str):
            return _EVENTS.get(value.lower().replace(" ", ""), "")
    return ""


def _listed(node: Mapping[str, Any], action: str) -> Iterator[Row]:
    for key in _LISTS:
        for one in node.get(key) or ():
            if isinstance(one, dict):
                row = _row(_lowered(one), action)
                if row is not None:
                    yield row


def _row(node: Mapping[str, Any], action: str) -> Row | None:
    recipient = next((addr for key in _ADDRESS if (addr := _address(node.get(key)))), "")
    if not recipient or not any(key in node for key in (*_STATUS, *_SAID, *_KINDS, "action")):
        return None
    said = next((value for key in _SAID if isinstance(value := node.get(key), str) and value), "")
    status = next((code for key in _STATUS if (code := spotting.status(str(node.get(key, ""))))), "")
    return Row(recipient, action, status, one_line(said.partition(";")[2] or said, _TEXT), "")


def _address(value: object) -> str:
    return spotting.first(value[:_TEXT]) if isinstance(value, str) else ""


def _destinations(node: Mapping[str, Any]) -> list[str]:
    mail = node.get("mail")
    listed = _lowered(mail).get("destination") if isinstance(mail, dict) else None
    return [addr for one in listed if (addr := _address(one))] if isinstance(listed, list) else []


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in `value` with its keys in lower case, also those in strings that hold JSON (SNS wraps SES so)."""
    if depth == 0:
        return
    if isinstance(value, dict):
        lowered = _lowered(value)
        yield lowered
        for inside in lowered.values():
            yield from _nodes(inside, depth - 1)
    elif isinstance(value, list):
        for inside in value:
            yield from _nodes(inside, depth - 1)
    elif isinstance(value, str) and value.startswith("{"):
        yield from _nodes(_document(value), depth - 1)


def _lowered(node: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in node.items()}
