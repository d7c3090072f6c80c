from typing import Any

def parse_fetch_response(
    text: list[Any], normalise_times: bool = True, uid_is_key: bool = True
) -> dict[int, dict[bytes, Any]]: ...
