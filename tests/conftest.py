"""What every test may ask for by name.

Takes nothing; gives the fixtures of the real servers, and the check that both databases run the same tests.
Never holds a fixture itself: those live beside what they make.
"""

from __future__ import annotations

pytest_plugins = ["tests.servers.fixtures", "tests.servers.parity"]
