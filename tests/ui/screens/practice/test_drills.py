"""Drills in the app: chosen by key, marked on the screen, moving no box."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_app, run_practice
from tpm_tui.core.cards.events import Recalled, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import active_recalls
from tpm_tui.core.session.recall import select_recall_cards
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.pages.places.recall import ALL_MADE
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.screens.recall import RecallScreen
from tpm_tui.ui.widgets.page import Page


@pytest.fixture
def practised(workspace: Workspace, clock: MovableClock) -> Workspace:
    """A workspace whose second question was graded Again the day before."""
    answer(workspace, "two-captains", Grade.AGAIN)
    clock.advance(days=1)
    return workspace


async def test_weak_point_drill_marks_points_and_moves_no_box(
    practised: Workspace,
) -> None:
    before = practised.store.cards["two-captains"]
    async with run_practice(make_app(practised, ["late-crane"])) as pilot:
        await pilot.press("escape", "D", "enter")
        assert pilot.question == "two-captains"
        assert "drill" in pilot.text_of("meta")
        await pilot.reveal("By a rule.")
        assert "a rule before names  missed 1 of 1" in pilot.page.text
        assert pilot.text_of("keys").startswith("1 Again  2 Hard  3 Good  4 Easy")
        await pilot.press("space", "4")
        assert "a drill; box 1 is unchanged" in pilot.notice
        after = practised.store.cards["two-captains"]
        assert (after.schedule, after.attempts) == (before.schedule, before.attempts + 1)
        await pilot.press("u")
        assert (pilot.question, pilot.phase) == ("two-captains", SessionPhase.REVEALED)
        assert practised.store.cards["two-captains"].attempts == before.attempts
        await pilot.press("3")
        reviews = [entry for entry in practised.store.entries() if isinstance(entry, Review)]
        assert all(review.drill for review in reviews if review.day > before.schedule.last)  # type: ignore[operator]


async def test_due_questions_after_drill_move_boxes(practised: Workspace) -> None:
    async with run_practice(make_app(practised, ["late-crane"])) as pilot:
        await pilot.press("escape", "D", "j", "enter")
        assert pilot.question == "two-captains"
        await pilot.press("ctrl+j", "3")
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("d")
        assert "drill" not in pilot.text_of("meta")
        question = pilot.question
        box = practised.store.cards[question].box if question in practised.store.cards else 0
        await pilot.press("ctrl+j", "4")
        assert practised.store.cards[question].box > box


async def test_drill_without_misses_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "D", "enter")
        assert pilot.notice == "Nothing to drill: nothing was missed yet."
        await pilot.press("D", "k", "j", "j", "enter")
        assert pilot.notice == "No question has recall cards."


@pytest.fixture
def with_cards(workspace: Workspace) -> Workspace:
    """Add two recall cards to the first question."""
    [path] = workspace.bank_paths
    file = path / "1-harbour.yaml"
    cards = '    recall: [{q: "How deep is the bar?", a: "Four metres."}, {q: "Whose berth?", a: "[/]"}]\n'
    text = file.read_text("utf-8")
    place = text.index("  - id: two-captains")
    file.write_text(text[:place] + cards + text[place:], "utf-8")
    return workspace


async def test_missed_recall_card_is_asked_again(with_cards: Workspace) -> None:
    async with run_practice(make_app(with_cards)) as pilot:
        await pilot.press("escape", "D", "j", "j", "enter")
        assert isinstance(pilot.app.screen, RecallScreen)
        page = pilot.app.screen.query_one(Page)
        assert "How deep is the bar?" in page.text
        assert "Four metres." not in page.text
        await pilot.press("space")
        assert "Four metres." in page.text
        await pilot.press("1", "x")
        assert "[/]" in page.text
        await pilot.press("3")
        assert "1 made, 1 missed" in page.text
        assert "- How deep is the bar?" in page.text
        await pilot.press("a", "space", "y")
        assert ALL_MADE in page.text
        await pilot.press("a", "q")
        assert pilot.notice == "Recall: 2 made, 1 missed."
        recalled = [(e.card, e.made) for e in with_cards.store.entries() if isinstance(e, Recalled)]
        assert recalled == [
            ("How deep is the bar?", False),
            ("Whose berth?", True),
            ("How deep is the bar?", True),
        ]
        assert pilot.question == "late-crane"


async def test_last_recall_card_can_be_undone(with_cards: Workspace) -> None:
    async with run_practice(make_app(with_cards)) as pilot:
        await pilot.press("escape", "D", "j", "j", "enter")
        assert "u undo" not in pilot.rows()[-1]
        await pilot.press("space", "y", "u")
        page = pilot.app.screen.query_one(Page)
        assert "How deep is the bar?" in page.text
        assert "Four metres." in page.text
        await pilot.press("n", "space", "n")
        assert "0 made, 2 missed" in page.text
        assert "u undo" in pilot.rows()[-1]
        await pilot.press("u")
        assert "Whose berth?" in page.text
        await pilot.press("y")
        assert "1 made, 1 missed" in page.text
        await pilot.press("a", "u")
        assert "Whose berth?" in page.text
        await pilot.press("y", "q")
        recalled = [(e.card, e.made) for e in active_recalls(with_cards.store.entries())]
        assert recalled == [("How deep is the bar?", False), ("Whose berth?", True)]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_recall_question_stays_where_it_is(with_cards: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(with_cards), size=size) as pilot:
        await pilot.press("escape", "D", "j", "j", "enter")
        before = [row.strip() for row in pilot.rows()]
        place = before.index("How deep is the bar?")
        assert "1 of 2" in before[0]
        assert size[1] // 4 < place < size[1] * 3 // 4
        await pilot.press("space")
        after = [row.strip() for row in pilot.rows()]
        assert after.index("How deep is the bar?") == place
        assert after[place + 2] == "Four metres."
        await pilot.press("n", "space", "n")
        assert "2 cards missed; a asks them again." in pilot.screen()


async def test_recall_card_is_not_graded_before_its_answer(with_cards: Workspace) -> None:
    async with run_practice(make_app(with_cards)) as pilot:
        await pilot.press("escape", "D", "j", "j", "enter", "3", "escape")
        assert pilot.on_practice_screen
        assert not [entry for entry in with_cards.store.entries() if isinstance(entry, Recalled)]


async def test_recall_drill_from_command_line_is_first_screen(with_cards: Workspace) -> None:
    cards = select_recall_cards(with_cards.bank, [], with_cards.bank.order)
    themes = load_themes([shipped_themes()], None).themes
    screen = PracticeScreen(PracticeSession(with_cards, []), recall=cards)
    async with run_practice(TpmApp(with_cards, themes, screen)) as pilot:
        assert "How deep is the bar?" in pilot.screen()


async def test_summary_offers_to_recall_missed_points(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.press("ctrl+j", "j", "space", "2")
        assert pilot.phase is SessionPhase.DONE
        assert "R   recall 2 missed points, one by one" in pilot.page.text
        box = workspace.store.cards["two-captains"].box
        await pilot.press("R")
        assert isinstance(pilot.app.screen, RecallScreen)
        assert "How do you make this point: a rule before names?" in pilot.screen()
        await pilot.press("space", "3", "space", "1", "q")
        assert pilot.notice == "Recall: 1 made, 1 missed."
        assert workspace.store.cards["two-captains"].box == box
        assert len([entry for entry in workspace.store.entries() if isinstance(entry, Recalled)]) == 2


async def test_recall_is_not_offered_without_missed_points(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [])) as pilot:
        assert "missed point" not in pilot.page.text
        await pilot.press("R")
        assert pilot.on_practice_screen
        assert pilot.notice == "No key point was missed in this session."
