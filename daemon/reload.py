"""SIGHUP: policy and key ring read anew, all or nothing.

Takes the context in force; gives the new one, or the same when anything is wrong with the new texts (F38).
Never switches to a policy whose text is not kept: every decision names one.
"""

from __future__ import annotations

from collections.abc import Mapping

from daemon import identity, log
from daemon.alerts import Alerts
from daemon.clock import Clock
from daemon.configuration import ConfigFault
from daemon.keyring import load_keyring, token_keys
from daemon.pipeline import Context
from daemon.policyfiles import load_policy
from daemon.secretfiles import SecretFault, mounts
from daemon.settings import Settings
from rules.policy import Policy
from storage import policies
from storage.database import Database
from storage.faults import Conflict, DatabaseUnavailable


class Reloader:
    """Knows where the texts are."""

    def __init__(
        self, settings: Settings, environ: Mapping[str, str], database: Database, clock: Clock, alerts: Alerts
    ) -> None:
        self._settings = settings
        self._environ = environ
        self._database = database
        self._clock = clock
        self._alerts = alerts

    def reload(self, before: Context) -> Context:
        ring = load_keyring(self._settings.paths.keyring, mounts(self._environ))
        if isinstance(ring, SecretFault):
            return self._refused(before, 1, str(ring))
        policy = load_policy(self._settings.paths.policy, self._settings.paths.templates)
        if not isinstance(policy, Policy):
            first = policy[0]
            told = ConfigFault(first.file, first.line, first.column, first.problem, first.suggestion)
            return self._refused(before, len(policy), str(told))
        try:
            with self._database.transaction() as conn:
                policies.keep(conn, policy.digest, policy.texts, self._clock.now(), "reload")
                policies.switched_on(conn, policy.digest, self._clock.now(), "reload")
        except (DatabaseUnavailable, Conflict) as error:
            return self._refused(before, 1, f"its text cannot be kept: {error}")
        self._alerts.clear("policy_refused", "")
        log.policy_loaded(policy.digest)
        return Context(identity.desk(self._settings, token_keys(ring)), before.mailboxes, policy)

    def _refused(self, before: Context, faults: int, first: str) -> Context:
        log.policy_refused(faults, first)
        self._alerts.sound("policy_refused", "", first)
        return before
