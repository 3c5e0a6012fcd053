"""A session on a disk that refuses at any call: it goes on, keeps the answer, and saves it once it can."""

from __future__ import annotations

import errno
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tests.storage.faults import failing
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import WriteError

CAUSES = {errno.EACCES: "permission was denied", errno.EROFS: "the file system is read-only"}
TOLD = "I told the director that evening."


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
def test_the_answer_stays_and_is_saved_by_a_later_try(
    tmp_path: Path, code: int, lasting: bool, counted: Callable[[str, int], None]
) -> None:
    """A line that can neither be finished nor taken back stays, and the later try writes it a second time."""
    said: list[str] = []
    for k in count(1):
        home = tmp_path / str(k)
        home.mkdir()
        one = PracticeSession(workspace_in(home), ["late-crane", "two-captains"])
        one.write(TOLD)
        one.reveal()
        with failing(k, code, lasting=lasting) as failure:
            try:
                one.grade(Grade.GOOD)
            except WriteError as refusal:
                said.append(str(refusal))
                assert (one.phase, one.session.draft) == (SessionPhase.REVEALED, TOLD)
        if one.phase is SessionPhase.REVEALED:
            assert answers(home) == [] or lasting
            one.grade(Grade.GOOD)
        first = answers(home)
        assert first == [TOLD] or (lasting and first == [TOLD, TOLD])
        one.write("And more.")
        one.reveal()
        one.grade(Grade.HARD)
        one.end()
        assert answers(home) == [*first, "And more."]
        if not failure.met:
            break
    assert len(said) > 5
    assert all(CAUSES[code] in words for words in said)
    counted("refusals of a call to the operating system", k - 1)


def answers(home: Path) -> list[str]:
    return [entry.answer for entry in workspace_in(home).store.entries() if isinstance(entry, Review)]
