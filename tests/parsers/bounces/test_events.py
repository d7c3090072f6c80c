"""Notices that are JSON."""

from __future__ import annotations

import json

from parsers.bounces import events

WHOM = {"emailAddress": "Ann@Corp.Example", "status": "5.1.1", "diagnosticCode": "smtp; 550 no"}
BOUNCE = {
    "notificationType": "Bounce",
    "bounce": {"bouncedRecipients": [WHOM]},
    "mail": {"destination": ["ann@corp.example"]},
}


def told(document: object) -> list[tuple[str, str, str, str]]:
    return [(row.recipient, row.action, row.status, row.diagnostic) for row in events.rows(json.dumps(document))]


def test_a_bounce_of_ses_is_read() -> None:
    assert told(BOUNCE) == [("ann@corp.example", "failed", "5.1.1", "550 no")]


def test_one_that_sns_wrapped_into_a_string_is_read_too() -> None:
    assert told({"Type": "Notification", "Message": json.dumps(BOUNCE)}) == told(BOUNCE)


def test_lines_folded_inside_strings_do_no_harm() -> None:
    folded = json.dumps(BOUNCE).replace("emailAddress", "email!\n Address")
    assert [row.recipient for row in events.rows(folded + "\n--\nunsubscribe")] == ["ann@corp.example"]


def test_a_delivery_is_good_news() -> None:
    assert told({"eventType": "Delivery", "mail": {"destination": ["ann@corp.example"]}}) == [
        ("ann@corp.example", "delivered", "", "")
    ]


def test_other_services_say_it_flatly() -> None:
    event = {"event": "deferred", "email": "ann@corp.example", "response": "450 4.2.2 full", "status": "4.2.2"}
    assert told([event]) == [("ann@corp.example", "delayed", "4.2.2", "450 4.2.2 full")]


def test_opens_clicks_and_complaints_say_nothing_of_a_delivery() -> None:
    for kind in ("Open", "Click", "Complaint", "Send"):
        assert told({"eventType": kind, "mail": {"destination": ["ann@corp.example"]}}) == []


def test_what_is_no_json_says_nothing() -> None:
    assert events.rows('{"eventType": "Bounce", ') == []
    assert events.rows('{"a":' * 5000) == []
    assert events.rows("no brace") == []
