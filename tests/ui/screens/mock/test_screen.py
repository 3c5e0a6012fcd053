"""The mock interview screen: asking, debrief, stopping and resuming, at every size."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.ui import untrusted
from tests.ui.mock_pilot import (
    ANSWER_TEXT,
    MockPilot,
    collapse_spaces,
    go_to_debrief,
    run_mock,
    start_crane_mock,
    start_mock,
)
from tests.ui.practice_pilot import (
    MovableClock,
    make_workspace,
)
from tests.ui.practice_pilot import answer as answer_question
from tests.ui.stories import save_stories
from tpm_tui.cli.commands.mock import run_mock_app
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.format import Format, Round, custom_format
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.practice.own_answers.version import pin_version
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope, actions_in
from tpm_tui.ui.screens.dialogs.command_menu import CommandMenu
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.mock.commands.debrief import LAST_ANSWER
from tpm_tui.ui.screens.mock.footer import ROW_ACTIONS
from tpm_tui.ui.screens.places.today import TodayScreen
from tpm_tui.ui.screens.reports import ReportScreen
from tpm_tui.ui.widgets.page import Page


def saved_answer(workspace: Workspace) -> str:
    """Return the current answer as saved on disk."""
    mock = load_saved_mock(workspace)[0].mock
    return mock.text if mock is not None else ""


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_interview_fits_the_screen_from_start_to_end(
    workspace: Workspace, clock: MovableClock, size: tuple[int, int]
) -> None:
    def fits() -> bool:
        rows = pilot.rows()
        return len(rows) <= size[1] and all(cell_len(row) <= size[0] for row in rows)

    async with run_mock(start_crane_mock(workspace), size) as pilot:
        assert "five weeks" in collapse_spaces(pilot.screen())
        assert "enter starts the answer, v speaks it." in collapse_spaces(pilot.screen())
        assert "0:00 / 1:00" in pilot.screen()
        clock.advance(seconds=20)
        await pilot.press("enter")
        await pilot.write(ANSWER_TEXT)
        pilot.mock.view.clock.update()
        await pilot.settle()
        assert "I rang the quay master" in pilot.screen()
        assert "13 words" in pilot.screen()
        assert "0:00 / 2:00" in pilot.screen()
        assert fits()
        clock.advance(seconds=150)
        await pilot.press("escape", "f")
        assert "And if no crane had been for hire?" in collapse_spaces(pilot.screen())
        assert fits()
        await pilot.write("Perishables first.")
        clock.advance(seconds=30)
        await pilot.press("ctrl+j")
        assert (pilot.phase, pilot.mock_session.mock.place) == (MockPhase.THINKING, 1)
        await pilot.press("enter", "ctrl+j")
        assert pilot.phase.value == "debrief"
        text = pilot.text
        for part in (
            "answer 1 of 2",
            ANSWER_TEXT,
            "2:30 of 2:00",
            "0:20 of thinking",
            "Perishables first.",
            "an order of landing by what spoils first",
            "KEY POINTS 2 of 9",
            "We opened on the third of May.",
            "Structure not rated 1 wanders, no headline",
        ):
            assert part in text
        assert "answer 1 of 2" in collapse_spaces(pilot.screen())
        assert fits()
        await pilot.press("q")
        assert "Count these answers in the boxes?" in pilot.screen()
        assert fits()
        await pilot.press("n")
        assert pilot.phase is MockPhase.DONE
        assert "The boxes are unchanged." in pilot.screen()
        assert fits()
        assert workspace.store.cards == {}
        (path,) = workspace.paths.reports.iterdir()
        assert path.name in "".join(collapse_spaces(pilot.page.text).split())
        await pilot.press("q")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_answer_is_shown_beside_model_answer_if_it_fits(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace), (120, 36)) as pilot:
        await go_to_debrief(pilot)
        (row,) = [row for row in pilot.rows() if "[x] ! plain notice first" in row]
        assert "The crane you ordered" in row or "late. What do you do" in row
        beside = pilot.mock.query_one("#beside", Page)
        assert ANSWER_TEXT in collapse_spaces(beside.text.replace("▌", ""))
        assert ANSWER_TEXT not in pilot.page.text
        await pilot.press("G")
        assert "I rang the quay master" in pilot.screen()
        await pilot.textual_pilot.resize_terminal(80, 24)
        await pilot.settle()
        assert not pilot.has_answer_page()
        assert ANSWER_TEXT in pilot.page.text
        await pilot.textual_pilot.resize_terminal(120, 36)
        await pilot.settle()
        assert pilot.has_answer_page()
        await pilot.press("q")
        assert not pilot.has_answer_page()


async def test_long_answer_is_shown_above_model_answer(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace), (120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.write("A line of it.\n" * 40)
        await pilot.press("escape", "E")
        assert not pilot.has_answer_page()
        assert pilot.page.text.count("A line of it.") == 40


async def test_nothing_is_revealed_before_debrief(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        secrets = ("plain notice first", "KEY POINTS", "third of May", "spoils first")
        for keys in ((), ("enter",), ("escape",), ("f",), ("escape",), ("n",), ("enter",)):
            await pilot.press(*keys)
            assert not [secret for secret in secrets if secret in pilot.screen() + pilot.page.text]


async def test_letters_are_text_in_editor_and_commands_outside(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("n", "p")
        assert pilot.mock_session.mock.place == 1
        await pilot.press("enter", "n", "E", "q", "space", "f")
        assert pilot.mock_session.mock.text == "nEq f"
        await pilot.press("ctrl+f")
        assert pilot.notice == "There are no more follow-ups to this question."
        await pilot.press("escape", "i", "escape", "E")
        assert pilot.phase is MockPhase.DEBRIEF


@pytest.mark.parametrize("action", ["mock-go-on", "mock-follow-up", "leave", "quit"])
async def test_action_reads_editor_before_its_message(workspace: Workspace, action: str) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        pilot.mock.view.interview.answer.editor.insert("typed just before")
        assert pilot.mock_session.mock.answers[0].text == ""
        await pilot.mock.action_run(action)
        assert pilot.mock_session.mock.answers[0].text == "typed just before"
        await pilot.settle()
        assert pilot.mock_session.mock.answers[0].text == "typed just before"


async def test_answer_is_autosaved(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        await pilot.write("typed, then the connection drops")
        pilot.mock.view.clock.update()
        assert "not saved yet" in pilot.text_of("label")
        await pilot.wait_until(lambda: saved_answer(workspace) == "typed, then the connection drops")
        await pilot.wait_until(lambda: pilot.text_of("label").endswith(" · saved"))


async def test_interview_is_resumed_where_it_stopped(workspace: Workspace, clock: MovableClock) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        await pilot.write("first half,")
        clock.advance(seconds=40)
        await pilot.press("escape", "q")
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("q")
    assert pilot.app.return_code == 0
    clock.advance(days=2)
    saved, notice = load_saved_mock(workspace)
    assert (notice, saved.mock is not None) == (None, True)
    assert saved.mock is not None
    async with run_mock(MockSession(workspace, saved.mock, saved), notice="Resumed.") as pilot:
        assert pilot.notice == "Resumed."
        assert "first half," in pilot.screen()
        assert "0:40 / 2:00" in pilot.screen()
        await pilot.write(" second half")
        await pilot.press("ctrl+q")
    mock = load_saved_mock(workspace)[0].mock
    assert mock is not None
    assert mock.text == "first half, second half"


async def test_hangup_saves_answer(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        pilot.mock.view.interview.answer.editor.insert("typed before the drop")
        pilot.app._signals._on_exit_signal(1)
        await pilot.settle()
    mock = load_saved_mock(workspace)[0].mock
    assert mock is not None
    assert mock.text == "typed before the drop"
    assert pilot.app.return_code == 129


async def test_debrief_has_remarks_on_the_delivery(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        pilot.mock.view.interview.answer.editor.insert("We rang the six crews that morning. " * 80)
        await pilot.settle()
        await pilot.press("escape", "E")
        shown = collapse_spaces(pilot.page.text)
        assert "DELIVERY 560 words" in shown
        assert "over the target of 2:00" in shown


async def test_recognised_points_are_ticked_and_can_be_changed(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        assert pilot.mock_session.answer.judgement.ticked == ("plain notice first", "size of the slip")
        await pilot.press("space")
        assert pilot.notice.startswith("space ticks key points")
        while pilot.page.cursor != "point:one owner":
            await pilot.press("j")
        await pilot.press("space")
        assert "KEY POINTS 3 of 9" in collapse_spaces(pilot.page.text)
        await pilot.press("u")
        assert "KEY POINTS 2 of 9" in collapse_spaces(pilot.page.text)
        await pilot.press("u")
        assert pilot.notice == "Nothing to undo."


async def test_ratings_give_overall_mark_with_cap(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace), (80, 60)) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("4")
        assert pilot.page.cursor == "dimension:structure"
        assert pilot.mock_session.answer.judgement.marks == {}
        for _ in range(5):
            await pilot.press("4", "j")
        assert set(pilot.mock_session.answer.judgement.marks.values()) == {4}
        assert Dimension.DEPTH not in pilot.mock_session.answer.judgement.marks
        text = collapse_spaces(pilot.page.text)
        assert "overall 3 strong median 4, capped because no figure has a base" in text
        assert pilot.page.cursor == "figure"
        await pilot.press("space")
        assert "overall 4 outstanding" in collapse_spaces(pilot.page.text)
        pilot.page.move_to("point:plain notice first")
        await pilot.press("space")
        text = collapse_spaces(pilot.page.text)
        assert "overall 2 mixed median 4, capped because a must point is missing" in text
        await pilot.press("u", "u", "u")
        assert "overall 3 strong median 4" in collapse_spaces(pilot.page.text)
        assert "from 4 of 5 dimensions" in collapse_spaces(pilot.page.text)


async def test_debrief_notes_and_level_are_saved(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("enter")
        assert pilot.notice.startswith("enter edits the notes")
        await pilot.press("G")
        assert pilot.page.cursor == "level"
        await pilot.press("4")
        assert pilot.notice == "Level heard: press 1 for core, 2 for senior, 3 for staff."
        await pilot.press("2")
        assert pilot.mock_session.answer.judgement.level == "senior"
        pilot.page.move_to("note:heard")
        await pilot.press("enter")
        box = pilot.app.screen.query_one(Input)
        assert box.value == "plain notice first; size of the slip"
        await pilot.press(*"!", "escape")
        assert pilot.mock_session.answer.judgement.notes.heard == ""
        await pilot.press("enter", *"!", "enter")
        assert pilot.mock_session.answer.judgement.notes.heard == "plain notice first; size of the slip!"
        mock = load_saved_mock(workspace)[0].mock
        assert mock is not None
        assert mock.answer.judgement == pilot.mock_session.answer.judgement


async def test_debrief_note_is_saved_as_draft_while_typed(workspace: Workspace) -> None:
    def draft() -> str:
        found = load_saved_mock(workspace)[0].note_draft
        return found.text if found is not None else ""

    def heard() -> str:
        mock = load_saved_mock(workspace)[0].mock
        assert mock is not None
        return mock.answer.judgement.notes.heard

    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        before = heard()
        pilot.page.move_to("note:heard")
        await pilot.press("enter", *"!?")
        await pilot.wait_until(lambda: draft().endswith("!?"))
        await pilot.press("escape")
        assert (draft(), heard()) == ("", before)
        await pilot.press("enter", *"...")
    assert draft().endswith("...")
    assert heard() == before
    saved = load_saved_mock(workspace)[0]
    assert saved.mock is not None
    async with run_mock(MockSession(workspace, saved.mock, saved)) as pilot:
        assert "A note is not finished" in pilot.notice
        pilot.page.move_to("note:heard")
        await pilot.press("enter", "!", "enter")
        assert heard().endswith("...!")
        assert draft() == ""


async def test_undo_returns_to_answer_of_change(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "ctrl+j", "enter", "ctrl+j")
        assert "debrief  1 of 2" in pilot.screen()
        await pilot.press("p")
        assert pilot.notice == "This is the first answer."
        await pilot.press("3", "3", "n")
        assert "debrief  2 of 2" in pilot.screen()
        assert pilot.page.scroll_offset.y == 0
        await pilot.press("n")
        assert pilot.notice == "This is the last answer; q ends the debrief."
        await pilot.press("u")
        assert "debrief  1 of 2" in pilot.screen()
        assert pilot.mock_session.answer.judgement.marks == {}


async def test_counting_moves_boxes_by_suggested_grades(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("q", "escape")
        assert pilot.phase is MockPhase.DEBRIEF
        await pilot.press("q", "y")
        assert "1 counted in the boxes." in pilot.screen()
        assert "Late crane  tomorrow, Mon 23 Nov" in pilot.page.text
    card = workspace.store.cards["late-crane"]
    (review,) = workspace.store.question_entries("late-crane")
    assert (card.attempts, card.box) == (1, 1)
    assert getattr(review, "answer", "") == ANSWER_TEXT
    assert load_saved_mock(workspace)[0].mock is None


async def test_write_error_is_shown_and_retry_works(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("q")

        def fail(*args: object) -> None:
            raise WriteError("The disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(MockFile, "save", fail)
            await pilot.press("n")
            assert (pilot.phase, pilot.notice) == (MockPhase.COUNTING, "The disk is full")
            await pilot.press("ctrl+q")
            assert "Quit again to quit without saving." in pilot.notice
        await pilot.press("n")
        assert pilot.phase is MockPhase.DONE


async def test_report_action_writes_report(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        await pilot.mock.action_run("report")
        (path,) = workspace.paths.reports.iterdir()
        assert pilot.notice == f"Report: {path}"
        assert ANSWER_TEXT in path.read_text("utf-8")


async def test_clock_is_paused_while_the_app_is_stopped(workspace: Workspace, clock: MovableClock) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "a")
        clock.advance(seconds=5)
        pilot.app._save_draft()
        clock.advance(hours=8)
        pilot.mock.view.clock.update()
        clock.advance(seconds=2)
        pilot.mock.view.clock.update()
        assert pilot.mock_session.seconds() == 7
        assert "0:07" in pilot.text_of("timer")


async def test_clock_updates_timer_and_header(workspace: Workspace, clock: MovableClock) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        clock.advance(seconds=75)
        pilot.mock.view.clock.update()
        await pilot.settle()
        assert "think  1:15 / 1:00" in pilot.screen()
        assert "1 of 10 min" in pilot.text_of("header")
        await pilot.press("enter")
        clock.advance(minutes=9)
        pilot.mock.view.clock.update()
        await pilot.settle()
        assert pilot.text_of("timer").split() == ["9:00", "/", "2:00"]
        assert "10 of 10 min" in pilot.text_of("header")


async def test_hidden_clock_shows_no_minutes_of_the_interview(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, "clock: false\n")
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        clock.advance(minutes=2)
        pilot.mock.view.clock.update()
        await pilot.settle()
        assert pilot.text_of("header") == "mock  Two questions  1 of 2"
        assert "2:00" not in pilot.screen().splitlines()[0]
        assert pilot.mock_session.seconds() == 120


async def test_resize_keeps_answer(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter")
        await pilot.write("words that stay")
        for size in ((40, 12), (1, 1), (7, 3), (200, 60), (80, 24)):
            await pilot.textual_pilot.resize_terminal(*size)
            await pilot.settle()
        assert "words that stay" in pilot.screen()
        await resize_in_debrief(pilot)


async def resize_in_debrief(pilot: MockPilot) -> None:
    await pilot.press("escape", "E")
    for size in ((40, 12), (3, 2), (80, 24)):
        await pilot.textual_pilot.resize_terminal(*size)
        await pilot.settle()
    assert "words that stay" in pilot.page.text


async def test_bank_text_is_never_parsed_as_markup(tmp_path: Path, clock: MovableClock) -> None:
    raw = untrusted.LINE
    points = tuple(KeyPoint(name=f"{n} {text}", cue=raw, must=not n) for n, text in enumerate(untrusted.ALL))
    question = Question(
        id="everything",
        prompt=" ".join(untrusted.VISIBLE_MARKUP) + raw,
        key_points=points,
        title="[/] d[k] \x1b]52;",
        model_answer={"[/]\x1b": untrusted.PROSE},
        follow_ups=(FollowUp(raw, raw),),
        topic="evil",
    )
    workspace = make_workspace(tmp_path, clock)
    workspace.__dict__["loaded_bank"] = LoadedBank(Bank((Topic("evil", raw[:80]),), (question,)), {})
    mock_session = start_mock(workspace, Format("own", raw, (Round(1, raw),), 9), "evil")

    def check_screen() -> None:
        assert pilot.app.return_code is None
        assert untrusted.find_unsafe(pilot.app.screen._compositor.render_strips()) == set()

    async with run_mock(mock_session, notice=raw) as pilot:
        check_screen()
        await pilot.press("enter")
        await pilot.write("said [/] [@click=app.quit]x[/] \x1b]52;c;x\x07\u202e list[int]")
        check_screen()
        await pilot.press("escape", "f")
        check_screen()
        await pilot.write(raw)
        await pilot.press("ctrl+j")
        for keys in (("space",), ("G",), ("k",), ("enter",), ("escape",), ("g",), ("r", "q"), ("q",), ("y",)):
            await pilot.press(*keys)
            check_screen()
        assert pilot.phase is MockPhase.DONE
        assert "list[int]" in workspace.paths.reports.joinpath(
            next(workspace.paths.reports.iterdir()).name
        ).read_text("utf-8").replace("\\", "")


def test_suspended_question_is_not_drawn(workspace: Workspace, clock: MovableClock) -> None:
    suspended = CardAction(
        id="a1", at=clock(), day=workspace.today(), question="late-crane", action=CardActionKind.SUSPEND
    )
    workspace.store.commit(suspended)
    drawn = {answer.question for answer in start_mock(workspace, custom_format(9, 9)).mock.answers}
    assert drawn == {"two-captains", "tide-table"}


KEYS_TO_SCOPE: dict[Scope, tuple[str, ...]] = {
    Scope.MOCK_THINKING: (),
    Scope.MOCK_EDITOR: ("enter",),
    Scope.MOCK_ANSWERING: ("enter", "escape"),
    Scope.MOCK_DEBRIEF: ("enter", "escape", "n", "enter", "escape", "E"),
    Scope.MOCK_COUNTING: ("enter", "escape", "E", "q"),
    Scope.MOCK_DONE: ("enter", "escape", "E", "q", "n"),
}
"""The keys that lead from the start to each scope."""


@pytest.mark.parametrize("scope", list(KEYS_TO_SCOPE))
async def test_palette_and_footer_list_available_actions(workspace: Workspace, scope: Scope) -> None:
    save_stories(workspace)
    async with run_mock(start_crane_mock(workspace), (300, 24)) as pilot:
        await pilot.press(*KEYS_TO_SCOPE[scope])
        assert pilot.mock.scope is scope
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, CommandMenu)
        assert {action.id for action in pilot.app.screen.found} == BY_ID.keys() - {"palette"}
        footer = pilot.text_of("keys").split("  ")
        for action in actions_in(Scope.MOCK):
            cell = f"{pilot.mock.keymap.display_key(action, scope)} {action.label}"
            if action.footer and not (scope is Scope.MOCK_DEBRIEF and action.id in ROW_ACTIONS):
                assert (cell in footer) == bool(action.scope & scope), cell


async def test_every_action_has_one_handler_in_each_scope(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        found = {
            (action.id, scope): len(pilot.mock.dispatcher.find(action.id, scope))
            for scope in KEYS_TO_SCOPE
            for action in actions_in(Scope.MOCK)
            if action.scope & scope
        }
    assert {where: count for where, count in found.items() if count != 1} == {}


def test_no_scope_has_two_actions_on_one_key() -> None:
    for scope in KEYS_TO_SCOPE:
        keys = [key for action in actions_in(Scope.MOCK) if action.scope & scope for key in action.keys]
        assert len(keys) == len(set(keys)), scope


@pytest.mark.slow(120)
@pytest.mark.parametrize("action", actions_in(Scope.MOCK), ids=lambda action: action.id)
async def test_every_action_can_be_remapped(
    tmp_path: Path, clock: MovableClock, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path, clock, config=f"keymap: {{{action.id}: f9}}\n")
    mock_session = start_crane_mock(workspace)
    scope = next(scope for scope in (*KEYS_TO_SCOPE, Scope.MOCK_SPEAKING) if scope & action.scope)
    if scope not in (Scope.MOCK_THINKING, Scope.MOCK_SPEAKING):
        mock_session.start_answer()
    if scope & Scope.MOCK_PAGES:
        mock_session.finish()
    if scope in (Scope.MOCK_COUNTING, Scope.MOCK_DONE):
        mock_session.debrief.close()
    if scope is Scope.MOCK_DONE:
        mock_session.complete(count=False)
    async with run_mock(mock_session) as pilot:
        if scope is Scope.MOCK_ANSWERING:
            await pilot.mock.action_run("leave")
            await pilot.settle()
        if scope is Scope.MOCK_SPEAKING:
            await pilot.press("v")
        assert pilot.mock.scope is scope
        done: list[str] = []
        monkeypatch.setattr(pilot.mock.dispatcher, "find", lambda id, scope: [lambda: done.append(id)])
        await pilot.press("f9")
        assert done == [action.id]


async def test_help_lists_mock_keys_first(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("?")
        assert isinstance(pilot.app.screen, PagerScreen)
        text = collapse_spaces(pilot.app.screen.query_one(Page).text)
        here = text.split("KEYS HERE")[1].split(" PRACTICE ")[0]
        assert all(action.description in here for action in actions_in(Scope.MOCK_THINKING))
        assert BY_ID["mock-count"].description not in here
        assert all(action.description in text for action in actions_in(Scope.MOCK))
        await pilot.press("q", "enter")
        assert pilot.phase is MockPhase.ANSWERING


async def test_debrief_footer_starts_with_actions_on_row(
    workspace: Workspace,
) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "escape", "n", "enter", "escape", "E")
        rows = {
            "answer": "1 rate  n next answer  ? keys  u undo  q end",
            "point:plain notice first": "space tick  1 rate  n next answer  ? keys  u undo  q end",
            "dimension:structure": "1 weak  2 mixed  3 strong  4 outstanding  n next answer  ? keys",
            "figure": "space tick  1 rate  n next answer",
            "note:heard": "enter note  1 rate  n next answer",
            "level": "1 core  2 senior  3 staff  n next answer",
        }
        for item, keys in rows.items():
            pilot.page.move_to(item)
            await pilot.settle()
            assert pilot.text_of("keys").startswith(keys), item
        assert "outstanding" not in pilot.text_of("keys")
        pilot.page.move_to("answer")
        await pilot.press("g", "j")
        assert pilot.text_of("keys").startswith("space tick")


async def test_footer_of_the_last_answer_offers_no_next_one(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", *"One.", "escape", "n", "enter", *"Two.", "escape", "E")
        assert "n next answer" in pilot.text_of("keys")
        await pilot.press("n")
        assert "next answer" not in pilot.text_of("keys")
        await pilot.press("n")
        assert pilot.notice == LAST_ANSWER
        await pilot.press("p")
        assert "n next answer" in pilot.text_of("keys")


async def test_report_can_be_read_after_the_interview(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("q", "n")
        assert "V read report" in pilot.text_of("keys")
        await pilot.press("V")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "Mock interview" in pilot.screen()
        await pilot.press("q", "y")
        assert "the path" in pilot.notice
        assert pilot.mock.scope is Scope.MOCK_DONE


def test_exit_message_only_for_unfinished_interview(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(TpmApp, "run", lambda app, **_: None)
    mock_session = start_crane_mock(workspace)
    assert run_mock_app(mock_session, "", ExitStack()) == 0
    assert capsys.readouterr().err == "The interview is saved; the next `tpm-tui mock` resumes from here.\n"
    mock_session.start_answer()
    mock_session.finish()
    mock_session.debrief.close()
    mock_session.complete(count=False)
    assert run_mock_app(mock_session, "", ExitStack()) == 0
    assert capsys.readouterr().err == ""


async def test_debrief_shows_the_own_version(workspace: Workspace) -> None:
    answer_question(workspace, "late-crane", Grade.GOOD, "I rang at dawn.")
    pin_version(workspace, "late-crane", text="I rang at dawn.")
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await go_to_debrief(pilot)
        assert "MY VERSION attempt 1" in pilot.text
        assert "I rang at dawn." in pilot.text


async def test_debrief_says_why_the_first_follow_up_was_asked(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock)
    file = next((tmp_path / "bank").glob("*harbour*"))
    text = file.read_text("utf-8").replace(
        "    follow_ups:\n", '    follow_ups:\n      - {ask: "How late?", point: size of the slip}\n'
    )
    file.write_text(text, "utf-8")
    async with run_mock(start_crane_mock(workspace), (120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.write("I rang the quay master that morning: plain notice first.")
        await pilot.press("escape", "f")
        assert "How late?" in pilot.screen()
        await pilot.write("Six weeks.")
        await pilot.press("escape", "E")
        assert pilot.phase is MockPhase.DEBRIEF
        assert 'asked because "size of the slip" was not in the answer' in pilot.text
