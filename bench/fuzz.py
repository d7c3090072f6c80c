"""Mutated mails by the million: `python -m bench.fuzz --shards 40 --shard 0 --folder DIR`.

Takes how many mails in how many shards, a seed and a folder; reads each mail in this process, one after another, and
keeps count in a file for each shard: run it again and it goes on where it stopped. Prints exceptions, hangs, how often
the reader failed (each kind with mails that show it), mails a second and what is left.
Never more than one process a shard. The same seed gives the same mails.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import signal
import statistics
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

from bench.mutations import mutated, seeds
from parsers import read as reader
from parsers.mail import Mail

_CPU_SECONDS = 2.0
_BETWEEN_NOTES = 2000
_KEPT_A_KIND = 10
_WANTED = 1_000_000
_MOST_FAILED = 10


class HangError(BaseException):
    """A mail took longer than it may. Not an Exception: `parse` catches those."""


@dataclasses.dataclass(slots=True)
class Count:
    """What one shard has seen so far. `failed`, `raised`: how often, by kind. `median`: of the sizes, in octets."""

    mails: int
    done: int = 0
    seconds: float = 0.0
    median: float = 0.0
    hangs: int = 0
    raised: dict[str, int] = dataclasses.field(default_factory=dict)
    failed: dict[str, int] = dataclasses.field(default_factory=dict)


def problem(raw: bytes) -> tuple[str, str] | None:
    """What went wrong with one mail: ("hang" | "raised" | "failed", its kind); None when it was read."""
    try:
        with _limited():
            mail = reader.parse(raw)
            wrong = _wrong(mail)
    except HangError as hang:
        return "hang", _kind(hang)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return "raised", _kind(error)
    if any(defect.code == "reader_failed" for defect in mail.defects):
        return "failed", _why(raw)
    return ("raised", wrong) if wrong else None


def run(count: Count, name: str, given: Sequence[bytes], keep: Path | None, stop: int | None = None) -> Iterator[Count]:
    """Work through the shard `name` from where `count` stands; gives the count again and again on the way."""
    sizes: list[int] = []
    started, before = time.monotonic(), count.seconds
    while count.done < (count.mails if stop is None else min(stop, count.mails)):
        raw = mutated(given, f"{name}/{count.done}")
        sizes.append(len(raw))
        found = problem(raw)
        count.done += 1
        if found is not None:
            _note(count, found, raw, keep)
        if count.done % _BETWEEN_NOTES == 0 or count.done == count.mails:
            count.seconds = before + time.monotonic() - started
            count.median = statistics.median(sizes)
            yield count


def _note(count: Count, found: tuple[str, str], raw: bytes, keep: Path | None) -> None:
    what, kind = found
    match what:
        case "hang":
            count.hangs += 1
        case "raised":
            count.raised[kind] = count.raised.get(kind, 0) + 1
        case _:
            count.failed[kind] = count.failed.get(kind, 0) + 1
    if keep is None:
        return
    folder = keep / what / "".join(char if char.isalnum() or char in "._-" else "_" for char in kind)
    folder.mkdir(parents=True, exist_ok=True)
    if len(list(folder.iterdir())) < _KEPT_A_KIND:
        (folder / f"{hashlib.sha256(raw).hexdigest()[:16]}.eml").write_bytes(raw)


@contextmanager
def _limited() -> Iterator[None]:
    """Raise HangError in what runs inside once it has taken its share of processor time."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, _CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _why(raw: bytes) -> str:
    """Where the reader failed: read once more without the ring that saves the mail."""
    try:
        reader._whole(raw)
    except Exception as error:  # noqa: BLE001 - as above
        return _kind(error)
    return "not again"


def _kind(error: BaseException) -> str:
    """The error's name and the line of ours it came from."""
    return f"{type(error).__name__} {_line(error.__traceback__)}"


def _line(trace: TracebackType | None) -> str:
    ours = [frame for frame in traceback.extract_tb(trace) if "/parsers/" in frame.filename]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}:{ours[-1].name}" if ours else "elsewhere"


def _wrong(mail: Mail) -> str:
    """What no mail may be, however it came: spans with gaps, text that no database takes."""
    place = 0
    for span in mail.spans:
        if span.start != place or span.end < span.start:
            return "spans with a gap"
        place = span.end
    if mail.spans and place != len(mail.text):
        return "spans that end early"
    if "\0" in mail.text:
        return "a NUL in the text"
    try:
        f"{mail.subject}{mail.text}{mail.attachments}{mail.reports}{mail.headers}{mail.forwarded}".encode()
    except UnicodeEncodeError:
        return "a lone surrogate"
    return ""


def main() -> None:
    """Run one shard, or go on with it, and print where all of them are."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shards", type=int, default=40)
    options.add_argument("--shard", type=int, default=0, help="0 to shards - 1")
    options.add_argument("--mails", type=int, default=_WANTED, help="in all shards together")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, required=True, help="where counts and mails are kept")
    chosen = options.parse_args()
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{chosen.seed}-{chosen.shard}-of-{chosen.shards}"
    state = folder / f"shard-{name}.json"
    count = Count(**json.loads(state.read_text())) if state.exists() else Count(chosen.mails // chosen.shards)
    for noted in run(count, name, seeds(), folder):
        beside = state.with_suffix(".new")
        beside.write_text(json.dumps(dataclasses.asdict(noted), indent=1))
        beside.replace(state)
        left = (noted.mails - noted.done) * noted.seconds / noted.done
        print(
            f"{name}: {noted.done} of {noted.mails}, {noted.done / noted.seconds:.0f}/s, {left:.0f} s left", flush=True
        )
    sys.exit(_summary(folder, chosen.mails))


def _summary(folder: Path, wanted: int) -> int:
    """Print what all shards in `folder` have seen; 1 when it is more than may be."""
    counts = [Count(**json.loads(file.read_text())) for file in sorted(folder.glob("shard-*.json"))]
    done, seconds = sum(count.done for count in counts), sum(count.seconds for count in counts)
    failed, raised = _sum(count.failed for count in counts), _sum(count.raised for count in counts)
    hangs = sum(count.hangs for count in counts)
    middle = statistics.median(count.median for count in counts) if counts else 0
    left = max(0, wanted - done) * seconds / done if done else 0
    print(f"{done} of {wanted} mails, median {middle:.0f} octets, {seconds:.0f} s; about {left:.0f} s left")
    print(f"exceptions {sum(raised.values())}, hangs {hangs}, reader_failed {sum(failed.values())} (≤ {_MOST_FAILED})")
    for kind, times in sorted({**failed, **raised}.items()):
        print(f"  {times:>6} {kind}")
    return 1 if hangs or raised or sum(failed.values()) > _MOST_FAILED else 0


def _sum(several: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for counts in several:
        for kind, times in counts.items():
            total[kind] = total.get(kind, 0) + times
    return total


if __name__ == "__main__":
    main()
