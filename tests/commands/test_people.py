"""Agents, accounts and contacts are kept by hand; what is wrong changes nothing and is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.exits import Exit
from tests.commands.desk import CommandLine


def accounts_file(folder: Path, text: str) -> str:
    path = folder / "accounts.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


# --- agents ------------------------------------------------------------------------------------------


def test_an_agent_is_added_and_listed(desk: CommandLine) -> None:
    desk.ok("agent", "add", "zoe", "--address", "Zoe@Desk.example", "--team", "technical")
    assert desk.ok("agent", "list", "-q") == "kim\nlee\nzoe\n"
    zoe = desk.json("agent", "list")[-1]
    assert (zoe["name"], zoe["team"], zoe["addresses"], zoe["active"]) == (
        "zoe",
        "technical",
        ["zoe@desk.example"],
        True,
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("kim",), Exit.TROUBLE),
        (("new", "--address", "kim@desk.example"), Exit.TROUBLE),
        (("new", "--address", "not an address"), Exit.USAGE),
        (("new", "--address", "a@desk.example, b@desk.example"), Exit.USAGE),
    ],
)
def test_a_login_or_address_that_is_taken_or_wrong_is_refused(
    desk: CommandLine, words: tuple[str, ...], code: Exit
) -> None:
    assert desk.run("agent", "add", *words).exit_code == code
    assert desk.ok("agent", "list", "-q") == "kim\nlee\n"


def test_removing_an_agent_asks_has_a_dry_run_and_frees_the_addresses(desk: CommandLine) -> None:
    assert desk.ok("agent", "remove", "--dry-run", "lee").startswith("agent lee would be removed")
    assert desk.run("agent", "remove", "lee", stdin="n\n").exit_code == Exit.CANCELLED
    assert desk.json("agent", "list")[1]["active"]
    desk.ok("agent", "remove", "-y", "lee")
    assert not desk.json("agent", "list")[1]["active"]
    desk.ok("agent", "add", "lea", "--address", "lee@desk.example")
    assert desk.run("agent", "remove", "-y", "lee").exit_code == Exit.NOT_FOUND


# --- accounts ----------------------------------------------------------------------------------------


def test_an_account_is_added_changed_and_listed_with_its_agent(desk: CommandLine) -> None:
    desk.ok("account", "add", "Small", "--domain", "small.example", "--domain", "tiny.example")
    desk.ok("account", "set", "Small", "--tier", "gold", "--phone", "+1 555", "--agent", "lee")
    small = desk.json("account", "list")[-1]
    assert small == {
        "name": "Small",
        "tier": "gold",
        "phone": "+1 555",
        "agent": "lee",
        "domains": ["small.example", "tiny.example"],
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "Big Corp"), Exit.TROUBLE),
        (("add", "New", "--domain", "bigcorp.example"), Exit.TROUBLE),
        (("add", "New", "--domain", "no domain"), Exit.USAGE),
        (("add", "New", "--agent", "stranger"), Exit.NOT_FOUND),
        (("add", "New", "--tier", "iron"), Exit.USAGE),
        (("set", "New", "--tier", "gold"), Exit.NOT_FOUND),
    ],
)
def test_an_account_that_is_wrong_or_taken_is_refused(desk: CommandLine, words: tuple[str, ...], code: Exit) -> None:
    assert desk.run("account", *words).exit_code == code
    assert desk.ok("account", "list", "-q") == "Big Corp\n"


def test_accounts_come_from_a_csv_file_and_empty_cells_leave_what_is_there(desk: CommandLine, tmp_path: Path) -> None:
    path = accounts_file(
        tmp_path, '\ufeffname,domains,tier,phone\r\n"Acme, Inc.",acme.example acme.test,Gold,\r\nBig Corp,,,+49 1\r\n'
    )
    assert desk.ok("account", "import", "--dry-run", path) == "1 accounts would be added, 1 changed\n"
    assert desk.ok("account", "list", "-q") == "Big Corp\n"
    assert desk.ok("account", "import", path) == "2 accounts imported\n"
    acme, big = desk.json("account", "list")
    assert (acme["name"], acme["tier"], acme["domains"]) == ("Acme, Inc.", "gold", ["acme.example", "acme.test"])
    assert (big["tier"], big["phone"], big["agent"]) == ("platinum", "+49 1", "kim")


def test_bad_rows_are_told_all_at_once_with_their_lines_and_nothing_is_imported(
    desk: CommandLine, tmp_path: Path
) -> None:
    path = accounts_file(
        tmp_path,
        'name,tier,domains\nGood,gold,good.example\n,silver,\nBad,iron,a b@c\n"Two\nlines",gold,\nGood,,\nx,,,more\n',
    )
    result = desk.run("account", "import", path)
    assert result.exit_code == Exit.USAGE
    assert result.stderr.splitlines() == [
        f"{path}:3: the name is empty",
        f"{path}:4: no tier is called iron: platinum, gold, silver",
        f"{path}:4: no domain: b@c",
        f"{path}:7: Good stands on line 2 already",
        f"{path}:8: more cells than the first line has columns",
        "supportd: nothing was imported",
    ]
    assert desk.ok("account", "list", "-q") == "Big Corp\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,colour\nA,red\n", "1: unknown column colour; the columns are name, domains, tier, phone, agent"),
        ("tier\ngold\n", "1: there is no column `name`; the columns are name, domains, tier, phone, agent"),
        ('name\n"open\n', "2: no CSV: unexpected end of data"),
    ],
)
def test_a_file_that_is_no_list_of_accounts_is_refused(
    desk: CommandLine, tmp_path: Path, text: str, problem: str
) -> None:
    path = accounts_file(tmp_path, text)
    result = desk.run("account", "import", path)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (Exit.USAGE, f"{path}:{problem}")


def test_one_domain_that_is_taken_undoes_the_whole_file(desk: CommandLine, tmp_path: Path) -> None:
    path = accounts_file(tmp_path, "name,domains\nGood,good.example\nThief,bigcorp.example\n")
    assert desk.run("account", "import", path).exit_code == Exit.TROUBLE
    assert desk.ok("account", "list", "-q") == "Big Corp\n"


def test_a_file_that_cannot_be_read_is_said(desk: CommandLine, tmp_path: Path) -> None:
    assert desk.run("account", "import", str(tmp_path / "none.csv")).exit_code == Exit.NOT_FOUND
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nMüller\n".encode("latin-1"))
    assert desk.run("account", "import", str(latin)).stderr == f"supportd: {latin}: not UTF-8 text\n"


# --- contacts ----------------------------------------------------------------------------------------


def test_contacts_are_found_by_part_of_address_or_name(desk: CommandLine) -> None:
    assert desk.ok("contact", "list", "-q", "GARDEN") == "ann@garden.example\n"
    assert desk.ok("contact", "list", "-q", "ann b") == "ann@garden.example\n"
    (olivia,) = desk.json("contact", "list", "olivia")
    assert olivia["account"] == "Big Corp"


def test_a_contact_is_changed_and_shown(desk: CommandLine) -> None:
    desk.ok("contact", "set", "ann@garden.example", "--name", "Anna", "--account", "Big Corp", "--language", "de")
    shown = desk.json("contact", "show", "Ann@garden.example")
    assert (shown["contact"]["name"], shown["contact"]["language"]) == ("Anna", "de")
    assert (shown["account"]["name"], shown["automatic_mail"]) == ("Big Corp", True)
    assert "account: Big Corp (platinum)" in desk.ok("contact", "show", "ann@garden.example")


def test_an_unknown_contact_or_account_is_said_and_nothing_is_changed(desk: CommandLine) -> None:
    assert desk.run("contact", "show", "no@one.example").exit_code == Exit.NOT_FOUND
    assert desk.run("contact", "set", "no@one.example", "--name", "x").exit_code == Exit.NOT_FOUND
    result = desk.run("contact", "set", "ann@garden.example", "--name", "x", "--account", "None such")
    assert result.exit_code == Exit.NOT_FOUND
    assert desk.json("contact", "show", "ann@garden.example")["contact"]["name"] == "Ann Bee"


def test_an_agent_belongs_to_the_first_line_unless_a_team_is_named(desk: CommandLine) -> None:
    assert "team first-line" in desk.ok("agent", "add", "max", "--address", "max@desk.example")
    assert "team technical" in desk.ok("agent", "add", "mia", "--address", "mia@desk.example", "--team", "technical")


def test_a_team_that_the_policy_does_not_have_is_refused(desk: CommandLine) -> None:
    result = desk.run("agent", "add", "max", "--address", "max@desk.example", "--team", "tecnical")
    assert result.exit_code == Exit.NOT_FOUND
    assert "it has first-line, technical, experts" in result.stderr
