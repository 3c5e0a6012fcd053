"""Drafts: autosaved, and loaded again after leaving the question or the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.stores import draft_texts
from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens import autosave


def drafts(workspace: Workspace) -> dict[str, str]:
    """Return the drafts as another process reads them."""
    return draft_texts(Workspace(workspace.paths, workspace.bank_paths, workspace.clock).store.drafts)


@pytest.fixture
def autosave_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the autosave delay beyond the end of the test."""
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 3600)


async def test_draft_is_autosaved_and_label_shows_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 3600)
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.text_of("label") == "YOUR ANSWER  0 words"
        await pilot.write("Three small words.")
        pilot.practice.clock.update()
        assert pilot.text_of("label") == "YOUR ANSWER  3 words · about 0:01 spoken · not saved yet"
        assert drafts(workspace) == {}
        pilot.practice.save()
        monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 0.001)
        await pilot.write(" And more.")
        await pilot.wait_until(lambda: drafts(workspace) == {"late-crane": "Three small words. And more."})
        await pilot.wait_until(lambda: pilot.text_of("label").endswith(" · saved"))


@pytest.mark.usefixtures("autosave_off")
async def test_label_changes_once_a_second_while_typing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("One.")
        assert pilot.text_of("label") == "YOUR ANSWER  0 words"
        pilot.practice.clock.update()
        assert pilot.text_of("label").startswith("YOUR ANSWER  1 word ")
        await pilot.write(" Two. Three.")
        assert pilot.text_of("label").startswith("YOUR ANSWER  1 word ")
        pilot.practice.clock.update()
        assert pilot.text_of("label").startswith("YOUR ANSWER  3 words ")
        pilot.practice.save_typed()
        pilot.practice.clock.update()
        assert pilot.text_of("label").endswith(" · saved")


@pytest.mark.usefixtures("autosave_off")
async def test_label_says_within_a_second_that_text_is_not_saved(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("One.")
        pilot.practice.save()
        for _ in range(2):
            pilot.practice.clock.update()
            assert pilot.text_of("label").endswith(" · saved")
        await pilot.press("x")
        pilot.practice.clock.update()
        assert pilot.text_of("label").endswith(" · not saved yet")
        pilot.practice.save_typed()  # while typing goes on, the label keeps saying "not saved yet"
        await pilot.press("y")
        pilot.practice.clock.update()
        assert pilot.text_of("label").endswith(" · not saved yet")


async def test_autosave_delay_is_below_one_second() -> None:
    assert 0 < autosave.AUTOSAVE_SECONDS < 1


@pytest.mark.usefixtures("autosave_off")
@pytest.mark.parametrize("key", ["escape", "ctrl+j", "ctrl+q"])
async def test_leaving_revealing_and_quitting_save_draft(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Half a thought")
        await pilot.press(key)
        assert drafts(workspace) == {"late-crane": "Half a thought"}


@pytest.mark.usefixtures("autosave_off")
async def test_draft_is_saved_when_app_ends(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Interrupted here")
        assert drafts(workspace) == {}
    assert drafts(workspace) == {"late-crane": "Interrupted here"}


async def test_draft_remains_after_leaving_editor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("First,")
        await pilot.press("escape")
        assert pilot.app.focused is None
        await pilot.press("enter")
        assert pilot.editor.has_focus
        await pilot.write(" second.")
        assert pilot.editor.text == "First, second."


async def test_each_question_keeps_its_own_draft(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("On the crane.")
        await pilot.press("escape", "t", "j", "enter")
        assert (pilot.question, pilot.editor.text) == ("two-captains", "")
        await pilot.write("On the captains.")
        await pilot.press("escape", "t", "k", "enter")
        assert (pilot.question, pilot.editor.text) == ("late-crane", "On the crane.")
        await pilot.press("escape", "s")
        assert (pilot.question, pilot.editor.text) == ("two-captains", "On the captains.")
    assert drafts(workspace) == {"late-crane": "On the crane.", "two-captains": "On the captains."}


async def test_editor_undo_does_not_restore_other_draft(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("On the crane.")
        await pilot.press("escape", "s", "i", "ctrl+underscore")
        assert (pilot.question, pilot.editor.text) == ("two-captains", "")


async def test_draft_is_loaded_after_restart(tmp_path: Path, clock: MovableClock) -> None:
    async with run_practice(make_app(make_workspace(tmp_path, clock))) as pilot:
        await pilot.write("Zeile eins ✓\nline two")
        await pilot.press("ctrl+q")
    async with run_practice(make_app(make_workspace(tmp_path, clock))) as pilot:
        assert pilot.editor.text == "Zeile eins ✓\nline two"
        assert pilot.text_of("label").endswith("· saved")
        await pilot.write(", and on")
        await pilot.press("ctrl+j", "3")
        assert pilot.workspace.store.entries()[-1].answer == "Zeile eins ✓\nline two, and on"  # type: ignore[union-attr]
    assert drafts(make_workspace(tmp_path, clock)) == {}


async def test_emptying_editor_discards_draft(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Wrong track.")
        await pilot.press("escape", "i")
        pilot.editor.clear()
        await pilot.settle()
        await pilot.press("escape")
        assert drafts(workspace) == {}


async def test_blank_answer_leaves_no_draft(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("  \n ")
        await pilot.press("1")
        assert pilot.question == "two-captains"
    assert drafts(workspace) == {}


@pytest.mark.parametrize(("question", "said"), [("late-crane", "this question"), ("tide-table", "of 09:00")])
async def test_session_open_elsewhere_is_announced(
    workspace: Workspace, clock: MovableClock, question: str, said: str
) -> None:
    other = PracticeSession(workspace, ["late-crane"])
    other.write("typed elsewhere")
    other.save_draft()
    mine = Workspace(workspace.paths, workspace.bank_paths, clock)
    async with run_practice(make_app(mine, [question])) as pilot:
        assert said in pilot.notice
        assert "in another terminal" in pilot.notice
        assert pilot.editor.text == ""
        await pilot.press("a")
        assert pilot.notice == ""
