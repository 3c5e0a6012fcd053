"""The mock interview's screen: asked first, judged afterwards, stopped and gone on with, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.ui import untrusted
from tests.ui.mock_pilot import TOLD, Room, beginning, in_room, squeezed, to_debrief, with_crane_first
from tests.ui.practice_pilot import (
    MovableClock,
    workspace_in,
)
from tpm_tui.cli.commands.mock import run_mock_app
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.core.mock.format import Format, Round, own_format
from tpm_tui.core.mock.interview import MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.practice.mock import MockSession, unfinished_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.ui.keys.actions import MOCK_ACTIONS, Action, Scope
from tpm_tui.ui.mock_app import MockApp
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.mock.debrief_keys import OF_A_ROW
from tpm_tui.ui.widgets.page import Page


def kept_text(workspace: Workspace) -> str:
    """What is on disk of the answer that is being given."""
    kept = unfinished_mock(workspace)[0].mock
    return kept.text if kept is not None else ""


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_an_interview_from_start_to_end_at_every_size(
    workspace: Workspace, clock: MovableClock, size: tuple[int, int]
) -> None:
    def fits() -> bool:
        rows = room.rows()
        return len(rows) <= size[1] and all(cell_len(row) <= size[0] for row in rows)

    async with in_room(with_crane_first(workspace), size) as room:
        assert "five weeks" in squeezed(room.screen())
        assert "enter begins the answer." in squeezed(room.screen())
        assert "0:00 / 1:00" in room.screen()
        clock.on(seconds=20)
        await room.press("enter")
        await room.write(TOLD)
        assert "I told the quay master" in room.screen()
        assert "13 words" in room.screen()
        assert "0:00 / 2:00" in room.screen()
        assert fits()
        clock.on(seconds=150)
        await room.press("escape", "f")
        assert "And if no crane had been for hire?" in squeezed(room.screen())
        assert fits()
        await room.write("Perishables first.")
        clock.on(seconds=30)
        await room.press("ctrl+j")
        assert (room.phase, room.mock_session.mock.place) == (MockPhase.THINKING, 1)
        await room.press("enter", "ctrl+j")
        assert room.phase.value == "debrief"
        text = room.text
        for part in (
            "answer 1 of 2",
            TOLD,
            "2:30 of 2:00",
            "0:20 of thinking",
            "Perishables first.",
            "an order of landing by what spoils first",
            "KEY POINTS 2 of 9",
            "We opened on the third of May.",
            "Structure not rated 1 wanders, no headline",
        ):
            assert part in text
        assert "answer 1 of 2" in squeezed(room.screen())
        assert fits()
        await room.press("q")
        assert "Count these answers in the boxes?" in room.screen()
        assert fits()
        await room.press("n")
        assert room.phase is MockPhase.DONE
        assert "The boxes are as they were." in room.screen()
        assert fits()
        assert workspace.store.cards == {}
        (path,) = workspace.paths.reports.iterdir()
        assert path.name in "".join(squeezed(room.page.text).split())
        await room.press("q")
    assert room.app.return_code == 0


async def test_an_answer_stands_beside_its_model_answer_where_both_have_room(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace), (120, 36)) as room:
        await to_debrief(room)
        (row,) = [row for row in room.rows() if "must plain notice first" in row]
        assert "The crane you ordered" in row or "late. What do you do" in row
        beside = room.mock.query_one("#beside", Page)
        assert TOLD in squeezed(beside.text.replace("▌", ""))
        assert TOLD not in room.page.text
        await room.press("G")
        assert "I told the quay master" in room.screen()
        await room.pilot.resize_terminal(80, 24)
        await room.settle()
        assert not room.beside()
        assert TOLD in room.page.text
        await room.pilot.resize_terminal(120, 36)
        await room.settle()
        assert room.beside()
        await room.press("q")
        assert not room.beside()


async def test_an_answer_too_long_to_stand_beside_it_stands_above(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace), (120, 36)) as room:
        await room.press("enter")
        await room.write("A line of it.\n" * 40)
        await room.press("escape", "e")
        assert not room.beside()
        assert room.page.text.count("A line of it.") == 40


async def test_nothing_is_revealed_before_the_last_answer(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        secrets = ("plain notice first", "KEY POINTS", "third of May", "spoils first")
        for keys in ((), ("enter",), ("escape",), ("f",), ("escape",), ("n",), ("enter",)):
            await room.press(*keys)
            assert not [secret for secret in secrets if secret in room.screen() + room.page.text]


async def test_typing_goes_to_the_answer_and_letters_are_commands_outside(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("n", "p")
        assert room.mock_session.mock.place == 1
        await room.press("enter", "n", "e", "q", "space", "f")
        assert room.mock_session.mock.text == "neq f"
        await room.press("ctrl+f")
        assert room.notice == "There is no further follow-up to this question."
        await room.press("escape", "i", "escape", "e")
        assert room.phase is MockPhase.DEBRIEF


async def test_what_is_typed_is_on_disk_within_a_second_without_another_key(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("enter")
        await room.write("typed, then the line drops")
        assert "not saved yet" in room.said("label")
        await room.until(lambda: kept_text(workspace) == "typed, then the line drops")
        await room.settle()
        assert room.said("label").endswith("saved")


async def test_an_interview_is_gone_on_with_where_it_was_left(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("enter")
        await room.write("first half,")
        clock.on(seconds=40)
        await room.press("escape", "q")
    assert room.app.return_code == 0
    clock.on(days=2)
    kept, notice = unfinished_mock(workspace)
    assert (notice, kept.mock is not None) == ("", True)
    assert kept.mock is not None
    async with in_room(MockSession(workspace, kept.mock, kept), notice="Taken up.") as room:
        assert room.notice == "Taken up."
        assert "first half," in room.screen()
        assert "0:40 / 2:00" in room.screen()
        await room.write(" second half")
        await room.press("ctrl+q")
    again = unfinished_mock(workspace)[0].mock
    assert again is not None
    assert again.text == "first half, second half"


async def test_a_hang_up_saves_what_was_typed(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("enter")
        await room.write("typed before the drop")
        room.app._hang_up(1)
        await room.settle()
    kept = unfinished_mock(workspace)[0].mock
    assert kept is not None
    assert kept.text == "typed before the drop"
    assert room.app.return_code == 129


async def test_points_are_ticked_beforehand_and_by_the_learner(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        assert room.mock_session.answer.judgement.ticked == ("plain notice first", "size of the slip")
        await room.press("space")
        assert room.notice.startswith("space marks key points")
        while room.page.cursor != "point:one owner":
            await room.press("j")
        await room.press("space")
        assert "KEY POINTS 3 of 9" in squeezed(room.page.text)
        await room.press("u")
        assert "KEY POINTS 2 of 9" in squeezed(room.page.text)
        await room.press("u")
        assert room.notice == "There is nothing to undo."


async def test_dimensions_are_rated_by_their_anchors_and_caps_are_told(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace), (80, 60)) as room:
        await to_debrief(room)
        await room.press("4")
        assert room.page.cursor == "dimension:structure"
        assert room.mock_session.answer.judgement.marks == {}
        for _ in range(5):
            await room.press("4", "j")
        assert set(room.mock_session.answer.judgement.marks.values()) == {4}
        assert Dimension.DEPTH not in room.mock_session.answer.judgement.marks
        assert "overall 3 strong median 4, capped: no figure with a base" in squeezed(room.page.text)
        assert room.page.cursor == "figure"
        await room.press("space")
        assert "overall 4 outstanding" in squeezed(room.page.text)
        room.page.go("point:plain notice first")
        await room.press("space")
        assert "overall 2 mixed median 4, capped: a must is missing" in squeezed(room.page.text)
        await room.press("u", "u", "u")
        assert "overall 3 strong median 4" in squeezed(room.page.text)
        assert "4 of 5 rated" in squeezed(room.page.text)


async def test_the_debriefs_lines_are_written_and_the_level_chosen(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        await room.press("enter")
        assert room.notice.startswith("enter writes the debrief's lines")
        await room.press("G")
        assert room.page.cursor == "level"
        await room.press("4")
        assert room.notice == "The level heard is 1 core, 2 senior or 3 staff."
        await room.press("2")
        assert room.mock_session.answer.judgement.level == "senior"
        room.page.go("note:heard")
        await room.press("enter")
        box = room.app.screen.query_one(Input)
        assert box.value == "plain notice first; size of the slip"
        await room.press(*"!", "escape")
        assert room.mock_session.answer.judgement.notes.heard == ""
        await room.press("enter", *"!", "enter")
        assert room.mock_session.answer.judgement.notes.heard == "plain notice first; size of the slip!"
        kept = unfinished_mock(workspace)[0].mock
        assert kept is not None
        assert kept.answer.judgement == room.mock_session.answer.judgement


async def test_a_line_of_the_debrief_is_safe_while_it_is_typed(workspace: Workspace) -> None:
    def heard() -> str:
        kept = unfinished_mock(workspace)[0].mock
        assert kept is not None
        return kept.answer.judgement.notes.heard

    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        before = heard()
        room.page.go("note:heard")
        await room.press("enter", *"!?")
        await room.until(lambda: heard().endswith("!?"))
        await room.press("escape")
        assert heard() == before
        await room.press("enter", *"...")
        room.mock_session.keep()
        assert heard().endswith("...")


async def test_answers_are_turned_over_and_undo_follows(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("enter", "ctrl+j", "enter", "ctrl+j")
        assert "debrief  1 of 2" in room.screen()
        await room.press("p")
        assert room.notice == "This is the first answer."
        await room.press("3", "3", "n")
        assert "debrief  2 of 2" in room.screen()
        assert room.page.scroll_offset.y == 0
        await room.press("n")
        assert room.notice == "This is the last answer; q ends the debrief."
        await room.press("u")
        assert "debrief  1 of 2" in room.screen()
        assert room.mock_session.answer.judgement.marks == {}


async def test_counting_moves_the_boxes_as_the_points_suggest(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        await room.press("q", "escape")
        assert room.phase is MockPhase.DEBRIEF
        await room.press("q", "y")
        assert "1 counted in the boxes." in room.screen()
    card = workspace.store.cards["late-crane"]
    (review,) = workspace.store.question_entries("late-crane")
    assert (card.attempts, card.box) == (1, 1)
    assert getattr(review, "answer", "") == TOLD
    assert unfinished_mock(workspace)[0].mock is None


async def test_a_disk_that_refuses_is_told_and_nothing_is_lost(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        await room.press("q")

        def refuse(*args: object) -> None:
            raise WriteError("The disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(MockFile, "save", refuse)
            await room.press("n")
            assert (room.phase, room.notice) == (MockPhase.COUNTING, "The disk is full")
            await room.press("ctrl+q")
            assert "Quitting again loses it." in room.notice
        await room.press("n")
        assert room.phase is MockPhase.DONE


async def test_the_report_is_written_when_asked_for(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        await room.press("r")
        (path,) = workspace.paths.reports.iterdir()
        assert room.notice == f"Report: {path}"
        assert TOLD in path.read_text("utf-8")


async def test_the_clocks_run_and_the_header_tells_the_minutes(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        clock.on(seconds=75)
        room.mock._tick()
        await room.settle()
        assert "think  1:15 / 1:00" in room.screen()
        assert "1 of 10 min" in room.said("header")
        await room.press("enter")
        clock.on(minutes=9)
        room.mock._tick()
        await room.settle()
        assert room.said("timer").split() == ["9:00", "/", "2:00"]
        assert "10 of 10 min" in room.said("header")


async def test_a_resize_in_mid_answer_loses_nothing(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("enter")
        await room.write("words that stay")
        for size in ((40, 12), (1, 1), (7, 3), (200, 60), (80, 24)):
            await room.pilot.resize_terminal(*size)
            await room.settle()
        assert "words that stay" in room.screen()
        await to_the_end_and_resize(room)


async def to_the_end_and_resize(room: Room) -> None:
    await room.press("escape", "e")
    for size in ((40, 12), (3, 2), (80, 24)):
        await room.pilot.resize_terminal(*size)
        await room.settle()
    assert "words that stay" in room.page.text


async def test_whatever_a_stranger_wrote_is_text(tmp_path: Path, clock: MovableClock) -> None:
    raw = untrusted.LINE
    points = tuple(KeyPoint(name=f"{n} {text}", cue=raw, must=not n) for n, text in enumerate(untrusted.ALL))
    question = Question(
        id="everything",
        prompt=" ".join(untrusted.SEEN) + raw,
        key_points=points,
        title="[/] d[k] \x1b]52;",
        model_answer={"[/]\x1b": untrusted.PROSE},
        follow_ups=(FollowUp(raw, raw),),
        topic="evil",
    )
    workspace = workspace_in(tmp_path, clock)
    workspace.__dict__["loaded_bank"] = LoadedBank(Bank((Topic("evil", raw[:80]),), (question,)), {})
    mock_session = beginning(workspace, Format("own", raw, (Round(1, raw),), 9), "evil")

    def look() -> None:
        assert room.app.return_code is None
        assert untrusted.harm(room.app.screen._compositor.render_strips()) == set()

    async with in_room(mock_session, notice=raw) as room:
        look()
        await room.press("enter")
        await room.write("told [/] [@click=app.quit]x[/] \x1b]52;c;x\x07\u202e list[int]")
        look()
        await room.press("escape", "f")
        look()
        await room.write(raw)
        await room.press("ctrl+j")
        for keys in (("space",), ("G",), ("k",), ("enter",), ("escape",), ("g",), ("r",), ("q",), ("y",)):
            await room.press(*keys)
            look()
        assert room.phase is MockPhase.DONE
        assert "list[int]" in workspace.paths.reports.joinpath(
            next(workspace.paths.reports.iterdir()).name
        ).read_text("utf-8").replace("\\", "")


def test_a_suspended_question_is_not_drawn(workspace: Workspace, clock: MovableClock) -> None:
    suspended = CardAction(
        id="a1", at=clock(), day=workspace.today(), question="late-crane", action=CardActionKind.SUSPEND
    )
    workspace.store.commit(suspended)
    drawn = {answer.question for answer in beginning(workspace, own_format(9, 9)).mock.answers}
    assert drawn == {"two-captains", "tide-table"}


WAYS: dict[Scope, tuple[str, ...]] = {
    Scope.MOCK_THINKING: (),
    Scope.MOCK_EDITOR: ("enter",),
    Scope.MOCK_ANSWERING: ("enter", "escape"),
    Scope.MOCK_DEBRIEF: ("enter", "escape", "e"),
    Scope.MOCK_COUNTING: ("enter", "escape", "e", "q"),
    Scope.MOCK_DONE: ("enter", "escape", "e", "q", "n"),
}
"""Keys that lead to each place from the start."""


@pytest.mark.parametrize("scope", list(WAYS))
async def test_the_palette_and_the_footer_have_what_can_be_done_here(
    workspace: Workspace, scope: Scope
) -> None:
    async with in_room(with_crane_first(workspace), (300, 24)) as room:
        await room.press(*WAYS[scope])
        assert room.mock.scope is scope
        listed = {command.help for command in room.app.get_system_commands(room.app.screen)}
        usable = {a.description for a in MOCK_ACTIONS if a.scope & scope and a.id != "palette"}
        assert listed == usable
        footer = room.said("keys").split("  ")
        for action in MOCK_ACTIONS:
            cell = f"{room.mock.keymap.shown(action, scope)} {action.label}"
            if action.footer and not (scope is Scope.MOCK_DEBRIEF and action.id in OF_A_ROW):
                assert (cell in footer) == bool(action.scope & scope), cell


def test_no_place_has_two_actions_on_one_key() -> None:
    for scope in WAYS:
        keys = [key for action in MOCK_ACTIONS if action.scope & scope for key in action.keys]
        assert len(keys) == len(set(keys)), scope


@pytest.mark.parametrize("action", MOCK_ACTIONS, ids=lambda action: action.id)
async def test_every_action_can_be_moved_to_another_key(
    tmp_path: Path, clock: MovableClock, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, clock, config=f"keymap: {{{action.id}: f9}}\n")
    mock_session = with_crane_first(workspace)
    scope = next(scope for scope in WAYS if scope & action.scope)
    if scope is not Scope.MOCK_THINKING:
        mock_session.speak()
    if scope & Scope.MOCK_PAGES:
        mock_session.finish()
    if scope in (Scope.MOCK_COUNTING, Scope.MOCK_DONE):
        mock_session.close()
    if scope is Scope.MOCK_DONE:
        mock_session.done(count=False)
    async with in_room(mock_session) as room:
        if scope is Scope.MOCK_ANSWERING:
            room.mock.action_leave()
            await room.settle()
        assert room.mock.scope is scope
        done: list[str] = []
        monkeypatch.setattr(room.mock, f"action_{action.method}", lambda: done.append(action.id))
        await room.press("f9")
        assert done == [action.id]


async def test_help_has_the_mock_interviews_keys(workspace: Workspace) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await room.press("?")
        assert isinstance(room.app.screen, PagerScreen)
        text = squeezed(room.app.screen.query_one(Page).text)
        assert text.index("MOCK INTERVIEW") < text.index("PRACTICE") < text.index("CARD")
        assert all(action.id in text for action in MOCK_ACTIONS)
        await room.press("q", "enter")
        assert room.phase is MockPhase.ANSWERING


async def test_in_the_debrief_the_footer_begins_with_what_is_done_to_the_row_under_the_cursor(
    workspace: Workspace,
) -> None:
    async with in_room(with_crane_first(workspace)) as room:
        await to_debrief(room)
        rows = {
            "answer": "n next answer  ? keys  u undo  q end",
            "point:plain notice first": "space tick  n next answer  ? keys  u undo  q end",
            "dimension:depth": "1 weak  2 mixed  3 strong  4 outstanding  n next answer  ? keys",
            "figure": "space tick  n next answer",
            "note:heard": "enter note  n next answer",
            "level": "1 core  2 senior  3 staff  n next answer",
        }
        for item, keys in rows.items():
            room.page.go(item)
            await room.settle()
            assert room.said("keys").startswith(keys), item
        assert "outstanding" not in room.said("keys")
        await room.press("g", "j")
        assert room.said("keys").startswith("space tick")


def test_leaving_an_unfinished_interview_tells_how_to_go_on_and_a_finished_one_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(MockApp, "run", lambda app, **_: None)
    mock_session = with_crane_first(workspace)
    assert run_mock_app(mock_session, "") == 0
    assert capsys.readouterr().err == "The interview is kept; the next `tpm-tui mock` goes on from here.\n"
    mock_session.speak()
    mock_session.finish()
    mock_session.close()
    mock_session.done(count=False)
    assert run_mock_app(mock_session, "") == 0
    assert capsys.readouterr().err == ""
