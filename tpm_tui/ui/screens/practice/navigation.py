"""Moving about and choosing what comes next: lists, topics, search, study sets, themes, help."""

from __future__ import annotations

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.practice.queue import longest_unanswered, new_questions, queue_of_topic, weakest_met
from tpm_tui.storage.progress.store import WriteError
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.pages.topics import ALL, QUESTION, question_of, topic_of
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.practice.answering import Answering

NOTHING_MET = "No question has been met yet."


class Navigation(Answering):
    """What leads from one question to another."""

    def action_topics(self) -> None:
        """To the topics, or away from them."""
        if self.scope is Scope.TOPICS:
            self.action_leave()
            return
        self.topics_asked_for = not self.has_class("-wide")
        self.arrange_panes()
        self.refresh_texts()
        self.set_focus(self.topics, scroll_visible=False)
        if self.practice_session.session.current:
            self.topics.go(QUESTION + self.practice_session.session.current)

    def action_choose(self) -> None:
        """Open the topic or go to the question under the cursor."""
        item = self.topics.cursor
        question = question_of(item)
        if question is not None:
            self.go(question)
            return
        topic = topic_of(item)
        if item == ALL:
            every = frozenset(topic.id for topic in self.practice_session.workspace.bank.topics)
            self.open_topics = frozenset() if self.open_topics == every else every
        elif topic is not None:
            self.open_topics ^= {topic}
        self.show_topics(self.practice_session.agenda())

    def go(self, question: str) -> None:
        """To one question, the draft of the present one kept."""
        self.save()
        self.topics_asked_for = False
        self.practice_session.go(question)
        self.show_all()

    def action_practise_topic(self) -> None:
        """What is due of the topic, or the rest of it."""
        topic = topic_of(self.topics.cursor)
        if topic is None:
            question = self.practice_session.workspace.bank.by_id[question_of(self.topics.cursor) or ""]
            topic = question.topic
        queue = queue_of_topic(self.practice_session.workspace, topic)
        if not queue:
            self.say("Every question of this topic was answered today, or is suspended.")
            return
        self.topics_asked_for = False
        self.save()
        self.practice_session.replace_queue(queue)
        self.show_all()

    def action_practise_due(self) -> None:
        """What is left of today's plan."""
        self._extend(list(self.practice_session.agenda().queue), "Nothing is left of today's plan.")

    def action_practise_new(self) -> None:
        """Questions not met."""
        self._extend(new_questions(self.practice_session.workspace), "Every question has been met.")

    def action_practise_weakest(self) -> None:
        """Questions that went worst."""
        self._extend(weakest_met(self.practice_session.workspace), NOTHING_MET)

    def action_practise_more(self) -> None:
        """Questions answered longest ago."""
        met = any(card.schedule.met for card in self.practice_session.workspace.store.cards.values())
        otherwise = "Every question that was met was answered today." if met else NOTHING_MET
        self._extend(longest_unanswered(self.practice_session.workspace), otherwise)

    def _extend(self, queue: list[str], otherwise: str) -> None:
        if self.practice_session.extend(queue[: self.practice_session.workspace.config.per_day]):
            self.show_all()
        else:
            self.say(otherwise)

    def action_search(self) -> None:
        """Find a question."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        workspace = self.practice_session.workspace
        agenda, boxes = self.practice_session.agenda(), workspace.rules.boxes
        screen = SearchScreen(workspace.bank, workspace.store.cards, agenda, boxes, self.glyphs)
        self.app.push_screen(screen, lambda found: self.go(found) if found else None)

    def action_theme(self) -> None:
        """Choose a theme; each is shown as the cursor comes to it."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        themes, before = self.app.available_themes, self.app.theme
        items = [Block(line(theme.name), item=theme.name) for theme in themes.values()]

        def show(name: str) -> None:
            self.app.theme = name

        def take(chosen: str | None) -> None:
            show(chosen or before)
            if chosen and chosen != before:
                self._remember_theme(chosen)

        self.app.push_screen(ChoiceScreen("Themes", items, before, show), take)

    def _remember_theme(self, name: str) -> None:
        from tpm_tui.storage.settings.edit import SettingError, change_setting

        try:
            change_setting(self.practice_session.workspace.paths.config, "theme", name)
        except (SettingError, WriteError) as fault:
            self.say(f"The theme is not remembered: {fault}", bad=True)

    def action_study_set(self) -> None:
        """Choose a study set."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        sets = self.practice_session.workspace.study_sets
        if not sets:
            self.say("This bank has no study sets.")
            return
        items = [
            Block(join((each.title, "bold"), "  ", (each.description, "$dim")), item=each.id)
            for each in sets.values()
        ]
        screen = ChoiceScreen("Study sets", items, next(iter(sets), ""))
        self.app.push_screen(screen, lambda chosen: self._take_up(sets[chosen]) if chosen else None)

    def _take_up(self, chosen: StudySet) -> None:
        self.save()
        if not self.practice_session.start_study_set(chosen):
            self.say("The bank has none of this set's questions.")
            return
        self.topics_asked_for = False
        self.show_all()

    def action_plan(self) -> None:
        """The plan; what was changed in it shows in the header, and on the page at rest."""
        from tpm_tui.ui.screens.dialogs.plan import PlanScreen

        screen = PlanScreen(self.practice_session.workspace, self.glyphs, self.keymap)
        self.app.push_screen(screen, lambda _: self._replanned())

    def _replanned(self) -> None:
        self.show_page(keep_place=True)
        self.refresh_texts()
