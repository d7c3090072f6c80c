"""The set-up scripts: they read, they say in one line what is wrong, and they change nothing before they know."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT

_SCRIPTS = sorted([*(ROOT / "deploy").glob("*.sh"), ROOT / ".ci" / "run"])


def run(script: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The script's end, in the environment of the tests with a few changes."""
    return subprocess.run(
        [script, *words], env={**os.environ, **environ}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def program(folder: Path, name: str, body: str) -> Path:
    """A small shell script that stands in for a program of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the set-up reads, in a place of its own."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    for name in ("pyproject.toml", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("script", _SCRIPTS, ids=lambda script: script.name)
def test_every_script_reads_and_may_be_run(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith("#!/usr/bin/env bash\n")
    subprocess.run(["bash", "-n", script], check=True)


def test_an_old_python_is_refused_in_one_line(checkout: Path) -> None:
    old = program(
        checkout / "bin",
        "python3.10",
        'case "$2" in *realpath*) echo "$0";; *exit*) exit 1;; *) echo 3.10;; esac',
    )
    ended = run(checkout / "deploy" / "python-env.sh", PYTHON=str(old))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "is Python 3.10, but 3.11 or newer is needed" in ended.stderr
    assert not (checkout / ".venv").exists()


def test_a_missing_python_is_named_in_one_line(checkout: Path) -> None:
    ended = run(checkout / "deploy" / "python-env.sh", PYTHON="no-such-python")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "'no-such-python'" in ended.stderr


def test_packages_that_are_there_need_neither_root_nor_apt(checkout: Path) -> None:
    programs = checkout / "bin"
    program(programs, "dpkg-query", "printf installed")
    program(programs, "apt-get", "exit 99")
    program(programs, "sudo", "exit 99")
    ended = run(
        checkout / "deploy" / "debian-packages.sh", "dovecot-imapd", "postfix", PATH=f"{programs}:{os.environ['PATH']}"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_system_without_apt_is_told_what_to_install(checkout: Path) -> None:
    programs = checkout / "bin"
    programs.mkdir()
    for name in ("bash", "dirname", "env"):
        (programs / name).symlink_to(str(shutil.which(name)))
    ended = run(checkout / "deploy" / "debian-packages.sh", "postfix", PATH=str(programs))
    assert ended.returncode == 1
    assert (
        ended.stderr
        == "supportd: this is no Debian: install the counterparts of these Debian packages by hand: postfix\n"
    )


def test_a_step_says_how_long_it_took_and_keeps_the_exit_code() -> None:
    ended = run(ROOT / "deploy" / "step.sh", "a step", "bash", "-c", "exit 3")
    assert ended.returncode == 3
    assert ended.stdout.startswith("a step")
    assert ended.stdout.rstrip().endswith(" s")
    assert "FAILED" in ended.stdout
