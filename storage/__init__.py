"""The memory: tables, transactions, ledger, working set, outbox, timers.

Takes values of `rules.model` and `now`; gives them back. Never opens a socket, asks the time or decides anything.
"""
