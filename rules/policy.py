"""The policy: rules, promises, numbers, words and templates as one checked value.

Takes the texts of its files by name; gives a `Policy`, or every fault with file, line and column.
Never opens a file: the daemon reads them. The digest names exactly these texts; storage keeps them under it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rules import surveyplan
from rules.actions import Strategy, Vocabulary
from rules.calendars import round_the_clock
from rules.clocks import Calendars, named
from rules.expressions import Language, language, resembling
from rules.macros import Macro, read_macros
from rules.names import MENTIONS, NAMES, members
from rules.needs import Wishes
from rules.openinghours import read_calendars
from rules.plan import ALWAYS, Matrix, Numbers, Promise, read_matrix, read_numbers, read_promises, read_words
from rules.rota import Shift, read_rota
from rules.ruleset import Rule, read_rules
from rules.schedules import Schedule, read_schedule
from rules.sheet import PolicyFault, Sheet, open_sheet
from rules.surveyplan import SurveyPlan, read_survey_plan
from rules.teams import SHIPPED, Team, read_teams
from rules.templates import Templates, own_templates, read_templates
from rules.wordlists import WordLists, word_lists
from rules.words import Tier

__all__ = ["MENTIONS", "Policy", "PolicyFault", "digest", "load"]

_POLICY = "policy/"
_TEMPLATES = "templates/"
_DESK, _TIERS, _MATRIX, _WORDS, _TEAMS, _CALENDARS, _ROTA, _SURVEYS, _MACROS = (
    f"{_POLICY}{name}.toml"
    for name in ("desk", "tiers", "matrix", "words", "teams", "calendars", "rota", "surveys", "macros")
)
_NO_RULES = frozenset({_DESK, _TIERS, _MATRIX, _WORDS, _TEAMS, _CALENDARS, _ROTA, _SURVEYS, _MACROS})
_SCHEDULE = ".ics"


@dataclass(frozen=True, slots=True)
class Policy:
    """`texts`: what it was read from, whole. `rules`: in the order of file names, then as they stand."""

    digest: str
    texts: Mapping[str, str]
    numbers: Numbers
    promises: Mapping[Tier, Promise]
    matrix: Matrix
    words: WordLists
    language: Language
    rules: tuple[Rule, ...]
    templates: Templates
    teams: tuple[Team, ...]
    calendars: Calendars
    rota: tuple[Shift, ...]
    surveys: SurveyPlan
    wishes: Wishes
    macros: tuple[Macro, ...]


def load(texts: Mapping[str, str]) -> Policy | tuple[PolicyFault, ...]:
    """The policy of {"policy/10-severity.toml": text, "templates/ack.txt": text, …}, or all its faults in order."""
    faults: list[PolicyFault] = []
    sheets = {file: open_sheet(file, text, faults) for file, text in sorted(texts.items()) if _is_sheet(file)}
    _demand((_DESK, _TIERS, _MATRIX), sheets, faults)
    desk, tiers, cells = sheets.get(_DESK), sheets.get(_TIERS), sheets.get(_MATRIX)
    numbers = read_numbers(desk) if desk else None
    promises = read_promises(tiers) if tiers else None
    matrix = read_matrix(cells) if cells else None
    sheet = sheets.get(_WORDS)
    words = read_words(sheet) if sheet else word_lists({})
    sheet = sheets.get(_TEAMS)
    teams = read_teams(sheet, numbers.queues if numbers else None) if sheet else SHIPPED
    schedules = _schedules(texts, faults)
    sheet = sheets.get(_CALENDARS)
    written = read_calendars(sheet, schedules) if sheet else ()
    calendars = named((round_the_clock(ALWAYS, ZoneInfo("UTC")), *written))
    if tiers is not None:
        _known_calendars(tiers, promises, calendars)
    sheet = sheets.get(_ROTA)
    rota = read_rota(sheet, teams, calendars, schedules) if sheet else ()
    sheet = sheets.get(_SURVEYS)
    surveys = read_survey_plan(sheet) if sheet else surveyplan.SHIPPED
    of_policy = members(words.ids, calendars, (team.id for team in teams))
    known = language({row.name: row.kind for row in NAMES} | {name: each.kind for name, each in of_policy.items()})
    written_templates = {file: text for file, text in texts.items() if file.startswith(_TEMPLATES)}
    vocabulary = Vocabulary(
        queues=numbers.queues if numbers else None,
        teams=tuple(team.id for team in teams),
        templates=own_templates(written_templates),
        tags=numbers.tags if numbers else None,
    )
    rules = _rules(sheets, known, vocabulary, faults)
    sheet = sheets.get(_MACROS)
    macros = read_macros(sheet, vocabulary) if sheet else ()
    templates = read_templates(written_templates, faults)
    if faults or numbers is None or promises is None or matrix is None:
        return tuple(sorted(set(faults)))
    return Policy(
        digest=digest(texts),
        texts=dict(texts),
        numbers=numbers,
        promises=promises,
        matrix=matrix,
        words=words,
        language=known,
        rules=rules,
        templates=templates,
        teams=teams,
        calendars=calendars,
        rota=rota,
        surveys=surveys,
        wishes=_wishes(rules),
        macros=macros,
    )


def _wishes(rules: tuple[Rule, ...]) -> Wishes:
    asked = frozenset().union(*(each.names for rule in rules for each in (*rule.every, *rule.some)))
    return Wishes(
        mails_24h="sender.mails_24h" in asked,
        loads=any(rule.then.assign is Strategy.LEAST_LOADED for rule in rules),
        addresses=frozenset(address for rule in rules for address in rule.then.followers),
    )


def _is_sheet(file: str) -> bool:
    return file.startswith(_POLICY) and not file.endswith(_SCHEDULE)


def _schedules(texts: Mapping[str, str], faults: list[PolicyFault]) -> Mapping[str, Schedule]:
    """The .ics files by their names without the folder."""
    found: dict[str, Schedule] = {}
    for file, text in sorted(texts.items()):
        if file.startswith(_POLICY) and file.endswith(_SCHEDULE):
            name = file.removeprefix(_POLICY)
            schedule = read_schedule(name, text)
            if isinstance(schedule, str):
                faults.append(PolicyFault(file, 1, 1, schedule, ""))
            else:
                found[name] = schedule
    return found


def _known_calendars(tiers: Sheet, promises: Mapping[Tier, Promise] | None, calendars: Calendars) -> None:
    for tier, promise in (promises or {}).items():
        if promise.calendar not in calendars:
            names = tuple(calendars)
            near = resembling(promise.calendar, names) or f"known: {', '.join(names)}"
            tiers.fault((tier.value, "calendar"), f"there is no calendar {promise.calendar}", near)


def digest(texts: Mapping[str, str]) -> str:
    """SHA-256 over names and texts, in hex: the same for the same files, whatever order they were read in."""
    whole = hashlib.sha256()
    for file, text in sorted(texts.items()):
        for part in (file, text):
            octets = part.encode("utf-8", "surrogatepass")
            whole.update(len(octets).to_bytes(8, "big") + octets)
    return whole.hexdigest()


def _demand(files: tuple[str, ...], sheets: Mapping[str, Sheet | None], faults: list[PolicyFault]) -> None:
    faults.extend(
        PolicyFault(file, 1, 1, "the file is missing", "`supportd init` writes one")
        for file in files
        if file not in sheets
    )


def _rules(
    sheets: Mapping[str, Sheet | None], known: Language, words: Vocabulary, faults: list[PolicyFault]
) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    seen: dict[str, Rule] = {}
    for file, sheet in sheets.items():
        if sheet is None or file in _NO_RULES:
            continue
        for rule in read_rules(sheet, known, words):
            other = seen.setdefault(rule.id, rule)
            if other is not rule:
                where = f"{other.file}, line {other.line}"
                faults.append(PolicyFault(rule.file, rule.line, 1, f"the id {rule.id} is there twice", where))
            rules.append(rule)
    return tuple(rules)
