"""The desk: holds the facts in force, and renews them without ever leaving a question unanswered.

Nothing here knows of Discord. Everything is synchronous; a caller with an event loop uses a thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, Protocol

from bot.answering import Answerer
from knowledge.errors import FactsRefused, KnowledgeError, Problem, StoreUnavailable
from knowledge.model import RaceFacts
from knowledge.snapshot import Snapshot, snapshot_of

log = logging.getLogger(__name__)

Outcome = Literal["changed", "unchanged", "refused"]


class Served(Protocol):
    """What the store gives back: the picture to answer from, and the revision that it is of."""

    @property
    def snapshot(self) -> Snapshot:
        """What to answer from."""

    @property
    def revision_id(self) -> int:
        """The number of the revision."""


class FactStore(Protocol):
    """What the desk needs of the database."""

    def serve(self, facts: RaceFacts, *, by: str, reason: str) -> Served:
        """Store the facts as a revision, if they are new, and give what is to be served."""

    def command_hash(self) -> str | None:
        """Give the hash of the commands that Discord was told last."""

    def remember_commands(self, digest: str) -> None:
        """Keep the hash of the commands that Discord has been told."""


@dataclass(frozen=True)
class Status:
    """What is in force now.

    Attributes:
        revision: the revision's number; None while the database cannot be used.
        trouble: why the database cannot be used; None while it can.
        files_differ: the revision in force is not what the files say.
    """

    race_id: str
    race_name: str
    horizon: str
    revision: int | None
    content_hash: str
    loaded_at: datetime
    loaded_by: str
    statements: int
    entities: int
    sources: int
    trouble: str | None
    files_differ: bool


@dataclass(frozen=True)
class Reload:
    """What came of renewing the facts.

    Attributes:
        added, changed, retired: statement ids, as answers see them.
        problems: what is wrong in the files, each with place and mend, when they were refused.
        status: what is in force afterwards.
    """

    outcome: Outcome
    status: Status
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    problems: tuple[Problem | str, ...] = ()


@dataclass(frozen=True)
class Serving:
    """The one thing that is swapped: an answerer and what it was made from."""

    answerer: Answerer
    status: Status

    @property
    def snapshot(self) -> Snapshot:
        """Give the facts that the answerer answers from."""
        return self.answerer.snapshot


class Desk:
    """Serves one race's facts and renews them.

    Args:
        read: reads and checks the files; raises KnowledgeError if they do not hold up.
        open_store: opens the database; raises StoreUnavailable. Without it nothing is stored.
        build: makes an answerer from a snapshot.
        now: the time of day, for the record only; no answer depends on it.
    """

    def __init__(
        self,
        read: Callable[[], RaceFacts],
        open_store: Callable[[], FactStore] | None = None,
        *,
        build: Callable[[Snapshot], Answerer] = Answerer,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._read = read
        self._open_store = open_store
        self._build = build
        self._now = now
        self._store: FactStore | None = None
        self._renewing = threading.Lock()
        self._serving: Serving | None = None

    @property
    def serving(self) -> Serving:
        """Give what is in force; hold on to it for the length of one question.

        Raises:
            RuntimeError: nothing has been loaded yet.
        """
        if self._serving is None:
            raise RuntimeError("the desk has no facts yet: call load() first")
        return self._serving

    def load(self) -> Status:
        """Read the facts for the first time.

        Raises:
            KnowledgeError: the files do not hold up, so there is nothing to answer from.
        """
        with self._renewing:
            self._serving = self._made_from(self._read(), by="start", reason="start")
            return self._serving.status

    def reload(self, by: str) -> Reload:
        """Read the files again and swap them in if they hold up and differ; else go on as before."""
        with self._renewing:
            before = self.serving
            try:
                facts = self._read()
            except FactsRefused as refusal:
                return Reload("refused", before.status, problems=tuple(refusal.problems))
            except KnowledgeError as refusal:
                return Reload("refused", before.status, problems=(str(refusal),))
            after = self._made_from(facts, by=by, reason="reload", before=before)
            self._serving = after
        if after.answerer is before.answerer:
            return Reload("unchanged", after.status)
        log.info("facts renewed: revision %s, %s", after.status.revision, after.status.content_hash[:12])
        return _compared(before.snapshot, after)

    def status(self) -> Status:
        """Say what is in force."""
        return self.serving.status

    def command_hash(self) -> str | None:
        """Give the remembered hash of the commands, None if there is none or no database to ask."""
        try:
            return self._opened().command_hash() if self._open_store else None
        except StoreUnavailable as error:
            log.warning("cannot tell whether the commands changed: %s", error)
            return None

    def remember_commands(self, digest: str) -> None:
        """Remember the hash of the commands; without a database it is only logged that it was not kept."""
        try:
            if self._open_store:
                self._opened().remember_commands(digest)
        except StoreUnavailable as error:
            log.warning("cannot remember the commands: %s", error)

    def _made_from(self, facts: RaceFacts, *, by: str, reason: str, before: Serving | None = None) -> Serving:
        """Build what is to be served, aside; facts that are served already are not built again."""
        snapshot, revision, trouble = self._stored(facts, by=by, reason=reason)
        differ = snapshot.facts != facts
        same = before is not None and (snapshot.content_hash, snapshot.hidden) == (
            before.snapshot.content_hash,
            before.snapshot.hidden,
        )
        if before is not None and same:
            known = before.status.revision if revision is None else revision
            return replace(before, status=replace(before.status, revision=known, trouble=trouble, files_differ=differ))
        status = Status(
            race_id=snapshot.facts.race.id,
            race_name=snapshot.facts.race.name,
            horizon=snapshot.facts.race.horizon,
            revision=revision,
            content_hash=snapshot.content_hash,
            loaded_at=self._now(),
            loaded_by=by,
            statements=len(snapshot.statements),
            entities=len(snapshot.entities),
            sources=len(snapshot.sources),
            trouble=trouble,
            files_differ=differ,
        )
        return Serving(self._build(snapshot), status)

    def _stored(self, facts: RaceFacts, *, by: str, reason: str) -> tuple[Snapshot, int | None, str | None]:
        if self._open_store is None:
            return snapshot_of(facts), None, None
        try:
            served = self._opened().serve(facts, by=by, reason=reason)
        except StoreUnavailable as error:
            log.warning("answering from the files alone: %s", error)
            return snapshot_of(facts), None, str(error)
        return served.snapshot, served.revision_id, None

    def _opened(self) -> FactStore:
        """Open the database on first use, and again after it could not be opened."""
        if self._store is None:
            assert self._open_store is not None
            self._store = self._open_store()
        return self._store


def _compared(before: Snapshot, after: Serving) -> Reload:
    old, new = before.statements, after.snapshot.statements
    return Reload(
        "changed",
        after.status,
        added=tuple(i for i in new if i not in old),
        changed=tuple(i for i in new if i in old and new[i] != old[i]),
        retired=tuple(i for i in old if i not in new),
    )
