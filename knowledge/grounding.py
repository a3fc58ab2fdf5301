"""Statements held against their cited paragraphs.

Every number, date and name that a statement gives must stand in the paragraphs it cites or in their sources'
metadata, unless a curator declared the statement derived; and each cited paragraph must bear on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.articles import Articles
from knowledge.errors import Problem
from knowledge.evidence import Evidence
from knowledge.model import Contest, Entity, Organization, RaceFacts, Source, Statement
from knowledge.names import Names, spaced, words
from knowledge.quantities import Mention, is_month, mentions
from knowledge.reading import Key, Reading

STEM = 5
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_][\w'\u2019.-]*", re.UNICODE)
_NTH = re.compile(r"\d+(?:st|nd|rd|th)\b")
_NUMBERED = re.compile(r"(?P<rest>.*\D)\s(?P<number>\d+)\Z")
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?:][\"'\u201d\u2019)]*\s+)[\"'\u201c\u2018(]*\Z")


def ground(reading: Reading, articles: Articles) -> list[Problem]:
    """Give every problem of statements that their paragraphs do not support."""
    if reading.facts is None:
        return []
    missing = [(key, source) for key, source in reading.sources() if source.id not in articles]
    problems = [
        reading.problem(key, f"there is no article for {source.id!r}; put its text into {source.id}.txt", "id")
        for key, source in missing
    ]
    grounds = _Grounds(reading.facts, articles)
    for key, statement in reading.statements():
        if all(reference.source in grounds.sources for reference in statement.references):
            problems += _statement(reading, key, statement, grounds)
    return problems


class _Grounds:
    """What all statements of a race are held against, prepared once."""

    def __init__(self, facts: RaceFacts, articles: Articles) -> None:
        self.articles = articles
        self.sources: dict[str, Source] = {s.id: s for s in facts.sources if s.id in articles}
        self.entities: dict[str, Entity] = {entity.id: entity for entity in facts.entities()}
        self.names = Names(facts.entities())
        self.whole = {name: " ".join(spaced(paragraph) for paragraph in text) for name, text in articles.items()}
        # No paragraph names again what the whole folder is about.
        self.context = {facts.race.post, *(c.id for c in facts.contests if c.main)}

    def evidence(self, cited: list[tuple[str, int]], derived: str | None = None) -> Evidence:
        """Gather the paragraphs that exist, and what a curator declares to follow from them."""
        texts = [self.articles[s][p - 1] for s, p in cited if p <= len(self.articles[s])]
        sources = tuple(self.sources[s] for s in dict.fromkeys(s for s, _ in cited))
        return Evidence(tuple(texts), sources, derived or "")

    def forms(self, entity_id: str, sources: tuple[Source, ...]) -> set[str]:
        """Give the forms that mean the entity in these articles.

        A form that several go by counts only where the article introduces this one by its full name.
        """
        full, short = self.names.full[entity_id], self.names.short[entity_id]
        if any(form in self.whole[source.id] for source in sources for form in full):
            return full | short
        return full | (short - self.names.shared)

    def named_in(self, entity_id: str, evidence: Evidence) -> bool:
        """Say whether the evidence names the entity."""
        if evidence.holds_form(self.forms(entity_id, evidence.sources)):
            return True
        entity = self.entities[entity_id]
        if self._numbered(entity, evidence):
            return True
        if isinstance(entity, Organization) and entity.works_for in self.entities:
            return "campaign" in evidence.words and self.named_in(entity.works_for, evidence)
        return False

    def _numbered(self, entity: Entity, evidence: Evidence) -> bool:
        """Say whether the evidence gives the number that the entity goes by.

        Papers write "Ald. X, 3rd" for the 3rd Ward, and "Councils 1 and 2" for two councils.
        """
        for name in (entity.name, *entity.aliases):
            if match := _NTH.match(name):
                return evidence.holds_number(mentions(match.group())[0])
            if match := _NUMBERED.match(name):
                numbers = mentions(match["number"])
                return evidence.holds_form([spaced(match["rest"])]) and evidence.holds_number(numbers[0])
        return False


def _statement(reading: Reading, key: Key, statement: Statement, grounds: _Grounds) -> Iterator[Problem]:
    # A record that could not be read has names that nobody knows: only figures can be held against anything then.
    known = all(entity_id in grounds.entities for entity_id in statement.entity_ids())
    cited = []
    for index, reference in enumerate(statement.references):
        length = len(grounds.articles[reference.source])
        for place, paragraph in enumerate(reference.paragraphs):
            cited.append((reference.source, paragraph))
            path = ("references", index, "paragraphs", place)
            if paragraph > length:
                message = f"{reference.source!r} has {length} paragraphs; cite one of those"
                yield reading.problem(key, message, *path)
            elif known and not _bears_on(statement, grounds, (reference.source, paragraph)):
                message = f"paragraph {paragraph} of {reference.source!r} says nothing of this; cite the right one"
                yield reading.problem(key, message, *path)
    evidence = grounds.evidence(cited, statement.derived)
    if evidence.paragraphs:
        yield from _figures(reading, key, statement, evidence)
        if known:
            yield from _names(reading, key, statement, grounds, evidence)


def _figures(reading: Reading, key: Key, statement: Statement, evidence: Evidence) -> Iterator[Problem]:
    for field in ("text", "value"):
        for mention in mentions(getattr(statement, field) or ""):
            if not _stands(mention, evidence):
                yield reading.problem(key, _missing(mention.surface), field)
    if statement.amount is not None and not _amount_stands(statement, evidence):
        yield reading.problem(key, _missing(f"{statement.amount:,f}"), "amount")
    q = statement.qualifiers
    dated = {("date",): statement.date, ("qualifiers", "as_of"): q.as_of}
    dated |= {("qualifiers", "since"): q.since, ("qualifiers", "until"): q.until}
    for path, text in dated.items():
        if text and not evidence.holds_edtf(text):
            yield reading.problem(key, _missing(text), *path)


def _stands(mention: Mention, evidence: Evidence) -> bool:
    if mention.kind == "date":
        return evidence.holds_day(mention.day)
    # "one" is a pronoun more often than a number.
    return mention.surface.lower() == "one" or evidence.holds_number(mention)


def _amount_stands(statement: Statement, evidence: Evidence) -> bool:
    return any(number == statement.amount for _, number in evidence.numbers)


def _names(
    reading: Reading, key: Key, statement: Statement, grounds: _Grounds, evidence: Evidence
) -> Iterator[Problem]:
    paths = _entity_paths(statement)
    mentioned = grounds.names.found_in(statement.text)
    for entity_id in dict.fromkeys([*paths, *mentioned]):
        if entity_id not in grounds.context and not grounds.named_in(entity_id, evidence):
            name = grounds.entities[entity_id].name
            yield reading.problem(key, _missing(name), *paths.get(entity_id, ("text",)))
    allowed = {word for entity_id in (*paths, *mentioned, *grounds.context) for word in _vocabulary(entity_id, grounds)}
    for field in ("text", "value"):
        for name in capitalised(getattr(statement, field) or ""):
            if not evidence.holds_word(name) and not allowed.issuperset(words(name)) and not mentions(name):
                yield reading.problem(key, _missing(name), field)


def _entity_paths(statement: Statement) -> dict[str, tuple[str | int, ...]]:
    """Give each entity that the statement names by its id, with the place where it first does."""
    paths: dict[str, tuple[str | int, ...]] = {}
    q = statement.qualifiers
    found: list[tuple[str | None, tuple[str | int, ...]]] = [(statement.subject, ("subject",))]
    found += [(target, ("object", index)) for index, target in enumerate(statement.object)]
    found += [(getattr(q, field), ("qualifiers", field)) for field in ("party", "contest", "place", "attribution")]
    found += [(target, ("about", index)) for index, target in enumerate(statement.about)]
    for target, path in found:
        if target is not None:
            paths.setdefault(target, path)
    return paths


def _vocabulary(entity_id: str, grounds: _Grounds) -> Iterator[str]:
    if entity_id in grounds.entities:
        for form in (*grounds.names.full[entity_id], *grounds.names.short[entity_id]):
            yield from form.split()
        entity = grounds.entities[entity_id]
        if isinstance(entity, Contest):
            for inner in (entity.post, entity.party):
                if inner:
                    yield from _vocabulary(inner, grounds)


def capitalised(text: str) -> Iterator[str]:
    """Give the capitalised words of a text but for months and those that only open a sentence."""
    for match in _CAPITALISED.finditer(text):
        word = match.group().rstrip("-'\u2019")
        word = word if "." in word.rstrip(".") else word.rstrip(".")
        if (
            word[:1].isupper()
            and word != "I"
            and not is_month(word)
            and not _OPENS_SENTENCE.search(text[: match.start()])
        ):
            yield word


def _bears_on(statement: Statement, grounds: _Grounds, cited: tuple[str, int]) -> bool:
    """Say whether one cited paragraph names what the statement names, gives a figure of it or uses its words."""
    source = grounds.sources[cited[0]]
    if cited[1] in source.metadata_paragraphs:
        return True
    alone = Evidence(grounds.evidence([cited]).paragraphs, ())
    named = (*_entity_paths(statement), *grounds.names.found_in(statement.text))
    own = [i for i in named if i not in grounds.context or i in (statement.subject, *statement.object)]
    if any(alone.holds_form(grounds.forms(entity_id, (source,))) for entity_id in own):
        return True
    given = [mention for mention in mentions(statement.text) if mention.surface.lower() != "one"]
    if any(_stands(mention, alone) or _same_month(mention, alone) for mention in given):
        return True
    names = {word for entity_id in named for word in _vocabulary(entity_id, grounds)}
    return (
        len(_stems((statement.text, statement.value or "", *statement.keywords)) & _stems(alone.paragraphs) - names) > 1
    )


def _same_month(mention: Mention, alone: Evidence) -> bool:
    return mention.day[1] is not None and any(month == mention.day[1] for _, month, _ in alone.days)


def _stems(texts: Iterable[str]) -> set[str]:
    """Give the beginnings of the words that carry meaning: the long ones."""
    return {word[:STEM] for text in texts for word in words(text) if len(word) >= STEM}


def _missing(what: str) -> str:
    mend = "mend it, cite where it stands, or name it under 'derived' with the reason"
    return f"{what!r} stands in none of the cited paragraphs; {mend}"
