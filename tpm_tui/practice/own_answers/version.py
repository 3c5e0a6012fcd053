"""The learner's own version of an answer: an attempt that is pinned, or a text that is written."""

from __future__ import annotations

from tpm_tui.core.cards.events import HistoryEntry, Pin
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.cards.pins import newest_pin
from tpm_tui.core.reports.history.attempts import Attempt, list_attempts
from tpm_tui.core.reports.history.own_version import OwnVersion, find_own_version
from tpm_tui.practice.own_answers.text_editor import OwnTextEditor
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.drafts import Drafts


def own_version_in(entries: list[HistoryEntry], workspace: Workspace, question: str) -> OwnVersion | None:
    """Return the own version of an answer; None if there is none.

    Args:
        entries: the entries of the question.
        workspace: the current names of its points.
        question: id of the question, which may have been removed from the bank.
    """
    pin = newest_pin(question, entries)
    if pin is None:
        return None
    return find_own_version(pin, list_attempts(attempts_on(entries, question), workspace.bank))


def load_own_version(workspace: Workspace, question: str) -> OwnVersion | None:
    """Return the own version of the answer to a question; None if there is none.

    Raises:
        DataFolderError: the history cannot be read.
    """
    return own_version_in(workspace.store.question_entries(question), workspace, question)


def pin_version(workspace: Workspace, question: str, *, review: str = "", text: str = "") -> None:
    """Make an attempt, or a text, the own version; without both, remove the own version.

    Args:
        workspace: the progress and the clock.
        question: id of the question.
        review: id of the graded answer.
        text: what was written, or an answer that is not graded yet.

    Raises:
        WriteError: nothing was written.
    """
    workspace.store.commit(
        Pin(
            **entry_header(workspace),
            question=question,
            review=review,
            text=text,
        )
    )


def toggle_pin(workspace: Workspace, question: str, attempt: Attempt) -> bool:
    """Make an attempt the own version, or remove it if it is; return whether it is now.

    Raises:
        WriteError: nothing was written.
        DataFolderError: the history cannot be read.
    """
    version = load_own_version(workspace, question)
    is_pinned = version is not None and version.is_attempt(attempt)
    pin_version(workspace, question, review="" if is_pinned else attempt.review.id)
    return not is_pinned


class VersionEditor(OwnTextEditor):
    """Editor of one own version at a time. An empty text removes it."""

    PREFIX = "v"
    NOT_SAVED = "Your version was not saved"

    @property
    def _drafts(self) -> Drafts:
        return self._workspace.store.version_drafts

    def saved_text(self, question: str) -> str:
        """Return the text of the own version; empty if there is none.

        Raises:
            DataFolderError: the history cannot be read.
        """
        version = load_own_version(self._workspace, question)
        return version.text if version else ""

    def _commit(self, question: str, text: str) -> None:
        pin_version(self._workspace, question, text=text)
