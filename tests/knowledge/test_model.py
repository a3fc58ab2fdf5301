from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.model import Statement

BASE: dict[str, Any] = {
    "id": "a-statement",
    "subject": "jane-doe",
    "property": "said",
    "text": "Jane Doe said something.",
    "references": ({"source": "money-report", "paragraphs": (1,)},),
}


@pytest.mark.parametrize(
    "value",
    [
        {"object": ("john-roe",)},
        {"amount": Decimal(0), "unit": "USD"},
        {"date": "2024"},
        {"value": "so much"},
        {"novalue": True},
        {"somevalue": True},
    ],
)
def test_a_statement_has_one_value_of_any_kind(value: dict[str, Any]) -> None:
    assert Statement.model_validate(BASE | value)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "exactly one"),
        ({"value": "x", "novalue": True}, "exactly one"),
        ({"amount": Decimal(1)}, "amount and unit go together"),
        ({"value": "x", "unit": "USD"}, "amount and unit go together"),
        ({"value": "x", "bound": "about"}, "bound goes with an amount"),
        ({"value": "x", "references": ()}, "at least 1 item"),
        ({"value": "x", "text": "A" * 421}, "at most 420"),
        ({"value": "x", "hidden": "yes"}, "valid boolean"),
        ({"value": "x", "colour": "red"}, "not permitted"),
    ],
)
def test_a_statement_that_contradicts_itself_is_refused(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Statement.model_validate(BASE | fields)


def test_the_entities_of_a_statement_come_subject_first_and_once() -> None:
    statement = Statement.model_validate(
        BASE
        | {
            "object": ("john-roe", "mary-roe"),
            "qualifiers": {"party": "tide-party", "attribution": "john-roe"},
            "about": ("jane-doe", "dockers-union"),
        }
    )
    assert statement.entity_ids() == ("jane-doe", "john-roe", "mary-roe", "tide-party", "dockers-union")
