from datetime import date

import pytest

from knowledge import edtf


@pytest.mark.parametrize(
    ("text", "first", "last", "spoken"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2024-06-30", date(2024, 6, 30), date(2024, 6, 30), "June 30, 2024"),
        ("2024-03/2024-06-30", date(2024, 3, 1), date(2024, 6, 30), "between March 2024 and June 30, 2024"),
    ],
)
def test_a_date_means_its_first_to_its_last_day(text: str, first: date, last: date, spoken: str) -> None:
    read = edtf.parse(text)
    assert (read.first, read.last, read.spoken()) == (first, last, spoken)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13", "does not exist"),
        ("2023-02-29", "does not exist"),
        ("2024-6", "is not a year, month or day"),
        ("June 2024", "is not a year, month or day"),
        ("2024-06/2024-05", "runs backwards"),
        ("2024/2025/2026", "more than one"),
        ("", "is not a year"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        edtf.parse(text)
