"""A story can be edited as a small YAML file, and what was not filled in is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given

from tests.storage.stories.test_stories import MOVE, stories
from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.stories.save import cleaned_story
from tpm_tui.storage.stories.story_form import parse_story_form, story_form

PATH = Path("story.yaml")


def test_form_of_a_story_is_read_as_the_story() -> None:
    assert parse_story_form(story_form(MOVE).encode(), PATH, MOVE) == MOVE


@given(stories)
def test_form_of_any_story_is_read_as_the_story(story: Story) -> None:
    story = cleaned_story(story)
    assert parse_story_form(story_form(story).encode(), PATH, story) == story


def test_empty_form_is_filled_in() -> None:
    empty = Story(id="move", title="", updated=datetime(2026, 11, 1, tzinfo=UTC))
    form = story_form(empty)
    problem = parse_story_form(form.encode(), PATH, empty)
    assert isinstance(problem, Problem)
    assert problem.message == "title is missing"
    filled = form.replace("title:", "title: The move").replace(
        "action: |", "action: |\n      I did it.\n      All."
    )
    story = parse_story_form(filled.encode(), PATH, empty)
    assert story == Story(id="move", title="The move", action="I did it.\nAll.", updated=empty.updated)
    assert parse_story_form(b" \n", PATH, empty) is None


def test_error_in_a_form_has_its_line() -> None:
    problem = parse_story_form(story_form(MOVE).replace("context:", "contekst:").encode(), PATH, MOVE)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.message) == (7, "unknown field contekst")
    two = story_form(MOVE) + "  - title: Another\n"
    assert "2 stories instead of one" in str(parse_story_form(two.encode(), PATH, MOVE))
