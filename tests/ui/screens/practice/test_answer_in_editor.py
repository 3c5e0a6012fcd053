"""The answer is opened in the external editor, and what was saved there comes back."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.ui.mock_pilot import run_mock, start_crane_mock
from tests.ui.practice_pilot import make_app, run_practice
from tests.ui.terminal.test_external_editor import no_suspend
from tpm_tui.practice.workspace import Workspace

__all__ = ["no_suspend"]

SCRIPT = """\
import pathlib, sys
file = pathlib.Path(sys.argv[-1])
file.write_text({change}, encoding="utf-8")
sys.exit({code})
"""


def use_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str, code: int = 0) -> None:
    """Set $EDITOR to a script that writes the value of an expression to the file and exits with a code."""
    script = folder / "answer_editor.py"
    script.write_text(SCRIPT.format(change=change, code=code), "utf-8")
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")


async def test_answer_comes_back_from_the_editor_and_can_be_undone(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(tmp_path, monkeypatch, "file.read_text('utf-8') + 'And more.\\n'")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("First line.")
        await pilot.press("ctrl+o")
        assert pilot.editor.text == "First line.\nAnd more."
        assert pilot.practice_session.session.draft == "First line.\nAnd more."
        assert pilot.practice_session.is_draft_saved
        assert list(workspace.paths.exports.iterdir()) == []
        await pilot.press("ctrl+underscore")
        assert pilot.editor.text == "First line."


async def test_failed_editor_leaves_the_answer_and_keeps_the_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(tmp_path, monkeypatch, "'not used'", code=1)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Kept.")
        await pilot.press("ctrl+o")
        assert pilot.editor.text == "Kept."
        (file,) = workspace.paths.exports.iterdir()
        assert file.name in pilot.notice
        assert file.read_text("utf-8") == "not used"
        assert file.stat().st_mode & 0o077 == 0


async def test_control_characters_of_the_file_are_removed(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(tmp_path, monkeypatch, "'a\\x1b]52;c;x\\x07b'")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+o")
        assert pilot.editor.text == "a]52;c;xb"


async def test_emptied_file_empties_the_answer(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(tmp_path, monkeypatch, "''")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Gone, but it can be undone.")
        await pilot.press("ctrl+o")
        assert pilot.editor.text == ""
        await pilot.press("ctrl+underscore")
        assert pilot.editor.text == "Gone, but it can be undone."


async def test_mock_answer_comes_back_from_the_editor(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(tmp_path, monkeypatch, "'From the editor.'")
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "ctrl+o")
        assert pilot.mock_session.mock.text == "From the editor."


async def test_ctrl_home_and_ctrl_end_go_to_the_edges(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("first\nsecond")
        await pilot.press("ctrl+home")
        assert pilot.editor.cursor_location == (0, 0)
        await pilot.press("ctrl+end")
        assert pilot.editor.cursor_location == (1, 6)


async def test_copied_text_is_counted_in_a_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("first")
        pilot.editor.select_all()
        await pilot.press("ctrl+c")
        assert "5 characters" in pilot.notice
