"""Calendar parts as people read them (RFC 5545, RFC 5546).

Takes leaves of the MIME tree; gives each event in one readable line. Never expands a recurrence (A51).
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.decoding import Decoder
from parsers.mail import Invitation
from parsers.tree import Part


def read(decoder: Decoder, leaves: Sequence[Part]) -> tuple[Invitation, ...]:
    """The events of every calendar part, in order."""
    return ()
