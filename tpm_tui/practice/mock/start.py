"""Start, load and archive a mock interview."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.cards.day import days_before
from tpm_tui.core.mock.draw import RECENT_DAYS, draw_questions
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.interview import Mock
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock


def load_saved_mock(workspace: Workspace) -> tuple[SavedMock, Problem | None]:
    """Load the mock file: the unfinished interview and earlier questions, and a notice or None.

    Raises:
        DataFolderError: the file cannot be read.
    """
    return MockFile(workspace.paths.data).read()


def begin_mock(
    workspace: Workspace,
    format: Format,
    saved_mock: SavedMock,
    topics: Collection[str] = (),
    seed: int | None = None,
) -> MockSession | None:
    """Draw the questions and start a mock interview. Nothing is written to disk yet.

    Args:
        workspace: bank and progress.
        format: how many questions, in which rounds.
        saved_mock: the content of the mock file so far.
        topics: ids of the topics to draw from; empty means all.
        seed: makes the draw reproducible: recently asked questions are not put last. By default the draw is
            random, with recently asked questions after the rest of their topic.

    Returns:
        None if there is no question to draw.
    """
    cards, today = workspace.store.cards, workspace.today()
    since = days_before(today, RECENT_DAYS)
    suspended = {name for name, card in cards.items() if card.suspended}
    practised = {name for name, card in cards.items() if card.schedule.last and card.schedule.last > since}
    asked = {name for name, day in saved_mock.asked.items() if day > since}
    questions = [
        workspace.bank.by_id[id]
        for id, topic in workspace.bank.topic_by_question.items()
        if id not in suspended and (not topics or topic in topics)
    ]
    if seed is None:
        drawn = draw_questions(format, questions, int.from_bytes(os.urandom(8), "big"), practised | asked)
    else:
        drawn = draw_questions(format, questions, seed)
    if not drawn:
        return None
    now = workspace.now()
    mock_id = f"{now:%Y%m%d-%H%M%S}-{workspace.new_id()[:4]}"
    mock = Mock.begin(mock_id, format, seed, drawn, now)
    return MockSession(workspace, mock, replace(saved_mock, note_draft=None))


def archive_mock(workspace: Workspace, saved_mock: SavedMock) -> Path | None:
    """Discard the unfinished interview after writing its answers into a report.

    Returns:
        The path of the report; None if nothing was answered.

    Raises:
        WriteError: the report was not written, or the interview was not discarded.
    """
    path: Path | None = None
    if saved_mock.mock is not None and any(answer.begun for answer in saved_mock.mock.answers):
        path = MockSession(workspace, saved_mock.mock, saved_mock).write_report()
    MockFile(workspace.paths.data).save(replace(saved_mock, mock=None, note_draft=None))
    return path
