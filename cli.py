"""The index of commands: words → one call each.

Takes the command line; gives an exit code (docs/operations.md).
Never does the work itself: every command is one call into `commands`, imported when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from importlib.metadata import Distribution, PackagePath

FLOORS = ("commands", "daemon", "storage", "rules", "parsers")
NAMES_TAKEN = 70

app = typer.Typer(
    name="supportd",
    help="A help desk behind a support@ mailbox.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The console script. Exit code 70 when another package took one of our names."""
    strangers = displaced(FLOORS, Path(__file__).resolve().parent) or overwritten(FLOORS, installed())
    if strangers:
        sys.stderr.write(clash_message(strangers))
        raise SystemExit(NAMES_TAKEN)
    app()


def show_version(wanted: bool) -> None:
    """Print the installed version and end, when asked to."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"supportd {version('supportd')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """A help desk behind a support@ mailbox."""


def displaced(names: Sequence[str], house: Path) -> list[str]:
    """What Python would import for `names` from anywhere but `house`; our names are short and others use them too."""
    origins = ((name, spec.origin if (spec := find_spec(name)) else None) for name in names)
    return [
        f"{name}: {origin or 'missing'}"
        for name, origin in origins
        if origin is None or Path(origin).resolve().parent.parent != house
    ]


def installed() -> Distribution | None:
    """Our own installation as the environment records it; None when run from a bare checkout."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution("supportd")
    except PackageNotFoundError:
        return None


def overwritten(names: Sequence[str], ours: Distribution | None) -> list[str]:
    """The packages of `names` that somebody else's installation wrote over, by the hashes of ours (RECORD, PEP 376)."""
    files = ours.files or [] if ours else []
    wanted = {f"{name}/__init__.py" for name in names}
    return [
        f"{file.parts[0]}: {file.locate()} was written over" for file in files if str(file) in wanted and _changed(file)
    ]


def _changed(file: PackagePath) -> bool:
    import base64
    import hashlib

    if file.hash is None:
        return False
    digest = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii") != file.hash.value


def clash_message(strangers: Sequence[str]) -> str:
    """What a person needs to put it right."""
    lines = "".join(f"  {stranger}\n" for stranger in strangers)
    return (
        "supportd: another Python package uses a name of ours:\n"
        f"{lines}"
        "Install supportd in an environment of its own: `uv tool install supportd` or a fresh virtual environment.\n"
    )


if __name__ == "__main__":
    main()
