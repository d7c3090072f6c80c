"""Where the text of an answer or note comes from.

Takes `-m TEXT`, `--body-file PATH` ("-" is standard input), or opens $EDITOR when neither is given.
Gives the text without trailing blank lines. Never gives an empty text: that cancels the command.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from commands.exits import Exit
from commands.output import fail

_HINT = "\n# Lines that start with # are left out. An empty text cancels.\n"


def read_body(message: str | None, body_file: Path | None, intro: str) -> str:
    """The text for `intro` (what it is for, shown as a comment in the editor)."""
    if message is not None and body_file is not None:
        fail("-m and --body-file exclude each other", Exit.USAGE)
    if message is not None:
        text = message
    elif body_file is not None:
        text = _from_file(body_file)
    else:
        text = _from_editor(intro)
    text = text.strip("\n").rstrip()
    if not text:
        fail("the text is empty: nothing was done", Exit.CANCELLED)
    return text + "\n"


def _from_file(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        fail(f"{path}: {error.strerror}", Exit.NOT_FOUND)
    except UnicodeDecodeError:
        fail(f"{path}: not UTF-8 text", Exit.USAGE)


def _from_editor(intro: str) -> str:
    if not sys.stdin.isatty():
        fail("no text: use -m TEXT or --body-file FILE (- for standard input)", Exit.USAGE)
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.NamedTemporaryFile("w+", suffix=".txt", encoding="utf-8") as file:
        file.write(f"{_HINT}# {intro}\n")
        file.flush()
        try:
            ended = subprocess.run([*editor, file.name], check=False).returncode  # noqa: S603 -- the user's own choice
        except OSError as error:
            fail(f"the editor {editor[0]} cannot be started: {error.strerror}", Exit.USAGE)
        if ended != 0:
            fail("the editor gave up: nothing was done", Exit.CANCELLED)
        edited = Path(file.name).read_text(encoding="utf-8")
    return "\n".join(line for line in edited.splitlines() if not line.startswith("#"))
