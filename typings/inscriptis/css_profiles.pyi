from typing import Any

CSS_PROFILES: dict[str, dict[str, Any]]
