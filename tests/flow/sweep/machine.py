"""The desk under a random history: mails, steps, crashes, broken connections, time; shrunk when an invariant breaks.

Takes what Hypothesis draws; checks the safety invariants after every rule, and all of them at the end, when the servers
are in good order again and everything has come to rest.
Never draws chance of its own: a failing history is printed, and can be played again.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from daemon.delivery import Letter
from rules.model import Answer, Close
from rules.words import Status
from storage import views
from storage.crashpoints import install
from tests.flow.sweep.crashing import Crashes
from tests.flow.sweep.facts import gather
from tests.flow.sweep.invariants import broken, broken_now
from tests.flow.sweep.postoffice import Fate
from tests.flow.sweep.reading import SimCrash
from tests.flow.sweep.sim import MAX_MAIL, Plan, Sim, mailbox
from tests.flow.sweep.stages import Files
from tests.flow.sweep.story import DATE, bounce, letter, reply

PEOPLE = ("anna@customer.example", "ben@customer.example", "eve@other.example")
ACTORS = {"poller": 0, "pipeline": 1, "responder": 2, "ticker": 3}
_MANY = 1000


@cache
def _files() -> Files:
    return Files(Path(tempfile.mkdtemp(prefix="supportd-machine-")))


class DeskMachine(RuleBasedStateMachine):
    """One desk, and the world around it."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        url = self._stack.enter_context(_files().desk())
        self._sim = Sim(url, Plan(settings=mailbox(after="keyword")))
        self._stack.callback(self._sim.close)
        self._numbers = count(1)
        self._fates: list[Fate] = []
        self._sim.post.fate = self._fate

    def _fate(self, letter: Letter) -> Fate:
        return self._fates.pop(0) if self._fates else Fate.TAKEN

    # --- the world -----------------------------------------------------------------------------------

    @rule(author=st.sampled_from(PEOPLE), size=st.sampled_from([20, 20, 20, MAX_MAIL + 1]), named=st.booleans())
    def a_person_writes(self, author: str, size: int, named: bool) -> None:
        number = next(self._numbers)
        self._sim.deliver(letter(author, f"Question {number}", "?" * size, mid=f"m{number}@x" if named else ""))

    @rule(author=st.sampled_from(PEOPLE), field=st.sampled_from(["Auto-Submitted: auto-replied", "List-Id: <l.x>"]))
    def a_robot_writes(self, author: str, field: str) -> None:
        number = next(self._numbers)
        self._sim.deliver(letter(author, f"Automatic {number}", "Beep", field, mid=f"r{number}@x"))

    @precondition(lambda self: self._sim.mails.held)
    @rule(data=st.data(), changed=st.booleans())
    def a_mail_comes_twice(self, data: st.DataObject, changed: bool) -> None:
        raw = data.draw(st.sampled_from(list(self._sim.mails.held.values())))
        again = f"Received: by mx{next(self._numbers)}.example; {DATE[6:]}\r\n".encode() if changed else b""
        self._sim.deliver(again + raw)

    @precondition(lambda self: self._sim.post.history)
    @rule(data=st.data(), how=st.sampled_from([bounce, reply]))
    def one_of_our_mails_comes_back(self, data: st.DataObject, how: object) -> None:
        ours = data.draw(st.sampled_from([taken.raw for taken in self._sim.post.history]))
        number = next(self._numbers)
        self._sim.deliver(bounce(ours) if how is bounce else reply(ours, f"Thanks {number}?", f"a{number}@x"))

    @precondition(lambda self: self._sim.mails.inbox.mails)
    @rule(data=st.data())
    def an_owner_deletes_a_mail(self, data: st.DataObject) -> None:
        self._sim.mails.expunge(data.draw(st.sampled_from(sorted(self._sim.mails.inbox.mails))))

    @rule()
    def the_folder_begins_a_new_life(self) -> None:
        self._sim.mails.begin_new_life()

    @rule(calls=st.integers(1, 6))
    def the_imap_connection_will_break(self, calls: int) -> None:
        self._sim.mails.lose_session_after(calls)

    @rule(fates=st.lists(st.sampled_from(Fate), min_size=1, max_size=4))
    def the_smtp_server_will_misbehave(self, fates: list[Fate]) -> None:
        self._fates += fates

    @rule(seconds=st.sampled_from([1.0, 70.0, 4_000.0, 90_000.0, 700_000.0]))
    def time_passes(self, seconds: float) -> None:
        self._sim.clock.advance(seconds)

    @precondition(lambda self: self._tickets())
    @rule(data=st.data(), answers=st.booleans())
    def an_operator_acts(self, data: st.DataObject, answers: bool) -> None:
        ticket = data.draw(st.sampled_from(self._tickets()))
        text = f"Answer {next(self._numbers)}"
        self._sim.operator(Answer(ticket, text, Status.PENDING) if answers else Close(ticket, final=False))

    # --- the desk ------------------------------------------------------------------------------------

    @rule(actor=st.sampled_from(sorted(ACTORS)))
    def a_worker_makes_a_step(self, actor: str) -> None:
        process = self._sim.process or self._sim.start()
        process.steps[ACTORS[actor]]()

    @rule(hit=st.integers(1, 30))
    def the_desk_works_and_crashes(self, hit: int) -> None:
        with install(Crashes({hit})):
            for _ in range(3):
                try:
                    self._sim.round()
                except SimCrash:
                    self._sim.kill()

    @rule()
    def the_desk_is_killed(self) -> None:
        self._sim.kill()

    @rule()
    def the_desk_works(self) -> None:
        self._sim.round()

    # --- what holds ----------------------------------------------------------------------------------

    @invariant()
    def nothing_is_done_twice_or_too_early(self) -> None:
        assert broken_now(gather(self._sim)) == []

    def teardown(self) -> None:
        try:
            self._fates.clear()
            self._sim.mails.lost_after = None
            self._sim.settle()
            assert broken(self._sim) == []
        finally:
            self._stack.close()

    def _tickets(self) -> list[int]:
        with self._sim.eyes.reading() as conn:
            return sorted(line.number for line in views.tickets(conn, views.TicketFilter(), _MANY))
