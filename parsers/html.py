"""HTML to text, and HTML made safe to show; the only module that touches inscriptis and nh3.

Takes HTML as text; gives text with its layout, or HTML from which everything active is gone.
Never fetches anything. nh3 is loaded when a person looks, never on the way in.
"""

from __future__ import annotations

import html as entities

from inscriptis import get_text
from inscriptis.model.config import ParserConfig
from lxml.etree import LxmlError

from parsers.limits import LIMITS

_LAYOUT = ParserConfig(display_links=False)
# Deeper or larger than this, laying it out takes seconds or gives nothing: the bare text serves.
_TAGS = 20_000
_SILENT = ("script", "style", "title", "head", "template", "noscript")
_BREAKING = frozenset("br p div tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote hr pre".split())


def to_text(html: str) -> str:
    """What a reader of `html` sees, with tables and lists laid out; its bare text where that cannot be had."""
    html = html[: LIMITS.html]
    if html.count("<") <= _TAGS:
        text = _laid_out(html)
        if text.strip():
            return text
    return bare_text(html)


def bare_text(html: str) -> str:
    """The text between tags, in one pass: what is left when a layout engine gives up."""
    kept: list[str] = []
    silent = ""
    for piece in html.split("<"):
        tag, closed, text = piece.partition(">")
        name = tag[:12].strip().partition(" ")[0].lower().rstrip("/")
        if not kept and not silent and not closed:
            kept.append(piece)
            continue
        if silent:
            if name != "/" + silent:
                continue
            silent = ""
        elif name in _SILENT:
            silent = name
            continue
        kept.append(("\n" if name.lstrip("/") in _BREAKING else "") + text)
    lines = entities.unescape("".join(kept)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def safe_html(html: str) -> str:
    """`html` for a browser: no script, style, form, frame or image, links only to web and mail (A44–A46)."""
    import nh3  # heavy, and only wanted when shown

    tags = nh3.ALLOWED_TAGS - {"img", "area", "map"}
    return nh3.clean(html[: LIMITS.html], tags=tags, url_schemes={"http", "https", "mailto"})


def _laid_out(html: str) -> str:
    try:
        return str(get_text(html, _LAYOUT))
    except (LxmlError, ValueError, RecursionError):  # lxml refuses the document; the bare text is left
        return ""
