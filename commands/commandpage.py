"""docs/commands.md: every command with its arguments and options, and what the exit codes mean.

Takes the index of commands as typer knows it; gives the page. Never words anything itself: the words are those of
`--help` and of the table of exit codes.
"""

from __future__ import annotations

from collections.abc import Iterator

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from commands.exits import MEANING

_NOT_TOLD = ("--help", "--install-completion", "--show-completion")
_HEAD = """\
# Commands

Commands open the database themselves: they work whether the daemon runs or not, and tell it when it does. Each says
what it takes with `--help`; `supportd --install-completion` teaches the shell to complete them.

**Ids.** Verbs take several; `-`, or none at all in a pipe, reads them from standard input:
`supportd ticket list -q --tag spam | supportd ticket close -y -`. Listings print ids with `-q` and JSON with `--json`.

**Texts** come from `-m`, from `--body-file` (`-` is standard input), or from `$EDITOR`.

**Who.** Each act is recorded with your login; `--as AGENT` names the agent you act for.

"""


def commands_page(app: typer.Typer) -> str:
    """The whole page, without the line that says how it is made."""
    root = get_command(app)
    lines = [_HEAD, *_exit_codes()]
    for words, command in _commands("supportd", root):
        lines.extend(_section(words, command))
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip("\n") + "\n"


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n"
    yield "| code | meaning |"
    yield "| --- | --- |"
    for code, meaning in MEANING.items():
        yield f"| {int(code)} | {meaning} |"
    yield ""


def _commands(words: str, command: object) -> Iterator[tuple[str, TyperCommand]]:
    """Every command below `command`, in the order of `--help`."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from _commands(f"{words} {name}", below)
    elif isinstance(command, TyperCommand):
        yield words, command


def _section(words: str, command: TyperCommand) -> Iterator[str]:
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption) and not _untold(each)]
    shape = " ".join((words, *("[OPTIONS]" if options else "",), *(_metavar(each) for each in arguments)))
    yield f"\n## {words.removeprefix('supportd ')}\n"
    yield f"`{' '.join(shape.split())}`\n"
    yield f"{(command.help or '').strip()}\n"
    told = [(f"`{_metavar(each)}`", each.help or "") for each in arguments if each.help]
    told.extend((_names(each), each.help or "") for each in options)
    if told:
        yield "| option | meaning |"
        yield "| --- | --- |"
        for name, meaning in told:
            yield f"| {name} | {meaning.replace('|', chr(92) + '|')} |"


def _untold(option: TyperOption) -> bool:
    return any(name in _NOT_TOLD for name in option.opts)


def _metavar(argument: TyperArgument) -> str:
    return argument.metavar or (argument.name or "").upper()


def _names(option: TyperOption) -> str:
    return ", ".join(f"`{name}`" for name in sorted(option.opts, key=len, reverse=True))
