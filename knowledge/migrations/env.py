"""What Alembic runs for each command: on the connection it is given, or on that of DATABASE_URL for developers."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from knowledge.database import engine_for, writing
from knowledge.tables import Table


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    engine = engine_for(os.environ.get("DATABASE_URL"))
    with writing(engine, foreign_keys="OFF") as own:
        _run(own)
    engine.dispose()
