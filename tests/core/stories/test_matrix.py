"""The matrix: which story serves which question, the gaps, and stories that are used too often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.core.bank.question import KeyPoint, Kind, Question
from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.stories.matrix import (
    StoryMatrix,
    build_matrix,
    fit_story,
    is_answered_by_one_story,
    questions_for_stories,
)
from tpm_tui.core.stories.story import Story

POINTS = (KeyPoint("a", must=True), KeyPoint("b", must=True), KeyPoint("c"), KeyPoint("d"))


def question(id: str, kind: Kind = "behavioural") -> Question:
    return Question(id, f"{id}?", POINTS, kind=kind)


def story(id: str, text: str, result: str = "It worked.", title: str = "") -> Story:
    """Return a story whose text names the points that it makes: `one:ab` makes a and b of question one.

    Its title, by default the same, names the questions to which it is near, the nearest with most plus signs.
    """
    return Story(id=id, title=title or text, action=text, result=result)


class Matcher:
    """Reads the points from the text, and the number of better questions as in `better:3`."""

    def find_hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        made = {word.partition(":")[2] for word in answer.split() if word.startswith(f"{question.id}:")}
        return tuple(
            Hit(point.name, answer, 2.0, sure=any(point.name in names for names in made))
            for point in question.key_points
        )

    def count_better(self, question: Question, text: str) -> int | None:
        found = [word.partition(":")[2] for word in text.split() if word.startswith("better:")]
        return int(found[0]) if found else None


class Wordings:
    """Reads from a text how near it is to a question: `one:` is near, and `one:++` nearer."""

    def score_text(self, text: str, questions: Iterable[str]) -> dict[str, float]:
        return self.score_heading(text, questions)

    def score_heading(self, heading: str, questions: Iterable[str]) -> dict[str, float]:
        found = {id: [word for word in heading.split() if word.startswith(f"{id}:")] for id in questions}
        return {
            id: max((1.0 + word.count("+") for word in words), default=0.0) for id, words in found.items()
        }


def matrix(*stories: Story, questions: tuple[str, ...] = ("one", "two"), uses: str = "") -> StoryMatrix:
    asked = [question(id) for id in questions]
    fits = {each.id: fit_story(each, asked, Matcher(), Wordings()) for each in stories}
    entries = [
        StoryUse(
            id=str(n),
            at=datetime(2026, 11, 22, tzinfo=UTC),
            day=date(2026, 11, 1 + n),
            session="s",
            question="one",
            story=id,
        )
        for n, id in enumerate(uses)
    ]
    return build_matrix(stories, asked, fits, entries)


def test_technical_questions_are_left_out() -> None:
    asked = [
        question("one"),
        question("two", "technical"),
        question("three", "hybrid"),
        Question("four", "?"),
    ]
    assert [each.id for each in questions_for_stories(asked)] == ["one", "three"]


@pytest.mark.parametrize(
    ("topic", "parts", "is_shown"),
    [
        ("preparation", {}, False),
        ("preparation", {"the three": "x", "what serves what": "y"}, False),
        ("preparation", {"Context": "x", "Action": "y"}, True),
        ("delivery", {"the three": "x"}, True),
    ],
)
def test_no_single_story_answers_an_exercise(topic: str, parts: dict[str, str], is_shown: bool) -> None:
    asked = replace(question("one"), topic=topic, model_answer=parts)
    assert is_answered_by_one_story(asked) is is_shown


QUESTIONS = ("one", "two", "three", "four", "five", "six")


def test_story_serves_a_question_to_which_its_title_is_near() -> None:
    found = matrix(story("x", "one:ac"), story("y", "one:cd two:a", title="two:"))
    rows = {row.question: row for row in found.questions}
    (fit,) = rows["one"].serving
    assert (fit.story, fit.missing, fit.share) == ("x", ("b",), 0.5)
    assert [hit.point for hit in fit.hits] == ["a", "c"]
    assert [near.story for near in rows["one"].near] == ["y"]
    assert [fit.story for fit in rows["two"].serving] == ["y"]


def test_title_may_be_nearer_to_one_other_question() -> None:
    assert "one" not in matrix(story("x", "one:a", title="one: two:+")).without_story
    far = story("x", "one:a", title="one: two:+ three:+")
    assert "one" in matrix(far, questions=QUESTIONS).without_story


class Scored(Matcher):
    """Gives some questions a better point than the others."""

    def __init__(self, better: tuple[str, ...]) -> None:
        self.better = better

    def find_hits(self, question: Question, answer: str) -> tuple[Hit, ...]:
        return (Hit("a", answer, 3.0 if question.id in self.better else 2.0, sure=True),)


@pytest.mark.parametrize(("better", "serves"), [(QUESTIONS[1:3], True), (QUESTIONS[1:4], False)])
def test_points_of_two_other_questions_may_be_made_better(better: tuple[str, ...], serves: bool) -> None:
    asked = [question(id) for id in QUESTIONS]
    assert fit_story(story("x", "one:"), asked, Scored(better), Wordings())[0].serves is serves


def test_story_serves_a_question_that_its_words_fit() -> None:
    far = "two:+ three:+"
    assert "one" not in matrix(story("x", "one:c better:1", title=far), questions=QUESTIONS).without_story
    assert "one" in matrix(story("x", "one:c better:2", title=far), questions=QUESTIONS).without_story
    assert "one" in matrix(story("x", "one:c", title=far), questions=QUESTIONS).without_story


def test_words_must_be_near_to_the_wording_too() -> None:
    others = " ".join(f"{id}:+" for id in QUESTIONS[1:])
    text = f"one:c {others} better:0"
    assert "one" in matrix(story("x", text, title="two:+ three:+"), questions=QUESTIONS).without_story


def test_story_without_a_sure_point_serves_nothing() -> None:
    assert matrix(story("x", "one: better:0")).without_story == ("one", "two")


def test_story_without_a_result_serves_nothing() -> None:
    found = matrix(story("x", "one:abcd", result=""))
    assert found.without_story == ("two", "one")
    assert found.questions[1].near[0].share == 1.0
    assert found.stories[0].missing_parts == ("result",)


def test_weakest_questions_come_first() -> None:
    found = matrix(
        story("x", "one:ab two:ac four:ab"),
        story("y", "four:abcd three:c", title="four:"),
        questions=("one", "two", "three", "four", "five"),
    )
    assert [row.question for row in found.questions] == ["five", "three", "two", "one", "four"]
    assert found.without_story == ("five", "three")
    assert found.with_one_story == ("two", "one")
    assert [fit.story for fit in found.questions[-1].serving] == ["y", "x"]


def test_story_in_most_answers_is_used_too_often() -> None:
    found = matrix(story("x", "one:ab"), story("y", "two:ab"), uses="xyxx")
    assert [(row.uses, row.often) for row in found.stories] == [(3, "uses"), (1, "")]
    assert found.stories[0].last_used == date(2026, 11, 4)
    assert matrix(story("x", "one:ab"), story("y", "two:ab"), uses="xxyy").stories[0].often == ""


def test_only_story_for_most_questions_is_used_too_often() -> None:
    ids = ("one", "two", "three", "four", "five")
    many = story("x", " ".join(f"{id}:ab" for id in ids[:4]))
    (first, second) = matrix(many, story("y", "five:ab"), questions=ids).stories
    assert (first.alone, first.often) == (("one", "two", "three", "four"), "alone")
    assert (second.alone, second.often) == (("five",), "")


def test_matrix_without_stories_has_all_questions() -> None:
    assert matrix().without_story == ("one", "two")
