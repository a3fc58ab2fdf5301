"""The immutable picture of one race that every answer comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from knowledge.model import Entity, RaceFacts, Source, Statement


@dataclass(frozen=True)
class Snapshot:
    """A race's facts as of one revision.

    Attributes:
        facts: all that the revision holds.
        content_hash: sha256 over the facts in canonical form; equal facts have equal hashes.
        hidden: ids of statements that curators hid, on top of those hidden in the files.
    """

    facts: RaceFacts
    content_hash: str
    hidden: frozenset[str] = frozenset()

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Give the statements that may answer, by id: neither hidden nor deprecated."""
        return MappingProxyType(
            {
                s.id: s
                for s in self.facts.statements
                if not s.hidden and s.id not in self.hidden and s.rank != "deprecated"
            }
        )

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Give every entity by its id."""
        return MappingProxyType({e.id: e for e in self.facts.entities()})

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Give every source by its id."""
        return MappingProxyType({s.id: s for s in self.facts.sources})


def content_hash(facts: RaceFacts) -> str:
    """Hash the facts: sha256 in hex over their canonical JSON."""
    return hashlib.sha256(facts.model_dump_json().encode()).hexdigest()


def snapshot_of(facts: RaceFacts, hidden: Collection[str] = ()) -> Snapshot:
    """Take the picture of checked facts."""
    return Snapshot(facts, content_hash(facts), frozenset(hidden))
