"""A trace as JSON, versioned."""

from __future__ import annotations

import dataclasses
import json

from rules.model import Trace


def to_json(trace: Trace) -> str:
    """The stored form."""
    return json.dumps(dataclasses.asdict(trace), ensure_ascii=False, separators=(",", ":"), default=str)
