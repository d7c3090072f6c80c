"""bytes ⇄ meaning.

Takes raw bytes or drafts; gives frozen values or bytes; never does I/O, asks the time or rolls dice.
"""
