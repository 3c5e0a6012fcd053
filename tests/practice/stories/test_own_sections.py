"""The learner's own lists in the reveal of questions about preparation."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.bank.bank import PREPARATION
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.practice.stories.own_sections import load_own_sections
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.stories.lists import save_lists


def test_preparation_shows_the_lists_that_are_not_empty(workspace: Workspace) -> None:
    save_lists(workspace.paths.data, OwnLists(questions=("Who decides?",)), OwnLists())
    question = replace(workspace.bank.questions[0], topic=PREPARATION)
    (section,) = load_own_sections(workspace, question)
    assert (section.id, section.title) == ("own-questions", "Questions for the interviewers")
    assert [line.text for line in section.lines] == ["Who decides?"]


def test_other_topics_show_no_lists(workspace: Workspace) -> None:
    save_lists(workspace.paths.data, OwnLists(questions=("Who decides?",)), OwnLists())
    assert load_own_sections(workspace, workspace.bank.questions[0]) == ()


def test_shipped_bank_has_the_topic() -> None:
    assert PREPARATION in load_bank((shipped_bank(),), None).bank.topic_by_id
