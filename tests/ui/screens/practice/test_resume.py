"""A session that was cut off is offered on the first screen, and goes on or is put away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, at_desk, workspace_in
from tpm_tui.core.cards.events import CardActionKind, Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.practice_app import PracticeApp

FIRST, SECOND, THIRD = QUESTIONS[:3]
OFFER = "Resume the session of 09:00 (question 2, 4 words typed)?"


def again(workspace: Workspace) -> Workspace:
    """The same files, opened by another process."""
    return Workspace(workspace.paths, workspace.bank_paths, workspace.clock)


def cut_off(workspace: Workspace, queue: Sequence[str] = QUESTIONS[:3]) -> PracticeSession:
    """A session that graded one question, typed at the next, and got no further."""
    practice_session = PracticeSession(workspace, queue)
    practice_session.write("The first answer.")
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)
    practice_session.write("The second, half done")
    practice_session.keep()
    return practice_session


def app_after(workspace: Workspace) -> PracticeApp:
    """The app as a bare `tpm-tui` starts it."""
    opened = again(workspace)
    themes = load_themes([shipped_themes()], None).themes
    return PracticeApp(opened, opened.agenda().queue, themes, found=find_unfinished(opened))


@pytest.mark.parametrize("key", ["y", "enter"])
async def test_it_goes_on_where_it_was_cut_off_and_its_report_holds_all_of_it(
    workspace: Workspace, clock: MovableClock, key: str
) -> None:
    session = cut_off(workspace).session
    clock.on(minutes=20)
    async with at_desk(app_after(workspace)) as desk:
        before = desk.at_practice
        assert OFFER in desk.screen()
        await desk.press(key)
        assert (before, desk.at_practice) == (False, True)
        assert (desk.asked, desk.editor.text) == (SECOND, "The second, half done")
        assert desk.practice_session.session.upcoming == (THIRD,)
        assert desk.editor.has_focus
        await desk.write(" and now whole")
        await desk.press("ctrl+j", "3")
        assert desk.asked == THIRD
        await desk.press("ctrl+j", "3")
    entries = again(workspace).store.entries()
    answers = [entry.answer for entry in entries if isinstance(entry, Review)]
    assert answers == ["The first answer.", "The second, half done and now whole", ""]
    assert [type(entry) for entry in entries if not isinstance(entry, Review)] == [SessionStart, SessionEnd]
    assert {getattr(entry, "session", None) for entry in entries} == {session.id}
    (report,) = workspace.paths.reports.glob("*.md")
    assert all(answer in report.read_text("utf-8") for answer in answers)
    assert again(workspace).store.drafts.newest() == {}
    assert find_unfinished(again(workspace)) is None


async def test_one_that_is_not_wanted_is_ended_and_reported_and_its_draft_stays(workspace: Workspace) -> None:
    cut_off(workspace)
    async with at_desk(app_after(workspace)) as desk:
        await desk.press("n")
        assert desk.at_practice
        assert desk.notice == "That session is ended, and its report written."
    assert len(list(workspace.paths.reports.glob("*.md"))) == 1
    assert find_unfinished(again(workspace)) is None
    assert again(workspace).store.drafts.newest() == {SECOND: "The second, half done"}


async def test_escape_leaves_the_question_for_the_next_start(workspace: Workspace) -> None:
    cut_off(workspace)
    async with at_desk(app_after(workspace)) as desk:
        await desk.press("escape")
        assert desk.at_practice
    assert find_unfinished(again(workspace)) is not None


@pytest.mark.parametrize("id", ["../../evil", "", "a.b", "a\nb", "s" * 65, "s1"])
def test_a_session_of_a_foreign_history_that_no_draft_can_be_named_after_is_not_offered(
    workspace: Workspace, id: str
) -> None:
    start = SessionStart(
        id="0", at=workspace.now(), day=workspace.today(), session=id, mode="practice", queue=(FIRST,)
    )
    workspace.store.commit(start)
    found = find_unfinished(again(workspace))
    assert (found.session if found else None) == ("s1" if id == "s1" else None)


async def test_other_keys_answer_nothing(workspace: Workspace) -> None:
    cut_off(workspace)
    async with at_desk(app_after(workspace)) as desk:
        await desk.press("1", "q", "space", "ctrl+j")
        assert OFFER in desk.screen()


async def test_with_nothing_cut_off_nothing_is_asked(workspace: Workspace) -> None:
    cut_off(workspace).end()
    async with at_desk(app_after(workspace)) as desk:
        assert desk.at_practice
        assert "Resume" not in desk.screen()


def test_what_was_only_typed_is_taken_up_with_the_queue_of_its_session(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, [THIRD, FIRST], "short")
    practice_session.write("typed")
    practice_session.save_draft()
    found = find_unfinished(again(workspace))
    assert found is not None
    assert (found.queue, found.form, found.words) == ((THIRD, FIRST), "short", 1)
    other = PracticeSession(again(workspace), [])
    other.resume_session(found)
    assert (other.session.id, other.session.form) == (practice_session.session.id, "short")
    assert (other.session.current, other.session.draft) == (THIRD, "typed")


def test_looking_at_a_question_begins_no_session(workspace: Workspace) -> None:
    PracticeSession(workspace, QUESTIONS).keep()
    assert again(workspace).store.entries() == []


def test_a_draft_of_before_begins_no_session(workspace: Workspace) -> None:
    cut_off(workspace)
    before = again(workspace).store.entries()
    other = PracticeSession(again(workspace), [SECOND])
    other.keep()
    assert again(workspace).store.entries() == before


def test_the_latest_of_two_is_offered_first(workspace: Workspace, clock: MovableClock) -> None:
    cut_off(workspace)
    clock.on(minutes=5)
    later = PracticeSession(again(workspace), [THIRD])
    later.write("later")
    later.keep()
    found = find_unfinished(again(workspace))
    assert found is not None
    assert found.session == later.session.id
    later.end()
    found = find_unfinished(again(workspace))
    assert found is not None
    assert found.queue[0] == SECOND


def test_yesterdays_is_offered_for_the_sake_of_its_draft_alone(
    workspace: Workspace, clock: MovableClock
) -> None:
    cut_off(workspace)
    clock.on(days=1)
    opened = again(workspace)
    found = find_unfinished(opened)
    assert found is not None
    opened.store.drafts.discard(SECOND, found.session)
    assert find_unfinished(again(workspace)) is None


def test_a_question_that_was_suspended_or_put_off_since_is_left_out(workspace: Workspace) -> None:
    cut_off(workspace, QUESTIONS)
    other = PracticeSession(again(workspace), [THIRD, QUESTIONS[3]])
    other.act(CardActionKind.BURY)
    other.act(CardActionKind.SUSPEND)
    found = find_unfinished(again(workspace))
    assert found is not None
    assert found.queue == (SECOND, QUESTIONS[4])


def test_of_two_sessions_of_which_one_takes_up_the_other_both_may_go_on(workspace: Workspace) -> None:
    """The server has not noticed yet that the line is dead: the old process lives, and hears nothing."""
    old = cut_off(workspace)
    opened = again(workspace)
    found = find_unfinished(opened)
    assert found is not None
    new = PracticeSession(opened, [])
    new.resume_session(found)
    new.write("The second, whole.")
    new.reveal()
    new.grade(Grade.EASY)
    old.keep()
    entries = again(workspace).store.entries()
    assert [entry.answer for entry in entries if isinstance(entry, Review)] == [
        "The first answer.",
        "The second, whole.",
    ]
    assert again(workspace).store.drafts.newest() == {}


def test_what_a_failing_disk_keeps_out_of_the_history_is_typed_all_the_same(tmp_path: Path) -> None:
    clock = MovableClock()
    workspace = workspace_in(tmp_path, clock)
    practice_session = PracticeSession(workspace, [FIRST])
    (workspace.paths.data / "drafts").mkdir(parents=True, mode=0o700)
    (workspace.paths.data / "history").write_text("in the way", "utf-8")
    practice_session.write("kept")
    practice_session.save_draft()
    assert practice_session.draft_saved
    assert practice_session.workspace.store.drafts.newest() == {FIRST: "kept"}
