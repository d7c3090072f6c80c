"""`supportd config check`.

Takes the path of supportd.toml; gives a line that all is well, or every fault with file, line and column.
Never prints a value from the file, never changes anything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from commands.exits import Exit
from commands.output import say, to_json, warn
from daemon.configuration import ConfigFault, load, load_without_secrets
from daemon.keyring import KeyRing, load_keyring
from daemon.policyfiles import load_policy
from daemon.secretfiles import SecretFault, mounts
from daemon.settings import Settings
from rules.policy import Policy, PolicyFault


@dataclass(frozen=True, slots=True)
class Checked:
    """What `config check` found. `policy`: the digest of the support plan, "" where it has faults."""

    file: str
    ok: bool
    mailboxes: tuple[str, ...]
    keys: int
    policy: str
    faults: tuple[ConfigFault, ...]


def check(path: Path, as_json: bool) -> None:
    """Print what was found; exit code CONFIGURATION when there are faults."""
    checked = checked_config(path, os.environ)
    if as_json:
        typer.echo(to_json(checked))
    else:
        for fault in checked.faults:
            warn(str(fault))
        say(_summary(checked))
    if not checked.ok:
        raise typer.Exit(int(Exit.CONFIGURATION))


def checked_config(path: Path, environ: Mapping[str, str]) -> Checked:
    """Settings, secrets, key ring and policy, as a start of the daemon would find them."""
    with_secrets = load(path, environ)
    faults = () if isinstance(with_secrets, Settings) else with_secrets
    settings = load_without_secrets(path)
    if not isinstance(settings, Settings):
        return Checked(str(path), False, (), 0, "", faults)
    ring = load_keyring(settings.paths.keyring, mounts(environ))
    policy = load_policy(settings.paths.policy, settings.paths.templates)
    if isinstance(ring, SecretFault):
        faults += (ConfigFault(str(path), 0, 0, ring.problem, ring.suggestion),)
    if not isinstance(policy, Policy):
        faults += tuple(policy_fault(settings, fault) for fault in policy)
    return Checked(
        file=str(path),
        ok=not faults,
        mailboxes=tuple(mailbox.name for mailbox in settings.mailboxes),
        keys=len(ring.keys) if isinstance(ring, KeyRing) else 0,
        policy=policy.digest if isinstance(policy, Policy) else "",
        faults=faults,
    )


def policy_fault(settings: Settings, fault: PolicyFault) -> ConfigFault:
    """The same fault under the name its file has on this machine."""
    folder, _, name = fault.file.partition("/")
    folders = {"policy": settings.paths.policy, "templates": settings.paths.templates}
    file = str(folders[folder] / name) if name and folder in folders else fault.file
    return ConfigFault(file, fault.line, fault.column, fault.problem, fault.suggestion)


def _summary(checked: Checked) -> str:
    if not checked.ok:
        count = len(checked.faults)
        return f"{checked.file}: {count} {'fault' if count == 1 else 'faults'}; supportd will not start with it"
    boxes = ", ".join(checked.mailboxes)
    return f"{checked.file}: good (mailboxes: {boxes}; keys: {checked.keys}; policy: {checked.policy[:12]})"
