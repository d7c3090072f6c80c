"""What holds after every fault, once everything is quiet: I01-I10, I12-I14, I17, I19, I22, each a function.

Takes `Facts`; gives what is wrong, as words, nothing when all is well.
Never looks at the product's code, only at its rows and at what the servers saw: it is the oracle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sqlalchemy import select

from parsers.mail import Origin
from parsers.read import parse
from rules.trace import from_json
from rules.words import IntakeState, MailKind, OutboxState
from storage import views
from tests.flow.sweep.facts import Facts, gather
from tests.flow.sweep.sim import INTAKE, MAX_MAIL, Sim

_FINAL = frozenset(state.value for state in IntakeState) - {IntakeState.RECEIVED.value}
_SETTLED = frozenset(state.value for state in OutboxState) - {OutboxState.QUEUED, OutboxState.DISPATCHING}
_WITH_MESSAGE = frozenset({"processed", "oversize", "quarantined", "duplicate"})
_AT_MOST_ONCE = frozenset({MailKind.ACKNOWLEDGEMENT.value, MailKind.SURVEY.value})
_REASONED = frozenset({"quarantined", "ignored"})
_ROBOTS = frozenset(Origin) - {Origin.HUMAN}
_LONGEST_LINE = 998
_MANY = 100_000

Wrong = Iterable[str]


def i01_every_mail_is_in_one_row(facts: Facts) -> Wrong:
    """Each mail the server ever held has one row under its own key, or its bytes have one under a later life's.

    A mail that its owner deleted before we saw it is excused.
    """
    times = Counter(facts.keys.values())
    yield from (f"{key} has {count} rows" for key, count in times.items() if count > 1)
    excused = {facts.held[key] for key in (*times, *facts.expunged)}
    for key, raw in facts.held.items():
        if key not in times and (key in facts.in_box or raw not in excused):
            yield f"mail {key} is in no row"


def i02_one_message_a_mail(facts: Facts) -> Wrong:
    """A Message-ID with its content is at most one message of a mailbox; a settled row has the message it names."""
    places = {(row.ticket, row.seq) for row in facts.messages}
    by_intake = Counter(row.intake for row in facts.messages if row.intake is not None)
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in facts.intakes:
        if row.state in _WITH_MESSAGE and (row.ticket, row.seq) not in places:
            yield f"{row.state} delivery {row.id} has no message"
        wanted = 0 if row.state in ("duplicate", "ignored") else 1
        if by_intake[row.id] != wanted:
            yield f"{row.state} delivery {row.id} has {by_intake[row.id]} messages"
        if row.state == "processed" and row.message_id is not None:
            seen[row.mailbox, row.message_id, row.content_sha256] += 1
    yield from (f"{key[1]} became {count} messages" for key, count in seen.items() if count > 1)


def i03_the_server_is_told_after_the_commit(facts: Facts) -> Wrong:
    """No mail was moved or marked before its row; the bytes kept are the bytes served (the headers, if oversize)."""
    yield from (f"{deed.key} was {deed.told} before its commit" for deed in facts.touched if not deed.recorded)
    for intake, key in facts.keys.items():
        served, kept = facts.held[key], facts.raws[intake]
        if kept != (served if len(served) <= MAX_MAIL else served.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"):
            yield f"delivery {intake} is not what was served"


def i04_tickets_begin_with_a_message(facts: Facts) -> Wrong:
    """Each ticket has a first message, each message a ticket, and no delivery opened two tickets."""
    numbers = {row.number for row in facts.tickets}
    firsts = {row.ticket: row.intake for row in facts.messages if row.seq == 1}
    yield from (f"ticket {number} has no first message" for number in numbers - firsts.keys())
    yield from (f"message {row.ticket}/{row.seq} has no ticket" for row in facts.messages if row.ticket not in numbers)
    openers = Counter(intake for intake in firsts.values() if intake is not None)
    yield from (f"delivery {intake} opened {count} tickets" for intake, count in openers.items() if count > 1)
    for row in facts.tickets:
        seqs = sorted(message.seq for message in facts.messages if message.ticket == row.number)
        if seqs != list(range(1, row.last_seq + 1)):
            yield f"ticket {row.number} has messages {seqs}, and says {row.last_seq}"


def i05_at_most_one_acknowledgement(facts: Facts) -> Wrong:
    """Acknowledgements accepted for one ticket and recipient: none or one, whatever broke."""
    rows = {row.id: row for row in facts.outbox}
    acknowledged = Counter(
        (rows[taken.outbox].cause, taken.recipient)
        for taken in facts.history
        if taken.outbox in rows and rows[taken.outbox].kind in _AT_MOST_ONCE
    )
    yield from (f"{key} was acknowledged {count} times" for key, count in acknowledged.items() if count > 1)
    per_ticket = Counter((row.ticket, row.recipient) for row in facts.outbox if row.cause.startswith("acknowledgement"))
    yield from (f"{key} has {count} acknowledgements" for key, count in per_ticket.items() if count > 1)


def i06_answers_arrive(facts: Facts) -> Wrong:
    """An answer that did not fail was accepted, at least once, every copy the same bytes with one Message-ID."""
    for row in facts.outbox:
        if row.kind == MailKind.ANSWER.value and row.state != "failed":
            copies = [taken.raw for taken in facts.history if taken.outbox == row.id]
            if not copies:
                yield f"answer {row.id} never arrived"
            if len({parse(raw).message_id for raw in copies} | {row.message_id}) > 1:
                yield f"the copies of answer {row.id} differ in their Message-ID"


def i07_the_outbox_tells_the_truth(facts: Facts) -> Wrong:
    """`sent` was taken; what was taken has a row, with the very bytes and addresses."""
    taken_rows = {taken.outbox for taken in facts.history}
    rows = {row.id: row for row in facts.outbox}
    yield from (f"{row.id} was never taken" for row in facts.outbox if row.state == "sent" and row.id not in taken_rows)
    for taken in facts.history:
        row = rows.get(taken.outbox)
        if row is None or (row.sender, row.recipient) != (taken.sender, taken.recipient):
            yield f"a mail to {taken.recipient} has no row"
        elif facts.mails[taken.outbox] != taken.raw:
            yield f"outbox {taken.outbox} left with other bytes"


def i07_the_outbox_is_settled(facts: Facts) -> Wrong:
    """Every row is in a final state."""
    yield from (f"outbox {row.id} is {row.state}" for row in facts.outbox if row.state not in _SETTLED)


def i08_nothing_goes_to_ourselves_or_to_robots(facts: Facts) -> Wrong:
    """No recipient is an address of ours, empty, or a bounce sender; what is suppressed got nothing afterwards."""
    for taken in facts.history:
        if taken.recipient in facts.ours or not taken.recipient or taken.recipient.startswith("mailer-daemon@"):
            yield f"a mail went to {taken.recipient!r}"


def i09_robots_are_not_answered(facts: Facts) -> Wrong:
    """What an automatic mail was caused by was written by a person."""
    for row in facts.outbox:
        if row.automatic and row.intake is not None:
            origin = parse(facts.raws[row.intake]).origin
            if origin in _ROBOTS:
                yield f"outbox {row.id} answers a mail that is {origin.value}"


def i10_every_change_has_an_event(facts: Facts) -> Wrong:
    """Each settled delivery has exactly one event of its arrival, each ticket at least one event."""
    arrived = Counter(row.intake for row in facts.events if row.kind == "mail_arrived")
    for row in facts.intakes:
        wanted = 0 if row.reason == "before_start" else 1
        if row.state in _FINAL and arrived[row.id] != wanted:
            yield f"delivery {row.id} has {arrived[row.id]} events"
    told = {row.ticket for row in facts.events}
    yield from (f"ticket {row.number} has no event" for row in facts.tickets if row.number not in told)


def i12_internal_words_stay_inside(facts: Facts) -> Wrong:
    """No note is in any byte that left."""
    notes = [row.text.encode() for row in facts.messages if row.kind == "note" and row.text]
    for taken in facts.history:
        whole = taken.raw + parse(taken.raw).text.encode()
        yield from (f"a note left in mail {taken.outbox}" for note in notes if note in whole)


def i13_what_leaves_reads_back(facts: Facts) -> Wrong:
    """One From of ours, one To, CRLF only, lines of at most 998 octets."""
    for taken in facts.history:
        mail = parse(taken.raw)
        if [address.addr for address in mail.to] != [taken.recipient] or len(mail.from_) != 1 or mail.cc:
            yield f"mail {taken.outbox} names {mail.to} and {mail.cc}, from {mail.from_}"
        lines = taken.raw.split(b"\r\n")
        if any(b"\r" in line or b"\n" in line or len(line) > _LONGEST_LINE for line in lines):
            yield f"mail {taken.outbox} has a bare line end or a line too long"


def i14_only_participants_are_written_to(facts: Facts) -> Wrong:
    """Each mail to a customer goes to the requester of its ticket."""
    requesters = {row.number: facts.contacts[row.requester] for row in facts.tickets}
    for row in facts.outbox:
        if row.recipient != requesters[row.ticket]:
            yield f"outbox {row.id} goes to {row.recipient}, a stranger to ticket {row.ticket}"


def i17_a_timer_acts_once(facts: Facts) -> Wrong:
    """One event for each ticket, reason and due time."""
    traces = (from_json(row.trace) for row in facts.events if row.kind == "timer_fired")
    fired = Counter(trace.inputs for trace in traces)
    yield from (f"timer {inputs} fired {count} times" for inputs, count in fired.items() if count > 1)


def i19_connections_come_back(facts: Facts) -> Wrong:
    """At most the one session of the running poller is open."""
    if facts.open_sessions > 1:
        yield f"{facts.open_sessions} sessions are open"


# What holds at any moment, and what holds once nothing is left to do.
ALWAYS: tuple[Callable[[Facts], Wrong], ...] = (
    i03_the_server_is_told_after_the_commit,
    i04_tickets_begin_with_a_message,
    i05_at_most_one_acknowledgement,
    i07_the_outbox_tells_the_truth,
    i08_nothing_goes_to_ourselves_or_to_robots,
    i09_robots_are_not_answered,
    i10_every_change_has_an_event,
    i12_internal_words_stay_inside,
    i13_what_leaves_reads_back,
    i14_only_participants_are_written_to,
    i17_a_timer_acts_once,
    i19_connections_come_back,
)
AT_REST: tuple[Callable[[Facts], Wrong], ...] = (
    i01_every_mail_is_in_one_row,
    i02_one_message_a_mail,
    i06_answers_arrive,
    i07_the_outbox_is_settled,
)


def i22_what_needs_a_human_is_listed(sim: Sim, facts: Facts) -> Wrong:
    """Quarantined, ignored and uncertain items appear in listings, each with a reason, and in the counts."""
    with sim.eyes.reading() as conn:
        listed = {line.id: line for line in views.intakes(conn, views.IntakeFilter(), _MANY)}
        doubtful = {line.id for line in views.outbox(conn, views.OutboxFilter(states=(OutboxState.UNCERTAIN,)), _MANY)}
        rows = conn.execute(select(INTAKE.c.id, INTAKE.c.state).where(INTAKE.c.state.in_(_REASONED))).all()
    yield from (f"delivery {row.id} is not listed" for row in rows if row.id not in listed)
    yield from (f"delivery {row.id} has no reason" for row in rows if not listed[row.id].reason)
    uncertain = {row.id for row in facts.outbox if row.state == "uncertain"}
    if uncertain != doubtful:
        yield f"uncertain mails {uncertain} are listed as {doubtful}"


def broken_now(facts: Facts) -> list[str]:
    """What does not hold, and must at any moment, by the invariant's name."""
    return [f"{check.__name__}: {wrong}" for check in ALWAYS for wrong in check(facts)]


def broken(sim: Sim) -> list[str]:
    """Every invariant that does not hold. Only of a desk that has nothing left to do."""
    facts = gather(sim)
    found = [f"{check.__name__}: {wrong}" for check in AT_REST for wrong in check(facts)]
    return [*broken_now(facts), *found, *(f"i22: {wrong}" for wrong in i22_what_needs_a_human_is_listed(sim, facts))]
