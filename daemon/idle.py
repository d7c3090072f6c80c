"""IMAPClient as this desk uses it: on a bounded wire, with an IDLE that misses nothing, and FETCH answers by UID.

Takes a connected wire; gives what the server says. The only module that touches imapclient.
Raises what imapclient and imaplib raise; `daemon.imapsession` makes outcomes of it.
Never logs: imapclient hands imaplib a debug level at which logins and whole mails are formatted for the log (A68).

IMAPClient's own IDLE (4.1) loses notices that come in one segment with `+`, breaks on a line in two segments, gives up
when something precedes `+`, and reports an end of the connection as endless nothing. All four because it reads past its
own line buffer; ours asks the wire, which has that buffer.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import ProtocolError
from imapclient.imapclient import require_capability
from imapclient.response_parser import parse_fetch_response

from daemon.bell import Bell
from daemon.clock import Clock
from daemon.imapwire import CutOffError, InsecureError, Wire, WireLimits

__all__ = ["IdleClient", "ProtocolError"]

_NO_QUOTING_NEEDED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.@_-+=")


class IdleClient(IMAPClient):
    """One connection to one account. Not safe for two threads.

    `security`: "tls", "starttls" or "none". When it is made, it is connected and, as configured, encrypted.
    """

    _imap: Wire

    def __init__(
        self, host: str, port: int, security: str, context: ssl.SSLContext, limits: WireLimits, clock: Clock, stop: Bell
    ) -> None:
        self._wire_arguments = (context if security == "tls" else None, limits, clock, stop)
        super().__init__(host, port, ssl=security == "tls", timeout=limits.read_seconds)
        self._imap.debug = 0
        self.normalise_times = False
        try:
            if self._imap.state != "NONAUTH":
                raise InsecureError("the server claims that we are logged in already (PREAUTH)")
            if security == "starttls":
                self._imap.secure(context)
                self._starttls_done = True
        except BaseException:
            self._imap.shutdown()
            raise

    def _create_IMAP4(self) -> Wire:  # noqa: N802 -- imapclient's name for it
        return Wire(self.host, self.port, *self._wire_arguments)

    def _set_read_timeout(self) -> None:
        """The wire keeps its own time-outs."""

    @property
    def wire(self) -> Wire:
        return self._imap

    # --- login -------------------------------------------------------------------------------------

    def log_in(self, user: str, password: str) -> None:
        """AUTHENTICATE PLAIN where offered: it takes any character; else LOGIN."""
        if self.has_capability("AUTH=PLAIN"):
            self.plain_login(user, password)
        else:
            # imaplib quotes the password, but not the name.
            quoted = user if _NO_QUOTING_NEEDED.issuperset(user) else self._imap._quote(user)
            self.login(quoted, password)

    # --- SEARCH and FETCH --------------------------------------------------------------------------

    def search_uids(self, criteria: str) -> list[int]:
        """UID SEARCH; the UIDs in the order given, several untagged answers joined. ValueError when they are none."""
        kind, data = self._imap.uid("SEARCH", criteria)
        self._checkok("search", kind, data)
        # A MODSEQ may follow in brackets (RFC 7162 3.1.5).
        return [int(word) for line in data if line for word in line.partition(b"(")[0].split()]

    def fetch_by_uid(self, uid_set: str, items: Sequence[str]) -> list[dict[bytes, Any]]:
        """UID FETCH of an RFC 9051 sequence-set; one mapping a message that was answered, unsolicited ones included."""
        kind, data = self._imap.uid("FETCH", uid_set, f"({' '.join(items)})")
        self._checkok("fetch", kind, data)
        # Keyed by sequence number, so that an answer without UID is never taken for the message of that number.
        return list(parse_fetch_response(data, self.normalise_times, False).values())

    # --- IDLE (RFC 2177) ---------------------------------------------------------------------------

    @require_capability("IDLE")
    def idle(self) -> None:
        """Begin; `abort` when the connection ends. IMAP4.error when the server refuses."""
        # The capability is asked for above: idle_done() would otherwise ask for it in the midst of IDLE.
        self._idle_tag = self._imap._command("IDLE")
        self._noticed = False
        while self._imap._get_response() is not None:
            if self._imap.tagged_commands.get(self._idle_tag):
                raise self.Error("the server refuses IDLE")
            # Something may precede the "+": it is a notice like any other.
            self._noticed = True

    def wait_in_idle(self, seconds: float, bells: Sequence[Bell]) -> bool:
        """Whether the server told of anything; waits at most `seconds`, or until a bell rings."""
        noticed, self._noticed = self._noticed, False
        self._imap.fresh_allowance()
        while self._imap.wait(0.0 if noticed else seconds, bells):
            line = self._imap._get_line()
            if line.upper().startswith(b"* BYE"):
                raise CutOffError("the server said BYE")
            # "Still here" and the like are no news.
            noticed = noticed or not line.upper().startswith(b"* OK")
            if not noticed:
                break
        return noticed
