"""The command palette: any command, run from wherever it was opened."""

from __future__ import annotations

from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.availability import unavailable_reason, why_unavailable
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import PLACES, navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen

_OUTSIDE_EDITOR = {Scope.EDITOR: Scope.ASKING, Scope.MOCK_EDITOR: Scope.MOCK_ANSWERING}
"""The scope after leaving the editor, by the scope in it."""


class PaletteCommands:
    """The command that opens the palette."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"palette": self.open_palette}

    def open_palette(self) -> None:
        """Open the palette."""
        from tpm_tui.ui.screens.dialogs.command_menu import CommandMenu

        screen = self._screen
        screen.app.push_screen(CommandMenu(self.why_not, screen.scope, screen.keymap, self.run))

    def why_not(self, action: Action) -> str:
        """Return why an action cannot be run from the palette; empty if it can."""
        if self._first_step(action) is not None:
            return ""
        return unavailable_reason(action, self._screen.scope, self._screen.keymap)

    async def run(self, id: str) -> None:
        """Run an action, after the step that makes it available; show why if there is none."""
        screen, action = self._screen, BY_ID[id]
        step = self._first_step(action)
        if step is None:
            screen.show_notice(why_unavailable(action, screen.scope, screen.keymap))
        elif step in PLACES:
            screen.save()
            place = navigation_of(screen).open(step)
            await place.action_run(id)
        else:
            if step:
                await screen.action_run(step)
            await screen.action_run(id)

    def _first_step(self, action: Action) -> str | None:
        """Return the action to run before another one, "" if there is none, and None if it cannot be run.

        From the editor, leaving it may come first; for the actions of a place, opening the place. A place
        can run the actions of other places for which it has a handler but no key.
        """
        scope = self._screen.scope
        if action.scope & scope:
            return ""
        outside = _OUTSIDE_EDITOR.get(scope)
        if outside is not None and action.scope & outside:
            return "leave"
        if (
            scope & Scope.PLACES
            and action.scope & Scope.PLACES
            and self._screen.dispatcher.find(action.id, scope)
        ):
            return ""
        is_of_place = not action.scope & ~Scope.OPENED
        places = [name for name in PLACES if action.scope & Scope[name.upper()]] if is_of_place else []
        return places[0] if places and scope & Scope.APP else None
