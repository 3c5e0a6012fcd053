"""Copying a text of the reveal, and writing it to a file."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp

MODEL = "By the rule on the wall: perishables first. I rang both in one call."


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are copied."""
    copied: list[str] = []
    monkeypatch.setattr(TpmApp, "copy_to_clipboard", lambda app, text: copied.append(text))
    return copied


async def reveal_second(pilot: PracticePilot) -> None:
    await pilot.reveal("My own words.")


async def test_model_answer_is_copied(workspace: Workspace, clipboard: list[str]) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await reveal_second(pilot)
        await pilot.press("y")
        assert "m model answer" in pilot.screen()
        assert "s short form" not in pilot.screen()
        await pilot.press("m")
        assert clipboard == [MODEL]
        assert pilot.notice == f"Copied the model answer: {len(MODEL)} characters."


async def test_shown_section_is_copied_with_its_titles(workspace: Workspace, clipboard: list[str]) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await reveal_second(pilot)
        await pilot.go_to_section("Weak signs")
        await pilot.press("y", "y")
        assert clipboard == [
            "Weak signs:\n- begins with the supplier's guilt\n- waits for certainty before telling"
        ]


async def test_shown_attempt_is_copied(workspace: Workspace, clipboard: list[str]) -> None:
    answer(workspace, "two-captains", Grade.GOOD, "My older words.")
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await reveal_second(pilot)
        await pilot.press("y", "a", "[", "y", "a")
        assert clipboard == ["My own words.", "My older words."]


async def test_escape_copies_nothing(workspace: Workspace, clipboard: list[str]) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await reveal_second(pilot)
        await pilot.press("y", "escape")
        assert clipboard == []
        assert pilot.notice == ""


async def test_text_is_written_to_a_private_file(workspace: Workspace, clipboard: list[str]) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await reveal_second(pilot)
        await pilot.press("w", "m")
        (path,) = workspace.paths.exports.iterdir()
        assert path.read_text("utf-8").strip() == MODEL
        assert path.stat().st_mode & 0o077 == 0
        assert pilot.notice.startswith("Written to exports/")
        assert clipboard == []
