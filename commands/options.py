"""The options and arguments that commands share, each declared once.

Takes nothing; gives annotated types for the functions of `cli.py`. Never reads a value.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands import completing
from commands.exits import Exit
from commands.groups import By
from commands.output import fail
from rules.words import IntakeState, MailKind, OutboxState, Priority, Role, Severity, Status, Tier

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="supportd.toml or its folder; else $SUPPORTD_CONFIG, ./supportd.toml, /etc."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print ids only.")]
Limit = Annotated[int, typer.Option(help="At most so many rows.", min=1)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="AGENT",
        help="Act as this agent; your login is recorded too.",
        autocompletion=completing.agents,
    ),
]
Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Ids; - or none at all reads them from standard input.")
]
TicketIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help="Ids; - or none at all reads them from standard input.",
        autocompletion=completing.tickets,
    ),
]
Number = Annotated[int, typer.Argument(metavar="ID", min=1)]
TicketNumber = Annotated[int, typer.Argument(metavar="TICKET", min=1, autocompletion=completing.tickets)]
Message = Annotated[str | None, typer.Option("--message", "-m", help="The text; without it, $EDITOR opens.")]
BodyFile = Annotated[Path | None, typer.Option("--body-file", help="A file with the text; - is standard input.")]
Raw = Annotated[bool, typer.Option("--raw", help="Write the mail's bytes and nothing else.")]
Mailbox = Annotated[str | None, typer.Option("--mailbox", help="Of this mailbox.")]

Statuses = Annotated[list[Status] | None, typer.Option("--status", help="With this status; may be repeated.")]
Severities = Annotated[list[Severity] | None, typer.Option("--severity", help="Of this severity; may be repeated.")]
Tiers = Annotated[list[Tier] | None, typer.Option("--tier", help="Of this tier; may be repeated.")]
Priorities = Annotated[list[Priority] | None, typer.Option("--priority", help="Of this priority; may be repeated.")]
Queue = Annotated[str | None, typer.Option("--queue", help="In this queue.")]
Assignee = Annotated[
    str | None,
    typer.Option(
        "--assignee", help="Of this agent; nobody for those without one.", autocompletion=completing.agents_or_nobody
    ),
]
AssignTo = Annotated[
    str,
    typer.Argument(metavar="AGENT", help="The agent's login, or nobody.", autocompletion=completing.agents_or_nobody),
]
Login = Annotated[str, typer.Argument(metavar="LOGIN", autocompletion=completing.agents)]
Dedicated = Annotated[
    str | None, typer.Option("--agent", help="Their dedicated agent's login.", autocompletion=completing.agents)
]
Requester = Annotated[str | None, typer.Option("--requester", help="Of the person with this address.")]
OfRole = Annotated[Role, typer.Option("--role", help="A lead may change tiers too; a light agent only writes notes.")]
AGENT = Role.AGENT
OfAccount = Annotated[str | None, typer.Option("--account", help="Of this account.")]
WithTag = Annotated[str | None, typer.Option("--tag", help="With this tag.")]
OpenedAfter = Annotated[str | None, typer.Option("--opened-after", metavar="DATE", help="Opened on or after this day.")]
OpenedBefore = Annotated[str | None, typer.Option("--opened-before", metavar="DATE", help="Opened before this day.")]
DueBefore = Annotated[str | None, typer.Option("--due-before", metavar="DATE", help="Promised before this time.")]

IntakeStates = Annotated[list[IntakeState] | None, typer.Option("--state", help="In this state; may be repeated.")]
OutboxStates = Annotated[list[OutboxState] | None, typer.Option("--state", help="In this state; may be repeated.")]
Kinds = Annotated[list[MailKind] | None, typer.Option("--kind", help="Of this kind; may be repeated.")]
OfTicket = Annotated[int | None, typer.Option("--ticket", help="Of this ticket.", autocompletion=completing.tickets)]
Recipient = Annotated[str | None, typer.Option("--recipient", help="To this address.")]

SetSeverity = Annotated[Severity | None, typer.Option("--severity")]
SetTier = Annotated[Tier | None, typer.Option("--tier")]
SetPriority = Annotated[Priority | None, typer.Option("--priority")]
SetStatus = Annotated[Status | None, typer.Option("--status")]
StatusAfter = Annotated[Status, typer.Option("--status", help="The ticket's status afterwards.")]
AccountTier = Annotated[Tier | None, typer.Option("--tier", help="The contracted tier: the floor of every promise.")]
Domains = Annotated[list[str] | None, typer.Option("--domain", help="A mail domain of theirs; may be repeated.")]
Into = Annotated[str | None, typer.Option("--mailbox", help="The mailbox it counts as; the first one by default.")]
Send = Annotated[bool, typer.Option("--answer", help="Acknowledge the mails as if they came in now.")]

PENDING = Status.PENDING

Hours = Annotated[int, typer.Option("--hours", help="Look so many hours ahead.", min=0)]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From then on; 30 days ago by default.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to then; now by default.")]
ReportBy = Annotated[By, typer.Option("--by", help="What to count by.")]
OtherPolicy = Annotated[Path, typer.Argument(metavar="FOLDER", help="A policy folder to compare with.")]

PolicyBefore = Annotated[str, typer.Argument(metavar="DIGEST", help="How its digest begins; folder is the folder.")]
PolicyAfter = Annotated[str, typer.Argument(metavar="DIGEST", help="How its digest begins; folder is the folder.")]
OneRule = Annotated[str | None, typer.Option("--rule", metavar="ID", help="Only what this rule looked at.")]
MailSource = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="An mbox or maildir; else stored mail.")]
Against = Annotated[
    str | None, typer.Option("--against", metavar="POLICY", help="A folder or digest; else the policy in force.")
]
Quarter = Annotated[
    str | None, typer.Option("--quarter", metavar="2026Q4", help="Which quarter; the last one that is over by default.")
]
PlanOnly = Annotated[bool, typer.Option("--plan", help="Say what would change, and change nothing.")]

BY_TIER = By.TIER


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 date or time of the command line, in UTC where it names no zone."""
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        fail(f"not a date or time: {text} (write 2026-11-22 or 2026-11-22T14:00)", Exit.USAGE)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
