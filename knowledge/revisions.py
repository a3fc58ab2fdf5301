"""What the store gives back: plain, immutable, independent of any open database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.snapshot import Snapshot

Origin = Literal["files", "import", "address"]
Outcome = Literal["unchanged", "new revision", "curators revision kept"]
Action = Literal["put in force", "hidden", "shown again"]


@dataclass(frozen=True)
class RevisionInfo:
    """One stored state of a race's facts.

    Attributes:
        content_hash: as it was when the revision was stored.
        created_at: in UTC.
        origin: `files`, or what a curator brought in: an `import` or from an `address`.
        in_force: whether it was the one served when this was read.
    """

    id: int
    race_id: str
    content_hash: str
    created_at: datetime
    created_by: str
    origin: Origin
    reason: str
    in_force: bool


@dataclass(frozen=True)
class Served:
    """What is to be served after a start.

    Attributes:
        snapshot: the facts to answer from.
        revision: the revision that they are.
        outcome: `curators revision kept` means that the files say something else and were not taken.
    """

    snapshot: Snapshot
    revision: RevisionInfo
    outcome: Outcome

    @property
    def revision_id(self) -> int:
        """Give the revision's number."""
        return self.revision.id


@dataclass(frozen=True)
class Status:
    """What is in force, since when and through whom, and how much it is."""

    revision: RevisionInfo
    in_force_since: datetime
    put_in_force_by: str
    horizon: str
    closed: bool
    sources: int
    entities: int
    statements: int
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class Hidden:
    """A statement that a curator took out of all answers."""

    statement_id: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Change:
    """Something that somebody did to what is served."""

    at: datetime
    by: str
    action: Action
    revision_id: int | None
    statement_id: str | None
    reason: str
