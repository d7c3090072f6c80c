"""A pytest plugin: what runs on SQLite runs on PostgreSQL, and the other way round.

Takes the tests that ran; fails the session when the two databases did not run the same ones, and names what is missing.
Never judges a session that was narrowed on purpose (-k, -m, --lf, `file::test`) or broke off: there it only counts.
"""

from __future__ import annotations

import pytest

DATABASES = ("sqlite", "postgresql")


def database_of(node: str) -> tuple[str, str] | None:
    """(test without its database, database) of a node id such as `a.py::test_b[sqlite-3]`; None when it has none.

    >>> database_of("a.py::test_b[sqlite-3]")
    ('a.py::test_b[3]', 'sqlite')
    """
    name, bracket, parameters = node.partition("[")
    words = parameters.removesuffix("]").split("-")
    found = [word for word in words if word in DATABASES]
    if not bracket or len(found) != 1:
        return None
    words.remove(found[0])
    return f"{name}[{'-'.join(words)}]", found[0]


class Parity:
    """Remembers which tests ran on which database."""

    def __init__(self) -> None:
        self.ran: dict[str, set[str]] = {name: set() for name in DATABASES}
        self.narrowed = False

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.narrowed = self.narrowed or bool(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # Passed or failed, it ran; a skipped one did not.
        if report.when == "call" and not report.skipped and (known := database_of(report.nodeid)):
            test, database = known
            self.ran[database].add(test)

    def missing(self) -> list[str]:
        """One line a test that ran on one database only."""
        sqlite, postgresql = (self.ran[name] for name in DATABASES)
        return [f"{test}: not on PostgreSQL" for test in sorted(sqlite - postgresql)] + [
            f"{test}: not on SQLite" for test in sorted(postgresql - sqlite)
        ]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        chosen = self.narrowed or any("::" in argument for argument in session.config.args)
        if session.exitstatus == pytest.ExitCode.OK and not chosen and self.missing():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not any(self.ran.values()):
            return
        counts = " and ".join(f"{len(self.ran[name])} on {name}" for name in DATABASES)
        terminalreporter.write_line(f"database tests that ran: {counts}")
        for line in self.missing():
            terminalreporter.write_line(f"  {line}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Parity(), "supportd-parity")
