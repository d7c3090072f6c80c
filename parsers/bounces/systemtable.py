"""The table of mail systems that say in their own words that a mail failed: servers people run.

Takes nothing; gives `SYSTEMS`, asked from top to bottom; `parsers.bounces.providers` and `parsers.bounces.filters` have
the rows of providers and of gateways.
"""

from __future__ import annotations

from parsers.bounces.filters import FILTERS
from parsers.bounces.providers import PROVIDERS
from parsers.bounces.systems import System, line
from parsers.mail import FailureReason

_EXIM = (
    "created automatically by mail delivery software",
    "message that you sent could not be delivered",
    "message that you sent has not yet been delivered",
    "message that you sent contained one or more recipient addresses",
    "have been frozen",
    "has been frozen",
    "error(s) in forwarding or filtering",
)

SERVERS: tuple[System, ...] = (
    System("Exim, warning", subject=("delayed",), opening=_EXIM, action="delayed"),
    System("Exim, frozen", subject=("frozen",), opening=("frozen",), action="delayed", reason=FailureReason.EXPIRED),
    System("Exim", opening=_EXIM),
    System(
        "qmail",
        opening=(
            "this is the qmail-send program",
            "i'm afraid i wasn't able to deliver your message to the following addresses",
            "i wasn't able to deliver your message",
            "this is a permanent error; i've given up",
            "this is the machine generated message from",
            "this is the mail delivery agent",
            "hi. this is the",
        ),
    ),
    System(
        "sendmail 8, warning", opening=("the following addresses had transient non-fatal errors",), action="delayed"
    ),
    System("sendmail 8, warning", opening=("this is a warning message only",), action="delayed"),
    System(
        "sendmail 8",
        opening=(
            "the following addresses had permanent fatal errors",
            "the following addresses had delivery errors",
            "the following addresses have delivery notifications",
            "the following addresses had permanent delivery errors",
        ),
        listed=("----- the following addresses",),
    ),
    System("sendmail 4, 5", opening=("transcript of session follows",), original=("----- unsent message follows",)),
    System("Postfix, warning", opening=("this is a warning only",), action="delayed"),
    System(
        "Postfix",
        opening=(
            "this is the postfix program at host",
            "this is the mail system at host",
            "this is the postfix mail system",
            "i'm sorry to have to inform you that",
        ),
    ),
    System(
        "OpenSMTPD, warning",
        opening=("this is the mailer-daemon, please do not reply",),
        subject=("delayed", "warning"),
        action="delayed",
    ),
    System("OpenSMTPD", opening=("this is the mailer-daemon, please do not reply",)),
    System(
        "DragonFly",
        opening=("this is the dragonfly mail agent",),
        recipient=(line(r"delivering your mail to ADDRESS"),),
    ),
    System("Courier", opening=("this is a delivery status notification from",), subject=("mail delivery status",)),
    System("Courier", opening=("your message to the following recipients cannot be delivered",)),
    System(
        "Domino",
        subject=("delivery failure", "delivery failure:", "zustellfehler", "échec de distribution", "配信不能"),
        opening=("was not delivered to:", "wurde nicht zugestellt an:", "n'a pas été remis à :", "no fue entregado a:"),
        listed=("was not delivered to:", "wurde nicht zugestellt an:", "n'a pas été remis à", "no fue entregado a:"),
    ),
    System(
        "Lotus Notes",
        opening=("------- failure reasons",),
        original=("------- returned message",),
        listed=("------- failure reasons",),
    ),
    System("GroupWise", opening=("the message that you sent was undeliverable to the following",)),
    System(
        "Sun, Oracle, PMDF",
        opening=("this report relates to a message you sent with the following header fields",),
        recipient=(line(r"^\s*original address:\s*ADDRESS"), line(r"^\s*recipient address:\s*(?:@\S+:)?ADDRESS")),
    ),
    System(
        "Netscape, Mercury, KDDI",
        opening=("the following recipients did not receive", "message was undeliverable due to the following reason"),
        listed=("the following recipients did not receive",),
    ),
    System("IMail", field=(("x-mailer", "<smtp32"),), original=("original message follows",)),
    System("IMail", subject=("undeliverable mail",), opening=("original message follows",)),
    System("MDaemon", opening=("the attached message had permanent fatal delivery errors",)),
    System("MDaemon, warning", opening=("the attached message had transient",), action="delayed"),
    System("hMailServer", opening=("your message did not reach some or all of the intended recipients",)),
    System("Kerio", opening=("your mail message to the following address(es) could not be delivered",)),
    System("CommuniGate", opening=("failed to deliver to",), recipient=(line(r"failed to deliver to\s+'?ADDRESS"),)),
    System("James", opening=("this message generated by apache james", "hi. this is the james mail server at")),
    System(
        "XMail",
        opening=("[<00>] xmail bounce",),
        recipient=(line(r"^\[<02>\].*\[ADDRESS\]"), line(r"^\[<0[0-9]>\].*rcpt=\[ADDRESS\]")),
    ),
    System(
        "Smail, T-Online",
        opening=("failed addresses follow:",),
        listed=("|------------------------- failed addresses follow",),
    ),
    System(
        "X.400",
        opening=("diagnostic was unable to transfer", "this report relates to your message:"),
        listed=("your message was not delivered to",),
    ),
    System("SmarterMail", opening=("could not deliver message to the following recipient(s)",)),
    System("JetMail", opening=("your mail cannot be delivered to the following address",)),
    System("phquery", opening=("error detail (phquery",), original=("--------unsent message below",)),
    System(
        "FML, not a member",
        field=(("message-id", ".fml"),),
        subject=("not member", "not a member", "reject"),
        recipient=(line(r"<ADDRESS>\s*[.。]?\s*$"),),
        reason=FailureReason.POLICY,
    ),
    System(
        "FML",
        field=(("message-id", ".fml"),),
        subject=("loop", "warning", "error", "alert", "notice"),
        recipient=(line(r"<ADDRESS>\s*[.。]?\s*$"),),
    ),
    System(
        "Dovecot",
        opening=("was automatically rejected",),
        recipient=(line(r"message to ADDRESS was automatically rejected"),),
    ),
    System("Cyrus", opening=("your message was automatically rejected by sieve",)),
    System("LSMTP, Listserv", opening=("error-for:",), recipient=(line(r"^\s*error-for:\s*ADDRESS"),)),
    System("Exchange 5.5, 2000, 2003", opening=("did not reach the following recipient(s):",)),
    System(
        "Exchange 2000, 2003",
        opening=("the following recipient(s) could not be reached:", "the following recipient(s) cannot be reached:"),
    ),
    System(
        "Exchange, German",
        opening=("empfänger nicht erreicht:", "die folgenden empfänger konnten nicht erreicht werden"),
    ),
    System("Exchange, pickup", opening=("this is an automatically generated delivery status notification",)),
    System(
        "Office 365",
        opening=(
            "generating server:",
            "generierender server:",
            "serveur de génération",
            "genererende server",
            "生成服务器",
            "生成サーバー",
        ),
    ),
    System("vpopmail, X2", opening=("unable to deliver message to the following address",)),
    System("X6", opening=("we had trouble delivering your message. full details follow",)),
    System("X1", opening=("---the following addresses had delivery errors---",)),
)

SYSTEMS: tuple[System, ...] = (*FILTERS, *PROVIDERS, *SERVERS)
