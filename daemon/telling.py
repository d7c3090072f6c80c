"""Telling the server what was recorded: move, mark or leave, strictly after the commit, and as often as it takes.

Takes ledger rows whose server was not told; gives what became of it, remembered in the ledger.
Never touches a mail that is not in the ledger, and never counts for whether a mail is worked on: an action that fails
for ever costs an alert and nothing else (F18).
"""

from __future__ import annotations

from daemon import log
from daemon.imap import ImapSession, Told
from daemon.settings import MailboxSettings
from daemon.watchports import WatchPorts
from storage import ledger
from storage.crashpoints import crashpoint
from storage.ledger import FolderSeen

_AT_ONCE = 200
_AGAIN_SECONDS = 300.0
_CODE = "imap_action_failed"


class Teller:
    """Of one life of a folder, while one session lasts."""

    def __init__(self, settings: MailboxSettings, session: ImapSession, folder: FolderSeen, ports: WatchPorts) -> None:
        self._settings = settings
        self._session = session
        self._folder = folder
        self._ports = ports
        self._not_before = 0.0
        # What an earlier run, or an earlier setting, left undone.
        self._wanted = True

    def recorded(self) -> None:
        """There may be rows to tell about."""
        self._wanted = self._wanted or self._settings.after != "leave"

    def due(self) -> bool:
        return self._wanted and self._not_before <= self._ports.clock.monotonic()

    def step(self) -> None:
        """Tell about some rows; SessionLostError, and then they are told about again."""
        with self._ports.database.reading() as conn:
            actions = ledger.server_actions(conn, self._settings.name, _AT_ONCE)
        if not actions:
            self._wanted = False
            return
        here = [action for action in actions if action.folder == self._folder]
        # A folder's earlier life is over, and with it the UIDs.
        gone = [action.intake for action in actions if action.folder != self._folder]
        crashpoint("intake.before_action")
        told = self._tell([action.uid for action in here]) if here else Told.LEFT
        crashpoint("intake.after_action")
        with self._ports.database.transaction() as conn:
            if gone:
                ledger.server_action_done(conn, gone, Told.LEFT)
            if here and told is not Told.REFUSED:
                ledger.server_action_done(conn, [action.intake for action in here], told)
        self._report(told, len(here))

    def _tell(self, uids: list[int]) -> Told:
        match self._settings.after:
            case "move":
                return self._session.move(uids, self._settings.after_folder)
            case "keyword":
                return self._session.mark(uids, self._settings.after_keyword)
            case _:
                return Told.LEFT

    def _report(self, told: Told, mails: int) -> None:
        log.server_told(self._settings.name, told, mails)
        if told is Told.REFUSED:
            self._not_before = self._ports.clock.monotonic() + _AGAIN_SECONDS
            self._ports.alarms.sound(_CODE, self._settings.name, f"after = {self._settings.after!r}, {mails} mails")
        else:
            self._ports.alarms.clear(_CODE, self._settings.name)
