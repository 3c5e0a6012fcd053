"""Stories and lists are part of backups, restores, merges, erasing and the doctor's checks."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.storage.faults import SimulatedCrash, crash_at
from tests.storage.folders import paths_in
from tests.storage.stores import AT
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.core.stories.story import Story
from tpm_tui.storage.backup.merge import MergeResult, merge, read_conflict_copies, read_merge_source
from tpm_tui.storage.backup.restore import restore
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.doctor.copy_checks import check_copies
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.stories.lists import load_lists, save_lists
from tpm_tui.storage.stories.own_files import lists_path, stories_path
from tpm_tui.storage.stories.save import save_story
from tpm_tui.storage.stories.story_file import load_stories

MOVE = Story(id="move", title="The move", context="As it was.", updated=datetime(2026, 11, 1, tzinfo=UTC))
LATER = replace(MOVE, context="As I tell it now.", updated=datetime(2026, 11, 9, tzinfo=UTC))
LISTS = OwnLists(("Why now?",), ("They stream.",))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Paths, Paths]:
    """Two machines with different texts of one story."""
    here, there = paths_in(tmp_path / "here"), paths_in(tmp_path / "there")
    save_story(here.data, MOVE)
    save_lists(here.data, LISTS, OwnLists())
    save_story(there.data, LATER)
    save_story(there.data, replace(MOVE, id="other"))
    save_lists(there.data, OwnLists(("Who decides?",), ("They stream.",)), OwnLists())
    return here, there


def merge_from(paths: Paths, source: Path) -> MergeResult:
    return merge(paths, [read_merge_source(source)], AT)


def contexts(paths: Paths) -> dict[str, str]:
    loaded = load_stories(paths.data)
    assert loaded.problems == ()
    return {story.id: story.context for story in loaded.stories}


MERGED = {"move": "As I tell it now.", "move-2": "As it was.", "other": "As it was."}


def test_stories_and_lists_of_another_folder_are_merged_once(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    result = merge_from(here, there.data)
    assert (result.texts.stories, result.texts.list_texts) == (2, 1)
    assert [(each.story, each.copy) for each in result.texts.kept] == [("move", "move-2")]
    assert result.backup is not None
    assert contexts(here) == MERGED
    merged = OwnLists(("Who decides?", "Why now?"), ("They stream.",))
    assert load_lists(here.data).lists == merged
    before = stories_path(here.data).read_bytes()
    again = merge_from(here, there.data)
    assert (again.backup, again.texts.stories, again.texts.kept) == (None, 0, ())
    assert stories_path(here.data).read_bytes() == before
    merge_from(there, here.data)
    assert contexts(there) == MERGED
    assert load_lists(there.data).lists == merged


def test_stories_of_a_backup_are_merged_and_restored(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
    here, there = machines
    backup = write_backup(there, AT, target=tmp_path / "there.zip")
    assert backup is not None
    merge_from(here, backup)
    assert contexts(here) == MERGED
    restore(here, backup, AT + timedelta(hours=1))
    assert contexts(here) == {"move": "As I tell it now.", "other": "As it was."}
    assert load_lists(here.data).lists.questions == ("Who decides?",)


def test_conflict_copy_of_a_sync_tool_is_merged(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    copy = here.data / "stories.sync-conflict-20261122-090000-ABCDEFG.yaml"
    copy.write_bytes(stories_path(there.data).read_bytes())
    assert [(each.file, each.is_error) for each in check_copies(here)] == [(copy.name, True)]
    sources, problems = read_conflict_copies(here)
    assert (problems, [source.path for source in sources]) == ([], [copy])
    merge(here, sources, AT)
    assert contexts(here) == MERGED


def test_stories_file_is_merged_by_its_path(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
    here, there = machines
    merge_from(here, stories_path(there.data))
    assert contexts(here) == MERGED
    merge_from(here, lists_path(there.data))
    assert load_lists(here.data).lists.questions == ("Who decides?", "Why now?")
    (tmp_path / "empty.yaml").write_text("a: 1\n")
    with pytest.raises(DataFolderError, match="contains no story"):
        read_merge_source(tmp_path / "empty.yaml")


def test_invalid_story_of_the_source_is_left_out_with_a_problem(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    with stories_path(there.data).open("a") as file:
        file.write("  - {id: bad}\n")
    source = read_merge_source(there.data)
    assert ["title is missing" in str(problem) for problem in source.texts.problems] == [True]
    merge(here, [source], AT)
    assert contexts(here) == MERGED


def test_merge_into_a_file_with_errors_changes_nothing(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    stories_path(here.data).write_text("stories: [\n")
    with pytest.raises(WriteError, match="fix this first"):
        merge_from(here, there.data)
    assert stories_path(here.data).read_text() == "stories: [\n"
    assert load_lists(here.data).lists == LISTS


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_kill_at_any_call_leaves_the_old_or_the_new_stories(tmp_path: Path, when: str) -> None:
    for k in range(1, 40):
        data = tmp_path / str(k)
        save_story(data, MOVE)
        save_lists(data, LISTS, OwnLists())
        states = [stories_path(data).read_bytes()]
        lists_before = lists_path(data).read_bytes()
        crashed = False
        try:
            with crash_at(k, when):
                save_story(data, LATER, replaces=MOVE)
                states.append(stories_path(data).read_bytes())
                save_story(data, replace(MOVE, id="next"))
                save_lists(data, OwnLists(), LISTS)
        except SimulatedCrash:
            crashed = True
        stories = load_stories(data)
        assert stories.problems == ()
        ids = [(each.id, each.context) for each in stories.stories]
        assert ids in (
            [("move", MOVE.context)],
            [("move", LATER.context)],
            [("move", LATER.context), ("next", MOVE.context)],
        )
        if len(states) == 1:
            assert len(ids) == 1
        assert lists_path(data).read_bytes() == lists_before or load_lists(data).lists == OwnLists()
        assert load_lists(data).problems == ()
        if not crashed:
            assert k > 10
            return
    raise AssertionError("the saves never finished")
