"""The own version and the own cues in a practice session: what is done to those of the current question."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.session_parts.host import OwnAnswersHost

if TYPE_CHECKING:
    from tpm_tui.core.reports.history.attempts import Attempt
    from tpm_tui.core.reports.history.own_version import OwnMaterial, OwnVersion
    from tpm_tui.practice.own_answers.version import VersionEditor

CLEAR_FIT, CLEAR_MARGIN = 1.5, 1.5
"""How well a sentence must fit a point to be kept without a choice, and how many times the next."""


class CueChoice(Struct, frozen=True):
    """The sentences of an answer that can be kept as a cue of a point, and the cues that it has."""

    sentences: tuple[str, ...]
    """The one that fits the point best first; without those that are kept."""
    kept: tuple[str, ...]
    is_clear: bool
    """Whether the first sentence is clearly the one, and nothing else can be chosen that matters."""


class OwnAnswers:
    """The own version and cues of the questions of a session. The first frame imports nothing of them."""

    def __init__(self, practice_session: OwnAnswersHost, note_editor: NoteEditor) -> None:
        """
        Args:
            practice_session: the session.
            note_editor: its editor of notes, which is saved with that of versions.
        """
        self._practice_session = practice_session
        self._note_editor = note_editor
        self._recognised: tuple[str, str, frozenset[str]] = ("", "", frozenset())
        """A question, a text, and the points recognised in it."""

    @cached_property
    def version_editor(self) -> VersionEditor:
        """The editor of own versions."""
        from tpm_tui.practice.own_answers.version import VersionEditor

        return VersionEditor(self._practice_session.workspace)

    def save_drafts(self) -> None:
        """Write the drafts of note and version to disk if they changed.

        Raises:
            WriteError: a draft was not written.
        """
        self._note_editor.save_draft()
        if "version_editor" in self.__dict__:
            self.version_editor.save_draft()

    def save(self) -> None:
        """Save the note and the version that are open.

        Raises:
            WriteError: one was not written.
        """
        self._note_editor.save()
        if "version_editor" in self.__dict__:
            self.version_editor.save()

    @property
    def material(self) -> OwnMaterial:
        """The own version and cues of the current question; none if the history cannot be read."""
        from tpm_tui.practice.own_answers.material import load_own_material

        own = self._practice_session
        return load_own_material(own.workspace, own.session.current)

    def recognised_points(self, version: OwnVersion | None) -> Collection[str]:
        """Return the points recognised in a version that was written; none of one that was ticked."""
        own = self._practice_session
        if version is None or version.attempt is not None or own.question is None:
            return frozenset()
        question, text = own.question, version.text
        if self._recognised[:2] != (question.id, text):
            hits = own.point_matcher.find_hits(question, text)
            self._recognised = question.id, text, frozenset(hit.point for hit in hits if hit.sure)
        return self._recognised[2]

    def pin(self, attempt: Attempt | None = None) -> bool:
        """Make the current answer, or an older attempt, the own version of the current question.

        Returns:
            False if it is the own version already, or has no text that could be pinned.

        Raises:
            WriteError: nothing was written.
            DataFolderError: the history cannot be read.
        """
        from tpm_tui.practice.own_answers.version import load_own_version, pin_version

        own = self._practice_session
        question = own.session.current
        version = load_own_version(own.workspace, question)
        if attempt is not None:
            if version is not None and version.is_attempt(attempt):
                return False
            pin_version(own.workspace, question, review=attempt.review.id)
            return True
        text = answer_text(own.session.draft).strip()
        if not text or (version is not None and version.text.strip() == text):
            return False
        pin_version(own.workspace, question, text=text)
        return True

    def cue_choice(self, point: str) -> CueChoice:
        """Return which sentences of the current answer can be kept as a cue of a point.

        Raises:
            DataFolderError: the history cannot be read.
        """
        from tpm_tui.practice.own_answers.cues import load_own_cues

        own = self._practice_session
        assert own.question is not None
        kept = load_own_cues(own.workspace, own.question.id).get(point, ())
        ranked = own.point_matcher.rank_sentences(own.question, own.session.draft, point)
        ranked = [(sentence, fit) for sentence, fit in ranked if sentence not in kept]
        best, second = [*(fit for _, fit in ranked), 0.0, 0.0][:2]
        is_clear = len(ranked) == 1 or (best >= CLEAR_FIT and best >= second * CLEAR_MARGIN)
        return CueChoice(tuple(sentence for sentence, _ in ranked), kept, is_clear and not kept)

    def keep_cue(self, point: str, sentence: str) -> None:
        """Keep a sentence as a cue of a point of the current question, and recognise its points again.

        Raises:
            WriteError: nothing was written.
            DataFolderError: the history cannot be read.
        """
        from tpm_tui.practice.own_answers.cues import keep_cue

        own = self._practice_session
        keep_cue(own.workspace, own.session.current, point, sentence)
        self._recognise()

    def remove_cue(self, point: str, sentence: str) -> None:
        """Remove a cue of a point of the current question; raises as `keep_cue`."""
        from tpm_tui.practice.own_answers.cues import remove_cue

        own = self._practice_session
        remove_cue(own.workspace, own.session.current, point, sentence)
        self._recognise()

    def _recognise(self) -> None:
        """Find the sentences of the answer again. No tick changes: the learner has set them."""
        own = self._practice_session
        assert own.question is not None
        own.hits = own.point_matcher.find_hits(own.question, own.session.draft)
