"""A mock interview of three questions on the example bank."""

from __future__ import annotations

import pytest

from tpm_tui.core.mock.format import custom_format
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import begin_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import SavedMock

QUESTIONS = 3


@pytest.fixture
def mock_session(workspace: Workspace) -> MockSession:
    """Return an interview that has asked its first question."""
    begun = begin_mock(workspace, custom_format(QUESTIONS, 9), SavedMock(), seed=1)
    assert begun is not None
    return begun


@pytest.fixture
def in_debrief(mock_session: MockSession) -> MockSession:
    """Return an interview in the debrief of its first answer."""
    for number in range(QUESTIONS):
        mock_session.start_answer()
        mock_session.write(f"Answer {number}.")
        mock_session.next()
    return mock_session
