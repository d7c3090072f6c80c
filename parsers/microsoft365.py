"""What Microsoft 365 says about a sender: fields without an authserv-id, believed by where they stand (A05).

Takes a Mail and how many Received lines Microsoft adds at most; gives pass, fail or none.
Never believes a field for being there: anybody can write each of them. What nobody outside can write is a line above
the one by which Microsoft took the mail in. A mail from outside looks like this, top first:

    Received: from … by ….outlook.com / ….exchangelabs.com         inner hops: two or three
    Authentication-Results: spf=pass … smtp.mailfrom=…; dkim=…     the verdict, right above
    Received: from stranger by ….mail.protection.outlook.com       the border
    … whatever the stranger wrote, such lines included …

So the topmost Received line by a border host is the border; every line above it has to be Microsoft's own, and the one
verdict that counts stands right above it. Verdicts further down, X-MS-Exchange-Authentication-Results and anything
that says "AuthAs: Internal" below a border are a stranger's words.

A mail written inside the company passes no border and has no verdict. It counts as proven when all its Received lines
are inner hops and fewer than a stranger's mail could have without a border among them, and X-MS-Exchange-Organization-
AuthAs says Internal; a stranger's mail has the border line that Microsoft itself puts on top of what he wrote.
"""

from __future__ import annotations

from parsers.authresults import Result, Verdict, results, verdict
from parsers.mail import Mail

SOURCE = "microsoft365"
_BORDER = (".protection.outlook.com", ".protection.office365.us", ".protection.partner.outlook.cn")
_INNER = (
    ".outlook.com", ".office365.com", ".exchangelabs.com", ".office365.us", ".exchangelabs.us", ".outlook.cn",
)  # fmt: skip
_INTERNAL = "x-ms-exchange-organization-authas"


def evidence(mail: Mail, trusted_hops: int) -> Verdict:
    """What Microsoft says of the author; "none" where the lines are not as Microsoft alone can have written them."""
    hosts = [_host(value) for name, value in mail.headers if name == "received"]
    border = next((place for place, host in enumerate(hosts) if host.endswith(_BORDER)), None)
    inner = hosts[:border]
    if not all(host.endswith(_INNER) for host in inner):
        return "none"
    if border is None:
        return _written_inside(mail, len(hosts), trusted_hops)
    if border >= trusted_hops:
        return "none"
    for field in mail.authentication:
        if field.received_above == border:
            read = results(field.value)
            return "none" if read is None or read.server else _weighed(read.results, mail.author)
    return "none"


def _weighed(found: tuple[Result, ...], author: str | None) -> Verdict:
    """The verdict, but a failed DMARC that Microsoft outvoted, for a forwarder it knows, says nothing either way."""
    said = verdict(found, author)
    outvoted = any(result.method == "compauth" and result.result == "pass" for result in found)
    return "none" if said == "fail" and outvoted else said


def _written_inside(mail: Mail, hops: int, trusted_hops: int) -> Verdict:
    words = [value.lower() for name, value in mail.headers if name == _INTERNAL]
    return "pass" if mail.author is not None and 0 < hops <= trusted_hops and words == ["internal"] else "none"


def _host(received: str) -> str:
    """The host behind the "by" of a Received line, in lower case; "" where a name the stranger gave says "by" too."""
    words = received.replace("(", " ").replace(")", " ").lower().split()
    if words.count("by") != 1 or words[-1] == "by":
        return ""
    return words[words.index("by") + 1].rstrip(";")
