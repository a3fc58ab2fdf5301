"""Mending misspellings against the words of the race and of the vocabulary, never a good English word."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.text import Token, stem

_MIN_LENGTH = 4


class Speller:
    """Knows which words are words here.

    Args:
        names: words of the race's names, preferred when a misspelling could be either.
        known: words of the vocabulary and of the statements.
        english: common English words with their ranks; these are left as they are.
    """

    def __init__(self, names: frozenset[str], known: frozenset[str], english: dict[str, int]) -> None:
        self._known = known | names
        self._english = english
        self._names = sorted(n for n in names if len(n) >= _MIN_LENGTH and not n[0].isdigit())
        self._words = sorted(w for w in known if len(w) > _MIN_LENGTH and w.isalpha())
        self._cache: dict[str, str | None] = {}

    def mend(self, tokens: Sequence[Token]) -> list[Token]:
        """Put the meant word in place of each misspelt one."""
        out = []
        for token in tokens:
            meant = self.meant(token.text)
            out.append(token if meant is None else Token(meant, stem(meant), token.breaks, token.ends))
        return out

    def meant(self, word: str) -> str | None:
        """Give the word that a misspelling means, or None where it stands as it is."""
        if word in self._known or len(word) < 3 or not word.isalpha():
            return None
        if word not in self._cache:
            if len(self._cache) > 10_000:
                self._cache.clear()
            self._cache[word] = self._look_up(word)
        return self._cache[word]

    def _look_up(self, word: str) -> str | None:
        if word.endswith("s") and word[:-1] in self._names:
            return word[:-1]
        if word.endswith("es") and word[:-2] in self._names:
            return word[:-2]
        if word in self._english or len(word) < _MIN_LENGTH or len(word) > 24:
            return None
        bare = word[:-1] if word.endswith("s") else word
        return self._nearest(bare, self._names) or self._nearest(word, self._names) or self._nearest(word, self._words)

    def _nearest(self, word: str, choices: Sequence[str]) -> str | None:
        allowed = 1 if len(word) < 6 else 2 if len(word) < 9 else 3
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=2)
        # two words just as near say nothing; a first letter is seldom mistyped in a longer slip
        found = [f for f in found if f[1] <= 1 or f[0][0] == word[0]]
        if not found or (len(found) > 1 and found[0][1] == found[1][1]):
            return None
        return str(found[0][0])
