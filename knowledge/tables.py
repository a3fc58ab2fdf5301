"""The tables that keep facts: whole revisions of a race, and which of them is in force.

A table does not validate: nothing is written here that has not been a plain model of `knowledge.model` first, and
what is read becomes one again (`knowledge.rows`). A revision's rows never change once they are written.
Columns bear the names of the plain models' fields; a value that must come back exactly (an amount) is text.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKeyConstraint, MetaData
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """The base of all tables; its constraints have names, so that a migration can change them anywhere."""

    metadata = MetaData(naming_convention=NAMES)


class Revision(Table, table=True):
    """One state of a race's facts, stored whole.

    Attributes:
        content_hash: as `knowledge.snapshot.content_hash` gave it when the revision was made.
        origin: `files`, or by a curator: `import` or `address`.
    """

    __tablename__ = "revision"

    id: int | None = Field(default=None, primary_key=True)
    race_id: str = Field(index=True)
    content_hash: str
    created_at: datetime
    created_by: str
    origin: str
    reason: str


class RaceRow(Table, table=True):
    """What a revision says about the race itself."""

    __tablename__ = "race"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    name: str
    post: str
    horizon: str
    closed: bool
    official_links: list[dict[str, str]] = Field(sa_type=JSON)


class SourceRow(Table, table=True):
    """An article of a revision."""

    __tablename__ = "source"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    id: str = Field(primary_key=True)
    position: int
    label: str
    publisher: str | None
    headline: str | None
    url: str | None
    published: str | None
    published_derived: str | None
    metadata_paragraphs: list[int] = Field(sa_type=JSON)


class EntityRow(Table, table=True):
    """A person, organization, post, contest or place of a revision; the columns after `note` are of some kinds only."""

    __tablename__ = "entity"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    id: str = Field(primary_key=True)
    kind: str
    position: int
    name: str
    short: str | None
    aliases: list[str] = Field(sa_type=JSON)
    descriptions: list[str] = Field(sa_type=JSON)
    note: str | None
    pronouns: str | None
    type: str | None
    part_of: str | None
    works_for: str | None
    post: str | None
    party: str | None
    main: bool | None
    within: str | None


class StatementRow(Table, table=True):
    """One fact of a revision; the columns from `as_of` to `topic` are its qualifiers."""

    __tablename__ = "statement"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    id: str = Field(primary_key=True)
    position: int
    subject: str
    property: str
    object: list[str] = Field(sa_type=JSON)
    amount: str | None
    unit: str | None
    bound: str | None
    date: str | None
    value: str | None
    novalue: bool
    somevalue: bool
    as_of: str | None
    since: str | None
    until: str | None
    party: str | None
    contest: str | None
    place: str | None
    attribution: str | None
    topic: str | None
    about: list[str] = Field(sa_type=JSON)
    text: str
    keywords: list[str] = Field(sa_type=JSON)
    rank: str
    supersedes: str | None
    derived: str | None
    hidden: bool


class ReferenceRow(Table, table=True):
    """A source and the paragraphs of it that a statement rests on."""

    __tablename__ = "reference"
    __table_args__ = (
        ForeignKeyConstraint(["revision_id", "statement_id"], ["statement.revision_id", "statement.id"]),
        ForeignKeyConstraint(["revision_id", "source"], ["source.revision_id", "source.id"]),
    )

    revision_id: int = Field(primary_key=True)
    statement_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    source: str
    paragraphs: list[int] = Field(sa_type=JSON)


class InForce(Table, table=True):
    """Which revision of a race is served."""

    __tablename__ = "in_force"

    race_id: str = Field(primary_key=True)
    revision_id: int = Field(foreign_key="revision.id")
    changed_at: datetime
    changed_by: str


class HiddenStatement(Table, table=True):
    """A statement that a curator took out of all answers, in every revision until it is shown again."""

    __tablename__ = "hidden_statement"

    race_id: str = Field(primary_key=True)
    statement_id: str = Field(primary_key=True)
    hidden_at: datetime
    hidden_by: str
    reason: str


class Change(Table, table=True):
    """Who changed what is served, when and why; only ever added to."""

    __tablename__ = "change"

    id: int | None = Field(default=None, primary_key=True)
    race_id: str = Field(index=True)
    at: datetime
    by: str
    action: str
    revision_id: int | None = Field(foreign_key="revision.id")
    statement_id: str | None
    reason: str


class CommandSync(Table, table=True):
    """The commands that a chat service was told last, by the scope they are registered in."""

    __tablename__ = "command_sync"

    scope: str = Field(primary_key=True)
    digest: str
    synced_at: datetime
