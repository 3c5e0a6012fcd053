"""What is typed is on disk before anybody asks, and is there again wherever one comes back from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, app_on, at_desk, workspace_in
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens import main_screen


def drafts(workspace: Workspace) -> dict[str, str]:
    """Drafts as another process would find them."""
    return Workspace(workspace.paths, workspace.bank_paths, workspace.clock).store.drafts.newest()


@pytest.fixture
def never_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The autosave's moment does not come while the test runs."""
    monkeypatch.setattr(main_screen, "AUTOSAVE_SECONDS", 3600)


async def test_a_draft_is_saved_by_itself_and_the_label_says_when(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_screen, "AUTOSAVE_SECONDS", 3600)
    async with at_desk(app_on(workspace)) as desk:
        assert desk.said("label") == "YOUR ANSWER  0 words"
        await desk.write("Three small words.")
        assert desk.said("label") == "YOUR ANSWER  3 words · about 0:01 spoken · not saved yet"
        assert drafts(workspace) == {}
        desk.practice.save()
        monkeypatch.setattr(main_screen, "AUTOSAVE_SECONDS", 0.001)
        await desk.write(" And more.")
        await desk.until(lambda: drafts(workspace) == {"late-crane": "Three small words. And more."})
        await desk.until(lambda: desk.said("label").endswith(" · saved"))


async def test_autosave_comes_within_a_second() -> None:
    assert 0 < main_screen.AUTOSAVE_SECONDS < 1


@pytest.mark.usefixtures("never_by_itself")
@pytest.mark.parametrize("key", ["escape", "ctrl+j", "ctrl+q"])
async def test_leaving_revealing_and_quitting_save_the_draft(workspace: Workspace, key: str) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Half a thought")
        await desk.press(key)
        assert drafts(workspace) == {"late-crane": "Half a thought"}


@pytest.mark.usefixtures("never_by_itself")
async def test_however_the_app_ends_the_draft_is_kept(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Cut off in mid")
        assert drafts(workspace) == {}
    assert drafts(workspace) == {"late-crane": "Cut off in mid"}


async def test_a_draft_is_there_after_leaving_the_editor_and_coming_back(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("First,")
        await desk.press("escape")
        assert desk.app.focused is None
        await desk.press("enter")
        assert desk.editor.has_focus
        await desk.write(" second.")
        assert desk.editor.text == "First, second."


async def test_each_question_keeps_its_own_draft_while_one_goes_to_and_fro(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("On the crane.")
        await desk.press("escape", "t", "j", "enter")
        assert (desk.asked, desk.editor.text) == ("two-captains", "")
        await desk.write("On the captains.")
        await desk.press("escape", "t", "k", "enter")
        assert (desk.asked, desk.editor.text) == ("late-crane", "On the crane.")
        await desk.press("escape", "s")
        assert (desk.asked, desk.editor.text) == ("two-captains", "On the captains.")
    assert drafts(workspace) == {"late-crane": "On the crane.", "two-captains": "On the captains."}


async def test_undo_in_the_editor_does_not_reach_into_another_questions_draft(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("On the crane.")
        await desk.press("escape", "s", "ctrl+z")
        assert (desk.asked, desk.editor.text) == ("two-captains", "")


async def test_a_draft_is_there_after_a_restart(tmp_path: Path, clock: MovableClock) -> None:
    async with at_desk(app_on(workspace_in(tmp_path, clock))) as desk:
        await desk.write("Zeile eins ✓\nline two")
        await desk.press("ctrl+q")
    async with at_desk(app_on(workspace_in(tmp_path, clock))) as desk:
        assert desk.editor.text == "Zeile eins ✓\nline two"
        assert desk.said("label").endswith("· saved")
        await desk.write(", and on")
        await desk.press("ctrl+j", "3")
        assert desk.workspace.store.entries()[-1].answer == "Zeile eins ✓\nline two, and on"  # type: ignore[union-attr]
    assert drafts(workspace_in(tmp_path, clock)) == {}


async def test_emptying_the_editor_discards_the_draft(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Wrong track.")
        await desk.press("escape", "i")
        desk.editor.clear()
        await desk.settle()
        await desk.press("escape")
        assert drafts(workspace) == {}


async def test_an_answer_with_nothing_but_blanks_is_no_answer_in_the_history(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("  \n ")
        await desk.press("1")
        assert desk.asked == "two-captains"
    assert drafts(workspace) == {}
