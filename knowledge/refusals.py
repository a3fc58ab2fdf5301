"""What the fact model refuses, said so that a curator can mend it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from knowledge.nearby import did_you_mean

_FIXED = {
    "string_type": "this must be text; if it is, put it in double quotes",
    "bool_type": "this must be true or false, without quotes",
    "int_type": "this must be a whole number, without quotes",
    "is_instance_of": "this must be a number, without quotes, commas or signs of money",
    "tuple_type": "this must be a list, as in [one, two]",
    "model_type": "this must be a record of 'field: value' lines",
    "decimal_parsing": "this must be a number, without quotes, commas or signs of money",
    "none_required": "leave this field out",
}


def message_of(error: ErrorDetails, model: type[BaseModel]) -> str:
    """Say one pydantic error in plain words: what is wrong; how to mend it."""
    kind = error["type"]
    loc = error["loc"]
    name = str(next((part for part in reversed(loc) if isinstance(part, str)), ""))
    given = error["input"]
    context: Mapping[str, object] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        fields = tuple(_inner(model, loc[:-1]).model_fields)
        return f"unknown field {name!r}; {did_you_mean(name, fields) or 'the fields are ' + ', '.join(fields)}"
    if kind == "missing":
        return f"the field {name!r} is missing; add it"
    if kind == "string_pattern_mismatch":
        if name == "url":
            return f"{_short(given)} is no safe address; write one that starts with https://"
        return f"{_short(given)} is not an id; write small letters, digits and single hyphens, as in jane-doe"
    if kind == "string_too_short":
        return f"{name!r} is too short; write at least {context.get('min_length')} characters or leave it out"
    if kind == "string_too_long":
        limit = context.get("max_length")
        return f"{name!r} has {len(str(given))} characters of {limit} allowed; say it more briefly"
    if kind == "literal_error":
        return f"{_short(given)} is not allowed as {name!r}; write {context.get('expected')}"
    if kind == "too_short":
        return f"{name!r} is empty; give at least one"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{_short(given)} is no paragraph; count the article's non-empty lines from 1"
    if kind == "value_error":
        said = str(context.get("error", error["msg"]))
        return said if ";" in said else f"{said}; mend it"
    if kind in _FIXED:
        return f"{name!r} is {_short(given)}; {_FIXED[kind]}"
    return f"{name!r}: {error['msg']}; see docs/curating.md"


def _inner(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    """Give the model that holds the place: the record's own, or one nested in it."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = next(iter(_models(model.model_fields[part].annotation)), model)
    return model


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in getattr(annotation, "__args__", ()) for found in _models(inner)]


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "empty"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, dict):
        return "a record"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
