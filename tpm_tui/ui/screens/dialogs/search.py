"""Search: type a query, see the questions it finds, go to one."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.session.filter import FilterError, parse_filter
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.screens.dialogs.ranking import SearchResult, search_questions
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.line_box import LineBox
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text


class SearchScreen(Dialog[str]):
    """The search dialog; its result is the id of the chosen question, or None."""

    BINDINGS = [
        Binding("escape", "dismiss", "close"),
        Binding("down,ctrl+n", "move(1)", "down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", priority=True),
        Binding("enter", "choose", "go", priority=True),
    ]

    def __init__(self, bank: Bank, cards: Cards, agenda: Agenda, boxes: int, glyphs: Glyphs) -> None:
        super().__init__()
        self.bank = bank
        self.cards = cards
        self.agenda = agenda
        self.boxes = boxes
        self.glyphs = glyphs
        self._box = LineBox(placeholder="words, topic:stake, kind:technical, box:1, is:due", id="query")
        self._searched: str | None = None
        """The query whose results are shown."""

    def compose(self) -> ComposeResult:
        """Create the query, the status line, the results and the footer."""
        yield self._box
        yield Static(id="found", markup=False)
        yield Page(id="results")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """List all questions and focus the query."""
        self._search()
        self.set_focus(self._box, scroll_visible=False)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey("enter", "go"), FooterKey("up/down", "move"), FooterKey("esc", "close")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(Input.Changed)
    def search_on_change(self) -> None:
        """Search after every change of the query."""
        self._search()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of the box."""
        self.query_one("#found", Static).update(line(event.text, "$lost"))

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) result."""
        self._search()
        self.query_one(Page).move(step)

    def action_choose(self) -> None:
        """Choose the result under the cursor."""
        self._search()
        self.dismiss(self.query_one(Page).cursor or None)

    def _search(self) -> None:
        """Show the results of the query in the box, if it has changed."""
        query = self._box.value
        if query == self._searched:
            return
        self._searched = query
        status = self.query_one("#found", Static)
        try:
            found = search_questions(parse_filter(query), self.bank, self.cards, self.agenda)
        except FilterError as error:
            status.update(join((f"{error.message}; {error.hint}", "$due")))
            return
        status.update(line(self._summary(found), "$dim"))
        blocks = [self._row(self.bank.by_id[name]) for name in found.questions]
        self.query_one(Page).show(blocks, cursor=found.questions[0] if found.questions else "")

    def _summary(self, found: SearchResult) -> str:
        if not found.questions:
            return "nothing found"
        if found.similar:
            return f"no exact match, {len(found.questions)} with a similar title"
        return f"{len(found.questions)} of {len(self.bank.questions)}"

    def _row(self, question: Question) -> Block:
        card = self.cards.get(question.id)
        number = f"{question.number:>4} " if question.number is not None else "     "
        return Block(
            join((question.label, "bold"), "  ", (question.prompt, "$dim")),
            lead=join((number, "$dim")),
            item=question.id,
            right=box_text(card.box if card else 0, self.boxes, self.glyphs),
            wide=True,
        )
