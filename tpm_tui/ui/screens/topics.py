"""The topics as a screen of their own: browse, preview, and choose what to practise."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from tpm_tui.exchange import messages
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.actions import ACTIONS, BY_ID, Scope
from tpm_tui.ui.keys.dispatch import CommandGroup, Handler, Handlers
from tpm_tui.ui.pages.topics import TopicTree, question_of
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.status import FooterKey
from tpm_tui.ui.widgets.topic_browser import TopicBrowser
from tpm_tui.ui.widgets.topics_pane import TopicsPane

TOPICS_ACTIONS = tuple(action for action in ACTIONS if action.scope & Scope.TOPICS)
"""The actions whose keys work here."""

FOOTER = (
    ("choose", "open"),
    ("practise-topic", "practise topic"),
    ("topics", "close"),
    ("search", "search"),
    ("know", "I know this"),
    ("help", "keys"),
)
"""The actions in the footer with their labels."""


class TopicsChoice(Struct, frozen=True):
    """What the learner chose to practise: a question or a topic."""

    question: str = ""
    """The id of the question; empty if a topic was chosen."""
    topic: str = ""
    """The id of the topic; empty for all topics."""


class TopicsScreen(ActionScreen):
    """The topic browser with its preview. It is closed when something was chosen."""

    help_group = "Topics"

    def __init__(
        self,
        workspace: Workspace,
        on_choice: Callable[[TopicsChoice], None],
        commands: tuple[CommandGroup, ...] = (),
    ) -> None:
        """
        Args:
            workspace: the bank and the progress.
            on_choice: called with what the learner chose, after this screen was closed; not if it was closed
                without a choice. A storage error is shown as a notice on the screen below.
            commands: further commands that the opener offers here, such as study sets and drills.
        """
        super().__init__(workspace, TOPICS_ACTIONS)
        self.pane = TopicsPane(workspace, self.glyphs)
        self._on_choice = on_choice
        self._commands = commands
        self._is_closed = False

    def add_handlers(self) -> None:
        """Add the handlers; a command that nothing handles here says so."""
        from tpm_tui.ui.commands.theme import ThemeCommands

        super().add_handlers()
        own: dict[str, Handler] = {
            "topics": self.close_topics,
            "leave": self.close_topics,
            "end": self.close_topics,
            "search": self.search,
            "know": self.toggle_known,
            "quit": self.quit,
        }
        self.dispatcher.add(ThemeCommands(self), self.pane.browser, HandlerGroup(own), *self._commands)
        missing = [each.id for each in TOPICS_ACTIONS if not self.dispatcher.find(each.id, Scope.TOPICS)]
        self.dispatcher.add(HandlerGroup({id: self.refuse for id in missing}))

    def compose(self) -> ComposeResult:
        """Create the title, the topics and the footer."""
        yield Static(join(("tpm-tui", "bold"), "  Topics"), id="title", markup=False)
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
        self.pane.show_preview()
        self.show_keys()

    def _arrange(self, size: Size) -> None:
        self.set_class(is_compact(size), "-compact")
        self.pane.place_preview(size, whole=True)

    @property
    def scope(self) -> Scope:
        """The topics are all that there is."""
        return Scope.TOPICS

    def show_keys(self) -> None:
        """Show the keys of the topics."""
        self.footer.show_keys(
            [FooterKey(self.keymap.display_key(BY_ID[id], Scope.TOPICS), label) for id, label in FOOTER]
        )

    def show_topics(self) -> None:
        """Show the topics as they are now."""
        workspace = self.workspace
        agenda, boxes = workspace.agenda(), workspace.rules.boxes
        self.pane.show_tree(TopicTree(workspace.bank, workspace.store.cards, agenda, boxes=boxes))

    @on(TopicBrowser.QuestionChosen)
    def choose_question(self, event: TopicBrowser.QuestionChosen) -> None:
        """Close, and deliver the question."""
        self._choose(TopicsChoice(question=event.question))

    @on(TopicBrowser.PracticeRequested)
    def choose_topic(self, event: TopicBrowser.PracticeRequested) -> None:
        """Close, and deliver the topic, if anything in it can be practised today."""
        from tpm_tui.practice.queue import topic_queue

        if topic_queue(self.workspace, event.topic):
            self._choose(TopicsChoice(topic=event.topic))
        else:
            self.show_notice(messages.TOPIC_DONE_TODAY)

    def search(self) -> None:
        """Search for a question."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        dialog = SearchScreen(self.workspace, self.workspace.agenda(), self.glyphs)
        self.ask(dialog, lambda found: self._choose(TopicsChoice(question=found)) if found else None)

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

    def refuse(self) -> None:
        """Say that a command is not available here."""
        self.show_notice(messages.CLOSE_TOPICS_FIRST)

    def close_topics(self) -> None:
        """Go back to the screen below."""
        if not self._is_closed:
            self._is_closed = True
            self.app.pop_screen()

    def quit(self) -> None:
        """Quit the app; nothing is typed here."""
        self.app.exit()

    def _choose(self, choice: TopicsChoice) -> None:
        """Close, then deliver the choice."""
        if self._is_closed:
            return
        self.close_topics()
        try:
            self._on_choice(choice)
        except StorageError as error:
            below = self.app.screen
            if isinstance(below, ActionScreen):
                below.show_notice(str(error), error=True)


class HandlerGroup:
    """Handlers by action id, as a command group."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return self._handlers
