"""The panes of a mock interview and what they show: question, follow-up, answer, debrief.

`MockPanes` brings the widgets to the state of the sitting; what keys do to the sitting is in `mock`.
"""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tpm_tui.core.mock.interview import ASKING, SPEAKING, Phase
from tpm_tui.core.text.speech import clock
from tpm_tui.practice.mock import MockSitting
from tpm_tui.ui.keys.actions import BY_ID, MOCK_ACTIONS, Scope, in_footer
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock_debrief import judging_blocks, said_blocks
from tpm_tui.ui.pages.mock_end import Result, counting_blocks, done_blocks
from tpm_tui.ui.pages.question import answer_label
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, lay_out
from tpm_tui.ui.render.text import join, line, plain
from tpm_tui.ui.screens.main_screen import HomeScreen
from tpm_tui.ui.screens.mock.debrief_keys import row_keys
from tpm_tui.ui.screens.practice.view import WIDE, is_compact, row_width
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import (
    NARROW,
    Header,
    Key,
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
    Phase.THINKING: Scope.MOCK_THINKING,
    Phase.ANSWERING: Scope.MOCK_ANSWERING,
    Phase.FOLLOW_UP: Scope.MOCK_ANSWERING,
    Phase.DEBRIEF: Scope.MOCK_DEBRIEF,
    Phase.COUNTING: Scope.MOCK_COUNTING,
    Phase.DONE: Scope.MOCK_DONE,
}


class MockPanes(HomeScreen):
    """One mock interview as it is seen."""

    own_keys = "Mock interview"

    def __init__(self, sitting: MockSitting, glyphs: Glyphs, keymap: Keymap) -> None:
        super().__init__(MOCK_ACTIONS, glyphs, keymap)
        self.sitting = sitting
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
        return Scope.MOCK_EDITOR if self.focused is self.editor else SCOPES[self.sitting.phase]

    @property
    def page(self) -> Page:
        """The debrief, or what comes after it."""
        return self.query_one("#debrief", Page)

    @property
    def moving(self) -> Page:
        """The page that the keys move over."""
        return self.page

    def put_on_disk(self) -> None:
        """Save the interview as it stands."""
        self.sitting.save()

    def show_all(self) -> None:
        """Bring every pane to the state of the sitting: after a question or phase changed."""
        phase = self.sitting.phase
        with self.app.batch_update():
            with self.prevent(AnswerEditor.Changed):
                self.editor.put(self.sitting.mock.text if phase in ASKING else "")
            self.arrange_panes()
            self.show_page(keep_place=False)
            self.enter()
            self.refresh_texts()

    def enter(self) -> None:
        """Put the cursor where the next thing happens: now, so that the next key finds it there."""
        if self.sitting.phase in SPEAKING:
            self.set_focus(self.editor, scroll_visible=False)
        elif self.sitting.phase is Phase.THINKING:
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
        phase = self.sitting.phase
        self.update_classes(
            {
                "-compact": is_compact(self.size),
                "-thinking": phase is Phase.THINKING,
                "-follow-up": phase is Phase.FOLLOW_UP,
                "-page": phase not in ASKING,
            }
        )

    def show_header(self) -> None:
        """Where in the interview one is; minutes only, so that it is painted once in each."""
        mock, width = self.sitting.mock, self.size.width
        minutes = int(self.sitting.elapsed() // 60)
        pieces = [join(("mock", "bold")) if width >= NARROW else Content("")]
        if self.sitting.phase in ASKING:
            title = self.sitting.answer.round or mock.format.title
            pieces.append(line(title, "bold") if width >= NARROW else Content(""))
            pieces.append(join((f"{mock.place + 1} of {len(mock.answers)}", "bold")))
            late = minutes >= mock.format.minutes
            pieces.append(line(f"{minutes} of {mock.format.minutes} min", "bold $due" if late else "$dim"))
        elif self.sitting.phase is Phase.DEBRIEF:
            pieces += [line("debrief"), join((f"{mock.place + 1} of {len(mock.answers)}", "bold"))]
        self.query_one(Header).update(Content("  ").join([piece for piece in pieces if piece]))

    def show_question(self) -> None:
        """Metadata, prompt, and the follow-up that is asked."""
        sitting = self.sitting
        if sitting.phase not in ASKING:
            return
        question, answer, dot = sitting.question, sitting.answer, f" {self.glyphs.dot} "
        target = f"target {clock(question.time_target.answer_seconds)}"
        topic = [sitting.topic_of(answer)] if self.size.width >= NARROW else []
        meta = dot.join(part for part in (*topic, question.kind, target) if part)
        replying = sitting.phase is Phase.FOLLOW_UP
        self.query_one("#meta", Static).update(line(meta, "$dim"))
        self.query_one("#prompt", Static).update(plain(answer.prompt, "$dim" if replying else "bold"))
        if replying:
            self.query_one("#probe", Static).update(plain(answer.replies[-1].ask, "bold"))
        elif sitting.phase is Phase.THINKING:
            key = self.keymap.shown(BY_ID["mock-speak"])
            hint = f"Take up to a minute to think. {key} begins the answer."
            self.query_one("#probe", Static).update(line(hint, "$dim"))

    def show_label(self) -> None:
        """How long the answer is, and whether it is saved."""
        mock = self.sitting.mock
        text = mock.text if self.sitting.phase in ASKING else ""
        label = answer_label(text, self.sitting.saved, row_width(self.size), self.glyphs)
        self.query_one("#label", Static).update(label)

    def show_page(self, *, keep_place: bool) -> None:
        """The debrief, or the page that stands in its place."""
        if self.sitting.phase in ASKING:
            return
        if not keep_place:
            self.page.cursor = ""  # a new page begins at its top, wherever its first item is
        debrief = self.sitting.phase is Phase.DEBRIEF
        if not debrief:
            self.remove_class("-beside")
        self.page.show(self._debrief() if debrief else self._end(), keep_place=keep_place)

    def _debrief(self) -> list[Block]:
        sitting = self.sitting
        mock, question, dot = sitting.mock, sitting.question, f" {self.glyphs.dot} "
        parts = (
            f"answer {mock.place + 1} of {len(mock.answers)}",
            sitting.topic_of(mock.answer),
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
        return self.size.width >= WIDE and len(lay_out(said, columns)) <= self.size.height - FRAME

    def _end(self) -> list[Block]:
        sitting = self.sitting
        results = [
            Result(answer, sitting.question_of(answer), sitting.suggestion(answer))
            for answer in sitting.mock.answers
            if answer.begun
        ]
        if sitting.phase is Phase.COUNTING:
            return counting_blocks(results, sitting.elapsed())
        boxes = sitting.workspace.rules.boxes
        return done_blocks(
            results, sitting.elapsed(), sitting.reviews, sitting.report_path, boxes, self.glyphs
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
        keys = [Key(self.keymap.shown(action, scope), label) for action, label in named]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def show_timer(self) -> None:
        """Time against the target, of thinking, answering or replying."""
        sitting, timer = self.sitting, self.query_one(Timer)
        timer.display = sitting.phase in ASKING
        if timer.display:
            word = "think " if sitting.phase is Phase.THINKING and self.size.width >= NARROW else ""
            timer.update(join((word, "$dim"), timer_text(sitting.seconds(), sitting.target)))
