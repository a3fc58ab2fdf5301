"""The one function in front of answering: question in, cited answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.answering import compose
from bot.answering.conversation import Conversation, Turn
from bot.answering.endorsing import Endorsements
from bot.answering.facts import fact_index
from bot.answering.followup import follow_up
from bot.answering.funds import Funds
from bot.answering.intents import property_scores
from bot.answering.lexicon import lexicon
from bot.answering.match import Match, matches
from bot.answering.names import name_index
from bot.answering.portrait import Portraits
from bot.answering.refuse import refusal
from bot.answering.say import listed
from bot.answering.spelling import Speller
from bot.answering.text import Token, fold, tokenize
from bot.answering.types import Answer, Kind
from bot.answering.understand import read
from bot.answering.units import Reading, Unit
from knowledge import asking
from knowledge.model import Person, Statement
from knowledge.snapshot import Snapshot

MAX_QUESTION = 4000
_NEAR = 0.08
_ENOUGH = 0.55


@dataclass
class Explanation:
    """What each stage saw, as lines for a curator."""

    lines: list[str] = field(default_factory=list)

    def add(self, stage: str, what: object) -> None:
        self.lines.append(f"{stage}: {what}")


class Answerer:
    """Answers questions from one snapshot; built once a revision, then only read.

    Safe to share between threads; a `Conversation` is not.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._lexicon = lexicon()
        self._names = name_index(snapshot)
        self._index = fact_index(snapshot, self._lexicon)
        words = frozenset(w for key in self._lexicon.phrases for w in key) | self._lexicon.fillers
        plain = frozenset(
            t.text
            for groups in asking.table("en/concepts").values()
            for listed_words in groups.values()
            for t in tokenize(listed_words)
        )
        self._speller = Speller(self._names.parts, words | plain | self._index.vocabulary, asking.common_words())
        self._endorsements = Endorsements(snapshot, self._index)
        self._funds = {p: Funds(snapshot, self._index, p) for p in ("cash-on-hand", "fundraising", "spending", "poll")}
        self._portraits = Portraits(snapshot, self._index)

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer a question; never raises for any text."""
        return self.explain(question, conversation)[0]

    def explain(self, question: str, conversation: Conversation | None = None) -> tuple[Answer, Explanation]:
        """Answer as `answer` does and tell how it came about."""
        told = Explanation()
        answer, turn = self._answer(question, conversation, told)
        told.add("answer", f"{answer.kind} from {', '.join(answer.statements) or 'no statement'}")
        if conversation is not None and turn is not None:
            conversation.turns.append(replace(turn, answer=answer))
        return answer, told

    def example_questions(self) -> tuple[str, ...]:
        """Give complete questions that this snapshot answers, best first: for autocomplete and help."""
        seen: dict[str, None] = {}
        for fact in self._index.facts:
            question = compose.question(self.snapshot, fact.statement)
            if question and question not in seen and self.answer(question).kind == "answer":
                seen[question] = None
        return tuple(seen)

    # --- stages

    def _answer(
        self, question: str, conversation: Conversation | None, told: Explanation
    ) -> tuple[Answer, Turn | None]:
        if len(question) > MAX_QUESTION:
            return self._reply("no_answer", "too-long"), None
        tokens = self._speller.mend(self._lexicon.translate(tokenize(question)))
        told.add("words", " ".join(t.text for t in tokens))
        if not tokens:
            return self._reply("no_answer", "empty"), None
        reading = read(tokens, self._names, self._lexicon)
        told.add("read", describe(reading))
        refused = refusal(reading.tokens)
        if refused and not (refused.group == "opinion" and self._states_assessment(reading)):
            told.add("refused", refused.group)
            kind: Kind = "declined" if refused.kind == "decline" else "no_answer"
            return self._reply(kind, refused.group), Turn(reading)
        if conversation is not None and conversation.turns:
            followed = follow_up(reading, conversation, self.snapshot)
            if followed.answer:
                return followed.answer, Turn(conversation.turns[-1].reading)
            if followed.reading is not reading:
                reading = followed.reading
                told.add("follows", describe(reading))
        return self._resolve(reading, tokens, told), Turn(reading)

    def _resolve(self, reading: Reading, tokens: Sequence[Token], told: Explanation) -> Answer:
        found = self._attempt(reading, told)
        if found is None:
            for part in clauses(reading, tokens):
                told.add("clause", describe(part))
                found = self._attempt(part, told)
                if found is not None:
                    break
        return found if found is not None else self._nothing(reading)

    def _attempt(self, reading: Reading, told: Explanation) -> Answer | None:
        if not any(u.kind != "detail" and u.weight >= 0.4 for u in reading.units):
            return None
        intents = property_scores(reading, self.snapshot.entities)
        told.add("intents", ", ".join(f"{k} {v:.2f}" for k, v in sorted(intents.items(), key=lambda i: -i[1])[:4]))
        bare = self._portraits.reply(reading)
        if bare is not None:
            return bare
        found = matches(reading, self._index, self.snapshot.entities, intents)
        for match in found[:6]:
            left = " ".join(u.text for u in match.left)
            told.add("  match", f"{match.score:.2f} {match.fact.id}{' LEFT ' + left if left else ''}{'' if match.given else ' NOT GIVEN'}")
        special = self._special(reading, found, intents, told)
        if special is not None:
            return special
        accepted = [m for m in found if m.accepted and m.score >= _ENOUGH]
        if accepted:
            return self._from_matches(reading, accepted)
        if reading.form == "check":
            return self._corrected(reading, found)
        return None

    def _special(
        self, reading: Reading, found: Sequence[Match], intents: dict[str, float], told: Explanation
    ) -> Answer | None:
        topics = {c for u in reading.units for c in u.concepts}
        best = found[0] if found else None
        foreign = [u for u in reading.units if u.hard and (u.kind in ("word", "absent", "number"))]
        asks_endorsement = "endorse" in topics or intents.get("endorsement", 0) >= 0.6
        if asks_endorsement and not foreign and (best is None or not best.accepted or best.fact.statement.property.startswith("endorsement")):
            reply = self._endorsements.reply(reading, given=_asks_whom(reading))
            if reply is not None:
                told.add("composed", "endorsements")
                return reply
        if "money" in topics and not foreign:
            reply = self._funds["cash-on-hand"].reply(reading)
            if reply is not None:
                told.add("composed", "amounts")
                return reply
        return None

    def _from_matches(self, reading: Reading, accepted: Sequence[Match]) -> Answer:
        best = accepted[0]
        near = [m for m in accepted if m.score >= best.score - _NEAR]
        which = self._ambiguous(reading, near)
        if which:
            return which
        same = [
            m.fact.statement
            for m in near
            if m.fact.statement.property == best.fact.statement.property
            and (m.fact.statement.subject == best.fact.statement.subject or reading.wanted == "anything")
            and not _superseded_by(best.fact.statement, m.fact.statement)
        ]
        return compose.sentences(self.snapshot, same[:3])

    def _ambiguous(self, reading: Reading, near: Sequence[Match]) -> Answer | None:
        for unit in reading.units:
            if len(unit.ids) < 2 or not all(isinstance(self.snapshot.entities[i], Person) for i in unit.ids):
                continue
            hit = {i: m.fact.statement for m in reversed(near) for i in unit.ids & {m.fact.statement.subject, *m.fact.statement.object}}
            if len(hit) > 1:
                return self._clarify(hit)
        return None

    def _clarify(self, hit: dict[str, Statement]) -> Answer:
        ids = sorted(hit)
        names = listed([self.snapshot.entities[i].name for i in ids], "or")
        suggestions = []
        for i in ids:
            question = compose.question(self.snapshot, hit[i]) or f"Who is {self.snapshot.entities[i].name}?"
            if self.answer(question).kind != "answer":
                question = f"Who is {self.snapshot.entities[i].name}?"
            suggestions.append(question)
        made = compose.answer(self.snapshot, f"Which do you mean: {names}?", [hit[i] for i in ids], None, "clarify", suggestions)
        return made

    def _corrected(self, reading: Reading, found: Sequence[Match]) -> Answer | None:
        """Answer a yes-or-no question whose premise differs from the one thing that the facts say instead."""
        properties = single_valued()
        named = {i for u in reading.units for i in u.ids}
        for match in found[:12]:
            statement = match.fact.statement
            if statement.subject not in named or match.score < 0.45:
                continue
            if statement.property in properties and len(match.left) == 1:
                left = match.left[0]
                comparable = left.kind in ("entity", "number") or left.concepts & {"month"}
                if comparable:
                    return compose.sentences(self.snapshot, [statement])
        return None

    def _states_assessment(self, reading: Reading) -> bool:
        found = matches(reading, self._index, self.snapshot.entities, {}, frozenset({"assessment"}))
        return bool(found) and found[0].accepted and found[0].score >= 0.8

    def _nothing(self, reading: Reading) -> Answer:
        people = {
            i: self.snapshot.entities[i].name
            for u in reading.units
            if len(u.ids) == 1
            for i in u.ids
            if i not in self._index.backdrop
        }
        suggestions = self._near(people)
        if people:
            return compose.reply(self.snapshot, "no_answer", "unknown-about", names=listed(list(people.values())[:3]), suggestions=suggestions)
        return compose.reply(self.snapshot, "no_answer", "off-topic", suggestions=suggestions)

    def _near(self, people: dict[str, str]) -> list[str]:
        out: list[str] = []
        for entity in people:
            for at in self._index.by_entity.get(entity, ())[:12]:
                statement = self._index.facts[at].statement
                question = compose.question(self.snapshot, statement) if statement.subject == entity else None
                if question and question not in out and self.answer(question).kind == "answer":
                    out.append(question)
                if len(out) == 3:
                    return out
        return out

    def _reply(self, kind: Kind, key: str) -> Answer:
        return compose.reply(self.snapshot, kind, key)


def single_valued() -> frozenset[str]:
    """Give the properties that have one true value at a time."""
    return frozenset(name for name, p in asking.table("properties").items() if p.get("single")) | {"holds-post", "candidacy"}


def clauses(reading: Reading, tokens: Sequence[Token]) -> list[Reading]:
    """Split a long message where it pauses; the parts that ask something come first."""
    starts = [0, *(at for at in range(1, len(tokens)) if at < len(tokens) and (tokens[at].breaks or tokens[at].text == "but"))]
    if len(starts) < 2 or len(reading.tokens) != len(tokens):
        return []
    parts = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        units = tuple(u for u in reading.units if start <= u.start < end)
        if not any(u.kind in ("entity", "topic") and u.hard for u in units):
            continue
        asks = any(t.text in ("who", "what", "which", "when", "where", "why", "how", "whose", "whom") for t in tokens[start:end])
        parts.append((not asks, start, replace(reading, tokens=reading.tokens[start:end], units=tuple(replace(u, start=u.start - start, end=u.end - start) for u in units))))
    return [part for _, _, part in sorted(parts, key=lambda p: (p[0], p[1]))]


def describe(reading: Reading) -> str:
    """Say in a line how a question was read."""
    units = [f"{u.text}={'/'.join(sorted(u.ids)) or '/'.join(sorted(u.concepts)) or u.kind}{'' if u.hard else '~'}" for u in reading.units]
    return f"{reading.form}, wants {reading.wanted}: " + "; ".join(units)


def _asks_whom(reading: Reading) -> bool:
    line = " ".join(reading.tokens)
    return reading.wanted == "person" and any(f"who {aux} " in line or f"whom {aux} " in line for aux in ("did", "does", "do", "has")) or " with who" in line or " for who" in line


def _superseded_by(newer: Statement, older: Statement) -> bool:
    return newer.supersedes == older.id


