"""The command line as a program: quick to start, plain about what is wrong, and well-behaved in pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from commands.exits import MEANING, Exit
from tests.commands.desk import CommandLine

_REPOSITORY = Path(__file__).resolve().parents[2]
_HEAVY = ("sqlalchemy", "sqlmodel", "jinja2", "structlog", "cel_expr_python", "imapclient", "aiosmtplib",
          "mailparser", "nh3", "alembic", "pymap", "daemon", "storage")  # fmt: skip


def program(*words: str, **environ: str) -> list[str]:
    return [sys.executable, "-m", "cli", *words]


def ran(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        program(*words),
        env={**os.environ, **environ},
        cwd=_REPOSITORY,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [["--help"], ["ticket", "list", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    probe = (
        "import sys, cli\n"
        f"try:\n    cli.app({words!r})\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({_HEAVY!r})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=_REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_listing_loads_nothing_that_decides_or_talks_to_servers(desk: CommandLine) -> None:
    probe = (
        "import sys, cli\n"
        f"try:\n    cli.app(['ticket', 'list', '-c', {str(desk.folder)!r}])\nexcept SystemExit:\n    pass\n"
        "heavy = {'rules.decide', 'daemon.pipeline', 'daemon.log', 'cel_expr_python', 'jinja2', 'imapclient'}\n"
        "print(sorted(set(sys.modules) & heavy), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=_REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_every_command_has_help_and_a_sentence_about_itself() -> None:
    for words in commands():
        result = CliRunner().invoke(app, [*words, "--help"])
        assert result.exit_code == Exit.OK, words
        assert result.output.count(".") >= 1, words


def commands() -> list[tuple[str, ...]]:
    """Every command by its words."""
    found: list[tuple[str, ...]] = [
        (command.callback.__name__,) for command in app.registered_commands if command.callback
    ]
    for group in app.registered_groups:
        instance = group.typer_instance
        assert instance is not None
        assert group.name is not None
        for command in instance.registered_commands:
            assert command.callback is not None
            found.append((group.name, command.name or command.callback.__name__))
    return found


def test_the_commands_are_those_that_are_promised() -> None:
    assert {" ".join(words) for words in commands()} >= {
        "init", "run", "status", "demo", "explain", "config check", "db upgrade", "key rotate",
        "ticket list", "ticket show", "ticket search", "ticket reply", "ticket note", "ticket set", "ticket assign",
        "ticket close", "ticket reopen", "intake list", "intake show", "intake retry", "intake drop", "outbox list",
        "outbox show", "outbox retry", "outbox cancel", "agent add", "agent list", "agent remove", "account add",
        "account set", "account list", "account import", "contact list", "contact show", "contact set",
        "import mbox", "import maildir", "mail show",
    }  # fmt: skip


def test_every_exit_code_has_its_meaning() -> None:
    assert set(MEANING) == set(Exit)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there_for_the_usual_shells(shell: str) -> None:
    done = ran("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert done.returncode == 0, done.stderr
    assert "complete" in done.stdout


def offered(line: str, config: Path | None = None) -> tuple[list[str], str]:
    """What bash is offered after `line`, and what is said besides."""
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.app(prog_name='supportd')"],
        cwd=_REPOSITORY,
        env={
            **os.environ,
            "SUPPORTD_CONFIG": str(config or "/nowhere"),
            "_SUPPORTD_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split(), done.stderr


def test_completion_knows_commands() -> None:
    assert offered("supportd ticket re") == (["reply", "reopen"], "")


@pytest.mark.parametrize("line", ["ticket show ", "ticket reply ", "explain ", "intake list --ticket "])
def test_completion_knows_tickets_that_are_not_closed(desk: CommandLine, line: str) -> None:
    desk.ok("ticket", "close", "-y", "--final", "3")
    found, said = offered(f"supportd {line}", desk.folder)
    assert (sorted(found), said) == (["1", "2", "4", "6"], "")


@pytest.mark.parametrize(
    ("line", "logins"),
    [
        ("ticket assign k", ["kim"]),
        ("ticket assign ", ["kim", "lee", "nobody"]),
        ("ticket list --assignee n", ["nobody"]),
        ("agent remove l", ["lee"]),
        ("ticket note 1 --as k", ["kim"]),
    ],
)
def test_completion_knows_agents(desk: CommandLine, line: str, logins: list[str]) -> None:
    assert offered(f"supportd {line}", desk.folder) == (logins, "")


def test_completion_says_nothing_where_there_is_no_desk() -> None:
    assert offered("supportd ticket show ") == ([], "")


def test_a_reader_that_has_seen_enough_causes_no_traceback(desk: CommandLine) -> None:
    """As `supportd ticket list --json | head -1`."""
    for words in (
        ("ticket", "list", "--json"),
        ("ticket", "show", "1"),
        ("intake", "show", "1", "--raw"),
        ("explain", "1"),
    ):
        running = subprocess.Popen(
            program(*words, "-c", str(desk.folder)), cwd=_REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        told = running.stderr.read().decode()
        running.stderr.close()
        running.wait()
        assert told == "", words


def test_ctrl_c_ends_with_130_and_no_traceback(desk: CommandLine) -> None:
    with subprocess.Popen(
        program("ticket", "note", "1", "--body-file", "-", "-c", str(desk.folder)),
        cwd=_REPOSITORY,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stderr is not None
        # The last import before it reads its input; from then on it waits there.
        while b"commands.ticketacts" not in running.stderr.readline():
            pass
        running.send_signal(signal.SIGINT)
        _, told = running.communicate()
    assert running.returncode == Exit.INTERRUPTED
    assert b"Traceback" not in told


def test_without_a_configuration_it_says_how_to_name_or_make_one(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(_REPOSITORY)}
    environ.pop("SUPPORTD_CONFIG", None)
    done = subprocess.run(
        program("ticket", "list"), cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == Exit.CONFIGURATION
    assert done.stderr == "supportd: no supportd.toml here: use --config FILE, or `supportd init` to make one\n"


def test_faults_of_the_configuration_are_named_with_their_place(desk: CommandLine) -> None:
    text = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(text.replace("[smtp]", "colour = 1\n[smtp]"), encoding="utf-8")
    result = desk.run("ticket", "list")
    assert result.exit_code == Exit.CONFIGURATION
    assert result.stderr.startswith(f"{desk.config}:11:1: ")
    assert result.stderr.endswith("supportd: the configuration has faults\n")


def test_faults_of_the_policy_stop_acts_and_not_listings(desk: CommandLine) -> None:
    rules = sorted((desk.folder / "policy").glob("*.toml"))[0]
    rules.write_text("nonsense", encoding="utf-8")
    result = desk.run("ticket", "close", "-y", "1")
    assert result.exit_code == Exit.CONFIGURATION
    assert f"policy/{rules.name}:1:" in result.stderr
    assert desk.ticket(1)["status"] == "new"
