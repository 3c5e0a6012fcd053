"""Stories are loaded one by one, saved beside what others wrote, and never lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.stories.save import remove_story, save_story, story_id
from tpm_tui.storage.stories.story_file import load_stories, parse_stories
from tpm_tui.storage.yaml_files.nodes import parse_nodes

MOVE = Story(
    id="data-center-move",
    title="The move of a data center",
    context="Two sites had to close: 40 teams were affected.",
    action="I wrote the plan.\nThen I led the weekly review.",
    result="We finished in 14 weeks, two weeks early.",
    figures=("14 weeks instead of 16", "40 teams"),
    tags=("migration",),
    updated=datetime(2026, 11, 20, 9, tzinfo=UTC),
)

BY_HAND = """\
# My stories
version: 1
stories:
  # the best one
  - id: first   # keep this id
    title: First
    context: |  # from my notes
      One line.
      Another line.
    figures:
      - 3 weeks   # measured
      # estimated:
      - 20 %
  - id: broken
    titles: Broken
  - id: last
    title: Last
"""


def test_missing_file_has_no_stories(tmp_path: Path) -> None:
    loaded = load_stories(tmp_path)
    assert (loaded.stories, loaded.problems) == ((), ())


def test_saved_story_is_loaded_again(tmp_path: Path) -> None:
    assert save_story(tmp_path, MOVE) == MOVE
    loaded = load_stories(tmp_path)
    assert (loaded.stories, loaded.problems) == ((MOVE,), ())
    assert stories_path(tmp_path).stat().st_mode & 0o777 == 0o600


def test_cached_stories_equal_parsed_ones(tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(BY_HAND)
    cache = tmp_path / "cache"
    assert load_stories(tmp_path, cache) == load_stories(tmp_path, cache) == load_stories(tmp_path)


def test_invalid_story_is_left_out_with_its_position(tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(BY_HAND)
    loaded = load_stories(tmp_path)
    assert [story.id for story in loaded.stories] == ["first", "last"]
    assert (loaded.left_out, loaded.indexes) == (1, (0, 2))
    assert [str(problem).removeprefix(f"{stories_path(tmp_path)}:") for problem in loaded.problems] == [
        "14:5: title is missing: add title: ...",
        "15:5: unknown field titles: did you mean title?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stories:\n  - title: A\n  - title: A\n", "3:5: the id a is already used on line 2"),
        ("stories:\n  - {title: A, id: B c}\n", "2:20: "),
        ("stories:\n  - {title: A, id: a, updated: soon}\n", "updated must be a time with its zone"),
        ("stories:\n  - {title: A, id: a, updated: 2026-01-01T10:00:00}\n", "updated must be a time with"),
        ("stories: x\n", "1:10: stories must be a list"),
        ("storis: []\n", "unknown field storis: did you mean stories?"),
        ("version: 2\nstories: []\n", "unknown file version"),
        ("stories: [\n", "2:1: "),
    ],
)
def test_error_has_place_and_remedy(text: str, message: str, tmp_path: Path) -> None:
    errors = parse_stories(text.encode(), tmp_path / "stories.yaml").errors
    assert any(message in str(problem) and problem.hint for problem in errors), errors


def test_edit_keeps_comments_and_other_stories(tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(BY_HAND)
    first = load_stories(tmp_path).stories[0]
    edited = replace(first, title="First of all", result="It worked.", figures=("4 weeks",))
    assert save_story(tmp_path, edited, replaces=first) == edited
    text = stories_path(tmp_path).read_text()
    for comment in ("# My stories", "# the best one", "# keep this id", "# from my notes", "# estimated:"):
        assert comment in text
    assert "titles: Broken" in text
    loaded = load_stories(tmp_path)
    assert [story.title for story in loaded.stories] == ["First of all", "Last"]
    assert loaded.stories[0] == edited
    assert loaded.left_out == 1


def test_new_story_with_an_id_in_use_gets_another(tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(BY_HAND)
    assert save_story(tmp_path, replace(MOVE, id="first")).id == "first-2"
    assert save_story(tmp_path, replace(MOVE, id="broken")).id == "broken-2"
    assert [story.id for story in load_stories(tmp_path).stories] == ["first", "last", "first-2", "broken-2"]


def test_story_changed_by_another_process_is_kept(tmp_path: Path) -> None:
    save_story(tmp_path, MOVE)
    theirs, mine = replace(MOVE, result="theirs"), replace(MOVE, result="mine")
    save_story(tmp_path, theirs, replaces=MOVE)
    assert save_story(tmp_path, mine, replaces=MOVE).id == "data-center-move-2"
    assert [story.result for story in load_stories(tmp_path).stories] == ["theirs", "mine"]


def test_story_removed_by_another_process_is_saved_again(tmp_path: Path) -> None:
    save_story(tmp_path, MOVE)
    assert remove_story(tmp_path, MOVE)
    save_story(tmp_path, replace(MOVE, result="mine"), replaces=MOVE)
    assert [story.result for story in load_stories(tmp_path).stories] == ["mine"]


def test_story_changed_by_another_process_is_not_removed(tmp_path: Path) -> None:
    save_story(tmp_path, MOVE)
    theirs = save_story(tmp_path, replace(MOVE, result="theirs"), replaces=MOVE)
    with pytest.raises(WriteError, match="changed meanwhile"):
        remove_story(tmp_path, MOVE)
    assert load_stories(tmp_path).stories == (theirs,)
    assert remove_story(tmp_path, replace(theirs, updated=None)), "the time is no content"


@pytest.mark.parametrize("text", ["stories: [\n", "version: 2\nstories: []\n", "- a\n", "a: 1\n", "\tx"])
def test_file_with_errors_is_not_overwritten(text: str, tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(text)
    with pytest.raises(WriteError, match="fix this first"):
        save_story(tmp_path, MOVE)
    assert stories_path(tmp_path).read_text() == text


def test_file_of_many_thousand_stories_is_rejected(tmp_path: Path) -> None:
    rows = "".join(f"  - id: s{number}\n    title: A story\n" for number in range(80_000))
    stories_path(tmp_path).write_text(f"stories:\n{rows}")
    with pytest.raises(WriteError, match="too large"):
        save_story(tmp_path, MOVE)
    assert stories_path(tmp_path).read_text().endswith(rows)


def test_too_long_story_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="title"):
        save_story(tmp_path, replace(MOVE, title="x" * 300))
    with pytest.raises(WriteError, match="no title"):
        save_story(tmp_path, replace(MOVE, title=" \x1b"))
    assert not stories_path(tmp_path).exists()


def test_removed_story_leaves_the_others(tmp_path: Path) -> None:
    stories_path(tmp_path).write_text(BY_HAND)
    first = load_stories(tmp_path).by_id["first"]
    assert remove_story(tmp_path, first)
    assert not remove_story(tmp_path, first)
    assert "titles: Broken" in stories_path(tmp_path).read_text()
    assert [story.id for story in load_stories(tmp_path).stories] == ["last"]


def test_texts_are_cleaned(tmp_path: Path) -> None:
    saved = save_story(tmp_path, replace(MOVE, title=" a\n b\x1b", context="x\r\ny\u202e ", tags=("", "a ")))
    assert (saved.title, saved.context, saved.tags) == ("a b", "x\ny", ("a",))
    assert load_stories(tmp_path).stories == (saved,)


def test_id_is_made_from_the_title() -> None:
    assert story_id("The move", ()) == "the-move"
    assert story_id("The move", {"the-move", "the-move-2"}) == "the-move-3"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.sampled_from(
    ["a: b", "- x", "# y", "no", "|", "1\n\n  2\n3", " x", "long words " * 30]
)
stories = st.builds(
    lambda title, context, action, figures: Story(
        id="s", title=f"t {title}"[:99], context=context, action=action, figures=tuple(figures)
    ),
    texts,
    texts,
    texts,
    st.lists(texts, max_size=3),
)


@given(edits=st.lists(stories, min_size=1, max_size=4))
def test_any_edits_are_loaded_as_saved(edits: list[Story]) -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder)
        stories_path(data).write_text(BY_HAND)
        kept = load_stories(data).stories
        current = save_story(data, edits[0])
        for edited in edits[1:]:
            current = save_story(data, edited, replaces=current)
        assert load_stories(data).stories == (*kept, current)
        assert load_stories(data).left_out == 1


def test_new_story_takes_five_passes_with_libyaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser takes half a second for each pass over 500 stories."""
    save_story(tmp_path, MOVE)
    parse_nodes.cache_clear()
    loaders: list[str] = []
    parse = yaml.parse

    def counted(text: str, Loader: type[yaml.CSafeLoader]) -> object:
        loaders.append(Loader.__name__)
        return parse(text, Loader)

    monkeypatch.setattr(yaml, "parse", counted)
    save_story(tmp_path, replace(MOVE, id="other", context="One line.\nAnother line."))
    assert loaders == ["CSafeLoader"] * 5
    assert [story.id for story in load_stories(tmp_path).stories] == [MOVE.id, "other"]
    assert "context: |-\n      One line.\n" in stories_path(tmp_path).read_text()
