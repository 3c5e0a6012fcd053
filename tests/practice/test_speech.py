"""Spoken answers in a practice session with its store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.practice.conftest import NOW, make_workspace
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.scaffold import scaffold_text
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


class Clock:
    """A clock that is set by the test."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


BANK = """\
questions:
  - id: late-crane
    prompt: "The crane is late."
    key_points: [{name: plain notice first, cues: [rang the quay master that morning]}, {name: learning}]
  - {id: two-captains, prompt: "Two captains, one berth.", key_points: [{name: a rule}]}
"""
TRANSCRIPT = "I rang the quay master that morning."


def clocked(tmp_path: Path) -> tuple[PracticeSession, Clock]:
    bank = tmp_path / "quay.yaml"
    bank.write_text(BANK, "utf-8")
    clock = Clock()
    workspace = Workspace(make_workspace(tmp_path).paths, [bank], clock)
    return PracticeSession(workspace, ["late-crane", "two-captains"]), clock


def spoken(tmp_path: Path, seconds: float = 95) -> tuple[PracticeSession, Clock]:
    session, clock = clocked(tmp_path)
    session.speech.start()
    clock.advance(seconds)
    session.reveal()
    return session, clock


def test_spoken_answer_is_read_back_from_the_history(tmp_path: Path) -> None:
    session, _ = spoken(tmp_path)
    session.grade(Grade.GOOD)
    (entry,) = [
        each for each in session.workspace.store.question_entries("late-crane") if isinstance(each, Review)
    ]
    assert (entry.spoken, entry.seconds, entry.words) == (True, 95, 0)


def test_typed_answer_is_written_as_before(tmp_path: Path) -> None:
    session, _ = clocked(tmp_path)
    session.write("We rang them.")
    session.reveal()
    session.grade(Grade.GOOD)
    (month,) = (session.workspace.paths.data / "history").glob("*.jsonl")
    assert "spoken" not in month.read_text("utf-8")


def test_undo_brings_the_spoken_answer_back(tmp_path: Path) -> None:
    session, clock = spoken(tmp_path)
    session.grade(Grade.GOOD)
    clock.advance(60)
    session.undo()
    assert (session.speech.is_spoken, session.seconds()) == (True, 95)
    session.redo()
    assert session.session.current == "two-captains"


def test_undo_in_a_later_session_brings_it_back_too(tmp_path: Path) -> None:
    session, _ = spoken(tmp_path)
    session.grade(Grade.GOOD)
    session.end()
    later = PracticeSession(make_workspace(tmp_path), ["two-captains"])
    later.undo()
    assert (later.session.current, later.speech.is_spoken, later.seconds()) == ("late-crane", True, 95)


def test_transcript_ticks_points_and_is_saved_as_a_draft(tmp_path: Path) -> None:
    session, _ = spoken(tmp_path)
    assert session.session.ticked == frozenset()
    session.speech.add_transcript(TRANSCRIPT)
    session.save_draft()
    assert session.session.ticked == {"plain notice first"}
    assert session.drafts.texts["late-crane"] == TRANSCRIPT
    review = session.grade(Grade.GOOD)
    assert (review.spoken, review.words) == (True, 7)


def test_parts_have_the_target_of_the_question(tmp_path: Path) -> None:
    session, _ = clocked(tmp_path)
    assert session.speech.parts[-1].end == session.target


def test_headings_are_no_draft_and_start_no_clock(tmp_path: Path) -> None:
    session, clock = clocked(tmp_path)
    session.write(scaffold_text("behavioural"))
    clock.advance(30)
    session.save_draft()
    assert session.is_draft_saved
    assert session.seconds() == 0
    assert not list((session.workspace.paths.data / "drafts").glob("*"))


def test_headings_match_no_point(tmp_path: Path) -> None:
    session, _ = clocked(tmp_path)
    session.write(scaffold_text("behavioural") + "We waited.")
    session.reveal()
    assert [hit.point for hit in session.hits] == []
