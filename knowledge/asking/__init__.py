"""How people ask, as data: concepts, fillers, slang, refusals, intents and replies; shared by all races."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=32)
def table(name: str) -> Any:
    """Read one of the vocabulary's YAML files, by its path below this folder without ".yaml"."""
    with (FOLDER / f"{name}.yaml").open("rb") as file:
        return yaml.load(file, Loader=_LOADER)


@lru_cache(maxsize=1)
def common_words() -> dict[str, int]:
    """Give the 30,000 commonest English words, each with its rank from 0 (the commonest)."""
    words = (FOLDER / "en" / "common-words.txt").read_text(encoding="ascii").split()
    return {word: rank for rank, word in enumerate(words)}
