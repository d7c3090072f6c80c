"""The life of one parser child: it gives up its rights, then reads one mail after another.

Takes a socket on which requests of `daemon.wire` come, the two functions that read a mail, and its limits.
Gives an answer a request, and ends when the socket does.
Never holds a secret, opens a file for writing, starts a process or outlives the fork server.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from daemon.wire import REQUEST, Answer, Ask, Reply, encode_answer, encode_mail
from parsers.mail import Mail

Parse = Callable[[bytes], Mail]

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_OPEN_FILES = 32
_FIRST_TO_GO = "1000"
_LARGE_READ = 1 << 20


def live(
    channel: socket.socket, readers: dict[Ask, Parse], memory_bytes: int, cpu_seconds: int, parent: int
) -> NoReturn:
    """Be a child until the daemon closes `channel`. `parent`: the fork server's process id."""
    try:
        give_up_rights(memory_bytes, parent)
        while (request := _receive(channel)) is not None:
            _raise_cpu_limit(cpu_seconds)
            channel.sendall(encode_answer(_answer(readers, *request)))
    finally:
        os._exit(0)


def give_up_rights(memory_bytes: int, parent: int) -> None:
    """Bound what this process can take from the machine, and tie its life to the fork server's."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Should the machine run out of memory, a child is the process that can be spared.
    Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        resource.setrlimit(kind, (limit, limit))


def _raise_cpu_limit(seconds: int) -> None:
    """RLIMIT_CPU counts over the whole life of a process, so each mail gets its share on top of what was used."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(_cpu_used()) + 1 + seconds, hard))


def _cpu_used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _receive(channel: socket.socket) -> tuple[Ask, bytes] | None:
    head = _exactly(channel, REQUEST.size)
    if head is None:
        return None
    kind, length = REQUEST.unpack(head)
    raw = _exactly(channel, length)
    return None if raw is None else (Ask(kind), raw)


def _exactly(channel: socket.socket, count: int) -> bytes | None:
    data = bytearray()
    while len(data) < count:
        piece = channel.recv(min(count - len(data), _LARGE_READ))
        if not piece:
            return None
        data += piece
    return bytes(data)


def _answer(readers: dict[Ask, Parse], ask: Ask, raw: bytes) -> Answer:
    before = _cpu_used()
    try:
        body, reply = encode_mail(readers[ask](raw)), Reply.MAIL
    except Exception as error:  # noqa: BLE001 -- whatever our own code raises here is told to the daemon, by place
        body, reply = _place(error), Reply.FAILED
    return Answer(reply, _cpu_used() - before, body)


def _place(error: Exception) -> bytes:
    """Kind and place of an error; never its text, which may quote the mail."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}".encode()
