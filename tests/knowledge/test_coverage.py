from knowledge.coverage import coverage_lines
from tests.knowledge.conftest import ARTICLES, reading_of

PARAGRAPHS = {name: [line for line in text.splitlines() if line] for name, text in ARTICLES.items()}


def test_the_report_names_what_no_statement_cites_or_uses() -> None:
    lines = list(coverage_lines(reading_of(), PARAGRAPHS))
    assert lines == [
        "money-report: 3 of 4 paragraphs cited",
        "    2  not used:  Wednesday",
        "    3  not used:  3rd",
        "    4  not cited: Weather: mild, with some rain in the evening.",
        "dockers-decide: 4 of 4 paragraphs cited",
        "    2  not used:  4,400, May 8",
        "    4  not used:  John",
    ]


def test_page_furniture_is_no_gap_and_a_missing_article_is_said() -> None:
    furniture = {"sources.yaml": ('published: "2024-06-30"', 'published: "2024-06-30"\n  metadata_paragraphs: [4]')}
    lines = list(coverage_lines(reading_of(furniture), {"money-report": PARAGRAPHS["money-report"]}))
    assert not any("Weather" in line for line in lines)
    assert lines[-1] == "dockers-decide: no article to look into"
