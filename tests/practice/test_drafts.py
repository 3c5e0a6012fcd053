"""Drafts across sessions: the next session continues them, and those of a running session stay."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.resume import describe_open_elsewhere, find_unfinished
from tpm_tui.practice.session import PracticeSession

CRANE = "late-crane"


def open_session(home: Path) -> PracticeSession:
    """Return a session in a new workspace, at the question about the crane."""
    return PracticeSession(make_workspace(home), [CRANE, "two-captains"])


def type_in(practice_session: PracticeSession, text: str, moment: int) -> None:
    """Type a text and save its draft, with a modification time in seconds."""
    practice_session.write(text)
    practice_session.save_draft()
    path = practice_session.workspace.store.drafts.folder / f"{CRANE}.{practice_session.session.id}.json"
    os.utime(path, ns=(moment * 10**9, moment * 10**9))


def kill(practice_session: PracticeSession) -> None:
    """End the process of a session without a warning: it is not open any more."""
    practice_session.workspace.store.live_sessions.release_all()


def type_and_kill(home: Path, text: str, moment: int) -> None:
    """Run a session that is killed after its text was saved."""
    killed = open_session(home)
    type_in(killed, text, moment)
    kill(killed)


def grade(practice_session: PracticeSession) -> None:
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)


def on_disk(home: Path) -> set[str]:
    """Return the texts of all drafts of the crane."""
    drafts = make_workspace(home).store.drafts
    return {path.read_text("utf-8").split('"text": "')[1].split('"')[0] for path in drafts.folder.iterdir()}


def test_continued_draft_is_deleted_when_graded(tmp_path: Path) -> None:
    type_and_kill(tmp_path, "half a thought", 1)
    second = open_session(tmp_path)
    assert second.session.draft == "half a thought"
    grade(second)
    assert on_disk(tmp_path) == set()


def test_drafts_of_killed_sessions_are_deleted_when_graded(tmp_path: Path) -> None:
    type_and_kill(tmp_path, "half", 1)
    type_and_kill(tmp_path, "half a", 2)
    third = open_session(tmp_path)
    type_in(third, "half a thought", 3)
    assert on_disk(tmp_path) == {"half", "half a", "half a thought"}
    grade(third)
    assert on_disk(tmp_path) == set()


@pytest.mark.parametrize("when", ["before the other", "after the other"])
def test_draft_of_running_session_stays(tmp_path: Path, when: str) -> None:
    first = open_session(tmp_path)
    if when == "before the other":
        type_in(first, "mine", 1)
    second = open_session(tmp_path)
    type_in(first, "mine, and more", 2)
    second.write("yours")
    second.save_draft()
    grade(second)
    assert on_disk(tmp_path) == {"mine, and more"}
    grade(first)
    answers = [review.answer for review in first.history_of(CRANE).attempts]
    assert answers == ["yours", "mine, and more"]
    assert on_disk(tmp_path) == set()


def test_session_open_elsewhere_is_announced(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.write("mine")
    first.save_draft()
    second = make_workspace(tmp_path)
    assert find_unfinished(second) is None
    notice = "The session of 09:00 is open in another terminal; what is typed there stays there."
    assert describe_open_elsewhere(second, "two-captains", {CRANE}) == notice
    assert "this question" in describe_open_elsewhere(second, CRANE, {CRANE})
    kill(first)
    assert describe_open_elsewhere(second, "two-captains", ()) == ""
    assert find_unfinished(second) is not None


def test_draft_of_skipped_question_stays(tmp_path: Path) -> None:
    type_and_kill(tmp_path, "half a thought", 1)
    second = open_session(tmp_path)
    second.skip()
    second.end()
    assert on_disk(tmp_path) == {"half a thought"}


@pytest.mark.parametrize("own", [True, False])
def test_copy_of_a_deleted_draft_is_kept_until_graded(tmp_path: Path, own: bool) -> None:
    type_and_kill(tmp_path, "half", 1)
    second = open_session(tmp_path)
    if own:
        type_in(second, "half a thought", 2)
    second.write("")
    second.save_draft()
    kill(second)
    third = open_session(tmp_path)
    deleted = "half a thought" if own else "half"
    assert (third.session.draft, third.drafts.deleted) == ("", {CRANE: deleted})
    assert on_disk(tmp_path) == {deleted}
    grade(third)
    assert on_disk(tmp_path) == set()


def test_next_deleted_draft_replaces_the_copy(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    for text in ("one", "", "two", ""):
        session.write(text)
        session.save_draft()
    assert session.drafts.deleted == {CRANE: "two"}
    assert on_disk(tmp_path) == {"two"}


def test_draft_of_an_open_session_is_not_continued(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    type_in(first, "mine", 1)
    second = open_session(tmp_path)
    assert second.session.draft == ""
    assert second.drafts.open_elsewhere == {CRANE}
    kill(first)
    third = open_session(tmp_path)
    assert third.session.draft == "mine"
    assert third.drafts.open_elsewhere == set()


def test_draft_of_an_ended_session_is_continued(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    type_in(first, "mine", 1)
    first.end()
    assert open_session(tmp_path).session.draft == "mine"


def grade_and_kill(practice_session: PracticeSession, draft_files: list[tuple[Path, bytes, int]]) -> None:
    """Grade, and restore the draft files as a kill right after the grade leaves them."""
    grade(practice_session)
    kill(practice_session)
    for path, text, moment in draft_files:
        path.write_bytes(text)
        os.utime(path, ns=(moment, moment))


def read_draft_files(home: Path) -> list[tuple[Path, bytes, int]]:
    folder = make_workspace(home).store.drafts.folder
    return [(path, path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("typed", ["half a thought", ""], ids=["continued", "unchanged"])
def test_graded_answer_is_no_draft_for_the_next_session(tmp_path: Path, typed: str) -> None:
    type_and_kill(tmp_path, "half", 1)
    killed = open_session(tmp_path)
    if typed:
        type_in(killed, typed, 2)
    grade_and_kill(killed, read_draft_files(tmp_path))
    assert open_session(tmp_path).session.draft == ""
    assert on_disk(tmp_path) == set()


def test_undone_or_extended_answer_is_a_draft_again(tmp_path: Path) -> None:
    one = open_session(tmp_path)
    type_in(one, "half a thought", 1)
    grade(one)
    assert one.undo() is not None
    kill(one)
    assert open_session(tmp_path).session.draft == "half a thought"
    one.grade(Grade.GOOD)
    type_and_kill(tmp_path, "half a thought, and more", 2)
    assert open_session(tmp_path).session.draft == "half a thought, and more"
