"""A session with a write error at any system call keeps the answer and saves it at the next try."""

from __future__ import annotations

import errno
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tests.storage.faults import fail_at
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import WriteError

CAUSES = {errno.EACCES: "permission was denied", errno.EROFS: "the file system is read-only"}
ANSWER = "I called the director that evening."


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "permanent"])
@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
def test_write_error_keeps_answer_for_a_later_try(
    tmp_path: Path, code: int, lasting: bool, counted: Callable[[str, int], None]
) -> None:
    """A partial line that can be neither completed nor removed stays; the later try writes a second one."""
    messages: list[str] = []
    for k in count(1):
        home = tmp_path / str(k)
        home.mkdir()
        one = PracticeSession(make_workspace(home), ["late-crane", "two-captains"])
        one.write(ANSWER)
        one.reveal()
        with fail_at(k, code, lasting=lasting) as failure:
            try:
                one.grade(Grade.GOOD)
            except WriteError as error:
                messages.append(str(error))
                assert (one.phase, one.session.draft) == (SessionPhase.REVEALED, ANSWER)
        if one.phase is SessionPhase.REVEALED:
            assert answers(home) == [] or lasting
            one.grade(Grade.GOOD)
        first = answers(home)
        assert first == [ANSWER] or (lasting and first == [ANSWER, ANSWER])
        one.write("And more.")
        one.reveal()
        one.grade(Grade.HARD)
        one.end()
        assert answers(home) == [*first, "And more."]
        if not failure.triggered:
            break
    assert len(messages) > 5
    assert all(CAUSES[code] in message for message in messages)
    counted("failed calls to the operating system", k - 1)


def answers(home: Path) -> list[str]:
    return [entry.answer for entry in make_workspace(home).store.entries() if isinstance(entry, Review)]
