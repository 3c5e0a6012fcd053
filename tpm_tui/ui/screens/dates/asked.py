"""The editor of the questions that were asked in an interview, one per line."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding
from textual.content import Content

from tpm_tui.exchange.plan.asked import ONE_PER_LINE, WHAT_WAS_ASKED
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.dialogs.text_dialog import TextDialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey


class AskedScreen(TextDialog):
    """The editor; its result is whether the text is to be saved, and None if it was closed for later."""

    BINDINGS = [Binding("ctrl+g", "close(False)", "not now", priority=True)]

    def __init__(
        self,
        interview: str,
        text: str,
        write: Callable[[str], str],
        save: Callable[[], str],
        prepare: Callable[[], None],
    ) -> None:
        """
        Args:
            interview: the name of the interview, with its day.
            text: the initial text.
            write: writes the text as a draft, after a change and before it is saved; returns the error, or
                "". May be called in any thread.
            save: saves the text; returns the error, or "". With an error the editor stays open.
            prepare: called in a thread while the learner types.
        """
        hints = [FooterKey("esc", "save"), FooterKey("^G", "not now"), FooterKey("enter", "next question")]
        super().__init__(asked_label(interview), ONE_PER_LINE, text, hints)
        self._write = write
        self._save = save
        self._prepare = prepare

    def on_mount(self) -> None:
        """Prepare what follows while the learner types. The text is loaded by the base."""
        self.run_worker(self._prepare, thread=True)

    def read_editor(self) -> None:
        """Write the draft."""
        self._write(self.editor.draft)

    def announce_edit(self) -> None:
        """Write the draft and hide the notice."""
        self.read_editor()
        super().announce_edit()

    def action_close(self, save: bool) -> None:
        """Save the text and close, or close and keep a draft; stay open with the reason if that fails."""
        error = self._write(self.editor.draft)
        if save:
            error = self._save()
        if error:
            self.show_requested_notice(NoticeRequested(error))
        else:
            self.dismiss(save)


def asked_label(interview: str) -> Content:
    """Return the label of the editor, with the name of the interview."""
    return join((WHAT_WAS_ASKED, "bold"), "  ", (interview, "$dim"))
