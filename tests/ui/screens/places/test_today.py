"""Today: its rows, columns and states at every size."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, answer, make_workspace
from tests.ui.today_pilot import TodayPilot, make_today_app, run_today
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange.messages import SESSION_CONTINUED_ELSEWHERE
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import change_setting
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.practice.screen import PracticeScreen

CONFIG = "interview: 2026-12-03\nper_day: 3\n"
SIZES = ((40, 12), (80, 24), (120, 36), (160, 50))


@pytest.fixture
def practised(tmp_path: Path, clock: MovableClock) -> Workspace:
    """A workspace with three answers on the two days before."""
    workspace = make_workspace(tmp_path, clock, CONFIG)
    answer(workspace, "two-captains", Grade.AGAIN)
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=1)
    answer(workspace, "early-frost", Grade.GOOD)
    clock.advance(days=1)
    return workspace


@pytest.mark.parametrize("size", SIZES)
async def test_important_parts_are_visible_at_each_size(practised: Workspace, size: tuple[int, int]) -> None:
    async with run_today(make_today_app(practised), size) as pilot:
        screen = pilot.screen()
        for text in ("1 due", "2 new", "Start practice", "Mock interview", "READY BY 3 DEC", "LAST"):
            assert text in screen
        assert "in 9 days" in screen
        assert pilot.view.has_two_columns is (size[0] >= 120)


async def test_counts_streak_and_last_session_are_shown(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        screen = pilot.screen()
        assert "2 days in a row" in screen
        assert "NEXT TIME   a rule before names" in screen
        assert "yesterday · 1 answer · 0 % of points" in screen


async def test_this_week_and_plan_are_shown_where_there_is_room(practised: Workspace) -> None:
    async with run_today(make_today_app(practised), (120, 36)) as pilot:
        screen = pilot.screen()
        for text in ("THIS WEEK", "THE PLAN", "UP NEXT", "Tue  ───  3 today", "Mon  ━  1"):
            assert text in screen


async def test_ascii_marks_have_no_other_characters(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, f"{CONFIG}ascii: true\n")
    answer(workspace, "two-captains", Grade.AGAIN)
    for size in SIZES:
        async with run_today(make_today_app(workspace), size) as pilot:
            assert pilot.screen().replace("▇", "").isascii()


async def test_enter_starts_what_is_planned(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("enter")
        assert sorted(pilot.queue) == sorted(practised.agenda().queue)


async def test_row_runs_its_action(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("drill")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)


async def test_enter_is_shown_only_on_the_row_that_it_runs(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        assert "Start practice             enter" in pilot.screen()
        await pilot.press("down")
        assert "Start practice             d" in pilot.screen()
        await pilot.press("up")
        assert "Start practice             enter" in pilot.screen()


async def test_topic_row_practises_the_topic(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("topic:orchard")
        await pilot.press("enter")
        assert set(pilot.queue) <= {"early-frost", "picking-order"}


@pytest.mark.parametrize("keys", [("tab", "tab"), ("right", "left"), ("shift+tab", "left")])
async def test_keys_go_to_the_other_column_and_back(practised: Workspace, keys: tuple[str, str]) -> None:
    async with run_today(make_today_app(practised), (120, 36)) as pilot:
        await pilot.press(keys[0])
        assert pilot.cursor == "topic:orchard"
        await pilot.press("down")
        assert pilot.cursor == "topic:harbour"
        await pilot.press(keys[1])
        assert pilot.cursor == "practise-due"


async def test_tab_goes_to_the_topics_of_one_column(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("tab")
        assert pilot.cursor == "topic:orchard"
        await pilot.press("tab")
        assert pilot.cursor == "practise-due"


async def test_focus_goes_to_the_only_column_after_a_resize(practised: Workspace) -> None:
    async with run_today(make_today_app(practised), (120, 36)) as pilot:
        await pilot.press("tab")
        await pilot.textual_pilot.resize_terminal(80, 24)
        await pilot.settle()
        assert pilot.cursor == "practise-due"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_question_and_weak_point_rows_ask_their_question(practised: Workspace) -> None:
    async with run_today(make_today_app(practised), (120, 36)) as pilot:
        await pilot.move_to("point:two-captains:0")
        await pilot.press("enter")
        assert pilot.queue == ("two-captains",)
        await pilot.press("escape", "H", "tab")
        planned = practised.agenda().queue[0]
        await pilot.move_to(f"question:{planned}")
        await pilot.press("enter")
        assert pilot.queue == (planned,)


async def test_all_topics_are_listed_on_request(tmp_path: Path, clock: MovableClock) -> None:
    bank = tmp_path / "many"
    bank.mkdir()
    for number in range(20):
        text = f"topic: {{id: t{number}, title: T{number}}}\nquestions: [{{id: q{number}, prompt: Why?}}]\n"
        (bank / f"{number}.yaml").write_text(text, "utf-8")
    workspace = make_workspace(tmp_path, clock, CONFIG, [bank])
    async with run_today(make_today_app(workspace)) as pilot:
        assert "▸ " in pilot.screen()
        assert "topic:t19" not in pilot.view.rows
        await pilot.move_to("all-topics")
        await pilot.press("enter")
        assert "topic:t19" in pilot.view.rows
        await pilot.press("enter")
        assert "topic:t19" not in pilot.view.rows


async def test_interrupted_session_is_the_first_row(practised: Workspace) -> None:
    session = PracticeSession(practised, practised.agenda().queue)
    session.write("half of it")
    session.save_all()
    async with run_today(make_today_app(practised)) as pilot:
        assert "Resume today's session     enter  3 left" in pilot.screen()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.practice_session.session.draft == "half of it"


async def test_cursor_goes_to_the_session_that_was_left(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("enter", "ctrl+j", "3", "escape", "H")
        await pilot.wait_until(lambda: pilot.cursor == "resume-session")
        assert "Resume today's session     enter  2 left" in pilot.screen()
        assert "Start practice             d" in pilot.screen()


def resume_and_end_elsewhere(workspace: Workspace) -> None:
    """Resume the unfinished session in another process, answer a question and end it."""
    other = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    unfinished = find_unfinished(other)
    assert unfinished is not None
    practice_session = PracticeSession(other, ())
    practice_session.queue.resume_session(unfinished)
    practice_session.write("answered there")
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)
    practice_session.end()


async def test_session_that_ended_elsewhere_is_not_resumed(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("enter", *"typed", "f3")
        assert pilot.cursor == "resume-session"
        resume_and_end_elsewhere(practised)
        await pilot.press("enter")
        assert pilot.app.screen is pilot.today
        assert pilot.notice == SESSION_CONTINUED_ELSEWHERE
        assert "1 new" in pilot.screen()


async def test_page_shows_what_another_process_wrote(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        answer(Workspace(practised.paths, practised.bank_paths, practised.clock), "two-captains", Grade.GOOD)
        assert "1 due" in pilot.screen()
        await pilot.press("P", "q")
        assert "0 due" in pilot.screen()


async def test_nothing_due_names_the_next_day_and_what_to_do(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, "per_day: 9\n")
    for question in QUESTIONS:
        answer(workspace, question, Grade.GOOD)
    async with run_today(make_today_app(workspace)) as pilot:
        screen = pilot.screen()
        assert "Done for today, 5 answered · next in" not in screen
        assert "Done for today, 5 answered · next " in screen
        assert pilot.view.rows[:4] == ["mock", "drill", "practise-weakest", "practise-more"]
        await pilot.move_to("practise-weakest")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_review_of_all_answers_is_refused_with_the_true_reason(workspace: Workspace) -> None:
    answer(workspace, "two-captains", Grade.GOOD)
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press("a")
        assert pilot.notice == "All questions seen so far were answered today."


async def test_key_of_today_says_that_it_is_shown_already(workspace: Workspace) -> None:
    answer(workspace, "two-captains", Grade.GOOD)
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press("H")
        assert pilot.notice == "Today: it is on the screen already."


async def test_interview_today_is_a_warm_up(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, "interview: 2026-11-23\n")
    answer(workspace, "two-captains", Grade.GOOD)
    clock.advance(days=1)
    async with run_today(make_today_app(workspace)) as pilot:
        screen = pilot.screen()
        for text in ("interview today", "1 to warm up", "Warm up                    enter"):
            assert text in screen


async def test_past_interview_is_asked_about_and_stays_a_row(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, "interview: 2026-11-20\n")
    answer(workspace, "two-captains", Grade.GOOD)
    async with run_today(make_today_app(workspace)) as pilot:
        assert "How did it go?" in pilot.screen()
        await pilot.press(*"well", "enter")
        assert "What was asked?" in pilot.screen()
        await pilot.press("escape")
        assert "Set the next date" in pilot.screen()
        await pilot.press("escape")
        assert pilot.app.screen is pilot.today
        assert "A next round?              enter  interview was on Fri 20 Nov" in pilot.screen()
        await pilot.press("enter")
        assert "Set the next date" in pilot.screen()
        await pilot.press("enter", *"9 dec", "enter")
        assert "interview in 17 days" in pilot.screen()
        assert pilot.view.rows[0] == "practise-due"


async def test_problems_are_explained_and_the_rest_works(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, CONFIG)
    (tmp_path / "bank" / "3-broken.yaml").write_text(
        "topic: {id: x, title: X}\nquestions:\n  - {id: a, promt: b}\n"
    )
    async with run_today(make_today_app(workspace)) as pilot:
        screen = pilot.screen()
        for text in (
            "! 2 problems in your files  5 questions can be practised",
            "3-broken.yaml:3:",
            "did you mean prompt?",
        ):
            assert text in screen
        await pilot.move_to("problems")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PagerScreen)
        assert f"{tmp_path}" in pilot.screen().replace("\n", "").replace(" ", "")
        await pilot.press("q")
        await pilot.press("d")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_empty_bank_says_how_to_add_questions(tmp_path: Path, clock: MovableClock) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    workspace = make_workspace(tmp_path, clock, CONFIG, [empty])
    for size in SIZES:
        async with run_today(make_today_app(workspace), size) as pilot:
            assert "tpm-tui bank new" in pilot.screen().replace("\n", " ")
            await pilot.press("d")
            assert "Nothing is left" in pilot.notice


async def test_read_only_data_folder_is_a_problem(
    practised: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpm_tui.storage.files.writable.os.access", lambda *_: False)
    async with run_today(make_today_app(practised)) as pilot:
        assert "this folder is read-only" in " ".join(pilot.screen().split())


async def test_settings_of_another_process_are_used_without_a_restart(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("P")
        change_setting(practised.paths.config, "interview", "2026-12-25")
        change_setting(practised.paths.config, "ascii", "true")
        await pilot.press("q")
        assert "Fri 25 Dec" in pilot.rows()[0]
        assert pilot.today.glyphs.cursor == "|"


async def test_page_is_loaded_again_after_a_session(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("enter", "ctrl+j", "3", "escape", "H")
        await pilot.wait_until(lambda: "LAST        today · 1 answer" in pilot.screen())


async def test_new_day_is_shown_without_a_key(practised: Workspace, clock: MovableClock) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        clock.advance(days=1)
        pilot.view.reload_on_new_day()
        await pilot.settle()
        assert pilot.view.today.summary.today == date(2026, 11, 24) + timedelta(days=1)


async def test_unreadable_history_is_a_notice(practised: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from tpm_tui.storage.files.errors import DataFolderError

    def fail(workspace: Workspace) -> None:
        raise DataFolderError("The progress cannot be read")

    monkeypatch.setattr("tpm_tui.practice.start.extras.load_today_details", fail)
    app = make_today_app(practised)
    async with app.run_test(size=(80, 24)) as textual_pilot:
        pilot = TodayPilot(app, textual_pilot)
        await pilot.wait_until(lambda: "cannot be read" in pilot.notice)
        await pilot.press("enter")
        assert isinstance(app.screen, PracticeScreen)


async def test_footer_has_the_keys_of_the_places(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        assert f"{pilot.today.footer.keys}".startswith("P plan  h progress")
        assert "q quit" in f"{pilot.today.footer.keys}"


async def test_triage_without_a_decision_ends_silently(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.press("L", "q")
        assert pilot.app.screen is pilot.today
        assert pilot.notice == ""


@pytest.mark.parametrize(("hours", "text"), [(14, ""), (16, "Today  Sun 22 Nov until 04:00"), (20, "")])
async def test_night_still_belongs_to_the_study_day(
    practised: Workspace, clock: MovableClock, hours: int, text: str
) -> None:
    clock.now = datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(hours=hours)
    async with run_today(make_today_app(practised)) as pilot:
        first = pilot.rows()[0]
        assert ("until 04:00" in first) is bool(text)
        assert text in first
