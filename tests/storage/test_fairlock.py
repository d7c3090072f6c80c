"""The writer's lock goes round in the order in which it was asked for."""

from __future__ import annotations

import os
import threading

import pytest

from storage.fairlock import FairLock


def until_waiting(lock: FairLock, threads: int) -> None:
    """Gives the processor away until that many threads stand in the queue."""
    while lock.waiting < threads:
        os.sched_yield()


def test_threads_get_the_lock_in_the_order_they_asked_for_it() -> None:
    lock, served = FairLock(), []

    def use(name: int) -> None:
        with lock:
            served.append(name)

    lock.acquire()
    threads = [threading.Thread(target=use, args=(name,)) for name in range(8)]
    for queued, thread in enumerate(threads, start=1):
        thread.start()
        until_waiting(lock, queued)
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list(range(8))


def test_whoever_asks_again_at_once_stands_behind_those_who_wait() -> None:
    lock, served = FairLock(), []

    def use() -> None:
        with lock:
            served.append("patient")

    lock.acquire()
    patient = threading.Thread(target=use)
    patient.start()
    until_waiting(lock, 1)
    lock.release()
    lock.acquire()
    served.append("greedy")
    lock.release()
    patient.join()
    assert served == ["patient", "greedy"]


def test_a_lock_nobody_holds_cannot_be_released() -> None:
    with pytest.raises(RuntimeError):
        FairLock().release()


def test_an_exception_releases_the_lock() -> None:
    lock = FairLock()
    with pytest.raises(KeyError), lock:
        raise KeyError
    with lock:
        assert lock.waiting == 0
