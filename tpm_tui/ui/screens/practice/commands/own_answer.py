"""The learner's own version of the answer, and their own cues of key points."""

from __future__ import annotations

from functools import partial

from tpm_tui.exchange.own_answers import messages
from tpm_tui.exchange.reveal.section_groups import POINTS_GROUP
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.own_cues import cue_blocks, cue_of, sentence_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class OwnAnswerCommands:
    """Commands that keep an answer, or a sentence of it."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session
        self._own = view.practice_session.own_answers

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"pin": self.pin, "write-version": self.write_version, "cue": self.keep_cue}

    def pin(self) -> None:
        """Make the answer that is shown the own version; edit it if it is that already."""
        self._screen.save()
        attempt = self._view.panes.reveal.shown_attempt
        if not self._own.pin(attempt):
            self.write_version()
            return
        name = f"Attempt {attempt.number}" if attempt else "This answer"
        self._show(messages.pinned_message(name, self._key("pin"), self._key("undo")))

    def write_version(self) -> None:
        """Edit the own version."""
        from tpm_tui.ui.screens.dialogs.note import VERSION_TEXTS, NoteScreen

        self._screen.save()
        question, editor = self._session.question, self._own.version_editor
        assert question is not None
        text = editor.open(question.id)
        dialog = NoteScreen(question, text, editor.write, self._screen.autosave.schedule, VERSION_TEXTS)
        self._screen.ask(dialog, self._close_version)

    def _close_version(self, save: bool | None) -> None:
        editor = self._own.version_editor
        if not save:
            editor.discard()
        elif editor.save():
            saved = bool(editor.saved_text(self._session.session.current))
            self._show(messages.version_message(saved=saved))

    def keep_cue(self) -> None:
        """Keep a sentence as a cue of the point under the cursor; if it is not clear which, choose it.

        Own cues that the point has are in the same list, to be removed.
        """
        pane = self._view.panes.reveal
        if pane.active_page is not pane.pages.points:
            pane.go_to(POINTS_GROUP)
            self._screen.show_notice(messages.POINTS_FIRST.format(key=self._key("cue")))
            return
        point = pane.pages.points.cursor
        if not point:
            return
        choice = self._own.cue_choice(point)
        is_ticked = point in self._session.session.ticked
        sentences = choice.sentences if is_ticked else ()
        if not is_ticked and not choice.kept:
            self._screen.show_notice(messages.TICK_FIRST.format(key=self._key("tick")))
        elif not sentences and not choice.kept:
            self._screen.show_notice(messages.NO_TEXT_FOR_CUE)
        elif choice.is_clear:
            self._keep(point, sentences[0])
        else:
            from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

            blocks = cue_blocks(sentences, choice.kept)
            title = messages.cue_prompt(point)
            first = next(block.item for block in blocks if block.item)
            dialog = ChoiceScreen(title, blocks, first)
            self._screen.ask(dialog, partial(self._use_choice, point, sentences, choice.kept))

    def _use_choice(
        self, point: str, sentences: tuple[str, ...], kept: tuple[str, ...], item: str | None
    ) -> None:
        """Keep or remove what was chosen.

        Args:
            point: the key point.
            sentences: the sentences that were listed.
            kept: the cues that were listed.
            item: the item that was chosen, if any.
        """
        if item is None:
            return
        sentence, cue = sentence_of(item, sentences), cue_of(item, kept)
        if sentence is not None:
            self._keep(point, sentence)
        elif cue is not None:
            self._own.remove_cue(point, cue)
            self._show(messages.cue_removed_message(point, cue, self._key("undo")))

    def _keep(self, point: str, sentence: str) -> None:
        self._own.keep_cue(point, sentence)
        self._show(messages.cue_kept_message(point, sentence, self._key("undo")))

    def _key(self, id: str) -> str:
        return self._screen.keymap.display_key(BY_ID[id], Scope.REVEALED)

    def _show(self, notice: str) -> None:
        self._view.panes.show_page(keep_scroll=True)
        self._screen.show_keys()
        self._screen.show_notice(notice)
