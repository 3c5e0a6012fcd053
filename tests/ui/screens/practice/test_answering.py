"""Typing, revealing, grading and undoing an answer."""

from __future__ import annotations

import re

import pytest

from tests.ui.practice_pilot import ANSWER_TEXT, POINTS, MovableClock, answer, make_app, run_practice
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


def reviews(workspace: Workspace) -> list[Review]:
    return [entry for entry in workspace.store.entries() if isinstance(entry, Review)]


async def test_grading_an_answer_shows_next_question(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        assert "The crane you ordered will be five weeks late." in pilot.screen()
        await pilot.press("H", "i", "space", "q")
        assert pilot.editor.text == "Hi q"
        await pilot.press("ctrl+j")
        assert pilot.phase is SessionPhase.REVEALED
        assert all(point in pilot.page.text for point in POINTS)
        await pilot.press("tab")
        assert "the boom had cracked" in pilot.page.text
        await pilot.press("shift+tab", "j", "space", "j", "x", "3")
        assert (pilot.phase, pilot.question, pilot.editor.text) == (SessionPhase.ASKING, "two-captains", "")
        assert pilot.editor.has_focus
        assert pilot.notice == "Late crane: good, box 0 to 2, again Tue 24 Nov. esc u undoes it."
        [review] = reviews(workspace)
        assert (review.question, review.answer, review.grade) == ("late-crane", "Hi q", Grade.GOOD)
        assert review.covered == (POINTS[1], POINTS[2])
        assert workspace.store.cards["late-crane"].box == 2


async def test_recognised_points_are_ticked_and_quoted(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(f"We shipped late. {ANSWER_TEXT}")
        assert pilot.practice_session.session.ticked == {POINTS[0]}
        assert f'heard: "{ANSWER_TEXT}"' in pilot.page.text
        assert "1 of 9" in pilot.page.text


async def test_unticking_updates_suggestion(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("I would toss a coin.")
        await pilot.press("space", "j", "space", "j", "space")
        assert "3 of 3 · suggested Easy" in pilot.page.text
        await pilot.press("space")
        assert "2 of 3 · suggested" in pilot.page.text
        assert "suggested Easy" not in pilot.page.text


@pytest.mark.parametrize("ticks", [0, 1, 2, 3])
async def test_enter_gives_suggested_grade(workspace: Workspace, ticks: int) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("I would toss a coin.")
        for _ in range(ticks):
            await pilot.press("space", "j")
        suggested = pilot.practice_session.suggestion()
        assert suggested is not None
        assert f"suggested {suggested.word.capitalize()}" in pilot.page.text
        await pilot.press("enter")
        assert reviews(workspace)[0].grade is suggested


@pytest.mark.parametrize("grade", list(Grade))
async def test_grade_key_schedules_days_shown_in_footer(
    workspace: Workspace, clock: MovableClock, grade: Grade
) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    clock.advance(days=3)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal("I rang.")
        interval = re.search(rf"{grade.value} {grade.word.capitalize()} (\d+)d", pilot.text_of("keys"))
        assert interval
        await pilot.press(str(grade.value))
        review = reviews(workspace)[-1]
        assert review.grade is grade
        assert review.due
        assert (review.due - review.day).days == int(interval[1])


async def test_letters_are_text_in_editor_and_commands_outside(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("s", "1", "u", "-", "?")
        assert pilot.editor.text == "s1u-?"
        await pilot.press("escape", "1")
        assert (pilot.phase, pilot.question, reviews(workspace)) == (SessionPhase.ASKING, "late-crane", [])
        await pilot.press("s")
        assert pilot.question == "two-captains"


@pytest.mark.parametrize("keys", [("ctrl+j",), ("f2",), ("escape", "space"), ("escape", "f2")])
async def test_reveal_opens_from_editor_and_outside(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*keys)
        assert pilot.phase is SessionPhase.REVEALED
        assert pilot.page.has_focus


async def test_going_back_to_answer_keeps_text_and_resumes_clock(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("First half.")
        clock.advance(seconds=65)
        await pilot.press("ctrl+j")
        assert pilot.text_of("timer").split() == ["1:05", "/", "2:00"]
        clock.advance(minutes=10)
        await pilot.press("i")
        assert (pilot.phase, pilot.editor.text) == (SessionPhase.ASKING, "First half.")
        assert pilot.editor.has_focus
        await pilot.write(" Second half.")
        clock.advance(seconds=5)
        await pilot.press("ctrl+j", "2")
        [review] = reviews(workspace)
        assert (review.answer, review.seconds) == ("First half. Second half.", 70)


async def test_timer_continues_beyond_target(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")
        for _ in range(50):
            clock.advance(seconds=150)
            await pilot.press("b")
        await pilot.press("ctrl+j")
        assert pilot.text_of("timer").split() == ["125:00", "/", "2:00"]


async def test_revealed_answer_is_read_only(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("Done.")
        pilot.editor.focus()
        await pilot.press("z")
        assert (pilot.editor.text, pilot.practice_session.session.draft) == ("Done.", "Done.")


async def test_empty_answer_can_be_graded(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(80, 16)) as pilot:
        await pilot.reveal()
        assert "YOUR ANSWER  nothing typed" in pilot.screen()
        await pilot.press("4")
        assert (reviews(workspace)[0].answer, reviews(workspace)[0].grade) == ("", Grade.EASY)


async def test_reveal_hides_the_placeholder_of_an_empty_answer(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal()
        assert "nothing typed" in pilot.screen()
        assert "shows the model answer" not in pilot.screen()
        await pilot.press("3")
        assert "^J shows the model answer" in pilot.screen()


async def test_fact_without_year_has_no_brackets(workspace: Workspace) -> None:
    lens = "    netflix_lens: {shows: calm, facts: [QUA-1]}\n"
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(
        file.read_text("utf-8").replace("    level: senior\n", f"    level: senior\n{lens}", 1), "utf-8"
    )
    workspace.reload_bank()
    workspace.__dict__["facts"] = {"QUA-1": Fact("QUA-1", "Two planes", "P", "one decides")}
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal()
        await pilot.go_to_section("Facts")
        assert "Two planes: one decides" in pilot.page.text


async def test_undo_restores_text_ticks_and_reveal(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        await pilot.press("j", "j", "space", "3")
        await pilot.write("Already at the next one.")
        await pilot.press("escape", "u")
        assert (pilot.phase, pilot.question, pilot.editor.text) == (
            SessionPhase.REVEALED,
            "late-crane",
            ANSWER_TEXT,
        )
        assert pilot.practice_session.session.ticked == {POINTS[0], POINTS[2]}
        assert "2 of 9" in pilot.page.text
        assert pilot.notice.startswith("Undone: Late crane, good.")
        assert workspace.store.cards["late-crane"].box == 0
        await pilot.press("1")
        assert (pilot.question, pilot.editor.text) == ("two-captains", "Already at the next one.")
        assert workspace.store.cards["late-crane"].box == 1


async def test_undo_after_last_grade_reopens_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("A rule.")
        await pilot.press("4")
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("u")
        assert (pilot.phase, pilot.editor.text) == (SessionPhase.REVEALED, "A rule.")
        await pilot.press("1")
        assert pilot.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in pilot.page.text
        assert workspace.store.cards["two-captains"].box == 1


async def test_undo_reaches_earlier_sessions_of_same_day_only(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "late-crane", Grade.GOOD, "Yesterday's words.")
    clock.advance(days=1)
    answer(workspace, "two-captains", Grade.GOOD, "This morning's words.")
    async with run_practice(make_app(workspace, ["tide-table"])) as pilot:
        await pilot.press("escape", "u")
        assert (pilot.question, pilot.editor.text) == ("two-captains", "This morning's words.")
        await pilot.press("u")
        assert pilot.notice == "Nothing to undo: nothing was done today."
        assert pilot.question == "two-captains"


async def test_undo_for_removed_question_keeps_current_question(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "picking-order", Grade.GOOD)
    file = workspace.bank_paths[0] / "2-orchard.yaml"
    file.write_text(file.read_text("utf-8").partition("  - id: picking-order")[0], "utf-8")
    workspace.reload_bank()
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "u")
        assert pilot.question == "late-crane"
        assert "Undone: picking-order" in pilot.notice
        assert workspace.store.cards["picking-order"].box == 0


async def test_second_answer_of_day_is_logged_as_practice(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal("Again.")
        await pilot.press("4")
        assert pilot.notice.startswith("Late crane: easy, extra practice; only today's first answer counts.")
        assert workspace.store.cards["late-crane"].box == 2


async def test_wording_rotates_and_is_saved_in_history(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    clock.advance(days=2)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        assert pilot.text_of("prompt") == "Your crane slips by five weeks. Begin with the first hour."
        assert "another wording" in pilot.screen()
        await pilot.reveal("I ring.")
        await pilot.press("3")
    assert [review.prompt for review in reviews(workspace)] == [
        "The crane you ordered will be five weeks late. What do you do on the first day?",
        "Your crane slips by five weeks. Begin with the first hour.",
    ]
