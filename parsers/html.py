"""HTML to text, and HTML made safe to show; the only module that touches nh3.

Takes HTML as text; gives text with its layout and what its marks say, or HTML from which everything active is gone.
Never fetches anything. nh3 is loaded when a person looks, never on the way in.
"""

from __future__ import annotations

import html as entities

from parsers.limits import LIMITS
from parsers.markup.elements import VOID
from parsers.markup.layout import Laid, lay_out

_DEEPEST = 1000
# Elements that nobody has to close.
_CLOSED_BY_THEMSELVES = VOID | frozenset("p li dt dd tr td th thead tbody tfoot option colgroup".split())


def laid_out(html: str) -> Laid:
    """What a reader of `html` sees, with tables and lists laid out, and which of it its structure marks."""
    return lay_out(html[: LIMITS.html])


def without_pictures(html: str) -> str:
    """`html` without the pictures that are written into it (`src="data:…"`): they fill the cap and say nothing."""
    for opening in ('"data:', "'data:"):
        kept: list[str] = []
        place = 0
        while (start := html.find(opening, place)) >= 0:
            end = html.find(opening[0], start + 1)
            if end < 0:
                break
            kept.append(html[place : start + 1])
            place = end
        html = "".join(kept) + html[place:]
    return html


def to_text(html: str) -> str:
    """As `laid_out`, only the text."""
    return laid_out(html).text


def safe_html(html: str) -> str:
    """`html` for a browser: no script, style, form, frame or image, links only to web and mail (A44–A46).

    Styles go, so what they hid is seen. What nests absurdly deep is shown as its text.
    """
    import nh3  # heavy, and only wanted when shown

    html = html[: LIMITS.html]
    if _is_deep(html):
        return f"<pre>{entities.escape(to_text(html))}</pre>"
    tags = nh3.ALLOWED_TAGS - {"img", "area", "map"}
    return nh3.clean(html, tags=tags, url_schemes={"http", "https", "mailto"})


def _is_deep(html: str) -> bool:
    """Whether more elements stand open at once than any program writes: a tree of them takes time for each level."""
    if html.count("<") <= _DEEPEST:
        return False
    depth = 0
    for piece in html.split("<"):
        if piece.startswith("/"):
            depth = max(0, depth - 1)
        elif piece[:1].isalpha() and _name(piece) not in _CLOSED_BY_THEMSELVES:
            depth += 1
            if depth > _DEEPEST:
                return True
    return False


def _name(piece: str) -> str:
    name = piece[:12].partition(">")[0].partition(" ")[0].rstrip("/").lower()
    return name.strip()
