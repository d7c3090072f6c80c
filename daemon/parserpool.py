"""Parsing in bounded children: the daemon never reads a stranger's mail itself.

Takes raw mails; gives, for each, the Mail or that its child died of it, and for what reason.
Never raises because of a mail, never lets one mail harm its neighbours, and leaves no process behind: a child that dies
or runs over its time is ended and replaced, and all end with the daemon, even when it is killed.

One thread uses a pool. Make it before other threads start, while the daemon holds few files.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from daemon import forkserver
from daemon.clock import Clock
from daemon.wire import Answer, Ask, MalformedError, Reply, decode_answer, decode_mail, encode_request, plain
from parsers.mail import Mail

_READ = 1 << 18
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class ParserLimits:
    """What reading one mail may cost.

    `memory_bytes`: address space of a child (below 256 MiB the imports break); `cpu_seconds`, `wall_seconds`: for one
    mail; `answer_bytes`: of the Mail as JSON; a child is replaced after `mails_per_child` mails, or one larger than
    `large_bytes`, so that memory it grew to is given back.
    """

    memory_bytes: int = 512 << 20
    cpu_seconds: int = 10
    wall_seconds: float = 30.0
    answer_bytes: int = 32 << 20
    mails_per_child: int = 1000
    large_bytes: int = 4 << 20


@dataclass(frozen=True, slots=True)
class Readers:
    """The functions the children run, as `module:function`."""

    parse: str = "parsers.read:parse"
    parse_headers: str = "parsers.read:parse_headers"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The mail was read; `cpu_seconds` is what its child says it took."""

    mail: Mail
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class ParserDied:
    """The mail's child ended, or its code failed. `detail`: for operators, plain ASCII, never a word of the mail."""

    reason: Literal["parser_killed", "parser_timeout"]
    detail: str


class ParserPoolError(Exception):
    """The fork server is gone or never came up: the machine is at its end, not a mail."""


@dataclass(slots=True)
class _Child:
    process: int
    channel: socket.socket
    mails: int = 0


@dataclass(slots=True)
class _Job:
    """One mail at one child. `unsent`: what is still to be written; `received`: what has come back."""

    index: int
    child: _Child
    deadline: float
    unsent: deque[memoryview]
    received: bytearray = field(default_factory=bytearray)

    def send(self) -> None:
        while self.unsent:
            sent = self.child.channel.send(self.unsent[0])
            rest = self.unsent.popleft()[sent:]
            if rest:
                self.unsent.appendleft(rest)

    def receive(self, longest: int) -> Answer | None:
        """The answer when it is whole. MalformedError when the child ended or talks nonsense."""
        piece = self.child.channel.recv(_READ)
        if not piece:
            raise MalformedError("the child ended")
        self.received += piece
        return decode_answer(self.received, longest)


class ParserPool:
    """`children` processes that read mails, one mail at a time each."""

    def __init__(self, children: int, limits: ParserLimits, clock: Clock, readers: Readers | None = None) -> None:
        self._wanted = children
        self._limits = limits
        self._clock = clock
        self._server, self._control = _start(limits, readers or Readers())
        self._idle: list[_Child] = []
        self._busy: dict[int, _Job] = {}
        self._await_ready()

    def parse(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        """Read whole mails; outcomes in the order of `raws`. ParserPoolError when no child can be had."""
        return self._read(Ask.WHOLE, raws)

    def parse_headers(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        """Read only the header blocks (oversize mails, stubs of quarantined ones)."""
        return self._read(Ask.HEADERS, raws)

    def processes(self) -> tuple[int, ...]:
        """The process ids of the fork server and its children, for measuring."""
        busy = [job.child.process for job in self._busy.values()]
        return (self._server.pid, *(child.process for child in self._idle), *busy)

    def close(self) -> None:
        """End the children and the fork server, and collect them."""
        for job in self._busy.values():
            job.child.channel.close()
        for child in self._idle:
            child.channel.close()
        self._busy.clear()
        self._idle.clear()
        self._control.close()
        self._server.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- one batch ---------------------------------------------------------------------------------

    def _read(self, ask: Ask, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        outcomes: dict[int, Parsed | ParserDied] = {}
        waiting = deque(range(len(raws)))
        with selectors.DefaultSelector() as selector:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._wanted:
                    index = waiting.popleft()
                    self._hand_out(selector, ask, index, raws[index])
                self._wait(selector, outcomes)
        return [outcomes[index] for index in range(len(raws))]

    def _hand_out(self, selector: selectors.BaseSelector, ask: Ask, index: int, raw: bytes) -> None:
        child = self._healthy_child()
        child.mails += 1
        if len(raw) > self._limits.large_bytes:
            child.mails = self._limits.mails_per_child
        deadline = self._clock.monotonic() + self._limits.wall_seconds
        unsent = deque(memoryview(part) for part in encode_request(ask, raw) if part)
        self._busy[child.channel.fileno()] = _Job(index, child, deadline, unsent)
        selector.register(child.channel, selectors.EVENT_READ | selectors.EVENT_WRITE)

    def _wait(self, selector: selectors.BaseSelector, outcomes: dict[int, Parsed | ParserDied]) -> None:
        """Let the children get on until something is finished or late."""
        soonest = min(job.deadline for job in self._busy.values())
        for key, events in selector.select(max(0.0, soonest - self._clock.monotonic())):
            job = self._busy[key.fd]
            outcome = self._advance(selector, job, events)
            if outcome is not None:
                outcomes[job.index] = outcome
        now = self._clock.monotonic()
        for job in [job for job in self._busy.values() if job.deadline <= now]:
            self._leave(selector, job)
            self._end(job.child)
            outcomes[job.index] = ParserDied("parser_timeout", f"no answer within {self._limits.wall_seconds:g} s")

    def _advance(self, selector: selectors.BaseSelector, job: _Job, events: int) -> Parsed | ParserDied | None:
        try:
            if events & selectors.EVENT_READ:
                answer = job.receive(self._limits.answer_bytes)
                if answer is not None:
                    return self._finish(selector, job, answer)
            if events & selectors.EVENT_WRITE:
                with suppress(BlockingIOError):
                    job.send()
                if not job.unsent:
                    selector.modify(job.child.channel, selectors.EVENT_READ)
        except (MalformedError, ConnectionError) as error:
            self._leave(selector, job)
            return _died(self._end(job.child), str(error))
        return None

    def _finish(self, selector: selectors.BaseSelector, job: _Job, answer: Answer) -> Parsed | ParserDied:
        outcome: Parsed | ParserDied
        if answer.reply is Reply.MAIL:
            outcome = Parsed(decode_mail(answer.body), answer.cpu_seconds)
        else:
            outcome = ParserDied("parser_killed", plain(answer.body))
            # After a failure nobody knows what state the child is in.
            job.child.mails = self._limits.mails_per_child
        self._leave(selector, job)
        if job.child.mails >= self._limits.mails_per_child:
            self._end(job.child)
        else:
            self._idle.append(job.child)
        return outcome

    def _leave(self, selector: selectors.BaseSelector, job: _Job) -> None:
        selector.unregister(job.child.channel)
        del self._busy[job.child.channel.fileno()]

    # --- children ----------------------------------------------------------------------------------

    def _healthy_child(self) -> _Child:
        """An idle child that is silent, as it must be; one that ended or talks unasked is replaced: no mail's blame."""
        while self._idle:
            child = self._idle.pop()
            try:
                child.channel.recv(1)
            except BlockingIOError:
                return child
            except ConnectionError:
                pass
            self._end(child)
        return self._fork()

    def _fork(self) -> _Child:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            try:
                return _Child(self._tell(forkserver.FORK, theirs), ours)
            except ParserPoolError:
                ours.close()
                raise

    def _end(self, child: _Child) -> int:
        """End the child, whether it still lives or not; its wait status."""
        child.channel.close()
        return self._tell(forkserver.END + forkserver.NUMBER.pack(child.process), None)

    def _tell(self, message: bytes, attached: socket.socket | None) -> int:
        try:
            if attached is None:
                self._control.send(message)
            else:
                socket.send_fds(self._control, [message], [attached.fileno()])
            answer = self._control.recv(forkserver.NUMBER.size)
        except OSError as error:
            raise ParserPoolError("the fork server does not answer") from error
        if len(answer) != forkserver.NUMBER.size:
            raise ParserPoolError("the fork server has ended")
        number: int = forkserver.NUMBER.unpack(answer)[0]
        return number

    def _await_ready(self) -> None:
        try:
            ready = self._control.recv(1)
        except TimeoutError:
            ready = b""
        if ready != forkserver.READY:
            self._server.kill()
            self.close()
            raise ParserPoolError("the fork server did not start")


def _start(limits: ParserLimits, readers: Readers) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """The fork server and our end of its control socket; without environment, so without any secret in it."""
    told = {
        "path": [entry or str(Path.cwd()) for entry in sys.path],
        "parse": readers.parse,
        "parse_headers": readers.parse_headers,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
    }
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [
            sys.executable,
            "-I",
            "-X",
            "utf8",
            str(Path(forkserver.__file__)),
            str(theirs.fileno()),
            json.dumps(told),
        ]
        server = subprocess.Popen(  # noqa: S603 -- our own file, run by our own interpreter
            command, env={}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
        )
    ours.settimeout(_START_SECONDS)
    return server, ours


def _died(status: int, how: str) -> ParserDied:
    """Why a child ended, by its wait status; `how` is what its channel showed."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return ParserDied("parser_timeout", "its time on the processor ran out")
        return ParserDied("parser_killed", f"{how}: {signal.Signals(number).name}")
    return ParserDied("parser_killed", f"{how}: exit {os.waitstatus_to_exitcode(status)}")
