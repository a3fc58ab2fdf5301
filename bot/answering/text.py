"""From what somebody typed to tokens: folded, split, stemmed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

MAX_TOKENS = 160
_LOOKALIKES = str.maketrans("‘’ʼ´`“”‐‑‒–—−⁄…", "'''''\"\"------/.")  # noqa: RUF001 - look-alikes are the point
_TOKEN = re.compile(r"\$+|#|[^\W_]+(?:[.',&][^\W_]+)*'?|[+%&]|[.?!;:,\n/()\"-]")
_STEMMER = snowballstemmer.stemmer("english")
_BREAKS = frozenset('.?!;:,\n/()"-')
_SHORT_ENDS = frozenset(
    [
        "it",
        "in",
        "on",
        "so",
        "him",
        "her",
        "you",
        "me",
        "us",
        "not",
        "no",
        "yes",
        "ok",
        "do",
        "did",
        "job",
        "pto",
        "out",
    ]
)
_IRREGULAR = {
    "aldermen": "alderman", "women": "woman", "men": "man", "chose": "choos", "chosen": "choos",
    "ran": "run", "paid": "pay", "said": "say", "told": "tell", "won": "win", "children": "child",
    "spoke": "speak", "wives": "wife", "began": "begin", "led": "lead", "held": "hold", "met": "meet",
    "went": "go", "gave": "give", "got": "get", "spent": "spend", "lost": "lose", "congressmen": "congressman",
    "congresswomen": "congresswoman", "lobbyist": "lobbi", "lobbyists": "lobbi", "married": "marri",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """One word as asked.

    Attributes:
        text: folded: lower case, no accents, no possessive ending.
        stem: what it shares with its other forms.
        breaks: whether a comma, full stop or the like stands before it.
        ends: whether the break before it ends a sentence.
    """

    text: str
    stem: str
    breaks: bool = False
    ends: bool = False


def fold(text: str) -> str:
    """Fold case, accents and look-alike punctuation away; drop what is not visible."""
    plain = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES)).casefold()
    return "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf", "Cs", "Co") or c == "\n")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Give the stem of a folded word (Porter's English stemmer, by Snowball)."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return str(_STEMMER.stemWord(word)) if word.isascii() and len(word) > 2 else word


def tokenize(text: str) -> list[Token]:
    """Split a text into at most `MAX_TOKENS` tokens."""
    tokens: list[Token] = []
    breaks = ends = False
    for found in _TOKEN.finditer(fold(text[:8000])):
        word = found.group()
        if (
            word == "."
            and tokens
            and (len(tokens[-1].text) < 4 or "." in tokens[-1].text)
            and tokens[-1].text not in _SHORT_ENDS
        ):
            continue
        if word in _BREAKS:
            breaks = breaks or word not in '-/".'
            ends = ends or word in ".?!;\n"
            breaks = breaks or ends
            continue
        word = _bare(word)
        if not word:
            continue
        tokens.append(Token(word, stem(word), breaks, ends))
        breaks = ends = False
        if len(tokens) == MAX_TOKENS:
            break
    return tokens


def words(text: str) -> tuple[str, ...]:
    """Give just the folded words of a text."""
    return tuple(token.text for token in tokenize(text))


def _bare(word: str) -> str:
    if word.endswith("'s"):
        # "who's" and "it's" hold a verb; a noun's ending only says whose
        return word if word in _WITH_VERB else word[:-2]
    word = word.strip("'")
    return word.replace(",", "") if word[:1].isdigit() else word


_WITH_VERB = frozenset(
    ["who's", "what's", "where's", "when's", "how's", "why's", "that's", "there's", "it's", "he's", "she's", "let's"]
)
