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
PHONE = "+49 30 5550 100"
GONE = "frank@gone.test"


@dataclass(frozen=True, slots=True)
class Expected:
    """What has to come of a story: a ticket of its own (`opens`), or that of another story (`joins`, its key).

    `says`: words that the acknowledgement has to hold. `bounces`: the acknowledgement comes back, and the desk knows.
    """

    opens: bool
    joins: str = ""
    acknowledged: bool = False
    tier: str = ""
    priority: str = ""
    says: str = ""
    bounces: bool = False
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
    Story("html", "an HTML mail", "bob@shop.test", "The red button", "",
          Expected(opens=True, acknowledged=True, tier="silver"), html=_HTML),
    Story("japanese", "a mail in Japanese", "yuki@tea.test", "請求書について",
          "お世話になっております。\n先月の請求書をもう一度送っていただけますか。\n\n由紀\n",
          Expected(opens=True, acknowledged=True, tier="silver")),
    Story("file", "a mail with a file", "carla@print.test", "Wrong colours on page 2",
          "Hello,\n\nsee the attached page: the colours are wrong.\n\nCarla\n",
          Expected(opens=True, acknowledged=True, tier="silver"), file="page-2.pdf"),
    Story("german", "an urgent mail in German", "dirk@werk.test", "Dringend: Anmeldung geht nicht",
          "Guten Tag,\n\nniemand bei uns kann sich anmelden, bitte dringend helfen.\n\nDirk\n",
          Expected(opens=True, acknowledged=True, tier="gold", says="danke für Ihre E-Mail", note="answered in German"),
          headers=(("Content-Language", "de"),)),
    Story("outage", "an outage, platinum contract", "olivia@bigcorp.test", "Outage: production is down",
          "Everything is down since 9:40, no order goes through. Please help at once.\n\nOlivia\n",
          Expected(opens=True, acknowledged=True, tier="platinum", priority="urgent", says=PHONE,
                   note="told the phone line")),
    Story("list", "a mailing list's mail", "news@lists.test", "[garden-talk] Weekly digest",
          "What the list wrote about this week.\n",
          Expected(opens=True, tier="silver", note="lists get no answer"),
          headers=(("List-Id", "Garden talk <talk.lists.test>"), ("Precedence", "list"))),
    Story("gone", "a mail from a dead mailbox", GONE, "Please call me back",
          "Hello, please call me back.\n\nFrank\n",
          Expected(opens=True, tier="silver", bounces=True, note="the answer bounced: no more of them")),
    Story("stranger", "a stranger's shouting", "eve@street.test", "URGENT!!! production down!!!",
          "Urgent! Everything is down!\n",
          Expected(opens=True, acknowledged=True, tier="gold", note="words alone make nobody platinum")),
    Story("reply", "a reply to the acknowledgement", "ann@garden.test", "",
          "Thank you. It is for order 4711, by the way.\n",
          Expected(opens=False, joins="plain", note="joined its ticket"), after="plain"),
    Story("vacation", "a robot's vacation note", "bob@shop.test", "",
          "I am away until Monday.\n",
          Expected(opens=False, joins="html", note="robots get no answer"), after="html",
          headers=(("Auto-Submitted", "auto-replied"),)),
    Story("twice", "the same mail once more", "carla@print.test", "Wrong colours on page 2", "",
          Expected(opens=False, joins="file", state="duplicate", note="known to be a copy"), after="file", again=True),
)  # fmt: skip

STORIES_BY_KEY: Mapping[str, Story] = {story.key: story for story in STORIES}


def message_id(story: Story) -> str:
    """The Message-ID of a story's mail, without brackets; a mail that is sent again keeps the one it had."""
    key = story.after if story.again else story.key
    return f"{key}.demo@{story.sender.rpartition('@')[2]}"


def write(story: Story, date: datetime, parent: Mapping[str, str]) -> bytes:
    """The mail of a story. `parent`: headers of the acknowledgement it answers, in lower case ({} for a new mail)."""
    mail = EmailMessage()
    mail["From"] = story.sender
    mail["To"] = parent.get("reply-to") or SUPPORT
    mail["Subject"] = story.subject or f"Re: {parent['subject']}"
    mail["Date"] = format_datetime(date)
    mail["Message-ID"] = f"<{message_id(story)}>"
    if parent:
        mail["In-Reply-To"] = parent["message-id"]
        mail["References"] = parent["message-id"]
    if story.html:
        mail.set_content(story.html, subtype="html")
    else:
        mail.set_content(story.text)
    if story.file:
        content = b"%PDF-1.4\n% a page with the wrong colours\n%%EOF\n"
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=story.file)
    # Last: setting the content takes away what a mail said of its content before.
    for name, value in story.headers:
        mail[name] = value
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
