"""What an act needs: settings, keys, policy and the open database.

Takes the path of supportd.toml; gives an `Office`, or ends the command with every fault on standard error.
Never needs the daemon: commands open the database themselves, commit, and then poke the daemon if there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.config import policy_fault
from commands.exits import Exit
from commands.output import fail, warn
from commands.store import find_config, open_store, read_settings
from daemon import identity
from daemon.chance import SystemChance
from daemon.clock import Clock, SystemClock
from daemon.keyring import load_keyring, token_keys
from daemon.pipeline import Context
from daemon.policyfiles import load_policy
from daemon.secretfiles import SecretFault, mounts
from daemon.settings import Settings
from rules.policy import Policy
from storage import policies
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Office:
    """An open desk. `context`: who we are and by which policy we decide."""

    settings: Settings
    context: Context
    database: Database
    clock: Clock
    chance: SystemChance


def read_policy(settings: Settings) -> Policy:
    """The policy in force."""
    policy = load_policy(settings.paths.policy, settings.paths.templates)
    if isinstance(policy, Policy):
        return policy
    for fault in policy:
        warn(str(policy_fault(settings, fault)))
    fail("the policy has faults", Exit.CONFIGURATION)


@contextmanager
def open_office(config: Path | None, *, keeps: bool = True) -> Iterator[Office]:
    """Everything an act needs. The policy's text is kept under its digest, since decisions name it.

    `keeps`: False for who only looks: then nothing is kept, and no database is made.
    """
    settings = read_settings(find_config(config))
    ring = load_keyring(settings.paths.keyring, mounts(os.environ))
    if isinstance(ring, SecretFault):
        fail(str(ring), Exit.CONFIGURATION)
    policy = read_policy(settings)
    clock = SystemClock()
    with open_store(settings, create=keeps) as database:
        with database.reading() as connection:
            known = not keeps or policies.is_kept(connection, policy.digest)
        if not known:
            with database.transaction() as connection:
                policies.keep(connection, policy.digest, policy.texts, clock.now(), "command line")
        context = Context(identity.desk(settings, token_keys(ring)), identity.mailboxes(settings), policy)
        yield Office(settings, context, database, clock, SystemChance())
