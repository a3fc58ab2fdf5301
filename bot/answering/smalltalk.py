"""Messages that ask nothing: greetings, thanks, a call for help."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.answering.lexicon import lexicon
from bot.answering.text import Token, tokenize
from knowledge import asking


@lru_cache(maxsize=1)
def _messages() -> frozenset[tuple[str, ...]]:
    translate = lexicon().translate
    listed = asking.table("en/smalltalk")["messages"]
    return frozenset(tuple(t.text for t in translate(tokenize(str(message)))) for message in listed)


def is_small_talk(tokens: Sequence[Token]) -> bool:
    """Tell whether a whole message is small talk."""
    return tuple(token.text for token in tokens) in _messages()
