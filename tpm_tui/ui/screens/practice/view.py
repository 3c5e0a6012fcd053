"""The panes of practice and what they show: topics, question, answer, reveal.

`PracticeView` brings the widgets to the state of the practice_session; what keys do to the practice_session is in `practice`.
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
from tpm_tui.practice.queue import longest_unanswered, new_questions, weakest_met
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import ACTIONS, BY_ID, Scope, in_footer
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
"""From so many columns on the topics stay in sight."""

TOPICS, MAIN = 41, 86
"""Columns of the topics, and those that the rest takes at most; app.tcss has them too."""

ROOMY = 18
"""From so many rows on answer and reveal share the screen."""

EMPTY_ANSWER = "Type your answer, or say it aloud. {key} shows the model answer."

GRADES = {f"grade-{grade.word}": grade for grade in Grade}


def is_compact(size: Size) -> bool:
    """Whether there is room for one pane only."""
    return size.width < NARROW or size.height < ROOMY


def row_width(size: Size, beside: int = 0) -> int:
    """Columns that the style sheet gives the rows above the answer: after a resize panes have old sizes.

    Args:
        size: of the screen.
        beside: columns of what stays in sight at the left.
    """
    edges = 2 if is_compact(size) else 5 if beside else 4
    return min(MAIN, size.width - beside) - edges


class PracticeView(MainScreen):
    """One practice_session as it is seen."""

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
        self.topics_asked_for = False
        """Whether the learner called for the topics where they do not stay in sight."""
        self.arranged_for = Size(0, 0)
        """The size that the panes were last arranged for."""
        self.weak: dict[str, str] = {}
        """The key points that a drill is about."""
        self.note = ""
        """The learner's own note on the question that is revealed."""
        self.older: list[Review] = []
        self.older_place = 0
        """How many attempts back the reveal shows; 0 is the present answer."""

    def compose(self) -> ComposeResult:
        """The panes. They stay for good; what they show changes in place."""
        # Known before there is anything to style, so that it is styled once.
        self.update_classes(self._arrangement(self.app.size), update=False)
        with Horizontal(id="top"):
            yield Header(id="header", markup=False)
            yield Timer(id="timer", markup=False)
        with Horizontal(id="body"):
            yield Page(id="topics", mark=self.glyphs.cursor)
            with Vertical(id="main"):
                yield Static(id="meta", markup=False)
                yield Static(id="prompt", markup=False)
                yield Static(id="label", markup=False)
                yield AnswerEditor(self._empty_answer, id="editor")
                yield Page(id="reveal", mark=self.glyphs.cursor)
        yield Notice(id="notice", markup=False)
        yield KeyBar(id="keys", markup=False)

    @property
    def _empty_answer(self) -> str:
        """The words in an empty editor."""
        return EMPTY_ANSWER.format(key=self.keymap.shown(BY_ID["reveal"]))

    @property
    def scope(self) -> Scope:
        """Where the learner is, which decides what the keys do."""
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
    def moving(self) -> Page:
        """The page that the keys move over."""
        return self.topics if self.scope is Scope.TOPICS else self.page

    @property
    def topics(self) -> Page:
        """The topic browser."""
        return self.query_one("#topics", Page)

    @property
    def page(self) -> Page:
        """The reveal, or what stands in its place when nothing is asked."""
        return self.query_one("#reveal", Page)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """What is wrong with bank, settings, themes and progress."""
        return (*map(str, self.problems), *self.practice_session.workspace.store.notices)

    @property
    def compact(self) -> bool:
        """Whether there is room for one pane only."""
        return is_compact(self.size)

    def look_back(self, question: str) -> None:
        """Fetch what the reveal shows of a question's past: older attempts and the note. It shows without."""
        past = self.practice_session.past(question)
        self.older, self.older_place = past.attempts, 0
        self.note, self.weak = past.note, past.weak
        if past.fault:
            self.say(past.fault, bad=True)

    def save_text(self) -> None:
        """Save what was typed, answers and notes."""
        self.practice_session.save_draft()

    def show_all(self) -> None:
        """Bring every pane to the state of the practice_session: after a question or phase changed."""
        practice_session = self.practice_session
        if practice_session.question is not None and practice_session.question.topic not in self.open_topics:
            self.open_topics = frozenset({practice_session.question.topic})
        with self.app.batch_update():
            with self.prevent(AnswerEditor.Changed):
                self.editor.put(practice_session.session.draft)
            self.editor.read_only = practice_session.phase is not SessionPhase.ASKING
            self.editor.placeholder = line("Nothing typed." if self.editor.read_only else self._empty_answer)
            self.arrange_panes()
            self.show_page(keep_place=False)
            self.enter()
            self.refresh_texts()

    def enter(self) -> None:
        """Put the cursor where the next thing happens: now, so that the next key finds it there."""
        match self.practice_session.phase:
            case SessionPhase.ASKING:
                self.set_focus(self.editor, scroll_visible=False)
            case SessionPhase.REVEALED | SessionPhase.DONE:
                self.set_focus(self.page, scroll_visible=False)

    def refresh_texts(self) -> None:
        """Everything but the editor and the page: cheap enough for any change."""
        agenda = self.practice_session.agenda()
        self.show_header(agenda)
        self.show_question()
        self.show_label()
        self.show_topics(agenda)
        self.show_keys()
        self.show_timer()

    def arrange_panes(self) -> None:
        """Which panes there are, as classes that the style sheet knows."""
        self.arranged_for = self.size
        self.update_classes(self._arrangement(self.size))
        if self.practice_session.phase is SessionPhase.REVEALED:
            rows = max(1, self.editor.wrapped_document.height)
            self.editor.styles.height = min(rows, max(3, self.size.height // 4))
        else:
            self.editor.styles.height = "1fr"

    def _arrangement(self, size: Size) -> dict[str, bool]:
        """The classes that the style sheet tells the panes by."""
        phase = self.practice_session.phase
        wide = size.width >= WIDE
        return {
            "-wide": wide,
            "-narrow": size.width < NARROW,
            "-compact": is_compact(size),
            "-asking": phase is SessionPhase.ASKING,
            "-revealed": phase is SessionPhase.REVEALED,
            "-done": phase is SessionPhase.DONE,
            "-topics": self.topics_asked_for and not wide,
        }

    def show_header(self, agenda: Agenda) -> None:
        """What is due."""
        ahead = self.practice_session.workspace.plan_settings.ahead(agenda.today)
        interview = ahead[0].day if ahead else None
        counts = Counts(agenda.due, agenda.new, interview, days_left(interview, agenda.today))
        self.query_one(Header).update(header_text(counts, self.size.width, self.glyphs))

    def show_question(self) -> None:
        """Metadata and prompt."""
        question = self.practice_session.question
        if question is None:
            return
        topic = self.practice_session.workspace.bank.topic_of(question).label
        boxes = self.practice_session.workspace.rules.boxes
        width = row_width(self.size, beside=TOPICS if self.has_class("-wide") else 0)
        card, target, drill = (
            self.practice_session.card,
            self.practice_session.target,
            self.practice_session.drilling,
        )
        meta = meta_line(question, topic, card, boxes, target, self.glyphs, width, drill)
        self.query_one("#meta", Static).update(meta)
        self.query_one("#prompt", Static).update(plain(self.practice_session.prompt, "bold"))

    def show_label(self) -> None:
        """How long the answer is, and whether it is saved."""
        width = row_width(self.size, beside=TOPICS if self.has_class("-wide") else 0)
        label = answer_label(
            self.practice_session.session.draft, self.practice_session.draft_saved, width, self.glyphs
        )
        self.query_one("#label", Static).update(label)

    def show_topics(self, agenda: Agenda) -> None:
        """The topic browser, its counts from the agenda; nothing while it is out of sight."""
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
        self.topics.show(topic_blocks(tree, self.glyphs), cursor, keep_place=True)

    def show_page(self, *, keep_place: bool) -> None:
        """The reveal, or the page that stands in its place."""
        if self.practice_session.phase is SessionPhase.REVEALED:
            question = self.practice_session.question
            assert question is not None
            names = [point.name for point in question.key_points]
            first = None if keep_place else next((n for n in names if n in self.weak), names[0])
            self.page.show(self._reveal(question), cursor=first, keep_place=keep_place)
        elif self.practice_session.phase is SessionPhase.DONE:
            self.page.show(self._rest(), cursor="")

    # The two pages are imported where they are set: the first frame needs neither.

    def _reveal(self, question: Question) -> list[Block]:
        from tpm_tui.ui.pages.reveal import Reveal, reveal_blocks

        practice_session, place = self.practice_session, self.older_place
        reveal = Reveal(
            question,
            practice_session.session.ticked,
            practice_session.suggestion(),
            practice_session.hits,
            answer=practice_session.session.draft if self.compact else None,
            prompt=practice_session.prompt if self.compact else "",
            weak=self.weak,
            note=self.note,
            older=self.older[-place] if place else None,
            older_place=f"attempt {len(self.older) - place + 1} of {len(self.older)}",
            facts=practice_session.workspace.facts,
            narrow=self.has_class("-narrow"),
        )
        return reveal_blocks(reveal, self.glyphs)

    def _rest(self) -> list[Block]:
        from tpm_tui.ui.pages.summary import Offer, Summary, summary_blocks

        practice_session = self.practice_session
        agenda = practice_session.agenda()
        counted = (
            ("practise-due", len(agenda.queue), "{} left of today's plan"),
            ("practise-new", len(new_questions(practice_session.workspace)), "{} not met yet"),
            ("practise-weakest", len(weakest_met(practice_session.workspace)), "the weakest of {} met"),
            ("practise-more", len(longest_unanswered(practice_session.workspace)), "{} answered longest ago"),
        )
        offers = [
            Offer(self.keymap.shown(BY_ID[action]), text.format(count))
            for action, count, text in counted
            if count
        ]
        if practice_session.workspace.study_sets:
            offers.append(Offer(self.keymap.shown(BY_ID["study-set"]), "a study set"))
        if weakest_met(practice_session.workspace):
            offers.append(Offer(self.keymap.shown(BY_ID["drill"]), "a drill; no box moves"))
        offers.append(Offer(self.keymap.shown(BY_ID["topics"]), "a topic, or any question"))
        rest = Summary(
            practice_session.workspace.bank,
            agenda,
            practice_session.session.reviews,
            tuple(offers),
            practice_session.report_path,
            practice_session.workspace.rules.boxes,
            self.set_aside,
            ""
            if practice_session.workspace.plan_settings.ahead(agenda.today)
            else self.keymap.shown(BY_ID["plan"]),
        )
        return summary_blocks(rest, self.glyphs)

    def show_keys(self) -> None:
        """The footer for where the learner is."""
        scope = self.scope
        suggested = self.practice_session.suggestion() if scope is Scope.REVEALED else None
        keys = []
        for action in in_footer(ACTIONS, scope):
            grade = GRADES.get(action.id)
            if action.id == "leave" and scope is not Scope.EDITOR and scope is not Scope.TOPICS:
                continue
            note = (
                f"{self.practice_session.interval(grade)}d"
                if grade and not self.practice_session.drilling
                else ""
            )
            keys.append(
                FooterKey(
                    self.keymap.shown(action, scope), action.label, note, grade == suggested is not None
                )
            )
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def show_timer(self) -> None:
        """Time against the target."""
        question = self.practice_session.question
        timer = self.query_one(Timer)
        timer.display = question is not None
        if question is not None:
            timer.update(timer_text(self.practice_session.seconds(), self.practice_session.target))
