"""The learner's own lists in the reveal of the questions about preparation."""

from __future__ import annotations

from tpm_tui.core.bank.bank import PREPARATION
from tpm_tui.core.bank.question import Question
from tpm_tui.exchange.question_sections import Section
from tpm_tui.practice.workspace import Workspace


def load_own_sections(workspace: Workspace, question: Question) -> tuple[Section, ...]:
    """Return the sections with the lists for a question about preparation; none for another, or if empty."""
    if question.topic != PREPARATION:
        return ()
    from tpm_tui.exchange.stories.report_parts import own_list_sections
    from tpm_tui.storage.stories.lists import load_lists

    return own_list_sections(load_lists(workspace.paths.data).lists)
