"""Who we are, as decisions know it.

Takes settings and keys; gives `rules.model.Desk` and `Mailbox` values.
Never hands a secret, server or path of the settings down.
"""

from __future__ import annotations

from collections.abc import Mapping

from daemon.settings import MailboxSettings, Settings
from parsers.token import Keys
from rules.model import Desk, Mailbox


def desk(settings: Settings, keys: Keys) -> Desk:
    """The desk. Its addresses are those of all mailboxes."""
    return Desk(
        instance=settings.desk.instance,
        keys=keys,
        name=settings.desk.name,
        zone=settings.desk.zone,
        addresses=frozenset(address for mailbox in settings.mailboxes for address in _addresses(mailbox)),
        separator=settings.desk.separator,
        token_days=settings.desk.token_days,
        phone=settings.desk.phone,
    )


def mailboxes(settings: Settings) -> Mapping[str, Mailbox]:
    """Every mailbox by its name."""
    return {mailbox.name: _mailbox(mailbox) for mailbox in settings.mailboxes}


def _mailbox(mailbox: MailboxSettings) -> Mailbox:
    return Mailbox(
        name=mailbox.name,
        address=mailbox.address,
        display_name=mailbox.display_name,
        addresses=_addresses(mailbox),
        via_lists=frozenset(mailbox.via_lists),
        evidence_source=mailbox.evidence,
        trusted_hops=mailbox.trusted_hops,
        language=mailbox.language,
    )


def _addresses(mailbox: MailboxSettings) -> frozenset[str]:
    return frozenset(address.lower() for address in (mailbox.address, *mailbox.addresses))
