"""Saving of a mock session: written when it has changed, and kept in memory after a write error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import NOW
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.mock_file import MockFile


def file_id(mock_session: MockSession) -> int:
    """Return the inode of the mock file, which every write replaces."""
    path: Path = MockFile(mock_session.workspace.paths.data).path
    return path.stat().st_ino


def is_saved(mock_session: MockSession) -> bool:
    return mock_session.is_saved


def fail(*_: object) -> None:
    raise WriteError("The disk is full")


def test_unchanged_interview_is_not_written(mock_session: MockSession) -> None:
    mock_session.save()
    first = file_id(mock_session)
    mock_session.save()
    assert file_id(mock_session) == first
    mock_session.start_answer()
    mock_session.save()
    assert file_id(mock_session) != first


def test_text_is_not_saved_after_write_error(
    mock_session: MockSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    mock_session.start_answer()
    mock_session.save()
    mock_session.write("typed")
    assert not is_saved(mock_session)
    with monkeypatch.context() as patch:
        patch.setattr(MockFile, "save", fail)
        with pytest.raises(WriteError):
            mock_session.save()
        assert not is_saved(mock_session)
    mock_session.save()
    assert is_saved(mock_session)
    saved = load_saved_mock(mock_session.workspace)[0].mock
    assert saved is not None
    assert (saved.text, saved.since) == ("typed", None)


def test_completed_interview_leaves_only_its_questions(in_debrief: MockSession) -> None:
    in_debrief.debrief.close()
    in_debrief.complete(count=False)
    assert is_saved(in_debrief)
    in_debrief.save_all()
    saved, notice = load_saved_mock(in_debrief.workspace)
    assert (saved.mock, notice) == (None, None)
    assert saved.asked == {answer.question: NOW.date() for answer in in_debrief.mock.answers}
    assert in_debrief.report_path is not None
    assert in_debrief.report_path.name.endswith(".md")
