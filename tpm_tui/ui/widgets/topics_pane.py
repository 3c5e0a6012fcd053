"""The topics with a preview of the question or topic under the cursor, if there is room for it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.pages.topics import TopicTree, question_of, topic_of
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import PREVIEW_BESIDE, is_compact
from tpm_tui.ui.widgets.page import BlocksOf, Page
from tpm_tui.ui.widgets.question_preview import QuestionPreview
from tpm_tui.ui.widgets.topic_browser import TopicBrowser


class TopicsPane(Container):
    """The topic browser and the preview: beside it, below it, or not at all."""

    def __init__(self, workspace: Workspace, glyphs: Glyphs) -> None:
        """
        Args:
            workspace: the bank and the progress.
            glyphs: the marks.
        """
        super().__init__(id="browsing")
        self.browser = TopicBrowser(glyphs)
        self._workspace = workspace
        self._glyphs = glyphs
        self._agenda: Agenda | None = None
        self._preview: QuestionPreview | None = None
        """Created when it is needed for the first time."""

    def compose(self) -> ComposeResult:
        """Create the browser."""
        yield self.browser

    def place_preview(self, size: Size, *, whole: bool) -> None:
        """Place the preview.

        Args:
            size: of the screen.
            whole: whether the topics have the whole width of the screen.
        """
        beside = whole and size.width >= PREVIEW_BESIDE
        below = whole and not beside and not is_compact(size)
        self.set_class(beside, "-beside")
        self.set_class(below, "-below")
        if (beside or below) and self._preview is None:
            self._preview = QuestionPreview()
            self.mount(self._preview)

    def show_tree(self, tree: TopicTree) -> None:
        """Show the topics, and preview what is under the cursor."""
        self._agenda = tree.agenda
        self.browser.show_tree(tree)
        self.show_preview()

    @on(Page.Moved)
    def show_preview(self) -> None:
        """Preview the question or the topic under the cursor."""
        if self._preview is not None and self.has_preview and self._agenda is not None:
            self._preview.show(self._blocks_of(self.browser.cursor, self._agenda))

    @property
    def has_preview(self) -> bool:
        """Whether there is room for the preview."""
        return self.has_class("-beside") or self.has_class("-below")

    def _blocks_of(self, item: str, agenda: Agenda) -> BlocksOf:
        workspace, glyphs = self._workspace, self._glyphs
        question = question_of(item)
        if question is not None and question in workspace.bank.by_id:
            from tpm_tui.practice.browse.question_overview import load_overview
            from tpm_tui.ui.pages.question_preview import question_preview_blocks

            overview = load_overview(workspace, question, agenda)
            return lambda width: question_preview_blocks(overview, glyphs, width)
        topic = topic_of(item)
        if topic is None:
            return lambda width: ()
        from tpm_tui.core.reports.topic_progress import compute_topic_progress
        from tpm_tui.ui.pages.question_preview import topic_preview_blocks

        bank, cards = workspace.bank, workspace.store.cards
        ids = bank.ids_by_topic.get(topic, ()) if topic else bank.order
        progress = compute_topic_progress(ids, cards, agenda)
        blocks = topic_preview_blocks(bank.topic_by_id.get(topic), progress, agenda.today, glyphs)
        return lambda width: blocks
