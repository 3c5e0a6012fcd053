"""The help screen: a pager whose keys can be filtered while typing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding

from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.places.help import help_blocks
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.dialogs.pager import CLOSE_KEY, MOVE_KEYS, PagerScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

HELP_FILTER_PROMPT = "List the keys with these words; esc lists all."


class HelpScreen(PagerScreen):
    """All keys, those of the current place first."""

    BINDINGS = [Binding("slash", "filter", "filter"), Binding("question_mark,f1", "dismiss", "close")]

    def __init__(self, keymap: Keymap, scope: Scope, page_keys: Sequence[FooterKey] = ()) -> None:
        """
        Args:
            keymap: the learner's keys.
            scope: where help was opened.
            page_keys: the keys of the page from which it was opened, if it was one.
        """
        self._build = partial(help_blocks, keymap, scope, page_keys)
        super().__init__(partial(self._build, ""))
        self._words = ""
        self.keys = (CLOSE_KEY, FooterKey("/", "filter"), *MOVE_KEYS)

    def action_filter(self) -> None:
        """Type words; only the keys that have them are listed."""

        def set_words(text: str) -> None:
            self._words = text

        def use(text: str | None) -> None:
            self._words = text or ""
            self._show()

        prompt = LinePrompt(HELP_FILTER_PROMPT, self._words, write=set_words, on_typed=self._show)
        prompt.on_result = use
        self.app.push_screen(prompt)

    def _show(self) -> None:
        self.blocks = partial(self._build, self._words)
        self.query_one(Page).show(self.blocks)
