"""The editor of the questions that were asked in an interview, one per line."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tpm_tui.exchange.plan.asked import ONE_PER_LINE, WHAT_WAS_ASKED
from tpm_tui.ui.keys.bindings import KEY_ALIASES
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.editor import AnswerEditor


class AskedScreen(Dialog[bool]):
    """The editor; its result is whether the text is to be saved, and None if it was closed for later."""

    BINDINGS = [
        Binding("escape,f2", "close(True)", "save", priority=True),
        Binding("ctrl+j", "close(True)", "save", priority=True),
        Binding("ctrl+g", "close(False)", "not now", priority=True),
        Binding(",".join(KEY_ALIASES["ctrl+underscore"]), "edit('undo')", "undo"),
        Binding("ctrl+y", "edit('redo')", "redo"),
    ]

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
        super().__init__()
        self.editor = AnswerEditor(ONE_PER_LINE, self.write_draft, id="editor")
        self._interview = interview
        self._initial = text
        self._write = write
        self._save = save
        self._prepare = prepare
        self._noticed = False
        """Whether the label is covered by a notice."""

    def compose(self) -> ComposeResult:
        """Create the label, the editor and the footer."""
        yield Static(asked_label(self._interview), id="label", markup=False)
        yield self.editor
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Load the text and put the cursor at its end."""
        self.editor.load_draft(self._initial)
        self.set_focus(self.editor, scroll_visible=False)
        self.run_worker(self._prepare, thread=True)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey("esc", "save"), FooterKey("^G", "not now"), FooterKey("enter", "next question")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def read_editor(self) -> None:
        """Write the draft."""
        self._write(self.editor.draft)

    def write_draft(self) -> None:
        """Write the draft and hide the notice."""
        self.read_editor()
        if self._noticed:
            self._noticed = False
            self.query_one("#label", Static).update(asked_label(self._interview))

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show a notice in place of the label, until the next change."""
        self._noticed = True
        self.query_one("#label", Static).update(line(event.text, "$lost"))

    def action_edit(self, action: str) -> None:
        """Undo or redo a change of the text."""
        self.editor.undo() if action == "undo" else self.editor.redo()

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
