"""An interrupted session is offered on the first screen, to resume it or to end it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.storage.stores import draft_texts
from tests.ui.practice_pilot import QUESTIONS, MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.cards.events import CardActionKind, Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.resume import find_unfinished, resume_prompt
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.practice.screen import PracticeScreen

FIRST, SECOND, THIRD = QUESTIONS[:3]
OFFER = "Resume the session of 09:00 (question 2, 4 words typed)?"


def reopen(workspace: Workspace) -> Workspace:
    """Open the same files as another process would."""
    return Workspace(workspace.paths, workspace.bank_paths, workspace.clock)


def interrupted_session(workspace: Workspace, queue: Sequence[str] = QUESTIONS[:3]) -> PracticeSession:
    """Run a session that grades one question, types at the next, and stops there."""
    practice_session = PracticeSession(workspace, queue)
    practice_session.write("The first answer.")
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)
    practice_session.write("The second, half done")
    practice_session.save_all()
    return practice_session


def app_after(workspace: Workspace) -> TpmApp:
    """Return the app as a bare `tpm-tui` starts it."""
    opened = reopen(workspace)
    themes = load_themes([shipped_themes()], None).themes
    practice_session = PracticeSession(opened, opened.agenda().queue)
    return TpmApp(opened, themes, PracticeScreen(practice_session, unfinished=find_unfinished(opened)))


async def test_session_is_resumed_and_reported_completely(workspace: Workspace, clock: MovableClock) -> None:
    session = interrupted_session(workspace).session
    clock.advance(minutes=20)
    async with run_practice(app_after(workspace)) as pilot:
        before = pilot.on_practice_screen
        assert OFFER in pilot.screen()
        await pilot.press("enter")
        assert (before, pilot.on_practice_screen) == (False, True)
        assert (pilot.question, pilot.editor.text) == (SECOND, "The second, half done")
        assert pilot.practice_session.session.upcoming == (THIRD,)
        assert pilot.editor.has_focus
        await pilot.write(" and now whole")
        await pilot.press("ctrl+j", "3")
        assert pilot.question == THIRD
        await pilot.press("ctrl+j", "3")
    entries = reopen(workspace).store.entries()
    answers = [entry.answer for entry in entries if isinstance(entry, Review)]
    assert answers == ["The first answer.", "The second, half done and now whole", ""]
    assert [type(entry) for entry in entries if not isinstance(entry, Review)] == [SessionStart, SessionEnd]
    assert {getattr(entry, "session", None) for entry in entries} == {session.id}
    (report,) = workspace.paths.reports.glob("*.md")
    assert all(answer in report.read_text("utf-8") for answer in answers)
    assert draft_texts(reopen(workspace).store.drafts) == {}
    assert find_unfinished(reopen(workspace)) is None


async def test_declined_session_is_ended_and_keeps_draft(workspace: Workspace) -> None:
    interrupted_session(workspace)
    async with run_practice(app_after(workspace)) as pilot:
        await pilot.press("down", "enter")
        assert pilot.on_practice_screen
        assert pilot.notice == "The unfinished session was ended and its report written."
    assert len(list(workspace.paths.reports.glob("*.md"))) == 1
    assert find_unfinished(reopen(workspace)) is None
    assert draft_texts(reopen(workspace).store.drafts) == {SECOND: "The second, half done"}


async def test_escape_keeps_offer_for_next_start(workspace: Workspace) -> None:
    interrupted_session(workspace)
    async with run_practice(app_after(workspace)) as pilot:
        await pilot.press("escape")
        assert pilot.on_practice_screen
    assert find_unfinished(reopen(workspace)) is not None


@pytest.mark.parametrize("id", ["../../evil", "", "a.b", "a\nb", "s" * 65, "s1"])
def test_session_with_invalid_id_is_not_offered(workspace: Workspace, id: str) -> None:
    start = SessionStart(
        id="0", at=workspace.now(), day=workspace.today(), session=id, mode="practice", queue=(FIRST,)
    )
    workspace.store.commit(start)
    found = find_unfinished(reopen(workspace))
    assert (found.session if found else None) == ("s1" if id == "s1" else None)


async def test_other_keys_are_ignored(workspace: Workspace) -> None:
    interrupted_session(workspace)
    async with run_practice(app_after(workspace)) as pilot:
        await pilot.press("1", "q", "space", "ctrl+j")
        assert OFFER in pilot.screen()


@pytest.mark.parametrize("leave", ["H", "ctrl+q"])
async def test_ticks_of_a_reveal_that_is_left_are_kept(workspace: Workspace, leave: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("A spare crane.")
        await pilot.press("ctrl+j", "x")
        ticked = pilot.practice_session.session.ticked
        assert ticked
        await pilot.press(leave)
    async with run_practice(app_after(workspace)) as pilot:
        await pilot.press("enter")
        session = pilot.practice_session.session
        assert (pilot.phase, session.draft) == (SessionPhase.REVEALED, "A spare crane.")
        assert session.ticked == ticked
        await pilot.press("3")
    [review] = [entry for entry in reopen(workspace).store.entries() if isinstance(entry, Review)]
    assert set(review.covered) == ticked
    assert draft_texts(reopen(workspace).store.drafts) == {}


async def test_reveal_without_text_and_ticks_leaves_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+j", "ctrl+q")
    assert find_unfinished(reopen(workspace)) is None
    assert reopen(workspace).store.drafts.questions() == set()


async def test_spoken_answer_that_is_cut_off_stays_spoken(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "v")
        clock.advance(seconds=40)
        await pilot.press("enter", "ctrl+q")
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert "(question 1, answer spoken)" in resume_prompt(workspace, found)
    async with run_practice(app_after(workspace)) as pilot:
        await pilot.press("enter")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("3")
    [review] = [entry for entry in reopen(workspace).store.entries() if isinstance(entry, Review)]
    assert (review.spoken, review.seconds, review.answer) == (True, 40, "")
    assert reopen(workspace).store.drafts.questions() == set()


async def test_spoken_answer_of_an_ended_session_is_not_kept(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "v")
        clock.advance(seconds=40)
        await pilot.press("enter")
        pilot.practice.save()
        assert workspace.store.drafts.questions() == {"late-crane"}
        await pilot.press("q")
    assert reopen(workspace).store.drafts.questions() == set()
    assert PracticeSession(reopen(workspace), ["late-crane"]).session.spoken == frozenset()


def test_second_spoken_answer_is_not_taken_for_the_first(workspace: Workspace, clock: MovableClock) -> None:
    for save in (False, True):
        spoken = PracticeSession(workspace, [FIRST])
        spoken.speech.start()
        clock.advance(seconds=30)
        spoken.reveal()
        if save:
            spoken.save_all()
        else:
            spoken.grade(Grade.GOOD)
            spoken.end()
    found = find_unfinished(reopen(workspace))
    assert found is not None
    resumed = PracticeSession(reopen(workspace), [])
    resumed.queue.resume_session(found)
    assert (resumed.phase, resumed.seconds()) == (SessionPhase.REVEALED, 30)


async def test_finished_session_is_not_offered(workspace: Workspace) -> None:
    interrupted_session(workspace).end()
    async with run_practice(app_after(workspace)) as pilot:
        assert pilot.on_practice_screen
        assert "Resume" not in pilot.screen()


def test_session_with_only_a_draft_keeps_its_queue(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, [THIRD, FIRST], "short")
    practice_session.write("typed")
    practice_session.save_all()
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert (found.queue, found.form, found.words) == ((THIRD, FIRST), "short", 1)
    other = PracticeSession(reopen(workspace), [])
    other.queue.resume_session(found)
    assert (other.session.id, other.session.form) == (practice_session.session.id, "short")
    assert (other.session.current, other.session.draft) == (THIRD, "typed")


def test_open_session_is_not_offered(workspace: Workspace) -> None:
    other = PracticeSession(workspace, [FIRST])
    other.write("typed")
    other.save_draft()
    assert find_unfinished(reopen(workspace)) is None
    other.save_all()
    assert find_unfinished(reopen(workspace)) is not None


def test_session_is_resumed_in_one_process_only(workspace: Workspace) -> None:
    interrupted_session(workspace)
    one, other = (PracticeSession(reopen(workspace), []) for _ in range(2))
    assert find_unfinished(one.workspace) is not None
    found = find_unfinished(other.workspace)
    assert found is not None
    one.queue.resume_session(found)
    with pytest.raises(WriteError, match="open in another terminal"):
        other.queue.resume_session(found)
    assert other.session.id != found.session


def test_viewing_a_question_logs_no_session(workspace: Workspace) -> None:
    PracticeSession(workspace, QUESTIONS).save_all()
    assert reopen(workspace).store.entries() == []


def test_earlier_draft_logs_no_session(workspace: Workspace) -> None:
    interrupted_session(workspace)
    before = reopen(workspace).store.entries()
    other = PracticeSession(reopen(workspace), [SECOND])
    other.save_all()
    assert reopen(workspace).store.entries() == before


def test_latest_session_is_offered_first(workspace: Workspace, clock: MovableClock) -> None:
    interrupted_session(workspace)
    clock.advance(minutes=5)
    later = PracticeSession(reopen(workspace), [THIRD])
    later.write("later")
    later.save_all()
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert found.session == later.session.id
    later.end()
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert found.queue[0] == SECOND


def session_after_draft(workspace: Workspace, draft_of: PracticeSession) -> PracticeSession:
    """End a session that has a draft of the second question; start one that comes to that question."""
    draft_of.save_draft()
    draft_of.end()
    later = PracticeSession(reopen(workspace), [THIRD, SECOND])
    later.reveal()
    later.grade(Grade.GOOD)
    later.save_all()
    return later


def test_offer_counts_the_words_of_a_draft_of_an_earlier_session(workspace: Workspace) -> None:
    earlier = PracticeSession(workspace, [SECOND])
    earlier.write("The second, half done")
    later = session_after_draft(workspace, earlier)
    opened = reopen(workspace)
    found = find_unfinished(opened)
    assert found is not None
    assert (found.session, found.queue, found.words) == (later.session.id, (SECOND,), 4)
    assert resume_prompt(opened, found) == OFFER
    resumed = PracticeSession(opened, [])
    resumed.queue.resume_session(found)
    assert resumed.session.draft == "The second, half done"


def test_offer_does_not_count_a_draft_that_is_graded_already(
    workspace: Workspace, clock: MovableClock
) -> None:
    earlier = PracticeSession(workspace, [SECOND])
    earlier.write("Whole.")
    earlier.save_draft()
    [draft] = workspace.store.drafts.newest_drafts().values()
    earlier.reveal()
    earlier.grade(Grade.AGAIN)
    earlier.end()
    workspace.store.drafts.save(SECOND, draft.session, draft.text)
    workspace.store.drafts.live.release_all()
    clock.advance(days=1)
    later = PracticeSession(reopen(workspace), [THIRD, SECOND])
    later.reveal()
    later.grade(Grade.GOOD)
    later.save_all()
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert (found.queue[0], found.words) == (SECOND, 0)


def test_offer_ignores_an_answer_that_an_earlier_session_spoke(
    workspace: Workspace, clock: MovableClock
) -> None:
    earlier = PracticeSession(workspace, [SECOND])
    earlier.speech.start()
    earlier.save_all()
    clock.advance(minutes=5)
    later = PracticeSession(reopen(workspace), [THIRD, SECOND])
    later.reveal()
    later.grade(Grade.GOOD)
    later.save_all()
    opened = reopen(workspace)
    found = find_unfinished(opened)
    assert found is not None
    assert (found.queue[0], found.is_spoken) == (SECOND, False)
    assert resume_prompt(opened, found).endswith("(question 2, nothing typed yet)?")


def test_yesterdays_session_is_offered_only_with_draft(workspace: Workspace, clock: MovableClock) -> None:
    interrupted_session(workspace)
    clock.advance(days=1)
    opened = reopen(workspace)
    found = find_unfinished(opened)
    assert found is not None
    opened.store.drafts.discard(SECOND, found.session)
    assert find_unfinished(reopen(workspace)) is None


def test_suspended_and_buried_questions_are_left_out(workspace: Workspace) -> None:
    interrupted_session(workspace, QUESTIONS)
    other = PracticeSession(reopen(workspace), [THIRD, QUESTIONS[3]])
    other.card_actions.act(CardActionKind.BURY)
    other.card_actions.act(CardActionKind.SUSPEND)
    found = find_unfinished(reopen(workspace))
    assert found is not None
    assert found.queue == (SECOND, QUESTIONS[4])


def test_resumed_session_and_old_process_can_both_continue(workspace: Workspace) -> None:
    """The server has not noticed the dropped connection yet: the old process is still running."""
    old = interrupted_session(workspace)
    opened = reopen(workspace)
    found = find_unfinished(opened)
    assert found is not None
    new = PracticeSession(opened, [])
    new.queue.resume_session(found)
    new.write("The second, whole.")
    new.reveal()
    new.grade(Grade.EASY)
    old.save_all()
    entries = reopen(workspace).store.entries()
    assert [entry.answer for entry in entries if isinstance(entry, Review)] == [
        "The first answer.",
        "The second, whole.",
    ]
    assert draft_texts(reopen(workspace).store.drafts) == {}


def test_unwritable_history_does_not_block_draft(tmp_path: Path) -> None:
    clock = MovableClock()
    workspace = make_workspace(tmp_path, clock)
    practice_session = PracticeSession(workspace, [FIRST])
    (workspace.paths.data / "drafts").mkdir(parents=True, mode=0o700)
    (workspace.paths.data / "history").write_text("in the way", "utf-8")
    practice_session.write("typed")
    practice_session.save_draft()
    assert practice_session.is_draft_saved
    assert draft_texts(practice_session.workspace.store.drafts) == {FIRST: "typed"}
