"""The health socket and systemd's: answers for whoever asks, however they ask."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.health import HealthSocket, ServiceManager, SocketTakenError, ask, poke


class Asked:
    """A health socket served by a thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pokes = 0
        self.health = HealthSocket(path, lambda: {"state": "ok"}, self._poked)
        self._stopping = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _poked(self) -> None:
        self.pokes += 1

    def _serve(self) -> None:
        while not self._stopping:
            self.health.wait(self.health.step())
        self.health.close()

    def stop(self) -> None:
        self._stopping = True
        self.health.stop()
        self._thread.join(5)


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    served = Asked(tmp_path / "desk.sock")
    yield served
    served.stop()


def _say(path: Path, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := client.recv(1000):
            answer += piece
        return answer


def test_who_asks_gets_the_health(asked: Asked) -> None:
    assert ask(asked.path) == {"state": "ok"}


@pytest.mark.parametrize("request_", [b"", b"health\n", b"GET / HTTP/1.0\r\n\r\n", b"\xff\xfe\n", b"x" * 150])
def test_whatever_is_asked_the_answer_is_the_health(asked: Asked, request_: bytes) -> None:
    assert json.loads(_say(asked.path, request_)) == {"state": "ok"}


def test_a_poke_wakes_the_daemon(asked: Asked) -> None:
    assert poke(asked.path)
    assert asked.pokes == 1


def test_a_client_that_hangs_up_harms_nobody(asked: Asked) -> None:
    for _ in range(5):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(asked.path))
    assert ask(asked.path) == {"state": "ok"}


def test_only_the_owner_may_ask(asked: Asked) -> None:
    assert asked.path.stat().st_mode & 0o077 == 0


def test_without_a_daemon_there_is_no_answer(tmp_path: Path) -> None:
    assert ask(tmp_path / "nobody.sock") is None
    assert not poke(tmp_path / "nobody.sock")


def test_a_second_daemon_is_refused_at_the_same_socket(asked: Asked) -> None:
    with pytest.raises(SocketTakenError, match="another supportd answers"):
        HealthSocket(asked.path, dict, lambda: None)


def test_a_socket_left_by_a_killed_daemon_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "desk.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    served = Asked(path)
    assert ask(path) == {"state": "ok"}
    served.stop()
    assert not path.exists()


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_is_told_ready_alive_and_stopping(tmp_path: Path, abstract: bool) -> None:
    path = f"@{tmp_path}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(path.replace("@", "\0") if abstract else path)
        manager = ServiceManager({"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "60000000"})
        assert manager.watchdog_seconds == 30.0
        manager.ready()
        manager.alive()
        manager.stopping()
        manager.close()
        assert [systemd.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_a_systemd_that_does_not_listen_holds_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(path))
        manager = ServiceManager({"NOTIFY_SOCKET": str(path)})
        for _ in range(5000):  # far more than its queue holds
            manager.alive()
    manager.alive()
    manager.close()


def test_without_systemd_nobody_is_told() -> None:
    manager = ServiceManager({})
    manager.ready()
    assert manager.watchdog_seconds is None
