"""The generated documents say what the tables say, and `--check` notices when they don't."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from commands.docs import DOCUMENTS, configuration_page, main, outdated, reasons_page, write
from daemon.configuration import load_without_secrets
from daemon.settings import SECTIONS, Settings
from rules.reasons import REASONS


def test_a_document_that_was_changed_by_hand_or_is_missing_is_noticed(tmp_path: Path) -> None:
    write(tmp_path)
    assert outdated(tmp_path) == ()
    (tmp_path / "reasons.md").write_text("mine", encoding="utf-8")
    (tmp_path / "configuration.md").unlink()
    assert outdated(tmp_path) == ("configuration.md", "reasons.md")


def test_the_command_tells_check_from_write_and_refuses_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    assert main(["--check"]) == 1
    assert "docs/configuration.md is out of date: run `make docs`" in capsys.readouterr().err
    assert main(["--write"]) == 0
    assert main(["--check"]) == 0
    assert main(["--wirte"]) == 2
    assert {path.name for path in (tmp_path / "docs").iterdir()} == {each.name for each in DOCUMENTS}


def test_the_configuration_page_names_every_setting() -> None:
    page = configuration_page()
    for section in SECTIONS:
        for field in dataclasses.fields(section.type):
            assert f"| `{field.name}` |" in page


def test_the_ten_lines_of_the_configuration_page_are_good_once_the_host_is_named(tmp_path: Path) -> None:
    block = configuration_page().split("```toml\n")[1].split("```")[0]
    path = tmp_path / "supportd.toml"
    path.write_text(block.replace("mail.example.com", "mail.corp.example"), encoding="utf-8")
    assert isinstance(load_without_secrets(path), Settings)
    assert len(block.splitlines()) <= 11


def test_the_page_of_reasons_has_a_row_for_each() -> None:
    page = reasons_page()
    for row in REASONS:
        assert f"| `{row.code}` | {row.gravity.value} | {row.operator} |" in page
