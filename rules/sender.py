"""Who wrote a mail, and how far that is believed.

Takes a mail and a snapshot; gives `Sender`. Never believes a From that is not one strict address (A04): such a sender
has an address to show, but no contact's rights and no account.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers import idn
from parsers.evidence import evidence
from parsers.mail import Mail
from rules.model import Account, Contact, Desk, Snapshot
from rules.words import Evidence

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Sender:
    """`address`: as claimed, maybe "". `believed`: one strict address, and the mail server does not call it forged.

    `contact`: whoever is stored under that address; `account`: only of a believed sender.
    """

    address: str
    name: str
    strict: bool
    evidence: Evidence
    believed: bool
    contact: Contact | None
    account: Account | None


def who_wrote(mail: Mail, snapshot: Snapshot) -> Sender:
    """The sender of `mail`."""
    source, hops = snapshot.mailbox.evidence_source, snapshot.mailbox.trusted_hops
    proof = Evidence(evidence(mail, source, hops))
    address = claimed_address(mail)
    strict = mail.author is not None
    believed = strict and proof is not Evidence.FAIL
    return Sender(
        address=address,
        name=mail.from_[0].name if mail.from_ else "",
        strict=strict,
        evidence=proof,
        believed=believed,
        contact=_stored(address, snapshot),
        account=snapshot.account if believed else None,
    )


def claimed_address(mail: Mail) -> str:
    """The strict author, else the first address a lenient reader sees in From, else ""; in normal form."""
    if mail.author is not None:
        return mail.author
    return idn.normal(mail.from_[0].addr) if mail.from_ else ""


def reply_addresses(mail: Mail) -> tuple[str, ...]:
    """The addresses of Reply-To in normal form, as they are compared, counted and written to."""
    return tuple(idn.normal(address.addr) for address in mail.reply_to)


def is_ours(address: str, desk: Desk) -> bool:
    """Whether an address is one of the desk's, with or without a token behind its local part, in either form (A55)."""
    address = idn.normal(address)
    if address in desk.addresses:
        return True
    local, _, domain = address.rpartition("@")
    base, found, _ = local.rpartition(desk.separator) if desk.separator else ("", "", "")
    return bool(found) and f"{base}@{domain}" in desk.addresses


def greeting(name: str) -> str:
    """A display name fit for a greeting, or "" (A28): no address, no link, not too long."""
    cleaned = " ".join(name.split())
    odd = any(character in cleaned for character in "@/\\<>:|") or "www." in cleaned.lower()
    return "" if odd or len(cleaned) > _LONGEST_NAME else cleaned


def _stored(address: str, snapshot: Snapshot) -> Contact | None:
    if snapshot.sender is not None and snapshot.sender.address == address:
        return snapshot.sender
    return next((contact for contact in snapshot.contacts.values() if contact.address == address), None)
