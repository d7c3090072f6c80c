"""`supportd rules check | list | test`: the policy's rules without any mail.

Takes the policy folder; gives its faults, its rules, and how their examples did. Exit code 1 when an example failed.
Never needs a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from commands.exits import Exit
from commands.office import read_policy
from commands.output import Column, Shape, listing, say, to_json, warn
from commands.store import find_config, read_settings
from rules.examples import tried
from rules.policy import Policy
from rules.ruleset import Rule


@dataclass(frozen=True, slots=True)
class Line:
    """One rule, for people."""

    id: str
    file: str
    line: int
    when: tuple[str, ...]
    then: str
    examples: int


def check(config: Path | None) -> None:
    """Say that the policy is good, or every fault with its place."""
    policy = _policy(config)
    bare = [rule.id for rule in policy.rules if {one.matches for one in rule.examples} != {True, False}]
    say(f"good: {len(policy.rules)} rules, policy {policy.digest[:12]}")
    for name in bare:
        warn(f"rule {name} has no example that matches and one that does not")


def list_rules(config: Path | None, shape: Shape) -> None:
    """The rules in the order in which they run."""
    listing([_line(rule) for rule in _policy(config).rules], _COLUMNS, shape)


def test(config: Path | None, as_json: bool) -> None:
    """Try every example."""
    found = tried(_policy(config))
    wrong = [one for one in found if not one.is_right]
    if as_json:
        typer.echo(to_json(found))
    else:
        for one in wrong:
            should = "match" if one.matches else "not match"
            say(f"{one.file}:{one.line}: the rule {one.rule} should {should} this example")
        say(f"{len(found) - len(wrong)} of {len(found)} examples are right")
    if wrong:
        raise typer.Exit(int(Exit.TROUBLE))


_COLUMNS: tuple[Column[Line], ...] = (
    Column("rule", lambda row: row.id),
    Column("file", lambda row: f"{row.file.removeprefix('policy/')}:{row.line}"),
    Column("then", lambda row: row.then),
    Column("examples", lambda row: row.examples),
    Column("when", lambda row: " ; ".join(row.when), wide=True),
)


def _policy(config: Path | None) -> Policy:
    return read_policy(read_settings(find_config(config)))


def _line(rule: Rule) -> Line:
    every = tuple(expression.source for expression in rule.every)
    some = tuple(expression.source for expression in rule.some)
    return Line(rule.id, rule.file, rule.line, every + some, rule.then.told(), len(rule.examples))
