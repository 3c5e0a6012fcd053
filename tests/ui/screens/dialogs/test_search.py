"""The search dialog: find questions while typing and go to one."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
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


def results(pilot: PracticePilot) -> str:
    assert isinstance(pilot.app.screen, SearchScreen)
    return pilot.app.screen.query_one("#results", Page).text


async def load_own_texts(pilot: PracticePilot) -> None:
    """Wait until notes and answers are searched."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await pilot.wait_until(lambda: screen.own_texts_loaded)
    await pilot.settle()


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("dredging rails", "in model answer: ..."),
        ("opened five", "in short answer: ..."),
        ("boom", "in model answer: "),
        ("slips", "in other wording: Your crane slips by five weeks."),
        ("idle ships", "in cue: counts idle ships in money a day"),
        ("odds", "in key point: new date with odds"),
        ("five weeks late", "in prompt: The crane you ordered will be five weeks late."),
    ],
)
async def test_result_says_where_it_matches(workspace: Workspace, query: str, where: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *query)
        assert "Late crane" in found(pilot)[0]
        assert where in results(pilot)


async def test_notes_drafts_and_answers_are_searched(workspace: Workspace) -> None:
    answer(workspace, "two-captains", Grade.GOOD, "I phoned the pilot station.\nThen I slept.")
    async with run_practice(make_app(workspace, ["tide-table", "early-frost"])) as pilot:
        await pilot.write("Moon and gauges.")
        await pilot.press("escape", "N", *"Kelvin machine", "escape", "s", "/", *"pilot station")
        await load_own_texts(pilot)
        assert "in your answer of 22 Nov: I phoned the pilot station. Then I slept." in results(pilot)
        await pilot.press("escape", "/", *"kelvin")
        await load_own_texts(pilot)
        assert "in your note: Kelvin machine" in results(pilot)
        await pilot.press("escape", "/", *"gauges")
        await load_own_texts(pilot)
        assert "in your draft: Moon and gauges." in results(pilot)
        await pilot.press("enter")
        assert (pilot.question, pilot.editor.text) == ("tide-table", "Moon and gauges.")


async def test_matching_words_are_marked(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"crane")
        page = pilot.app.screen.query_one("#results", Page)
        marked = [
            line.content.plain[span.start : span.end]
            for line in page._lines
            for span in line.content.spans
            if "underline" in str(span.style)
        ]
        assert marked[:2] == ["crane", "crane"]


async def test_empty_result_lists_the_filters(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"zzz")
        await load_own_texts(pilot)
        assert status_line(pilot) == "nothing found"
        for example in ("topic:program", "kind:technical", "level:senior", "box:2", "#7", "is:due", "-slip"):
            assert example in results(pilot)
        assert "behavioural, technical, hybrid" in results(pilot)
        await pilot.press("backspace", "backspace", "backspace")
        assert status_line(pilot) == "5 of 5"


async def test_unreadable_history_is_reported(workspace: Workspace) -> None:
    answer(workspace, "two-captains", Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        (segment,) = (workspace.paths.data / "history").iterdir()
        segment.rename(segment.with_suffix(".moved"))
        segment.mkdir()
        await pilot.press("escape", "/", *"crane")
        await load_own_texts(pilot)
        assert "history" in status_line(pilot)
        assert "Late crane" in found(pilot)[0]


async def test_own_texts_do_not_move_the_cursor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"the", "down")
        cursor = pilot.app.screen.query_one("#results", Page).cursor
        await load_own_texts(pilot)
        assert pilot.app.screen.query_one("#results", Page).cursor == cursor
        assert cursor != "late-crane"
