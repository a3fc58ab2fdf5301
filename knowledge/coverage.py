"""What the articles hold and no statement uses yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.articles import Articles
from knowledge.grounding import capitalised
from knowledge.model import Statement
from knowledge.names import full_forms, short_forms, words
from knowledge.quantities import Mention, mentions
from knowledge.reading import Reading

EXCERPT = 90


def coverage_lines(reading: Reading, articles: Articles) -> Iterator[str]:
    """Give a report, article by article: paragraphs nobody cites, then names and numbers nobody uses."""
    citing: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for _, statement in reading.statements():
        for reference in statement.references:
            for paragraph in reference.paragraphs:
                citing[(reference.source, paragraph)].append(statement)
    vocabulary = _vocabulary(reading)
    for _, source in reading.sources():
        paragraphs = articles.get(source.id)
        if paragraphs is None:
            yield f"{source.id}: no article to look into"
            continue
        cited = [n for n in range(1, len(paragraphs) + 1) if (source.id, n) in citing]
        yield f"{source.id}: {len(cited)} of {len(paragraphs)} paragraphs cited"
        for number, text in enumerate(paragraphs, start=1):
            if number in source.metadata_paragraphs:
                continue
            if number not in cited:
                yield f"  {number:>3}  not cited: {_excerpt(text)}"
            elif unused := list(_unused(text, citing[(source.id, number)], vocabulary)):
                yield f"  {number:>3}  not used:  {', '.join(unused)}"


def _vocabulary(reading: Reading) -> dict[str, set[str]]:
    """Give for each entity the words of all its names."""
    return {
        entity.id: {word for form in full_forms(entity) | short_forms(entity) for word in form.split()}
        for _, entity in reading.entities()
    }


def _unused(text: str, statements: list[Statement], vocabulary: dict[str, set[str]]) -> Iterator[str]:
    """Give the names and numbers of a paragraph that none of the statements citing it uses."""
    said = {word for s in statements for part in (s.text, s.value or "", *s.keywords) for word in words(part)}
    said |= {word for s in statements for entity_id in s.entity_ids() for word in vocabulary.get(entity_id, ())}
    figures = {_figure(mention) for s in statements for mention in mentions(f"{s.text} {s.value or ''}")}
    names = (name for name in capitalised(text) if not said.issuperset(words(name)))
    numbers = (m.surface for m in mentions(text) if m.surface.lower() != "one" and _figure(m) not in figures)
    yield from dict.fromkeys([*names, *numbers])


def _figure(mention: Mention) -> object:
    """Give what makes two mentions the same: a date's month and day are enough, for papers leave out the year."""
    return (mention.day[1:] if mention.day[1] else mention.day), mention.number


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"
