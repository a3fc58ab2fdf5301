"""Tokens to a reading: which words name entities, mean concepts or carry nothing, and what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.asked import NUMBER_WORDS, form_of, noun_asked, pronoun_of, wanted_of
from bot.answering.lexicon import ABSENT, DETAIL, TOPIC, Lexicon
from bot.answering.names import NameIndex
from bot.answering.text import Token
from bot.answering.units import Reading, Unit, UnitKind
from knowledge import asking

_SAYING = frozenset(["said"])
# "what did X say", "tell me about X": how it is asked rather than what
_LOOSE = frozenset(["said", "who"])
_THINGS = frozenset(
    ["client", "investment", "lobby", "billionaire", "event", "contract", "partnership", "food", "slate"]
)
_SOMEONE = frozenset(["guy", "man", "woman", "lady", "dude", "person", "billionaire", "who", "boss"])
_FIRMS = frozenset(["investment"])
_NAMED = frozenset(["spouse", "head", "union", "run", "photo", "disclose", "attack", "officials", "reporter"])
# "endorsement video" is a video
_BEARERS = frozenset(["video", "statement", "article", "story", "announcement", "news", "post", "tweet", "report"])
_WEIGHT_OF_DETAIL = 0.2
_USUAL = 250
_UNITS_OF_NUMBERS = frozenset(["k", "m", "million", "thousand", "mil", "hundred"])
_MODAL_MONTHS = frozenset(["may", "march"])
_BEFORE_MONTHS = frozenset(["in", "of", "by", "until", "since", "through", "late", "early", "last"])
_LOW_NUMBERS = frozenset(["1", "2", "4"])


def read(tokens: Sequence[Token], names: NameIndex, lexicon: Lexicon) -> Reading:
    """Read a question: pure, linear in its words."""
    texts = tuple(token.text for token in tokens)
    units: list[Unit] = []
    at = 0
    while at < len(tokens):
        unit, length = _unit_at(tokens, texts, at, names, lexicon)
        if unit:
            units.append(unit)
        at += length
    units = [
        replace(u, hard=False, weight=_WEIGHT_OF_DETAIL)
        if "endorse" in u.concepts and texts[u.end : u.end + 1] and texts[u.end] in _BEARERS
        else u
        for u in units
    ]
    if wanted_of(texts) == "place" and not any(u.hard and not u.ids for u in units):
        units.append(Unit("where", "topic", 0, 0, concepts=frozenset({"home"})))
    units = _unnamed(_campaigns(units, texts), texts, names.nameless)
    wanted = wanted_of(texts)
    if wanted == "anything" and any(_is_member_asked(u, texts) for u in units):
        wanted = "person"
    details = frozenset(c for u in units for c in u.concepts if lexicon.kinds.get(c) == DETAIL)
    return Reading(texts, tuple(units), wanted, form_of(tokens, texts, wanted), details, pronoun_of(texts))


def _is_member_asked(unit: Unit, texts: Sequence[str]) -> bool:
    """Tell whether a unit is the party of "which (members of a party)", and not the word "party" itself."""
    return "party" in unit.concepts and unit.text != "party" and noun_asked(texts, unit.start)


def _unit_at(
    tokens: Sequence[Token], texts: Sequence[str], at: int, names: NameIndex, lexicon: Lexicon
) -> tuple[Unit | None, int]:
    if texts[at] in _MODAL_MONTHS and at and texts[at - 1] in _BEFORE_MONTHS:
        # "in may" is a month, "may I" is not
        return Unit(texts[at], "number", at, at + 1, stems=(texts[at],)), 1
    named = names.at(texts, at)
    span, concepts = _concepts_at(tokens, at, lexicon)
    if named and named[0] >= span and not (named[0] == 1 and texts[at] in lexicon.grammar):
        length, meant = named
        stems = tuple(t.stem for t in tokens[at : at + length])
        own = lexicon.concepts(stems) if length > 1 else concepts
        # a one-word surname that is also an everyday word may be just that word
        return Unit(
            " ".join(texts[at : at + length]),
            "entity",
            at,
            at + length,
            meant.ids,
            own,
            stems,
            1.2,
            True,
            meant.described,
        ), length
    if span:
        kinds = {lexicon.kinds[c] for c in concepts}
        kind: UnitKind = (
            "topic" if TOPIC in kinds else "absent" if ABSENT in kinds and DETAIL not in kinds else "detail"
        )
        if kind == "absent":
            weight = 1.3
        elif kind == "topic":
            # a word that may as well be a mere shade ("leading", "picked") is not insisted on
            vague = DETAIL in kinds or texts[at] in lexicon.fillers or texts[at] in lexicon.soft
            weight = 1.0 if span > 1 or not vague else 0.4
        else:
            weight = _WEIGHT_OF_DETAIL
        if span > 1 and all(t in lexicon.grammar for t in texts[at : at + span]):
            weight = _WEIGHT_OF_DETAIL
        noun = any(t not in lexicon.grammar for t in texts[at : at + span])
        counted = noun and at > 1 and texts[at - 2 : at] == ("how", "many")
        weight = 1.0 if counted else weight
        hard = kind == "absent" or counted or (kind == "topic" and weight == 1.0 and not concepts <= _LOOSE)
        stems = tuple(t.stem for t in tokens[at : at + span])
        return Unit(
            " ".join(texts[at : at + span]), kind, at, at + span, frozenset(), concepts, stems, weight, hard
        ), span
    word = texts[at]
    if word in lexicon.fillers:
        return None, 1
    if word[0].isdigit():
        low = word in _LOW_NUMBERS
        return Unit(word, "number", at, at + 1, stems=(word,), weight=0.2 if low else 1.0, hard=not low), 1
    if len(word) == 1 or word in _UNITS_OF_NUMBERS or word in NUMBER_WORDS:
        return None, 1
    weight = 0.2 if word in lexicon.soft else _rarity(word)
    asked = at > 0 and texts[at - 1] in ("what", "which")
    return Unit(word, "word", at, at + 1, stems=(tokens[at].stem,), weight=weight, hard=weight >= 1.0, asked=asked), 1


def _campaigns(units: list[Unit], texts: Sequence[str]) -> list[Unit]:
    """Read "run X's campaign" as managing one, and not as being a candidate."""
    out = []
    for unit in units:
        if "manage" in unit.concepts and "campaign" in texts[unit.end : unit.end + 6]:
            unit = replace(unit, concepts=frozenset({"manage"}), stems=(), hard=True, weight=1.0)
        out.append(unit)
    return out


def _unnamed(units: list[Unit], texts: Sequence[str], nameless: frozenset[str]) -> list[Unit]:
    """Read "the name of the firm", "what is it called" as asking for a name that has to be there."""
    asks = [at for at, t in enumerate(texts) if t in ("name", "names", "called", "named")]
    out = list(units)
    for unit in units:
        # "which firm", "which two companies": the answer has to name it
        if noun_asked(texts, unit.start) and (
            (unit.ids and unit.ids <= nameless) or (unit.kind == "topic" and unit.concepts & _FIRMS)
        ):
            out.append(Unit(unit.text, "absent", unit.start, unit.end, concepts=frozenset({"firm-name"}), weight=1.3))
    for at in asks:
        near = [u for u in units if u.start != at and at - 9 <= u.start <= at + 5 and (u.kind == "topic" or u.ids)]
        thing = (
            not _SOMEONE & set(texts)
            and any(u.concepts & _THINGS for u in near)
            and not any(u.concepts & _NAMED for u in near)
        )
        if thing or any(u.ids and u.ids <= nameless for u in near):
            out.append(Unit(texts[at], "absent", at, at + 1, concepts=frozenset({"firm-name"}), weight=1.3))
    return out


def _concepts_at(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, frozenset[str]]:
    stems = [token.stem for token in tokens[at : at + lexicon.longest]]
    for length in range(len(stems), 0, -1):
        if length > 1 and any(token.ends for token in tokens[at + 1 : at + length]):
            continue
        concepts = lexicon.concepts(stems[:length])
        if concepts and not (length == 1 and tokens[at].text in lexicon.grammar):
            return length, concepts
    return 0, frozenset()


def _rarity(word: str) -> float:
    rank = asking.common_words().get(word)
    if rank is None:
        return 1.2
    return 1.0 if rank >= _USUAL else 0.4
