"""The topic browser: topics to open and close, and their questions."""

from __future__ import annotations

from msgspec.structs import replace
from textual.message import Message

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.topics import ALL, QUESTION, TopicTree, question_of, topic_blocks, topic_of
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page


class TopicBrowser(Page):
    """The topics, of which some are open."""

    class QuestionChosen(Message):
        """The learner chose a question."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    class PracticeRequested(Message):
        """The learner wants to practise a topic, or all of them if the id is empty."""

        def __init__(self, topic: str) -> None:
            super().__init__()
            self.topic = topic

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="topics", mark=glyphs.cursor)
        self._glyphs = glyphs
        self._tree: TopicTree | None = None
        self._open: frozenset[str] = frozenset()

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **Movement(self).handlers(),
            "choose": self.choose,
            "practise-topic": self.request_practice,
        }

    def open_topic(self, topic: str) -> None:
        """Open one topic and close the others, unless it is open already."""
        if topic not in self._open:
            self._open = frozenset({topic})

    def show_tree(self, tree: TopicTree) -> None:
        """Show the topics; while the browser has no focus, the cursor is on the current question."""
        self._tree = replace(tree, open=self._open)
        cursor = QUESTION + tree.current if tree.current and not self.has_focus else None
        shown = self._tree
        self.show(lambda width: topic_blocks(shown, self._glyphs, width), cursor, keep_scroll=True)

    def move_to_question(self, question: str) -> None:
        """Move the cursor to a question."""
        self.move_to(QUESTION + question)

    def choose(self) -> QuestionChosen | None:
        """Open or close the topic under the cursor, or choose the question."""
        question, topic = question_of(self.cursor), topic_of(self.cursor)
        if question is not None:
            return self.QuestionChosen(question)
        if self._tree is None or topic is None:
            return None
        if self.cursor == ALL:
            every = frozenset(topic.id for topic in self._tree.bank.topics)
            self._open = frozenset() if self._open == every else every
        else:
            self._open ^= {topic}
        self.show_tree(self._tree)
        return None

    def request_practice(self) -> PracticeRequested | None:
        """Request practice of the topic under the cursor, or of the topic of the question there."""
        topic = topic_of(self.cursor)
        if topic is None and self._tree is not None:
            topic = self._tree.bank.topic_by_question[question_of(self.cursor) or ""]
        return None if topic is None else self.PracticeRequested(topic)
