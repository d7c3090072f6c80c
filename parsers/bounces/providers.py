"""How mail providers, carriers and sending services say that a mail failed.

Takes nothing; gives `PROVIDERS`, rows of the table of mail systems.
"""

from __future__ import annotations

from parsers.bounces.systems import System, line
from parsers.mail import FailureReason

PROVIDERS: tuple[System, ...] = (
    System("Gmail, delay", sender=("@googlemail.com", "@google.com"), subject=("(delay)",), action="delayed"),
    System(
        "Google Groups",
        opening=("the group you tried to contact",),
        reason=FailureReason.POLICY,
    ),
    System(
        "Gmail",
        opening=(
            "delivery to the following recipient failed permanently",
            "delivery to the following recipients failed permanently",
            "delivery to the following recipient has been delayed",
            "technical details of permanent failure",
            "** address not found **",
            "** message not delivered **",
            "** message blocked **",
            "** message too large **",
            "** recipient inbox full **",
        ),
        original=("----- original message -----", "----- message header follows -----"),
    ),
    System(
        "Google Workspace",
        sender=("@googlemail.com",),
        subject=("delivery status notification",),
        opening=("** ",),
    ),
    System("Yahoo", opening=("sorry, we were unable to deliver your message to the following address",)),
    System("Yahoo", opening=("message from yahoo.",)),
    System(
        "Yahoo",
        sender=("mailer-daemon@yahoo",),
        opening=("i wasn't able to deliver the following message",),
        sent_to=True,
    ),
    System(
        "AOL, by screen name",
        sender=("@aol.com",),
        opening=("not accepting mail from",),
        recipient=(line(r"^\s+([a-z0-9._-]{2,40})\s*$"),),
        reason=FailureReason.BLOCKED,
    ),
    System("Amazon SES", opening=("an error occurred while trying to deliver the mail to the following recipients",)),
    System(
        "Amazon SES",
        opening=("the following message to <",),
        recipient=(line(r"following message to ADDRESS was undeliverable"),),
    ),
    System("Amazon WorkMail", field=(("x-mailer", "amazon workmail"),)),
    System(
        "PowerMTA",
        opening=(
            "this message was created automatically by the mail system (ecelerity)",
            "hello, this is the mail server on",
        ),
    ),
    System("Momentum", opening=("this message was created automatically by the mail system (ecelerity)",)),
    System(
        "GMX, 1&1, web.de",
        opening=(
            "this message was created automatically by mail delivery software",
            "diese e-mail wurde automatisch vom mail-system",
            "diese nachricht wurde automatisch",
        ),
        sender=("gmx.", "kundenserver.de", "web.de", "1und1", "ionos", "perfora.net", "mail.com"),
        original=("--- the header of the original message is following", "--- the header of the original message"),
    ),
    System("T-Online", sender=("@t-online.de",), opening=("failed addresses follow:",)),
    System(
        "mail.ru",
        sender=("mail.ru",),
        opening=("это письмо создано автоматически", "created automatically by mail delivery software"),
    ),
    System("iCloud", opening=("your message cannot be delivered to the following recipients",)),
    System(
        "Zoho, expired",
        opening=("[status: error, address:", "status: error, address:"),
        recipient=(line(r"status: error, address: ADDRESS"),),
    ),
    System(
        "Zoho",
        field=(("x-zohomail", ""), ("x-zoho-virus-status", ""), ("x-mailer", "zoho mail")),
        opening=("created automatically by mail delivery",),
    ),
    System(
        "Verizon, vtext",
        sender=("post_master@vtext",),
        opening=("rcpt to:",),
        recipient=(line(r"^\s*rcpt to:\s*ADDRESS"),),
    ),
    System(
        "Verizon, vzwpix",
        sender=("vzwpix", "sysadmin@"),
        opening=("message could not be delivered to mobile",),
        recipient=(line(r"^\s*to:\s*.*?ADDRESS\s*$"),),
    ),
    System("Facebook", opening=("this message was created automatically by facebook",)),
    System(
        "Biglobe",
        opening=("the following addresses had delivery problems",),
        listed=("----- the following addresses had delivery problems",),
    ),
    System(
        "Demon",
        opening=("failed because it has not been collected",),
        recipient=(line(r"addressed to '?ADDRESS"),),
        reason=FailureReason.EXPIRED,
    ),
)
