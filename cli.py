"""The index of commands: words → one call each.

Takes the command line; gives an exit code (docs/commands.md).
Never does the work itself: every command is one call into `commands`, imported when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import options as o

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
ticket = typer.Typer(help="List, read and work on tickets.", no_args_is_help=True)
intake = typer.Typer(help="What came: the ledger of deliveries.", no_args_is_help=True)
outbox = typer.Typer(help="What leaves: mails to send and sent.", no_args_is_help=True)
agent = typer.Typer(help="The people who answer.", no_args_is_help=True)
account = typer.Typer(help="The organisations that are served.", no_args_is_help=True)
contact = typer.Typer(help="The people who write.", no_args_is_help=True)
imports = typer.Typer(help="Bring in old mail.", no_args_is_help=True)
mail = typer.Typer(help="Look at one mail.", no_args_is_help=True)
config = typer.Typer(help="The configuration.", no_args_is_help=True)
db = typer.Typer(help="The database.", no_args_is_help=True)
rule = typer.Typer(help="The policy's rules: check, list, try.", no_args_is_help=True)
policy = typer.Typer(help="Rules, promises and templates in force.", no_args_is_help=True)
survey = typer.Typer(help="How customers said it was.", no_args_is_help=True)
review = typer.Typer(help="What a quarter was like for those who are served.", no_args_is_help=True)
sla = typer.Typer(help="What was promised by when, and how it was kept.", no_args_is_help=True)
key = typer.Typer(help="The key ring that signs reply addresses.", no_args_is_help=True)
for name, group in (
    ("ticket", ticket),
    ("intake", intake),
    ("outbox", outbox),
    ("agent", agent),
    ("account", account),
    ("contact", contact),
    ("import", imports),
    ("mail", mail),
    ("config", config),
    ("db", db),
    ("rules", rule),
    ("policy", policy),
    ("sla", sla),
    ("survey", survey),
    ("review", review),
    ("key", key),
):
    app.add_typer(group, name=name)


def main() -> None:
    """The console script. Exit code 70 when another package took one of our names."""
    strangers = displaced(FLOORS, Path(__file__).resolve().parent) or overwritten(FLOORS, installed())
    if strangers:
        sys.stderr.write(clash_message(strangers))
        raise SystemExit(NAMES_TAKEN)
    try:
        app()
    except KeyboardInterrupt:
        # Typer sees to it while a command runs; this is for the moments before and after.
        raise SystemExit(130) from None


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


# --- the daemon and its folder -----------------------------------------------------------------------


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path("supportd"),
    instance: Annotated[str | None, typer.Option(help="The instance's name; made up by default.")] = None,
) -> None:
    """Write supportd.toml, policy, templates and key ring into a new folder."""
    from commands import init as body

    body.init(directory, instance)


@app.command()
def run(config: o.Config = None) -> None:
    """Run the daemon until SIGTERM; SIGHUP reads the policy anew."""
    from commands import run as body
    from commands.store import find_config

    raise typer.Exit(body.run(find_config(config)))


@app.command()
def status(config: o.Config = None, as_json: o.Json = False) -> None:
    """How the desk is: mailboxes, what waits, what is set aside, open alarms."""
    from commands import status as body
    from commands.store import find_config

    raise typer.Exit(body.status(find_config(config), as_json))


@app.command()
def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Leave it running, for a mail client of yours.")] = False,
) -> None:
    """Show the main job live, on mail servers of its own."""
    from commands.demo.start import demo as body

    raise typer.Exit(body(keep))


@app.command()
def manual() -> None:
    """Print the reference of all commands, as Markdown."""
    from commands.commandpage import commands_page

    typer.echo(commands_page(app), nl=False)


@config.command("check")
def config_check(config: o.Config = None, as_json: o.Json = False) -> None:
    """Read the whole configuration as the daemon would; name every fault with its place."""
    from commands import config as body
    from commands.store import find_config

    body.check(find_config(config), as_json)


@db.command("upgrade")
def db_upgrade(config: o.Config = None) -> None:
    """Bring the database's tables to this program's version."""
    from commands import database as body

    body.upgrade(config)


@key.command("rotate")
def key_rotate(config: o.Config = None) -> None:
    """Sign with a new key from now on; what older keys signed stays valid."""
    from commands import key as body
    from commands.store import find_config

    body.rotate_key(find_config(config))


@key.command("list")
def key_list(config: o.Config = None, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """The key ring, without secrets."""
    from commands import key as body
    from commands.output import shape
    from commands.store import find_config

    body.list_keys(find_config(config), shape(as_json, quiet))


# --- tickets -----------------------------------------------------------------------------------------


@ticket.command("list")
def ticket_list(
    config: o.Config = None,
    status: o.Statuses = None,
    severity: o.Severities = None,
    tier: o.Tiers = None,
    priority: o.Priorities = None,
    queue: o.Queue = None,
    mailbox: o.Mailbox = None,
    assignee: o.Assignee = None,
    requester: o.Requester = None,
    account: o.OfAccount = None,
    tag: o.WithTag = None,
    opened_after: o.OpenedAfter = None,
    opened_before: o.OpenedBefore = None,
    due_before: o.DueBefore = None,
    limit: o.Limit = 100,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Tickets that fit, most urgent first."""
    from commands import tickets as body
    from commands.output import shape
    from storage.views import TicketFilter

    wanted = TicketFilter(
        statuses=tuple(status or ()),
        severities=tuple(severity or ()),
        tiers=tuple(tier or ()),
        priorities=tuple(priority or ()),
        queue=queue,
        mailbox=mailbox,
        assignee="" if assignee == "nobody" else assignee,
        requester=requester,
        account=account,
        tag=tag,
        opened_after=o.moment(opened_after),
        opened_before=o.moment(opened_before),
        due_before=o.moment(due_before),
    )
    body.list_tickets(config, wanted, limit, shape(as_json, quiet))


@ticket.command("show")
def ticket_show(tickets: o.TicketIds = None, config: o.Config = None, as_json: o.Json = False) -> None:
    """Everything about a ticket."""
    from commands import tickets as body

    body.show(config, tickets or [], as_json)


@ticket.command("search")
def ticket_search(
    words: Annotated[list[str], typer.Argument()],
    config: o.Config = None,
    limit: o.Limit = 50,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Tickets in which every word occurs, newest first."""
    from commands import tickets as body
    from commands.output import shape

    body.search(config, " ".join(words), limit, shape(as_json, quiet))


@ticket.command("reply")
def ticket_reply(
    number: o.TicketNumber,
    message: o.Message = None,
    body_file: o.BodyFile = None,
    status: o.StatusAfter = o.PENDING,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Answer the customer by mail."""
    from commands import ticketacts as body

    body.reply(config, number, (message, body_file), status, as_agent)


@ticket.command("note")
def ticket_note(
    number: o.TicketNumber,
    message: o.Message = None,
    body_file: o.BodyFile = None,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Write a note that stays inside the desk."""
    from commands import ticketacts as body

    body.note(config, number, (message, body_file), as_agent)


@ticket.command("set")
def ticket_set(
    tickets: o.TicketIds = None,
    severity: o.SetSeverity = None,
    tier: o.SetTier = None,
    priority: o.SetPriority = None,
    queue: Annotated[str | None, typer.Option()] = None,
    level: Annotated[int | None, typer.Option(min=1, max=3)] = None,
    status: o.SetStatus = None,
    tag: Annotated[list[str] | None, typer.Option(help="Add this tag; may be repeated.")] = None,
    untag: Annotated[list[str] | None, typer.Option(help="Take this tag away; may be repeated.")] = None,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Set fields by hand."""
    from commands import ticketacts as body

    wish = body.Wish(severity, tier, priority, queue, level, status, tuple(tag or ()), tuple(untag or ()))
    body.set_fields(config, tickets or [], wish, as_agent)


@ticket.command("assign")
def ticket_assign(
    login: o.AssignTo,
    tickets: o.TicketIds = None,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Give tickets to an agent."""
    from commands import ticketacts as body

    body.assign(config, login, tickets or [], as_agent)


@ticket.command("macro")
def ticket_macro(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A macro of policy/macros.toml.")],
    tickets: o.TicketIds = None,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Do what a macro says: an answer in the ticket's language, and changes."""
    from commands import ticketacts as body

    body.macro(config, name, tickets or [], as_agent)


@ticket.command("close")
def ticket_close(
    tickets: o.TicketIds = None,
    final: Annotated[bool, typer.Option("--final", help="Close at once instead of resolving.")] = False,
    yes: o.Yes = False,
    dry_run: o.DryRun = False,
    as_agent: o.As = None,
    config: o.Config = None,
) -> None:
    """Resolve tickets; they close by themselves after some days."""
    from commands import ticketacts as body
    from commands.ids import Care

    body.close(config, tickets or [], final, Care(yes, dry_run), as_agent)


@ticket.command("reopen")
def ticket_reopen(tickets: o.TicketIds = None, as_agent: o.As = None, config: o.Config = None) -> None:
    """Take tickets up again."""
    from commands import ticketacts as body

    body.reopen(config, tickets or [], as_agent)


@app.command()
def explain(
    number: o.TicketNumber, config: o.Config = None, rule_id: o.OneRule = None, as_json: o.Json = False
) -> None:
    """Why a ticket is as it is: every decision about it, in order; --rule says why one rule did or did not act."""
    from commands import explain as body

    body.explain(config, number, rule_id, as_json)


# --- promises ----------------------------------------------------------------------------------------


@sla.command("explain")
def sla_explain(number: o.TicketNumber, config: o.Config = None, as_json: o.Json = False) -> None:
    """How the due times of a ticket came about: every counted and paused stretch."""
    from commands import sla as body

    body.explain(config, number, as_json)


@sla.command("forecast")
def sla_forecast(config: o.Config = None, hours: o.Hours = 24, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """What is late, and what will be within so many hours."""
    from commands import sla as body
    from commands.output import shape

    body.forecast(config, hours, shape(as_json, quiet))


@sla.command("report")
def sla_report(
    config: o.Config = None,
    since: o.Since = None,
    until: o.Until = None,
    by: o.ReportBy = o.BY_TIER,
    as_json: o.Json = False,
) -> None:
    """How promises were kept, by tier, team, agent, account or month."""
    from commands import sla as body

    body.report(config, o.moment(since), o.moment(until), by, as_json)


@sla.command("whatif")
def sla_whatif(
    policy: o.OtherPolicy,
    config: o.Config = None,
    since: o.Since = None,
    until: o.Until = None,
    as_json: o.Json = False,
) -> None:
    """What another policy folder's targets and calendars would have meant for a period."""
    from commands import sla as body

    body.whatif(config, policy, o.moment(since), o.moment(until), as_json)


@policy.command("log")
def policy_log(config: o.Config = None, limit: o.Limit = 20, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """Which policy was in force since when."""
    from commands import policy as body
    from commands.output import shape

    body.log(config, limit, shape(as_json, quiet))


@policy.command("diff")
def policy_diff(before: o.PolicyBefore, after: o.PolicyAfter = "folder", config: o.Config = None) -> None:
    """The texts of two policies, line by line; the second is the policy folder unless you name one."""
    from commands import policy as body

    body.diff(config, before, after)


@policy.command("apply")
def policy_apply(
    config: o.Config = None, plan: o.PlanOnly = False, as_json: o.Json = False, yes: o.Yes = False
) -> None:
    """Switch the policy folder on, after saying which open tickets change."""
    from commands import policy as body

    body.apply(config, plan, as_json, yes)


@policy.command("rollback")
def policy_rollback(digest: o.PolicyBefore, config: o.Config = None, yes: o.Yes = False) -> None:
    """Write an older policy back into the folder and switch it on."""
    from commands import policy as body

    body.rollback(config, digest, yes)


@rule.command("check")
def rules_check(config: o.Config = None) -> None:
    """Every fault of the policy with file, line and column."""
    from commands import rules as body

    body.check(config)


@rule.command("list")
def rules_list(config: o.Config = None, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """The rules in the order in which they run."""
    from commands import rules as body
    from commands.output import shape

    body.list_rules(config, shape(as_json, quiet))


@rule.command("test")
def rules_test(config: o.Config = None, as_json: o.Json = False) -> None:
    """Try the examples of every rule."""
    from commands import rules as body

    body.test(config, as_json)


@rule.command("backtest")
def rules_backtest(
    config: o.Config = None,
    source: o.MailSource = None,
    since: o.Since = None,
    against: o.Against = None,
    as_json: o.Json = False,
) -> None:
    """Rehearse the policy folder with stored mail, an mbox or a maildir: what would differ.

    Mails alone are rehearsed, with today's people: what agents did meanwhile is not played back.
    """
    from commands import backtest as body

    body.backtest(config, source, o.moment(since), against, as_json)


@survey.command("report")
def survey_report(
    config: o.Config = None,
    since: o.Since = None,
    until: o.Until = None,
    by: o.ReportBy = o.BY_TIER,
    as_json: o.Json = False,
) -> None:
    """Scores with their confidence interval and response rates."""
    from commands import survey as body

    body.report(config, o.moment(since), o.moment(until), by, as_json)


@review.command("account")
def review_account(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    quarter: o.Quarter = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
    config: o.Config = None,
    as_json: o.Json = False,
) -> None:
    """An account's quarter: promises kept, topics, slowest answers, scores and comments."""
    from commands import review as body

    body.account(config, name, quarter, out, as_json)


@survey.command("comments")
def survey_comments(
    config: o.Config = None,
    since: o.Since = None,
    until: o.Until = None,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """What people wrote below their number, worst first."""
    from commands import survey as body
    from commands.output import shape

    body.comments(config, o.moment(since), o.moment(until), shape(as_json, quiet))


# --- ledger and outbox -------------------------------------------------------------------------------


@intake.command("list")
def intake_list(
    config: o.Config = None,
    state: o.IntakeStates = None,
    mailbox: o.Mailbox = None,
    reason: Annotated[str | None, typer.Option(help="Set aside for this reason code.")] = None,
    of_ticket: o.OfTicket = None,
    limit: o.Limit = 100,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Deliveries that fit, newest first."""
    from commands import ledgers as body
    from commands.output import shape
    from storage.views import IntakeFilter

    body.list_intake(config, IntakeFilter(tuple(state or ()), mailbox, reason, of_ticket), limit, shape(as_json, quiet))


@intake.command("show")
def intake_show(number: o.Number, config: o.Config = None, as_json: o.Json = False, raw: o.Raw = False) -> None:
    """One delivery, or its bytes."""
    from commands import ledgers as body

    body.show_intake(config, number, as_json, raw)


@intake.command("retry")
def intake_retry(numbers: o.Ids = None, config: o.Config = None) -> None:
    """Work mails off again that were set aside."""
    from commands import ledgers as body

    body.retry_intake(config, numbers or [])


@intake.command("drop")
def intake_drop(numbers: o.Ids = None, yes: o.Yes = False, dry_run: o.DryRun = False, config: o.Config = None) -> None:
    """Ignore mails that wait or were set aside; their bytes stay."""
    from commands import ledgers as body
    from commands.ids import Care

    body.drop_intake(config, numbers or [], Care(yes, dry_run))


@outbox.command("list")
def outbox_list(
    config: o.Config = None,
    state: o.OutboxStates = None,
    kind: o.Kinds = None,
    mailbox: o.Mailbox = None,
    recipient: o.Recipient = None,
    of_ticket: o.OfTicket = None,
    limit: o.Limit = 100,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Outgoing mails that fit, newest first."""
    from commands import ledgers as body
    from commands.output import shape
    from storage.views import OutboxFilter

    wanted = OutboxFilter(tuple(state or ()), tuple(kind or ()), mailbox, recipient, of_ticket)
    body.list_outbox(config, wanted, limit, shape(as_json, quiet))


@outbox.command("show")
def outbox_show(number: o.Number, config: o.Config = None, as_json: o.Json = False, raw: o.Raw = False) -> None:
    """One outgoing mail, or its bytes."""
    from commands import ledgers as body

    body.show_outbox(config, number, as_json, raw)


@outbox.command("retry")
def outbox_retry(numbers: o.Ids = None, config: o.Config = None) -> None:
    """Send mails once more, with the same bytes."""
    from commands import ledgers as body

    body.retry_outbox(config, numbers or [])


@outbox.command("cancel")
def outbox_cancel(
    numbers: o.Ids = None, yes: o.Yes = False, dry_run: o.DryRun = False, config: o.Config = None
) -> None:
    """Never send these mails."""
    from commands import ledgers as body
    from commands.ids import Care

    body.cancel_outbox(config, numbers or [], Care(yes, dry_run))


# --- people ------------------------------------------------------------------------------------------


@agent.command("add")
def agent_add(
    login: Annotated[str, typer.Argument(metavar="LOGIN")],
    address: Annotated[list[str] | None, typer.Option(help="An address they write from; may be repeated.")] = None,
    name: Annotated[str, typer.Option(help="The name customers may see.")] = "",
    team: Annotated[str | None, typer.Option(help="Their team, of teams.toml; else the first line.")] = None,
    role: o.OfRole = o.AGENT,
    config: o.Config = None,
) -> None:
    """Add an agent."""
    from commands import people as body

    body.add_agent(config, login, name, address or [], team, role)


@agent.command("list")
def agent_list(config: o.Config = None, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """All agents."""
    from commands import people as body
    from commands.output import shape

    body.list_agents(config, shape(as_json, quiet))


@agent.command("remove")
def agent_remove(
    login: o.Login,
    yes: o.Yes = False,
    dry_run: o.DryRun = False,
    config: o.Config = None,
) -> None:
    """Remove an agent; their past stays."""
    from commands import people as body

    body.remove_agent(config, login, yes, dry_run)


@account.command("add")
def account_add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    domain: o.Domains = None,
    tier: o.AccountTier = None,
    phone: Annotated[str | None, typer.Option(help="Their phone line, named in platinum acknowledgements.")] = None,
    dedicated: o.Dedicated = None,
    config: o.Config = None,
) -> None:
    """Add an account."""
    from commands import people as body
    from commands.accountfile import AccountWish

    body.add_account(config, AccountWish(name, tuple(domain or ()), tier, phone, dedicated))


@account.command("set")
def account_set(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    domain: o.Domains = None,
    tier: o.AccountTier = None,
    phone: Annotated[str | None, typer.Option(help="Their phone line, named in platinum acknowledgements.")] = None,
    dedicated: o.Dedicated = None,
    config: o.Config = None,
) -> None:
    """Change an account; domains given replace all it had."""
    from commands import people as body
    from commands.accountfile import AccountWish

    body.set_account(config, AccountWish(name, tuple(domain) if domain else None, tier, phone, dedicated))


@account.command("list")
def account_list(config: o.Config = None, as_json: o.Json = False, quiet: o.Quiet = False) -> None:
    """All accounts."""
    from commands import people as body
    from commands.output import shape

    body.list_accounts(config, shape(as_json, quiet))


@account.command("import")
def account_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")], dry_run: o.DryRun = False, config: o.Config = None
) -> None:
    """Add and change accounts from a CSV file: name, domains, tier, phone, agent."""
    from commands import people as body

    body.import_accounts(config, file, dry_run)


@contact.command("list")
def contact_list(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Part of an address or name.")] = "",
    limit: o.Limit = 100,
    config: o.Config = None,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """People who have written."""
    from commands import people as body
    from commands.output import shape

    body.list_contacts(config, text, limit, shape(as_json, quiet))


@contact.command("show")
def contact_show(
    address: Annotated[str, typer.Argument(metavar="ADDRESS")], config: o.Config = None, as_json: o.Json = False
) -> None:
    """One person."""
    from commands import people as body

    body.show_contact(config, address, as_json)


@contact.command("set")
def contact_set(
    address: Annotated[str, typer.Argument(metavar="ADDRESS")],
    name: Annotated[str | None, typer.Option()] = None,
    account_name: Annotated[str | None, typer.Option("--account")] = None,
    language: Annotated[str | None, typer.Option(help="A language code such as de.")] = None,
    automatic_mail: Annotated[bool, typer.Option("--automatic-mail", help="Lift a suppression.")] = False,
    config: o.Config = None,
) -> None:
    """Change a person's name, account or language."""
    from commands import people as body

    body.set_contact(config, body.ContactWish(address, name, account_name, language, automatic_mail))


# --- old mail and single mails -----------------------------------------------------------------------


@imports.command("mbox")
def import_mbox(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    into: o.Into = None,
    answer: o.Send = False,
    config: o.Config = None,
) -> None:
    """Import an mbox file; resumes where it stopped, sends nothing unless asked."""
    from commands import imports as body

    body.import_mbox(config, file, into, answer)


@imports.command("maildir")
def import_maildir(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    into: o.Into = None,
    answer: o.Send = False,
    config: o.Config = None,
) -> None:
    """Import a maildir folder; resumes where it stopped, sends nothing unless asked."""
    from commands import imports as body

    body.import_maildir(config, directory, into, answer)


@mail.command("show")
def mail_show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A mail; - is standard input.")],
    as_json: o.Json = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print its HTML part, made safe for a browser.")] = False,
) -> None:
    """What supportd reads in a mail."""
    from commands import mailshow as body

    body.show(file, as_json, as_html)


@mail.command("explain")
def mail_explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A mail; - is standard input.")],
    config: o.Config = None,
    as_json: o.Json = False,
) -> None:
    """What would be decided about a mail, and why, were it to come now; nothing is written."""
    from commands import explain as body

    body.explain_mail(config, file, as_json)


# --- is this our house? ------------------------------------------------------------------------------


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
