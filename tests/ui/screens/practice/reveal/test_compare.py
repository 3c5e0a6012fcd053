"""The word diff of an older attempt and the answer, from the reveal."""

from __future__ import annotations

from tests.ui.practice_pilot import MovableClock, PracticePilot, answer, make_app, run_practice
from tests.ui.screens.practice.reveal.test_attempts import answered_twice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange.messages import FIRST_ANSWER
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.history import NO_OLDER_ATTEMPT
from tpm_tui.ui.widgets.page import Page

__all__ = ["answered_twice"]


def shown_diff(pilot: PracticePilot) -> str:
    """Return the text of the page with the word diff, in one line."""
    assert isinstance(pilot.app.screen, PagerScreen)
    return " ".join(pilot.app.screen.query_one(Page).text.split())


async def test_attempt_under_the_cursor_is_compared_with_the_answer(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("The newest words.")
        await pilot.go_to_section("History")
        assert "d compare" in pilot.text_of("keys")
        await pilot.press("d")
        assert "attempt 2, 2026-11-23, good -> this answer" in shown_diff(pilot)
        assert "[-Better-] {+The newest+} words." in shown_diff(pilot)
        await pilot.press("q", "j", "d")
        assert "attempt 1, 2026-11-22, again -> this answer" in shown_diff(pilot)
        assert "The [-very first-] {+newest+} words." in shown_diff(pilot)
        await pilot.press("q")
        assert (pilot.section, pilot.on_practice_screen) == ("History", True)


async def test_ticks_are_compared_too(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("The newest words.")
        await pilot.press("space", "d")
        assert "gained: plain notice first" in shown_diff(pilot)


async def test_older_answer_that_is_shown_is_compared(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("The newest words.")
        assert "d compare" not in pilot.text_of("keys")
        await pilot.press("[", "[", "d")
        assert "attempt 1, 2026-11-22, again -> this answer" in shown_diff(pilot)


async def test_answer_without_text_is_replaced_by_the_newest_attempt(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("")
        await pilot.go_to_section("History")
        await pilot.press("d")
        assert "attempt 1, 2026-11-22, again -> attempt 2, 2026-11-23, good" in shown_diff(pilot)
        await pilot.press("q", "j", "d")
        assert "attempt 1, 2026-11-22, again -> attempt 2, 2026-11-23, good" in shown_diff(pilot)


async def test_only_attempt_has_none_to_compare_it_with(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.GOOD, "Words.")
    clock.advance(days=3)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal("")
        await pilot.press("d")
        assert pilot.notice == NO_OLDER_ATTEMPT


async def test_first_answer_is_compared_with_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("First.")
        await pilot.press("d")
        assert pilot.notice == FIRST_ANSWER
