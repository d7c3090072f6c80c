"""Accounts as a CSV file lists them.

Takes the text of a file whose first line names its columns: name, domains (apart by blanks), tier, phone, agent.
Gives what is to be set of each account, or every fault with its line. Never touches the database.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.addresses import plain_addr
from rules.words import Tier

COLUMNS = ("name", "domains", "tier", "phone", "agent")
_TIERS = {tier.value: tier for tier in Tier}


@dataclass(frozen=True, slots=True)
class AccountWish:
    """What is to be set of an account; None leaves it as it is."""

    name: str
    domains: tuple[str, ...] | None
    tier: Tier | None
    phone: str | None
    agent: str | None


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong, and on which line (the first is 1)."""

    line: int
    problem: str


def read_accounts(text: str) -> tuple[AccountWish, ...] | tuple[LineFault, ...]:
    """One wish a row, in order, or all faults; never both, and an empty file is no fault."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    wishes: list[AccountWish] = []
    faults: list[LineFault] = []
    lines: dict[str, int] = {}
    try:
        faults.extend(LineFault(1, problem) for problem in _header_faults(reader.fieldnames or ()))
        for row in () if faults else reader:
            problems = list(_row_faults(row, lines))
            faults.extend(LineFault(reader.line_num, problem) for problem in problems)
            if not problems:
                wishes.append(_wish(row))
                lines[wishes[-1].name] = reader.line_num
    except csv.Error as error:
        faults.append(LineFault(reader.reader.line_num, f"no CSV: {error}"))
    return tuple(faults) if faults else tuple(wishes)


def bad_domain(domain: str) -> bool:
    """Whether no address can be at that domain."""
    return plain_addr(f"somebody@{domain}") is None


def _header_faults(names: Sequence[str]) -> Iterator[str]:
    unknown = sorted(set(names) - set(COLUMNS))
    if unknown:
        yield f"unknown column {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"
    elif "name" not in names:
        yield f"there is no column `name`; the columns are {', '.join(COLUMNS)}"


def _row_faults(row: Mapping[str | None, str | list[str] | None], lines: Mapping[str, int]) -> Iterator[str]:
    if None in row:
        yield "more cells than the first line has columns"
    name, tier = _cell(row, "name"), _cell(row, "tier").lower()
    if not name:
        yield "the name is empty"
    if name in lines:
        yield f"{name} stands on line {lines[name]} already"
    if tier and tier not in _TIERS:
        yield f"no tier is called {tier}: {', '.join(_TIERS)}"
    yield from (f"no domain: {domain}" for domain in _cell(row, "domains").split() if bad_domain(domain))


def _wish(row: Mapping[str | None, str | list[str] | None]) -> AccountWish:
    domains, tier = _cell(row, "domains").split(), _cell(row, "tier").lower()
    return AccountWish(
        name=_cell(row, "name"),
        domains=tuple(domains) or None,
        tier=_TIERS[tier] if tier else None,
        phone=_cell(row, "phone") or None,
        agent=_cell(row, "agent") or None,
    )


def _cell(row: Mapping[str | None, str | list[str] | None], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
