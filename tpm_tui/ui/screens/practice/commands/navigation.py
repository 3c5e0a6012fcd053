"""Opening and leaving panes, and going to a question."""

from __future__ import annotations

from tpm_tui.storage.settings.config import TopicsChoice
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.sizes import WIDE
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.layout import is_roomy
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
        """Show and focus the topics, or hide them; beside the question, that choice is remembered."""
        screen, panes = self._screen, self._view.panes
        is_beside = panes.layout_for(screen.size).topics_beside
        if screen.scope is Scope.TOPICS:
            if is_beside:
                self._choose_topics("hidden")
            self.leave()
            return
        if screen.size.width < WIDE:
            panes.topics_requested = True
        elif not is_beside:
            self._choose_topics("auto" if is_roomy(self._session.phase, screen.size) else "shown")
        panes.arrange()
        panes.refresh()
        screen.set_focus(panes.topics, scroll_visible=False)
        if self._session.session.current:
            panes.topics.move_to_question(self._session.session.current)

    def _choose_topics(self, choice: TopicsChoice) -> None:
        """Remember whether the topics are beside the question."""
        from tpm_tui.practice.dates.settings import change_setting_today
        from tpm_tui.storage.files.errors import StorageError
        from tpm_tui.storage.settings.edit import SettingError

        self._view.panes.topics_choice = choice
        try:
            change_setting_today(self._session.workspace, "topics", choice)
        except (SettingError, StorageError) as error:
            self._screen.show_notice(f"Not remembered: {error}", error=True)

    def search(self) -> None:
        """Search for a question."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        dialog = SearchScreen(self._session.workspace, self._session.agenda(), self._screen.glyphs)
        self._screen.ask(dialog, lambda found: self._view.ask_question(found) if found else None)
