"""Navigation: topics, search, more questions, study sets, themes, the plan."""

from __future__ import annotations

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.practice.queue import longest_unanswered, new_questions, topic_queue, weakest_seen
from tpm_tui.storage.progress.store import WriteError
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.pages.topics import ALL, QUESTION, question_of, topic_of
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.practice.answering import AnswerActions

NOTHING_SEEN = "No question has been answered yet."


class NavigationActions(AnswerActions):
    """Actions that go from one question to another."""

    def action_topics(self) -> None:
        """Open or close the topics."""
        if self.scope is Scope.TOPICS:
            self.action_leave()
            return
        self.topics_requested = not self.has_class("-wide")
        self.arrange_panes()
        self.refresh_texts()
        self.set_focus(self.topics, scroll_visible=False)
        if self.practice_session.session.current:
            self.topics.move_to(QUESTION + self.practice_session.session.current)

    def action_choose(self) -> None:
        """Expand or collapse the topic, or go to the question, under the cursor."""
        item = self.topics.cursor
        question = question_of(item)
        if question is not None:
            self.go_to_question(question)
            return
        topic = topic_of(item)
        if item == ALL:
            every = frozenset(topic.id for topic in self.practice_session.workspace.bank.topics)
            self.open_topics = frozenset() if self.open_topics == every else every
        elif topic is not None:
            self.open_topics ^= {topic}
        self.show_topics(self.practice_session.agenda())

    def go_to_question(self, question: str) -> None:
        """Save the current draft and go to a question."""
        self.save()
        self.topics_requested = False
        self.practice_session.go_to_question(question)
        self.show_all()

    def action_practise_topic(self) -> None:
        """Practise what is due in the topic under the cursor, else the rest of the topic."""
        topic = topic_of(self.topics.cursor)
        if topic is None:
            question = self.practice_session.workspace.bank.by_id[question_of(self.topics.cursor) or ""]
            topic = question.topic
        queue = topic_queue(self.practice_session.workspace, topic)
        if not queue:
            self.show_notice("All questions of this topic were answered today or are suspended.")
            return
        self.topics_requested = False
        self.save()
        self.practice_session.replace_queue(queue)
        self.show_all()

    def action_practise_due(self) -> None:
        """Continue with what is left in today's plan."""
        self._extend(list(self.practice_session.agenda().queue), "Nothing is left in today's plan.")

    def action_practise_new(self) -> None:
        """Continue with new questions."""
        self._extend(new_questions(self.practice_session.workspace), "There are no new questions.")

    def action_practise_weakest(self) -> None:
        """Continue with the questions answered worst."""
        self._extend(weakest_seen(self.practice_session.workspace), NOTHING_SEEN)

    def action_practise_more(self) -> None:
        """Continue with the questions answered longest ago."""
        cards = self.practice_session.workspace.store.cards.values()
        seen = any(card.schedule.seen for card in cards)
        notice = "All questions seen so far were answered today." if seen else NOTHING_SEEN
        self._extend(longest_unanswered(self.practice_session.workspace), notice)

    def _extend(self, queue: list[str], empty_notice: str) -> None:
        if self.practice_session.extend(queue[: self.practice_session.workspace.config.per_day]):
            self.show_all()
        else:
            self.show_notice(empty_notice)

    def action_search(self) -> None:
        """Search for a question."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        workspace = self.practice_session.workspace
        agenda, boxes = self.practice_session.agenda(), workspace.rules.boxes
        screen = SearchScreen(workspace.bank, workspace.store.cards, agenda, boxes, self.glyphs)
        self.app.push_screen(screen, lambda found: self.go_to_question(found) if found else None)

    def action_theme(self) -> None:
        """Choose a theme; the theme under the cursor is previewed."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        themes, before = self.app.available_themes, self.app.theme
        items = [Block(line(theme.name), item=theme.name) for theme in themes.values()]

        def show(name: str) -> None:
            self.app.theme = name

        def choose(chosen: str | None) -> None:
            show(chosen or before)
            if chosen and chosen != before:
                self._save_theme(chosen)

        self.app.push_screen(ChoiceScreen("Themes", items, before, show), choose)

    def _save_theme(self, name: str) -> None:
        from tpm_tui.storage.settings.edit import SettingError, change_setting

        try:
            change_setting(self.practice_session.workspace.paths.config, "theme", name)
        except (SettingError, WriteError) as error:
            self.show_notice(f"Theme not saved: {error}", error=True)

    def action_study_set(self) -> None:
        """Choose a study set."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        sets = self.practice_session.workspace.study_sets
        if not sets:
            self.show_notice("This bank has no study sets.")
            return
        items = [
            Block(join((each.title, "bold"), "  ", (each.description, "$dim")), item=each.id)
            for each in sets.values()
        ]
        screen = ChoiceScreen("Study sets", items, next(iter(sets), ""))
        self.app.push_screen(screen, lambda chosen: self._start_study_set(sets[chosen]) if chosen else None)

    def _start_study_set(self, study_set: StudySet) -> None:
        self.save()
        if not self.practice_session.start_study_set(study_set):
            self.show_notice("None of this set's questions are in the bank.")
            return
        self.topics_requested = False
        self.show_all()

    def action_plan(self) -> None:
        """Open the plan; its changes show in the header and on the summary afterwards."""
        from tpm_tui.ui.screens.dialogs.plan import PlanScreen

        screen = PlanScreen(self.practice_session.workspace, self.glyphs, self.keymap)
        self.app.push_screen(screen, lambda _: self._refresh_after_plan())

    def _refresh_after_plan(self) -> None:
        self.show_page(keep_scroll=True)
        self.refresh_texts()
