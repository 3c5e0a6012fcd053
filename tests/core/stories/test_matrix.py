"""The matrix: which story serves which question, the gaps, and stories that are used too often."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.core.bank.question import KeyPoint, Kind, Question
from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.stories.matrix import StoryMatrix, build_matrix, fit_story, questions_for_stories
from tpm_tui.core.stories.story import Story

POINTS = (KeyPoint("a", must=True), KeyPoint("b", must=True), KeyPoint("c"), KeyPoint("d"))


def question(id: str, kind: Kind = "behavioural") -> Question:
    return Question(id, f"{id}?", POINTS, kind=kind)


def story(id: str, text: str, result: str = "It worked.") -> Story:
    """Return a story whose text names the points that it makes: `one:ab` makes a and b of question one."""
    return Story(id=id, title=id, action=text, result=result)


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


def matrix(*stories: Story, questions: tuple[str, ...] = ("one", "two"), uses: str = "") -> StoryMatrix:
    asked = [question(id) for id in questions]
    fits = {each.id: fit_story(each, asked, Matcher()) for each in stories}
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


def test_story_serves_with_two_points_of_which_one_is_a_must() -> None:
    found = matrix(story("x", "one:ac"), story("y", "one:cd two:a"))
    rows = {row.question: row for row in found.questions}
    (fit,) = rows["one"].serving
    assert (fit.story, fit.missing, fit.share) == ("x", ("b",), 0.5)
    assert [hit.point for hit in fit.hits] == ["a", "c"]
    assert [near.story for near in rows["one"].near] == ["y"]
    assert not rows["two"].serving


def test_story_on_the_topic_serves_with_one_point() -> None:
    assert matrix(story("x", "one:c better:0")).without_story == ("two",)
    assert matrix(story("x", "one:c better:1")).without_story == ("two", "one")
    assert matrix(story("x", "better:0")).without_story == ("one", "two")


def test_story_without_a_result_serves_nothing() -> None:
    found = matrix(story("x", "one:abcd", result=""))
    assert found.without_story == ("two", "one")
    assert found.questions[1].near[0].share == 1.0
    assert found.stories[0].missing_parts == ("result",)


def test_weakest_questions_come_first() -> None:
    found = matrix(
        story("x", "one:ab two:ac four:ab"),
        story("y", "four:abcd three:c"),
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
