"""The table of mail systems that say in their own words that a mail failed.

Takes nothing; gives `SYSTEMS`, asked from top to bottom.
"""

from __future__ import annotations

from parsers.bounces.systems import System

SYSTEMS: tuple[System, ...] = ()
