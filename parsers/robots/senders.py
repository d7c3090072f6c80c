"""The tables of names that no person writes under (header list H20): local parts, display names, envelope senders.

Takes nothing; gives rows, each of which may know a name.
Never holds a name that a person or a team may answer under (info, service, support).
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.mail import Origin
from parsers.robots.signs import ENOUGH, SURE

# Local parts are compared without these.
PLAIN = str.maketrans("", "", ".-_+")


@dataclass(frozen=True, slots=True)
class Name:
    """`names`: whole names; `openings`: their beginnings. Local parts stand here without dots, hyphens, underscores."""

    origin: Origin
    weight: int
    names: frozenset[str]
    openings: tuple[str, ...] = ()


def _row(origin: Origin, weight: int, names: str, openings: str = "") -> Name:
    return Name(origin, weight, frozenset(names.split()), tuple(openings.split()))


LOCAL_PARTS: tuple[Name, ...] = (
    _row(Origin.BOUNCE, SURE, "mailerdaemon maildaemon mailerdeamon maildeliverysystem", "mailerdaemon mailerdeamon"),
    _row(
        Origin.BOUNCE, 80, "postmaster mdaemon mmdf mailer maildelivery mailadmin mailsystem smtp ndr deliverysubsystem"
    ),
    _row(Origin.AUTO_REPLY, SURE, "autoreply autoresponder autoresponse vacation", "autorepl autorespon"),
    # Who has no mailbox asks for no answer; one row a language would say the same.
    _row(
        Origin.BULK,
        SURE,
        "noresponder keineantwort pasdereponse noreponse unattended",
        "noreply donotreply nepasrepondre noresponda noresponder nereplypas nonrispondere norespondre naoresponda "
        "naoresponder keineantwort nichtantworten bittenichtantworten antwortenichtmoeglich geenantwoord "
        "nietbeantwoorden nietantwoorden svarinte svaraej svarikke ikkesvar ikkebesvar eivastausta alavastaa "
        "nieodpowiadaj neodpovidat neodpovidejte neodpovedat nevalaszoljon nevalaszolj nuraspunde neotvechat "
        "yanitlamayin cevapsiz noanswer dontreply cannotreply noresponse",
    ),
    # Some postmasters answer by hand.
    _row(Origin.BULK, ENOUGH, "postmaster"),
    _row(Origin.LIST, 60, "listserv majordomo listproc ezmlm sympa mailman"),
    _row(
        Origin.BULK,
        60,
        "notifier mailing mailings alert alerts root cron daemon nagios icinga zabbix logwatch logcheck wwwdata apache "
        "httpd jenkins jira bugzilla gitlab automailer automail automated robot bot mailbot system systemalert monitor "
        "monitoring digest announce",
        "notification notify newsletter bounce",
    ),
)

# Display names, folded.
DISPLAY_NAMES: tuple[Name, ...] = (
    # Who looks after machines calls himself so too, and writes of mails that come back.
    Name(Origin.BOUNCE, 35, frozenset({"administrator", "system administrator", "systemadministrator"})),
    Name(
        Origin.BOUNCE,
        80,
        frozenset({"postmaster", "mailer-daemon"}),
        (
            *(
                "mail delivery",
                "mailer daemon",
                "mailer-daemon",
                "mail deliver",
                "delivery subsystem",
                "mail subsystem",
            ),
            *("internet mail delivery", "mail administrator", "mail system", "mail transfer"),
            *("email delivery", "e-mail delivery", "undelivered mail", "bounce notification", "non-delivery"),
        ),
    ),
)

# Local parts of the envelope sender, as they stand: programs that sort their own returns.
ENVELOPES: tuple[Name, ...] = (
    _row(Origin.LIST, 60, "", "owner-"),
    _row(Origin.BULK, 50, "", "bounce msprvs1= noreply no-reply donotreply newsletter"),
)


def weights_of(rows: tuple[Name, ...], name: str) -> list[tuple[Origin, int]]:
    """What each row that knows `name` says."""
    return [
        (row.origin, row.weight)
        for row in rows
        if name in row.names or (row.openings and name.startswith(row.openings))
    ]
