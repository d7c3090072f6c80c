"""`supportd demo` from the command line.

Takes `--keep`; gives the exit code. Never imports a mail server before it is clear that they are installed.
"""

from __future__ import annotations

from importlib.util import find_spec

from commands.exits import Exit
from commands.output import fail


def demo(keep: bool) -> Exit:
    """Play the demo; the extra `demo` of the package has to be installed."""
    if find_spec("pymap") is None or find_spec("aiosmtpd") is None:
        fail("the demo's mail servers are an extra: install supportd[demo]", Exit.USAGE)
    from commands.demo.play import PATIENCE_SECONDS
    from commands.demo.show import demo as play

    return play(keep, cut_responder=False, patience=PATIENCE_SECONDS)
