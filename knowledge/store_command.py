"""`python -m knowledge load`: make the files a revision in the database."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge import files
from knowledge.database import engine_for, migrate
from knowledge.revisions import Served
from knowledge.store import Store


def load_command(directory: Path, race_id: str | None = None) -> int:
    """Take one race's files into the database at DATABASE_URL, print one line, give the exit status.

    Raises:
        KnowledgeError: the files do not hold up, or the database cannot be used.
    """
    facts = files.load(files.race_folder(directory, race_id))
    engine = engine_for(os.environ.get("DATABASE_URL"))
    try:
        migrate(engine)
        served = Store(engine).serve(facts, by="knowledge load", reason="loaded from the files")
    finally:
        engine.dispose()
    print(_line(served))
    return 0


def _line(served: Served) -> str:
    revision = served.revision
    what = f"{revision.race_id}: revision {revision.id}"
    if served.outcome == "curators revision kept":
        return f"{what} was put in force by a curator and goes on serving; the files differ and were not taken."
    size = f"{len(served.snapshot.facts.statements)} statements, content {revision.content_hash[:12]}"
    if served.outcome == "unchanged":
        return f"{what} is in force and says what the files say ({size})."
    return f"{what} is new and in force ({size})."
