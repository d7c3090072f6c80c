# The calls storage/dialect.py makes; the module mirrors the interpreter's own sqlite3.
from sqlite3 import Connection as Connection
from sqlite3 import connect as connect

sqlite_version_info: tuple[int, int, int]
