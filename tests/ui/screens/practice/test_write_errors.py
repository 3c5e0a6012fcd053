"""A disk that refuses: it is told, nothing is lost, and a later try works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.ui.practice_pilot import POINTS, TOLD, Desk, app_on, at_desk
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.store import Store

FULL = "Not saved: the disk is full; free some space, then try again"


def refuse(*_: object, **__: object) -> None:
    raise WriteError(FULL)


@contextmanager
def refused(owner: type, *names: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(owner, name, refuse)
        yield


def reviews(workspace: Workspace) -> list[Review]:
    return [entry for entry in workspace.store.entries() if isinstance(entry, Review)]


async def ready_to_grade(desk: Desk) -> None:
    await desk.reveal(TOLD)
    await desk.press("j", "space")


async def test_a_grade_that_is_not_saved_is_told_and_the_next_try_works(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await ready_to_grade(desk)
        with refused(Store, "review"):
            await desk.press("3")
            assert desk.notice == FULL
            assert (desk.phase, desk.asked, desk.editor.text) == (SessionPhase.REVEALED, "late-crane", TOLD)
            assert desk.practice_session.session.ticked == set(POINTS[:2])
            await desk.press("enter")
            assert desk.notice == FULL
        assert reviews(workspace) == []
        await desk.press("3")
        assert desk.asked == "two-captains"
        assert desk.notice.startswith("Late crane: good, box 0 to 2, due 2026-11-24.")
    assert [(review.answer, review.covered) for review in reviews(workspace)] == [(TOLD, POINTS[:2])]


@pytest.mark.parametrize("method", ["checkpoint", "commit"])
async def test_a_grade_that_is_saved_counts_even_where_the_end_of_its_session_is_not(
    workspace: Workspace, method: str
) -> None:
    async with at_desk(app_on(workspace, ["late-crane", "two-captains"])) as desk:
        await ready_to_grade(desk)
        await desk.press("3")
        await desk.press("ctrl+j")
        with refused(Store, method):
            await desk.press("3")
            assert desk.phase is SessionPhase.DONE
            assert "Session done: 2 answers" in desk.page.text
            assert desk.notice == FULL
        assert [review.question for review in reviews(workspace)] == ["late-crane", "two-captains"]


@pytest.mark.parametrize("key", ["-", "@", "*"])
async def test_what_cannot_be_done_to_a_card_is_told_and_the_question_stays(
    workspace: Workspace, key: str
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await ready_to_grade(desk)
        with refused(Store, "commit"):
            await desk.press(key)
            assert desk.notice == FULL
            assert (desk.phase, desk.asked) == (SessionPhase.REVEALED, "late-crane")
            assert desk.practice_session.session.ticked == set(POINTS[:2])
        await desk.press("3")
        assert desk.asked == "two-captains"


async def test_an_undo_that_is_not_saved_takes_nothing_back(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await ready_to_grade(desk)
        await desk.press("3", "escape")
        with refused(Store, "undo_last"):
            await desk.press("u")
            assert desk.notice == FULL
            assert desk.asked == "two-captains"
        await desk.press("u")
        assert (desk.asked, desk.editor.text) == ("late-crane", TOLD)


async def test_a_draft_that_is_not_saved_is_told_stays_on_the_screen_and_is_saved_later(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        with refused(Drafts, "save"):
            await desk.write("Words.")
            await desk.press("escape")
            assert desk.notice == FULL
            assert desk.said("label").endswith("not saved yet")
            assert desk.editor.text == "Words."
            await desk.press("t", "j", "enter")
            assert desk.asked == "two-captains"
        await desk.press("escape", "t", "k", "enter")
        assert desk.editor.text == "Words."
        assert workspace.store.drafts.newest() == {"late-crane": "Words."}


async def test_quitting_with_a_draft_that_cannot_be_saved_takes_two_presses(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        with refused(Drafts, "save"):
            await desk.write("Words.")
            await desk.press("ctrl+q")
            assert desk.notice == f"{FULL}. Quitting again loses it."
            assert desk.app.return_code is None
            await desk.press("ctrl+q")
            assert desk.app.return_code == 0


async def test_ending_with_a_draft_that_cannot_be_saved_stays_at_the_question(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Words.")
        with refused(Drafts, "save"):
            await desk.press("escape", "q")
            assert (desk.phase, desk.editor.text, desk.notice) == (SessionPhase.ASKING, "Words.", FULL)
        await desk.press("escape", "q")
        assert desk.phase is SessionPhase.DONE


async def test_a_report_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    workspace.paths.data.mkdir()
    workspace.paths.reports.write_text("a file in the folder's place", "utf-8")
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await ready_to_grade(desk)
        await desk.press("3")
        assert desk.phase is SessionPhase.DONE
        assert "report" in desk.notice
        assert str(workspace.paths.reports) in desk.notice
        await desk.press("r")
        assert str(workspace.paths.reports) in desk.notice
        workspace.paths.reports.unlink()
        await desk.press("r")
        assert desk.notice.startswith("Report: ")


async def test_a_notice_goes_with_the_next_key(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "u")
        assert desk.notice
        assert not desk.practice.query_one("#keys").display
        await desk.press("g")
        assert desk.notice == ""
        assert desk.practice.query_one("#keys").display
