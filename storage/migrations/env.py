"""What Alembic executes for every command: one connection, one transaction, both handed in by `storage.migrate`.

Never opens a database of its own and never commits.
"""

from __future__ import annotations

from alembic import context

from storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite can alter little of a table: Alembic copies it instead.
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
