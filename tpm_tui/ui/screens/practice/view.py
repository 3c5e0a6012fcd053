"""The panes of the practice screen: topics, question, answer, reveal.

`PracticeView` updates the widgets from the practice session; what the keys do to the session is in `screen`.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widgets import Static

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import Agenda, days_left
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.queue import longest_unanswered, new_questions, weakest_seen
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import ACTIONS, BY_ID, Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.question import answer_label, meta_line
from tpm_tui.ui.pages.topics import QUESTION, TopicTree, topic_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import line, plain
from tpm_tui.ui.screens.main_screen import MainScreen
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import (
    NARROW,
    Counts,
    FooterKey,
    Header,
    KeyBar,
    Notice,
    Timer,
    footer_text,
    header_text,
    timer_text,
)

WIDE = 110
"""From this many columns the topics are always visible."""

TOPICS, MAIN = 41, 86
"""Columns of the topics, and most columns of the rest; app.tcss has the same numbers."""

SPLIT_ROWS = 18
"""From this many rows the answer and the reveal share the screen."""

ANSWER_PLACEHOLDER = "Type your answer, or say it aloud. {key} shows the model answer."

GRADES = {f"grade-{grade.word}": grade for grade in Grade}


def is_compact(size: Size) -> bool:
    """Return whether there is room for only one pane."""
    return size.width < NARROW or size.height < SPLIT_ROWS


def row_width(size: Size, left: int = 0) -> int:
    """Return the columns that the style sheet gives the rows above the answer.

    Computed, because right after a resize the panes still have their old sizes.

    Args:
        size: of the screen.
        left: columns of the pane at the left.
    """
    edges = 2 if is_compact(size) else 5 if left else 4
    return min(MAIN, size.width - left) - edges


class PracticeView(MainScreen):
    """The widgets of a practice session."""

    def __init__(
        self,
        practice_session: PracticeSession,
        glyphs: Glyphs,
        keymap: Keymap,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(ACTIONS, glyphs, keymap)
        self.practice_session = practice_session
        self.problems = problems
        self.open_topics: frozenset[str] = frozenset()
        self.topics_requested = False
        """Whether the learner opened the topics on a screen that does not always show them."""
        self.arranged_size = Size(0, 0)
        """The size that the panes were last arranged for."""
        self.weak: dict[str, str] = {}
        """The key points that are drilled, each with its record."""
        self.note = ""
        """The learner's own note on the revealed question."""
        self.older: list[Review] = []
        """Older attempts at the revealed question, oldest first."""
        self.attempts_back = 0
        """Which attempt the reveal shows, counted back from the current answer (0)."""

    def compose(self) -> ComposeResult:
        """Create the panes. They are never replaced; their contents change in place."""
        # Set before there are widgets, so that they are styled only once.
        self.update_classes(self._layout_classes(self.app.size), update=False)
        with Horizontal(id="top"):
            yield Header(id="header", markup=False)
            yield Timer(id="timer", markup=False)
        with Horizontal(id="body"):
            yield Page(id="topics", mark=self.glyphs.cursor)
            with Vertical(id="main"):
                yield Static(id="meta", markup=False)
                yield Static(id="prompt", markup=False)
                yield Static(id="label", markup=False)
                yield AnswerEditor(self._placeholder, id="editor")
                yield Page(id="reveal", mark=self.glyphs.cursor)
        yield Notice(id="notice", markup=False)
        yield KeyBar(id="keys", markup=False)

    @property
    def _placeholder(self) -> str:
        """The text in an empty editor."""
        return ANSWER_PLACEHOLDER.format(key=self.keymap.display_key(BY_ID["reveal"]))

    @property
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""
        if self.focused is self.editor:
            return Scope.EDITOR
        if self.focused is self.topics:
            return Scope.TOPICS
        return {
            SessionPhase.ASKING: Scope.ASKING,
            SessionPhase.REVEALED: Scope.REVEALED,
            SessionPhase.DONE: Scope.DONE,
        }[self.practice_session.phase]

    @property
    def active_page(self) -> Page:
        """The page that the movement keys act on."""
        return self.topics if self.scope is Scope.TOPICS else self.page

    @property
    def topics(self) -> Page:
        """The topic browser."""
        return self.query_one("#topics", Page)

    @property
    def page(self) -> Page:
        """The page of the reveal, or of the summary when no question is asked."""
        return self.query_one("#reveal", Page)

    @property
    def file_problems(self) -> tuple[str, ...]:
        """Problems found in the bank, settings, themes and progress."""
        return (*map(str, self.problems), *self.practice_session.workspace.store.notices)

    @property
    def compact(self) -> bool:
        """Whether there is room for only one pane."""
        return is_compact(self.size)

    def load_history(self, question: str) -> None:
        """Load a question's older attempts and note for the reveal.

        If the history cannot be read, show the error and reveal without them.
        """
        history = self.practice_session.history_of(question)
        self.older, self.attempts_back = history.attempts, 0
        self.note, self.weak = history.note, history.weak
        if history.error:
            self.show_notice(history.error, error=True)

    def save_text(self) -> None:
        """Save the drafts of the answer and the note."""
        self.practice_session.save_draft()

    def show_all(self) -> None:
        """Update every pane, after the question or the phase changed."""
        practice_session = self.practice_session
        if practice_session.question is not None and practice_session.question.topic not in self.open_topics:
            self.open_topics = frozenset({practice_session.question.topic})
        with self.app.batch_update():
            with self.prevent(AnswerEditor.Changed):
                self.editor.load_draft(practice_session.session.draft)
            self.editor.read_only = practice_session.phase is not SessionPhase.ASKING
            self.editor.placeholder = line("Nothing typed." if self.editor.read_only else self._placeholder)
            self.arrange_panes()
            self.show_page(keep_scroll=False)
            self.focus_pane()
            self.refresh_texts()

    def focus_pane(self) -> None:
        """Focus the pane for the phase, immediately, so that the next key reaches it."""
        match self.practice_session.phase:
            case SessionPhase.ASKING:
                self.set_focus(self.editor, scroll_visible=False)
            case SessionPhase.REVEALED | SessionPhase.DONE:
                self.set_focus(self.page, scroll_visible=False)

    def refresh_texts(self) -> None:
        """Update everything except the editor and the page; cheap enough after any change."""
        agenda = self.practice_session.agenda()
        self.show_header(agenda)
        self.show_question()
        self.show_label()
        self.show_topics(agenda)
        self.show_keys()
        self.show_timer()

    def arrange_panes(self) -> None:
        """Show the panes that fit the size and the phase, by setting CSS classes."""
        self.arranged_size = self.size
        self.update_classes(self._layout_classes(self.size))
        if self.practice_session.phase is SessionPhase.REVEALED:
            rows = max(1, self.editor.wrapped_document.height)
            self.editor.styles.height = min(rows, max(3, self.size.height // 4))
        else:
            self.editor.styles.height = "1fr"

    def _layout_classes(self, size: Size) -> dict[str, bool]:
        """Return the CSS classes that select the panes."""
        phase = self.practice_session.phase
        wide = size.width >= WIDE
        return {
            "-wide": wide,
            "-narrow": size.width < NARROW,
            "-compact": is_compact(size),
            "-asking": phase is SessionPhase.ASKING,
            "-revealed": phase is SessionPhase.REVEALED,
            "-done": phase is SessionPhase.DONE,
            "-topics": self.topics_requested and not wide,
        }

    def show_header(self, agenda: Agenda) -> None:
        """Show what is due and the next interview."""
        ahead = self.practice_session.workspace.plan_settings.future_deadlines(agenda.today)
        interview = ahead[0].day if ahead else None
        counts = Counts(agenda.due, agenda.new, interview, days_left(interview, agenda.today))
        self.query_one(Header).update(header_text(counts, self.size.width, self.glyphs))

    def show_question(self) -> None:
        """Show the question's metadata and prompt."""
        question = self.practice_session.question
        if question is None:
            return
        topic = self.practice_session.workspace.bank.topic_of(question).label
        boxes = self.practice_session.workspace.rules.boxes
        width = row_width(self.size, left=TOPICS if self.has_class("-wide") else 0)
        card, target, drill = (
            self.practice_session.card,
            self.practice_session.target,
            self.practice_session.is_drill,
        )
        meta = meta_line(question, topic, card, boxes, target, self.glyphs, width, drill)
        self.query_one("#meta", Static).update(meta)
        self.query_one("#prompt", Static).update(plain(self.practice_session.prompt, "bold"))

    def show_label(self) -> None:
        """Show how long the answer is, and whether it is saved."""
        width = row_width(self.size, left=TOPICS if self.has_class("-wide") else 0)
        label = answer_label(
            self.practice_session.session.draft, self.practice_session.is_draft_saved, width, self.glyphs
        )
        self.query_one("#label", Static).update(label)

    def show_topics(self, agenda: Agenda) -> None:
        """Update the topics, with counts from the agenda; do nothing while they are hidden."""
        if not (self.has_class("-wide") or self.has_class("-topics")):
            return
        workspace = self.practice_session.workspace
        tree = TopicTree(
            workspace.bank,
            workspace.store.cards,
            agenda,
            self.open_topics,
            self.practice_session.session.current,
            workspace.rules.boxes,
        )
        here = QUESTION + self.practice_session.session.current
        cursor = None if self.topics.has_focus or self.practice_session.question is None else here
        self.topics.show(topic_blocks(tree, self.glyphs), cursor, keep_scroll=True)

    def show_page(self, *, keep_scroll: bool) -> None:
        """Show the reveal or the summary.

        Args:
            keep_scroll: keep cursor and scroll position.
        """
        if self.practice_session.phase is SessionPhase.REVEALED:
            question = self.practice_session.question
            assert question is not None
            names = [point.name for point in question.key_points]
            first = None if keep_scroll else next((n for n in names if n in self.weak), names[0])
            self.page.show(self._reveal(question), cursor=first, keep_scroll=keep_scroll)
        elif self.practice_session.phase is SessionPhase.DONE:
            self.page.show(self._summary(), cursor="")

    # The two pages are imported where they are built: the first frame needs neither.

    def _reveal(self, question: Question) -> list[Block]:
        from tpm_tui.ui.pages.reveal import Reveal, reveal_blocks

        practice_session, back = self.practice_session, self.attempts_back
        reveal = Reveal(
            question,
            practice_session.session.ticked,
            practice_session.suggestion(),
            practice_session.hits,
            answer=practice_session.session.draft if self.compact else None,
            prompt=practice_session.prompt if self.compact else "",
            weak=self.weak,
            note=self.note,
            older=self.older[-back] if back else None,
            older_place=f"attempt {len(self.older) - back + 1} of {len(self.older)}",
            facts=practice_session.workspace.facts,
            narrow=self.has_class("-narrow"),
        )
        return reveal_blocks(reveal, self.glyphs)

    def _summary(self) -> list[Block]:
        from tpm_tui.ui.pages.summary import Offer, Summary, summary_blocks

        practice_session = self.practice_session
        agenda = practice_session.agenda()
        counted = (
            ("practise-due", len(agenda.queue), "{} left in today's plan"),
            ("practise-new", len(new_questions(practice_session.workspace)), "{} new"),
            (
                "practise-weakest",
                len(weakest_seen(practice_session.workspace)),
                "review the weakest of {} seen",
            ),
            (
                "practise-more",
                len(longest_unanswered(practice_session.workspace)),
                "review the {} seen longest ago",
            ),
        )
        offers = [
            Offer(self.keymap.display_key(BY_ID[action]), text.format(count))
            for action, count, text in counted
            if count
        ]
        if practice_session.workspace.study_sets:
            offers.append(Offer(self.keymap.display_key(BY_ID["study-set"]), "a study set"))
        if weakest_seen(practice_session.workspace):
            offers.append(Offer(self.keymap.display_key(BY_ID["drill"]), "a drill; no box moves"))
        offers.append(Offer(self.keymap.display_key(BY_ID["topics"]), "a topic, or any question"))
        summary = Summary(
            practice_session.workspace.bank,
            agenda,
            practice_session.session.reviews,
            tuple(offers),
            practice_session.report_path,
            practice_session.workspace.rules.boxes,
            self.file_problems,
            ""
            if practice_session.workspace.plan_settings.future_deadlines(agenda.today)
            else self.keymap.display_key(BY_ID["plan"]),
        )
        return summary_blocks(summary, self.glyphs)

    def show_keys(self) -> None:
        """Show the footer for the current scope."""
        scope = self.scope
        suggested = self.practice_session.suggestion() if scope is Scope.REVEALED else None
        keys = []
        for action in footer_actions(ACTIONS, scope):
            grade = GRADES.get(action.id)
            if action.id == "leave" and scope is not Scope.EDITOR and scope is not Scope.TOPICS:
                continue
            note = (
                f"{self.practice_session.interval(grade)}d"
                if grade and not self.practice_session.is_drill
                else ""
            )
            keys.append(
                FooterKey(
                    self.keymap.display_key(action, scope), action.label, note, grade == suggested is not None
                )
            )
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def show_timer(self) -> None:
        """Show the time spent and the target."""
        question = self.practice_session.question
        timer = self.query_one(Timer)
        timer.display = question is not None
        if question is not None:
            timer.update(timer_text(self.practice_session.seconds(), self.practice_session.target))
