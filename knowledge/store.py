"""The store: revisions of a race's facts, which one is in force, and what curators hid.

Every method is one transaction, waits for the database (call it through a thread where that matters) and raises
StoreUnavailable, in one sentence, when the database cannot be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import cast

from pydantic import ValidationError
from sqlalchemy import Engine, insert
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from knowledge import revisions, tables
from knowledge.database import reading, writing
from knowledge.errors import KnowledgeError, RaceNotFound, StoreUnavailable
from knowledge.model import RaceFacts
from knowledge.revisions import Hidden, Origin, RevisionInfo, Served, Status
from knowledge.rows import facts_of, rows_of
from knowledge.snapshot import Snapshot, content_hash, snapshot_of
from knowledge.tables import CommandSync, HiddenStatement, InForce, Revision


class Store:
    """Keeps revisions in a database that has been migrated.

    Args:
        engine: from `knowledge.database.engine_for`; whoever made it disposes of it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def serve(self, facts: RaceFacts, *, by: str, reason: str) -> Served:
        """Take what the files say at a start and give what is to be served.

        Files that changed become a new revision in force, unless a curator brought in the one in force. Files that
        are as they were when they were last taken do not undo a curator's rollback.
        """
        with self._reading() as session:  # so that a database that cannot be written now still serves
            standing = _standing(session, facts)
        if standing is not None:
            return standing
        with self._writing() as session:
            standing = _standing(session, facts)  # another process may have been faster
            if standing is not None:
                return standing
            revision = _stored(session, facts, by, "files", reason)
            return Served(_snapshot(session, facts), _info(revision, revision.id), "new revision")

    def save(self, facts: RaceFacts, *, by: str, origin: Origin, reason: str) -> RevisionInfo:
        """Store checked facts as a new revision and put it in force; content that is in force is not stored again."""
        with self._writing() as session:
            now = _in_force(session, facts.race.id)
            if now is None or content_hash(_facts(session, now)) != content_hash(facts):
                now = _stored(session, facts, by, origin, reason)
            return _info(now, now.id)

    def put_in_force(self, revision_id: int, *, by: str, reason: str) -> RevisionInfo:
        """Serve a stored revision again, or go forward to a later one.

        Raises:
            KnowledgeError: there is no such revision.
        """
        with self._writing() as session:
            revision = _revision(session, revision_id)
            now = _in_force(session, revision.race_id)
            if now is None or now.id != revision.id:
                _put_in_force(session, revision, by, reason)
            return _info(revision, revision.id)

    def in_force(self, race_id: str) -> Snapshot | None:
        """Give the facts that are served; None if the race has never been stored."""
        with self._reading() as session:
            revision = _in_force(session, race_id)
            return None if revision is None else _snapshot(session, _facts(session, revision))

    def revision(self, revision_id: int) -> Snapshot:
        """Give a stored revision's facts as they would be served now.

        Raises:
            KnowledgeError: there is no such revision.
        """
        with self._reading() as session:
            return _snapshot(session, _facts(session, _revision(session, revision_id)))

    def history(self, race_id: str) -> tuple[RevisionInfo, ...]:
        """Give every revision of a race, newest first."""
        with self._reading() as session:
            now = session.get(InForce, race_id)
            query = select(Revision).where(Revision.race_id == race_id).order_by(col(Revision.id).desc())
            return tuple(_info(revision, now.revision_id if now else None) for revision in session.exec(query))

    def status(self, race_id: str) -> Status | None:
        """Say what is in force; None if the race has never been stored."""
        with self._reading() as session:
            now = session.get(InForce, race_id)
            if now is None:
                return None
            revision = _revision(session, now.revision_id)
            facts = _facts(session, revision)
            return Status(
                revision=_info(revision, revision.id),
                in_force_since=now.changed_at,
                put_in_force_by=now.changed_by,
                horizon=facts.race.horizon,
                closed=facts.race.closed,
                sources=len(facts.sources),
                entities=len(facts.entities()),
                statements=len(facts.statements),
                hidden=tuple(row.statement_id for row in _hidden(session, race_id)),
            )

    def hide(self, race_id: str, statement_id: str, *, by: str, reason: str) -> bool:
        """Take a statement out of all answers until it is shown again; False if it was hidden already.

        Raises:
            KnowledgeError: the revision in force has no such statement.
        """
        with self._writing() as session:
            if session.get(HiddenStatement, (race_id, statement_id)):
                return False
            revision = _in_force(session, race_id)
            if revision is None:
                raise RaceNotFound(f"No facts of the race {race_id!r} are stored; load them first.")
            if session.get(tables.StatementRow, (revision.id, statement_id)) is None:
                raise KnowledgeError(f"There is no statement {statement_id!r} in revision {revision.id}; check the id.")
            hidden = HiddenStatement(
                race_id=race_id, statement_id=statement_id, hidden_at=_now(), hidden_by=by, reason=reason
            )
            session.add(hidden)
            _note(session, race_id, by, "hidden", reason, statement_id=statement_id)
            return True

    def show(self, race_id: str, statement_id: str, *, by: str, reason: str) -> bool:
        """Let a hidden statement answer again; False if no curator had hidden it."""
        with self._writing() as session:
            hidden = session.get(HiddenStatement, (race_id, statement_id))
            if hidden is None:
                return False
            session.delete(hidden)
            _note(session, race_id, by, "shown again", reason, statement_id=statement_id)
            return True

    def hidden(self, race_id: str) -> tuple[Hidden, ...]:
        """Give what curators hid, whether or not the revision in force still has it."""
        with self._reading() as session:
            rows = _hidden(session, race_id)
            return tuple(Hidden(row.statement_id, row.hidden_at, row.hidden_by, row.reason) for row in rows)

    def changes(self, race_id: str) -> tuple[revisions.Change, ...]:
        """Give everything that was done to what is served, newest first."""
        with self._reading() as session:
            query = select(tables.Change).where(tables.Change.race_id == race_id)
            rows = session.exec(query.order_by(col(tables.Change.id).desc()))
            return tuple(_change(row) for row in rows)

    def command_hash(self, scope: str = "global") -> str | None:
        """Give the hash of the commands that were registered last in the scope."""
        with self._reading() as session:
            known = session.get(CommandSync, scope)
            return known.digest if known else None

    def remember_commands(self, digest: str, *, scope: str = "global") -> None:
        """Keep the hash of the commands that have been registered in the scope."""
        with self._writing() as session:
            session.merge(CommandSync(scope=scope, digest=digest, synced_at=_now()))

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with reading(self._engine) as connection, Session(connection) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with writing(self._engine) as connection, Session(connection) as session:
            yield session
            session.flush()


def _now() -> datetime:
    return datetime.now(UTC)


def _in_force(session: Session, race_id: str) -> Revision | None:
    now = session.get(InForce, race_id)
    return None if now is None else _revision(session, now.revision_id)


def _revision(session: Session, revision_id: int) -> Revision:
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise KnowledgeError(f"There is no revision {revision_id}; the history lists those there are.")
    return revision


def _standing(session: Session, facts: RaceFacts) -> Served | None:
    """Give what goes on being served though the files say `facts`; None if they are to be taken."""
    now = _in_force(session, facts.race.id)
    if now is None:
        return None
    current = _facts(session, now)
    if content_hash(current) == content_hash(facts):
        return Served(_snapshot(session, current), _info(now, now.id), "unchanged")
    if now.origin != "files" or _as_last_taken(session, facts, now):
        return Served(_snapshot(session, current), _info(now, now.id), "curators revision kept")
    return None


def _as_last_taken(session: Session, facts: RaceFacts, now: Revision) -> bool:
    """Tell whether the files were taken as they are, and something else was put in force since."""
    query = select(Revision).where(Revision.race_id == facts.race.id, Revision.origin == "files")
    last = session.exec(query.order_by(col(Revision.id).desc()).limit(1)).one()
    return last.id != now.id and content_hash(_facts(session, last)) == content_hash(facts)


def _stored(session: Session, facts: RaceFacts, by: str, origin: Origin, reason: str) -> Revision:
    revision = Revision(
        race_id=facts.race.id,
        content_hash=content_hash(facts),
        created_at=_now(),
        created_by=by,
        origin=origin,
        reason=reason,
    )
    session.add(revision)
    session.flush()
    for table, rows in rows_of(facts, cast(int, revision.id)):
        if rows:
            session.execute(insert(table), rows)
    _put_in_force(session, revision, by, reason)
    return revision


def _put_in_force(session: Session, revision: Revision, by: str, reason: str) -> None:
    id_ = cast(int, revision.id)
    session.merge(InForce(race_id=revision.race_id, revision_id=id_, changed_at=_now(), changed_by=by))
    _note(session, revision.race_id, by, "put in force", reason, revision_id=id_)


def _note(
    session: Session,
    race_id: str,
    by: str,
    action: revisions.Action,
    reason: str,
    *,
    revision_id: int | None = None,
    statement_id: str | None = None,
) -> None:
    session.add(
        tables.Change(
            race_id=race_id,
            at=_now(),
            by=by,
            action=action,
            revision_id=revision_id,
            statement_id=statement_id,
            reason=reason,
        )
    )


def _facts(session: Session, revision: Revision) -> RaceFacts:
    try:
        return facts_of(session, revision)
    except (ValidationError, NoResultFound):
        raise StoreUnavailable(
            f"Revision {revision.id} in the database does not hold up; it was changed from outside or is of another "
            "version of this program. Restore a backup, or set DATABASE_URL to another database."
        ) from None


def _hidden(session: Session, race_id: str) -> list[HiddenStatement]:
    query = select(HiddenStatement).where(HiddenStatement.race_id == race_id)
    return list(session.exec(query.order_by(col(HiddenStatement.hidden_at), col(HiddenStatement.statement_id))))


def _snapshot(session: Session, facts: RaceFacts) -> Snapshot:
    return snapshot_of(facts, [row.statement_id for row in _hidden(session, facts.race.id)])


def _info(revision: Revision, in_force: int | None) -> RevisionInfo:
    id_ = cast(int, revision.id)
    return RevisionInfo(
        id=id_,
        race_id=revision.race_id,
        content_hash=revision.content_hash,
        created_at=revision.created_at,
        created_by=revision.created_by,
        origin=cast(Origin, revision.origin),
        reason=revision.reason,
        in_force=id_ == in_force,
    )


def _change(row: tables.Change) -> revisions.Change:
    action = cast(revisions.Action, row.action)
    return revisions.Change(row.at, row.by, action, row.revision_id, row.statement_id, row.reason)
