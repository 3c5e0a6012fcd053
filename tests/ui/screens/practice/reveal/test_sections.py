"""The sections of the reveal: the bar, the keys that go there, and what each shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import (
    ANSWER_TEXT,
    POINTS,
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.ui.screens.history import HistoryScreen

SECTIONS = ["Points", "Model", "Delivery", "Short", "Weak signs", "Follow-ups", "Facts", "History"]

HUNDRED_WORDS = " ".join(["We were late, so I called our director and sent a page with options."] * 7)


@pytest.fixture
def answered(workspace: Workspace, clock: MovableClock) -> Workspace:
    """A workspace whose first question was answered once, with the first point."""
    answer(workspace, "late-crane", Grade.GOOD, ANSWER_TEXT)
    clock.advance(days=3)
    return workspace


def bar(pilot: PracticePilot) -> str:
    """Return the row with the titles."""
    return next(row for row in pilot.rows() if "▌" in row and f"▌{pilot.section}" in row)


async def test_tab_goes_through_all_sections_and_back(answered: Workspace) -> None:
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.reveal("I waited.")
        assert pilot.sections() == SECTIONS
        seen = []
        for _ in SECTIONS:
            seen.append(pilot.section)
            assert f"▌{pilot.section}" in bar(pilot)
            await pilot.press("tab")
        assert seen == SECTIONS
        assert pilot.section == "Points"
        await pilot.press("shift+tab", "left")
        assert pilot.section == "Facts"
        await pilot.press("right")
        assert pilot.section == "History"


async def test_footer_names_the_next_section(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(100, 30)) as pilot:
        await pilot.reveal("I waited.")
        assert "tab Model" in pilot.text_of("keys")
        for section in ("Delivery", "Short", "next", "next", "Facts", "Points"):
            await pilot.press("tab")
            assert f"4 Easy 4d  space tick  u undo  tab {section}" in pilot.text_of("keys")


async def test_any_section_is_at_most_two_keys_away(answered: Workspace) -> None:
    letters = dict(zip(SECTIONS, "pmdswfah", strict=True))
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.reveal("I waited.")
        for start in ("Points", "Weak signs", "History"):
            for section, letter in letters.items():
                await pilot.go_to_section(start)
                await pilot.press("'", letter)
                assert pilot.section == section
                assert pilot.on_practice_screen


async def test_escape_closes_the_choice_of_sections(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("ctrl+j", "'")
        assert "Go to which section?" in pilot.screen()
        assert "w Weak signs" in pilot.screen()
        await pilot.press("escape")
        assert (pilot.section, pilot.on_practice_screen) == ("Points", True)


async def test_narrow_choice_of_sections_names_all_of_them(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.resize(40, 12)
        await pilot.press("ctrl+j", "'")
        titles = [group.title for group in pilot.practice.panes.reveal.position.groups]
        assert [title for title in titles if f" {title}" not in pilot.screen()] == []
        assert "esc back" in pilot.screen()


async def test_all_points_of_shipped_questions_are_visible(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, bank=[shipped_bank()])
    six = [each for each in workspace.bank.questions if len(each.key_points) == 6]
    longest = sorted(six, key=lambda each: (len(each.prompt), max(len(p.cue) for p in each.key_points)))
    async with run_practice(make_app(workspace, [each.id for each in longest[-3:]])) as pilot:
        for question in longest[-3:]:
            await pilot.reveal(HUNDRED_WORDS)
            for point in question.key_points:
                assert pilot.page.cursor == point.name
                assert [each.name for each in question.key_points if each.name not in pilot.screen()] == []
                assert pilot.page.scroll_offset.y == 0
                await pilot.press("j")
            await pilot.press("3")


async def test_cue_and_details_follow_the_cursor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(80, 30)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        assert "says who heard it on the same day" in pilot.screen()
        assert f'heard: "{ANSWER_TEXT}"' in pilot.screen()
        await pilot.press("j")
        assert "says who heard it on the same day" not in pilot.screen()
        assert "heard:" not in pilot.screen()
        assert "gives the delay as a range with its cause" in pilot.screen()


async def test_tick_in_another_section_shows_the_points_first(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("ctrl+j", "tab", "space")
        assert pilot.section == "Points"
        assert pilot.practice_session.session.ticked == set()
        assert pilot.notice == "Here are the points: space ticks the one under the cursor."
        assert "space tick" in pilot.practice.footer.keys.plain
        await pilot.press("space")
        assert pilot.practice_session.session.ticked == {POINTS[0]}


async def test_next_question_starts_at_its_points(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+j", "tab", "z", "3", "ctrl+j")
        assert (pilot.section, pilot.question) == ("Points", "two-captains")
        assert "a rule before names" in pilot.screen()


async def test_history_lists_attempts_and_enter_reads_them(answered: Workspace) -> None:
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.reveal("I waited.")
        await pilot.press("shift+tab")
        assert "2026-11-22  good   1 of 9 points" in pilot.screen()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "1 attempt  grades:" in pilot.screen()
        await pilot.press("q", "3")
        assert pilot.practice_session.session.reviews


@pytest.mark.parametrize("keys", [("escape", "A"), ("ctrl+j", "A"), ("escape", "t", "A")])
async def test_history_opens_from_question_reveal_and_topics(
    answered: Workspace, keys: tuple[str, ...]
) -> None:
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.press(*keys)
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "Late crane" in pilot.screen()
        await pilot.press("q")
        assert pilot.on_practice_screen


async def test_history_of_a_topic_is_refused_with_a_reason(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "t", "g", "A")
        assert pilot.notice == "Move to a question first."


async def test_ascii_reveal_has_marks_in_words(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="ascii: true\n")
    async with run_practice(make_app(workspace, ["late-crane"]), size=(80, 30)) as pilot:
        assert pilot.screen().isascii()
        await pilot.reveal(ANSWER_TEXT)
        assert pilot.screen().isascii()
        assert "|Points  Model" in pilot.screen()
        assert "[x] ! plain notice first" in pilot.screen()
        assert "[ ] ! size of the slip" in pilot.screen()
        assert "1 of 9 - 1 must missed - suggested" in pilot.screen()


async def test_marks_of_the_points_are_explained_where_there_is_room(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(80, 30)) as pilot:
        await pilot.reveal("I rang the quay master that morning.")
        assert "[x] heard in your answer, ! must" in pilot.screen()
        await pilot.resize(40, 12)
        assert "! must" not in pilot.screen()
        await pilot.press("?")
        assert "[x] is ticked because it was" in " ".join(pilot.screen().split())


async def test_answer_that_makes_no_point_needs_no_word_for_ticks(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(80, 30)) as pilot:
        await pilot.reveal("Nothing.")
        assert "[x] heard" not in pilot.screen()
        assert "! must" in pilot.screen()
