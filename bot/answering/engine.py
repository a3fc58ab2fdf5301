"""The one function in front of answering: question in, cited answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.answering import compose
from bot.answering.conversation import Conversation, Turn
from bot.answering.endorsing import Endorsements
from bot.answering.described import resolved, untitled
from bot.answering.facts import fact_index
from bot.answering.fields import Fields
from bot.answering.followup import follow_up
from bot.answering.framing import unframed
from bot.answering.funds import Funds
from bot.answering.intents import property_scores
from bot.answering.lexicon import lexicon
from bot.answering.match import Match, matches
from bot.answering.names import name_index
from bot.answering.portrait import Portraits
from bot.answering.refuse import refusal
from bot.answering.say import listed
from bot.answering.spelling import Speller
from bot.answering.text import Token, tokenize
from bot.answering.timing import MONTHS, Scope, months_of, scope_of
from bot.answering.types import Answer, Kind
from bot.answering.understand import pronoun_of, read, wanted_of
from bot.answering.units import Reading, Unit
from knowledge import asking
from knowledge.model import Organization, Person, Post, Statement
from knowledge.snapshot import Snapshot

MAX_QUESTION = 4000
_NEAR = 0.08
_ENOUGH = 0.55
# what a question may hold besides names and still be nothing but a question about endorsements, or about money
_OF_ENDORSEMENTS = frozenset(
    "endorse union officials senate congress-member governor alderman state-legislator mayor neutral run treasurer".split()
)
_OF_FIELDS = frozenset("run enter mull party primary change general missing who".split())
_OF_MONEY = frozenset(["money", "run", "front-runner", "campaign-finance"])


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
        self._fields = Fields(snapshot, self._index)
        self._endorsed = {s.subject: s.as_of for s in self._endorsements.statements if s.as_of and s.object}
        self._portraits = Portraits(snapshot, self._index)

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
        seen: dict[str, None] = {}
        for fact in self._index.facts:
            question = compose.question(self.snapshot, fact.statement)
            if question and question not in seen and self._answers(question):
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
        asked = [t.text for t in tokens]
        plain = unframed(tokens)
        tokens = plain.tokens
        reading = read(tokens, self._names, self._lexicon)
        if plain.checks:
            reading = replace(reading, form="check")
        reading = untitled(reading, self.snapshot, self._index)
        told.add("read", describe(reading))
        refused = refusal(asked)
        if refused and not (refused.group == "opinion" and self._states_assessment(reading)):
            told.add("refused", refused.group)
            kind: Kind = "declined" if refused.kind == "decline" else "no_answer"
            return self._reply(kind, refused.group), Turn(reading)
        if conversation is not None and conversation.turns:
            followed = follow_up(reading, conversation, self.snapshot, self._index)
            if followed.answer:
                return followed.answer, Turn(conversation.turns[-1].reading)
            if followed.reading is not reading:
                reading = followed.reading
                told.add("follows", describe(reading))
        return self._resolve(reading, tokens, told), Turn(reading)

    def _resolve(self, reading: Reading, tokens: Sequence[Token], told: Explanation) -> Answer:
        scope, scoped = scope_of(reading, self._endorsed, self.snapshot.facts.race.horizon)
        if scope is not None:
            told.add("time", f"{scope.first} to {scope.last}")
        found = self._several(scoped, tokens, scope, told) or self._attempt(scoped, scope, told)
        if found is None and scope is not None:
            found = self._attempt(reading, None, told)
        if found is None:
            found = self._partly(reading, tokens, told)
        return found if found is not None else self._nothing(reading)

    def _partly(self, reading: Reading, tokens: Sequence[Token], told: Explanation) -> Answer | None:
        """Answer the clause that asks; where several ask and one gets no answer, say that only part is known."""
        people = tuple(u for u in reading.units if u.ids and self._is_somebody(u))
        parts = clauses(reading, tokens)
        said: list[Answer] = []
        for part in parts:
            if not any(u.ids for u in part.units):
                part = replace(part, units=(*people, *part.units))
            told.add("clause", describe(part))
            answer = self._attempt(part, None, told)
            if answer is not None and answer.kind == "answer":
                said.append(answer)
        if not said:
            return None
        if len(said) == len(parts) or not asks(parts[0].tokens):
            return said[0]
        made = compose.joined(self.snapshot, said)
        return replace(made, kind="no_answer", text=f"{made.text} The articles don't say the rest.")

    def _several(
        self, reading: Reading, tokens: Sequence[Token], scope: Scope | None, told: Explanation
    ) -> Answer | None:
        """Answer several questions in one message, each by itself; None unless every one gets an answer."""
        parts = questions(reading, tokens)
        if len(parts) < 2:
            return None
        said: list[Answer] = []
        dialogue = Conversation()
        for part in parts:
            told.add("part", describe(part))
            answer = None
            if said:
                followed = follow_up(part, dialogue, self.snapshot, self._index)
                answer = self._attempt(followed.reading, scope, told)
            answer = answer or self._attempt(part, scope, told)
            if answer is None and said:
                shared = tuple(u for u in parts[0].units if u.ids or u.hard)
                answer = self._attempt(replace(part, units=(*shared, *part.units)), scope, told)
            if answer is None or answer.kind != "answer":
                return None
            said.append(answer)
            dialogue.turns.append(Turn(part, answer))
        return compose.joined(self.snapshot, said)

    def _attempt(self, reading: Reading, scope: Scope | None, told: Explanation) -> Answer | None:
        found = self._try(reading, scope, told)
        if found is None:
            described = resolved(reading, self.snapshot, self._index)
            if described is not None:
                told.add("described", describe(described))
                found = self._try(described, scope, told)
        return found

    def _try(self, reading: Reading, scope: Scope | None, told: Explanation) -> Answer | None:
        if not any(u.kind != "detail" and u.weight >= 0.4 for u in reading.units):
            return None
        intents = property_scores(reading, self.snapshot.entities)
        told.add("intents", ", ".join(f"{k} {v:.2f}" for k, v in sorted(intents.items(), key=lambda i: -i[1])[:4]))
        found = matches(reading, self._index, self.snapshot.entities, intents, scope=scope)
        for match in found[:6]:
            left = " ".join(u.text for u in match.left)
            told.add(
                "  match",
                f"{match.score:.2f} {match.fact.id}{' LEFT ' + left if left else ''}{'' if match.given else ' NOT GIVEN'}",
            )
        family = self._family(reading, found, intents, scope, told)
        if family is not None:
            return family
        bare = self._portraits.reply(reading) if scope is None else None
        if bare is not None:
            return bare
        accepted = [m for m in found if m.accepted and m.score >= _ENOUGH]
        if accepted:
            return self._from_matches(reading, accepted)
        return self._paired(reading, found) or self._corrected(reading, found)

    def _family(
        self,
        reading: Reading,
        found: Sequence[Match],
        intents: dict[str, float],
        scope: Scope | None,
        told: Explanation,
    ) -> Answer | None:
        """Let the families of questions that set facts side by side answer first."""
        topics = {c for u in reading.units for c in u.concepts}
        if reading.wanted in ("reason", "duration"):
            return None
        candidates = any(u.ids & self._endorsements.candidates for u in reading.units)
        if (
            "said" not in topics
            and ("endorse" in topics or ("union" in topics and candidates) or intents.get("endorsement", 0) >= 0.55)
            and only_about(reading, _OF_ENDORSEMENTS)
        ):
            told.add("family", "endorsements")
            reply = self._endorsements.reply(reading, scope, given=_asks_whom(reading))
            sure = found and found[0].accepted and found[0].fact.statement.property.startswith("endorsement")
            if reply is None and self._names_somebody(reading) and not sure:
                described = resolved(reading, self.snapshot, self._index)
                reply = self._endorsements.reply(described, scope, given=_asks_whom(reading)) if described else None
                reply = reply or self._nothing(reading)
            if reply is not None:
                return reply
        if "money" in topics and only_about(reading, _OF_MONEY):
            told.add("family", "amounts")
            reply = self._funds["cash-on-hand"].reply(reading)
            if reply is None and not any(m.accepted and m.fact.statement.amount is not None for m in found):
                described = resolved(reading, self.snapshot, self._index)
                reply = self._try(described, scope, told) if described else self._nothing(reading)
            if reply is not None:
                return reply
        parties = any(u.ids and not self._is_somebody(u) for u in reading.units)
        if (topics & {"run", "change"} or (parties and intents.get("field", 0) >= 0.6)) and only_about(
            reading, _OF_FIELDS
        ):
            told.add("family", "fields")
            return self._fields.reply(reading, scope)
        return None

    def _is_somebody(self, unit: Unit) -> bool:
        return all(
            isinstance(self.snapshot.entities[i], Person | Organization) for i in unit.ids - self._index.backdrop
        )

    def _names_somebody(self, reading: Reading) -> bool:
        return any(
            isinstance(self.snapshot.entities[i], Person | Organization | Post)
            for u in reading.units
            for i in u.ids - self._index.backdrop
        )

    def _from_matches(self, reading: Reading, accepted: Sequence[Match]) -> Answer:
        best = accepted[0]
        near = [m for m in accepted if m.score >= best.score - _NEAR]
        which = self._ambiguous(reading, near)
        if which:
            return which
        chosen = best.fact.statement
        named = {i for u in reading.units for i in u.ids}
        same = [
            m.fact.statement
            for m in near
            if _alike(chosen, m.fact.statement)
            and (
                m.fact.statement.subject == chosen.subject
                or reading.wanted == "anything"
                or chosen.subject not in named
            )
            and not _superseded_by(chosen, m.fact.statement)
        ]
        made = compose.sentences(self.snapshot, same[:3])
        return self._of_one(reading, made, same[0])

    def _of_one(self, reading: Reading, made: Answer, statement: Statement) -> Answer:
        """Say whom an answer is not about, where a bare surname could mean several people and only one has the fact."""
        for unit in reading.units:
            people = [i for i in sorted(unit.ids) if isinstance(self.snapshot.entities[i], Person)]
            if len(people) < 2 or unit.described or not unit.ids & {statement.subject, *statement.object}:
                continue
            others = [self.snapshot.entities[i].name for i in people if i not in statement.entity_ids()]
            if others and not any(name in made.text for name in others):
                return replace(made, text=f"{made.text} The articles don't say it of {listed(others)}.")
        return made

    def _paired(self, reading: Reading, found: Sequence[Match]) -> Answer | None:
        """Answer a question in two parts by two facts about the same subject that leave nothing over between them."""
        if "and" not in reading.tokens or reading.form == "check":
            return None
        for first in found[:12]:
            if first.score < 0.5 or not first.left or not first.given:
                continue
            rest = set(first.left)
            for second in found[:40]:
                same = (
                    first.fact.statement.subject in second.fact.direct
                    or second.fact.statement.subject in first.fact.direct
                )
                if (
                    second is not first
                    and second.given
                    and same
                    and not rest & set(second.left)
                    and len(rest) < len([u for u in reading.units if u.hard])
                ):
                    return compose.sentences(self.snapshot, [first.fact.statement, second.fact.statement])
        return None

    def _ambiguous(self, reading: Reading, near: Sequence[Match]) -> Answer | None:
        for unit in reading.units:
            if len(unit.ids) < 2 or not all(isinstance(self.snapshot.entities[i], Person) for i in unit.ids):
                continue
            hit = {
                i: m.fact.statement
                for m in reversed(near)
                for i in unit.ids & {m.fact.statement.subject, *m.fact.statement.object}
            }
            if len(hit) > 1:
                return self._clarify(hit)
        return None

    def _clarify(self, hit: dict[str, Statement]) -> Answer:
        ids = sorted(hit)
        names = listed([self.snapshot.entities[i].name for i in ids], "or")
        suggestions = []
        for i in ids:
            question = compose.question(self.snapshot, hit[i]) or f"Who is {self.snapshot.entities[i].name}?"
            if not self._answers(question):
                question = f"Who is {self.snapshot.entities[i].name}?"
            suggestions.append(question)
        made = compose.answer(
            self.snapshot, f"Which do you mean: {names}?", [hit[i] for i in ids], None, "clarify", suggestions
        )
        return made

    def _corrected(self, reading: Reading, found: Sequence[Match]) -> Answer | None:
        """Answer a question whose premise differs from the one thing that the facts say instead."""
        properties = single_valued()
        named = {i for u in reading.units for i in u.ids}
        for match in found:
            statement = match.fact.statement
            if len(match.left) != 1 or match.score < 0.4:
                continue
            left = match.left[0]
            amount = statement.amount is not None and left.kind == "number" and reading.form == "check"
            single = statement.property in properties or amount
            if single and statement.subject in named and self._comparable(left, statement):
                return compose.sentences(self.snapshot, [statement])
            if reading.form == "check" and self._says_instead(reading, left, match):
                return compose.sentences(self.snapshot, [statement])
        return None

    def _comparable(self, unit: Unit, statement: Statement) -> bool:
        """Tell whether a unit is of the kind of the statement's value, so that the value corrects it."""
        q = statement.qualifiers
        if statement.amount is not None and unit.kind == "number":
            return True
        if not unit.ids:
            dated = statement.date or q.since or q.until
            return bool(dated) and (unit.kind == "number" or unit.text in MONTHS)
        entities = self.snapshot.entities
        kinds = {type(entities[i]) for i in (*statement.object, *filter(None, (q.party, q.place, q.contest)))}
        if statement.property == "endorsement":
            return unit.ids <= self._endorsements.candidates
        return all(type(entities[i]) in kinds for i in unit.ids)

    def _says_instead(self, reading: Reading, left: Unit, match: Match) -> bool:
        """Tell whether a yes-or-no question got all but one thing right: who said it, or what about."""
        others = [u for u in reading.units if u.hard and u is not left]
        if match.fact.statement.property not in ("said", "allegation", "pledge"):
            return False
        if left.ids:
            return self._is_somebody(left) and sum(not u.ids for u in others) >= 1
        return sum(bool(u.ids & match.fact.direct) for u in others) >= 2 and any(u.kind == "topic" for u in others)

    def _states_assessment(self, reading: Reading) -> bool:
        found = matches(reading, self._index, self.snapshot.entities, {}, frozenset({"assessment"}))
        return bool(found) and found[0].accepted and found[0].score >= 0.8

    def _answers(self, question: str) -> bool:
        return self._answer(question, None, Explanation())[0].kind == "answer"

    def _nothing(self, reading: Reading) -> Answer:
        people = {
            i: self.snapshot.entities[i].name
            for u in reading.units
            if len(u.ids) == 1
            for i in u.ids
            if i not in self._index.backdrop
        }
        if people:
            return compose.reply(self.snapshot, "no_answer", "unknown-about", names=listed(list(people.values())[:3]))
        return compose.reply(self.snapshot, "no_answer", "off-topic")

    def _near(self, reading: Reading) -> tuple[str, ...]:
        """Suggest up to three questions about whom or what was asked, each of which gets an answer."""
        out: list[str] = []
        entities = [i for u in reading.units if len(u.ids) == 1 for i in u.ids if i not in self._index.backdrop]
        for entity in entities:
            for at in self._index.by_entity.get(entity, ())[:12]:
                statement = self._index.facts[at].statement
                question = compose.question(self.snapshot, statement) if statement.subject == entity else None
                if question and question not in out and self._answers(question):
                    out.append(question)
                if len(out) == 3:
                    return tuple(out)
        return tuple(out)

    def _reply(self, kind: Kind, key: str) -> Answer:
        return compose.reply(self.snapshot, kind, key)


def only_about(reading: Reading, topics: frozenset[str]) -> bool:
    """Tell whether a question holds nothing but names and these topics."""
    dated = len(months_of(reading)) > 1
    return all(
        u.ids or u.concepts & topics or (dated and (u.kind == "number" or u.text in MONTHS))
        for u in reading.units
        if u.hard
    )


def single_valued() -> frozenset[str]:
    """Give the properties that have one true value at a time."""
    several = {"holds-post", "candidacy", "other-candidacy", "endorsement"}
    return frozenset(name for name, p in asking.table("properties").items() if p.get("single")) | several


def questions(reading: Reading, tokens: Sequence[Token]) -> list[Reading]:
    """Split a message that asks several things: at a sentence's end, or where "and" or a comma leads to a question word."""
    if len(reading.tokens) != len(tokens):
        return []
    asking_words = ("who", "what", "which", "when", "where", "why", "how", "whose", "whom")
    starts = [0]
    for at in range(2, len(tokens)):
        opens = tokens[at].text in asking_words and (
            tokens[at].breaks or tokens[at - 1].text == "and" or tokens[at].ends
        )
        preposed = (
            at + 1 < len(tokens)
            and tokens[at].text in ("at", "for", "in", "on", "by", "was", "is", "did")
            and tokens[at - 1].text == "and"
            and (tokens[at + 1].text in asking_words or tokens[at].text in ("was", "is", "did"))
        )
        if opens or preposed:
            starts.append(at)
    if len(starts) < 2 or not any(t.text in (*asking_words, "is", "did", "was", "does") for t in tokens[: starts[1]]):
        return []
    parts = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        units = tuple(
            replace(u, start=u.start - start, end=u.end - start) for u in reading.units if start <= u.start < end
        )
        texts = reading.tokens[start:end]
        parts.append(Reading(texts, units, wanted_of(texts), "open", frozenset(reading.details), pronoun_of(texts)))
    return parts


def asks(texts: Sequence[str]) -> bool:
    """Tell whether words hold a question word."""
    return any(t in ("who", "what", "which", "when", "where", "why", "how", "whose", "whom") for t in texts)


def clauses(reading: Reading, tokens: Sequence[Token]) -> list[Reading]:
    """Split a long message where it pauses; the parts that ask something come first."""
    starts = [
        0,
        *(at for at in range(1, len(tokens)) if at < len(tokens) and (tokens[at].breaks or tokens[at].text == "but")),
    ]
    if len(starts) < 2 or len(reading.tokens) != len(tokens):
        return []
    parts = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        units = tuple(u for u in reading.units if start <= u.start < end)
        if not any(u.kind in ("entity", "topic") and u.hard for u in units):
            continue
        parts.append(
            (
                not asks([t.text for t in tokens[start:end]]),
                start,
                replace(
                    reading,
                    tokens=reading.tokens[start:end],
                    units=tuple(replace(u, start=u.start - start, end=u.end - start) for u in units),
                ),
            )
        )
    asking_parts = [p for p in parts if not p[0]]
    return [part for _, _, part in sorted(asking_parts or parts, key=lambda p: p[1])]


def describe(reading: Reading) -> str:
    """Say in a line how a question was read."""
    units = [
        f"{u.text}={'/'.join(sorted(u.ids)) or '/'.join(sorted(u.concepts)) or u.kind}{'' if u.hard else '~'}"
        for u in reading.units
    ]
    return f"{reading.form}, wants {reading.wanted}: " + "; ".join(units)


def _asks_whom(reading: Reading) -> bool:
    line = " ".join(reading.tokens)
    return (
        reading.wanted == "person"
        and any(f"who {aux} " in line or f"whom {aux} " in line for aux in ("did", "does", "do", "has"))
        or " with who" in line
        or " for who" in line
    )


def _alike(one: Statement, other: Statement) -> bool:
    speaking = {"said", "pledge"}
    return one.property == other.property or {one.property, other.property} <= speaking


def _superseded_by(newer: Statement, older: Statement) -> bool:
    return newer.supersedes == older.id
