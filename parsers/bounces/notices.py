"""Ids in the JSON notices of Amazon SES, SNS and services that copied them.

Takes the text of a notice; gives the Message-IDs of the mail it speaks of.
Never raises on broken JSON; what cannot be read says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parsers import ids

_DEEPEST = 8
_LONGEST = 256 * 1024
_HEADER_LISTS = ("headers", "originalHeaders")


def original_ids(text: str) -> tuple[str, ...]:
    """What `commonHeaders.messageId` or a Message-ID among `headers` says, then SES's own `messageId`."""
    start = text.find("{", 0, _LONGEST)
    if start < 0 or ("essageId" not in text and "essage-" not in text):
        return ()
    document = _document(text[start : start + _LONGEST])
    found = [*_of_headers(document, _DEEPEST), *_own(document, _DEEPEST)]
    known = dict.fromkeys(ids.sane(value.strip().strip("<>").encode("utf-8", "replace")) for value in found)
    return tuple(identifier for identifier in known if identifier is not None)


def _document(text: str) -> object:
    """The JSON that `text` opens with; line breaks that were put into it on the way go."""
    text = text.replace("!\n ", "").replace("\n", "")
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _of_headers(value: object, depth: int) -> Iterator[str]:
    for node in _nodes(value, depth):
        common = node.get("commonHeaders")
        if isinstance(common, dict) and isinstance(common.get("messageId"), str):
            yield common["messageId"]
        for name in _HEADER_LISTS:
            for header in _listed(node.get(name)):
                if str(header.get("name")).lower() == "message-id" and isinstance(header.get("value"), str):
                    yield header["value"]


def _own(value: object, depth: int) -> Iterator[str]:
    for node in _nodes(value, depth):
        if isinstance(node.get("messageId"), str):
            yield node["messageId"]


def _listed(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in `value`, also in a string that holds JSON (SNS wraps SES so)."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from _nodes(inside, depth - 1)
    elif isinstance(value, list):
        for inside in value:
            yield from _nodes(inside, depth - 1)
    elif isinstance(value, str) and value.startswith("{"):
        yield from _nodes(_document(value), depth - 1)
