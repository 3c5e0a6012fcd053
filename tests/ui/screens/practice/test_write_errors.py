"""Write errors: shown, nothing is lost, and a retry works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.storage.stores import draft_texts
from tests.ui.practice_pilot import ANSWER_TEXT, POINTS, PracticePilot, make_app, run_practice
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.store import Store

FULL = "Not saved: the disk is full; free some space, then try again"


def fail(*_: object, **__: object) -> None:
    raise WriteError(FULL)


@contextmanager
def failing(owner: type, *names: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(owner, name, fail)
        yield


def reviews(workspace: Workspace) -> list[Review]:
    return [entry for entry in workspace.store.entries() if isinstance(entry, Review)]


async def ready_to_grade(pilot: PracticePilot) -> None:
    await pilot.reveal(ANSWER_TEXT)
    await pilot.press("j", "space")


async def test_unsaved_grade_is_reported_and_can_be_retried(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await ready_to_grade(pilot)
        with failing(Store, "review"):
            await pilot.press("3")
            assert pilot.notice == FULL
            assert (pilot.phase, pilot.question, pilot.editor.text) == (
                SessionPhase.REVEALED,
                "late-crane",
                ANSWER_TEXT,
            )
            assert pilot.practice_session.session.ticked == set(POINTS[:2])
            await pilot.press("enter")
            assert pilot.notice == FULL
        assert reviews(workspace) == []
        await pilot.press("3")
        assert pilot.question == "two-captains"
        assert pilot.notice.startswith("Late crane: good, box 0 to 2, again Tue 24 Nov.")
    assert [(review.answer, review.covered) for review in reviews(workspace)] == [(ANSWER_TEXT, POINTS[:2])]


@pytest.mark.parametrize("method", ["checkpoint", "commit"])
async def test_saved_grade_counts_when_session_end_fails(workspace: Workspace, method: str) -> None:
    async with run_practice(make_app(workspace, ["late-crane", "two-captains"])) as pilot:
        await ready_to_grade(pilot)
        await pilot.press("3")
        await pilot.press("ctrl+j")
        with failing(Store, method):
            await pilot.press("3")
            assert pilot.phase is SessionPhase.DONE
            assert "Session done: 2 answers" in pilot.page.text
            assert pilot.notice == FULL
        assert [review.question for review in reviews(workspace)] == ["late-crane", "two-captains"]


@pytest.mark.parametrize("key", ["-", "@", "*"])
async def test_failed_card_action_keeps_question(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await ready_to_grade(pilot)
        with failing(Store, "commit"):
            await pilot.press(key)
            assert pilot.notice == FULL
            assert (pilot.phase, pilot.question) == (SessionPhase.REVEALED, "late-crane")
            assert pilot.practice_session.session.ticked == set(POINTS[:2])
        await pilot.press("3")
        assert pilot.question == "two-captains"


async def test_unsaved_undo_changes_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await ready_to_grade(pilot)
        await pilot.press("3", "escape")
        with failing(Store, "undo_last"):
            await pilot.press("u")
            assert pilot.notice == FULL
            assert pilot.question == "two-captains"
        await pilot.press("u")
        assert (pilot.question, pilot.editor.text) == ("late-crane", ANSWER_TEXT)


async def test_unsaved_draft_is_kept_and_saved_later(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        with failing(Drafts, "save"):
            await pilot.write("Words.")
            await pilot.press("escape")
            assert pilot.notice == FULL
            assert pilot.text_of("label").endswith("not saved yet")
            assert pilot.editor.text == "Words."
            await pilot.press("t", "j", "enter")
            assert pilot.question == "two-captains"
        await pilot.press("escape", "t", "k", "enter")
        assert pilot.editor.text == "Words."
        assert draft_texts(workspace.store.drafts) == {"late-crane": "Words."}


async def test_quitting_with_unsaved_draft_takes_two_keys(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        with failing(Drafts, "save"):
            await pilot.write("Words.")
            await pilot.press("ctrl+q")
            assert pilot.notice == f"{FULL}. Quit again to quit without saving."
            assert pilot.app.return_code is None
            await pilot.press("ctrl+q")
            assert pilot.app.return_code == 0


async def test_ending_with_unsaved_draft_stays_at_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Words.")
        with failing(Drafts, "save"):
            await pilot.press("escape", "q")
            assert (pilot.phase, pilot.editor.text, pilot.notice) == (SessionPhase.ASKING, "Words.", FULL)
        await pilot.press("escape", "q")
        assert pilot.phase is SessionPhase.DONE


async def test_report_write_error_is_shown(workspace: Workspace) -> None:
    workspace.paths.data.mkdir()
    workspace.paths.reports.write_text("a file in the folder's place", "utf-8")
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await ready_to_grade(pilot)
        await pilot.press("3")
        assert pilot.phase is SessionPhase.DONE
        assert "report" in pilot.notice
        assert str(workspace.paths.reports) in pilot.notice
        await pilot.run("report")
        assert str(workspace.paths.reports) in pilot.notice
        workspace.paths.reports.unlink()
        await pilot.run("report")
        assert pilot.notice.startswith("Report: ")


async def test_notice_is_hidden_by_next_key(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "u")
        assert pilot.notice
        assert pilot.text_of("keys") not in pilot.screen()
        await pilot.press("ctrl+l")
        assert pilot.notice == ""
        assert pilot.text_of("keys") in pilot.screen()
