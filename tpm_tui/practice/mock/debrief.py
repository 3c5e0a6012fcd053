"""The debrief of a mock interview: the ratings, notes and levels of the answers."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.bank.question import Level
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import Judgement, NoteDraft
from tpm_tui.core.mock.rubric import Dimension


class Debrief:
    """Changes the ratings of an interview in its debrief."""

    def __init__(
        self,
        current: Callable[[], Mock],
        change_to: Callable[[Mock], None],
        note_draft: NoteDraft | None = None,
    ) -> None:
        """
        Args:
            current: returns the interview.
            change_to: replaces it.
            note_draft: the note that was being typed when the interview was interrupted.
        """
        self._current = current
        self._change_to = change_to
        self.note_draft = note_draft
        """The note that is being typed; None if none is."""

    def go_to_answer(self, step: int) -> bool:
        """Go to another answer; return False if there is none.

        Args:
            step: 1 for the next answer, -1 for the previous one.
        """
        mock = self._current()
        after = mock.move_by(step)
        self._change_to(after)
        return after.place != mock.place

    def judge(self, judgement: Judgement) -> None:
        """Set the rating of the current answer."""
        self._change_to(self._current().judge(judgement))

    def tick(self, point: str) -> None:
        """Tick a key point as made, or remove the tick."""
        self.judge(self._judgement.tick(point))

    def rate(self, dimension: Dimension, mark: int) -> None:
        """Give a dimension a mark, or remove that mark."""
        self.judge(self._judgement.rate(dimension, mark))

    def toggle_figure(self) -> None:
        """Toggle whether the answer gave a figure with its base."""
        self.judge(self._judgement.toggle_figure())

    def toggle_level(self, level: Level) -> None:
        """Set the level that the answer sounded like, or remove it if it is set already."""
        self.judge(self._judgement.toggle_level(level))

    def set_note(self, name: str, text: str) -> None:
        """Set a note, and discard its draft.

        Args:
            name: a field of `Notes`.
            text: the note; empty fills it from the ticks again.
        """
        self.discard_note_draft()
        self.judge(self._judgement.set_note(name, text))

    def draft_note(self, name: str, text: str) -> None:
        """Set the note typed so far, so that it survives an interruption."""
        self.note_draft = NoteDraft(self._current().place, name, text)

    def discard_note_draft(self) -> None:
        """Discard the typed note: the note stays as it was."""
        self.note_draft = None

    def drafted_text(self, name: str) -> str | None:
        """Return what was typed of a note of the current answer when that was interrupted, if anything."""
        draft = self.note_draft
        is_same = draft is not None and (draft.place, draft.name) == (self._current().place, name)
        return draft.text if draft is not None and is_same else None

    def undo(self) -> bool:
        """Undo the newest tick, mark or note; return False if there is none."""
        mock = self._current()
        after = mock.undo()
        self._change_to(after)
        return after is not mock

    def close(self) -> None:
        """End the debrief; the learner is then asked whether the answers count."""
        self._change_to(self._current().close_debrief())

    def reopen(self) -> None:
        """Go back to the debrief."""
        self._change_to(self._current().reopen_debrief())

    @property
    def _judgement(self) -> Judgement:
        return self._current().answer.judgement
