"""The panes of the mock interview screen: question, follow-up, answer, debrief.

`MockView` updates the widgets from the mock session; what the keys do to the session is in `screen`.
"""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tpm_tui.core.mock.interview import ASKING, SPEAKING, MockPhase
from tpm_tui.core.text.speech import format_clock
from tpm_tui.practice.mock import MockSession
from tpm_tui.ui.keys.actions import BY_ID, MOCK_ACTIONS, Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock_debrief import answer_blocks, assessment_blocks
from tpm_tui.ui.pages.mock_end import MockResult, count_prompt_blocks, done_blocks
from tpm_tui.ui.pages.question import answer_label
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.text import join, line, plain
from tpm_tui.ui.screens.main_screen import MainScreen
from tpm_tui.ui.screens.mock.debrief_keys import row_keys
from tpm_tui.ui.screens.practice.view import WIDE, is_compact, row_width
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import (
    NARROW,
    FooterKey,
    Header,
    KeyBar,
    Notice,
    Timer,
    footer_text,
    timer_text,
)

MOCK_PLACEHOLDER = "Type your answer, or say it aloud. {key} finishes it."

WIDEST, MARGIN, FRAME = 160, 4, 3
"""Most columns of two pages, columns of each without text, rows outside the pages;
mock.tcss has the same numbers."""

SCOPES = {
    MockPhase.THINKING: Scope.MOCK_THINKING,
    MockPhase.ANSWERING: Scope.MOCK_ANSWERING,
    MockPhase.FOLLOW_UP: Scope.MOCK_ANSWERING,
    MockPhase.DEBRIEF: Scope.MOCK_DEBRIEF,
    MockPhase.COUNTING: Scope.MOCK_COUNTING,
    MockPhase.DONE: Scope.MOCK_DONE,
}


class MockView(MainScreen):
    """The widgets of a mock interview."""

    help_group = "Mock interview"

    def __init__(self, mock_session: MockSession, glyphs: Glyphs, keymap: Keymap) -> None:
        super().__init__(MOCK_ACTIONS, glyphs, keymap)
        self.mock_session = mock_session
        self.arranged_size = Size(0, 0)
        """The size that the panes were last arranged for."""

    def compose(self) -> ComposeResult:
        """Create the panes. They are never replaced; their contents change in place."""
        with Horizontal(id="top"):
            yield Header(id="header", markup=False)
            yield Timer(id="timer", markup=False)
        with Vertical(id="main"):
            yield Static(id="meta", markup=False)
            yield Static(id="prompt", markup=False)
            yield Static(id="follow-up", markup=False)
            yield Static(id="label", markup=False)
            key = self.keymap.display_key(BY_ID["mock-go-on"])
            yield AnswerEditor(MOCK_PLACEHOLDER.format(key=key), id="editor")
            with Horizontal(id="pages"):
                beside = Page(id="beside", mark=self.glyphs.cursor)
                beside.can_focus = False
                yield beside
                yield Page(id="debrief", mark=self.glyphs.cursor)
        yield Notice(id="notice", markup=False)
        yield KeyBar(id="keys", markup=False)

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        return Scope.MOCK_EDITOR if self.focused is self.editor else SCOPES[self.mock_session.phase]

    @property
    def page(self) -> Page:
        """The page of the debrief, or of what follows it."""
        return self.query_one("#debrief", Page)

    @property
    def active_page(self) -> Page:
        """The page that the movement keys act on."""
        return self.page

    def save_text(self) -> None:
        """Save the interview."""
        self.mock_session.save()

    def show_all(self) -> None:
        """Update every pane, after the question or the phase changed."""
        phase = self.mock_session.phase
        with self.app.batch_update():
            with self.prevent(AnswerEditor.Changed):
                self.editor.load_draft(self.mock_session.mock.text if phase in ASKING else "")
            self.arrange_panes()
            self.show_page(keep_scroll=False)
            self.focus_pane()
            self.refresh_texts()

    def focus_pane(self) -> None:
        """Focus the pane for the phase, immediately, so that the next key reaches it."""
        if self.mock_session.phase in SPEAKING:
            self.set_focus(self.editor, scroll_visible=False)
        elif self.mock_session.phase is MockPhase.THINKING:
            self.set_focus(None)
        else:
            self.set_focus(self.page, scroll_visible=False)

    def refresh_texts(self) -> None:
        """Update everything except the editor and the page; cheap enough after any change."""
        self.show_header()
        self.show_question()
        self.show_label()
        self.show_keys()
        self.show_timer()

    def arrange_panes(self) -> None:
        """Show the panes that fit the size and the phase, by setting CSS classes."""
        self.arranged_size = self.size
        phase = self.mock_session.phase
        self.update_classes(
            {
                "-compact": is_compact(self.size),
                "-thinking": phase is MockPhase.THINKING,
                "-follow-up": phase is MockPhase.FOLLOW_UP,
                "-page": phase not in ASKING,
            }
        )

    def show_header(self) -> None:
        """Show the position in the interview and the minutes spent, which change only once per minute."""
        mock, width = self.mock_session.mock, self.size.width
        minutes = int(self.mock_session.elapsed() // 60)
        pieces = [join(("mock", "bold")) if width >= NARROW else Content("")]
        if self.mock_session.phase in ASKING:
            title = self.mock_session.answer.round or mock.format.title
            pieces.append(line(title, "bold") if width >= NARROW else Content(""))
            pieces.append(join((f"{mock.place + 1} of {len(mock.answers)}", "bold")))
            late = minutes >= mock.format.minutes
            pieces.append(line(f"{minutes} of {mock.format.minutes} min", "bold $due" if late else "$dim"))
        elif self.mock_session.phase is MockPhase.DEBRIEF:
            pieces += [line("debrief"), join((f"{mock.place + 1} of {len(mock.answers)}", "bold"))]
        self.query_one(Header).update(Content("  ").join([piece for piece in pieces if piece]))

    def show_question(self) -> None:
        """Show the question's metadata and prompt, and the current follow-up."""
        mock_session = self.mock_session
        if mock_session.phase not in ASKING:
            return
        question, answer, dot = mock_session.question, mock_session.answer, f" {self.glyphs.dot} "
        target = f"target {format_clock(question.time_target.answer_seconds)}"
        topic = [mock_session.topic_of(answer)] if self.size.width >= NARROW else []
        meta = dot.join(part for part in (*topic, question.kind, target) if part)
        replying = mock_session.phase is MockPhase.FOLLOW_UP
        self.query_one("#meta", Static).update(line(meta, "$dim"))
        self.query_one("#prompt", Static).update(plain(answer.prompt, "$dim" if replying else "bold"))
        if replying:
            self.query_one("#follow-up", Static).update(plain(answer.replies[-1].ask, "bold"))
        elif mock_session.phase is MockPhase.THINKING:
            key = self.keymap.display_key(BY_ID["mock-speak"])
            hint = f"Take up to a minute to think. {key} starts the answer."
            self.query_one("#follow-up", Static).update(line(hint, "$dim"))

    def show_label(self) -> None:
        """Show how long the answer is, and whether it is saved."""
        mock = self.mock_session.mock
        text = mock.text if self.mock_session.phase in ASKING else ""
        label = answer_label(text, self.mock_session.is_saved, row_width(self.size), self.glyphs)
        self.query_one("#label", Static).update(label)

    def show_page(self, *, keep_scroll: bool) -> None:
        """Show the debrief, or the page that follows it.

        Args:
            keep_scroll: keep cursor and scroll position.
        """
        if self.mock_session.phase in ASKING:
            return
        if not keep_scroll:
            self.page.cursor = ""  # a new page starts at its top, wherever its first item is
        debrief = self.mock_session.phase is MockPhase.DEBRIEF
        if not debrief:
            self.remove_class("-beside")
        self.page.show(self._debrief() if debrief else self._end(), keep_scroll=keep_scroll)

    def _debrief(self) -> list[Block]:
        mock_session = self.mock_session
        mock, question, dot = mock_session.mock, mock_session.question, f" {self.glyphs.dot} "
        parts = (
            f"answer {mock.place + 1} of {len(mock.answers)}",
            mock_session.topic_of(mock.answer),
            question.kind,
        )
        place = dot.join(part for part in parts if part)
        answer = answer_blocks(mock.answer, question, place, self.glyphs)
        assessment = assessment_blocks(mock.answer, question, self.size.width < NARROW, self.glyphs)
        beside = self._fits_beside(answer)
        self.set_class(beside, "-beside")
        if not beside:
            return [*answer, *assessment]
        self.query_one("#beside", Page).show([replace(block, item="") for block in answer])
        return assessment

    def _fits_beside(self, answer: list[Block]) -> bool:
        """Return whether the whole answer fits beside its model answer; a longer one goes above it."""
        columns = min(self.size.width, WIDEST) // 2 - MARGIN
        return self.size.width >= WIDE and len(layout(answer, columns)) <= self.size.height - FRAME

    def _end(self) -> list[Block]:
        mock_session = self.mock_session
        results = [
            MockResult(answer, mock_session.question_of(answer), mock_session.suggestion(answer))
            for answer in mock_session.mock.answers
            if answer.begun
        ]
        if mock_session.phase is MockPhase.COUNTING:
            return count_prompt_blocks(results, mock_session.elapsed())
        boxes = mock_session.workspace.rules.boxes
        return done_blocks(
            results,
            mock_session.elapsed(),
            mock_session.reviews,
            mock_session.report_path,
            boxes,
            self.glyphs,
        )

    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        scope = self.scope
        rows = footer_actions(MOCK_ACTIONS, scope)
        labelled = (
            row_keys(rows, self.page.cursor)
            if scope is Scope.MOCK_DEBRIEF
            else [(row, row.label) for row in rows]
        )
        keys = [FooterKey(self.keymap.display_key(action, scope), label) for action, label in labelled]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def show_timer(self) -> None:
        """Show the time spent thinking, answering or replying, and the target."""
        mock_session, timer = self.mock_session, self.query_one(Timer)
        timer.display = mock_session.phase in ASKING
        if timer.display:
            word = "think " if mock_session.phase is MockPhase.THINKING and self.size.width >= NARROW else ""
            timer.update(join((word, "$dim"), timer_text(mock_session.seconds(), mock_session.target)))
