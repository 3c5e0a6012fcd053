"""Opening and leaving panes, and going to a question."""

from __future__ import annotations

from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class NavigationCommands:
    """Commands that go from one pane or question to another."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"leave": self.leave, "topics": self.toggle_topics, "search": self.search}

    def leave(self) -> None:
        """Leave the editor, or go back from the topics to where they were opened."""
        screen, panes = self._screen, self._view.panes
        if panes.topics_requested or screen.scope is Scope.TOPICS:
            panes.topics_requested = False
            panes.arrange()
            panes.refresh()
            panes.focus()
            screen.show_keys()
        elif screen.scope is Scope.EDITOR:
            screen.save()
            panes.is_writing = False
            panes.focus()
            screen.show_keys()

    def toggle_topics(self) -> None:
        """Open or close the topics."""
        screen, panes = self._screen, self._view.panes
        if screen.scope is Scope.TOPICS:
            self.leave()
            return
        panes.topics_requested = not screen.has_class("-wide")
        panes.arrange()
        panes.refresh()
        screen.set_focus(panes.topics, scroll_visible=False)
        if self._session.session.current:
            panes.topics.move_to_question(self._session.session.current)

    def search(self) -> None:
        """Search for a question."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        workspace = self._session.workspace
        agenda, boxes = self._session.agenda(), workspace.rules.boxes
        dialog = SearchScreen(workspace.bank, workspace.store.cards, agenda, boxes, self._screen.glyphs)
        self._screen.ask(dialog, lambda found: self._view.ask_question(found) if found else None)
