"""The preview of a question: its last attempt, what comes next, and the note."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.ui.practice_pilot import START, MovableClock, answer
from tpm_tui.core.cards.events import Note
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import QuestionStatus
from tpm_tui.practice.browse.question_overview import load_overview
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.pages.question_preview import question_preview_blocks
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.render.layout import layout


def rows(
    workspace: Workspace, question: str = "late-crane", status: QuestionStatus | None = None
) -> list[str]:
    overview = load_overview(workspace, question, workspace.agenda())
    overview = replace(overview, status=status or overview.status)
    return [line.content.plain for line in layout(question_preview_blocks(overview, UNICODE, 76), 76)]


def test_new_question_was_not_answered(workspace: Workspace) -> None:
    assert rows(workspace)[1:] == [
        "The crane you ordered will be five weeks late. What do you do on the first",
        "day?",
        "",
        "LAST   not answered yet",
        "NEXT   new, in today's plan",
    ]


def test_last_attempt_has_grade_day_points_and_time(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.AGAIN)
    clock.advance(days=2)
    session = PracticeSession(workspace, ["late-crane"])
    session.write("I rang.")
    clock.advance(seconds=95)
    session.reveal()
    session.tick("plain notice first")
    session.grade(Grade.HARD)
    clock.advance(days=1)
    shown = "\n".join(rows(workspace))
    assert "LAST   Hard · yesterday · 18 % of points · 1:35 · 2 attempts" in shown
    assert "MISSED size of the slip, work that can go on," in shown


def test_note_is_shown_with_its_lines(workspace: Workspace) -> None:
    note = Note(
        id="n", at=START, day=START.date(), question="late-crane", text="The mill.\nSay it\x1b[2J short."
    )
    workspace.store.commit(note)
    assert rows(workspace)[-3:] == ["", "NOTE   The mill.", "       Say it[2J short."]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (QuestionStatus.DUE, "due today"),
        (QuestionStatus.DONE, "answered today"),
        (QuestionStatus.WAITING, "new, not in today's plan"),
        (QuestionStatus.BURIED, "buried until tomorrow"),
        (QuestionStatus.SUSPENDED, "suspended"),
    ],
)
def test_next_time_follows_from_the_status(workspace: Workspace, status: QuestionStatus, text: str) -> None:
    assert f"NEXT   {text}" in rows(workspace, status=status)


def test_later_question_says_when_it_is_due(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.EASY)
    clock.advance(days=1)
    day = START + timedelta(days=4)
    assert f"NEXT   due on {day.day} Nov" in rows(workspace)


def test_unreadable_history_is_reported(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    (segment,) = (workspace.paths.data / "history").iterdir()
    segment.rename(segment.with_suffix(".moved"))
    segment.mkdir()
    assert any("history" in row for row in rows(workspace))
