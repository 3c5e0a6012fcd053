"""The story of an answer: noted with the grade, undone with it, and kept with the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.store import Store

QUEUE = ("late-crane", "two-captains")


def grade_with_story(workspace: Workspace, story: str = "crane") -> PracticeSession:
    own = PracticeSession(workspace, QUEUE)
    own.write("I rang.")
    own.session = own.session.use_story(story)
    own.reveal()
    own.grade(Grade.GOOD)
    return own


def test_use_is_written_with_the_grade(workspace: Workspace) -> None:
    own = grade_with_story(workspace)
    (use,) = workspace.store.story_uses()
    (review,) = own.session.reviews
    assert (use.story, use.question, use.review) == ("crane", "late-crane", review.id)
    assert own.session.story == ""


def test_grade_without_a_story_writes_no_use(workspace: Workspace) -> None:
    grade_with_story(workspace, "")
    assert workspace.store.story_uses() == []


def test_undo_takes_the_use_back_and_restores_the_story(workspace: Workspace) -> None:
    own = grade_with_story(workspace)
    own.undo()
    assert workspace.store.story_uses() == []
    assert own.session.story == "crane"
    own.redo()
    assert [use.story for use in workspace.store.story_uses()] == ["crane"]


def test_undo_in_a_later_session_restores_the_story(tmp_path: Path) -> None:
    grade_with_story(make_workspace(tmp_path)).end()
    later = PracticeSession(make_workspace(tmp_path), QUEUE[1:])
    later.undo()
    assert (later.session.current, later.session.story) == ("late-crane", "crane")


def test_story_is_kept_with_the_draft(tmp_path: Path) -> None:
    own = PracticeSession(make_workspace(tmp_path), QUEUE)
    own.write("I rang.")
    own.session = own.session.use_story("crane")
    own.save_draft()
    own.drafts.release()
    assert PracticeSession(make_workspace(tmp_path), QUEUE).session.story == "crane"


def test_use_that_cannot_be_written_grades_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = PracticeSession(workspace, QUEUE)
    own.write("I rang.")
    own.session = own.session.use_story("crane")
    own.reveal()
    own.log.start(own.session, own.day)

    def refuse(*args: object) -> None:
        raise WriteError("Not saved: full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", refuse)
        with pytest.raises(WriteError):
            own.grade(Grade.GOOD)
    assert own.session.current == "late-crane"
    own.grade(Grade.GOOD)
    assert [use.story for use in workspace.store.story_uses()] == ["crane"]


def test_use_without_its_review_does_not_count_after_a_crash(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise WriteError("Not saved: full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "review", refuse)
        with pytest.raises(WriteError):
            grade_with_story(workspace)
    assert workspace.store.story_uses() == []


def test_uses_of_two_machines_are_merged(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one, other = make_workspace(tmp_path / "one"), make_workspace(tmp_path / "other")
    grade_with_story(one, "crane")
    own = grade_with_story(other, "berth")
    own.undo()
    own.redo()
    merge(one.paths, [read_merge_source(other.paths.data)], one.now())
    one.reload_progress()
    assert sorted(use.story for use in one.store.story_uses()) == ["berth", "crane"]


def test_uses_survive_a_rebuild(workspace: Workspace) -> None:
    grade_with_story(workspace)
    (workspace.paths.data / "progress.json").unlink(missing_ok=True)
    workspace.reload_progress()
    workspace.store.rebuild()
    assert [use.story for use in workspace.store.story_uses()] == ["crane"]
