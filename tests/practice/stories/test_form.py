"""Editing a story: its draft, saving, and changes by another process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.practice.conftest import NOW, make_workspace
from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.texts import StoryTexts, story_of, texts_of
from tpm_tui.practice.stories.changes import OwnTextChanges
from tpm_tui.practice.stories.form import StoryForm
from tpm_tui.practice.stories.list_text import ListText
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.stories.lists import load_lists
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.stories.save import save_story
from tpm_tui.storage.stories.story_file import load_stories

BOOM = Story(id="boom", title="The boom", action="I rang.", figures=("5 weeks",), tags=("recovery",))
TEXTS = StoryTexts(title="The ice", context="A hard winter.\n\nIn March.", tags="ice")

lines = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.lists(lines, max_size=3), st.lists(lines, max_size=3), lines)
def test_texts_give_the_same_story_again(figures: list[str], tags: list[str], text: str) -> None:
    story = Story(id="x", title=text, action=text, figures=tuple(figures), tags=tuple(tags), updated=NOW)
    assert story_of(texts_of(story), "x", NOW) == story


def open_form(workspace: Workspace, story: Story | None) -> StoryForm:
    form = StoryForm(workspace)
    form.open(story)
    return form


def test_new_story_gets_an_unused_id(workspace: Workspace) -> None:
    for expected in ("the-ice", "the-ice-2"):
        form = open_form(workspace, None)
        form.write(TEXTS)
        saved = form.save()
        assert saved is not None
        assert (saved.id, saved.updated) == (expected, NOW)


def test_draft_survives_the_process_and_ends_with_the_save(tmp_path: Path) -> None:
    form = open_form(make_workspace(tmp_path), None)
    form.write(TEXTS)
    form.save_draft()
    form._workspace.store.live_sessions.release_all()
    later = StoryForm(make_workspace(tmp_path))
    assert later.has_draft_of_new()
    assert later.open(None) == TEXTS
    later.save()
    assert not StoryForm(make_workspace(tmp_path)).has_draft_of_new()


def test_draft_of_a_story_is_not_that_of_another(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    other = replace(BOOM, id="other")
    form = open_form(workspace, BOOM)
    form.write(replace(texts_of(BOOM), title="The boom again"))
    form.save_draft()
    workspace.store.live_sessions.release_all()
    later = StoryForm(make_workspace(tmp_path))
    assert later.open(other).title == "The boom"
    assert later.open(BOOM).title == "The boom again"
    assert later.is_changed


def test_unchanged_story_is_not_written(workspace: Workspace) -> None:
    save_story(workspace.paths.data, BOOM)
    assert open_form(workspace, BOOM).save() is None
    assert load_stories(workspace.paths.data).stories == (BOOM,)


def test_story_without_a_title_keeps_its_texts(workspace: Workspace) -> None:
    form = open_form(workspace, None)
    form.write(replace(TEXTS, title=""))
    with pytest.raises(WriteError, match="no title"):
        form.save()
    assert form.texts.context == TEXTS.context
    form.save_draft()
    assert form.has_draft_of_new()


def test_other_process_keeps_its_version(workspace: Workspace) -> None:
    data = workspace.paths.data
    save_story(data, BOOM)
    form = open_form(workspace, BOOM)
    form.write(replace(texts_of(BOOM), title="Mine"))
    save_story(data, replace(BOOM, title="Theirs"), BOOM)
    saved = form.save()
    assert saved is not None
    assert saved.id != BOOM.id
    assert {story.title for story in load_stories(data).stories} == {"Mine", "Theirs"}


def test_damaged_file_is_named_and_nothing_is_lost(workspace: Workspace) -> None:
    data = workspace.paths.data
    save_story(data, BOOM)
    stories_path(data).write_text("stories: [", "utf-8")
    form = open_form(workspace, None)
    form.write(TEXTS)
    with pytest.raises(WriteError, match=r"stories\.yaml"):
        form.save()
    assert form.texts == TEXTS


def test_changes_are_undone_in_reverse_order(workspace: Workspace) -> None:
    data = workspace.paths.data
    save_story(data, BOOM)
    changes = OwnTextChanges(workspace)
    changes.set_text("questions", "", "Who decides?")
    changes.remove_story(BOOM)
    changes.undo()
    assert [story.title for story in load_stories(data).stories] == [BOOM.title]
    changes.undo()
    assert changes.load_lists().lists.questions == ()
    assert changes.undo() is None


def test_undo_keeps_a_new_story_that_was_changed_meanwhile(workspace: Workspace) -> None:
    data = workspace.paths.data
    changes = OwnTextChanges(workspace)
    added = save_story(data, BOOM)
    changes.record_story(None, added)
    save_story(data, replace(BOOM, learning="Written elsewhere."), added)
    with pytest.raises(WriteError, match="changed meanwhile"):
        changes.undo()
    assert [story.learning for story in load_stories(data).stories] == ["Written elsewhere."]
    assert changes.undo() is None


@pytest.mark.parametrize("text", ["Who decides now?", ""])
def test_text_of_a_list_is_found_by_its_words(text: str, workspace: Workspace) -> None:
    data, changes = workspace.paths.data, OwnTextChanges(workspace)
    for each in ("Who decides?", "What next?"):
        changes.set_text("questions", "", each)
    other = OwnTextChanges(workspace)
    other.set_text("questions", "Who decides?", "")  # the other text has another index now
    other.set_text("questions", "", "How long?")
    changes.set_text("questions", "What next?", text)
    assert load_lists(data).lists.questions == (*([text] if text else []), "How long?")
    changes.set_text("questions", "Who decides?", text)
    assert load_lists(data).lists.questions == (*([text] if text else []), "How long?")


def test_draft_does_not_replace_a_story_that_was_changed_since(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    data = workspace.paths.data
    save_story(data, BOOM)
    form = open_form(workspace, BOOM)
    form.write(replace(texts_of(BOOM), title="Mine"))
    form.save_draft()
    form._workspace.store.live_sessions.release_all()
    theirs = save_story(data, replace(BOOM, title="Theirs", learning="New."), BOOM)
    later = StoryForm(make_workspace(tmp_path))
    assert later.open(theirs).title == "Mine"
    saved = later.save()
    assert saved is not None
    assert saved.id != BOOM.id
    assert {story.title for story in load_stories(data).stories} == {"Mine", "Theirs"}


@pytest.mark.parametrize("old", ["", "Who decides?"])
def test_draft_of_a_text_of_a_list_survives_the_process(old: str, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    changes = OwnTextChanges(workspace)
    changes.set_text("questions", "", "Who decides?")
    text = ListText(workspace, changes)
    assert text.open("questions", old) == old
    text.write("Who decides what to stop?")
    text.save_draft()
    workspace.store.live_sessions.release_all()
    later = ListText(make_workspace(tmp_path), changes)
    assert later.open("company", "") == ""
    assert later.open("questions", old) == "Who decides what to stop?"
    later.save()
    first = [] if old else ["Who decides?"]
    assert load_lists(workspace.paths.data).lists.questions == (*first, "Who decides what to stop?")
    assert later.open("questions", "") == ""


def test_discarded_text_of_a_list_is_no_draft(workspace: Workspace) -> None:
    text = ListText(workspace, OwnTextChanges(workspace))
    text.open("company", "")
    text.write("400 ships")
    text.save_draft()
    text.discard()
    text.save_draft()
    assert text.open("company", "") == ""
    assert load_lists(workspace.paths.data).lists.company == ()
