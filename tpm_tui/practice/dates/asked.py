"""What was asked in an interview: noting the questions, and assigning them to questions of the bank."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from tpm_tui.core.bank.prompt_key import prompt_key
from tpm_tui.core.cards.asked import asked_in, asked_lines, changes_to, current_asked, removal_of
from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import read_errors_as_write_errors

if TYPE_CHECKING:
    from tpm_tui.core.search.nearest import NearestIndex, NearQuestion

OWN_TOPIC = "asked-in-interviews"
"""The topic, and the name of the bank file, of own questions that were asked in interviews."""


_NOT_SAVED = "What was asked was not saved"


class Interview(Protocol):
    """The day and the name of an interview."""

    @property
    def day(self) -> date:
        """The day."""
        ...

    @property
    def name(self) -> str:
        """The name in the settings."""
        ...


class AskedQuestions:
    """The questions of one interview."""

    def __init__(self, workspace: Workspace, interview: Interview) -> None:
        self.interview = interview
        self._workspace = workspace

    def read(self) -> tuple[AskedQuestion, ...]:
        """Return what is noted.

        Raises:
            DataFolderError: the history cannot be read.
        """
        asked = current_asked(self._workspace.store.asked_questions())
        return asked_in(asked, self.interview.day, self.interview.name)

    def save(self, text: str, shown: Collection[str] | None = None) -> tuple[AskedQuestion, ...]:
        """Note the questions in a text, one per line, and remove those that it lacks.

        All lines are on disk when this returns, each still without a question of the bank.

        Args:
            text: the text.
            shown: the questions that were noted when the text was begun, of which some may be removed; None
                for all that are noted now. What another process has noted meanwhile stays.

        Returns:
            The questions to assign: those that are no question of the bank so far.

        Raises:
            WriteError: not all was written; another try writes the rest.
        """
        with read_errors_as_write_errors(_NOT_SAVED):
            removed, added = changes_to(self.read(), asked_lines(text))
            removed = tuple(each for each in removed if shown is None or each.text in shown)
        workspace = self._workspace
        for each in removed:
            workspace.store.commit(removal_of(each, workspace.new_id(), workspace.now(), workspace.today()))
        for line in added:
            workspace.store.commit(
                AskedQuestion(
                    **entry_header(workspace),
                    interview=self.interview.day,
                    name=self.interview.name,
                    text=line,
                )
            )
        with read_errors_as_write_errors("What was asked was saved, but cannot be read"):
            return tuple(each for each in self.read() if not each.question)

    def add(self, line: str) -> tuple[AskedQuestion, ...]:
        """Note a further question; the result and the exceptions are those of `save`."""
        with read_errors_as_write_errors(_NOT_SAVED):
            noted = [each.text for each in self.read()]
        return self.save("\n".join((*noted, line)))

    def assign(self, asked: AskedQuestion, question: str) -> None:
        """Store which question of the bank it is.

        Raises:
            WriteError: nothing was written.
        """
        workspace = self._workspace
        workspace.store.commit(
            replace(
                asked,
                **entry_header(workspace),
                seq=0,
                after=0,
                question=question,
            )
        )

    @cached_property
    def _nearest(self) -> NearestIndex:
        from tpm_tui.core.search.nearest import NearestIndex
        from tpm_tui.storage.bank.similarity import text_similarity
        from tpm_tui.storage.bank.stemmer import english_stemmer

        return NearestIndex(self._workspace.bank.questions, english_stemmer(), text_similarity())

    def prepare(self) -> None:
        """Build the index of the bank now. May be called in a thread."""
        _ = self._nearest

    def find_near(self, asked: AskedQuestion) -> tuple[NearQuestion, ...]:
        """Return the questions of the bank that it may be, nearest first."""
        return self._nearest.find(asked.text)

    @property
    def can_add_own(self) -> bool:
        """Whether own questions are loaded, so that one can be added."""
        return not self._workspace.has_named_banks

    def add_own(self, asked: AskedQuestion) -> str:
        """Add it as a question of one's own, without key points, and assign it; return the id.

        If the bank has a question with this wording, that one is assigned.

        Raises:
            QuestionError: its text is too long for a question, or the bank file has an error.
            WriteError: the bank file or the history was not written.
        """
        from tpm_tui.storage.bank.new_question import add_question

        workspace, key = self._workspace, prompt_key(asked.text)
        id = next(
            (each.id for each in workspace.bank.questions if key and prompt_key(each.prompt) == key), ""
        )
        if not id:
            file = workspace.paths.banks / f"{OWN_TOPIC}.yaml"
            id = add_question(file, OWN_TOPIC, asked.text, (), set(workspace.bank.order)).id
            workspace.reload_bank()
        self.assign(asked, id)
        return id


def list_asked(workspace: Workspace) -> tuple[AskedQuestion, ...]:
    """Return the questions of all interviews.

    Raises:
        DataFolderError: the history cannot be read.
    """
    return current_asked(workspace.store.asked_questions())


def asked_about(workspace: Workspace, question: str) -> tuple[AskedQuestion, ...]:
    """Return where a question of the bank was asked, by the day of the interview.

    Raises:
        DataFolderError: the history cannot be read.
    """
    return tuple(each for each in list_asked(workspace) if each.question == question)
