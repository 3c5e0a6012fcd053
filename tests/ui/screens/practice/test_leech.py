"""Leeches: a question that lapses repeatedly is reported with advice."""

from __future__ import annotations

from tests.ui.practice_pilot import MovableClock, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.filter import parse_filter, select_questions
from tpm_tui.practice.workspace import Workspace


def answer_and_miss(workspace: Workspace, clock: MovableClock, times: int) -> None:
    """Answer a question once, then grade it Again on several days."""
    for grade in [Grade.GOOD, *[Grade.AGAIN] * times]:
        answer(workspace, "late-crane", grade)
        clock.advance(days=3)


async def test_grade_that_makes_a_leech_shows_advice(workspace: Workspace, clock: MovableClock) -> None:
    answer_and_miss(workspace, clock, 3)
    async with run_practice(make_app(workspace, ["late-crane", "two-captains"])) as pilot:
        assert "leech" not in pilot.text_of("meta")
        await pilot.press("ctrl+j", "1")
        assert "A leech, 4 lapses: edit it" in pilot.notice
        assert "write your own points, or suspend it." in " ".join(pilot.screen().split())
        await pilot.press("escape", "u")
        assert "leech" not in pilot.text_of("meta")
        assert not workspace.store.cards["late-crane"].leech
        await pilot.press("1")
        assert "A leech, 4 lapses" in pilot.notice


async def test_leech_notice_is_repeated_at_sixth_lapse(workspace: Workspace, clock: MovableClock) -> None:
    answer_and_miss(workspace, clock, 4)
    for notice in ("", "A leech, 6 lapses"):
        async with run_practice(make_app(workspace, ["late-crane", "two-captains"])) as pilot:
            assert "leech" in pilot.text_of("meta")
            await pilot.press("ctrl+j", "1")
            assert notice in pilot.notice
            assert ("leech" in pilot.notice) is bool(notice)
        clock.advance(days=3)


def test_filter_finds_leeches(workspace: Workspace, clock: MovableClock) -> None:
    answer_and_miss(workspace, clock, 4)
    found = select_questions(
        parse_filter("is:leech"), workspace.bank, workspace.store.cards, workspace.agenda()
    )
    assert found == ("late-crane",)
