"""Layouts hold Discord's limits and show facts as they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answer, Citation
from bot.face import render, words
from bot.face.buttons import QuestionButton
from knowledge.model import Source
from knowledge.snapshot import snapshot_of
from tests.bot.face import race
from tests.double import limits

SNAPSHOT = snapshot_of(race.facts())
# what turns into something else in Discord: markup, mentions, links, lists, headings
HOSTILE = st.text(alphabet="ab1 .\n\\*_~`|<>[]()#-+@:/&!", max_size=200)
anything = st.one_of(st.text(max_size=1000), HOSTILE)


def texts(view):
    return [item.content for item in view.walk_children() if hasattr(item, "content")]


def seen(escaped):
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", escaped.replace("\u200b", ""))


@given(anything)
def test_escaped_text_reads_as_it_was_written(text):
    assert seen(render.escape(text)) == text.replace("\u200b", "")


@given(HOSTILE)
def test_no_markup_is_left_alive(text):
    bare = re.sub(r"\\[^A-Za-z0-9\s]", "x", render.escape(text))
    assert not re.search(r"[*_~`|<>\[\]]", bare)
    assert not re.search(r"(?m)^\s*([#+-]|\d+[.)])", bare)
    assert not re.search(r"[a-z0-9]://", bare)


@pytest.mark.parametrize("ping", ["@everyone", "@here", "<@123>", "<@!123>", "<@&123>"])
def test_no_mention_is_left_alive(ping):
    assert ping not in render.escape(f"x {ping} y")


@given(
    kind=st.sampled_from(["answer", "clarify", "no_answer", "declined"]),
    text=st.text(min_size=1, max_size=1000).filter(str.strip),
    heading=st.none() | anything,
    suggestions=st.lists(anything, max_size=12).map(tuple),
    paragraphs=st.lists(st.integers(1, 10_000), min_size=1, max_size=400).map(tuple),
)
def test_every_layout_keeps_every_limit(kind, text, heading, suggestions, paragraphs):
    citations = (Citation("harbor-herald", paragraphs[:20]), Citation("second-look", paragraphs))
    view = render.layout(Answer(kind, text, citations, "2024", suggestions, heading), SNAPSHOT)
    body = {"components": view.to_components(), "flags": limits.V2, "allowed_mentions": {"parse": []}}
    assert limits.problems("POST", "/channels/1/messages", body) == []


def many_sources(count):
    sources = tuple(Source(id=f"source-{n}", label=f"Source {n} {'x' * 90}", published="2024") for n in range(count))
    facts = race.facts().model_copy(update={"sources": sources})
    return snapshot_of(facts), tuple(Citation(source.id, (n + 1,)) for n, source in enumerate(sources))


def test_sources_are_left_out_whole_and_counted_never_cut():
    snapshot, citations = many_sources(30)
    lines = texts(render.layout(Answer("answer", "x" * 1000, citations), snapshot))[-1].splitlines()
    assert lines[-1] == f"-# and {30 - len(lines[1:-1])} more sources"
    for number, line in enumerate(lines[1:-1], 1):
        assert line == f"-# {number}. Source {number - 1} {'x' * 90}, 2024, paragraph {number}"


def test_the_longest_of_everything_together_fits():
    snapshot, citations = many_sources(30)
    suggestions = tuple(f"{n}{'*' * 400}" for n in range(5))
    answer = Answer("answer", "word *_ " * 400, citations, "2022-09-30/2023-09-30", suggestions, "*" * 400)
    view = render.layout(answer, snapshot)
    assert 3_500 < sum(len(text) for text in texts(view)) <= 4_000


def test_an_answer_has_its_heading_and_everything_else_speaks_for_itself():
    first_lines = [
        texts(render.layout(answer, SNAPSHOT))[0].splitlines()[0]
        for answer in (race.ANSWER, race.CLARIFY, race.NO_ANSWER, race.DECLINED)
    ]
    assert first_lines == [
        "### How much cash does Jo Vane have?",
        race.CLARIFY.text,
        race.NO_ANSWER.text,
        race.DECLINED.text,
    ]


def test_a_question_back_has_its_buttons_before_its_sources():
    parts = list(render.layout(race.CLARIFY, SNAPSHOT).walk_children())
    button = next(at for at, part in enumerate(parts) if isinstance(part, QuestionButton))
    sources = next(at for at, part in enumerate(parts) if "Source" in getattr(part, "content", ""))
    assert button < sources


@pytest.mark.parametrize(
    ("text", "as_of", "told"),
    [
        ("Vane had $5 in June 2024.", "2024-06", None),
        ("Vane had $5.", "2024-06", "-# As of June 2024"),
        ("Vane, who runs since June 3, 2024, had $5.", "2024-06", "-# As of June 2024"),
        ("Vane was endorsed between May 2024 and June 2024.", "2024-06", "-# As of June 2024"),
        ("Vane was endorsed between May 2024 and June 2024.", "2024-05/2024-06", None),
        ("Vane was endorsed.", "2024-05/2024-06", "-# As of some time between May 2024 and June 2024"),
        ("Vane runs in the 2024 race.", "2024", "-# As of 2024"),
    ],
)
def test_a_date_that_the_sentence_gives_is_not_said_again(text, as_of, told):
    shown = texts(render.layout(Answer("answer", text, race.ANSWER.citations, as_of), SNAPSHOT))
    assert [line for line in shown if line.startswith("-# As of")] == ([told] if told else [])


def test_several_statements_are_set_as_points():
    snapshot = snapshot_of(race.facts(extra=2))
    text = "Yes. Jo Vane said thing 1. Jo Vane said thing 2."
    answer = Answer("answer", text, race.ANSWER.citations, statements=("vane-said-1", "vane-said-2"))
    assert texts(render.layout(answer, snapshot))[0].splitlines() == [
        "Yes.",
        "- Jo Vane said thing 1.",
        "- Jo Vane said thing 2.",
    ]


def test_figures_by_name_are_set_as_points_and_a_sentence_with_a_semicolon_is_not():
    listed = Answer("answer", "Jo Vane: about $5 (June 2024); Max Vane: $7 (May 2024).")
    assert texts(render.layout(listed, SNAPSHOT)) == ["- Jo Vane: about $5 (June 2024)\n- Max Vane: $7 (May 2024)"]
    sentence = Answer("answer", "Jo Vane has $5; Max Vane: $7.")
    assert texts(render.layout(sentence, SNAPSHOT)) == [sentence.text]


def test_what_could_be_asked_is_offered_as_such():
    assert words.COULD_ASK in texts(render.layout(race.ANSWER, SNAPSHOT))[-1]
    assert words.COULD_ASK not in "".join(texts(render.layout(race.CLARIFY, SNAPSHOT)))


@given(st.lists(HOSTILE.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=5))
def test_a_notice_shows_every_line_as_it_was_written(lines):
    first, *points = render.notice(lines).splitlines()
    assert seen(first) == f"**{lines[0]}**".replace("\u200b", "")
    assert [seen(point) for point in points] == [f"- {line}" for line in lines[1:]]


def test_one_source_is_named_once_with_all_its_paragraphs():
    citations = (Citation("harbor-herald", (7,)), Citation("harbor-herald", (2, 4)))
    assert render.source_lines(citations, SNAPSHOT) == ["1. Harbor Herald, July 2, 2024, paragraphs 2, 4 and 7"]


def test_a_worked_out_date_says_so_and_a_link_shows_no_preview():
    source = Source(
        id="a", label="Odd [title]", url="https://example.org/a_b", published="2024-06", published_derived="issue no."
    )
    snapshot = snapshot_of(race.facts().model_copy(update={"sources": (source,)}))
    (line,) = render.source_lines((Citation("a", (1,)),), snapshot)
    assert line == r"1. [Odd \[title\]](<https://example.org/a_b>), June 2024 (date inferred), paragraph 1"


def test_what_the_label_says_already_is_not_said_twice():
    source = Source(
        id="a", label="Bay Post article on the debate (June 2024)", publisher="Bay Post", published="2024-06",
        published_derived="issue no.",
    )  # fmt: skip
    snapshot = snapshot_of(race.facts().model_copy(update={"sources": (source,)}))
    (line,) = render.source_lines((Citation("a", (1,)),), snapshot)
    assert line == "1. Bay Post article on the debate (June 2024) (date inferred), paragraph 1"


def test_a_question_too_long_for_a_button_stands_as_a_line():
    long = "Which of the many unions that are named has endorsed whom " + "and why " * 10 + "?"
    view = render.layout(Answer("clarify", "Which?", suggestions=(long, "Who is running?")), SNAPSHOT)
    assert "- Which of the many unions" in "\n".join(texts(view))
    labels = [item.item.label for item in view.walk_children() if isinstance(item, QuestionButton)]
    assert labels == ["Who is running?"]


@pytest.mark.parametrize("limit", range(2, 30))
def test_clipping_never_leaves_half_an_escape(limit):
    clipped = render.clip(render.escape("one *two* [three] <four>"), limit)
    assert len(clipped) <= limit
    assert not clipped.rstrip("…").endswith("\\")
