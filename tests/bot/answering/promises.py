"""What every answer keeps to, whatever was asked."""

from __future__ import annotations

import re

from bot.answering import Answer, Answerer
from knowledge import edtf

KINDS = {"answer", "clarify", "no_answer", "declined"}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_RECKONED = ("together", " gap of ")


def check(answer: Answer, answerer: Answerer) -> None:
    """Hold an answer against the contract."""
    assert answer.kind in KINDS
    assert 0 < len(answer.text) <= 1000
    _check_citations(answer, answerer)
    _check_date(answer, answerer)
    _check_numbers(answer, answerer)
    for suggestion in answer.suggestions:
        assert answerer.answer(suggestion).kind == "answer", suggestion
    if answer.kind == "clarify":
        assert len(answer.suggestions) >= 2


def _check_citations(answer: Answer, answerer: Answerer) -> None:
    if answer.kind == "answer":
        assert answer.citations
        assert answer.statements
    allowed: dict[str, set[int]] = {}
    for statement_id in answer.statements:
        for reference in answerer.snapshot.statements[statement_id].references:
            allowed.setdefault(reference.source, set()).update(reference.paragraphs)
    for citation in answer.citations:
        assert citation.source in answerer.snapshot.sources
        assert citation.paragraphs
        assert set(citation.paragraphs) <= allowed[citation.source]
    assert len({c.source for c in answer.citations}) == len(answer.citations)


def _check_date(answer: Answer, answerer: Answerer) -> None:
    dates = [s.as_of for i in answer.statements if (s := answerer.snapshot.statements[i]).as_of]
    if answer.as_of is not None:
        assert answer.as_of in dates
        assert edtf.parse(answer.as_of).last == max(edtf.parse(date).last for date in dates)
    elif answer.kind == "answer":
        assert not dates


def _check_numbers(answer: Answer, answerer: Answerer) -> None:
    """Every number stands in the statements or in where they stand; sums and gaps are reckoned from them."""
    if any(word in answer.text.casefold() for word in _RECKONED):
        return
    race = answerer.snapshot.facts.race
    said = [race.name, edtf.parse(race.horizon).spoken(), str(len(answer.statements))]
    for statement_id in answer.statements:
        statement = answerer.snapshot.statements[statement_id]
        said += [statement.text, f"{statement.amount:,}" if statement.amount is not None else ""]
        said += [edtf.parse(date).spoken() for date in (statement.as_of, statement.date) if date]
        # an endorser's or a candidate's name may hold a number of its own
        said += [answerer.snapshot.entities[i].name for i in statement.entity_ids()]
    if answer.kind != "answer":
        said += [entity.name for entity in answerer.snapshot.entities.values()]
    for citation in answer.citations:
        said += [answerer.snapshot.sources[citation.source].label, *map(str, citation.paragraphs)]
    known = set(_NUMBER.findall(" ".join(said)))
    assert set(_NUMBER.findall(answer.text)) <= known, answer.text
