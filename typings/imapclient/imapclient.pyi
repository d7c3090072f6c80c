# A helper of IMAPClient 4.1 that the IDLE fix needs.
from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

def require_capability(capability: str) -> Callable[[_F], _F]: ...
