"""The documents that are made from the code's own tables: `python -m commands.docs --check | --write`.

Takes the folder of the repository (the working directory); writes the documents, or says which are out of date.
Never holds facts: a document's words come from the table it shows. One more document is one more row.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from commands.markdown import table
from commands.output import say, warn
from commands.rulespages import rules_page, states_page
from daemon.declaration import About, Form
from daemon.sample import Shown, literal, sample, settings_of
from daemon.settings import SECTIONS, Section
from rules.agentcommands import COMMANDS, Right
from rules.reasons import REASONS

_MADE = "<!-- made by `make docs`; change the table in {source} instead -->\n\n"
_CONFIGURATION = """\
# Configuration

`supportd init DIR` writes `supportd.toml` with every setting in it; this page says the same as a table.
[supportd.toml](supportd.toml) is what it writes. A desk needs no more than this:

```toml
{minimal}```

**Faults.** With an unknown name, a wrong type, an impossible value or a secret that others may read, supportd refuses
to start. It tells all faults at once, with file, line and column, and never the value. `supportd config check` looks
without starting, at the support plan and the key ring too.

**Passwords** never stand in the file or on a command line, only where they are found: `password_file` (a plain file,
no link, mode 0600 or stricter; mounts under `/run/secrets` may have any mode), `password_credential` (a file of that
name in `$CREDENTIALS_DIRECTORY`, from `LoadCredential=` in the systemd unit) or `password_env`. They are read anew at
each login: a changed password counts at once.

**Access tokens** (`auth = "xoauth2"`): `token_command` is a program with its arguments; no shell reads them. It prints
the token and nothing else, and ends with status 0. What it writes to standard error is not kept.

**Paths** are relative to the folder of `supportd.toml`. **Durations** say their unit in their name.
"""
_MINIMAL = (
    ("desk", ("instance",)),
    ("mailbox", ("name", "address", "host", "password_file")),
    ("smtp", ("host", "user", "password_file")),
)
_REASONS = """\
# Reasons

Why something was held, refused, set aside, not answered or alarmed. Log, database, command line and mails use these
codes and words. Gravity: a *notice* is for whoever looks, a *warning* stands in `supportd status`, an *alarm* is an
error line in the log, stands in `supportd status`, and is mailed where `alerts.to` is set.

"""

_WHO = {Right.NOTE: "everybody", Right.ACT: "agents, leads", Right.LEAD: "leads"}
_AGENTS = """\
# For agents: the desk in your mail client

You need no other program. The desk mails you when a customer writes to a ticket that is yours, when a promise is
about to break, and when a ticket climbs to your team while you are on duty.

**Answer** such a mail, and your new words go to the customer: as a new mail from the desk, in the customer's own
conversation, without what you quoted, without your signature. Your address never goes along; where it stands in your
words, the desk's takes its place. Files stay here for now, and you are told so. Who answers a ticket of nobody has it
from then on.

**Write a note** to the note address that stands at the end of each mail: what you write there stays inside, and
nothing makes it leave. Words that answer none of the desk's mails stay inside too.

**Command** in the first lines, one a line, above all other words; answers and commands go together in one mail:

```
#priority high
#close

The new cable is on its way.
```

As many letters as tell it apart are enough: `#prio high`. You hear nothing when all went well. Where a line is
not clear, or you may not do it, **nothing** of the mail is done, nothing leaves, and you get your words back with
the reason. A mail of commands alone never goes to a customer.

{table}
**When your mail is not believed.** Anybody can write your address into From. So the desk asks the mail server
whether a mail is yours; where the server says nothing of anybody (`evidence = "none"`), the reply address that
only you were given lets your words through, and other commands wait for your yes. A mail in your name that is not
believed does nothing, and whoever sent it hears nothing. You get it at your registered address: if it was you,
answer with the one word `yes`, and it is done. Only you can use your reply addresses: from another address nobody
is believed.

**Automatic replies** of your mail program go nowhere. **Light agents** only write notes: their answers become
notes, and they are told. `supportd agent add LOGIN --role lead` (or `light`) gives a role.
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A file below `docs/` and how its text is made."""

    name: str
    render: Callable[[], str]


def configuration_page() -> str:
    """docs/configuration.md."""
    minimal = "".join(_minimal(section, names) for section, names in _MINIMAL)
    head = _MADE.format(source="daemon/settings.py") + _CONFIGURATION.format(minimal=minimal)
    return head + "".join(_section(section) for section in SECTIONS)


def sample_page() -> str:
    """docs/supportd.toml."""
    return sample("desk-1")


def reasons_page() -> str:
    """docs/reasons.md."""
    rows = [(f"`{row.code}`", row.gravity.value, row.operator, row.customer or "–") for row in REASONS]
    listed = table(("code", "gravity", "words for operators", "words for customers"), rows)
    return _MADE.format(source="rules/reasons.py") + _REASONS + listed


def commands_page() -> str:
    """docs/commands.md. The index of commands is above us: it is asked for as anybody would."""
    house = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "cli", "manual"]
    page = subprocess.run(command, cwd=house, capture_output=True, check=True).stdout  # noqa: S603 -- our own program
    return _MADE.format(source="cli.py, commands/options.py or commands/exits.py") + page.decode("utf-8")


def agents_page() -> str:
    """docs/agents.md."""
    rows = [
        (f"`#{row.name} {row.arguments}`".replace(" `", "`"), row.help, f"`{row.example}`", _WHO[row.right])
        for row in COMMANDS
    ]
    shown = table(("command", "what it does", "example", "who"), rows)
    return _MADE.format(source="rules/agentcommands.py") + _AGENTS.format(table=shown)


DOCUMENTS: tuple[Document, ...] = (
    Document("configuration.md", configuration_page),
    Document("supportd.toml", sample_page),
    Document("reasons.md", reasons_page),
    Document("commands.md", commands_page),
    Document("rules.md", lambda: _MADE.format(source="rules/names.py or rules/actions.py") + rules_page()),
    Document("states.md", lambda: _MADE.format(source="rules/lifecycle.py") + states_page()),
    Document("agents.md", agents_page),
)


def outdated(folder: Path) -> tuple[str, ...]:
    """The names of documents whose file is missing or says something else."""
    return tuple(each.name for each in DOCUMENTS if _text(folder / each.name) != each.render())


def write(folder: Path) -> None:
    """Write every document."""
    for each in DOCUMENTS:
        (folder / each.name).write_text(each.render(), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when all is up to date (now), 1 when `--check` found something, 2 for other arguments."""
    folder = Path("docs")
    match list(arguments):
        case ["--write"]:
            write(folder)
            return 0
        case ["--check"]:
            stale = outdated(folder)
            for name in stale:
                warn(f"docs/{name} is out of date: run `make docs`")
            if not stale:
                say(f"{len(DOCUMENTS)} generated documents are up to date")
            return 1 if stale else 0
        case _:
            warn("usage: python -m commands.docs --check | --write")
            return 2


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _minimal(name: str, wanted: tuple[str, ...]) -> str:
    section = next(each for each in SECTIONS if each.name == name)
    shown = {setting.name: setting for setting in settings_of(section)}
    lines = [_header(section), *(f"{each} = {shown[each].example}" for each in wanted)]
    return "\n".join(lines) + "\n"


def _header(section: Section) -> str:
    return f"[[{section.name}]]" if section.many else f"[{section.name}]"


def _section(section: Section) -> str:
    rows = [(f"`{row.name}`", _default(row), _accepted(row.about), row.about.reason) for row in settings_of(section)]
    return f"\n## {_header(section)}\n\n{section.title}\n\n" + table(("setting", "default", "value", "meaning"), rows)


def _default(setting: Shown) -> str:
    if setting.required:
        return "**required**"
    return f"`{setting.default}`" if setting.default else "–"


def _accepted(about: About) -> str:
    if about.form is Form.CHOICE:
        return ", ".join(f"`{literal(choice)}`" for choice in about.choices)
    bounds = f", {literal(about.low)} to {literal(about.high)}" if about.low is not None else ""
    unit = f" {about.unit}" if about.unit and "number of" not in about.form else ""
    return f"{about.form.value}{bounds}{unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
