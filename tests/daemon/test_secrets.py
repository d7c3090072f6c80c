"""Secrets are read where the settings say, anew each time, and are never shown (A68, I20)."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import pickle
import select
import sys
import traceback
from pathlib import Path

import pytest

from daemon.secretfiles import SecretFault
from daemon.secrets import (
    AccessToken,
    NoLogin,
    Password,
    Secret,
    access_token,
    credentials,
    database_url,
    read_password,
)
from daemon.settings import DatabaseSettings, PasswordSettings, SmtpSettings
from tests.daemon.configured import CANARY


def password_file(folder: Path, data: bytes) -> Path:
    path = folder / "password"
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def revealed(found: Secret | SecretFault | None) -> str:
    assert isinstance(found, Secret), found
    return found.reveal()


def refused(found: object) -> str:
    assert isinstance(found, SecretFault)
    assert CANARY not in str(found)
    return str(found)


def program(folder: Path, body: str) -> tuple[str, ...]:
    script = folder / "program.py"
    script.write_text(body, encoding="utf-8")
    return (sys.executable, "-I", str(script))


def test_I20_a_secret_shows_itself_in_no_kind_of_text() -> None:
    secret = Secret(CANARY)
    login = Password("support", secret)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", "%s" % secret, repr(login), repr([secret])]  # noqa: UP031 (the old way is one more way out)
    assert CANARY not in "".join(shown)
    assert secret.reveal() == CANARY


def test_A68_a_secret_is_neither_pickled_nor_copied_nor_written_as_json() -> None:
    secret = Secret(CANARY)
    for leak in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps, vars):
        with pytest.raises(TypeError) as caught:
            leak(secret)
        assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_password_file_is_read_without_its_line_end(tmp_path: Path) -> None:
    settings = PasswordSettings(password_file=password_file(tmp_path, b" pass word \n"))
    assert revealed(read_password(settings, {})) == " pass word "


def test_F40_a_password_changed_in_its_file_counts_at_the_next_login(tmp_path: Path) -> None:
    settings = PasswordSettings(password_file=password_file(tmp_path, b"old\n"))
    assert revealed(read_password(settings, {})) == "old"
    password_file(tmp_path, b"new\n")
    assert revealed(read_password(settings, {})) == "new"


def test_F40_a_password_file_that_went_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone"
    assert refused(read_password(PasswordSettings(password_file=path), {})) == f"{path}: there is no such file"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (CANARY.encode() + b"\nA1 LOGOUT\n", "more than one line"),
        (CANARY.encode() + b"\0", "more than one line"),
        (CANARY.encode() + b"\xff", "not text"),
    ],
)
def test_a_password_that_would_break_a_command_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refused(read_password(PasswordSettings(password_file=password_file(tmp_path, data)), {}))


def test_a_systemd_credential_is_read_from_its_folder_whatever_its_mode(tmp_path: Path) -> None:
    password_file(tmp_path, b"secret").chmod(0o440)
    settings = PasswordSettings(password_credential="password")
    assert revealed(read_password(settings, {"CREDENTIALS_DIRECTORY": str(tmp_path)})) == "secret"
    assert "$CREDENTIALS_DIRECTORY is not set" in refused(read_password(settings, {}))


def test_a_password_comes_from_the_environment_by_name() -> None:
    settings = PasswordSettings(password_env="DESK")
    assert revealed(read_password(settings, {"DESK": "secret"})) == "secret"
    assert refused(read_password(settings, {"OTHER": CANARY})) == "the environment has no DESK"
    assert "empty" in refused(read_password(settings, {"DESK": ""}))


def test_no_password_configured_is_no_fault() -> None:
    assert read_password(PasswordSettings(), {}) is None


def test_credentials_are_what_the_settings_ask_for(tmp_path: Path) -> None:
    relay = SmtpSettings(host="localhost")
    assert credentials(relay, {}) == NoLogin()
    login = credentials(dataclasses.replace(relay, user="desk", password_env="DESK"), {"DESK": "secret"})
    assert isinstance(login, Password)
    assert (login.user, login.secret.reveal()) == ("desk", "secret")
    command = program(tmp_path, "print('token')")
    token = credentials(dataclasses.replace(relay, user="desk", auth="xoauth2", token_command=command), {})
    assert isinstance(token, AccessToken)
    assert token.secret.reveal() == "token"
    assert "no password is configured" in refused(credentials(dataclasses.replace(relay, user="desk"), {}))


def test_a_token_program_runs_without_a_shell_and_its_token_is_trimmed(tmp_path: Path) -> None:
    command = (*program(tmp_path, "import sys\nprint(' ' + '|'.join(sys.argv[1:]))"), "$HOME;", "`id`", "*")
    assert revealed(access_token(command, 30)) == "$HOME;|`id`|*"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("pass", "printed nothing"),
        (f"print('{CANARY} {CANARY}')", "no access token"),
        (f"print('{CANARY}\\n{CANARY}')", "no access token"),
        (f"print('{CANARY}' * 5000)", "no access token"),
        (f"import sys\nprint('{CANARY}')\nsys.exit('{CANARY}')", "ended with status 1"),
        (f"import os\nprint('{CANARY}', flush=True)\nos.kill(os.getpid(), 9)", "ended with status -9"),
    ],
)
def test_A68_a_token_program_that_fails_is_told_without_what_it_wrote(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], body: str, words: str
) -> None:
    assert words in refused(access_token(program(tmp_path, body), 30))
    assert CANARY not in "".join(capfd.readouterr())


def test_a_token_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    """The child of the program holds the only open end of a pipe: when it ends, the pipe hangs up."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    body = (
        "import os, subprocess, sys\n"
        f"held = os.open({str(pipe)!r}, os.O_WRONLY)\n"
        "wait = [sys.executable, '-Ic', 'import select; select.select([], [], [])']\n"
        "subprocess.Popen(wait, pass_fds=[held]).wait()\n"
    )
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert "took longer than 3 seconds" in refused(access_token(program(tmp_path, body), 3))
        watch = select.poll()
        watch.register(reading, select.POLLHUP)
        assert watch.poll(10_000) == [(reading, select.POLLHUP)]
    finally:
        os.close(reading)


def test_a_token_program_that_is_missing_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert refused(access_token((missing, CANARY), 30)).startswith(f"token_command {missing} cannot be run")


def test_a_token_program_reads_nothing_from_our_input(tmp_path: Path) -> None:
    command = program(tmp_path, "import sys\nprint(len(sys.stdin.read()))")
    assert revealed(access_token(command, 30)) == "0"


def test_the_database_password_is_put_into_its_url_quoted() -> None:
    settings = DatabaseSettings(url="postgresql+psycopg://desk@db.corp.example:5433/desk", password_env="DB")
    found = database_url(settings, {"DB": "p@ss/w:rd"})
    assert revealed(found) == "postgresql+psycopg://desk:p%40ss%2Fw%3Ard@db.corp.example:5433/desk"
    assert "the environment has no DB" in refused(database_url(settings, {}))


def test_a_database_without_a_password_keeps_its_url() -> None:
    settings = DatabaseSettings(url="postgresql+psycopg:///desk?host=/run/postgresql")
    assert revealed(database_url(settings, dict(os.environ))) == settings.url
