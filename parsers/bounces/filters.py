"""How gateways that filter mail say that they stopped or could not pass on a mail.

Takes nothing; gives `FILTERS`, rows of the table of mail systems.
"""

from __future__ import annotations

from parsers.bounces.systems import System, line
from parsers.mail import FailureReason

FILTERS: tuple[System, ...] = (
    System(
        "mFILTER", field=(("x-mailer", "m-filter"),), original=("-------original message", "-------original mail info")
    ),
    System(
        "mFILTER", opening=("-------server message",), original=("-------original message", "-------original mail info")
    ),
    System(
        "Trend Micro, session",
        opening=("sent <<< rcpt to", "received >>> ", "message from interscan"),
        recipient=(
            line(r"(?:sent|received)?\s*<<<\s*rcpt to:\s*ADDRESS"),
            line(r"unable to deliver (?:the )?message to:? ADDRESS"),
        ),
    ),
    System(
        "MailMarshal",
        opening=("the following recipients were affected",),
        listed=("the following recipients were affected",),
    ),
    System(
        "MailMarshal",
        subject=('undeliverable mail: "',),
        opening=("could not be delivered because of",),
    ),
    System(
        "MailFoundry",
        opening=("unable to deliver message to:", "mailfoundry"),
        recipient=(line(r"unable to deliver message to:\s*ADDRESS"),),
    ),
    System(
        "SurfControl",
        field=(("x-mailer", "surfcontrol"), ("x-sef-processed", "")),
        opening=("your message could not be sent",),
        recipient=(line(r"^\s*addressed to:\s*ADDRESS"),),
    ),
    System(
        "SurfControl",
        opening=("a transcript of the attempts to send the message follows",),
        recipient=(line(r"^\s*addressed to:\s*ADDRESS"),),
    ),
    System(
        "McAfee",
        opening=("--- the following addresses had delivery problems ---",),
        listed=("--- the following addresses had delivery problems",),
    ),
    System(
        "MX Logic",
        field=(("x-mx-bounce", ""), ("x-mxl-hash", ""), ("x-mxl-notehash", "")),
        opening=("could not be delivered",),
    ),
    System(
        "Mimecast",
        opening=("an email that you attempted to send to the following address could not be delivered",),
        recipient=(line(r"^\s*-- ADDRESS\s*$"),),
    ),
    System("Barracuda, spam", subject=("blocked by our bulk email filter",), reason=FailureReason.SPAM),
    System(
        "IronPort",
        opening=("the following message to <",),
        recipient=(line(r"following message to ADDRESS was undeliverable"),),
    ),
    System(
        "amavis, virus",
        sender=("amavis", "content-filter", "virus"),
        opening=("our content checker found", "virus alert"),
        reason=FailureReason.VIRUS,
    ),
    System(
        "amavis",
        sender=("amavis", "content-filter"),
        opening=("delivery of the email was stopped", "was not delivered"),
    ),
)
