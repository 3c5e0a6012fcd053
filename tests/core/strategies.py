"""Hypothesis strategies and builders for schedules, cards, histories and days of practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card, apply_entry
from tpm_tui.core.cards.events import CardAction, CardActionKind, HistoryEntry, Redo, Review, Triage, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.settings import PlanSettings

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RULES = Rules()

grades = st.sampled_from(Grade)
spaced = st.lists(st.integers(-40, -1), max_size=9).map(
    lambda ago: tuple(2 * TODAY.toordinal() + each for each in sorted(ago))
)
"""Spaced answers of a card until yesterday, good and missed ones."""
buried = st.sampled_from([None, TODAY, TODAY - timedelta(days=1)])
rules = st.builds(
    Rules,
    intervals=st.lists(st.integers(1, 40), min_size=1, max_size=7).map(tuple),
    miss=st.sampled_from(["first", "down-one"]),
)


def review(
    question: str = "late", grade: Grade = Grade.GOOD, day: date = TODAY, id: str = "r1", seq: int = 1
) -> Review:
    """Return a review; only the fields that matter for cards can be set."""
    return Review(
        id=id, seq=seq, at=NOW, day=day, session="s", question=question, prompt="?", answer="", grade=grade
    )


@dataclass
class Log:
    """Builder of a history; each method appends one entry."""

    day: date = TODAY
    entries: list[HistoryEntry] = field(default_factory=list)
    active: list[Review] = field(default_factory=list)
    undone: list[Review] = field(default_factory=list)
    """Reviews that can be redone, the next one last."""

    def drill(self, question: str, grade: Grade) -> Review:
        """Append a drill answer, which never moves the box."""
        return self.answer(question, grade, drill=True)

    def answer(self, question: str, grade: Grade, drill: bool = False) -> Review:
        entry = replace(review(question, grade, self.day, f"r{self._seq}", self._seq), drill=drill)
        self.entries.append(entry)
        self.active.append(entry)
        self.undone.clear()
        return entry

    def undo(self) -> Undo | None:
        """Undo the newest active review; return None if there is none."""
        if not self.active:
            return None
        last = self.active.pop()
        self.undone.append(last)
        entry = Undo(
            id=f"u{self._seq}", seq=self._seq, at=NOW, day=self.day, review=last.id, question=last.question
        )
        self.entries.append(entry)
        return entry

    def redo(self) -> Redo | None:
        """Redo the newest undone review, unless an answer followed; return None if there is none."""
        if not self.undone:
            return None
        redone = self.undone.pop()
        self.active.append(redone)
        seq = self._seq
        entry = Redo(id=f"v{seq}", seq=seq, at=NOW, day=self.day, review=redone.id, question=redone.question)
        self.entries.append(entry)
        return entry

    def act(self, question: str, action: CardActionKind) -> CardAction:
        seq = self._seq
        entry = CardAction(id=f"a{seq}", seq=seq, at=NOW, day=self.day, question=question, action=action)
        self.entries.append(entry)
        return entry

    def triage(self, question: str, known: bool) -> Triage:
        seq = self._seq
        entry = Triage(id=f"t{seq}", seq=seq, at=NOW, day=self.day, question=question, known=known)
        self.entries.append(entry)
        return entry

    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)

    @property
    def _seq(self) -> int:
        return len(self.entries) + 1


@st.composite
def logs(
    draw: st.DrawFn,
    questions: tuple[str, ...] = ("a", "b", "c"),
    undo: bool = True,
    act: bool = True,
    clock_back: bool = False,
    max_size: int = 25,
) -> Log:
    """A history of answers, optionally with undos, card actions and a clock that is set back."""
    days = st.integers(-3 if clock_back else 0, 20)
    steps: list[st.SearchStrategy[tuple[object, ...]]] = [
        st.tuples(st.just("answer"), st.sampled_from(questions), grades),
        st.tuples(st.just("answer"), st.sampled_from(questions), grades),
        st.tuples(st.just("drill"), st.sampled_from(questions), grades),
        st.tuples(st.just("wait"), days),
    ]
    if undo:
        steps += [st.tuples(st.just("undo")), st.tuples(st.just("redo"))]
    if act:
        actions = [action for action in CardActionKind if undo or action is not CardActionKind.UNRESET]
        steps.append(st.tuples(st.just("act"), st.sampled_from(questions), st.sampled_from(actions)))
        steps.append(st.tuples(st.just("triage"), st.sampled_from(questions), st.booleans()))
    log = Log()
    for name, *arguments in draw(st.lists(st.one_of(steps), max_size=max_size)):
        getattr(log, str(name))(*arguments)
    return log


def card_of(cards: Cards, question: str) -> Card:
    """Return the question's card, or a new one if it is missing."""
    return cards.get(question) or Card(question)


@dataclass(frozen=True)
class Day:
    """The inputs of an agenda."""

    order: tuple[str, ...]
    cards: Cards
    today: date
    budget: int
    rules: Rules
    interview: date | None

    @property
    def questions(self) -> dict[str, str]:
        return one_topic(self.order)

    @property
    def plan_settings(self) -> PlanSettings:
        return PlanSettings(budget=self.budget, interview=self.interview, rules=self.rules)


def one_topic(questions: Iterable[str]) -> dict[str, str]:
    """Return the questions as the planner takes them, all with one topic."""
    return dict.fromkeys(questions, "topic")


@st.composite
def schedules(
    draw: st.DrawFn, today: date = TODAY, rules: Rules = RULES, clock_back: bool = False
) -> Schedule:
    """The schedule of a card at the start of a day: new, or in some box since some day."""
    box = draw(st.integers(0, rules.boxes))
    if box == 0:
        return Schedule()
    ago = st.integers(1, 40)
    last = today - timedelta(days=draw(st.integers(-2, 0) | ago if clock_back else ago))
    return Schedule(box=box, last=last, day=last, lapses=draw(st.integers(0, 3)), reviews=1, review="before")


@st.composite
def days(
    draw: st.DrawFn,
    flags: bool = True,
    clock_back: bool = False,
    answers: bool = True,
    horizon: st.SearchStrategy[int | None] | None = None,
    max_size: int = 16,
) -> Day:
    """A day of practice: a bank, its cards with some answered today, a budget and perhaps an interview date.

    `horizon` draws the days until the interview, None for no date; by default any number, also negative.
    """
    rules_ = draw(st.just(RULES) | rules)
    order = tuple(f"q{number:02}" for number in draw(st.permutations(range(draw(st.integers(0, max_size))))))
    cards: Cards = {}
    for question in order:
        card = Card(question, draw(schedules(rules=rules_, clock_back=clock_back)))
        if flags and draw(st.integers(0, 5)) == 0:
            card = Card(question, card.schedule, suspended=draw(st.booleans()), buried=draw(buried))
        if card.schedule.seen and draw(st.booleans()):
            card = replace(card, spaced=draw(spaced))
        if answers and draw(st.integers(0, 4)) == 0:
            card = apply_entry(card, review(question, draw(grades), TODAY, f"today-{question}"), rules_)
        if card != Card(question) or draw(st.booleans()):
            cards[question] = card
    left = draw(horizon if horizon is not None else st.none() | st.integers(-3, 40))
    interview = None if left is None else TODAY + timedelta(days=left)
    return Day(order, cards, TODAY, draw(st.integers(1, 12)), rules_, interview)


def answer(cards: Cards, question: str, grade: Grade, today: date, rules: Rules, id: str = "new") -> Cards:
    """Return a copy of the cards after one more answer."""
    card = apply_entry(card_of(cards, question), review(question, grade, today, id), rules)
    return {**cards, question: card}
