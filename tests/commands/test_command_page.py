"""The page of commands says what `--help` says, for every command, and nothing twice."""

from __future__ import annotations

from cli import app
from commands.commandpage import commands_page
from commands.exits import MEANING


def test_every_command_has_its_section_with_arguments_and_options() -> None:
    page = commands_page(app)
    assert page.count("\n## ticket reply\n") == 1
    section = page.split("\n## ticket reply\n")[1].split("\n## ")[0]
    assert "`supportd ticket reply [OPTIONS] TICKET`" in section
    assert "Answer the customer by mail." in section
    assert "| `--body-file` | A file with the text; - is standard input. |" in section
    assert "`supportd import mbox [OPTIONS] FILE`" in page


def test_every_exit_code_is_on_the_page() -> None:
    page = commands_page(app)
    for code, meaning in MEANING.items():
        assert f"| {int(code)} | {meaning} |" in page
