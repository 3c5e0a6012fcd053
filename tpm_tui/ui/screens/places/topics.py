"""The topics as a screen of their own: browse, preview, and practise a question or a topic."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.geometry import Size

from tpm_tui.exchange import messages
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import BY_ID, Scope, actions_in
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.topics import TopicTree, question_of
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.place_bar import PlaceBar
from tpm_tui.ui.widgets.topic_browser import TopicBrowser
from tpm_tui.ui.widgets.topics_pane import TopicsPane

FOOTER = ("choose", "practise-topic", "back", "search", "know", "help")
"""The actions in the footer."""


class TopicsScreen(ActionScreen):
    """The topic browser with its preview."""

    place = "topics"

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: the bank and the progress.
        """
        super().__init__(workspace, actions_in(Scope.TOPIC_LIST))
        self.bar = PlaceBar("Topics", workspace, self.glyphs)
        self.pane = TopicsPane(workspace, self.glyphs)

    def add_handlers(self) -> None:
        """Add the handlers."""
        from tpm_tui.ui.commands.common import common_commands
        from tpm_tui.ui.commands.mock import MockCommands
        from tpm_tui.ui.commands.study import StudyCommands

        super().add_handlers()
        add = self.dispatcher.add
        add(self, self.pane.browser, *common_commands(self), StudyCommands(self), MockCommands(self))

    def handlers(self) -> Handlers:
        """Return the handlers of this screen's own actions."""
        return {"know": self.toggle_known, "history": self.open_history, "quit": self.exit_app}

    def compose(self) -> ComposeResult:
        """Create the title, the topics and the footer."""
        yield self.bar
        yield self.pane
        yield self.footer

    def on_mount(self) -> None:
        """Show the topics and focus them."""
        self._arrange(self.app.size)
        self.show_topics()
        self.set_focus(self.pane.browser, scroll_visible=False)

    def on_resize(self) -> None:
        """Place the preview and the keys for the new size."""
        self._arrange(self.size)
        self.bar.show(self.size.width)
        self.pane.show_preview()
        self.show_keys()

    @on(ScreenResume)
    def show_topics_again(self) -> None:
        """Show what changed while another screen was open."""
        if self.is_mounted:
            self.show_topics()

    def _arrange(self, size: Size) -> None:
        self.set_class(is_compact(size), "-compact")
        self.pane.place_preview(size, whole=True)

    @property
    def scope(self) -> Scope:
        """The topics are all that there is."""
        return Scope.TOPIC_LIST

    def show_keys(self) -> None:
        """Show the keys of the topics."""
        self.footer.show_keys([make_footer_key(BY_ID[id], self.keymap, self.scope) for id in FOOTER])

    def show_topics(self) -> None:
        """Show the topics as they are now."""
        workspace = self.workspace
        agenda, boxes = workspace.agenda(), workspace.rules.boxes
        self.pane.show_tree(TopicTree(workspace.bank, workspace.store.cards, agenda, boxes=boxes))

    @on(TopicBrowser.QuestionChosen)
    def ask_question(self, event: TopicBrowser.QuestionChosen) -> None:
        """Practise the question."""
        navigation_of(self).go_to_question(event.question)

    @on(TopicBrowser.PracticeRequested)
    def start_topic(self, event: TopicBrowser.PracticeRequested) -> None:
        """Practise the topic, if anything in it can be practised today."""
        from tpm_tui.ui.commands.practice_choice import practise_topic

        practise_topic(self, event.topic, navigation_of(self).practise)

    def toggle_known(self) -> None:
        """Mark the new question under the cursor as known, or remove that mark."""
        from tpm_tui.practice.triage import toggle_known

        question = question_of(self.pane.browser.cursor)
        if question is None:
            self.show_notice(messages.NO_QUESTION_UNDER_CURSOR)
            return
        entry = toggle_known(self.workspace, question)
        if entry is None:
            self.show_notice(messages.ALREADY_ANSWERED)
            return
        self.show_topics()
        label = self.workspace.bank.by_id[question].label
        self.show_notice(messages.known_message(label, known=bool(entry.known)))

    def open_history(self) -> None:
        """List the attempts at the question under the cursor."""
        from tpm_tui.ui.commands.history import open_history

        open_history(self, question_of(self.pane.browser.cursor))

    def exit_app(self) -> None:
        """Quit the app; what is open below is saved."""
        self.quit_or_warn("")
