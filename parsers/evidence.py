"""What the mail server says about a sender: RFC 8601, believed by position, never by presence (A05).

Takes a Mail, the authserv-id that counts and how many Received fields our own servers add; gives pass, fail or none.
Never believes a field that a sender could have written, and never more about a mail than about its author's domain.

Which field counts. A delivery over two hops of our own, SMTP in and LMTP on, looks like this, top first:

    Received: by mx.corp.example with LMTP             our own hop        1
    Authentication-Results: mx.corp.example; …         one field above
    Received: from stranger by mx.corp.example (SMTP)  our own border     2
    … whatever the stranger wrote …                    two fields above

With `trusted_hops` = 2 fields with fewer than two Received above them are our servers' work; the first that
stands below both may be a stranger's. So a field counts when `received_above < trusted_hops`, and of those
only the topmost with our authserv-id: a later, outer verdict is the one that knows the most.
A server that writes its verdict below its own border Received (Gmail, some milters) needs one hop more than
it has; that is sound only where it removes foreign fields with its id, as RFC 8601 section 5 demands.
Microsoft 365 names no server in its fields; `parsers.microsoft365` says how they are told from a stranger's.
"""

from __future__ import annotations

from parsers import microsoft365
from parsers.authresults import Verdict, results, verdict
from parsers.mail import Mail


def evidence(mail: Mail, source: str, trusted_hops: int) -> Verdict:
    """What the server named `source` says about this mail's author; "none" where it says nothing that counts.

    `source`: an authserv-id, "microsoft365", or "none".
    """
    source = source.lower()
    if source in ("", "none"):
        return "none"
    if source == microsoft365.SOURCE:
        return microsoft365.evidence(mail, trusted_hops)
    for field in mail.authentication:
        if field.received_above < trusted_hops:
            read = results(field.value)
            if read is None and source in field.value.lower():  # a later verdict, and none that can be read
                return "none"
            if read is not None and read.server == source:
                return verdict(read.results, mail.author)
    return "none"
