"""What of a link is told beside its text.

Takes the target and the text of a link; gives the target as it is shown, "" when the text says it already.
Never opens a link.
"""

from __future__ import annotations

# Longer ones carry data, not a place anybody could type.
_LONGEST = 2000
_SHOWN = ("http://", "https://", "mailto:", "ftp://", "tel:", "sms:", "xmpp:", "skype:")
_BARE = ("https://", "http://", "mailto:", "tel:", "ftp://")


def target(href: str, text: str) -> str:
    """The target where it tells a reader more than `text` does. A link without a text leads nowhere for a reader."""
    text = " ".join(text.split())
    href = href.strip()
    if not text or len(href) > _LONGEST or not href.lower().startswith(_SHOWN):
        return ""
    place = _bare(href)
    if not place or place.lower() in _bare(text).lower():
        return ""
    shown = "".join(href.split())
    return shown[7:].partition("?")[0] if shown.lower().startswith("mailto:") else shown


def _bare(link: str) -> str:
    """A link without the parts that people leave out."""
    lower = link.lower()
    for scheme in _BARE:
        if lower.startswith(scheme):
            link = link[len(scheme) :]
            if scheme == "mailto:":
                link = link.partition("?")[0]
            break
    return link.removeprefix("www.").rstrip("/ ")
