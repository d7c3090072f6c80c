"""docs/rules.md and docs/states.md: what rules may ask and do, and a ticket's states as a drawing.

Takes the tables of names, actions, templates and states; gives Markdown. Never holds a fact that a table has.
"""

from __future__ import annotations

from commands.markdown import table
from rules.actions import ACTIONS
from rules.lifecycle import TABLE, Cause
from rules.names import FAMILIES, NAMES, Value, only_on
from rules.templates import OWN
from rules.words import Status

_RULES = """\
# Rules

Rules stand in the files of `policy/` (`10-severity.toml`, `20-tier.toml`, …) beside those of the plan itself; they run
in order of file names, and then as they stand. Each has:

- `id`, unique in the policy;
- `when`: a condition in [CEL](https://cel.dev), or `{ all = [ … ], any = [ … ] }`: every one of `all` and, where there
  is one, one of `any`;
- `then`: what it does;
- `on`: what makes it run, `"mail"` (a new ticket) where nothing stands; `"change"` (an act of an agent, or a mail of
  the customer that joined the ticket), `"timer"` (one that a rule started), `"bounce"`, `"survey"`;
- `stop = true`: the rest of its file is skipped once it matched;
- `examples`: values that differ from an ordinary mail's, and whether the rule `matches` then. `supportd rules test`
  tries them.

**Checked when loaded**, with file, line, column and a suggestion: unknown names, wrong types, teams, queues, templates,
tags and calendars that are not there, an id twice, a condition that is the same whatever happens, a rule that an
earlier one with `stop` hides. **At run time** a condition that cannot be evaluated did not hold: `supportd explain 42`
says why. What rules do makes no other rules run: one event, one round.

## Examples

```toml
{examples}```

## Names
"""
EXAMPLES = """\
[[rule]]
id = "outside-office-hours"
when = { all = ["on_duty.first_line == 0", "ticket.severity == 'critical'"] }
then = { team = "technical", notify = ["team", "operators@example.org"] }

[[rule]]
id = "order-number"
when = "mail.subject.matches('(?i)order')"
then = { fields = 'order (?P<order>[0-9]+)', assign = "least_loaded" }

[[rule]]
id = "many-mails"
when = "sender.mails_24h > 20 && !account.known"
then = { quarantine = true, tags = ["flood"] }

[[rule]]
id = "look-again"
when = "ticket.tier == 'platinum'"
then = { timer = { start = "look-again", after = "4 hours" } }

[[rule]]
id = "still-unanswered"
on = "timer"
when = "timer.name == 'look-again' && ticket.waiting_minutes > 0"
then = { notify = ["assignee", "team"], timer = { start = "look-again", after = "4 hours" } }

[[rule]]
id = "third-reopening"
on = "change"
when = { all = ["'status' in change.of", "ticket.status == 'open'", "ticket.reopened >= 3"] }
then = { level = 2, tags = ["reopened"] }

[[rule]]
id = "bad-survey"
on = "survey"
when = "survey.score <= 2"
then = { level = 3, hold = "a team lead calls first" }
"""
_ACTIONS = """
## Actions

`then` is a table of these. Agents who are inactive or off duty are passed over; what could not be done stands in the
trace. An account whose contract promises an agent of its own has its tickets assigned to that agent where no rule named
another.

"""
_TEMPLATES = """
## Templates of your own

Rules name them; each needs a file for the default language, `templates/NAME.txt`, beside those of other languages
(`NAME.de.txt`).

"""
_MACROS = """
## Macros

Bundles that an agent applies: `supportd ticket macro NAME ID…`. They stand in `policy/macros.toml`, a table each, with
the answer in as many languages as wanted; each of its acts is decided and recorded like an agent's own.

```toml
[password]
text = { en = "You can set a new password at …", de = "Ein neues Passwort setzen Sie unter …" }
status = "resolved"
tags = ["password"]
```
"""
_STATES = """\
# A ticket's states

Drawn from the one table in the code. What a cause leaves where it was is not drawn.

```mermaid
stateDiagram-v2
    [*] --> new
{edges}
```

## All pairs

An empty cell: not allowed there.

"""


def rules_page() -> str:
    """The text of docs/rules.md."""
    names = [(f"`{row.name}`", row.kind.value, _on(row.name), _sample(row.sample), row.meaning) for row in NAMES]
    names += [(f"`{row.prefix}…`", row.kind.value, _on(row.prefix), f"each {row.of}", row.meaning) for row in FAMILIES]
    actions = [(f"`{row.key}`", f"`{row.example}`", row.only or "any", row.meaning) for row in ACTIONS]
    own = [(f"`{prefix}…`", ", ".join(f"`{name}`" for name in offered)) for prefix, offered in OWN.items()]
    return "".join(
        (
            _RULES.replace("{examples}", EXAMPLES),
            "\n`-` in the name of a list, calendar or team is `_` in conditions: `on_duty.first_line`.\n\n",
            table(("name", "type", "on", "of an ordinary mail", "meaning"), names),
            _ACTIONS,
            table(("action", "example", "on", "meaning"), actions),
            _TEMPLATES,
            table(("name", "values it may use"), own),
            _MACROS,
        )
    )


def states_page() -> str:
    """The text of docs/states.md."""
    arrows: dict[tuple[Status, Status], list[str]] = {}
    for (status, cause), after in TABLE.items():
        if after is not None and after is not status:
            arrows.setdefault((status, after), []).append(cause.value)
    edges = (
        f"    {before.value} --> {after.value}: {', '.join(_spoken(cause) for cause in causes)}"
        for (before, after), causes in arrows.items()
    )
    rows = [(cause.value, *(_after(status, cause) for status in Status)) for cause in Cause]
    return _STATES.replace("{edges}", "\n".join(edges)) + table(("what happens", *Status), rows)


def _spoken(cause: str) -> str:
    """A colon ends a label of the drawing."""
    return cause.replace(": ", " ")


def _after(status: Status, cause: Cause) -> str:
    after = TABLE[(status, cause)]
    return "" if after is None else after.value


def _on(name: str) -> str:
    return only_on(name) or "any"


def _sample(value: Value) -> str:
    match value:
        case bool():
            return "`true`" if value else "`false`"
        case str():
            return f"`{value!r}`" if value else "`''`"
        case int():
            return f"`{value}`"
        case tuple():
            return f"`{list(value)}`"
        case _:
            return "`{}`"
