"""Drafts between sessions: taken up by the next one, never taken from one that is still at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession

CRANE = "late-crane"


def practice_session(home: Path) -> PracticeSession:
    """A session of a process of its own, before the crane."""
    return PracticeSession(workspace_in(home), [CRANE, "two-captains"])


def type_in(one: PracticeSession, text: str, moment: int) -> None:
    """Type, and let the autosave come, at a moment in seconds."""
    one.write(text)
    one.save_draft()
    path = one.workspace.store.drafts.folder / f"{CRANE}.{one.session.id}.json"
    os.utime(path, ns=(moment * 10**9, moment * 10**9))


def grade(one: PracticeSession) -> None:
    one.reveal()
    one.grade(Grade.GOOD)


def on_disk(home: Path) -> set[str]:
    """The texts of all drafts of the crane."""
    drafts = workspace_in(home).store.drafts
    return {path.read_text("utf-8").split('"text": "')[1].split('"')[0] for path in drafts.folder.iterdir()}


def test_a_draft_that_was_taken_up_goes_once_it_is_graded(tmp_path: Path) -> None:
    type_in(practice_session(tmp_path), "half a thought", 1)
    second = practice_session(tmp_path)
    assert second.session.draft == "half a thought"
    grade(second)
    assert on_disk(tmp_path) == set()


def test_and_so_it_does_over_a_session_that_died_in_between(tmp_path: Path) -> None:
    type_in(practice_session(tmp_path), "half", 1)
    type_in(practice_session(tmp_path), "half a", 2)
    third = practice_session(tmp_path)
    type_in(third, "half a thought", 3)
    assert on_disk(tmp_path) == {"half", "half a", "half a thought"}
    grade(third)
    assert on_disk(tmp_path) == set()


@pytest.mark.parametrize("when", ["before the other began", "after it"])
def test_the_draft_of_a_running_session_stays(tmp_path: Path, when: str) -> None:
    first = practice_session(tmp_path)
    if when == "before the other began":
        type_in(first, "mine", 1)
    second = practice_session(tmp_path)
    type_in(first, "mine, and more", 2)
    second.write("yours")
    second.save_draft()
    grade(second)
    assert on_disk(tmp_path) == {"mine, and more"}
    grade(first)
    answers = [review.answer for review in first.past(CRANE).attempts]
    assert answers == ["yours", "mine, and more"]
    assert on_disk(tmp_path) == set()


def test_a_draft_that_nobody_opened_stays_as_it_is(tmp_path: Path) -> None:
    type_in(practice_session(tmp_path), "half a thought", 1)
    second = practice_session(tmp_path)
    second.skip()
    second.end()
    assert on_disk(tmp_path) == {"half a thought"}


def test_emptying_what_was_taken_up_gives_it_up(tmp_path: Path) -> None:
    type_in(practice_session(tmp_path), "wrong track", 1)
    second = practice_session(tmp_path)
    second.write("")
    second.save_draft()
    assert practice_session(tmp_path).session.draft == ""
    assert on_disk(tmp_path) == set()


def left_by_a_kill(one: PracticeSession, kept: list[tuple[Path, bytes, int]]) -> None:
    """Grade, and put back what a kill right after the grade would have left."""
    grade(one)
    for path, text, moment in kept:
        path.write_bytes(text)
        os.utime(path, ns=(moment, moment))


def files(home: Path) -> list[tuple[Path, bytes, int]]:
    folder = workspace_in(home).store.drafts.folder
    return [(path, path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("typed", ["half a thought", ""], ids=["typed on", "as it was"])
def test_an_answer_that_was_graded_is_no_draft_for_the_next_session(tmp_path: Path, typed: str) -> None:
    type_in(practice_session(tmp_path), "half", 1)
    killed = practice_session(tmp_path)
    if typed:
        type_in(killed, typed, 2)
    left_by_a_kill(killed, files(tmp_path))
    assert practice_session(tmp_path).session.draft == ""
    assert on_disk(tmp_path) == set()


def test_an_answer_that_was_taken_back_is_a_draft_again_and_so_is_one_that_goes_further(
    tmp_path: Path,
) -> None:
    one = practice_session(tmp_path)
    type_in(one, "half a thought", 1)
    grade(one)
    assert one.undo() is not None
    assert practice_session(tmp_path).session.draft == "half a thought"
    one.grade(Grade.GOOD)
    type_in(practice_session(tmp_path), "half a thought, and more", 2)
    assert practice_session(tmp_path).session.draft == "half a thought, and more"
