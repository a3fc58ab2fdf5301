"""A made-up race, and an answerer that says what a test wants it to say."""

from __future__ import annotations

from bot.answering import Answer, Citation, Conversation
from bot.desk import Desk
from knowledge.model import Person, Post, Race, RaceFacts, Reference, Source, Statement
from knowledge.snapshot import Snapshot

ANSWER = Answer(
    "answer",
    "Jo Vane had about $120,000 in cash at the end of June 2024.",
    (Citation("harbor-herald", (4,)), Citation("second-look", (2, 7))),
    "2024-06",
    ("Who has endorsed Jo Vane?",),
    "How much cash does Jo Vane have?",
    ("vane-cash",),
)
CLARIFY = Answer(
    "clarify",
    "Two people are called Vane: Jo Vane and Max Vane.",
    (Citation("harbor-herald", (1,)),),
    suggestions=("How much cash does Jo Vane have?", "How much cash does Max Vane have?"),
)
NO_ANSWER = Answer("no_answer", "The articles don't say.")
DECLINED = Answer("declined", "I don't say who will win.")
EXAMPLES = ("How much cash does Jo Vane have?", "Who has endorsed Jo Vane?", "Who is running?")


def facts(*, cash: str = "Jo Vane had about $120,000 in cash in June 2024.", extra: int = 0) -> RaceFacts:
    """The made-up race, with what a test wants to differ."""

    def statement(number: int, text: str) -> Statement:
        reference = Reference(source="harbor-herald", paragraphs=(4,))
        name = "vane-cash" if number == 0 else f"vane-said-{number}"
        return Statement(
            id=name, subject="jo-vane", property="background", value=f"thing {number}", text=text,
            references=(reference,),
        )  # fmt: skip

    return RaceFacts(
        race=Race(id="harbor-mayor", name="Harbor mayor 2024", post="mayor", horizon="2024-07-02"),
        sources=(
            Source(id="harbor-herald", label="Harbor Herald", published="2024-07-02"),
            Source(id="second-look", label="A second look", publisher="The Bay Post", published="2024-06/2024-07"),
        ),
        people=(Person(id="jo-vane", name="Jo Vane", short="Vane"),),
        posts=(Post(id="mayor", name="mayor of Harbor"),),
        statements=(statement(0, cash), *(statement(n, f"Jo Vane said thing {n}.") for n in range(1, extra + 1))),
    )


class Says:
    """Stands in for the answerer: answers every question with what was set, and remembers what it was asked."""

    def __init__(self, snapshot: Snapshot, answer: Answer | Exception = ANSWER) -> None:
        self.snapshot = snapshot
        self.gives: Answer | Exception = answer
        self.asked: list[tuple[str, Conversation | None]] = []

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        self.asked.append((question, conversation))
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives

    def example_questions(self) -> tuple[str, ...]:
        return EXAMPLES


def desk(answer: Answer | Exception = ANSWER, read=facts, **options) -> Desk:
    """A loaded desk that answers every question with one answer."""
    made = Desk(read, build=lambda snapshot: Says(snapshot, answer), **options)
    made.load()
    return made
