"""The panes of a mock interview and what they show: question, follow-up, answer, debrief.

`MockView` brings the widgets to the state of the mock_session; what keys do to the mock_session is in `mock`.
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
from tpm_tui.ui.keys.actions import BY_ID, MOCK_ACTIONS, Scope, in_footer
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock_debrief import judging_blocks, said_blocks
from tpm_tui.ui.pages.mock_end import Result, counting_blocks, done_blocks
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

EMPTY_ANSWER = "Type your answer, or say it aloud. {key} when it is finished."

WIDEST, MARGIN, FRAME = 160, 4, 3
"""Columns that two pages take at most, columns of each that hold no text, rows that are no page's;
mock.tcss has them too."""

SCOPES = {
    MockPhase.THINKING: Scope.MOCK_THINKING,
    MockPhase.ANSWERING: Scope.MOCK_ANSWERING,
    MockPhase.FOLLOW_UP: Scope.MOCK_ANSWERING,
    MockPhase.DEBRIEF: Scope.MOCK_DEBRIEF,
    MockPhase.COUNTING: Scope.MOCK_COUNTING,
    MockPhase.DONE: Scope.MOCK_DONE,
}


class MockView(MainScreen):
    """One mock interview as it is seen."""

    own_keys = "Mock interview"

    def __init__(self, mock_session: MockSession, glyphs: Glyphs, keymap: Keymap) -> None:
        super().__init__(MOCK_ACTIONS, glyphs, keymap)
        self.mock_session = mock_session
        self.arranged_for = Size(0, 0)
        """The size that the panes were last arranged for."""

    def compose(self) -> ComposeResult:
        """The panes. They stay for good; what they show changes in place."""
        with Horizontal(id="top"):
            yield Header(id="header", markup=False)
            yield Timer(id="timer", markup=False)
        with Vertical(id="main"):
            yield Static(id="meta", markup=False)
            yield Static(id="prompt", markup=False)
            yield Static(id="probe", markup=False)
            yield Static(id="label", markup=False)
            key = self.keymap.shown(BY_ID["mock-go-on"])
            yield AnswerEditor(EMPTY_ANSWER.format(key=key), id="editor")
            with Horizontal(id="pages"):
                beside = Page(id="beside", mark=self.glyphs.cursor)
                beside.can_focus = False
                yield beside
                yield Page(id="debrief", mark=self.glyphs.cursor)
        yield Notice(id="notice", markup=False)
        yield KeyBar(id="keys", markup=False)

    @property
    def scope(self) -> Scope:
        """Where the learner is, which decides what the keys do."""
        return Scope.MOCK_EDITOR if self.focused is self.editor else SCOPES[self.mock_session.phase]

    @property
    def page(self) -> Page:
        """The debrief, or what comes after it."""
        return self.query_one("#debrief", Page)

    @property
    def moving(self) -> Page:
        """The page that the keys move over."""
        return self.page

    def save_text(self) -> None:
        """Save the interview as it stands."""
        self.mock_session.save()

    def show_all(self) -> None:
        """Bring every pane to the state of the mock_session: after a question or phase changed."""
        phase = self.mock_session.phase
        with self.app.batch_update():
            with self.prevent(AnswerEditor.Changed):
                self.editor.put(self.mock_session.mock.text if phase in ASKING else "")
            self.arrange_panes()
            self.show_page(keep_place=False)
            self.enter()
            self.refresh_texts()

    def enter(self) -> None:
        """Put the cursor where the next thing happens: now, so that the next key finds it there."""
        if self.mock_session.phase in SPEAKING:
            self.set_focus(self.editor, scroll_visible=False)
        elif self.mock_session.phase is MockPhase.THINKING:
            self.set_focus(None)
        else:
            self.set_focus(self.page, scroll_visible=False)

    def refresh_texts(self) -> None:
        """Everything but the editor and the page: cheap enough for any change."""
        self.show_header()
        self.show_question()
        self.show_label()
        self.show_keys()
        self.show_timer()

    def arrange_panes(self) -> None:
        """Which panes there are, as classes that the style sheet knows."""
        self.arranged_for = self.size
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
        """Where in the interview one is; minutes only, so that it is painted once in each."""
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
        """Metadata, prompt, and the follow-up that is asked."""
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
            self.query_one("#probe", Static).update(plain(answer.replies[-1].ask, "bold"))
        elif mock_session.phase is MockPhase.THINKING:
            key = self.keymap.shown(BY_ID["mock-speak"])
            hint = f"Take up to a minute to think. {key} begins the answer."
            self.query_one("#probe", Static).update(line(hint, "$dim"))

    def show_label(self) -> None:
        """How long the answer is, and whether it is saved."""
        mock = self.mock_session.mock
        text = mock.text if self.mock_session.phase in ASKING else ""
        label = answer_label(text, self.mock_session.saved, row_width(self.size), self.glyphs)
        self.query_one("#label", Static).update(label)

    def show_page(self, *, keep_place: bool) -> None:
        """The debrief, or the page that stands in its place."""
        if self.mock_session.phase in ASKING:
            return
        if not keep_place:
            self.page.cursor = ""  # a new page begins at its top, wherever its first item is
        debrief = self.mock_session.phase is MockPhase.DEBRIEF
        if not debrief:
            self.remove_class("-beside")
        self.page.show(self._debrief() if debrief else self._end(), keep_place=keep_place)

    def _debrief(self) -> list[Block]:
        mock_session = self.mock_session
        mock, question, dot = mock_session.mock, mock_session.question, f" {self.glyphs.dot} "
        parts = (
            f"answer {mock.place + 1} of {len(mock.answers)}",
            mock_session.topic_of(mock.answer),
            question.kind,
        )
        place = dot.join(part for part in parts if part)
        said = said_blocks(mock.answer, question, place, self.glyphs)
        judging = judging_blocks(mock.answer, question, self.size.width < NARROW, self.glyphs)
        beside = self._fits_beside(said)
        self.set_class(beside, "-beside")
        if not beside:
            return [*said, *judging]
        self.query_one("#beside", Page).show([replace(block, item="") for block in said])
        return judging

    def _fits_beside(self, said: list[Block]) -> bool:
        """Whether the answer can stand whole beside its model answer; a longer one is scrolled with it."""
        columns = min(self.size.width, WIDEST) // 2 - MARGIN
        return self.size.width >= WIDE and len(layout(said, columns)) <= self.size.height - FRAME

    def _end(self) -> list[Block]:
        mock_session = self.mock_session
        results = [
            Result(answer, mock_session.question_of(answer), mock_session.suggestion(answer))
            for answer in mock_session.mock.answers
            if answer.begun
        ]
        if mock_session.phase is MockPhase.COUNTING:
            return counting_blocks(results, mock_session.elapsed())
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
        """The footer for where the learner is."""
        scope = self.scope
        rows = in_footer(MOCK_ACTIONS, scope)
        named = (
            row_keys(rows, self.page.cursor)
            if scope is Scope.MOCK_DEBRIEF
            else [(row, row.label) for row in rows]
        )
        keys = [FooterKey(self.keymap.shown(action, scope), label) for action, label in named]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def show_timer(self) -> None:
        """Time against the target, of thinking, answering or replying."""
        mock_session, timer = self.mock_session, self.query_one(Timer)
        timer.display = mock_session.phase in ASKING
        if timer.display:
            word = "think " if mock_session.phase is MockPhase.THINKING and self.size.width >= NARROW else ""
            timer.update(join((word, "$dim"), timer_text(mock_session.seconds(), mock_session.target)))
