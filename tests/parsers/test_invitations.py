"""An event reads as one line, whatever a calendar program put into it (A51)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail import Invitation
from parsers.read import parse
from tests.parsers.letters import letter, multipart, part


def event(*lines: str, method: str = "REQUEST") -> str:
    return "\n".join(["BEGIN:VCALENDAR", f"METHOD:{method}", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])


def line(*lines: str, method: str = "REQUEST") -> str:
    (found,) = parse(
        letter("Content-Type: text/calendar; charset=utf-8", body=event(*lines, method=method))
    ).invitations
    return found.line


def test_an_invitation_tells_what_when_where_and_who() -> None:
    raw = letter(
        "Content-Type: text/calendar; method=REQUEST",
        body=event(
            "UID:1@desk.example",
            "SUMMARY:Quarterly review",
            "DTSTART;TZID=Europe/Berlin:20261123T100000",
            "DTEND;TZID=Europe/Berlin:20261123T113000",
            "LOCATION:Room 4",
            'ORGANIZER;CN="Ada, Lovelace":mailto:ada@cust.example',
            "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=100000",
        ),
    )
    assert parse(raw).invitations == (
        Invitation(
            part="1",
            method="REQUEST",
            uid="1@desk.example",
            summary="Quarterly review",
            starts="2026-11-23 10:00 Europe/Berlin",
            ends="2026-11-23 11:30 Europe/Berlin",
            place="Room 4",
            organizer="Ada, Lovelace <ada@cust.example>",
            line="Invitation: Quarterly review, 2026-11-23 10:00–11:30 Europe/Berlin, at Room 4, every 2 weeks, "
            "by Ada, Lovelace <ada@cust.example>",
        ),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("SUMMARY:Fair", "DTSTART;VALUE=DATE:20261123"), "Invitation: Fair, 2026-11-23"),
        (
            ("SUMMARY:Call", "DTSTART:20261123T090000Z", "DTEND:20261123T093000Z"),
            "Invitation: Call, 2026-11-23 09:00–09:30 UTC",
        ),
        (
            ("SUMMARY:Trip", "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261125"),
            "Invitation: Trip, 2026-11-23 – 2026-11-25",
        ),
        (("SUMMARY:Call", "DTSTART:20261123T0900", "DURATION:PT1H"), "Invitation: Call, 2026-11-23 09:00 – PT1H"),
        (("SUMMARY:a\\, b\\; c\\nd\\\\e",), "Invitation: a, b; c d\\e"),
        (("SUMMARY:A long one that\n  goes on\n\t here",), "Invitation: A long one that goes on here"),
        (("SUMMARY:Old", "STATUS:CANCELLED"), "Cancelled: Old"),
        (("DTSTART:tomorrow",), "Invitation: no subject, tomorrow"),
        (("SUMMARY:x", "BEGIN:VALARM", "SUMMARY:alarm", "END:VALARM", "LOCATION:here"), "Invitation: x, at here"),
        (("SUMMARY:x", "RRULE:FREQ=DAILY"), "Invitation: x, every day"),
        (("SUMMARY:x", "RRULE:broken"), "Invitation: x, repeated"),
    ],
)
def test_a_line_reads_as_people_say_it(lines: tuple[str, ...], expected: str) -> None:
    assert line(*lines) == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [("CANCEL", "Cancelled: x"), ("PUBLISH", "Event: x"), ("COUNTER", "Other time proposed: x"), ("ODD", "Event: x")],
)
def test_the_method_says_what_is_wanted(method: str, expected: str) -> None:
    assert line("SUMMARY:x", method=method) == expected


def test_an_answer_tells_who_gave_it() -> None:
    attendee = "ATTENDEE;CN=Ben;PARTSTAT=DECLINED:mailto:ben@cust.example"
    assert line("SUMMARY:x", attendee, method="REPLY") == "Declined by Ben <ben@cust.example>: x"


def test_A51_a_line_break_in_a_summary_injects_nothing() -> None:
    text = line("SUMMARY:Hi\\r\\nBcc: eve@evil.example\\nRCPT TO:<eve@evil.example>\u2028\u202ex")
    assert "\n" not in text
    assert "\r" not in text
    assert text.isprintable()


def test_A51_a_calendar_of_a_million_events_gives_twenty() -> None:
    one = "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n"
    raw = letter("Content-Type: text/calendar", body="BEGIN:VCALENDAR\n" + one * 20_000)
    assert len(parse(raw).invitations) == 1 + 0 * 20  # one and the same event counts once
    many = "".join(one.replace("x", str(number)) for number in range(1000))
    assert len(parse(letter("Content-Type: text/calendar", body="BEGIN:VCALENDAR\n" + many)).invitations) == 20


def test_the_same_event_as_text_and_as_file_counts_once() -> None:
    text = event("SUMMARY:x")
    raw = multipart(
        "mixed", part("text/calendar; method=REQUEST", text), part('application/ics; name="invite.ics"', text)
    )
    assert [one.part for one in parse(raw).invitations] == ["1"]


def test_a_calendar_part_without_a_name_is_an_invitation_file() -> None:
    mail = parse(multipart("alternative", part("text/plain", "Come"), part("text/calendar", event("SUMMARY:x"))))
    assert [(one.part, one.name, one.sniffed) for one in mail.attachments] == [("2", "invite.ics", "text/calendar")]


def test_a_calendar_that_was_cut_short_is_told_as_far_as_it_goes() -> None:
    raw = letter("Content-Type: text/calendar", body="BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:2026")
    assert [one.line for one in parse(raw).invitations] == ["Event: x, 2026"]


@given(st.text(alphabet='BEGINVTD:;="\\n,\n\t SUMARYRL', max_size=400))
def test_A51_no_calendar_breaks_it(text: str) -> None:
    raw = letter("Content-Type: text/calendar", body="BEGIN:VEVENT\n" + text)
    assert all(one.line.isprintable() for one in parse(raw).invitations)
