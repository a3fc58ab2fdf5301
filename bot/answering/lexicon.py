"""The general vocabulary, made ready for look-ups: concepts by word and phrase, fillers, slang."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.text import Token, stem, tokenize
from knowledge import asking

TOPIC, DETAIL, ABSENT = "topics", "details", "absent"
_CORE = {TOPIC: 5, DETAIL: 5, ABSENT: 2}


@dataclass(frozen=True)
class Lexicon:
    """What words mean, whatever the race.

    Attributes:
        phrases: concepts by the stems of a word or phrase, as asked.
        core: the same for the words that also show what a statement's sentence is about.
        kinds: each concept's kind: topic, detail or absent.
        longest: how many words the longest phrase has.
        fillers: words that carry no part of a question.
        soft: words that carry little; an answer need not hold them.
        grammar: the fillers that only hold a sentence together.
        slang: careless spellings and the words they stand for.
        spanish: Spanish words and the English that stands for them.
        known: every word of the vocabulary, as written.
    """

    phrases: dict[tuple[str, ...], frozenset[str]]
    core: dict[tuple[str, ...], frozenset[str]]
    kinds: dict[str, str]
    longest: int
    fillers: frozenset[str]
    soft: frozenset[str]
    grammar: frozenset[str]
    slang: dict[str, tuple[str, ...]]
    spanish: dict[str, tuple[str, ...]]
    known: frozenset[str]

    def concepts(self, stems: Sequence[str]) -> frozenset[str]:
        """Give the concepts that exactly these stems stand for."""
        return self.phrases.get(tuple(stems), frozenset())

    def concepts_in(self, tokens: Sequence[Token]) -> set[str]:
        """Give the concepts that a statement's text is surely about, longest phrase first."""
        found: set[str] = set()
        stems = [token.stem for token in tokens]
        at = 0
        while at < len(stems):
            for length in range(min(self.longest, len(stems) - at), 0, -1):
                concepts = self.core.get(tuple(stems[at : at + length]))
                if concepts:
                    found |= concepts
                    at += length
                    break
            else:
                at += 1
        return found

    def translate(self, tokens: list[Token]) -> list[Token]:
        """Write out slang, and Spanish where the question is Spanish."""
        table = self.slang
        if tokens and tokens[0].text == "y" and len(tokens) <= 3:
            # a bare "y" before a name is Spanish for "and" more often than it is "why"
            tokens = [Token("and", "and"), *tokens[1:]]
        spanish = sum(t.text in self.spanish and t.text not in _SHARED for t in tokens)
        if spanish and spanish * 3 >= len(tokens):
            table = {**self.slang, **self.spanish}
        out: list[Token] = []
        for token in tokens:
            meant = table.get(token.text)
            if meant is None:
                out.append(token)
                continue
            out += [Token(w, stem(w), token.breaks and not i, token.ends and not i) for i, w in enumerate(meant)]
        return out


# words that are also English, and so do not show that a question is Spanish
_SHARED = frozenset(["a", "me", "he", "son", "plata", "se", "ano", "dos", "y"])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the vocabulary that is installed with the product."""
    phrases: dict[tuple[str, ...], set[str]] = {}
    core: dict[tuple[str, ...], set[str]] = {}
    kinds: dict[str, str] = {}
    known: set[str] = set()
    for kind, groups in asking.table("en/concepts").items():
        for name, listed in groups.items():
            kinds[name] = kind
            surely, mark, asked = str(listed).partition("|")
            every = [*surely.split(","), *asked.split(",")]
            sure = len(surely.split(",")) if mark else _CORE[kind]
            for at, phrase in enumerate(every):
                words = tokenize(phrase)
                known.update(t.text for t in words)
                stems = tuple(t.stem for t in words)
                if not stems:
                    continue
                phrases.setdefault(stems, set()).add(name)
                if at < sure:
                    core.setdefault(stems, set()).add(name)
    fillers = asking.table("en/fillers")
    soft = frozenset(fillers["soft"].split())
    grammar = frozenset(t for t in fillers["grammar"].split())
    return Lexicon(
        phrases={stems: frozenset(names) for stems, names in phrases.items()},
        core={stems: frozenset(names) for stems, names in core.items()},
        kinds=kinds,
        longest=max(map(len, phrases)),
        fillers=grammar | frozenset(fillers["chatter"].split()),
        soft=soft,
        grammar=grammar,
        slang={str(k): tuple(str(v).split()) for k, v in asking.table("en/slang").items()},
        spanish={str(k): tuple(str(v).split()) for k, v in asking.table("es/words").items()},
        known=frozenset(known) | grammar | frozenset(fillers["chatter"].split()) | soft,
    )
