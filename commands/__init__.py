"""The bodies of the commands that `cli.py` lists, a module for each group."""
