"""The history screen: the list of attempts, one in full, the word diff with the one before."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, PracticePilot, answer, make_app, run_practice
from tests.ui.untrusted import PROSE
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.screens.dialogs.help import HelpScreen
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.history import NO_OLDER_ATTEMPT, HistoryScreen

QUESTION = "two-captains"


def top_page(pilot: PracticePilot) -> str:
    """Return the text of the page on top."""
    assert isinstance(pilot.app.screen, PagerScreen)
    return pilot.app.screen.query_one("#reading").text  # type: ignore[attr-defined]


async def open_history(pilot: PracticePilot, question: str = QUESTION) -> HistoryScreen:
    """Open the history of a question."""
    screen = HistoryScreen(pilot.workspace, question, UNICODE)
    pilot.app.push_screen(screen)
    await pilot.settle()
    return screen


@pytest.fixture
def practised(workspace: Workspace, clock: MovableClock) -> Workspace:
    """Return the workspace after three attempts at a question."""
    for grade, text in (
        (Grade.AGAIN, "By a coin."),
        (Grade.HARD, "By a rule.\n\nI rang both."),
        (Grade.GOOD, "By the rule on the wall."),
    ):
        answer(workspace, QUESTION, grade, text)
        clock.advance(days=3)
    return workspace


async def test_attempts_are_listed_newest_first(practised: Workspace) -> None:
    async with run_practice(make_app(practised)) as pilot:
        screen = await open_history(pilot)
        rows = [row.split()[:3] for row in top_page(pilot).splitlines() if " 2026-" in row]
        assert rows == [
            ["3", "2026-11-28", "good"],
            ["2", "2026-11-25", "hard"],
            ["1", "2026-11-22", "again"],
        ]
        assert "3 attempts  grades: again, hard, good" in top_page(pilot)
        assert screen.attempt is not None
        assert screen.attempt.number == 3


async def test_attempt_is_read_in_full_and_compared(practised: Workspace) -> None:
    async with run_practice(make_app(practised)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("j", "enter")
        page = top_page(pilot)
        assert "By a rule.\n\nI rang both." in page
        assert "[ ] ! a rule before names" in page
        await pilot.press("d")
        assert "By a [-coin.-] {+rule.+}\n\n{+I rang both.+}" in top_page(pilot)
        await pilot.press("q", "q")
        assert pilot.app.screen is screen
        await pilot.press("q")
        assert pilot.on_practice_screen


async def test_oldest_attempt_has_none_to_compare_with(practised: Workspace) -> None:
    async with run_practice(make_app(practised)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("G", "d")
        assert f"{screen.footer.notice}" == NO_OLDER_ATTEMPT
        await pilot.press("enter", "d")
        assert NO_OLDER_ATTEMPT in pilot.screen()


async def test_question_without_attempts_says_so(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("enter", "d", "j")
        assert pilot.app.screen is screen
        assert "No answers yet." in top_page(pilot)


async def test_unreadable_history_is_reported(workspace: Workspace) -> None:
    answer(workspace, QUESTION, Grade.GOOD)
    folder = workspace.paths.data / "history"
    async with run_practice(make_app(workspace)) as pilot:
        for file in folder.iterdir():
            file.unlink()
            file.mkdir()
        screen = await open_history(pilot)
        assert screen.footer.notice


async def test_long_answer_is_cut_with_a_note(workspace: Workspace) -> None:
    answer(workspace, QUESTION, Grade.GOOD, "word " * 100_000)
    async with run_practice(make_app(workspace)) as pilot:
        await open_history(pilot)
        await pilot.press("enter")
        assert "`tpm-tui history two-captains --attempt 1` prints all." in " ".join(top_page(pilot).split())


async def test_untrusted_answer_is_sanitized(workspace: Workspace) -> None:
    answer(workspace, QUESTION, Grade.GOOD, PROSE)
    answer(workspace, QUESTION, Grade.GOOD, f"{PROSE} [b]bold[/b]")
    async with run_practice(make_app(workspace)) as pilot:
        await open_history(pilot)
        for key in ("enter", "d"):
            await pilot.press(key)
            assert is_clean(top_page(pilot))
        assert "[b]bold[/b]" in top_page(pilot)


async def test_answer_is_copied_and_written(practised: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(TpmApp, "copy_to_clipboard", lambda self, text: sent.append(text))
    async with run_practice(make_app(practised)) as pilot:
        await open_history(pilot)
        await pilot.press("enter", "y")
        assert sent == ["By the rule on the wall."]
        assert "Copied the answer: 24 characters." in pilot.screen()
        await pilot.press("w")
        (file,) = practised.paths.exports.iterdir()
        assert file.read_text("utf-8") == "By the rule on the wall.\n"
        assert f"Written to exports/{file.name} in the data folder." in pilot.screen()


async def test_empty_answer_is_not_copied_or_written(workspace: Workspace) -> None:
    answer(workspace, QUESTION, Grade.AGAIN, "")
    async with run_practice(make_app(workspace)) as pilot:
        await open_history(pilot)
        await pilot.press("enter", "y")
        assert "Nothing to copy: the answer is empty." in pilot.screen()
        await pilot.press("w")
        assert "Nothing to write: the answer is empty." in pilot.screen()
        assert not workspace.paths.exports.exists()


@pytest.mark.parametrize("key", ["?", "f1"])
async def test_help_opens_over_the_history_and_closes_to_it(practised: Workspace, key: str) -> None:
    async with run_practice(make_app(practised)) as pilot:
        history = await open_history(pilot)
        await pilot.press(key)
        assert type(pilot.app.screen) is HelpScreen
        assert "ON THIS PAGE" in top_page(pilot)
        assert "Compare." in top_page(pilot)
        await pilot.press("q")
        assert pilot.app.screen_stack[-1] == history
