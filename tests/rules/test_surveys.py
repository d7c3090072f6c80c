"""How was it? Asked once, by mail, and answered by a reply; who is not asked, and what a bad answer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parsers.mail import Address, Origin
from rules.clocks import replay
from rules.decide import decide
from rules.effects import (
    AddTurn,
    Alarm,
    AppendMessage,
    AskSurvey,
    CancelTimer,
    ChangeTicket,
    Decision,
    OptOut,
    QueueMail,
    RecordSurvey,
    SetTimer,
)
from rules.model import Answer, Close, Reopen, Snapshot, Ticket, TimerFired
from rules.policy import Policy, PolicyFault, load
from rules.scores import SCORE_WORDS, Score, ScoreWords, Stop, read_score
from rules.words import MailKind, Status, TimerReason
from tests.build import (
    ANNA,
    NOW,
    a_mail,
    a_policy,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
    reply_token,
    shipped_texts,
    survey_token,
    turns_of,
)
from tests.rules.finding import after, all_of, decided, mail_out, none_of, one_of, settled, step_of


def resolved(**fields: object) -> Ticket:
    """A resolved ticket whose requester was told a time, as an acknowledgement does."""
    plain = a_ticket(status=Status.RESOLVED)
    policy = a_policy()
    first, *rest = turns_of(plain)
    turns = (replace(first, told=plain.opened_at + timedelta(hours=24)), *rest)
    terms = policy.promises[plain.tier].terms(plain.priority)
    return replace(plain, clocks=replay(turns, terms, policy.calendars), **fields)  # type: ignore[arg-type]  # checked at run time


def asked(ticket: Ticket | None = None, **fields: object) -> Decision:
    snapshot = replace(a_snapshot_with(ticket or resolved()), **fields)  # type: ignore[arg-type]  # checked at run time
    return decided(TimerFired(42, TimerReason.SURVEY, NOW), snapshot)


def replied(text: str, subject: str = "Re: [#42] How was it?", policy: Policy | None = None) -> Decision:
    ticket = resolved()
    mail = a_mail(text=text, subject=subject, base_subject=subject, tokens=(survey_token(ticket),))
    snapshot: Snapshot = a_snapshot_with(ticket)
    return decide(an_arrival(mail), snapshot, policy or a_policy(), NOW)


def with_plan(text: str) -> Policy:
    loaded = load(shipped_texts() | {"policy/surveys.toml": text})
    assert isinstance(loaded, Policy), loaded
    return loaded


def test_resolving_sets_the_survey_a_day_ahead() -> None:
    decision = decided(an_act(Close(42, final=False)), a_snapshot_with(a_ticket(status=Status.OPEN)))
    assert SetTimer(42, TimerReason.SURVEY, NOW + timedelta(days=1)) in all_of(decision, SetTimer)


def test_taking_it_up_again_takes_the_survey_back() -> None:
    decision = decided(an_act(Reopen(42)), a_snapshot_with(resolved()))
    assert CancelTimer(42, TimerReason.SURVEY) in all_of(decision, CancelTimer)


def test_the_requester_is_asked_by_one_mail_that_is_answered_with_a_number() -> None:
    decision = asked()
    mail = mail_out(decision)
    assert (mail.kind, mail.recipient) == (MailKind.SURVEY, ANNA.address)
    assert mail.draft.text.startswith("How did we do? Reply with a number from 1")
    assert mail.draft.reply_to is not None
    assert f"mailto:{mail.draft.reply_to.addr}?subject=5" in mail.draft.text
    assert one_of(decision, AskSurvey).ticket == 42


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"ticket": a_ticket(status=Status.OPEN)}, "the ticket is open by now"),
        ({"ticket": a_ticket(status=Status.RESOLVED)}, "the requester got no acknowledgement either"),
        ({"suppressed": frozenset({ANNA.address})}, "the requester wishes none, or mails to them fail"),
        ({"opted_out": True}, "the requester wishes none, or mails to them fail"),
        ({"surveyed_at": NOW - timedelta(days=29)}, "they were asked on 2026-10-24"),
        ({"contacts": {}}, "there is nobody to write to"),
    ],
)
def test_who_is_not_asked(changed: dict[str, object], because: str) -> None:
    decision = asked(**changed)  # type: ignore[arg-type]  # checked at run time
    assert none_of(decision, QueueMail)
    assert step_of(decision, "survey").because == because


def test_a_month_later_the_same_person_may_be_asked_again() -> None:
    assert mail_out(asked(surveyed_at=NOW - timedelta(days=31))).kind is MailKind.SURVEY


def test_a_sample_is_the_same_tickets_every_time() -> None:
    plan = with_plan("per_cent = 30").surveys
    sample = [number for number in range(1_000) if plan.asks_about(f"nonce{number}")]
    assert 250 < len(sample) < 350
    assert sample == [number for number in range(1_000) if plan.asks_about(f"nonce{number}")]


@pytest.mark.parametrize(
    ("text", "score", "comment"),
    [
        ("5", 5, ""),
        ("4.\n\nThanks, quick help.\n\n> How did we do?\n", 4, "Thanks, quick help."),
        ("sehr gut!", 5, ""),
        ("３", 3, ""),
        ("*4*", 4, ""),
        ("5/5", 5, ""),
    ],
)
def test_a_number_or_word_on_a_line_of_its_own_is_an_answer(text: str, score: int, comment: str) -> None:
    assert one_of(replied(text), RecordSurvey) == RecordSurvey(42, score, comment)
    assert settled(replied(text)).reason == "survey_answer"


def test_a_link_that_fills_only_the_subject_answers_too() -> None:
    assert one_of(replied("", subject="2"), RecordSurvey).score == 2


@pytest.mark.parametrize("text", ["I give you a 5", "5 printers are broken", "6", "0", "not good", "It is still down."])
def test_a_sentence_is_no_score_but_a_customers_mail(text: str) -> None:
    decision = replied(text)
    assert none_of(decision, RecordSurvey)
    assert after(decision).status is Status.OPEN


def test_a_good_answer_reopens_nothing() -> None:
    assert none_of(replied("5"), ChangeTicket)


def test_a_bad_answer_reopens_and_starts_the_clock() -> None:
    decision = replied("1\nNobody called.")
    assert after(decision).status is Status.OPEN
    assert one_of(decision, AddTurn).turn.owed
    assert "Nobody called." in one_of(decision, AppendMessage).message.text


def test_a_bad_answer_about_a_merged_ticket_reopens_the_one_it_was_merged_into() -> None:
    asked_about = replace(resolved(), status=Status.CLOSED, closed_at=NOW, merged_into=43)
    goes_on = replace(resolved(), number=43)
    mail = a_mail(text="1", tokens=(survey_token(asked_about),))
    decision = decided(an_arrival(mail), a_snapshot_with(asked_about, goes_on))
    assert (after(decision).number, after(decision).status) == (43, Status.OPEN)
    assert one_of(decision, RecordSurvey).ticket == 42
    assert settled(decision).ticket == 43


def test_I09_a_survey_waits_until_the_person_has_room_for_another_automatic_mail() -> None:
    mails = tuple(NOW - timedelta(hours=hours) for hours in (9, 8, 7))
    decision = asked(automatic=mails)
    assert none_of(decision, QueueMail)
    assert one_of(decision, SetTimer).due == NOW + timedelta(hours=15)


def test_a_ticket_that_is_asked_about_again_gets_a_mail_of_its_own() -> None:
    causes = [mail_out(asked(resolved(last_seq=seq))).cause for seq in (3, 9)]
    assert len(set(causes)) == 2


def test_by_policy_a_bad_answer_alarms_or_does_nothing() -> None:
    assert one_of(replied("1", policy=with_plan('on_bad = "alarm"')), Alarm).code == "survey_bad"
    nothing = replied("1", policy=with_plan('on_bad = "nothing"'))
    assert none_of(nothing, Alarm)
    assert none_of(nothing, ChangeTicket)


def test_stop_is_for_good() -> None:
    assert one_of(replied("Stop"), OptOut) == OptOut(ANNA.address)
    assert none_of(replied("Stop calling me every day, please fix it"), OptOut)


def test_somebody_elses_survey_address_answers_nothing() -> None:
    ticket = resolved()
    mail = a_mail(author="eve@street.example", from_=(Address("", "eve@street.example"),), text="1",
                  tokens=(survey_token(ticket),))  # fmt: skip
    assert none_of(decided(an_arrival(mail), a_snapshot_with(ticket)), RecordSurvey)


def test_a_robot_answers_nothing() -> None:
    mail = a_mail(text="5", origin=Origin.AUTO_REPLY, tokens=(survey_token(resolved()),))
    assert none_of(decided(an_arrival(mail), a_snapshot_with(resolved())), RecordSurvey)


@pytest.mark.parametrize("row", SCORE_WORDS, ids=lambda row: row.language)
def test_every_language_knows_its_five_words_and_stop(row: ScoreWords) -> None:
    for score, words in enumerate(row.scores, start=1):
        assert [read_score(word) for word in words.split("|")] == [Score(score, "")] * len(words.split("|"))
    assert all(isinstance(read_score(word), Stop) for word in row.stop.split("|"))


def test_a_wrong_plan_is_refused_with_its_place() -> None:
    loaded = load(shipped_texts() | {"policy/surveys.toml": 'per_cent = 101\non_bad = "shout"\n'})
    assert not isinstance(loaded, Policy)
    assert [(fault.line, type(fault)) for fault in loaded] == [(1, PolicyFault), (2, PolicyFault)]


# --- reminders ---------------------------------------------------------------------------------------


def reminded(ticket: Ticket) -> Decision:
    return decided(TimerFired(42, TimerReason.REMIND, NOW), a_snapshot_with(ticket))


def test_an_answer_sets_the_reminder_and_the_customers_mail_takes_it_back() -> None:
    answered = decided(an_act(Answer(42, "Try again.", Status.PENDING)), a_snapshot_with(a_ticket()))
    assert SetTimer(42, TimerReason.REMIND, NOW + timedelta(days=7)) in all_of(answered, SetTimer)
    ticket = a_ticket(status=Status.PENDING)
    wrote = decided(an_arrival(a_mail(tokens=(reply_token(ticket),))), a_snapshot_with(ticket))
    assert CancelTimer(42, TimerReason.REMIND) in all_of(wrote, CancelTimer)


def test_a_pending_ticket_reminds_twice_and_the_second_says_it_is_the_last() -> None:
    first = reminded(a_ticket(status=Status.PENDING))
    assert "there is nothing to do" in mail_out(first).draft.text
    assert (after(first).reminded, after(first).status) == (1, Status.PENDING)
    second = reminded(replace(a_ticket(status=Status.PENDING), reminded=1))
    assert "close it in 7 days" in mail_out(second).draft.text


def test_after_the_last_reminder_it_is_resolved_with_a_notice_and_no_survey() -> None:
    decision = reminded(replace(a_ticket(status=Status.PENDING), reminded=2))
    assert after(decision).status is Status.RESOLVED
    assert "take it that all is well" in mail_out(decision).draft.text
    timers = {timer.reason for timer in all_of(decision, CancelTimer)}
    assert TimerReason.SURVEY in timers


def test_I09_so_does_a_reminder() -> None:
    mails = tuple(NOW - timedelta(hours=hours) for hours in (9, 8, 7))
    ticket = a_ticket(status=Status.PENDING)
    decision = decided(TimerFired(42, TimerReason.REMIND, NOW), replace(a_snapshot_with(ticket), automatic=mails))
    assert none_of(decision, QueueMail)
    assert one_of(decision, SetTimer).due == NOW + timedelta(hours=15)


def test_a_ticket_that_moved_on_is_not_reminded() -> None:
    assert none_of(reminded(a_ticket(status=Status.OPEN)), QueueMail)


def test_reminders_can_be_switched_off() -> None:
    texts = shipped_texts()
    texts["policy/desk.toml"] = texts["policy/desk.toml"].replace("# reminders = 2 ", "reminders = 0 ")
    policy = load(texts)
    assert isinstance(policy, Policy)
    answered = decide(an_act(Answer(42, "Try again.", Status.PENDING)), a_snapshot_with(a_ticket()), policy, NOW)
    assert TimerReason.REMIND not in [timer.reason for timer in all_of(answered, SetTimer)]
