"""Drills in the app: chosen by a key, named on the screen, and no box moves."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, app_on, at_desk
from tpm_tui.core.cards.events import Recalled, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.recall import recall_cards
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.practice_app import PracticeApp
from tpm_tui.ui.screens.recall import RecallScreen
from tpm_tui.ui.widgets.page import Page


@pytest.fixture
def practised(workspace: Workspace, clock: MovableClock) -> Workspace:
    """The first question made but for nothing, the second missed whole."""
    answer(workspace, "two-captains", Grade.AGAIN)
    clock.on(days=1)
    return workspace


async def test_the_weakest_points_are_drilled_named_in_the_reveal_and_no_box_moves(
    practised: Workspace,
) -> None:
    before = practised.store.cards["two-captains"]
    async with at_desk(app_on(practised, ["late-crane"])) as desk:
        await desk.press("escape", "D", "enter")
        assert desk.asked == "two-captains"
        assert "drill" in desk.said("meta")
        await desk.reveal("By a rule.")
        assert "a rule before names  missed 1 of 1" in desk.page.text
        assert desk.said("keys").startswith("1 Again  2 Hard  3 Good  4 Easy")
        await desk.press("space", "4")
        assert "a drill; box 1 stays" in desk.notice
        after = practised.store.cards["two-captains"]
        assert (after.schedule, after.attempts) == (before.schedule, before.attempts + 1)
        await desk.press("u")
        assert (desk.asked, desk.phase) == ("two-captains", SessionPhase.REVEALED)
        assert practised.store.cards["two-captains"].attempts == before.attempts
        await desk.press("3")
        reviews = [entry for entry in practised.store.entries() if isinstance(entry, Review)]
        assert all(review.drill for review in reviews if review.day > before.schedule.last)  # type: ignore[operator]


async def test_what_is_due_after_a_drill_counts_again(practised: Workspace) -> None:
    async with at_desk(app_on(practised, ["late-crane"])) as desk:
        await desk.press("escape", "D", "j", "enter")
        assert desk.asked == "two-captains"
        await desk.press("ctrl+j", "3")
        assert desk.phase is SessionPhase.DONE
        await desk.press("d")
        assert "drill" not in desk.said("meta")
        asked = desk.asked
        box = practised.store.cards[asked].box if asked in practised.store.cards else 0
        await desk.press("ctrl+j", "4")
        assert practised.store.cards[asked].box > box


async def test_with_nothing_missed_there_is_nothing_to_drill(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "D", "enter")
        assert desk.notice == "Nothing was missed yet: there is nothing to drill."
        await desk.press("D", "k", "j", "j", "enter")
        assert desk.notice == "No question has recall cards."


@pytest.fixture
def with_cards(workspace: Workspace) -> Workspace:
    """Two recall cards in the first question's file."""
    [path] = workspace.bank_paths
    file = path / "1-harbour.yaml"
    cards = '    recall: [{q: "How deep is the bar?", a: "Four metres."}, {q: "Whose berth?", a: "[/]"}]\n'
    text = file.read_text("utf-8")
    place = text.index("  - id: two-captains")
    file.write_text(text[:place] + cards + text[place:], "utf-8")
    return workspace


async def test_recall_cards_are_asked_fast_and_a_missed_one_comes_again(with_cards: Workspace) -> None:
    async with at_desk(app_on(with_cards)) as desk:
        await desk.press("escape", "D", "j", "j", "enter")
        assert isinstance(desk.app.screen, RecallScreen)
        page = desk.app.screen.query_one(Page)
        assert "How deep is the bar?" in page.text
        assert "Four metres." not in page.text
        await desk.press("space")
        assert "Four metres." in page.text
        await desk.press("1", "x")
        assert "[/]" in page.text
        await desk.press("3", "space", "3")
        assert "Every card was made." in page.text
        await desk.press("q")
        assert desk.notice == "Recall: 2 made, 1 missed."
        told = [(e.card, e.made) for e in with_cards.store.entries() if isinstance(e, Recalled)]
        assert told == [
            ("How deep is the bar?", False),
            ("Whose berth?", True),
            ("How deep is the bar?", True),
        ]
        assert desk.asked == "late-crane"


async def test_the_answer_is_never_graded_before_it_was_seen(with_cards: Workspace) -> None:
    async with at_desk(app_on(with_cards)) as desk:
        await desk.press("escape", "D", "j", "j", "enter", "3", "escape")
        assert desk.at_practice
        assert not [entry for entry in with_cards.store.entries() if isinstance(entry, Recalled)]


async def test_a_recall_drill_of_the_command_line_is_the_first_screen(with_cards: Workspace) -> None:
    cards = recall_cards(with_cards.bank, [], with_cards.bank.order)
    themes = load_themes([shipped_themes()], None).themes
    async with at_desk(PracticeApp(with_cards, [], themes, recall=cards)) as desk:
        assert "How deep is the bar?" in desk.screen()
