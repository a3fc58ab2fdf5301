"""The snapshot made ready for look-ups: what each statement holds, and which statements hold what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.answering.lexicon import Lexicon
from bot.answering.text import tokenize
from knowledge import asking, edtf
from knowledge.model import Contest, Entity, Organization, Person, Statement
from knowledge.snapshot import Snapshot

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_TIME = re.compile(
    rf"\b(?:in \d{{4}}|since \d{{4}}|{_MONTH} \d|(?:{_MONTH}) \d{{4}}|in (?:{_MONTH})|{_DAY}|\d{{4}})\b", re.I
)
_REASON = re.compile(
    r"\bbecause\b|\bsince\b.*\bhas\b|\bdue to\b|\bfor want of\b|\bso that\b|\breason\b|\bas no\b", re.I
)
_DATES = re.compile(
    rf"\b(?:{_MONTH})(?: \d{{1,2}})?(?:, \d{{4}})?|\b(?:19|20)\d{{2}}\b|\$[\d.,]+(?: million)?"
    r"|\b(?:local|council|district|ward|districts|councils)s? \d+|\d+(?:st|nd|rd|th)\b",
    re.I,
)  # fmt: skip
_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|both|several|many)\b", re.I
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate([
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen",
    ])
}  # fmt: skip
_MONTH_NAMED = re.compile(rf"\b({_MONTH}) \d", re.I)
_SPAN = re.compile(r"\b(?:days?|weeks?|months?|years?)\b", re.I)
_STATES = frozenset([
    "candidacy", "field", "field-change", "party", "holds-post", "occupation", "leads", "home-town", "spouse",
    "relation", "background", "membership", "cash-on-hand", "endorsement-count", "assessment", "description", "duty",
    "rule", "other-candidacy",
])  # fmt: skip
_TYPE_CONCEPTS = {"union": "union", "campaign": "campaign", "newspaper": "publisher"}


@dataclass(frozen=True)
class Fact:
    """A statement and everything a question may hit it by.

    Attributes:
        direct: the subject, the value, who it is attributed to, and the qualifiers' entities.
        mentioned: further entities that it names.
        related: what the direct entities are: their party, posts, home town, kind.
        topics: concepts that its property, sentence and keywords hold.
        stems: the stems of its words and keywords.
        spoken: the stems of its sentence alone.
        side: concepts and stems that only describe its entities.
        gives: the kinds of answer that it can give.
        numbers: the numbers in its sentence.
        counted: stems and concepts of what its numbers count.
        superseded: whether a newer statement has taken its place.
    """

    statement: Statement
    direct: frozenset[str]
    mentioned: frozenset[str]
    related: frozenset[str]
    topics: frozenset[str]
    stems: frozenset[str]
    spoken: frozenset[str]
    side: frozenset[str]
    gives: frozenset[str]
    numbers: frozenset[str]
    counted: frozenset[str]
    superseded: bool
    newest: int

    @property
    def speakers(self) -> frozenset[str]:
        """Give who speaks in the statement: its subject, who it is attributed to, and the bodies they belong to."""
        spoken = {self.statement.subject, *filter(None, [self.statement.qualifiers.attribution])}
        return frozenset(spoken) | self.related

    @property
    def id(self) -> str:
        """Give the statement's id."""
        return self.statement.id


@dataclass(frozen=True)
class FactIndex:
    """All facts of a snapshot, and where to find them."""

    facts: tuple[Fact, ...]
    by_entity: Mapping[str, tuple[int, ...]]
    by_term: Mapping[str, tuple[int, ...]]
    by_property: Mapping[str, tuple[int, ...]]
    vocabulary: frozenset[str]
    profile: Mapping[str, Profile]
    backdrop: frozenset[str]
    candidates: frozenset[str]


@dataclass
class Profile:
    """What an entity is, gathered from the statements about it.

    Attributes:
        related: its party, posts, places, and the bodies it belongs to or leads.
        kin: people and bodies it has a personal tie to.
        terms: concepts and stems that describe it.
    """

    related: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)


@lru_cache(maxsize=1)
def cues() -> Mapping[str, frozenset[str]]:
    """Give the cue concepts of every property."""
    return {name: frozenset(intent.get("cues", ())) for name, intent in asking.table("en/intents").items()}


def fact_index(snapshot: Snapshot, lexicon: Lexicon) -> FactIndex:
    """Index a snapshot: linear in its statements."""
    profiles = _profiles(snapshot, lexicon)
    vocabulary: set[str] = set()
    facts: list[Fact] = []
    by_entity: dict[str, list[int]] = defaultdict(list)
    by_term: dict[str, list[int]] = defaultdict(list)
    by_property: dict[str, list[int]] = defaultdict(list)
    replaced = {s.supersedes for s in snapshot.statements.values() if s.supersedes}
    for at, statement in enumerate(snapshot.statements.values()):
        fact = _fact(statement, snapshot, lexicon, profiles, vocabulary, replaced)
        facts.append(fact)
        by_property[statement.property].append(at)
        for entity in fact.direct | fact.mentioned | fact.related:
            by_entity[entity].append(at)
        for term in fact.topics | fact.stems | fact.side:
            by_term[term].append(at)
    return FactIndex(
        tuple(facts), _frozen(by_entity), _frozen(by_term), _frozen(by_property), frozenset(vocabulary), profiles,
        _backdrop(snapshot), frozenset(f.statement.subject for f in facts if f.statement.property == "candidacy"),
    )  # fmt: skip


def _frozen(table: Mapping[str, list[int]]) -> Mapping[str, tuple[int, ...]]:
    return {key: tuple(at) for key, at in table.items()}


def _backdrop(snapshot: Snapshot) -> frozenset[str]:
    """Give what every question of the race is about anyway: its post, and the places in its name."""
    name = snapshot.facts.race.name.casefold()
    places = {place.id for place in snapshot.facts.places if place.name.casefold() in name}
    return frozenset({snapshot.facts.race.post} | places)


def _profiles(snapshot: Snapshot, lexicon: Lexicon) -> dict[str, Profile]:
    profiles: dict[str, Profile] = defaultdict(Profile)
    for entity in snapshot.entities.values():
        profile = profiles[entity.id]
        if isinstance(entity, Organization):
            profile.terms.add(_TYPE_CONCEPTS.get(entity.type, entity.type))
            if entity.part_of:
                profile.related.add(entity.part_of)
            if entity.works_for:
                profile.related.add(entity.works_for)
            if entity.type == "union":
                profile.terms |= _terms(entity.name, lexicon)
        if isinstance(entity, Contest) and entity.party:
            profile.related.add(entity.party)
    for statement in snapshot.statements.values():
        profile = profiles[statement.subject]
        if statement.property in ("party", "home-town"):
            profile.related |= set(statement.object)
        elif statement.property == "holds-post":
            profile.related |= {*statement.object, *filter(None, [statement.qualifiers.place])}
            for post in statement.object:
                profile.terms |= _terms(
                    " ".join((snapshot.entities[post].name, *snapshot.entities[post].aliases)), lexicon
                )
        elif statement.property == "occupation" and statement.value:
            profile.terms |= _terms(statement.value, lexicon)
        elif statement.property in ("leads", "other-candidacy"):
            profile.related |= set(statement.object)
        elif statement.property in ("spouse", "relation"):
            profile.kin |= set(statement.object)
            for other in statement.object:
                profiles[other].kin.add(statement.subject)
    for entity_id, profile in profiles.items():
        if isinstance(snapshot.entities.get(entity_id), Person) and any(
            isinstance(snapshot.entities.get(other), Entity) and type(snapshot.entities[other]).__name__ == "Post"
            for other in profile.related
        ):
            profile.terms.add("officials")
    return profiles


def _terms(text: str, lexicon: Lexicon) -> set[str]:
    tokens = tokenize(text)
    return lexicon.concepts_in(tokens) | {t.stem for t in tokens if t.text not in lexicon.grammar}


def _fact(
    statement: Statement,
    snapshot: Snapshot,
    lexicon: Lexicon,
    profiles: Mapping[str, Profile],
    vocabulary: set[str],
    replaced: set[str],
) -> Fact:
    said = tokenize(statement.text)
    extra = [tokenize(k) for k in (*statement.keywords, statement.value or "", statement.qualifiers.topic or "")]
    topics = set(cues().get(statement.property, ())) | lexicon.concepts_in(said)
    stems = {token.stem for token in said}
    for tokens in extra:
        topics |= lexicon.concepts_in(tokens)
        stems |= {token.stem for token in tokens}
        vocabulary.update(token.text for token in tokens)
    vocabulary.update(token.text for token in said)
    q = statement.qualifiers
    direct = {statement.subject, *statement.object, *filter(None, (q.attribution, q.party, q.contest, q.place))}
    related: set[str] = set()
    side: set[str] = set()
    for entity in {statement.subject, *statement.object, *filter(None, [q.attribution])}:
        related |= profiles[entity].related
        side |= profiles[entity].terms
    return Fact(
        statement=statement,
        direct=frozenset(direct),
        mentioned=frozenset(statement.about) - direct,
        related=frozenset(related) - direct,
        topics=frozenset(topics),
        stems=frozenset(stems),
        spoken=frozenset(token.stem for token in said),
        side=frozenset(side) - topics - stems,
        gives=frozenset(_gives(statement, snapshot)),
        numbers=frozenset(_numbers(statement)),
        counted=frozenset(_counted(statement, lexicon)),
        superseded=statement.id in replaced,
        newest=edtf.parse(statement.as_of).last.toordinal() if statement.as_of else 0,
    )


def _gives(statement: Statement, snapshot: Snapshot) -> Iterable[str]:
    yield "anything"
    q = statement.qualifiers
    # the date as of which a state held is not when it began
    dated = statement.date or q.since or q.until or (statement.property not in _STATES and q.as_of)
    if dated and _TIME.search(statement.text):
        yield "time"
    currency = (statement.unit or "").upper() in ("USD", "EUR", "GBP")
    if (statement.amount is not None and currency) or "$" in statement.text:
        yield "amount"
    if statement.amount is not None or _COUNT.search(_DATES.sub(" ", statement.text)):
        yield "count"
    if statement.qualifiers.since or "since" in statement.text or _SPAN.search(statement.text):
        yield "duration"
    if statement.property in ("reason", "rule") or _REASON.search(statement.text):
        yield "reason"
    yield from asking.table("en/intents").get(statement.property, {}).get("wants", ())


def _numbers(statement: Statement) -> Iterable[str]:
    for token in tokenize(" ".join((statement.text, statement.value or "", *statement.keywords))):
        if token.text[0].isdigit():
            yield token.text
            yield re.sub(r"(st|nd|rd|th|k)$", "", token.text)
        elif token.text in _NUMBER_WORDS:
            yield str(_NUMBER_WORDS[token.text])
    yield from (found.casefold() for found in _MONTH_NAMED.findall(statement.text))
    if statement.amount is not None:
        yield format(statement.amount.normalize(), "f")


def _counted(statement: Statement, lexicon: Lexicon) -> Iterable[str]:
    """Give what stands right after a number: the things that it is the number of."""
    tokens = tokenize(_DATES.sub(" ", statement.text))
    for at, token in enumerate(tokens):
        if token.text[0].isdigit() or token.text in _NUMBER_WORDS or token.text in ("half", "several", "many", "both"):
            after = tokens[at + 1 : at + 6]
            yield from (t.stem for t in after)
            yield from lexicon.concepts_in(after)
    if statement.amount is not None and statement.unit:
        yield from (t.stem for t in tokenize(statement.unit))
