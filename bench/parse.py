"""`python -m bench.parse`: what it costs to read a mail, on one core.

Takes a count of mails of `bench/load.py`; prints milliseconds a mail for `parse`, the stdlib's walk (compat32) and its
modern policy, in one run.
Never compares figures of different runs: those are different moods of the machine.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.load import COUNT, SEED, load
from parsers.read import parse

_ROUNDS = 5
# milliseconds a mail
_WANTED, _WALK, _MODERN = 1.5, 0.57, 2.9


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read a mail."""

    name: str
    read: Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a reader takes: CPU milliseconds a mail, on average and for the dearest one."""

    name: str
    mean: float
    most: float


def compat32(raw: bytes) -> list[object]:
    """The stdlib as most programs use it: every part decoded, text by its charset."""
    found: list[object] = []
    for part in email.message_from_bytes(raw).walk():
        octets = part.get_payload(decode=True)
        if isinstance(octets, bytes) and part.get_content_maintype() == "text":
            found.append(octets.decode(part.get_content_charset("utf-8"), "replace"))
        else:
            found.append(octets)
    return found


def modern(raw: bytes) -> list[object]:
    """The stdlib's modern policy: every header as a value, every part decoded."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    headers: list[object] = [str(value) for value in message.values()]
    return headers + [part.get_content() for part in message.walk() if not part.is_multipart()]


READERS: tuple[Reader, ...] = (
    Reader("parse", parse),
    Reader("stdlib, compat32 walk", compat32),
    Reader("stdlib, modern policy", modern),
)


def costs(mails: Sequence[bytes], rounds: int = _ROUNDS) -> list[Cost]:
    """Each reader's cost on the same mails, the readers taking turns: of its rounds the best."""
    taken: dict[str, list[list[float]]] = {reader.name: [] for reader in READERS}
    for _ in range(rounds):
        for reader in READERS:
            taken[reader.name].append([_milliseconds(reader, raw) for raw in mails])
    return [_cost(name, of_rounds) for name, of_rounds in taken.items()]


def _milliseconds(reader: Reader, raw: bytes) -> float:
    started = time.process_time()
    reader.read(raw)
    return (time.process_time() - started) * 1000


def _cost(name: str, of_rounds: list[list[float]]) -> Cost:
    by_mail = [min(times) for times in zip(*of_rounds, strict=True)]
    return Cost(name, min(sum(times) for times in of_rounds) / len(by_mail), max(by_mail))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=COUNT, help="how many mails")
    options.add_argument("--rounds", type=int, default=_ROUNDS, help="how often each reader reads them all")
    chosen = options.parse_args()
    print(f"{chosen.count} mails, seed {SEED}; CPU time, best of {chosen.rounds} rounds")
    print(f"{'':<24}{'ms a mail':>10}{'dearest mail':>14}")
    for cost in costs([mail.raw for mail in load(chosen.count)], chosen.rounds):
        print(f"{cost.name:<24}{cost.mean:>10.2f}{cost.most:>14.1f}")
    print(f"wanted: parse ≤ {_WANTED} (where the walk takes {_WALK} and the modern policy {_MODERN})")


if __name__ == "__main__":
    main()
