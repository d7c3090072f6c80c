"""A step the program of tomorrow might take: a column, by copying the table, with children hanging on it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    with op.batch_alter_table("contact", recreate="always" if sqlite else "never") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=False, server_default="blue"))
