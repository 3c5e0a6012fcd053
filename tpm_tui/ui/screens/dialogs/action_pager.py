"""A page with actions of its own from the action table, besides the movement keys of a pager."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from tpm_tui.ui.keys.actions import Action, Scope
from tpm_tui.ui.keys.bindings import add_action_bindings
from tpm_tui.ui.keys.dispatch import Dispatcher, Handlers
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.widgets.footer import make_footer_key


class ActionPager(PagerScreen):
    """A pager whose further keys run actions of the table."""

    scope: ClassVar[Scope]
    """The scope of its actions."""
    actions: ClassVar[Sequence[Action]]
    """Its actions, in the order of the footer."""

    def __init__(self, blocks: Sequence[Block], keymap: Keymap) -> None:
        """
        Args:
            blocks: the page.
            keymap: the learner's keys.
        """
        super().__init__(blocks)
        self.dispatcher = Dispatcher(self)
        self.dispatcher.add(self)
        self._bindings = add_action_bindings(self._bindings, self.actions, keymap)
        self.keys = (
            *self.keys[:1],
            *(make_footer_key(action, keymap, self.scope) for action in self.actions),
            *self.keys[1:],
        )

    @abstractmethod
    def handlers(self) -> Handlers:
        """Return the handlers by action id."""

    async def action_run(self, id: str) -> None:
        """Run an action of the table."""
        await self.dispatcher.run(id)

    def read_editor(self) -> None:
        """Do nothing: a page has no editor."""

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice until the next key."""
        self.footer.show_notice(text, error=error)

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()
