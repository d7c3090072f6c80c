from typing import Any

class ParserConfig:
    def __init__(
        self,
        css: dict[str, Any] | None = None,
        display_images: bool = False,
        deduplicate_captions: bool = False,
        display_links: bool = False,
        display_anchors: bool = False,
        annotation_rules: dict[str, list[str]] | None = None,
        table_cell_separator: str = "  ",
    ) -> None: ...
