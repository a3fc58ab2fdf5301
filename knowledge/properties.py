"""What a statement can say: the closed list of properties, shared by all races."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from knowledge import yamltext
from knowledge.model import Id, Kind, Plain

ValueKind = Literal["object", "amount", "date", "value", "none"]


class Property(Plain):
    """One property.

    Attributes:
        meaning: when to use it, for curators.
        subject: kinds of entity that may be the subject.
        value: what the value may be; `none` permits that there is reported to be none.
        object: kinds of entity that the value may name.
        single: whether there is one true value at a time.
    """

    id: Id
    meaning: str
    subject: tuple[Kind, ...]
    value: tuple[ValueKind, ...]
    object: tuple[Kind, ...] = ()
    single: bool = False


@lru_cache(maxsize=1)
def properties() -> Mapping[str, Property]:
    """Give every property by its id."""
    data = yamltext.read((Path(__file__).parent / "asking" / "properties.yaml").read_bytes()).data
    assert isinstance(data, dict), "properties.yaml is a mapping"
    return MappingProxyType({name: _property(name, fields) for name, fields in data.items()})


def _property(name: str, fields: Mapping[str, object]) -> Property:
    fitted = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    return Property.model_validate({"id": name, **fitted})
