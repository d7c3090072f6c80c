"""What the elements of HTML do to the lines of a text: the table.

Takes nothing; gives `ELEMENTS`, a row an element that breaks a line, and the names of those that never close.
Never knows what mail programs mean by them; `parsers.markup.marks` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Element:
    """An element that stands on lines of its own. `margin`: a blank line goes before and after it.

    `indent`: put before each of its lines.
    """

    names: str
    margin: bool = False
    indent: str = ""


ELEMENTS: tuple[Element, ...] = (
    Element("p h1 h2 h3 h4 h5 h6 blockquote pre xmp listing plaintext dl figure hr", margin=True),
    Element("html head body frameset noframes center div address article aside header footer main nav section hgroup"),
    Element("form fieldset legend details summary dialog search menu dir figcaption caption dt option optgroup"),
    Element("ul ol li table thead tbody tfoot tr td th colgroup includetail signature"),
    Element("dd", indent="  "),
)

BLOCKS: Mapping[str, Element] = {name: row for row in ELEMENTS for name in row.names.split()}

# Their start tag is all of them.
VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
# Blanks and line ends in them are the author's.
LITERAL = frozenset("pre xmp listing plaintext".split())
