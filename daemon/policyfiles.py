"""The policy folder as text.

Takes the folders `policy/` and `templates/`; gives the checked `Policy`, or every fault with file, line and column.
Never decides anything: what the texts mean is `rules.policy`'s business.
"""

from __future__ import annotations

from pathlib import Path

from rules.policy import Policy, PolicyFault, load


def read_texts(policy: Path, templates: Path) -> dict[str, str]:
    """Every file as {"policy/10-severity.toml": text, "templates/ack.txt": text, …}; OSError as it comes."""
    texts: dict[str, str] = {}
    for folder, shown, endings in ((policy, "policy", (".toml", ".ics")), (templates, "templates", (".txt", ".html"))):
        for path in sorted(folder.iterdir()):
            if path.suffix in endings and path.is_file():
                texts[f"{shown}/{path.name}"] = path.read_text(encoding="utf-8")
    return texts


def load_policy(policy: Path, templates: Path) -> Policy | tuple[PolicyFault, ...]:
    """The policy of two folders. A folder that cannot be read is a fault too, at line 0."""
    try:
        texts = read_texts(policy, templates)
    except (OSError, UnicodeDecodeError) as error:
        where = getattr(error, "filename", None) or str(policy)
        return (PolicyFault(str(where), 0, 0, f"cannot be read: {type(error).__name__}", ""),)
    return load(texts)
