"""Search: a query finds questions as one types, enter goes to one."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import Desk, app_on, at_desk
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.search import SearchScreen
from tpm_tui.ui.widgets.page import Page


def found(desk: Desk) -> list[str]:
    """The rows with which results begin: each has its box at the end."""
    assert isinstance(desk.app.screen, SearchScreen)
    return [row for row in desk.app.screen.query_one("#results", Page).text.splitlines() if "▫" in row]


def said(desk: Desk) -> str:
    return f"{desk.app.screen.query_one('#found').content}"  # type: ignore[attr-defined]


async def test_search_begins_with_everything_and_narrows_with_every_letter(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "/")
        assert said(desk) == "5 of 5"
        await desk.press(*"frost")
        assert said(desk) == "1 of 5"
        assert len(found(desk)) == 1
        assert "Early frost" in found(desk)[0]
        await desk.press("enter")
        assert desk.asked == "early-frost"
        assert desk.editor.has_focus


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind:technical", ["Tide table"]),
        ("topic:orch", ["Early frost", "Picking order"]),
        ("is:new -topic:orch #2", ["Two captains"]),
        ("box:1", []),
    ],
)
async def test_search_takes_the_fields_of_a_filter(
    workspace: Workspace, query: str, names: list[str]
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "/", *query)
        assert [any(name in row for row in found(desk)) for name in names] == [True] * len(names)
        assert said(desk) == (f"{len(names)} of 5" if names else "nothing found")


async def test_arrows_choose_among_the_results_while_one_types_on(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "/", *"topic:orch", "down", "down", "up", "down", "enter")
        assert desk.asked == "picking-order"


async def test_a_query_that_cannot_be_read_says_how_to_mend_it(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "/", *"kind:strange")
        assert "strange" in said(desk)
        assert "behavioural" in said(desk)


async def test_nothing_found_and_enter_closes_without_going_anywhere(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Kept.")
        await desk.press("escape", "/", *"zzz", "enter")
        assert not isinstance(desk.app.screen, SearchScreen)
        assert (desk.asked, desk.editor.text) == ("late-crane", "Kept.")


@pytest.mark.parametrize("before", [("escape",), ("ctrl+j",), ("escape", "q"), ("escape", "t")])
async def test_search_opens_from_everywhere_outside_the_editor_and_escape_leads_back(
    workspace: Workspace, before: tuple[str, ...]
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press(*before, "/")
        assert isinstance(desk.app.screen, SearchScreen)
        phase = desk.phase
        await desk.press("escape")
        assert desk.at_practice
        assert desk.phase is phase


async def test_letters_that_are_commands_elsewhere_are_text_in_the_query(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "/", *"qu?@")
        assert desk.app.screen.query_one("#query").value == "qu?@"  # type: ignore[attr-defined]
