"""Questions about endorsements: who endorses a candidate, whom somebody endorses, and whether."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import compose
from bot.answering.facts import FactIndex
from bot.answering.say import listed
from bot.answering.timing import Scope
from bot.answering.types import Answer
from bot.answering.units import Reading, Unit
from knowledge import edtf
from knowledge.model import Organization, Person, Statement
from knowledge.snapshot import Snapshot

POSTS = frozenset(["senate", "congress-member", "governor", "alderman", "state-legislator", "mayor", "treasurer"])
_BESIDES = frozenset(["besides", "except", "apart", "aside", "beyond", "excluding"])


class Endorsements:
    """The endorsement statements of a snapshot, by endorser and by candidate."""

    def __init__(self, snapshot: Snapshot, index: FactIndex) -> None:
        self.snapshot = snapshot
        self.withdrawn = [f.statement for f in index.facts if f.statement.property == "endorsement-withdrawn"]
        withdrawn = {(s.subject, entity_id) for s in self.withdrawn for entity_id in s.object}
        self.statements = [
            f.statement
            for f in index.facts
            if f.statement.property == "endorsement"
            and not f.superseded
            and not any((f.statement.subject, entity_id) in withdrawn for entity_id in f.statement.object)
        ]
        self.candidates = {o for s in self.statements for o in s.object}
        self.candidates |= {f.statement.subject for f in index.facts if f.statement.property == "candidacy"}
        self._profile = index.profile
        self._backdrop = index.backdrop

    def reply(self, reading: Reading, scope: Scope | None, *, given: bool) -> Answer | None:
        """Answer a question about endorsements from its entities, or None where it is not so simple.

        Args:
            scope: the time that the question asks about.
            given: whether the question asks whom somebody endorses ("who did X back").
        """
        units = [u for u in reading.units if u.ids and not u.ids <= self._backdrop and not self._is_kind(u)]
        backed = [u for u in units if u.ids & self.candidates]
        others = [u for u in units if not u.ids & self.candidates]
        if others:
            return self._by(others, backed, reading)
        # of several people of one name, only one may have endorsements at all
        meant = {i for i in backed[0].ids if any(i in s.object for s in self.statements)} if len(backed) == 1 else set()
        if len(meant) == 1 or (len(backed) == 1 and len(backed[0].ids) == 1):
            candidate = next(iter(meant or backed[0].ids))
            if given:
                return self._by(backed, [], reading)
            return self._of(candidate, reading, scope)
        return None

    def _is_kind(self, unit: Unit) -> bool:
        entities = self.snapshot.entities
        return all(
            not isinstance(entities[i], Person | Organization)
            or (isinstance(entities[i], Organization) and entities[i].type in ("party", "newspaper"))  # type: ignore[attr-defined]
            for i in unit.ids
        )

    def _by(self, endorsers: Sequence[Unit], backed: Sequence[Unit], reading: Reading) -> Answer | None:
        ids = {i for u in endorsers for i in u.ids}
        found = [s for s in (*self.withdrawn, *self.statements) if s.subject in ids]
        if not found:
            found = [s for s in self.statements if self._profile[s.subject].related & ids]
        if not found:
            return None
        asked = {i for u in backed for i in u.ids}
        lead = ""
        if reading.form == "check" and asked and len(found) == 1 and found[0] not in self.withdrawn:
            lead = "Yes. " if set(found[0].object) & asked else "No. "
        found.sort(key=lambda s: (not asked & set(s.object), s.novalue))
        return compose.sentences(self.snapshot, found, lead)

    def _of(self, candidate: str, reading: Reading, scope: Scope | None) -> Answer | None:
        found = [s for s in self.statements if candidate in s.object]
        wanted = {c for u in reading.units for c in u.concepts}
        if scope is not None:
            # an endorsement goes on holding
            found = [s for s in found if s.as_of and edtf.parse(s.as_of).last <= scope.last]
        unions = [s for s in found if self._is_union(s)]
        rest = [s for s in found if s not in unions]
        posts = wanted & POSTS
        if posts:
            holders = [s for s in rest if self._profile[s.subject].terms & posts]
            besides = not _BESIDES.isdisjoint(reading.tokens)
            rest = [s for s in rest if s not in holders] if besides else holders
        if "union" in wanted and "officials" not in wanted:
            rest = []
        elif posts or "officials" in wanted:
            unions = []
        if not unions and not rest:
            return None
        who = self.snapshot.entities[candidate].name
        parts = []
        if rest:
            parts.append(f"{who} has been endorsed by {listed([self._name(s) for s in rest])}.")
        if unions:
            names = listed([self._name(s) for s in unions])
            parts.append(f"Unions: {names}." if rest else f"Unions that have endorsed {who}: {names}.")
        said = [*rest, *unions]
        count = f"At least {len(said)} named in the articles. " if reading.wanted == "count" else ""
        return compose.answer(self.snapshot, count + "\n".join(parts), said, f"Endorsements of {who}")

    def _is_union(self, statement: Statement) -> bool:
        entity = self.snapshot.entities[statement.subject]
        return isinstance(entity, Organization) and entity.type == "union"

    def _name(self, statement: Statement) -> str:
        return self.snapshot.entities[statement.subject].name
