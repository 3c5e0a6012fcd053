"""A question that is missed again and again is told of, with what helps."""

from __future__ import annotations

from tests.ui.practice_pilot import MovableClock, answer, app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.filter import parse_filter, select_questions
from tpm_tui.practice.workspace import Workspace


def missed(workspace: Workspace, clock: MovableClock, times: int) -> None:
    """Met once, then missed on so many days."""
    for grade in [Grade.GOOD, *[Grade.AGAIN] * times]:
        answer(workspace, "late-crane", grade)
        clock.on(days=3)


async def test_the_grade_that_makes_a_leech_tells_so_with_advice_in_full(
    workspace: Workspace, clock: MovableClock
) -> None:
    missed(workspace, clock, 3)
    async with at_desk(app_on(workspace, ["late-crane", "two-captains"])) as desk:
        assert "leech" not in desk.said("meta")
        await desk.press("ctrl+j", "1")
        assert "A leech, 4 lapses: edit it" in desk.notice
        assert "write your own points, or suspend it." in " ".join(desk.screen().split())
        await desk.press("escape", "u")
        assert "leech" not in desk.said("meta")
        assert not workspace.store.cards["late-crane"].leech
        await desk.press("1")
        assert "A leech, 4 lapses" in desk.notice


async def test_the_fifth_lapse_is_not_told_and_the_sixth_is(
    workspace: Workspace, clock: MovableClock
) -> None:
    missed(workspace, clock, 4)
    for told in ("", "A leech, 6 lapses"):
        async with at_desk(app_on(workspace, ["late-crane", "two-captains"])) as desk:
            assert "leech" in desk.said("meta")
            await desk.press("ctrl+j", "1")
            assert told in desk.notice
            assert ("leech" in desk.notice) is bool(told)
        clock.on(days=3)


def test_leeches_are_found_by_the_filter(workspace: Workspace, clock: MovableClock) -> None:
    missed(workspace, clock, 4)
    found = select_questions(
        parse_filter("is:leech"), workspace.bank, workspace.store.cards, workspace.agenda()
    )
    assert found == ("late-crane",)
