"""What a command works with: settings, keys, policy and the open database.

Takes the path of supportd.toml; gives an `Office`, or ends the command with every fault on standard error.
Never needs the daemon: commands open the database themselves, commit, and then poke the daemon if there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.exits import Exit
from commands.output import fail, warn
from daemon import identity
from daemon.chance import SystemChance
from daemon.clock import Clock, SystemClock
from daemon.configuration import load_without_secrets
from daemon.health import poke as poke_socket
from daemon.keyring import load_keyring, token_keys
from daemon.pipeline import Context
from daemon.policyfiles import load_policy
from daemon.secretfiles import SecretFault, mounts
from daemon.secrets import database_url
from daemon.settings import Settings
from rules.policy import Policy
from storage import policies
from storage.database import Database, open_database
from storage.faults import DatabaseRefused, DatabaseUnavailable

_PLACES = (Path("supportd.toml"), Path("/etc/supportd/supportd.toml"))
VARIABLE = "SUPPORTD_CONFIG"


@dataclass(frozen=True, slots=True)
class Office:
    """An open desk. `context`: who we are and by which policy we decide."""

    settings: Settings
    context: Context
    database: Database
    clock: Clock
    chance: SystemChance


def find_config(given: Path | None) -> Path:
    """`--config` (a folder means its file), else $SUPPORTD_CONFIG, else ./supportd.toml, else the one in /etc."""
    if given is None and os.environ.get(VARIABLE):
        given = Path(os.environ[VARIABLE])
    if given is not None:
        return given / "supportd.toml" if given.is_dir() else given
    for place in _PLACES:
        if place.exists():
            return place
    fail("no supportd.toml here: use --config FILE, or `supportd init` to make one", Exit.CONFIGURATION)


def read_settings(config: Path) -> Settings:
    """The settings, without looking at the daemon's secrets."""
    settings = load_without_secrets(config)
    if isinstance(settings, Settings):
        return settings
    for fault in settings:
        warn(str(fault))
    fail("the configuration has faults", Exit.CONFIGURATION)


def read_policy(settings: Settings) -> Policy:
    """The policy in force."""
    policy = load_policy(settings.paths.policy, settings.paths.templates)
    if isinstance(policy, Policy):
        return policy
    for fault in policy:
        warn(str(fault))
    fail("the policy has faults", Exit.CONFIGURATION)


@contextmanager
def open_store(settings: Settings, *, create: bool) -> Iterator[Database]:
    """The database alone; its troubles end the command with words and `Exit.DATABASE`."""
    url = database_url(settings.database, os.environ)
    if isinstance(url, SecretFault):
        fail(str(url), Exit.CONFIGURATION)
    try:
        database = open_database(url.reveal(), create=create)
    except (DatabaseRefused, DatabaseUnavailable) as error:
        fail(str(error), Exit.DATABASE)
    try:
        yield database
    except DatabaseUnavailable as error:
        fail(str(error), Exit.DATABASE)
    finally:
        database.close()


@contextmanager
def open_office(config: Path | None) -> Iterator[Office]:
    """Everything an act needs. The policy's text is kept under its digest, since decisions name it."""
    settings = read_settings(find_config(config))
    ring = load_keyring(settings.paths.keyring, mounts(os.environ))
    if isinstance(ring, SecretFault):
        fail(str(ring), Exit.CONFIGURATION)
    policy = read_policy(settings)
    clock = SystemClock()
    with open_store(settings, create=True) as database:
        with database.reading() as connection:
            known = policies.is_kept(connection, policy.digest)
        if not known:
            with database.transaction() as connection:
                policies.keep(connection, policy.digest, policy.texts, clock.now(), "command line")
        context = Context(identity.desk(settings, token_keys(ring)), identity.mailboxes(settings), policy)
        yield Office(settings, context, database, clock, SystemChance())


def poke(office: Office) -> None:
    """Tell the daemon, if one runs, that there is something new in the database."""
    poke_socket(office.settings.paths.socket)
