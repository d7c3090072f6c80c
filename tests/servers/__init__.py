"""Real mail and database servers for the tests: Debian's own packages, on loopback, each in its own temporary folder.

Takes nothing but the installed programs; gives running servers as context managers and pytest fixtures (`fixtures.py`).
Never touches an installed server's own configuration, never starts a service, never leaves a process behind.
"""
