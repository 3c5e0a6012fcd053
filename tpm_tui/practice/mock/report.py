"""The report of a mock interview: its Markdown, written to the reports folder."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.mock.interview import Mock
from tpm_tui.practice.delivery.remarks import speaking_pace
from tpm_tui.practice.workspace import Workspace


def write_mock_report(workspace: Workspace, mock: Mock) -> Path:
    """Write the report of an interview, finished or not, replacing an earlier report of it.

    Raises:
        WriteError: the report was not written.
    """
    from tpm_tui.exchange.mock_markdown import mock_markdown
    from tpm_tui.exchange.stories.report_parts import ReportTexts
    from tpm_tui.practice.mock.story_uses import load_used_stories
    from tpm_tui.storage.files.report_file import MOCK_REPORT_MODE, write_report
    from tpm_tui.storage.stories.lists import load_lists

    zone = workspace.config.zone
    questions = {answer.question: answer.question_in(workspace.bank) for answer in mock.answers}
    used = load_used_stories(workspace, mock.answers)
    own = ReportTexts(used.titles, used.repeated, load_lists(workspace.paths.data).lists)
    pace = speaking_pace(workspace)
    markdown = mock_markdown(mock, questions, zone, workspace.bank, workspace.facts, own, pace)
    workspace.last_report = write_report(
        workspace.paths.reports, in_zone(mock.started, zone), MOCK_REPORT_MODE, mock.id, markdown
    )
    return workspace.last_report
