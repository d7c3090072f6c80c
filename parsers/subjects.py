"""Subjects without what programs put in front of them (RFC 5256 2.1).

Takes a decoded subject; gives what the person wrote. Never changes the subject itself.
"""

from __future__ import annotations


def base(subject: str) -> str:
    """`subject` without reply and forward prefixes of any language and our own mark."""
    return subject
