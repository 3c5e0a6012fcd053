"""The reports screen: list, read, write, copy the path, open in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.home_pilot import run_from_home
from tests.ui.mock_pilot import run_mock, start_crane_mock
from tests.ui.practice_pilot import PracticePilot, answer, make_app, run_practice
from tests.ui.terminal.test_external_editor import no_suspend, set_editor
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange.messages import NOTHING_TO_REPORT
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.pages.places.reports import NO_REPORTS, WRITE_NOW_LABEL
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.places.reports import NO_REPORT_CHOSEN, ReportsScreen
from tpm_tui.ui.screens.practice.view import PracticeView
from tpm_tui.ui.screens.reports import ReportScreen
from tpm_tui.ui.widgets.page import Page

__all__ = ["no_suspend"]


def page(pilot: PracticePilot) -> str:
    """Return the text of the page on top."""
    return pilot.app.screen.query_one(Page).text


def notice(pilot: PracticePilot) -> str:
    """Return the notice of the screen on top."""
    screen = pilot.app.screen
    assert isinstance(screen, PagerScreen | ReportsScreen)
    return f"{screen.footer.notice}"


async def open_reports(pilot: PracticePilot) -> None:
    """Open the list of reports, with the cursor on the newest."""
    await pilot.press("escape", "r")
    assert isinstance(pilot.app.screen, ReportsScreen)
    await pilot.press("j")


@pytest.fixture
def reported(workspace: Workspace) -> Path:
    """Return the only report of the workspace."""
    answer(workspace, "two-captains", Grade.GOOD, "By the rule.")
    (path,) = workspace.paths.reports.iterdir()
    return path


async def test_report_is_listed_and_read(workspace: Workspace, reported: Path) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        assert "2026-11-22 09:00  1 answer   practice" in page(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert page(pilot).startswith("Practice session, 22 November 2026")
        assert "| By the rule." in page(pilot)
        await pilot.press("q", "q")
        assert pilot.on_practice_screen


async def test_folder_without_reports_says_so(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        assert NO_REPORTS in page(pilot)
        await pilot.press("k")
        for key, text in (("enter", NOTHING_TO_REPORT), ("y", NO_REPORT_CHOSEN), ("e", NO_REPORT_CHOSEN)):
            await pilot.press(key)
            assert notice(pilot) == text


async def test_first_row_writes_the_report_of_the_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I rang the quay.")
        await pilot.press("3", "escape", "r")
        assert WRITE_NOW_LABEL in page(pilot)
        await pilot.press("enter")
        assert notice(pilot).startswith("Report: ")
        assert "1 answer   practice" in page(pilot)
        await pilot.press("j", "enter")
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_ended_session_has_no_row_to_write_its_report(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I rang the quay.")
        await pilot.press("3", "escape", "q", "r")
        assert WRITE_NOW_LABEL not in page(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_failed_write_is_reported(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise WriteError("The report was not saved: the disk is full")

    monkeypatch.setattr(PracticeView, "write_report", fail)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "r", "enter")
        assert notice(pilot) == "The report was not saved: the disk is full"


async def test_path_is_copied(workspace: Workspace, reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(TpmApp, "copy_to_clipboard", lambda self, text: sent.append(text))
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        await pilot.press("y", "enter", "y")
        assert sent == [str(reported)] * 2
        assert notice(pilot) == f"Copied the path: {len(str(reported))} characters."


async def test_report_is_edited_and_shown_again(
    workspace: Workspace, reported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('By the rule.', 'By my rule.')")
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        await pilot.press("enter", "e")
        assert "| By my rule." in page(pilot)
    assert "By my rule." in reported.read_text("utf-8")


async def test_failing_editor_is_reported(
    workspace: Workspace, reported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        await pilot.press("e")
        assert notice(pilot) == "false: exit code 1."


async def test_removed_report_is_reported(workspace: Workspace, reported: Path) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        reported.unlink()
        await pilot.press("enter")
        assert "no such file" in notice(pilot)


async def test_name_of_a_report_is_sanitized(workspace: Workspace) -> None:
    workspace.paths.reports.mkdir(parents=True)
    (workspace.paths.reports / "a\x1b[2J[b]x[-1m\udce9.md").write_text("# [b]Title[/b]")
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        assert "a[2J[b]x[-1m\\xe9.md" in page(pilot)
        await pilot.press("enter")
        assert page(pilot) == "[b]Title[/b]"


async def test_json_report_is_shown_as_text(workspace: Workspace) -> None:
    workspace.paths.reports.mkdir(parents=True)
    (workspace.paths.reports / "2026-11-22-0900-practice.json").write_text('{"a": "**b**"}')
    async with run_practice(make_app(workspace)) as pilot:
        await open_reports(pilot)
        await pilot.press("enter")
        assert page(pilot) == '{"a": "**b**"}'


async def test_today_lists_reports_without_the_write_row(workspace: Workspace, reported: Path) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("r")
        assert pilot.place == "reports"
        assert WRITE_NOW_LABEL not in pilot.screen()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReportScreen)
        await pilot.press("q", "q")
        assert pilot.place == "today"


async def test_report_of_a_mock_is_written_from_the_list(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", *"so", "escape", "r", "enter")
        assert "Report:" in pilot.screen()
        assert len(list(workspace.paths.reports.iterdir())) == 1
        await pilot.press("q")
        assert pilot.app.screen is pilot.app.first_screen


async def test_unreadable_folder_is_reported(workspace: Workspace) -> None:
    workspace.paths.data.mkdir(parents=True)
    workspace.paths.reports.write_text("a file")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "r")
        assert "expected a folder, found a file" in page(pilot)
        assert NO_REPORTS not in page(pilot)
