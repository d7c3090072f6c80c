"""HTML to text, and HTML made safe to show; the only module that touches nh3.

Takes HTML as text; gives text with its layout and what its marks say, or HTML from which everything active is gone.
Never fetches anything. nh3 is loaded when a person looks, never on the way in.
"""

from __future__ import annotations

from parsers.limits import LIMITS
from parsers.markup.layout import Laid, lay_out


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

    Styles go, so what they hid is seen.
    """
    import nh3  # heavy, and only wanted when shown

    tags = nh3.ALLOWED_TAGS - {"img", "area", "map"}
    return nh3.clean(html[: LIMITS.html], tags=tags, url_schemes={"http", "https", "mailto"})
