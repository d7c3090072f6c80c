"""`supportd run`: the daemon in the foreground.

Takes the path of supportd.toml; gives an exit code when the daemon has ended.
Never starts with a fault in configuration, secrets, key ring or policy: all of them are told at once.
"""

from __future__ import annotations

import faulthandler
import os
import threading
from importlib.metadata import version
from pathlib import Path
from typing import assert_never

from commands.exits import Exit
from commands.office import read_policy
from commands.output import fail, warn
from commands.store import words_for
from daemon.configuration import load
from daemon.health import SocketTakenError
from daemon.keyring import load_keyring, token_keys
from daemon.parserpool import ParserPoolError
from daemon.secretfiles import SecretFault, mounts
from daemon.secrets import database_url
from daemon.settings import Settings
from daemon.supervisor import Ended, Setup
from daemon.supervisor import run as work
from storage.faults import DatabaseRefused, DatabaseUnavailable

_OWNER_ONLY = 0o077


def run(config: Path) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reads policy and key ring anew."""
    os.umask(_OWNER_ONLY)
    # The watchdog's SIGABRT then tells where every thread was; frames only, no variables (A68).
    faulthandler.enable()
    code = _outcome(_setup(config))
    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        os._exit(code)  # a name lookup that hangs must not hold up the end
    return code


def _outcome(setup: Setup) -> int:
    try:
        ended = work(setup)
    except DatabaseRefused as error:
        fail(str(error), Exit.DATABASE)
    except DatabaseUnavailable as error:
        # Unlike a refusal it may pass by itself: whoever started the daemon is to try again.
        fail(f"{words_for(error, setup.url.reveal())} ({error.detail})", Exit.TROUBLE)
    except (SocketTakenError, ParserPoolError) as error:
        fail(str(error), Exit.TROUBLE)
    except OSError as error:
        fail(f"{setup.settings.paths.socket}: {error.strerror or error}", Exit.TROUBLE)
    match ended:
        case Ended.STOPPED:
            return Exit.OK
        case Ended.WORKER_DIED:
            return Exit.TROUBLE
        case Ended.RUNS_ALREADY:
            warn("supportd: another `supportd run` works on this database; one is enough")
            return Exit.TROUBLE
        case _:
            assert_never(ended)


def _setup(config: Path) -> Setup:
    settings = load(config, os.environ)
    if not isinstance(settings, Settings):
        for fault in settings:
            warn(str(fault))
        fail("the configuration has faults", Exit.CONFIGURATION)
    ring = load_keyring(settings.paths.keyring, mounts(os.environ))
    if isinstance(ring, SecretFault):
        fail(str(ring), Exit.CONFIGURATION)
    url = database_url(settings.database, os.environ)
    if isinstance(url, SecretFault):
        fail(str(url), Exit.CONFIGURATION)
    policy = read_policy(settings)
    return Setup(settings, token_keys(ring), policy, url, dict(os.environ), version("supportd"))
