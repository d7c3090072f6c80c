"""Does any reader take more than its input's share of time? `python -m bench.linear [NAME…]`.

Takes every public function of `parsers` that reads text or octets, by introspection; searches the cases of
`bench.growth` for those that cost it most, and prints the worst time(2n)/time(n) at 256 kB, 512 kB and 1 MB, with the
caps of `parsers.limits` off. Never compares seconds, only ratios of processor time of the same call.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import dataclasses
import fnmatch
import gc
import importlib
import inspect
import pkgutil
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType
from typing import Any

import parsers
from bench.growth import MAKERS, Case, Sample, arguments, cases
from parsers.limits import LIMITS
from parsers.read import parse

WANTED = 2.5
SIZES = (256 * 1024, 512 * 1024, 1024 * 1024)
# Below this the clock's own grain would decide, and what the system takes to hand out memory: so much, and so much an
# octet.
_GRAIN, _GRAIN_AN_OCTET = 0.0002, 3e-9
_TRIES = 3
# Seconds: a call this long needs no second look; one longer than the limit is given up.
_LONG, _LIMIT = 2.0, 20.0
_DOUBTS = 3
_SMALL = 4 * 1024
_CHOSEN = 2
# Types that hold no text of a mail.
_HARMLESS = frozenset({"int", "bool", "float", "datetime", "timedelta", "None", "Code", "SpanKind", "FailureReason"})


@dataclass(frozen=True, slots=True)
class Reader:
    """One function or method. `parameters`: name and annotation, `self` by its class; `names`: its module's globals."""

    name: str
    call: Callable[..., Any]
    parameters: Mapping[str, str]
    names: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Growth:
    """How much longer a reader takes for twice the input, and on which case. `size`, `seconds`: of the larger input."""

    ratio: float
    size: int
    seconds: float
    case: str


def modules() -> list[Any]:
    """Every module of parsers."""
    found = pkgutil.walk_packages(parsers.__path__, "parsers.")
    return [importlib.import_module(info.name) for info in found]


def functions() -> Iterator[tuple[str, FunctionType, type | None]]:
    """Every function and method of parsers with its name and, for a method, its class."""
    for module in modules():
        short = module.__name__.removeprefix("parsers.")
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") != module.__name__:
                continue
            if isinstance(value, FunctionType):
                yield f"{short}.{name}", value, None
            elif isinstance(value, type):
                for inner, member in vars(value).items():
                    plain = getattr(member, "fget", None) or getattr(member, "__func__", member)
                    if isinstance(plain, FunctionType) and plain.__code__.co_filename == module.__file__:
                        yield f"{short}.{name}.{inner}", plain, value


def readers() -> list[Reader]:
    """The public functions that take something which may hold text of a mail."""
    found: list[Reader] = []
    for name, function, owner in functions():
        if any(piece.startswith("_") for piece in name.split(".")) or "<lambda>" in name:
            continue
        parameters = _parameters(function, owner)
        if any(kind not in _HARMLESS for kind in parameters.values()):
            found.append(Reader(name, function, parameters, vars(sys.modules[function.__module__])))
    return found


def _parameters(function: FunctionType, owner: type | None) -> dict[str, str]:
    """Names and annotations. What has a default and is no text is left at it."""
    told = {
        each.name: str(each.annotation)
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty or str(each.annotation) in MAKERS
    }
    if owner is not None and "self" in told:
        told["self"] = owner.__name__
    return told


def can_be_made(reader: Reader) -> bool:
    """Whether something can be made for every parameter."""
    return arguments(reader.parameters, reader.names, Sample("a")) is not None


@contextlib.contextmanager
def caps_off() -> Iterator[None]:
    """The limits of `parsers.limits` out of reach, but for how deep parts nest."""
    before = dataclasses.asdict(LIMITS)
    for name in before.keys() - {"depth", "parts"}:
        object.__setattr__(LIMITS, name, 10**9)
    try:
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(LIMITS, name, value)


class TooLongError(BaseException):
    """A call took more than `_LIMIT`. Not an Exception: readers may catch those."""


def seconds(reader: Reader, case: Case, size: int, tries: int = _TRIES) -> float:
    """Processor seconds that the reader takes for the case at `size`, the best of several; 0.0 when it refuses it."""
    sample = Sample(case.text(size))
    best = float("inf")
    for number in range(tries):
        sample.flag = number % 2 == 0
        given = arguments(reader.parameters, reader.names, sample)
        if given is None:
            return 0.0
        taken = _seconds(reader.call, given)
        best = min(best, taken)
        if taken > _LONG or not taken:
            break
    return best


def _seconds(call: Callable[..., Any], given: Mapping[str, Any]) -> float:
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, _LIMIT)
    gc.disable()
    started = time.thread_time()
    try:
        _use(call(**given))
    except TooLongError:
        return _LIMIT
    except Exception:  # noqa: BLE001 - a text it was not made for: then it takes no time either
        return 0.0
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        taken = time.thread_time() - started
        gc.enable()
    return taken


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def reached(among: Sequence[Case], size: int, mails: Sequence[bytes]) -> set[CodeType]:
    """The code of every function that runs when the readers read the cases at `size`, and `parse` reads `mails`."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    samples = [Sample(case.text(size)) for case in among]
    sys.setprofile(note)
    try:
        for raw in mails:
            parse(raw)
        for reader in readers():
            for sample in samples:
                given = arguments(reader.parameters, reader.names, sample)
                if given is not None:
                    with contextlib.suppress(Exception):
                        _use(reader.call(**given))
    finally:
        sys.setprofile(None)
    return seen


def loops_over_text(function: FunctionType) -> bool:
    """Whether a function, public or not, takes something that may hold text, and goes through anything in a loop."""
    kinds = [str(each.annotation) for each in inspect.signature(function).parameters.values() if each.name != "self"]
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    loops = ast.For | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    return any(kind not in _HARMLESS for kind in kinds) and any(isinstance(node, loops) for node in ast.walk(tree))


def _use(result: object) -> None:
    if isinstance(result, Iterator):
        for _ in result:
            pass


def growth(reader: Reader, case: Case, sizes: Sequence[int], tries: int = _TRIES) -> Growth:
    """The worst step from one size to the next."""
    found = Growth(0.0, 0, 0.0, str(case))
    shorter = seconds(reader, case, sizes[0], tries)
    for size in sizes[1:]:
        longer = seconds(reader, case, size, tries)
        grain = _GRAIN + _GRAIN_AN_OCTET * size
        step = Growth((longer + grain) / (shorter + grain), size, longer, str(case))
        found = max(found, step, key=lambda each: each.ratio)
        if longer >= _LIMIT:
            return dataclasses.replace(found, ratio=max(found.ratio, WANTED))
        shorter = longer
    return found


def confirmed(reader: Reader, case: Case, sizes: Sequence[int]) -> Growth:
    """As `growth`, asked again while it looks too steep: a busy machine makes any curve steep once, not always."""
    found = growth(reader, case, sizes)
    for _ in range(_DOUBTS):
        if found.ratio < WANTED:
            break
        found = min(found, growth(reader, case, sizes), key=lambda step: step.ratio)
    return found


def costly(reader: Reader, among: Sequence[Case], chosen: int = _CHOSEN) -> list[Case]:
    """The cases that take the reader longest, and those whose time grows most, at a small size."""
    short = {case: seconds(reader, case, _SMALL, 1) for case in among}
    ranked = sorted(among, key=lambda case: short[case], reverse=True)
    steep = {case: seconds(reader, case, _SMALL * 2, 1) / (short[case] + 1e-5) for case in ranked[: len(ranked) // 3]}
    steepest = sorted(steep, key=lambda case: steep[case], reverse=True)
    return list(dict.fromkeys((*ranked[:chosen], *steepest[:chosen])))


def worst(reader: Reader, among: Sequence[Case], sizes: Sequence[int] = SIZES) -> Growth:
    """The steepest growth of a reader on the costliest cases."""
    return max((confirmed(reader, case, sizes) for case in costly(reader, among)), key=lambda step: step.ratio)


def main() -> None:
    """Measure all readers, or those whose names are given (with * for any); exit code 1 when one is too steep."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("names", nargs="*", default=["*"])
    options.add_argument("--seed", default="1")
    options.add_argument("--cases", type=int, default=60, help="cases put together by chance, beside the fixed ones")
    chosen = options.parse_args()
    among = cases(chosen.cases, chosen.seed)
    steep = 0
    print(f"{'reader':<44} {'ratio':>6} {'at':>8} {'ms':>8}  case")
    with caps_off():
        for reader in readers():
            if not any(fnmatch.fnmatch(reader.name, name) for name in chosen.names) or not can_be_made(reader):
                continue
            found = worst(reader, among)
            steep += found.ratio >= WANTED
            mark = " <<<" if found.ratio >= WANTED else ""
            print(
                f"{reader.name:<44} {found.ratio:>6.2f} {found.size // 1024:>5} kB {found.seconds * 1000:>8.1f}"
                f"  {found.case}{mark}",
                flush=True,
            )
    sys.exit(1 if steep else 0)


if __name__ == "__main__":
    main()
