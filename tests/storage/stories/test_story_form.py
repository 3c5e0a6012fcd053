"""A story can be edited as a small YAML file, and what was not filled in is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import example, given
from msgspec.structs import replace

from tests.storage.stories.test_stories import MOVE, stories
from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.stories.save import cleaned_story
from tpm_tui.storage.stories.story_form import parse_story_form, story_form

PATH = Path("story.yaml")
EMPTY = Story(id="move", title="", updated=datetime(2026, 11, 1, tzinfo=UTC))


def parse(text: str, story: Story = EMPTY) -> Story | Problem:
    return parse_story_form(text.encode(), PATH, story)


def test_form_of_a_story_is_read_as_the_story() -> None:
    assert parse(story_form(MOVE), MOVE) == MOVE


@given(stories)
@example(replace(MOVE, figures=("- 3 weeks", "a: b"), tags=("# one",), context="a\n\n  b\n\tc: |"))
def test_form_of_any_story_is_read_as_the_story(story: Story) -> None:
    story = cleaned_story(story)
    assert parse(story_form(story), story) == story


def test_filled_in_form_is_read() -> None:
    filled = (
        story_form(EMPTY)
        .replace("title: |\n", "title: |\n  The move: part 2\n")
        .replace("action: |\n", "action: |\n  I did it: all.\n  - And more.\n")
        .replace("figures: |\n", "figures: |\n  - 6 weeks: late\n  40 teams\n")
        .replace("tags: |\n", "tags:\n  - x\n")
    )
    assert parse(filled) == replace(
        EMPTY,
        title="The move: part 2",
        action="I did it: all.\n- And more.",
        figures=("6 weeks: late", "40 teams"),
        tags=("x",),
    )


def test_form_without_a_title_is_an_error() -> None:
    for text in (story_form(EMPTY), "action: x\n"):
        assert "no title" in str(parse(text))
    assert isinstance(parse(" \n"), Problem)


def test_error_in_a_form_has_its_line() -> None:
    problem = parse(story_form(MOVE).replace("context:", "contekst:"))
    assert isinstance(problem, Problem)
    assert (problem.line, problem.message) == (10, "unknown field contekst")
    assert problem.hint == "did you mean context?"
