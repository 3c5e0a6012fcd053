"""The reveal pane alone: ticking, older attempts, and the cursor."""

from __future__ import annotations

from tests.ui.host import run_host
from tests.ui.practice_pilot import POINTS, answer
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.history.attempts import list_attempts
from tpm_tui.practice.question_history import QuestionHistory
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.screens.practice.reveal import build_reveal
from tpm_tui.ui.widgets.reveal.pane import RevealPane

TEXTS = ("My oldest words.", "My later words.", "My words now.")
"""The answers of two earlier attempts and of the current one."""


def reveal_of(workspace: Workspace, pane: RevealPane) -> PracticeSession:
    """Show a revealed answer with its history in the pane; return its session."""
    practice_session = PracticeSession(workspace, ["late-crane"])
    practice_session.write(TEXTS[2])
    practice_session.reveal()
    pane.styles.display = "block"
    history = practice_session.history_of("late-crane")
    pane.load_history(history, list_attempts(history.attempts, workspace.bank))
    pane.show_reveal(build_reveal(practice_session), keep_scroll=False)
    return practice_session


async def test_space_sends_the_point_under_the_cursor(workspace: Workspace) -> None:
    pane = RevealPane(UNICODE, Keymap())
    async with run_host(workspace, Scope.REVEALED, pane) as pilot:
        reveal_of(workspace, pane)
        await pilot.settle()
        await pilot.press("space", "j", "x")
        toggled = pilot.received(RevealPane.PointToggled)
        assert [message.point for message in toggled] == [*POINTS[:2]]


async def test_brackets_show_older_and_newer_attempts(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.HARD, TEXTS[0])
    answer(workspace, "late-crane", Grade.GOOD, TEXTS[1])
    pane = RevealPane(UNICODE, Keymap())
    async with run_host(workspace, Scope.REVEALED, pane) as pilot:
        reveal_of(workspace, pane)
        await pilot.settle()
        shown = []
        for key in "[[[]]]":
            await pilot.press(key)
            shown.append((pilot.notice, next(text for text in TEXTS if text in pane.pages.own.text)))
        assert shown == [
            ("", TEXTS[1]),
            ("", TEXTS[0]),
            ("There is no older answer.", TEXTS[0]),
            ("", TEXTS[1]),
            ("", TEXTS[2]),
            ("There is no newer answer.", TEXTS[2]),
        ]


async def test_first_answer_has_no_older_one(workspace: Workspace) -> None:
    pane = RevealPane(UNICODE, Keymap())
    async with run_host(workspace, Scope.REVEALED, pane) as pilot:
        reveal_of(workspace, pane)
        await pilot.press("[")
        assert pilot.notice == "This is the first answer."


async def test_cursor_starts_at_the_first_weak_point(workspace: Workspace) -> None:
    pane = RevealPane(UNICODE, Keymap())
    async with run_host(workspace, Scope.REVEALED, pane) as pilot:
        practice_session = reveal_of(workspace, pane)
        pane.load_history(QuestionHistory(weak={POINTS[3]: "missed 2 of 2"}), ())
        pane.show_reveal(build_reveal(practice_session), keep_scroll=False)
        await pilot.settle()
        assert pane.pages.points.cursor == POINTS[3]
        assert "missed 2 of 2" in pane.pages.points.text


async def test_note_is_shown_after_it_is_set(workspace: Workspace) -> None:
    pane = RevealPane(UNICODE, Keymap())
    async with run_host(workspace, Scope.REVEALED, pane) as pilot:
        practice_session = reveal_of(workspace, pane)
        pane.set_note("Ask Mara.")
        pane.show_reveal(build_reveal(practice_session), keep_scroll=True)
        await pilot.settle()
        assert "Ask Mara." in pane.pages.points.text
