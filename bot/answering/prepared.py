"""Everything that is worked out once a snapshot, before the first question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.endorsing import Endorsements
from bot.answering.facts import FactIndex, fact_index
from bot.answering.fields import Fields
from bot.answering.framing import framing_words
from bot.answering.funds import Funds
from bot.answering.lexicon import Lexicon, lexicon
from bot.answering.names import NameIndex, name_index
from bot.answering.portrait import Portraits
from bot.answering.spelling import Speller
from bot.answering.units import Unit
from knowledge import asking
from knowledge.model import Organization, Person
from knowledge.snapshot import Snapshot

AMOUNTS = ("cash-on-hand", "fundraising", "spending", "poll")


@dataclass(frozen=True)
class Prepared:
    """A snapshot made ready for questions.

    Attributes:
        endorsed: when each endorser endorsed, as EDTF.
        published: the articles of each time, by its EDTF.
        answers: whether a question, asked by itself, gets an answer.
    """

    snapshot: Snapshot
    lexicon: Lexicon
    names: NameIndex
    index: FactIndex
    speller: Speller
    endorsements: Endorsements
    funds: dict[str, Funds]
    fields: Fields
    portraits: Portraits
    endorsed: dict[str, str]
    published: dict[str, frozenset[str]]
    answers: Callable[[str], bool]

    def is_somebody(self, unit: Unit) -> bool:
        """Tell whether a unit names people or organizations, and nothing else."""
        entities = self.snapshot.entities
        return all(isinstance(entities[i], Person | Organization) for i in unit.ids - self.index.backdrop)


def prepare(snapshot: Snapshot, answers: Callable[[str], bool]) -> Prepared:
    """Index a snapshot: linear in its statements."""
    words = lexicon()
    names = name_index(snapshot)
    index = fact_index(snapshot, words)
    endorsements = Endorsements(snapshot, index)
    return Prepared(
        snapshot=snapshot,
        lexicon=words,
        names=names,
        index=index,
        speller=Speller(names.parts, words.known | framing_words() | index.vocabulary, asking.common_words()),
        endorsements=endorsements,
        funds={name: Funds(snapshot, index, name) for name in AMOUNTS},
        fields=Fields(snapshot, index),
        portraits=Portraits(snapshot, index),
        endorsed={s.subject: s.as_of for s in endorsements.statements if s.as_of and s.object},
        published=_published(snapshot),
        answers=answers,
    )


def _published(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    dates = {source.published for source in snapshot.sources.values() if source.published}
    return {when: frozenset(s.id for s in snapshot.sources.values() if s.published == when) for when in dates}
