"""The fact model: plain, validated, immutable models of what a race's files may hold.

The nouns are the field's own: Wikidata's statement (subject, property, value, qualifiers, references, rank),
Popolo's and Open Civic Data's person, organization, post, contest, candidacy and endorsement, EDTF dates.
The tables that keep these in a database stand in `knowledge.tables`; nothing is written there unvalidated.
"""

from __future__ import annotations

import builtins
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge import edtf

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=420)]


def _edtf(text: str) -> str:
    edtf.parse(text)
    return text


Date = Annotated[str, AfterValidator(_edtf)]
Kind = Literal["person", "organization", "post", "contest", "place"]
Rank = Literal["preferred", "normal", "deprecated"]


class Plain(BaseModel):
    """The base of all plain models: unknown keys are errors, nothing is coerced, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(Plain):
    """An article, with only what is known of it.

    Attributes:
        published: EDTF; None where not even a span is known.
        published_derived: how the date was worked out, where the article does not state it.
        metadata_paragraphs: paragraphs of page furniture that may be cited for publisher and date alone.
        facts: metadata in words that statements may rest on though no paragraph says it (grounding accepts it).
    """

    id: Id
    label: Line
    publisher: Line | None = None
    headline: Line | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://")] | None = None
    published: Date | None = None
    published_derived: Line | None = None
    metadata_paragraphs: tuple[int, ...] = ()


class Entity(Plain):
    """Anything a statement can be about.

    Attributes:
        name: the full name, used at first mention.
        short: the short form used from the second mention on (a surname, an abbreviation).
        aliases: other names and spellings that mean this and nothing else of the race.
        descriptions: common-noun phrases that members use instead of a name ("the nurses' union").
        note: what it is, as a noun phrase that completes "X is …", without a full stop.
    """

    id: Id
    name: Line
    short: Line | None = None
    aliases: tuple[Line, ...] = ()
    descriptions: tuple[Line, ...] = ()
    note: Line | None = None


class Person(Entity):
    """A person; pronouns only as the sources use them."""

    pronouns: Literal["she", "he", "they"] | None = None


class Organization(Entity):
    """A party, union, campaign, company, newspaper, agency or other body.

    Attributes:
        part_of: the body it belongs to or is affiliated with.
        works_for: for a campaign, the person whose campaign it is.
    """

    type: Literal["party", "union", "campaign", "company", "newspaper", "government", "body"]
    part_of: Id | None = None
    works_for: Id | None = None


class Post(Entity):
    """An office that exists whoever holds it."""


class Contest(Entity):
    """A vote on who gets a post or a nomination.

    Attributes:
        post: the post that is at stake in the end.
        party: the party whose nomination is at stake; None where it is not a party's primary.
        main: whether this contest is what the race is about (others are only mentioned).
    """

    post: Id | None = None
    party: Id | None = None
    main: bool = False


class Place(Entity):
    """A town, ward, district, county, state or region."""

    within: Id | None = None


class Reference(Plain):
    """Where a statement stands: a source and its paragraphs, counted from 1 over non-empty lines."""

    source: Id
    paragraphs: Annotated[tuple[Annotated[int, Field(ge=1, le=10_000)], ...], Field(min_length=1)]


class Qualifiers(Plain):
    """What dates or narrows a statement.

    Attributes:
        as_of: when it was true, as precisely as known.
        since, until: the span over which a state held.
        party: the party side that it concerns.
        contest: the contest that it concerns.
        place: the place that it concerns.
        attribution: who says so, where it is not the paper itself (an entity's id).
        topic: what a quote, pledge or allegation is about, in a few words.
    """

    as_of: Date | None = None
    since: Date | None = None
    until: Date | None = None
    party: Id | None = None
    contest: Id | None = None
    place: Id | None = None
    attribution: Id | None = None
    topic: Line | None = None


class Statement(Plain):
    """One fact: subject, property and one value, with qualifiers, references and the sentence a member reads.

    The value is exactly one of `object`, `amount`, `date`, `value`, `novalue` (reported that there is none) and
    `somevalue` (reported to exist, but not named).

    Attributes:
        object: ids of the entities that the value names, in the order to be read.
        bound: how the source hedges an amount.
        about: further entities that the statement mentions.
        keywords: words that a member may use for this fact and the sentence does not hold.
        supersedes: the older statement that this one replaces; the older keeps rank normal.
        derived: why the statement is not word for word in its paragraphs, where a curator worked it out.
    """

    id: Id
    subject: Id
    property: Id
    object: tuple[Id, ...] = ()
    amount: Decimal | None = None
    unit: Line | None = None
    bound: Literal["about", "more than", "at least", "less than", "nearly", "exactly"] | None = None
    date: Date | None = None
    value: Line | None = None
    novalue: bool = False
    somevalue: bool = False
    qualifiers: Qualifiers = Qualifiers()
    about: tuple[Id, ...] = ()
    text: Sentence
    keywords: tuple[Line, ...] = ()
    rank: Rank = "normal"
    supersedes: Id | None = None
    derived: Line | None = None
    hidden: bool = False
    references: Annotated[tuple[Reference, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_value(self) -> Statement:
        given = [bool(self.object), self.amount is not None, self.date is not None, self.value is not None]
        given += [self.novalue, self.somevalue]
        if sum(given) != 1:
            raise ValueError("give exactly one of object, amount, date, value, novalue, somevalue")
        if (self.amount is None) != (self.unit is None):
            raise ValueError("amount and unit go together")
        if self.bound and self.amount is None:
            raise ValueError("bound goes with an amount")
        return self

    @builtins.property  # the field `property` hides the decorator's plain name here
    def as_of(self) -> str | None:
        """Give the time at which the statement was true, as EDTF."""
        return self.qualifiers.as_of

    def entity_ids(self) -> tuple[str, ...]:
        """Give every entity the statement names: subject first, then value, qualifiers and mentions."""
        q = self.qualifiers
        optional = (q.party, q.contest, q.place, q.attribution)
        ids = (self.subject, *self.object, *(i for i in optional if i), *self.about)
        return tuple(dict.fromkeys(ids))


class Link(Plain):
    """An official link that a race's curators stand behind."""

    label: Line
    url: Annotated[str, StringConstraints(pattern=r"^https://")]


class Race(Plain):
    """What a race's folder is about.

    Attributes:
        horizon: the date of the newest source: the "now" of every answer.
        closed: set when coverage has ended for good.
    """

    id: Id
    name: Line
    post: Id
    horizon: Date
    closed: bool = False
    official_links: tuple[Link, ...] = ()


class RaceFacts(Plain):
    """Everything a race's folder holds, checked by itself but not yet against each other."""

    race: Race
    sources: tuple[Source, ...]
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    posts: tuple[Post, ...] = ()
    contests: tuple[Contest, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()

    def entities(self) -> tuple[Entity, ...]:
        """Give every entity, whatever its kind."""
        return (*self.people, *self.organizations, *self.posts, *self.contests, *self.places)
