"""The one function in front of answering: question in, cited answer out."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import compose
from bot.answering.conversation import Conversation, Turn
from bot.answering.described import untitled, with_duty, with_home
from bot.answering.explain import Explanation, describe
from bot.answering.followup import follow_up
from bot.answering.framing import unframed
from bot.answering.match import matches
from bot.answering.prepared import prepare
from bot.answering.refuse import Refusal, refusal
from bot.answering.resolve import resolve
from bot.answering.smalltalk import is_small_talk
from bot.answering.text import tokenize
from bot.answering.types import Answer, Kind
from bot.answering.understand import read
from bot.answering.units import Reading
from knowledge.snapshot import Snapshot

MAX_QUESTION = 4000
_SUGGESTED = 3
_TRIED = 12
_PLAINLY = 0.8
_TELLING = 2
# what a newcomer is likely to want, most telling first
_TELLING_PROPERTIES = ("field", "cash-on-hand", "endorsement", "election-date", "candidacy", "pledge")


class Answerer:
    """Answers questions from one snapshot; built once a revision, then only read.

    Safe to share between threads; a `Conversation` is not.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._answered: dict[str, bool] = {}
        self._prepared = prepare(snapshot, self._answers)

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer a question; never raises for any text."""
        return self.explain(question, conversation)[0]

    def explain(self, question: str, conversation: Conversation | None = None) -> tuple[Answer, Explanation]:
        """Answer as `answer` does and tell how it came about."""
        told = Explanation()
        answer, turn = self._answer(question, conversation, told)
        if answer.kind == "no_answer" and turn is not None:
            answer = replace(answer, suggestions=self._near(turn.reading))
        told.add("answer", f"{answer.kind} from {', '.join(answer.statements) or 'no statement'}")
        if conversation is not None and turn is not None:
            conversation.turns.append(replace(turn, answer=answer))
        return answer, told

    def example_questions(self) -> tuple[str, ...]:
        """Give complete questions that this snapshot answers, best first: for autocomplete and help."""
        asked = (compose.question(self.snapshot, fact.statement) for fact in self._prepared.index.facts)
        return tuple(question for question in dict.fromkeys(filter(None, asked)) if self._answers(question))

    def _answer(
        self, question: str, conversation: Conversation | None, told: Explanation
    ) -> tuple[Answer, Turn | None]:
        if len(question) > MAX_QUESTION:
            return self._reply("no_answer", "too-long"), None
        prepared = self._prepared
        words = prepared.speller.mend(prepared.lexicon.translate(tokenize(question)))
        told.add("words", " ".join(token.text for token in words))
        if not words:
            return self._reply("no_answer", "empty"), None
        if is_small_talk(words):
            return replace(self._reply("no_answer", "hello"), suggestions=self._examples()), None
        plain = unframed(words)
        reading = read(plain.tokens, prepared.names, prepared.lexicon)
        reading = untitled(replace(reading, form="check") if plain.checks else reading, self.snapshot, prepared.index)
        reading = with_home(with_duty(reading, self.snapshot), self.snapshot)
        told.add("read", describe(reading))
        refused = refusal([token.text for token in words])
        if refused and not self._is_reported(refused, reading):
            told.add("refused", refused.group)
            kind: Kind = "declined" if refused.kind == "decline" else "no_answer"
            return self._reply(kind, refused.group), Turn(reading)
        if conversation is not None and conversation.turns:
            followed = follow_up(reading, conversation, self.snapshot, prepared.index)
            if followed.answer is not None:
                return followed.answer, Turn(conversation.turns[-1].reading)
            if followed.reading is not reading:
                reading = followed.reading
                told.add("follows", describe(reading))
        return resolve(prepared, reading, plain.tokens, told), Turn(reading)

    def _answers(self, question: str) -> bool:
        """Tell whether one of our own questions gets an answer; there are no more of them than statements."""
        if question not in self._answered:
            self._answered[question] = self._answer(question, None, Explanation())[0].kind == "answer"
        return self._answered[question]

    def _examples(self) -> tuple[str, ...]:
        """Give a few questions of different kinds, each of which gets an answer."""
        out: list[str] = []
        for property_id in _TELLING_PROPERTIES:
            found = (self._prepared.index.facts[at] for at in self._prepared.index.by_property.get(property_id, ()))
            asked = (compose.question(self.snapshot, fact.statement) for fact in found)
            out += [q for q in (next((q for q in asked if q and self._answers(q)), None),) if q]
        return tuple(out[:_SUGGESTED])

    def _is_reported(self, refused: Refusal, reading: Reading) -> bool:
        """Tell whether what sounds like an opinion, or like later news, is in the articles after all."""
        index, entities = self._prepared.index, self.snapshot.entities
        if refused.group == "after-the-articles":
            found = matches(reading, index, entities, {}, frozenset({"result"}))
            return bool(found) and found[0].accepted
        if refused.group != "opinion" or sum(u.hard for u in reading.units) < _TELLING:
            return False
        found = matches(reading, index, entities, {}, frozenset({"assessment"}))
        return bool(found) and found[0].accepted and found[0].score >= _PLAINLY

    def _near(self, reading: Reading) -> tuple[str, ...]:
        """Suggest a few questions about whom or what was asked, each of which gets an answer."""
        out: list[str] = []
        index = self._prepared.index
        for entity in (i for u in reading.units if len(u.ids) == 1 for i in u.ids if i not in index.backdrop):
            about = (index.facts[at].statement for at in index.by_entity.get(entity, ()))
            # nobody who asked something else is led to what somebody is accused of
            own = [s for s in about if s.subject == entity and s.property != "allegation"]
            own.sort(key=lambda s: s.property not in _TELLING_PROPERTIES)
            for question in (compose.question(self.snapshot, s) for s in own[:_TRIED]):
                if question and question not in out and self._answers(question):
                    out.append(question)
                if len(out) == _SUGGESTED:
                    return tuple(out)
        return tuple(out)

    def _reply(self, kind: Kind, key: str) -> Answer:
        return compose.reply(self.snapshot, kind, key)
