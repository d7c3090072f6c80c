"""What the exit codes mean, in one table; docs/operations.md prints it.

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
    INTERRUPTED = 130


MEANING: dict[Exit, str] = {
    Exit.OK: "done",
    Exit.TROUBLE: "it ran, and found or met something wrong: an alarm in `status`, an act that was refused",
    Exit.USAGE: "the command line itself is wrong",
    Exit.NOT_FOUND: "there is no such ticket, mail, agent, account, contact or file",
    Exit.CONFIGURATION: "supportd.toml, a secret file, the key ring or the policy has faults",
    Exit.DATABASE: "the database cannot be used: missing, too old, too new, full, read-only or locked",
    Exit.CANCELLED: "you answered no",
    Exit.INTERRUPTED: "Ctrl-C",
}
