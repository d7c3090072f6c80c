"""What the exit codes mean, in one table; docs/commands.md prints it.

Takes nothing; gives `Exit`. Never used for anything but ending a command.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The status a command ends with."""

    OK = 0
    TROUBLE = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFIGURATION = 4
    DATABASE = 5
    CANCELLED = 6
    NOT_WORKING = 7
    NAMES_TAKEN = 70
    INTERRUPTED = 130


MEANING: dict[Exit, str] = {
    Exit.OK: "done",
    Exit.TROUBLE: "it ran, and found or met something wrong: an alarm in `status`, an act that was refused",
    Exit.USAGE: "the command line itself is wrong",
    Exit.NOT_FOUND: "there is no such ticket, mail, agent, account, contact or file",
    Exit.CONFIGURATION: "supportd.toml, a secret file, the key ring or the policy has faults",
    Exit.DATABASE: "the database cannot be used: missing, too old, too new, full, read-only or locked",
    Exit.CANCELLED: "you answered no, or gave an empty text: nothing was done",
    Exit.NOT_WORKING: "of `status`: the daemon does not run, or is failing",
    Exit.NAMES_TAKEN: "another Python package uses a name of ours: give supportd an environment of its own",
    Exit.INTERRUPTED: "Ctrl-C",
}
