"""A lock held by another session: a grade waits five seconds for it, drafts do not wait."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.practice.test_redo import answer
from tests.storage.stores import draft_texts
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files import lock
from tpm_tui.storage.files.errors import WriteError


@contextmanager
def hold_lock(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Hold the lock, with a fake clock; yield the list of the waits in seconds."""
    waited: list[float] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        waited.append(seconds)

    with (workspace.paths.data / "progress.lock").open("a") as file, monkeypatch.context() as patch:
        patch.setattr(lock, "POLL_INTERVAL", 0.1)
        patch.setattr(time, "monotonic", lambda: clock[0])
        patch.setattr(time, "sleep", sleep)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield waited


def test_held_lock_delays_draft_shortly_and_grade_5_seconds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(PracticeSession(workspace, ["tide-table"]), "an earlier one")
    practice_session = PracticeSession(workspace, ["late-crane"])
    with hold_lock(workspace, monkeypatch) as waited:
        practice_session.write("words")
        practice_session.save_draft()
        assert sum(waited) < 0.5
        assert draft_texts(workspace.store.drafts) == {"late-crane": "words"}
        practice_session.reveal()
        waited.clear()
        with pytest.raises(WriteError, match="for 5 seconds"):
            practice_session.grade(Grade.GOOD)
        assert 4.5 < sum(waited) < 5.5
    practice_session.grade(Grade.GOOD)
    assert practice_session.session.reviews[0].answer == "words"
