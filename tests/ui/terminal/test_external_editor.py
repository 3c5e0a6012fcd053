"""`e` hands the question's file to the learner's editor and reads the bank again."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, app_on, at_desk, workspace_in
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.practice_app import PracticeApp
from tpm_tui.ui.terminal.external_editor import editor_command

EDITOR = """\
import sys
from pathlib import Path
place, file = sys.argv[-2:]
Path(__file__).with_name("asked").write_text(place, "utf-8")
text = Path(file).read_text("utf-8")
{change}
Path(file).write_text(text, "utf-8")
"""


@pytest.fixture(autouse=True)
def no_terminal_to_hand_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal there is nothing to suspend; the rest is as it is."""

    @contextmanager
    def suspend(self: PracticeApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(PracticeApp, "suspend", suspend)


def edited_by(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> Path:
    """$EDITOR is a script that changes the `text` of the file; returns where it notes the line asked for."""
    script = folder / "editor.py"
    script.write_text(EDITOR.format(change=change), "utf-8")
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    return folder / "asked"


async def test_a_changed_wording_is_shown_at_once_and_the_draft_stays(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = edited_by(tmp_path, monkeypatch, "text = text.replace('five weeks late', 'six weeks late')")
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Draft.")
        await desk.press("escape", "e")
        assert desk.notice == "The bank was read again."
        assert "six weeks late" in desk.said("prompt")
        assert (desk.asked, desk.editor.text) == ("late-crane", "Draft.")
    line = int(asked.read_text("utf-8").removeprefix("+"))
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    assert "late-crane" in file.read_text("utf-8").splitlines()[line - 1]


async def test_a_new_key_point_can_be_ticked_and_a_vanished_one_is_not_in_the_history(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited_by(tmp_path, monkeypatch, "text = text.replace('told to both', 'heard from both')")
    async with at_desk(app_on(workspace, ["two-captains"])) as desk:
        await desk.reveal("I would toss a coin.")
        await desk.press("j", "j", "space", "e")
        assert desk.phase is SessionPhase.REVEALED
        assert "heard from both" in desk.page.text
        await desk.press("j", "space", "3")
        review = workspace.store.entries()[1]
        assert review.covered == ("price of waiting",)  # type: ignore[union-attr]
        assert review.missed == ("a rule before names", "heard from both")  # type: ignore[union-attr]


async def test_a_question_that_is_gone_makes_way_for_the_next(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited_by(tmp_path, monkeypatch, "text = text.replace('id: late-crane', 'id: early-crane')")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "e")
        assert desk.asked == "two-captains"
        assert desk.notice == "The bank was read again."


async def test_a_question_further_on_that_is_gone_is_passed_over(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited_by(tmp_path, monkeypatch, "text = text.replace('id: two-captains', 'id: three-captains')")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "e", "escape", "s")
        assert desk.asked == "tide-table"
        assert "Sketch a service" in desk.said("prompt")
        await desk.press("ctrl+j", "3")
        assert desk.asked == "early-frost"


async def test_when_no_question_is_left_the_session_is_over(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited_by(tmp_path, monkeypatch, "text = text.replace('id: late-crane', 'id: early-crane')")
    async with at_desk(app_on(workspace, ["two-captains", "late-crane"])) as desk:
        await desk.reveal("A rule.")
        await desk.press("3", "escape", "e")
        assert desk.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in desk.page.text
        assert desk.practice_session.report_path
        assert desk.practice_session.report_path.name in "".join(desk.page.text.split())


async def test_a_slip_in_the_file_is_told_with_its_place(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited_by(tmp_path, monkeypatch, "text = text.replace('must: true', 'must: perhaps', 1)")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "e")
        assert desk.notice.startswith("1 fault in the bank: ")
        assert "1-harbour.yaml:" in desk.notice
        assert desk.asked == "two-captains"


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("no-such-editor-anywhere", "no-such-editor-anywhere: No such file or directory."),
        ("'unclosed", "editor: No closing quotation"),
        ("/", "/: Permission denied."),
    ],
)
async def test_an_editor_that_cannot_be_run_is_told_and_the_app_goes_on(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, editor: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    async with at_desk(app_on(workspace_in(tmp_path, clock))) as desk:
        await desk.press("escape", "e")
        assert desk.notice.startswith(told)
        await desk.press("escape", "s")
        assert desk.asked == "two-captains"


async def test_an_editor_that_fails_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "e")
        assert desk.asked == "late-crane"


async def test_the_configs_editor_comes_before_the_environments(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    workspace = workspace_in(tmp_path, clock, config="editor: no-such-editor-either\n")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "e")
        assert desk.notice.startswith("no-such-editor-either: ")


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
def test_each_editor_is_told_the_line_in_its_own_way(editor: str, command: list[str]) -> None:
    assert editor_command(editor, Path("a b.yaml"), 7) == command
