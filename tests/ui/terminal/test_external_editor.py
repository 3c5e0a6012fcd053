"""The `edit` action opens the external editor and reloads the bank."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.files.editor_command import editor_command
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp

EDITOR = """\
import sys
from pathlib import Path
line, file = sys.argv[-2:]
Path(__file__).with_name("line").write_text(line, "utf-8")
text = Path(file).read_text("utf-8")
{change}
Path(file).write_text(text, "utf-8")
"""


@pytest.fixture(autouse=True)
def no_suspend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace `App.suspend`, which needs a terminal."""

    @contextmanager
    def suspend(self: TpmApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(TpmApp, "suspend", suspend)


def set_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> Path:
    """Set $EDITOR to a script that changes the file.

    Args:
        folder: for the script.
        monkeypatch: pytest's fixture.
        change: Python code that changes the variable `text`, the content of the file.

    Returns:
        The file to which the script writes its line argument.
    """
    script = folder / "editor.py"
    script.write_text(EDITOR.format(change=change), "utf-8")
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    return folder / "line"


async def test_edited_prompt_is_shown_and_draft_is_kept(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line_file = set_editor(tmp_path, monkeypatch, "text = text.replace('five weeks late', 'six weeks late')")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Draft.")
        await pilot.press("escape", "e")
        assert pilot.notice == "Question bank reloaded."
        assert "six weeks late" in pilot.text_of("prompt")
        assert (pilot.question, pilot.editor.text) == ("late-crane", "Draft.")
    line = int(line_file.read_text("utf-8").removeprefix("+"))
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    assert "late-crane" in file.read_text("utf-8").splitlines()[line - 1]


async def test_grade_uses_the_edited_key_points(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('said to both', 'heard from both')")
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("I would toss a coin.")
        await pilot.press("j", "j", "space", "e")
        assert pilot.phase is SessionPhase.REVEALED
        assert "heard from both" in pilot.page.text
        await pilot.press("j", "space", "3")
        review = workspace.store.entries()[1]
        assert review.covered == ("price of waiting",)  # type: ignore[union-attr]
        assert review.missed == ("a rule before names", "heard from both")  # type: ignore[union-attr]


async def test_removed_current_question_is_skipped(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('id: late-crane', 'id: early-crane')")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "e")
        assert pilot.question == "two-captains"
        assert pilot.notice == "Question bank reloaded."


async def test_removed_later_question_is_skipped(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('id: two-captains', 'id: three-captains')")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "e", "escape", "s")
        assert pilot.question == "tide-table"
        assert "Sketch a service" in pilot.text_of("prompt")
        await pilot.press("ctrl+j", "3")
        assert pilot.question == "early-frost"


async def test_session_ends_if_no_question_is_left(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('id: late-crane', 'id: early-crane')")
    async with run_practice(make_app(workspace, ["two-captains", "late-crane"])) as pilot:
        await pilot.reveal("A rule.")
        await pilot.press("3", "escape", "e")
        assert pilot.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in pilot.page.text
        assert pilot.practice_session.reports.path
        assert pilot.practice_session.reports.path.name in "".join(pilot.page.text.split())


async def test_invalid_edit_is_reported_with_its_place(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('must: true', 'must: perhaps', 1)")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "e")
        assert pilot.notice.startswith("1 problem in the bank: ")
        assert "1-harbour.yaml:" in pilot.notice
        assert pilot.question == "two-captains"


@pytest.mark.parametrize(
    ("editor", "notice"),
    [
        ("no-such-editor-anywhere", "no-such-editor-anywhere: No such file or directory."),
        ("'unclosed", "editor: No closing quotation"),
        ("/", "/: Permission denied."),
    ],
)
async def test_editor_that_cannot_run_is_reported(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, editor: str, notice: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    async with run_practice(make_app(make_workspace(tmp_path, clock))) as pilot:
        await pilot.press("escape", "e")
        assert pilot.notice.startswith(notice)
        await pilot.press("escape", "s")
        assert pilot.question == "two-captains"


async def test_failing_editor_changes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "e")
        assert pilot.question == "late-crane"


async def test_config_editor_overrides_environment(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    workspace = make_workspace(tmp_path, clock, config="editor: no-such-editor-either\n")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "e")
        assert pilot.notice.startswith("no-such-editor-either: ")


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("", ["vi", "+7", "a b.yaml"]),
        ("vim -n", ["vim", "-n", "+7", "a b.yaml"]),
        ("/usr/bin/code --wait", ["/usr/bin/code", "--wait", "--goto", "a b.yaml:7"]),
        ("hx", ["hx", "a b.yaml:7"]),
        ("'my editor' -x", ["my editor", "-x", "+7", "a b.yaml"]),
    ],
)
def test_editor_command_passes_the_line(editor: str, command: list[str]) -> None:
    assert editor_command(editor, Path("a b.yaml"), 7) == command


@pytest.mark.parametrize(
    ("change", "ended"),
    [
        ("sys.exit(3)", "exit code 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "ended by signal 15"),
    ],
)
async def test_failed_editor_is_reported_without_a_reload(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, ended: str
) -> None:
    set_editor(tmp_path, monkeypatch, change)
    async with run_practice(make_app(workspace)) as pilot:
        bank = workspace.bank
        await pilot.press("escape", "e")
        name = Path(sys.executable).name
        assert pilot.notice == f"{name}: {ended}. The question bank was not reloaded."
        assert workspace.bank is bank
