"""F05 with SQLite's own error: the file may not grow, for a while."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.flow.sweep.facts import gather
from tests.flow.sweep.invariants import broken, broken_now
from tests.flow.sweep.sim import Plan, Sim
from tests.flow.sweep.stages import Files
from tests.flow.sweep.story import first_mails

_NO_LIMIT = 1 << 30
_ROUNDS = 12


class Disk:
    """Lets the file grow by `room` pages and no more; None for as it likes. Asked whenever a connection is used."""

    def __init__(self, room: int | None, pages: int) -> None:
        self.room = room
        self._pages = pages

    def attach(self, engine: Engine) -> None:
        event.listen(engine, "checkout", self._limit)

    def _limit(self, driver: Any, *_: object) -> None:
        driver.execute(f"PRAGMA max_page_count = {_NO_LIMIT if self.room is None else self._pages + self.room}")


@pytest.mark.parametrize("room", [0, 2, 5, 8])
def test_F05_a_full_disk_touches_no_mail_on_the_server_and_blames_none(files: Files, room: int) -> None:
    with files.desk() as url:
        sim = Sim(url)
        with sim.eyes.reading() as conn:
            disk = Disk(room, conn.exec_driver_sql("PRAGMA page_count").scalar_one())
        sim.plan = Plan(on_boot=disk.attach)
        sim.deliver(*(raw + b"\r\n" + b"padding " * 300 for raw in first_mails()))
        try:
            for _ in range(_ROUNDS):
                sim.round()
                sim.clock.advance(61)
            while_full = broken_now(gather(sim))
            met = sim.troubles
            disk.room = None
            sim.settle()
            facts, wrong = gather(sim), broken(sim)
        finally:
            sim.close()
    assert met > 0
    assert while_full == []
    assert wrong == []
    assert {row.state for row in facts.intakes} == {"processed", "duplicate", "oversize"}
