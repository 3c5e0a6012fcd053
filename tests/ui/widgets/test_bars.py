"""Status bar, footer, question pane and summary pane alone."""

from __future__ import annotations

from textual.content import Content

from tests.ui.host import run_host
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.screens.practice.summary import build_summary
from tpm_tui.ui.widgets.question import QuestionPane
from tpm_tui.ui.widgets.status import FooterKey
from tpm_tui.ui.widgets.status_bar import StatusBar
from tpm_tui.ui.widgets.summary import SummaryPane


async def test_status_bar_shows_header_left_and_timer_right(workspace: Workspace) -> None:
    bar = StatusBar()
    async with run_host(workspace, Scope.ASKING, bar) as pilot:
        bar.show_header(Content("the header"))
        bar.show_timer(Content("1:23"))
        await pilot.settle()
        assert pilot.rows()[0].split() == ["the", "header", "1:23"]
        assert pilot.rows()[0].endswith("1:23")
        bar.hide_timer()
        await pilot.settle()
        assert pilot.rows()[0].split() == ["the", "header"]


async def test_notice_replaces_keys_until_the_next_key(workspace: Workspace) -> None:
    async with run_host(workspace, Scope.ASKING) as pilot:
        pilot.host.footer.show_keys([FooterKey("q", "end")])
        pilot.host.show_notice("It was saved.")
        await pilot.settle()
        assert pilot.screen().strip() == "It was saved."
        await pilot.press("ctrl+l")
        assert pilot.screen().strip() == "q end"


async def test_footer_shows_only_the_keys_that_fit(workspace: Workspace) -> None:
    async with run_host(workspace, Scope.ASKING, size=(20, 5)) as pilot:
        pilot.host.footer.show_keys([FooterKey("q", "end"), FooterKey("x", "a long label of a key")])
        await pilot.settle()
        assert pilot.screen().strip() == "q end"


async def test_question_pane_shows_metadata_above_the_prompt(workspace: Workspace) -> None:
    pane = QuestionPane()
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        pane.show(Content("7 of 9"), Content("What now? " * 12))
        await pilot.settle()
        shown = [row.strip() for row in pilot.rows() if row.strip()]
        assert shown[0] == "7 of 9"
        assert " ".join(shown[1:]) == ("What now? " * 12).strip()


async def test_summary_pane_scrolls_with_the_movement_keys(workspace: Workspace) -> None:
    pane = SummaryPane(UNICODE)
    pane.styles.display = "block"
    async with run_host(workspace, Scope.DONE, pane, size=(40, 6)) as pilot:
        pane.show_summary(build_summary(PracticeSession(workspace, []), Keymap(), ()))
        await pilot.settle()
        assert "Nothing graded in this session." in pilot.screen()
        await pilot.press("G")
        assert pane.scroll_offset.y == pane.max_scroll_y > 0
        await pilot.press("g")
        assert pane.scroll_offset.y == 0
