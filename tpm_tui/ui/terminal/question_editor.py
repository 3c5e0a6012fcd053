"""Edit the current question in the external editor: in its file, or in the learner's own copy."""

from __future__ import annotations

import os

from textual.app import App

from tpm_tui.practice.files.export_text import name_in_data_folder
from tpm_tui.practice.files.question_file import open_question_file, problems_of_file
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.bank.own_copy import OwnCopy, remove_unchanged_copy
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.terminal.external_editor import run_editor


def edit_question(app: App[None], practice_session: PracticeSession) -> tuple[str, bool]:
    """Open the current question's file in the external editor, then reload the bank if the editor succeeded.

    A shipped question is copied to the learner's bank first; a new copy that was not changed is removed.

    Args:
        app: the running app, suspended while the editor runs.
        practice_session: the session with the current question.

    Returns:
        A notice for the learner, and whether it reports an error.
    """
    workspace, question = practice_session.workspace, practice_session.session.current
    try:
        place = open_question_file(workspace, question)
    except WriteError as error:
        return str(error), True
    if place is None:
        return "This question has no file to edit.", True
    failure = run_editor(app, workspace.config.find_editor(os.environ), place.file, place.line)
    removed = remove_unchanged_copy(place)
    if failure:
        return f"{failure} The question bank was not reloaded.", True
    if removed:
        return "Nothing was changed, so no own copy of the question was made.", False
    practice_session.reload_bank()
    return _reloaded(practice_session, place, question)


def _reloaded(practice_session: PracticeSession, place: OwnCopy, question: str) -> tuple[str, bool]:
    """Return the notice after the bank was reloaded."""
    workspace = practice_session.workspace
    loaded = workspace.loaded_bank
    errors = problems_of_file(workspace, place.file)
    if errors and (used := loaded.places.get(question)) and used.file != str(place.file):
        count = f"line {errors[0].line}: {errors[0].message}" if errors[0].line else errors[0].message
        return f"The shipped question is used, since your copy has an error in {count}", True
    if loaded.problems:
        count = "1 problem" if len(loaded.problems) == 1 else f"{len(loaded.problems)} problems"
        return f"{count} in the bank: {loaded.problems[0]}", True
    if place.created:
        return f"Your own copy is used from now on: {name_in_data_folder(workspace, place.file)}.", False
    return "Question bank reloaded.", False
