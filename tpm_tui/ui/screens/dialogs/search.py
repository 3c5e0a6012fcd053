"""Search: type a query, see the questions it finds and where they match, go to one."""

from __future__ import annotations

from asyncio import to_thread

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.search.search import SearchResult, locate_match, search_questions
from tpm_tui.core.search.texts import SearchText
from tpm_tui.core.session.filter import FilterError, parse_filter
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.stemmer import english_stemmer
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.pages.search import NUMBER_WIDTH, filter_blocks, found_count, place_name, result_block
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.screens.dialogs.ranking import similar_titles
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.page import GUTTER, Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.line_box import LineBox

MAX_RESULTS = 200
"""The most results that are listed: nobody reads more, and each key lists them again."""


class SearchScreen(Dialog[str]):
    """The search dialog; its result is the id of the chosen question, or None."""

    BINDINGS = [
        Binding("escape", "dismiss", "close"),
        Binding("down,ctrl+n", "move(1)", "down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", priority=True),
        Binding("enter", "choose", "go", priority=True),
    ]

    def __init__(self, workspace: Workspace, agenda: Agenda, glyphs: Glyphs) -> None:
        """
        Args:
            workspace: the bank, and the learner's progress, notes and answers.
            agenda: today's agenda.
            glyphs: the marks.
        """
        super().__init__()
        self.workspace = workspace
        self.agenda = agenda
        self.glyphs = glyphs
        self.own_texts_loaded = False
        """Whether the learner's notes and answers are searched already."""
        self._box = LineBox(placeholder="words, topic:stake, box:1, is:due", id="query")
        self._page = Page(id="results")
        self._found = Static(id="found", markup=False)
        self._has_notice = False
        """Whether the status line shows a notice of the box."""
        self._error = ""
        """Why notes and answers are not searched."""
        self._searched: str | None = None
        """The query whose results are shown."""
        self._result = SearchResult(())

    def compose(self) -> ComposeResult:
        """Create the query, the status line, the results and the footer."""
        yield self._box
        yield self._found
        yield self._page
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """List all questions, focus the query, and load the texts of the learner."""
        self._search()
        self.set_focus(self._box, scroll_visible=False)
        self.run_worker(self._load_own_texts())

    def on_resize(self) -> None:
        """Fit the results and the footer to the width."""
        keys = [FooterKey("enter", "go"), FooterKey("up/down", "move"), FooterKey("esc", "close")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))
        self._show(keep_cursor=True)

    @on(Input.Changed)
    def search_on_change(self) -> None:
        """Search after every change of the query."""
        self._search()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of the box."""
        self._has_notice = True
        self._found.update(line(event.text, "$lost"))

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) result."""
        self._search()
        self._page.move(step)

    def action_choose(self) -> None:
        """Choose the result under the cursor."""
        self._search()
        self.dismiss(self._page.cursor or None)

    async def _load_own_texts(self) -> None:
        """Read the learner's texts in another thread: after years of practice they are many."""
        from tpm_tui.practice.browse.own_texts import load_own_texts

        index, drafts = self.workspace.search_index, self.workspace.store.drafts.read_texts()
        try:
            await to_thread(index.prepare)
            index.set_own_texts(await to_thread(load_own_texts, self.workspace, drafts))
        except StorageError as error:
            self._error = str(error)
        self.own_texts_loaded = True
        if self._searched and self.is_mounted and not self._has_notice:
            self._searched = None
            self._search(keep_cursor=True)

    def _search(self, *, keep_cursor: bool = False) -> None:
        """Show the results of the query in the box, if it has changed."""
        text = self._box.value
        if text == self._searched:
            return
        self._searched = text
        self._has_notice = False
        workspace = self.workspace
        bank, cards = workspace.bank, workspace.store.cards
        try:
            query = parse_filter(text)
        except FilterError as error:
            self._found.update(join((f"{error.message}; {error.hint}", "$due")))
            return
        self._result = search_questions(query, workspace.search_index, cards, self.agenda, english_stemmer())
        similar: tuple[str, ...] = ()
        if not self._result.questions:
            similar = similar_titles(query, bank, cards, self.agenda)
            self._result = SearchResult(similar, () if similar else self._result.words)
        summary = self._summary(is_similar=bool(similar))
        self._found.update(join((summary, "$dim"), (f"  {self._error}" if self._error else "", "$lost")))
        self._show(keep_cursor=keep_cursor)

    def _summary(self, *, is_similar: bool) -> str:
        count, listed = len(self._result.questions), min(MAX_RESULTS, len(self._result.questions))
        if not count:
            is_early = self._result.words and not self.own_texts_loaded
            return "nothing found yet; your answers are being read" if is_early else "nothing found"
        if is_similar:
            return f"no exact match, {count} with a similar title"
        cut = f", the first {listed} are listed" if listed < count else ""
        return f"{found_count(self._result, len(self.workspace.bank.questions))}{cut}"

    def _show(self, *, keep_cursor: bool) -> None:
        """List the results for the current width."""
        questions = self._result.questions[:MAX_RESULTS]
        cursor = self._page.cursor
        if not keep_cursor or cursor not in questions:
            cursor = questions[0] if questions else ""
        width = self.size.width - NUMBER_WIDTH - GUTTER - 1  # the page has a scrollbar
        blocks = [self._row(question, width) for question in questions]
        self._page.show(blocks or filter_blocks, cursor=cursor)

    def _row(self, name: str, width: int) -> Block:
        workspace, result = self.workspace, self._result
        question, card = workspace.bank.by_id[name], workspace.store.cards.get(name)
        box = box_text(card.box if card else 0, workspace.rules.boxes, self.glyphs)

        def place_of(where: SearchText) -> str:
            return place_name(where, self.agenda.today, self.size.width)

        match = locate_match(workspace.search_index, name, result, lambda where: width - len(place_of(where)))
        return result_block(question, match, place_of(match.where), box, searched=bool(result.words))
