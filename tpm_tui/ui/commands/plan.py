"""Opening the plan."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class PlanCommands:
    """The command that opens the plan."""

    def __init__(self, screen: ActionScreen, on_close: Callable[[], None]) -> None:
        """
        Args:
            screen: the screen below the plan.
            on_close: called when the plan, which may have been changed, is closed.
        """
        self._screen = screen
        self._on_close = on_close

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"plan": self.show_plan}

    def show_plan(self) -> None:
        """Show the plan for the coming days."""
        from tpm_tui.ui.screens.dialogs.plan import PlanScreen

        screen = self._screen
        dialog = PlanScreen(screen.workspace, screen.glyphs, screen.keymap)
        screen.ask(dialog, lambda _: self._on_close())
