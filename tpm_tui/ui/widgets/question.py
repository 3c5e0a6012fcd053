"""The pane with the question: its metadata above its prompt."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static


class QuestionPane(Vertical):
    """The metadata and the prompt of the current question."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self._meta = Static(id="meta", markup=False)
        self._prompt = Static(id="prompt", markup=False)

    def compose(self) -> ComposeResult:
        """Create the two rows."""
        yield self._meta
        yield self._prompt

    def show(self, meta: Content, prompt: Content) -> None:
        """Show a question."""
        self._meta.update(meta)
        self._prompt.update(prompt)
