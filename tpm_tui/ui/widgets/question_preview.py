"""The preview of a question or a topic, beside or below a list."""

from __future__ import annotations

from tpm_tui.ui.widgets.page import Page


class QuestionPreview(Page, can_focus=False):
    """A page that follows the cursor of a list."""

    def __init__(self, id: str = "preview") -> None:
        super().__init__(id=id, mark=" ")
