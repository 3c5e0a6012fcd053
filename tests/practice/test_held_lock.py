"""Another session holds the lock, stopped perhaps: a grade waits its five seconds, words wait for nothing."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.practice.test_redo import answer
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import Sitting
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files import lock
from tpm_tui.storage.files.errors import NotSaved


@contextmanager
def held(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Hold the lock on a clock of its own; yields how long it was waited for, try by try."""
    waited: list[float] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        waited.append(seconds)

    with (workspace.paths.data / "progress.lock").open("a") as file, monkeypatch.context() as patch:
        patch.setattr(lock, "POLL", 0.1)
        patch.setattr(time, "monotonic", lambda: clock[0])
        patch.setattr(time, "sleep", sleep)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield waited


def test_the_first_words_wait_for_a_moment_and_the_grade_for_five_seconds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(Sitting(workspace, ["tide-table"]), "an earlier one")
    sitting = Sitting(workspace, ["late-crane"])
    with held(workspace, monkeypatch) as waited:
        sitting.write("words")
        sitting.save_draft()
        assert sum(waited) < 0.5
        assert workspace.store.drafts.newest() == {"late-crane": "words"}
        sitting.reveal()
        waited.clear()
        with pytest.raises(NotSaved, match="for 5 seconds"):
            sitting.grade(Grade.GOOD)
        assert 4.5 < sum(waited) < 5.5
    sitting.grade(Grade.GOOD)
    assert sitting.session.reviews[0].answer == "words"
