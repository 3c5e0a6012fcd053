"""Which stories of the learner serve which questions, and how well.

A story is no answer: it was not written for the question, and will be adapted when it is used. By chance it
shares words with many questions. So it serves a question only if it has the parts that make it a story,
surely makes one of the points, and is near to the question in two ways that do not depend on each other:

- few other questions have their points made better by it, and few are nearer to its title and tags; or
- few other questions of the bank fit its words better, and few are worded more like it.

A wrong "serves" does more harm than a missing one: the learner would prepare the wrong story. docs/stories.md
has the precision. A match is a proposal that the learner has to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from tpm_tui.core.bank.bank import PREPARATION
from tpm_tui.core.bank.coverage import Hit
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.cards.grade import share_made
from tpm_tui.core.stories.story import Story

MAX_BETTER_POINTS, MAX_NEARER_HEADING = 2, 1
"""Other questions whose points the story may make better, and that may be nearer to its title and tags."""

MAX_BETTER_TOPIC, MAX_NEARER_WORDING = 1, 4
"""Other questions that the words of the story may fit better, and that may be worded more like it.

These numbers and those above are in the middle of those that give about the same precision on the labelled
stories in tests/stories.
"""

NEEDED_PARTS = ("action", "result")
"""The parts without which a text is no story yet."""

STORY_PART = "action"
"""The part that every model answer with a story has."""

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


class StoryWordings(Protocol):
    """Compares a text with the wordings of questions; see `WordingFit`."""

    def score_text(self, text: str, questions: Iterable[str]) -> Mapping[str, float]:
        """Return how near the text of a story is to each question."""

    def score_heading(self, heading: str, questions: Iterable[str]) -> Mapping[str, float]:
        """Return how near the title and the tags of a story are to each question."""


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
    """Return the questions that a story is compared with: all but technical ones and those without points."""
    return [question for question in questions if question.kind != "technical" and question.key_points]


def is_answered_by_one_story(question: Question) -> bool:
    """Return whether one story can answer a question, so that it is in the matrix.

    Those of the topic `PREPARATION` are exercises, such as to put questions or to name all stories in two
    minutes, unless their model answer has the parts of a story.
    """
    parts = question.model_answer
    return question.topic != PREPARATION or (
        not isinstance(parts, str) and STORY_PART in map(str.lower, parts)
    )


def find_missing_parts(story: Story) -> tuple[str, ...]:
    """Return the parts without which a story serves no question."""
    return tuple(part for part in NEEDED_PARTS if part not in story.parts)


def fit_story(
    story: Story, questions: Iterable[Question], matcher: StoryTextMatcher, wordings: StoryWordings
) -> tuple[StoryFit, ...]:
    """Return how well a story serves each of the questions of which it surely makes a point.

    Args:
        story: the story.
        questions: the questions, as of `questions_for_stories`.
        matcher: compares the text of the story with a question.
        wordings: compares the story with the wording of a question.
    """
    asked = {question.id: question for question in questions}
    heading = " ".join((story.title, *story.tags))
    hits = {id: matcher.find_hits(question, story.text) for id, question in asked.items()}
    points = {id: sum(hit.score for hit in found) for id, found in hits.items()}
    headings, texts = wordings.score_heading(heading, asked), wordings.score_text(story.text, asked)
    is_whole = not find_missing_parts(story)

    def serves(question: Question) -> bool:
        if not is_whole:
            return False
        id = question.id
        if _is_among(id, points, MAX_BETTER_POINTS) and _is_among(id, headings, MAX_NEARER_HEADING):
            return True
        better = matcher.count_better(question, story.text)
        return better is not None and better <= MAX_BETTER_TOPIC and _is_among(id, texts, MAX_NEARER_WORDING)

    sure = {id: tuple(hit for hit in found if hit.sure) for id, found in hits.items()}
    return tuple(_fit(story, asked[id], found, serves(asked[id])) for id, found in sure.items() if found)


def _is_among(question: str, scores: Mapping[str, float], others: int) -> bool:
    """Return whether at most so many other questions have a higher score, and this one has any."""
    own = scores[question]
    return own > 0 and sum(score > own for score in scores.values()) <= others


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


def _fit(story: Story, question: Question, hits: tuple[Hit, ...], serves: bool) -> StoryFit:
    made = {hit.point for hit in hits}
    missing = tuple(point.name for point in question.key_points if point.must and point.name not in made)
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
