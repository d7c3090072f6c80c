"""The one table of reasons: why something was held, refused, set aside, not answered or alarmed.

Takes nothing; gives `REASONS`, a row a code, and `reason(code)`.
Never worded twice: log, database, command line, mails and docs read it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Who needs to know: nobody, whoever looks, or the operators at once."""

    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Reason:
    """`operator`: exact words for people who run the desk; `customer`: generic words, "" where they never see it."""

    code: str
    gravity: Gravity
    operator: str
    customer: str


_N, _W, _A = Gravity.NOTICE, Gravity.WARNING, Gravity.ALARM

REASONS: tuple[Reason, ...] = (
    # why an intake row was set aside
    Reason("oversize", _W, "the mail is larger than the limit; only its headers were fetched", ""),
    Reason("parser_killed", _A, "the parser child was killed by this mail three times", ""),
    Reason("parser_timeout", _A, "reading this mail took longer than its limit three times", ""),
    Reason("attempts_exhausted", _A, "working on this mail alone ended in a crash three times", ""),
    Reason("before_start", _N, "it lay in the folder before the desk started (setting `start`)", ""),
    Reason("dropped_by_operator", _N, "an operator dropped it", ""),
    Reason("oversize_dropped", _N, "an operator dropped it; it was over the limit: only its headers were fetched", ""),
    Reason("own_mail", _N, "our own mail came back", ""),
    Reason("automatic_reply", _N, "an automatic reply to our own mail", ""),
    Reason("delivery_report", _N, "a delivery report on our own mail", ""),
    Reason("ignored_by_rule", _N, "a rule of the policy says that such mail opens no ticket", ""),
    Reason("quarantined_by_rule", _W, "a rule of the policy wants a person to look at the mail first", ""),
    Reason("survey_answer", _N, "the answer to a survey", ""),
    Reason("survey_stopped", _N, "the wish to be asked no more", ""),
    # why no acknowledgement was sent
    Reason("origin_automatic", _N, "the mail was written by a program", ""),
    Reason("origin_list", _N, "the mail came over a mailing list", ""),
    Reason("null_sender", _N, "the mail has the null sender and takes no answer", ""),
    Reason("no_reply_address", _N, "the sender has no address that may be written to", ""),
    Reason("answer_unwanted", _N, "the sender asked for no automatic answer", ""),
    Reason("too_old", _N, "the mail was delivered too long ago to be acknowledged", ""),
    Reason("sending_off", _N, "nothing is to be sent for this mail (import)", ""),
    Reason("sender_capped", _N, "the sender has had too many automatic mails today", ""),
    Reason("address_suppressed", _N, "an earlier mail to this address failed for good", ""),
    Reason("sender_is_ours", _N, "the address is one of ours", ""),
    Reason("unverified_sender", _N, "the mail joined the ticket without proof of who wrote it", ""),
    Reason("not_addressed_to_us", _N, "no To or Cc names us (a blind copy)", ""),
    Reason("evidence_failed", _N, "the mail server says that the sender is forged", ""),
    Reason("kept_back_by_rule", _N, "a rule of the policy keeps the acknowledgement back", ""),
    Reason("answered_elsewhere", _N, "the same mail came to another mailbox, whose ticket answers for it", ""),
    # what became of an agent's mail
    Reason("agent_doubted", _W, "a mail in an agent's name was not believed; the agent was told", ""),
    Reason("agent_refused", _N, "an agent's mail was refused; the agent was told what was not clear", ""),
    Reason("agent_twin", _N, "an agent's mail came to another mailbox too, and was worked on there", ""),
    Reason("agent_said_yes_before", _N, "what was held has been let go before", ""),
    Reason(
        "agents_forged", _A, "many mails in an agent's name were not believed; the agent is told of no more today", ""
    ),
    # why an act was refused
    Reason("ticket_unknown", _N, "there is no such ticket", ""),
    Reason("ticket_merged", _N, "the ticket was merged into another one: act on that", ""),
    Reason("agent_unknown", _N, "there is no such agent, or they no longer work here", ""),
    Reason("status_forbids", _N, "the ticket's status does not allow it: reopen it first", ""),
    Reason("nothing_to_change", _N, "everything is already as asked", ""),
    Reason("queue_unknown", _N, "no queue of that name is in the policy", ""),
    Reason("text_empty", _N, "there is no text", ""),
    # what the operators are alarmed about
    Reason("imap_login_refused", _A, "the IMAP server refuses the login", ""),
    Reason("imap_secret_missing", _A, "there is no password or token to log in with at the IMAP server", ""),
    Reason("imap_unreachable", _A, "the IMAP server cannot be reached", ""),
    Reason("imap_certificate", _A, "the IMAP server's certificate is not valid", ""),
    Reason("imap_folder_missing", _A, "the folder does not exist on the IMAP server", ""),
    Reason("imap_protocol", _A, "the IMAP server answers garbage", ""),
    Reason("imap_insecure", _A, "the IMAP server offers no encryption, or somebody meddles with its start", ""),
    Reason("imap_not_fetched", _A, "the IMAP server lists a mail but does not give it", ""),
    Reason("imap_action_failed", _W, "the mail could not be moved or marked on the server", ""),
    Reason("smtp_login_refused", _A, "the SMTP server refuses the login; mails are kept", ""),
    Reason("smtp_secret_missing", _A, "there is no password or token for the SMTP server; mails are kept", ""),
    Reason("smtp_sender_refused", _A, "the SMTP server refuses our sender address; mails are kept", ""),
    Reason("smtp_unreachable", _A, "the SMTP server cannot be reached", ""),
    Reason("smtp_certificate", _A, "the SMTP server's certificate is not valid", ""),
    Reason("smtp_refused", _A, "the SMTP server refuses to work with us; mails are kept", ""),
    Reason("mail_rejected", _W, "the recipient's server refused the mail for good", ""),
    Reason("mail_uncertain", _W, "the connection broke after the mail was handed over: it may have arrived", ""),
    Reason("database_full", _A, "the disk or the database is full; polling has stopped", ""),
    Reason("database_readonly", _A, "the database cannot be written; polling has stopped", ""),
    Reason("database_gone", _A, "the database file is gone or was replaced", ""),
    Reason("database_locked", _A, "another program holds the database for too long; polling has stopped", ""),
    Reason("database_unreachable", _A, "the database server cannot be reached; polling has stopped", ""),
    Reason("clock_jumped", _A, "the clock jumped by more than an hour; timers were held for a moment", ""),
    Reason("event_failed", _A, "a timer or a delivery report could not be worked on; see the log", ""),
    Reason("mails_quarantined", _A, "mails were set aside and need a human (supportd intake list)", ""),
    Reason("mails_uncertain", _W, "of some mails nobody knows whether they arrived (supportd outbox list)", ""),
    Reason("intake_stalled", _A, "mail waits longer than 15 minutes to be worked on", ""),
    Reason("outbox_stalled", _A, "mail that could leave has waited longer than 30 minutes", ""),
    Reason("policy_refused", _A, "the new policy has errors; the old one stays", ""),
    Reason("promise_breaking", _A, "a promise to a customer breaks, and nobody has taken the ticket", ""),
    Reason("long_overdue", _A, "promises broke more than a day ago, while nothing watched them", ""),
    Reason("survey_bad", _A, "a customer was asked how it was, and it was bad", ""),
    Reason("nobody_on_duty", _A, "a ticket climbed to a team of which nobody is on duty", ""),
    Reason("worker_died", _A, "a worker ended unexpectedly; the daemon stops", ""),
)

_BY_CODE = {row.code: row for row in REASONS}


def reason(code: str) -> Reason:
    """The row of a code; KeyError for a code that is not in the table (our bug)."""
    return _BY_CODE[code]
