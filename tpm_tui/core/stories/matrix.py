"""Which stories of the learner serve which questions, and how well.

A story is no answer: it was not written for the question, and will be adapted when it is used. So it serves a
question only if it has the parts that make it a story, and if either

- it surely makes several of the question's points, among them a must point, or
- it surely makes one, and no other question of the bank fits the words of the story better.

A wrong "serves" does more harm than a missing one: the learner would prepare the wrong story. On the half
of the labelled stories in tests/stories with which the rule was chosen, precision is 1.00 and recall 0.64;
on the other half they are 1.00 and 0.45.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.cards.grade import share_made
from tpm_tui.core.stories.story import Story

MIN_POINTS = 2
"""Key points that a story must surely make to serve a question of any topic."""

MIN_MUST_POINTS = 1
"""How many of them must be must points, if the question has any."""

NEEDED_PARTS = ("action", "result")
"""The parts without which a text is no story yet."""

OFTEN_USED = 3
"""Uses from which a story may be used too often."""

OFTEN_ALONE = 4
"""Questions from which a story may be the only one for too many."""


class StoryTextMatcher(Protocol):
    """Compares a text with a question."""

    def find_hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Return the points of the question that the text makes or may make."""

    def count_better(self, question: Question, text: str) -> int | None:
        """Return how many other questions of the bank the text fits better; None if it is too short."""


Often: TypeAlias = Literal["", "uses", "alone"]
"""Why a story is used too often: it is in most answers, or the only one for most of the questions."""


class StoryFit(Struct, frozen=True):
    """How well a story serves a question."""

    story: str
    question: str
    hits: tuple[Hit, ...]
    """The points that the story surely makes, each with its sentence, in the question's order."""
    missing: tuple[str, ...]
    """The must points that it lacks."""
    share: float
    """The share of the question's points that it makes, 0 to 1; must points count twice."""
    serves: bool


class QuestionRow(Struct, frozen=True):
    """A question and the stories for it."""

    question: str
    serving: tuple[StoryFit, ...] = ()
    """The stories that serve it, best first."""
    near: tuple[StoryFit, ...] = ()
    """Stories that make some of its points, but too few; best first."""

    @property
    def best(self) -> StoryFit | None:
        """The story with the most points, if any makes one."""
        return next(iter(self.serving or self.near), None)


class StoryRow(Struct, frozen=True):
    """A story and the questions that it serves."""

    story: str
    serves: tuple[StoryFit, ...] = ()
    """Best first."""
    alone: tuple[str, ...] = ()
    """Ids of the questions that no other story serves."""
    uses: int = 0
    """In how many answers it was used."""
    last_used: date | None = None
    often: Often = ""
    """Why it is used too often; empty if it is not."""
    missing_parts: tuple[str, ...] = ()
    """The parts without which it serves no question."""


class StoryMatrix(Struct, frozen=True):
    """All stories and all questions that a story can answer."""

    questions: tuple[QuestionRow, ...]
    """The weakest first: without a story, then with one, then by their best story."""
    stories: tuple[StoryRow, ...]
    """In the order of the file."""

    @property
    def without_story(self) -> tuple[str, ...]:
        """Ids of the questions that no story serves."""
        return tuple(row.question for row in self.questions if not row.serving)

    @property
    def with_one_story(self) -> tuple[str, ...]:
        """Ids of the questions that exactly one story serves."""
        return tuple(row.question for row in self.questions if len(row.serving) == 1)


def questions_for_stories(questions: Iterable[Question]) -> list[Question]:
    """Return the questions that a story can answer: all but technical ones and those without key points."""
    return [question for question in questions if question.kind != "technical" and question.key_points]


def find_missing_parts(story: Story) -> tuple[str, ...]:
    """Return the parts without which a story serves no question."""
    return tuple(part for part in NEEDED_PARTS if part not in story.parts)


def fit_story(story: Story, questions: Iterable[Question], matcher: StoryTextMatcher) -> tuple[StoryFit, ...]:
    """Return how well a story serves each of the questions of which it makes a point.

    Args:
        story: the story.
        questions: the questions, as of `questions_for_stories`.
        matcher: compares the text of the story with a question.
    """
    fits = (_fit(story, question, matcher) for question in questions)
    return tuple(fit for fit in fits if fit.hits)


def build_matrix(
    stories: Sequence[Story],
    questions: Sequence[Question],
    fits: Mapping[str, Sequence[StoryFit]],
    uses: Iterable[StoryUse] = (),
) -> StoryMatrix:
    """Return the matrix.

    Args:
        stories: all stories.
        questions: the questions that a story can answer, in the order of the bank.
        fits: the result of `fit_story` by story id.
        uses: the answers in which stories were used.
    """
    by_question: dict[str, list[StoryFit]] = {question.id: [] for question in questions}
    for story in stories:
        for fit in fits[story.id]:
            by_question[fit.question].append(fit)
    rows = [_question_row(question, found) for question, found in by_question.items()]
    rows.sort(key=lambda row: (min(len(row.serving), 2), row.best.share if row.best else 0.0))
    return StoryMatrix(tuple(rows), tuple(_story_rows(stories, fits, rows, list(uses))))


def _fit(story: Story, question: Question, matcher: StoryTextMatcher) -> StoryFit:
    hits = tuple(hit for hit in matcher.find_hits(question, story.text) if hit.sure)
    made = {hit.point for hit in hits}
    musts = [point.name for point in question.key_points if point.must]
    missing = tuple(name for name in musts if name not in made)
    has_several = len(made) >= min(MIN_POINTS, len(question.key_points)) and len(missing) <= max(
        0, len(musts) - MIN_MUST_POINTS
    )
    serves = (
        bool(made)
        and not find_missing_parts(story)
        and (has_several or matcher.count_better(question, story.text) == 0)
    )
    return StoryFit(story.id, question.id, hits, missing, share_made(question.key_points, made), serves)


def _question_row(question: str, fits: Iterable[StoryFit]) -> QuestionRow:
    ordered = _best_first(fits)
    return QuestionRow(
        question,
        tuple(fit for fit in ordered if fit.serves),
        tuple(fit for fit in ordered if not fit.serves),
    )


def _best_first(fits: Iterable[StoryFit]) -> list[StoryFit]:
    return sorted(fits, key=lambda fit: (-fit.share, -sum(hit.score for hit in fit.hits)))


def _story_rows(
    stories: Sequence[Story],
    fits: Mapping[str, Sequence[StoryFit]],
    rows: Iterable[QuestionRow],
    uses: Sequence[StoryUse],
) -> Iterable[StoryRow]:
    alone: dict[str, list[str]] = {story.id: [] for story in stories}
    served = 0
    for row in rows:
        served += bool(row.serving)
        if len(row.serving) == 1:
            alone[row.serving[0].story].append(row.question)
    counts = Counter(use.story for use in uses)
    last = {use.story: use.day for use in sorted(uses, key=lambda use: use.day)}
    for story in stories:
        count, only = counts[story.id], alone[story.id]
        often: Often = ""
        if count >= OFTEN_USED and 2 * count > len(uses):
            often = "uses"
        elif len(only) >= OFTEN_ALONE and 2 * len(only) > served:
            often = "alone"
        serving = _best_first(fit for fit in fits[story.id] if fit.serves)
        missing = find_missing_parts(story)
        yield StoryRow(story.id, tuple(serving), tuple(only), count, last.get(story.id), often, missing)
