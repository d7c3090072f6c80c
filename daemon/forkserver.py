"""The process that parser children are forked from: small, single-threaded, without secrets.

Takes, as its arguments, the number of a control socket and a JSON object (module path, functions, limits); then, on the
socket, `F` with the child's own socket attached, or `E` and a process id.
Gives, first, `R` when the parsers are imported; for `F` the new child's process id; for `E`, which ends that child and
collects it, its wait status: only an uncollected process is ever signalled, so a number is never someone else's.
Never reads a mail itself, never has an environment. It ends, and its children with it, when the daemon's end of the
socket does, however the daemon died.

It is run by its path (`python -I …/daemon/forkserver.py`), before the module path is known: hence no import of ours.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

NUMBER = struct.Struct(">q")
READY, FORK, END = b"R", b"F", b"E"

RunChild = Callable[[socket.socket], None]


def serve(control: socket.socket, run_child: RunChild) -> None:
    """Fork and collect children as told, until the daemon is gone; then collect those that are left."""
    children: set[int] = set()
    control.send(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1 + NUMBER.size, 1)
        if message[:1] == FORK and descriptors:
            answer = _fork(control, descriptors[0], run_child)
            children.add(answer)
        elif message[:1] == END:
            number: int = NUMBER.unpack(message[1:])[0]
            children.remove(number)
            answer = _end(number)
        else:
            break
        control.send(NUMBER.pack(answer))
    for child in children:
        _end(child)


def _fork(control: socket.socket, descriptor: int, run_child: RunChild) -> int:
    process = os.fork()
    if process == 0:
        try:
            control.close()
            run_child(socket.socket(fileno=descriptor))
        finally:
            os._exit(1)
    os.close(descriptor)
    return process


def _end(process: int) -> int:
    os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0)[1]


def main(arguments: list[str]) -> None:
    """Import the parsers, then serve. The daemon alone decides when this process and its children end."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    control = socket.socket(fileno=int(arguments[0]))
    told: dict[str, Any] = json.loads(arguments[1])
    sys.path[:] = told["path"]
    wire = importlib.import_module("daemon.wire")
    child = importlib.import_module("daemon.parserchild")
    readers = {wire.Ask.WHOLE: _named(told["parse"]), wire.Ask.HEADERS: _named(told["parse_headers"])}
    # What was imported is shared by all children; the collector must not touch and so copy it.
    gc.collect()
    gc.freeze()
    parent = os.getpid()

    def run_child(channel: socket.socket) -> None:
        child.live(channel, readers, told["memory_bytes"], told["cpu_seconds"], parent)

    serve(control, run_child)


def _named(name: str) -> object:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    main(sys.argv[1:])
