"""What every test may ask for by name.

Takes nothing; gives the fixtures of the real servers, and the check that both databases run the same tests.
Never holds a fixture itself: those live beside what they make.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long a property takes says how busy the machine is; what may take how long is measured in test_linear.py.
settings.register_profile("supportd", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("supportd")

pytest_plugins = ["tests.servers.fixtures", "tests.servers.parity"]
