"""supportd.toml: what is good is read whole; what is bad is refused, each fault in its place, no value ever told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daemon.configuration import ConfigFault, load, load_without_secrets
from daemon.settings import Settings
from tests.daemon.configured import CANARY, MINIMAL, loaded, refused, write_config


def with_line(after: str, line: str) -> str:
    """MINIMAL with one more line behind the first that starts with `after`."""
    lines = MINIMAL.splitlines()
    at = next(index for index, each in enumerate(lines) if each.startswith(after)) + 1
    return "\n".join([*lines[:at], line, *lines[at:]]) + "\n"


def with_desk(line: str) -> str:
    return with_line("instance", line)


def with_box(line: str) -> str:
    return with_line("address", line)


def with_smtp(line: str) -> str:
    return with_line('host = "smtp', line)


def changed(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


def test_a_file_of_ten_lines_is_enough_and_everything_else_is_filled_in(tmp_path: Path) -> None:
    settings = loaded(tmp_path)
    (mailbox,) = settings.mailboxes
    assert (mailbox.port, mailbox.security, mailbox.user) == (993, "tls", "support@corp.example")
    assert (settings.smtp.port, settings.smtp.security) == (465, "tls")
    assert mailbox.display_name == settings.desk.name == "Support"
    assert settings.alerts.mailbox == "support"


def test_paths_are_relative_to_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = loaded(tmp_path, with_box('ca_file = "ca.pem"').replace('"ca.pem"', '"password"'))
    assert settings.mailboxes[0].ca_file == tmp_path / "password"
    assert settings.paths.policy == tmp_path / "policy"
    assert settings.paths.socket == tmp_path / "state" / "supportd.sock"
    assert settings.database.url == f"sqlite:///{tmp_path}/state/supportd.db"


def test_an_absolute_path_and_database_stay_where_they_are(tmp_path: Path) -> None:
    more = '[paths]\nstate = "/var/lib/supportd"\n[database]\nurl = "sqlite:////var/lib/supportd/desk.db"\n'
    settings = loaded(tmp_path, MINIMAL + more)
    assert settings.paths.state == Path("/var/lib/supportd")
    assert settings.database.url == "sqlite:////var/lib/supportd/desk.db"


def test_postgresql_is_reached_through_the_driver_that_is_shipped(tmp_path: Path) -> None:
    settings = loaded(tmp_path, MINIMAL + '[database]\nurl = "postgresql://desk@db.corp.example/desk"\n')
    assert settings.database.url == "postgresql+psycopg://desk@db.corp.example/desk"


@pytest.mark.parametrize(("security", "imap", "smtp"), [("tls", 993, 465), ("starttls", 143, 587), ("none", 143, 25)])
def test_the_usual_port_follows_the_security(tmp_path: Path, security: str, imap: int, smtp: int) -> None:
    text = MINIMAL.replace('"imap.corp.example"', f'"127.0.0.1"\nsecurity = "{security}"')
    text = text.replace('"smtp.corp.example"', f'"localhost"\nsecurity = "{security}"')
    settings = loaded(tmp_path, text)
    assert (settings.mailboxes[0].port, settings.smtp.port) == (imap, smtp)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_unencrypted_mail_is_accepted_on_this_machine(tmp_path: Path, host: str) -> None:
    text = changed('"smtp.corp.example"', f'"{host}"\nsecurity = "none"\nport = 2525')
    assert loaded(tmp_path, text).smtp.port == 2525


@pytest.mark.parametrize(
    ("written", "start"),
    [('"new"', "new"), ('"all"', "all"), ("2026-01-31", date(2026, 1, 31)), ('"2026-01-31"', date(2026, 1, 31))],
)
def test_start_is_new_all_or_a_date(tmp_path: Path, written: str, start: str | date) -> None:
    assert loaded(tmp_path, with_box(f"start = {written}")).mailboxes[0].start == start


def test_addresses_are_read_in_lower_case_and_list_ids_without_brackets(tmp_path: Path) -> None:
    more = 'addresses = ["Help@Corp.example"]\nvia_lists = ["<Support.Corp.example>"]'
    (mailbox,) = loaded(tmp_path, with_box(more)).mailboxes
    assert mailbox.addresses == ("help@corp.example",)
    assert mailbox.via_lists == ("support.corp.example",)


def test_several_mailboxes_are_kept_in_order(tmp_path: Path) -> None:
    second = '[[mailbox]]\nname = "sales"\naddress = "sales@corp.example"\nhost = "imap.corp.example"\n'
    settings = loaded(tmp_path, MINIMAL + second + 'password_file = "password"\n')
    assert [mailbox.name for mailbox in settings.mailboxes] == ["support", "sales"]


def test_a_relay_that_wants_no_login_needs_neither_user_nor_password(tmp_path: Path) -> None:
    text = MINIMAL.replace('user = "support@corp.example"\npassword_file = "password"\n', "")
    assert loaded(tmp_path, text).smtp.user == ""


def test_token_command_takes_the_place_of_the_password(tmp_path: Path) -> None:
    text = changed('password_file = "password"', 'auth = "xoauth2"\ntoken_command = ["/bin/echo", "token"]')
    assert loaded(tmp_path, text).mailboxes[0].token_command == ("/bin/echo", "token")


BAD: tuple[tuple[str, str, str, str], ...] = (
    ("an unknown section", MINIMAL + f'[alert]\nto = "{CANARY}"\n', "12:2", "did you mean alerts?"),
    ("an unknown setting", with_desk(f'zon = "{CANARY}"'), "3:1", "did you mean zone?"),
    ("a setting by another name", with_smtp(f'username = "{CANARY}"'), "10:1", "did you mean user?"),
    ("a password in the file", with_box(f'password = "{CANARY}"'), "6:1", "never written here"),
    ("a missing setting", changed('name = "support"\n', ""), "3:3", "[[mailbox]] lacks name"),
    ("a missing section", MINIMAL.split("[smtp]")[0], "1:1", "there is no [smtp] section"),
    ("no mailbox", MINIMAL[: MINIMAL.index("[[")] + MINIMAL[MINIMAL.index("[smtp") :], "1:1", "[[mailbox]]"),
    ("a mailbox in single brackets", MINIMAL.replace("[[mailbox]]", "[mailbox]"), "3:2", "two pairs of brackets"),
    ("a section that is a value", f'log = "{CANARY}"\n' + MINIMAL, "1:1", "write [log] as a section"),
    ("a text where a number belongs", with_box(f'port = "{CANARY}"'), "6:8", "not a text in quotes"),
    ("a number where a text belongs", with_desk("name = 17"), "3:8", "not a whole number"),
    ("a number where a switch belongs", with_box("idle = 1"), "6:8", "true or false"),
    ("a switch where a number belongs", with_box("poll_seconds = true"), "6:16", "not true or false"),
    ("a table where a text belongs", with_box(f'folder = {{ a = "{CANARY}" }}'), "6:10", "not a table"),
    ("port 0", with_box("port = 0"), "6:8", "1 to 65535"),
    ("port 65536", with_smtp("port = 65536"), "10:8", "1 to 65535"),
    ("no number of seconds", with_box("poll_seconds = nan"), "6:16", "not a number of seconds"),
    ("endless seconds", with_box("read_seconds = inf"), "6:16", "not a number of seconds"),
    ("a negative count", with_box("batch_count = -1"), "6:15", "out of bounds"),
    ("a zone that does not exist", with_desk('zone = "Europe/Berln"'), "3:8", "did you mean Europe/Berlin?"),
    ("a zone that is a folder", with_desk('zone = "Europe"'), "3:8", "no time zone"),
    ("a zone that climbs", with_desk('zone = "../../etc/passwd"'), "3:8", "no time zone"),
    ("a choice that is none", with_box(f'security = "{CANARY}"'), "6:12", "tls, starttls, none"),
    ("an address with a name", changed("support@corp.example", f"{CANARY} <a@corp.example>"), "5:11", "plain e-mail"),
    ("an address that injects", changed("support@corp.example", "a@corp.example>\\r\\nRCPT"), "5:11", "control"),
    ("an address of two", with_box(f'addresses = ["a@corp.example", "{CANARY}"]'), "6:32", "plain e-mail"),
    ("an address no token fits behind", changed("support@", "a" * 25 + "@"), "5:11", "at most 24 characters"),
    ("a host with a scheme", changed("imap.corp.example", "imaps://corp.example"), "6:8", "not a host name"),
    ("a host with a port", changed("smtp.corp.example", "smtp.corp.example:25"), "9:8", "not a host name"),
    ("the host of the sample", changed("imap.corp.example", "mail.example.com"), "6:8", "sample file"),
    ("a name with blanks", changed('name = "support"', f'name = "{CANARY} x"'), "4:8", "a word of letters"),
    ("a language that is a sentence", with_box('language = "English please"'), "6:12", "language code"),
    ("a start that is nothing", with_box('start = "yesterday"'), "6:9", "2026-01-31"),
    ("a start with a time", with_box("start = 2026-01-31T07:00:00Z"), "6:9", "without a time"),
    ("a keyword of several words", with_box('after_keyword = "a b"'), "6:17", "no IMAP keyword"),
    ("a home folder", with_box(f'ca_file = "~/{CANARY}"'), "6:11", "~ is not understood"),
    ("an empty path", with_box('ca_file = ""'), "6:11", "empty"),
    ("a command as a text", with_box(f'token_command = "get {CANARY}"'), "6:17", "no shell"),
    ("an empty command", with_box("token_command = []"), "6:17", "empty"),
    ("a variable that is none", with_box(f'password_env = "${CANARY}"'), "6:16", "a word of letters"),
    ("a database of another kind", MINIMAL + f'[database]\nurl = "mysql://{CANARY}"\n', "13:7", "sqlite:///FILE"),
    (
        "a database URL with a password",
        MINIMAL + f'[database]\nurl = "postgresql://desk:{CANARY}@db/desk"\n',
        "13:7",
        "never written here",
    ),
    (
        "a database URL with a password behind the question mark",
        MINIMAL + f'[database]\nurl = "postgresql://desk@db/desk?password={CANARY}"\n',
        "13:7",
        "never written here",
    ),
    ("SQLite with a password", MINIMAL + '[database]\npassword_file = "password"\n', "13:1", "SQLite has no password"),
    (
        "a database password of nobody",
        MINIMAL + '[database]\nurl = "postgresql://db/desk"\npassword_file = "password"\n',
        "13:7",
        "no user",
    ),
    ("mail in plain text over the network", with_box('security = "none"'), "6:12", "this machine"),
    ("mail in plain text to a name like ours", with_smtp('security = "none"'), "10:12", "this machine"),
    ("move without a folder", with_box('after = "move"'), "6:9", "after_folder"),
    ("move to where it came from", with_box('after = "move"\nafter_folder = "INBOX"'), "7:16", "watched"),
    ("a folder without a name", with_box('folder = ""'), "6:10", "empty"),
    ("xoauth2 without a program", with_box('auth = "xoauth2"'), "6:8", "needs token_command"),
    (
        "xoauth2 with a password",
        with_box('auth = "xoauth2"\ntoken_command = ["/bin/echo"]'),
        "6:8",
        "no password is used",
    ),
    ("a program without xoauth2", with_box('token_command = ["/bin/echo"]'), "6:17", 'auth = "xoauth2"'),
    ("a login without a password", MINIMAL.replace('password_file = "password"\n[', "["), "3:3", "no password"),
    (
        "a password without a login",
        changed('user = "support@corp.example"\n', ""),
        "8:2",
        "no user to log in as",
    ),
    ("two passwords", with_box(f'password_env = "{CANARY.upper().replace("-", "_")}"'), "6:1", "is set already"),
    ("an alert from nowhere", MINIMAL + f'[alerts]\nmailbox = "{CANARY}"\n', "13:11", "no [[mailbox]] of this name"),
    ("a socket too deep", MINIMAL + f'[paths]\nsocket = "{"a" * 120}"\n', "13:10", "longer than 107"),
    ("a secret that is not there", changed('"password"', f'"{CANARY}"'), "7:17", "no such file"),
    ("a certificate that is not there", with_box('ca_file = "nothing.pem"'), "6:11", "no such file"),
    (
        "a program that is not there",
        changed('password_file = "password"', f'auth = "xoauth2"\ntoken_command = ["/nowhere/at", "{CANARY}"]'),
        "8:18",
        "no such program",
    ),
    (
        "a variable that is not set",
        changed('password_file = "password"', 'password_env = "NOT_SET"'),
        "7:16",
        "NOT_SET",
    ),
    (
        "a credential outside systemd",
        changed('password_file = "password"', 'password_credential = "imap"'),
        "7:23",
        "$CREDENTIALS_DIRECTORY",
    ),
    ("no TOML at all", MINIMAL + f"password = {CANARY}\n", "12:12", "invalid value"),
    ("a setting twice", with_desk(f'instance = "{CANARY}"'), "3", "overwrite"),
)


@pytest.mark.parametrize(("text", "place", "words"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_file_is_refused_in_its_place_and_without_the_value(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    told = [str(fault) for fault in refused(tmp_path, text)]
    wanted = f"{tmp_path}/supportd.toml:{place}:"
    assert [line for line in told if line.startswith(wanted) and words in line], told


@pytest.mark.parametrize(("text", "words"), [(row[1], row[3]) for row in BAD], ids=[row[0] for row in BAD])
def test_I20_no_fault_repeats_a_value(tmp_path: Path, text: str, words: str) -> None:
    for fault in refused(tmp_path, text):
        # where a secret's file is missing, its name is told: the secret itself never is
        told = str(fault).replace(f"{tmp_path}/{CANARY}: there is no such file", "")
        assert CANARY not in told, words


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = MINIMAL.replace('"desk-1"', '"desk 1"').replace('"support"', "1").replace('user = "', 'usr = 1\nuser = "')
    faults = refused(tmp_path, text + "[limits]\nbatch_count = 0\n")
    assert [fault.line for fault in faults] == [2, 4, 10, 14]


def test_an_unknown_setting_does_not_hide_a_contradiction_beside_it(tmp_path: Path) -> None:
    faults = refused(tmp_path, with_box('nonsense = 1\nsecurity = "none"'))
    assert [fault.line for fault in faults] == [6, 7]


def test_two_mailboxes_of_one_name_or_one_folder_are_refused(tmp_path: Path) -> None:
    box = MINIMAL[MINIMAL.index("[[") : MINIMAL.index("[smtp")]
    assert "has this name" in str(refused(tmp_path, MINIMAL + box)[0])
    other = box.replace('"support"', '"other"')
    (fault,) = refused(tmp_path, MINIMAL + other)
    assert (fault.line, fault.problem) == (12, "an earlier [[mailbox]] watches the same folder")


def test_a_missing_file_is_told_with_the_way_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "supportd.toml"
    faults = load(path, {})
    assert not isinstance(faults, Settings)
    assert str(faults[0]) == f"{path}: cannot be read (No such file or directory) (`supportd init` makes one)"


def test_bytes_that_are_no_utf_8_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "supportd.toml"
    path.write_bytes(b'[desk]\nname = "B\xfcro"\n')
    faults = load(path, {})
    assert not isinstance(faults, Settings)
    assert (faults[0].line, faults[0].column) == (2, 10)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    loaded(tmp_path, "\ufeff" + MINIMAL)


def test_a_command_reads_the_settings_where_the_secrets_are_not(tmp_path: Path) -> None:
    path = write_config(tmp_path, changed('"password"', '"nothing"'))
    assert isinstance(load_without_secrets(path), Settings)
    assert not isinstance(load(path, {}), Settings)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o601])
def test_A69_a_password_file_that_others_may_use_is_refused_at_its_line(tmp_path: Path, mode: int) -> None:
    path = write_config(tmp_path)
    (tmp_path / "password").chmod(mode)
    faults = load(path, {})
    assert not isinstance(faults, Settings)
    assert [(fault.line, fault.column) for fault in faults] == [(7, 17), (11, 17)]
    assert f"chmod 600 {tmp_path}/password" in str(faults[0])
    assert CANARY not in "".join(map(str, faults))


def test_a_fault_without_a_place_names_only_the_file() -> None:
    assert str(ConfigFault("supportd.toml", 0, 0, "cannot be read", "")) == "supportd.toml: cannot be read"
