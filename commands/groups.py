"""What reports count by: options and reports share the words.

Takes nothing; gives `By`. Apart from both, so that the command line starts without what a report needs.
"""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What a report counts by."""

    TIER = "tier"
    TEAM = "team"
    AGENT = "agent"
    ACCOUNT = "account"
    MONTH = "month"
