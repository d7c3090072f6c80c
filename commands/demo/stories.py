"""The dozen mails of the demo, each a small story, and what has to come of it.

Takes nothing; gives `STORIES`, frozen rows, and `write`, which makes a story's mail as its sender's program would.
Never says how a mail is understood: expectations are held against what the desk answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

SUPPORT = "support@desk.test"
CUSTOMERS = (
    "ann@garden.test",
    "bob@shop.test",
    "yuki@tea.test",
    "carla@print.test",
    "dirk@werk.test",
    "olivia@bigcorp.test",
    "eve@street.test",
    "news@lists.test",
)
GONE = "frank@gone.test"


@dataclass(frozen=True, slots=True)
class Expected:
    """What has to come of a story: a ticket of its own (`opens`), or that of another story (`joins`, its key)."""

    opens: bool
    joins: str = ""
    acknowledged: bool = False
    tier: str = ""
    state: str = "processed"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One mail. `after`: the key of the story whose acknowledgement is answered (it is sent once that has arrived)."""

    key: str
    title: str
    sender: str
    subject: str
    text: str
    expected: Expected
    after: str = ""
    html: str = ""
    file: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    again: bool = False


_HTML = "<html><body><p>Hello,</p><p>the <b>red</b> button does <i>nothing</i> since the update.</p></body></html>"

STORIES: tuple[Story, ...] = (
    Story("plain", "a plain question", "ann@garden.test", "How do I change my delivery address?",
          "Hello,\n\nI moved last week. Where do I change my delivery address?\n\nAnn\n",
          Expected(opens=True, acknowledged=True, tier="silver")),
    Story("html", "an HTML mail", "bob@shop.test", "The red button",
          "", Expected(opens=True, acknowledged=True, tier="silver"), html=_HTML),
    Story("japanese", "a mail in Japanese", "yuki@tea.test", "請求書について",
          "お世話になっております。\n先月の請求書をもう一度送っていただけますか。\n\n由紀\n",
          Expected(opens=True, acknowledged=True, tier="silver")),
    Story("file", "a mail with a file", "carla@print.test", "Wrong colours on page 2",
          "Hello,\n\nsee the attached page: the colours are wrong.\n\nCarla\n",
          Expected(opens=True, acknowledged=True, tier="silver"), file="page-2.pdf"),
    Story("german", "a German mail about something that hurts", "dirk@werk.test", "Dringend: Anmeldung geht nicht",
          "Guten Tag,\n\nniemand bei uns kann sich anmelden, bitte dringend helfen.\n\nDirk\n",
          Expected(opens=True, acknowledged=True, tier="gold"), headers=(("Content-Language", "de"),)),
    Story("outage", "a critical outage, from an account with a platinum contract", "olivia@bigcorp.test",
          "Outage: production is down",
          "Everything is down since 9:40, no order goes through. Please help at once.\n\nOlivia\n",
          Expected(opens=True, acknowledged=True, tier="platinum")),
    Story("list", "a mailing list", "news@lists.test", "[garden-talk] Weekly digest",
          "What the list wrote about this week.\n", Expected(opens=True, tier="silver"),
          headers=(("List-Id", "Garden talk <talk.lists.test>"), ("Precedence", "list"))),
    Story("gone", "somebody whose mailbox does not exist", GONE, "Please call me back",
          "Hello, please call me back.\n\nFrank\n",
          Expected(opens=True, tier="silver", note="his acknowledgement bounces: noted, and never tried again")),
    Story("stranger", "a stranger who shouts", "eve@street.test", "URGENT!!! production down!!!",
          "Urgent! Everything is down!\n",
          Expected(opens=True, acknowledged=True, tier="gold", note="words alone make nobody platinum")),
    Story("reply", "a reply to the acknowledgement", "ann@garden.test", "",
          "Thank you. It is for order 4711, by the way.\n", Expected(opens=False, joins="plain"), after="plain"),
    Story("vacation", "a vacation responder", "bob@shop.test", "",
          "I am away until Monday.\n", Expected(opens=False, joins="html", note="kept with its ticket, and not answered: it was a robot"),
          after="html", headers=(("Auto-Submitted", "auto-replied"),)),
    Story("twice", "the same mail, delivered twice", "carla@print.test", "Wrong colours on page 2", "",
          Expected(opens=False, joins="file", state="duplicate"), after="file", again=True),
)  # fmt: skip


def write(story: Story, message_id: str, date: datetime, parent: Mapping[str, str]) -> bytes:
    """The mail of a story. `parent`: headers of the acknowledgement it answers, in lower case ({} for a new mail)."""
    mail = EmailMessage()
    mail["From"] = story.sender
    mail["To"] = parent.get("reply-to") or SUPPORT
    mail["Subject"] = story.subject or f"Re: {parent['subject']}"
    mail["Date"] = format_datetime(date)
    mail["Message-ID"] = f"<{message_id}>"
    if parent:
        mail["In-Reply-To"] = parent["message-id"]
        mail["References"] = parent["message-id"]
    for name, value in story.headers:
        mail[name] = value
    if story.html:
        mail.set_content(story.html, subtype="html")
    else:
        mail.set_content(story.text)
    if story.file:
        content = b"%PDF-1.4\n% a page with the wrong colours\n%%EOF\n"
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=story.file)
    return mail.as_bytes()
