"""Saving of a mock interview: its file is written only if the interview has changed."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import NoteDraft
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock


class MockSaver:
    """Writes one interview to the mock file."""

    def __init__(self, workspace: Workspace, saved_mock: SavedMock) -> None:
        """
        Args:
            workspace: the data folder and the clock.
            saved_mock: the content of the mock file so far.
        """
        self._workspace = workspace
        self._file = MockFile(workspace.paths.data)
        self._saved_mock = saved_mock
        self._on_disk: Mock | None = None
        """The interview as it is on disk, except for its clock."""
        self._note_on_disk = saved_mock.note_draft

    def is_saved(self, mock: Mock) -> bool:
        """Whether the answers of the interview are on disk."""
        return self._on_disk is not None and self._on_disk.answers == mock.answers

    def save(self, mock: Mock, note_draft: NoteDraft | None, *, with_clock: bool = False) -> None:
        """Write the interview if it has changed.

        Args:
            mock: the interview.
            note_draft: the note that is being typed.
            with_clock: write it also if only its clock has changed.

        Raises:
            WriteError: the interview was not written.
        """
        if with_clock or (self._on_disk, self._note_on_disk) != (mock, note_draft):
            # Saved with a paused clock: the time until the interview is resumed does not count.
            paused = mock.pause(self._workspace.now())
            unfinished = None if mock.phase is MockPhase.DONE else paused
            self._file.save(replace(self._saved_mock, mock=unfinished, note_draft=note_draft))
            self._on_disk, self._note_on_disk = mock, note_draft

    def complete(self, mock: Mock) -> None:
        """Remove the interview from the file, and record on which day its questions were asked.

        Args:
            mock: the completed interview.

        Raises:
            WriteError: the file was not written.
        """
        asked = {answer.question: self._workspace.today() for answer in mock.answers}
        saved_mock = SavedMock(asked={**self._saved_mock.asked, **asked})
        self._file.save(saved_mock)
        self._saved_mock, self._on_disk, self._note_on_disk = saved_mock, mock, None
