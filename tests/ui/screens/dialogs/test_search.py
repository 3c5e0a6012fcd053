"""The search dialog: find questions while typing and go to one."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.search import SearchScreen
from tpm_tui.ui.widgets.page import Page


def found(pilot: PracticePilot) -> list[str]:
    """Return the first row of each result: it ends with the box."""
    assert isinstance(pilot.app.screen, SearchScreen)
    return [row for row in pilot.app.screen.query_one("#results", Page).text.splitlines() if "▫" in row]


def status_line(pilot: PracticePilot) -> str:
    return f"{pilot.app.screen.query_one('#found').content}"  # type: ignore[attr-defined]


async def test_search_lists_all_questions_and_narrows_while_typing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/")
        assert status_line(pilot) == "5 of 5"
        await pilot.press(*"frost")
        assert status_line(pilot) == "1 of 5"
        assert len(found(pilot)) == 1
        assert "Early frost" in found(pilot)[0]
        await pilot.press("enter")
        assert pilot.question == "early-frost"
        assert pilot.editor.has_focus


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind:technical", ["Tide table"]),
        ("topic:orch", ["Early frost", "Picking order"]),
        ("is:new -topic:orch #2", ["Two captains"]),
        ("box:1", []),
    ],
)
async def test_query_accepts_filter_fields(workspace: Workspace, query: str, names: list[str]) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *query)
        assert [any(name in row for row in found(pilot)) for name in names] == [True] * len(names)
        assert status_line(pilot) == (f"{len(names)} of 5" if names else "nothing found")


async def test_best_title_comes_first_and_is_chosen(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"table")
        assert "Tide table" in found(pilot)[0]
        await pilot.press("enter")
        assert pilot.question == "tide-table"


async def test_similar_titles_are_shown_as_such(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"erlfrst")
        assert status_line(pilot) == "no exact match, 1 with a similar title"
        assert "Early frost" in found(pilot)[0]


async def test_arrows_select_result_while_typing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"topic:orch", "down", "down", "up", "down", "enter")
        assert pilot.question == "picking-order"


async def test_invalid_query_shows_hint(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"kind:strange")
        assert "strange" in status_line(pilot)
        assert "behavioural" in status_line(pilot)


async def test_enter_without_results_closes_search(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Kept.")
        await pilot.press("escape", "/", *"zzz", "enter")
        assert not isinstance(pilot.app.screen, SearchScreen)
        assert (pilot.question, pilot.editor.text) == ("late-crane", "Kept.")


@pytest.mark.parametrize("before", [("escape",), ("ctrl+j",), ("escape", "q"), ("escape", "t")])
async def test_search_opens_outside_editor_and_escape_closes_it(
    workspace: Workspace, before: tuple[str, ...]
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*before, "/")
        assert isinstance(pilot.app.screen, SearchScreen)
        phase = pilot.phase
        await pilot.press("escape")
        assert pilot.on_practice_screen
        assert pilot.phase is phase


async def test_command_letters_are_text_in_query(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"qu?@")
        assert pilot.app.screen.query_one("#query").value == "qu?@"  # type: ignore[attr-defined]
