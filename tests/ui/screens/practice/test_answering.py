"""From the first letter of an answer to the next question, and back again."""

from __future__ import annotations

import re

import pytest

from tests.ui.practice_pilot import POINTS, TOLD, MovableClock, answer, app_on, at_desk
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


def reviews(workspace: Workspace) -> list[Review]:
    return [entry for entry in workspace.store.entries() if isinstance(entry, Review)]


async def test_an_answer_is_typed_revealed_ticked_and_graded_and_the_next_question_comes(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        assert "The crane you ordered will be five weeks late." in desk.screen()
        await desk.press("H", "i", "space", "q")
        assert desk.editor.text == "Hi q"
        await desk.press("ctrl+j")
        assert desk.phase is SessionPhase.REVEALED
        assert all(point in desk.page.text for point in POINTS)
        assert "the boom had cracked" in desk.page.text
        await desk.press("j", "space", "j", "x", "3")
        assert (desk.phase, desk.asked, desk.editor.text) == (SessionPhase.ASKING, "two-captains", "")
        assert desk.editor.has_focus
        assert desk.notice == "Late crane: good, box 0 to 2, due 2026-11-24. esc u takes it back."
        [review] = reviews(workspace)
        assert (review.question, review.answer, review.grade) == ("late-crane", "Hi q", Grade.GOOD)
        assert review.covered == (POINTS[1], POINTS[2])
        assert workspace.store.cards["late-crane"].box == 2


async def test_points_heard_in_the_answer_are_ticked_beforehand_with_the_sentence(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal(f"We shipped late. {TOLD}")
        assert desk.practice_session.session.ticked == {POINTS[0]}
        assert f"heard: {TOLD}" in desk.page.text
        assert "KEY POINTS  1 of 9" in desk.page.text


async def test_a_tick_can_be_taken_away_and_the_suggestion_follows(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["two-captains"])) as desk:
        await desk.reveal("I would toss a coin.")
        await desk.press("space", "j", "space", "j", "space")
        assert "3 of 3 · suggested Easy" in desk.page.text
        await desk.press("space")
        assert "2 of 3 · suggested" in desk.page.text
        assert "suggested Easy" not in desk.page.text


@pytest.mark.parametrize("ticks", [0, 1, 2, 3])
async def test_enter_takes_the_grade_that_the_footer_and_the_page_suggest(
    workspace: Workspace, ticks: int
) -> None:
    async with at_desk(app_on(workspace, ["two-captains"])) as desk:
        await desk.reveal("I would toss a coin.")
        for _ in range(ticks):
            await desk.press("space", "j")
        suggested = desk.practice_session.suggestion()
        assert f"suggested {suggested.word.capitalize()}" in desk.page.text
        await desk.press("enter")
        assert reviews(workspace)[0].grade is suggested


@pytest.mark.parametrize("grade", list(Grade))
async def test_each_grade_has_its_digit_and_keeps_the_days_that_the_footer_promised(
    workspace: Workspace, clock: MovableClock, grade: Grade
) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    clock.on(days=3)
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.reveal("I rang.")
        promised = re.search(rf"{grade.value} {grade.word.capitalize()} (\d+)d", desk.said("keys"))
        assert promised
        await desk.press(str(grade.value))
        review = reviews(workspace)[-1]
        assert review.grade is grade
        assert review.due
        assert (review.due - review.day).days == int(promised[1])


async def test_letters_are_text_in_the_editor_and_commands_outside_of_it(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("s", "1", "u", "-", "?")
        assert desk.editor.text == "s1u-?"
        await desk.press("escape", "1")
        assert (desk.phase, desk.asked, reviews(workspace)) == (SessionPhase.ASKING, "late-crane", [])
        await desk.press("s")
        assert desk.asked == "two-captains"


@pytest.mark.parametrize("keys", [("ctrl+j",), ("f2",), ("escape", "space"), ("escape", "f2")])
async def test_the_reveal_opens_from_the_editor_and_from_outside(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press(*keys)
        assert desk.phase is SessionPhase.REVEALED
        assert desk.page.has_focus


async def test_going_back_to_the_answer_keeps_it_and_lets_the_clock_run_on(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("First half.")
        clock.on(seconds=65)
        await desk.press("ctrl+j")
        assert desk.said("timer").split() == ["1:05", "/", "2:00"]
        clock.on(minutes=10)
        await desk.press("i")
        assert (desk.phase, desk.editor.text) == (SessionPhase.ASKING, "First half.")
        assert desk.editor.has_focus
        await desk.write(" Second half.")
        clock.on(seconds=5)
        await desk.press("ctrl+j", "2")
        [review] = reviews(workspace)
        assert (review.answer, review.seconds) == ("First half. Second half.", 70)


async def test_time_beyond_the_target_goes_on_counting(workspace: Workspace, clock: MovableClock) -> None:
    async with at_desk(app_on(workspace)) as desk:
        clock.on(minutes=125)
        await desk.press("ctrl+j")
        assert desk.said("timer").split() == ["125:00", "/", "2:00"]


async def test_the_answer_on_the_reveal_cannot_be_changed(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("Done.")
        desk.editor.focus()
        await desk.press("z")
        assert (desk.editor.text, desk.practice_session.session.draft) == ("Done.", "Done.")


async def test_saying_it_aloud_is_an_answer_too(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace), size=(80, 16)) as desk:
        await desk.reveal()
        assert "YOUR ANSWER  nothing typed" in desk.page.text
        await desk.press("4")
        assert (reviews(workspace)[0].answer, reviews(workspace)[0].grade) == ("", Grade.EASY)


async def test_an_answer_said_aloud_is_no_invitation_to_type_once_it_is_revealed(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal()
        assert "Nothing typed." in desk.screen()
        assert "shows the model answer" not in desk.screen()
        await desk.press("3")
        assert "^J shows the model answer" in desk.screen()


async def test_a_fact_without_a_year_has_no_empty_brackets(workspace: Workspace) -> None:
    lens = "    netflix_lens: {shows: calm, facts: [QUA-1]}\n"
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(
        file.read_text("utf-8").replace("    level: senior\n", f"    level: senior\n{lens}", 1), "utf-8"
    )
    workspace.read_bank_again()
    workspace.__dict__["facts"] = {"QUA-1": Fact("QUA-1", "Two planes", "P", "one decides")}
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.reveal()
        assert "Two planes: one decides" in desk.page.text


async def test_undo_brings_back_the_text_the_ticks_and_the_reveal(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal(TOLD)
        await desk.press("j", "j", "space", "3")
        await desk.write("Already at the next one.")
        await desk.press("escape", "u")
        assert (desk.phase, desk.asked, desk.editor.text) == (SessionPhase.REVEALED, "late-crane", TOLD)
        assert desk.practice_session.session.ticked == {POINTS[0], POINTS[2]}
        assert "2 of 9" in desk.page.text
        assert desk.notice.startswith("Taken back: Late crane, good.")
        assert workspace.store.cards["late-crane"].box == 0
        await desk.press("1")
        assert (desk.asked, desk.editor.text) == ("two-captains", "Already at the next one.")
        assert workspace.store.cards["late-crane"].box == 1


async def test_undo_at_the_end_of_a_session_goes_back_into_it(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["two-captains"])) as desk:
        await desk.reveal("A rule.")
        await desk.press("4")
        assert desk.phase is SessionPhase.DONE
        await desk.press("u")
        assert (desk.phase, desk.editor.text) == (SessionPhase.REVEALED, "A rule.")
        await desk.press("1")
        assert desk.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in desk.page.text
        assert workspace.store.cards["two-captains"].box == 1


async def test_undo_reaches_an_earlier_session_of_the_day_and_no_other_day(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "late-crane", Grade.GOOD, "Yesterday's words.")
    clock.on(days=1)
    answer(workspace, "two-captains", Grade.GOOD, "This morning's words.")
    async with at_desk(app_on(workspace, ["tide-table"])) as desk:
        await desk.press("escape", "u")
        assert (desk.asked, desk.editor.text) == ("two-captains", "This morning's words.")
        await desk.press("u")
        assert desk.notice == "Nothing was graded today: there is nothing to undo."
        assert desk.asked == "two-captains"


async def test_undo_of_a_question_that_left_the_bank_takes_it_back_all_the_same(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "picking-order", Grade.GOOD)
    file = workspace.bank_paths[0] / "2-orchard.yaml"
    file.write_text(file.read_text("utf-8").partition("  - id: picking-order")[0], "utf-8")
    workspace.read_bank_again()
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "u")
        assert desk.asked == "late-crane"
        assert "Taken back: picking-order" in desk.notice
        assert workspace.store.cards["picking-order"].box == 0


async def test_a_second_answer_on_the_same_day_is_told_to_be_practice(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.reveal("Again.")
        await desk.press("4")
        assert desk.notice.startswith("Late crane: easy, logged as practice; today's first answer counts.")
        assert workspace.store.cards["late-crane"].box == 2


async def test_the_wording_changes_with_the_attempts_and_the_history_keeps_the_one_shown(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    clock.on(days=2)
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        assert desk.said("prompt") == "Your crane slips by five weeks. Begin with the first hour."
        await desk.reveal("I ring.")
        await desk.press("3")
    assert [review.prompt for review in reviews(workspace)] == [
        "The crane you ordered will be five weeks late. What do you do on the first day?",
        "Your crane slips by five weeks. Begin with the first hour.",
    ]
