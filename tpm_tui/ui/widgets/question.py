"""The pane with the question: its metadata above its prompt."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tpm_tui.ui.render.text import join

QUESTION_WIDTH = 80
"""Most columns of the metadata and the prompt; question.tcss has the same number, plus padding."""


class QuestionPane(Static):
    """The metadata, in the first row, and the prompt of the current question.

    One widget for both, because every widget costs time at start and bytes in every frame.
    """

    def __init__(self) -> None:
        super().__init__(id="question", markup=False)
        self.meta = Content("")
        """The metadata; at most `QUESTION_WIDTH` columns."""
        self.prompt = Content("")

    def show(self, meta: Content, prompt: Content) -> None:
        """Show a question."""
        self.meta, self.prompt = meta, prompt
        self.update(join(meta, "\n", prompt))
