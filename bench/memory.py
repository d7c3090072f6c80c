"""How much memory a tree of processes holds.

Takes a process id; gives the proportional set size (PSS) of it and all its descendants, in bytes.
Never counts shared pages twice.
"""

from __future__ import annotations

from pathlib import Path

_KIB = 1024


def tree_pss(pid: int) -> int:
    """The PSS of `pid` and its descendants; processes that end meanwhile count nothing."""
    return sum(_pss(each) for each in _tree(pid))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in _children_files(pid):
        for child in task.split():
            found.extend(_tree(int(child)))
    return found


def _children_files(pid: int) -> list[str]:
    texts = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            texts.append(file.read_text())
        except OSError:
            continue
    return texts


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KIB for line in lines if line.startswith("Pss:"))
