"""The daemon as a process: how it starts, answers, reloads and ends (F38, F39, F43)."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.exits import Exit
from daemon.health import ask
from tests.fakes.smtp import FakeSmtp, fake_smtp
from tests.servers.program import free_port, living, stop
from tests.servers.waiting import Stopwatch, wait_for

SUPPORTD = Path(sys.executable).with_name("supportd")
SECONDS = 40.0
STOPS_WITHIN = 10.0

Process = subprocess.Popen[bytes]


class Desk:
    """A folder made by `supportd init`. Nobody listens at its IMAP port: the daemon has to live with that."""

    def __init__(self, folder: Path, smtp: FakeSmtp) -> None:
        self.folder = folder
        subprocess.run([str(SUPPORTD), "init", str(folder)], check=True, capture_output=True)
        (folder / "supportd.toml").write_text(
            '[desk]\ninstance = "test"\n'
            '[[mailbox]]\nname = "main"\naddress = "support@desk.test"\nhost = "127.0.0.1"\n'
            f'port = {free_port()}\nsecurity = "none"\npassword_env = "DESK_PASSWORD"\n'
            f'[smtp]\nhost = "127.0.0.1"\nport = {smtp.port}\nsecurity = "none"\n'
            '[log]\nformat = "json"\n'
        )
        self.config = folder / "supportd.toml"
        self.socket = folder / "state/supportd.sock"
        self.log = folder / "log"

    def command(self, *words: str) -> list[str]:
        return [str(SUPPORTD), *words, "--config", str(self.config)]

    def does(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*words), capture_output=True, text=True, env=self.environ())

    def environ(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {**os.environ, "DESK_PASSWORD": "canary-4711", **(more or {})}

    @contextmanager
    def running(self, more: Mapping[str, str] | None = None, stderr: int | None = None) -> Iterator[Process]:
        with self.log.open("ab") as output:
            process = subprocess.Popen(
                self.command("run"),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output if stderr is None else stderr,
                env=self.environ(more),
                start_new_session=True,
            )
        try:
            wait_for(lambda: process.poll() is not None or self.health(), what="the health answer", seconds=SECONDS)
            assert process.returncode is None, self.log.read_text()
            yield process
        finally:
            stop(process)

    def health(self) -> Mapping[str, object] | None:
        return ask(self.socket)

    def events(self) -> list[str]:
        return [str(json.loads(line)["event"]) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def alert_codes(self) -> list[str]:
        told = json.loads(self.does("status", "--json").stdout)
        return [alert["code"] for alert in told["alerts"]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with fake_smtp() as smtp:
        yield Desk(tmp_path / "desk", smtp)


def _stops_in_time(process: Process, number: signal.Signals) -> int:
    watch = Stopwatch.start()
    process.send_signal(number)
    code = process.wait(STOPS_WITHIN)
    assert watch.seconds() < STOPS_WITHIN
    return code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_F38_a_signal_stops_the_daemon_and_its_children_cleanly_within_ten_seconds(
    desk: Desk, number: signal.Signals
) -> None:
    with desk.running() as process:
        assert _stops_in_time(process, number) == 0
        assert not living(process.pid)
    assert not desk.socket.exists()
    assert desk.events()[-1] == "stopped"
    assert "worker_left_behind" not in desk.events()


def test_F38_a_policy_with_faults_keeps_the_old_one_alarms_and_mending_it_ends_that(desk: Desk) -> None:
    file = desk.folder / "policy/tiers.toml"
    good = file.read_text()
    with desk.running() as process:
        before = desk.health()
        file.write_text("this is = no [policy\n")
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: "policy_refused" in desk.events(), what="the refusal")
        after = desk.health()
        assert before is not None
        assert after is not None
        assert after["policy"] == before["policy"]
        assert "policy_refused" in desk.alert_codes()
        assert "policy/tiers.toml:1:" in desk.log.read_text()
        file.write_text(good + "# said again\n")
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: "policy_loaded" in desk.events(), what="the new policy")
        assert "policy_refused" not in desk.alert_codes()
        assert _stops_in_time(process, signal.SIGTERM) == 0


def test_a_second_daemon_on_the_same_database_is_refused_with_clear_words(desk: Desk) -> None:
    with desk.running() as process:
        second = desk.does("run")
        assert second.returncode == 1
        assert "another `supportd run` works on this database" in second.stderr
        assert process.poll() is None


def test_after_kill_9_a_new_daemon_takes_the_place(desk: Desk) -> None:
    with desk.running() as process:
        process.kill()
        process.wait(SECONDS)
        wait_for(lambda: not living(process.pid), what="the end of the killed daemon's children")
    with desk.running() as process:
        assert _stops_in_time(process, signal.SIGTERM) == 0


def test_systemd_hears_ready_alive_and_stopping(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(path))
        systemd.settimeout(SECONDS)
        with desk.running({"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "200000"}) as process:
            heard = [systemd.recv(100) for _ in range(4)]
            process.send_signal(signal.SIGTERM)
            while heard[-1] != b"STOPPING=1":
                heard.append(systemd.recv(100))
    assert heard[0] == b"READY=1"
    assert heard.count(b"READY=1") == 1
    assert heard.count(b"WATCHDOG=1") >= 2


def test_F43_a_log_that_nobody_reads_holds_up_neither_answers_nor_the_end(desk: Desk) -> None:
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    os.write(writer, b"x" * 4096)  # full: the next line blocks whoever writes it
    with desk.running(stderr=writer) as process:
        assert desk.health() is not None
        assert _stops_in_time(process, signal.SIGTERM) == 0
    os.close(reader)
    os.close(writer)


def test_an_unreachable_mailbox_is_a_trouble_the_daemon_lives_with(desk: Desk) -> None:
    with desk.running():
        wait_for(lambda: "mailbox_trouble" in desk.events(), what="the mailbox's trouble")
        told = desk.does("status")
        assert "main: last look -" in told.stdout
        assert "running" not in told.stdout
        health = desk.health()
        assert health is not None
        assert health["state"] in ("ok", "trouble")


def test_status_works_with_the_daemon_down(desk: Desk) -> None:
    with desk.running() as process:
        assert _stops_in_time(process, signal.SIGTERM) == 0
    told = desk.does("status")
    assert told.returncode == Exit.NOT_WORKING
    assert "not running" in told.stdout
    assert json.loads(desk.does("status", "--json").stdout)["state"] == "down"


def test_A68_the_password_is_nowhere_in_the_log(desk: Desk) -> None:
    with desk.running() as process:
        wait_for(lambda: "mailbox_trouble" in desk.events(), what="the mailbox's trouble")
        assert _stops_in_time(process, signal.SIGTERM) == 0
    assert "canary-4711" not in desk.log.read_text()


def test_F07_a_database_that_is_no_database_is_refused_before_anything_starts(desk: Desk) -> None:
    (desk.folder / "state").mkdir(exist_ok=True)
    (desk.folder / "state/supportd.db").write_bytes(b"this is no database" * 500)
    done = desk.does("run")
    assert done.returncode == 5
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_F36_a_database_server_that_is_away_is_no_reason_never_to_start_again(desk: Desk) -> None:
    url = f"postgresql://desk@127.0.0.1:{free_port()}/desk"
    desk.config.write_text(desk.config.read_text() + f'[database]\nurl = "{url}"\n')
    done = desk.does("run")
    assert done.returncode == 1
    assert "does not answer" in done.stderr
    unit = (Path(__file__).parents[2] / "deploy/supportd.service").read_text()
    assert "RestartPreventExitStatus=4 5" in unit
    assert "StartLimitIntervalSec=0" in unit


def test_faults_of_the_configuration_are_told_by_place(desk: Desk) -> None:
    desk.config.write_text(desk.config.read_text() + "[smpt]\n")
    done = desk.does("run")
    assert done.returncode == 4
    assert "supportd.toml:" in done.stderr
