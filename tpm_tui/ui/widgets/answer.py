"""The pane to type an answer in: a label with the number of words, and the editor."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widgets import Static

from tpm_tui.core.session.scaffold import words_by_part
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.question import answer_label
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.text.editor import AnswerEditor


class LabelState(Struct, frozen=True):
    """What the label of an answer shows."""

    text: str
    saved: bool
    width: int
    spoken: bool
    focused: bool


class AnswerPane(Vertical):
    """The answer to a question or a follow-up, and how long it is."""

    class Typed(Message, bubble=False):
        """Posted after changes of the text by the learner."""

        def can_replace(self, message: Message) -> bool:
            """Merge with one that was posted right after it."""
            return isinstance(message, AnswerPane.Typed)

    def __init__(
        self,
        placeholder: str,
        glyphs: Glyphs,
        on_edit: Callable[[], None] | None = None,
        unfocused_placeholder: str = "",
    ) -> None:
        """
        Args:
            placeholder: the text in an empty editor.
            unfocused_placeholder: the same while letters are commands; by default the same text.
            glyphs: the characters to draw with.
            on_edit: called at once after every change of the text by the learner.
        """
        super().__init__(id="answer")
        self._placeholder = self._shown_placeholder = placeholder
        self._unfocused_placeholder = unfocused_placeholder
        self._glyphs = glyphs
        self.label = Static(id="label", markup=False)
        self._on_edit = on_edit
        self.editor = AnswerEditor(placeholder, self._announce_edit, id="editor")
        self._deleted = ""
        """An earlier text that was deleted."""
        self._shown_label: LabelState | None = None
        """What the label shows."""
        self._text_a_second_ago = ""
        self.subject = ""
        """What the text is an answer to. The text belongs to nothing else, whatever is asked by now."""

    def compose(self) -> ComposeResult:
        """Create the label and the editor."""
        yield self.label
        yield self.editor

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "write": self.focus_editor,
            "editor-undo": self.editor.undo,
            "editor-redo": self.redo,
        }

    @property
    def text(self) -> str:
        """The text as it is in the editor now."""
        return self.editor.draft

    def load(
        self,
        text: str,
        subject: str,
        *,
        read_only: bool = False,
        placeholder: str = "",
        deleted: str = "",
    ) -> None:
        """Show another text.

        Args:
            text: the text.
            subject: what it answers, such as the id of the question.
            read_only: whether it can be edited.
            placeholder: the text in the editor if it is empty; by default the usual one.
            deleted: an earlier text that was deleted.
        """
        self.editor.load_draft(text)
        self.subject = subject
        self._deleted = deleted
        self.editor.read_only = read_only
        self._shown_placeholder = placeholder or self._placeholder
        self.show_placeholder()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def show_focus(self) -> None:
        """Show whether keys go to the editor: in an empty editor, and in the label.

        A bar of another colour beside the editor would send each of its rows.
        """
        self.show_placeholder()
        if (shown := self._shown_label) is not None:
            self._update_label(replace(shown, focused=self._is_focused))

    def show_placeholder(self) -> None:
        """Show in an empty editor what can be done: also that letters are commands while it has no focus."""
        usual = self._shown_placeholder == self._placeholder
        commands = self._unfocused_placeholder if usual and not self._is_focused else ""
        self.editor.placeholder = line(commands or self._shown_placeholder)

    def show_label(
        self, width: int, *, saved: bool, spoken: bool = False, every_second: bool = False
    ) -> None:
        """Show how long the answer is, and whether it is saved.

        Args:
            width: columns of the label.
            saved: whether the text is on disk.
            spoken: whether the answer was spoken.
            every_second: whether this is called once a second. "Not saved yet" then stays while the learner
                is typing: the text is saved again and again.
        """
        text = self.text
        if every_second:
            said_saved = self._shown_label is None or self._shown_label.saved
            saved = saved and (said_saved or text == self._text_a_second_ago)
            self._text_a_second_ago = text
        self._update_label(LabelState(text, saved, width, spoken, self._is_focused))

    def replace_text(self, text: str) -> None:
        """Replace the whole text, as one change that can be undone, with the cursor at its end."""
        if text == self.text:
            return
        self.editor.select_all()
        if text:
            self.editor.type_text(text)
        else:
            self.editor.replace("", *self.editor.selection)

    def insert_scaffold(self, headings: str) -> None:
        """Insert headings at the cursor, and move it below the first one; only one notice if there are some.

        Args:
            headings: the headings, each on a line.
        """
        if words_by_part(self.text):
            from tpm_tui.exchange.messages import SCAFFOLD_IS_THERE

            self.post_message(NoticeRequested(SCAFFOLD_IS_THERE))
            return
        row, column = self.editor.cursor_location
        lead = "\n\n" if column else ""
        self.editor.type_text(f"{lead}{headings}")
        self.editor.move_cursor((row + len(lead) + 1, 0))

    def redo(self) -> None:
        """Redo the last undone change; in an empty editor without one, restore the deleted text."""
        if self.editor.text or self.editor.history.redo_stack or not self._deleted:
            self.editor.redo()
        else:
            self.editor.append_text(self._deleted)

    def focus_editor(self) -> None:
        """Focus the editor, immediately, so that the next key reaches it."""
        self.screen.set_focus(self.editor, scroll_visible=False)

    @property
    def _is_focused(self) -> bool:
        return self.is_attached and self.screen.focused is self.editor

    def _update_label(self, state: LabelState) -> None:
        if state != self._shown_label:
            self._shown_label = state
            label = answer_label(
                state.text,
                state.saved,
                state.width,
                self._glyphs,
                spoken=state.spoken,
                focused=state.focused,
            )
            self.label.update(label, layout=False)

    def _announce_edit(self) -> None:
        """Post `Typed`, to the screen itself: each container that it passes through takes time."""
        if self._on_edit is not None:
            self._on_edit()
        self.screen.post_message(self.Typed())
