"""The practice screen: it translates keys to the sitting, and shows what came of it.

No rule lives here: where a key may be used is in the table of actions, what it does is in the sitting.
"""

from __future__ import annotations

from textual import on
from textual.binding import Binding, BindingsMap
from textual.timer import Timer as Ticker

from tpm_tui.core.grade import Grade
from tpm_tui.core.review import Action as CardDeed
from tpm_tui.core.review import Review
from tpm_tui.core.session import Phase
from tpm_tui.core.study_set import StudySet
from tpm_tui.practice.sitting import Sitting
from tpm_tui.storage.problem import Problem
from tpm_tui.storage.store import NotSaved
from tpm_tui.ui.actions import ACTIONS, BY_ID, Keymap, Scope
from tpm_tui.ui.glyphs import Glyphs
from tpm_tui.ui.screens.panes import Panes
from tpm_tui.ui.text import join, line
from tpm_tui.ui.topics_page import ALL, QUESTION, question_of, topic_of
from tpm_tui.ui.typeset import Block
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page

AUTOSAVE_SECONDS = 0.7
"""From the first unsaved key to the draft on disk; a killed terminal loses less than a second."""


class PracticeScreen(Panes):
    """One sitting before the learner."""

    AUTO_FOCUS = ""

    _autosave: Ticker | None = None
    _warned = False
    """Whether the learner was told that quitting loses something."""

    def __init__(
        self, sitting: Sitting, glyphs: Glyphs, keymap: Keymap, problems: tuple[Problem, ...] = ()
    ) -> None:
        super().__init__(sitting, glyphs, keymap, problems)
        # Textual's set_keymap takes a key from all who share it, and space and enter are shared by places.
        own = [
            Binding(key, action.method, action.label, id=action.id, show=False)
            for action in ACTIONS
            for key in keymap.keys(action)
        ]
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(own)])

    def on_mount(self) -> None:
        """Show the first question and let the clock tick."""
        self.set_interval(1, self._tick)
        self.show_all()
        self.enter()
        aside = len(self.set_aside)
        if aside:
            faults = "1 fault was" if aside == 1 else f"{aside} faults were"
            self.say(f"{faults} found in your files; the end of the session lists them.", bad=True)

    def on_resize(self) -> None:
        """Other sizes have other panes; Textual also tells of a size that stayed."""
        if self.size != self.arranged_for:
            self.arrange_panes()
            self.refresh_texts()

    def enter(self) -> None:
        """Put the cursor where the next thing happens."""
        match self.sitting.phase:
            case Phase.ASKING:
                self.editor.focus(scroll_visible=False)
            case Phase.REVEALED | Phase.DONE:
                self.page.focus(scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """The keys depend on where the cursor is."""
        if self.is_mounted:
            self.show_keys()

    def on_descendant_blur(self) -> None:
        """Likewise where it is nowhere."""
        if self.is_mounted:
            self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the table allows here."""
        row = BY_ID.get(action.replace("_", "-"))
        if row is None or not self.is_mounted:
            return True
        return bool(row.scope & self.scope)

    def on_key(self) -> None:
        """A key that was pressed has read the notice."""
        self.remove_class("-noticed")

    @on(AnswerEditor.Changed, "#editor")
    def typed(self) -> None:
        """Keep the draft: in the session at once, on disk within a second."""
        if self.sitting.phase is not Phase.ASKING:
            return
        self.remove_class("-noticed")
        self.sitting.write(self.editor.text)
        self.show_label()
        if self._autosave is None:
            self._autosave = self.set_timer(AUTOSAVE_SECONDS, self.save_draft)

    def save_draft(self) -> None:
        """Put the draft on disk, and say so."""
        if self._autosave is not None:
            self._autosave.stop()
            self._autosave = None
        try:
            self.sitting.save_draft()
        except NotSaved as fault:
            self.say(str(fault), bad=True)
        self.show_label()

    def _tick(self) -> None:
        if self.sitting.phase is Phase.ASKING and self.is_current:
            self.show_timer()

    def action_write(self) -> None:
        """Into the editor."""
        self.editor.focus(scroll_visible=False)

    def action_leave(self) -> None:
        """Out of the editor or the topics."""
        if self.topics_asked_for:
            self.topics_asked_for = False
            self.arrange_panes()
            self.refresh_texts()
            self.enter()
        elif self.scope is Scope.TOPICS:
            self.enter()
        elif self.scope is Scope.EDITOR:
            self.save_draft()
            self.set_focus(None)
            self.show_keys()

    def action_reveal(self) -> None:
        """Show the model answer."""
        self.save_draft()
        self.sitting.reveal()
        question = self.sitting.question
        assert question is not None
        self.older = self.sitting.attempts(question.id)
        self.older_place = 0
        self.show_all()
        self.enter()

    def action_resume(self) -> None:
        """Back to the answer."""
        self.sitting.resume()
        self.show_all()
        self.enter()

    def action_tick(self) -> None:
        """Mark or unmark the point under the cursor."""
        if self.page.cursor:
            self.sitting.tick(self.page.cursor)
            self.show_page(keep_place=True)
            self.show_keys()

    def action_grade_again(self) -> None:
        """Grade 1."""
        self._grade(Grade.AGAIN)

    def action_grade_hard(self) -> None:
        """Grade 2."""
        self._grade(Grade.HARD)

    def action_grade_good(self) -> None:
        """Grade 3."""
        self._grade(Grade.GOOD)

    def action_grade_easy(self) -> None:
        """Grade 4."""
        self._grade(Grade.EASY)

    def action_accept(self) -> None:
        """The suggested grade."""
        self._grade(self.sitting.suggestion())

    def _grade(self, grade: Grade) -> None:
        try:
            review = self.sitting.grade(grade)
        except NotSaved as fault:
            self.say(str(fault), bad=True)
            return
        self._next(graded_line(self.sitting, review))

    def action_undo(self) -> None:
        """Take back the newest grade."""
        try:
            self.save_draft()
            review = self.sitting.undo()
        except NotSaved as fault:
            self.say(str(fault), bad=True)
            return
        if review is None:
            self.say("Nothing was graded today: there is nothing to undo.")
            return
        self.older = self.sitting.attempts(review.question)
        self.older_place = 0
        self.show_all()
        self.enter()
        self.say(f"Taken back: {review.question}, {review.grade.word}. The answer is as you left it.")

    def action_skip(self) -> None:
        """Out of this session."""
        self.save_draft()
        self.sitting.skip()
        self._next("Skipped. It stays due.")

    def action_bury(self) -> None:
        """Not today."""
        self._act(CardDeed.BURY, "Put off until tomorrow.")

    def action_suspend(self) -> None:
        """Not at all, or again."""
        if self.sitting.card.suspended:
            self._act(CardDeed.UNSUSPEND, "It will be asked again.")
        else:
            self._act(CardDeed.SUSPEND, "Suspended: not asked until you take it back with the same key.")

    def action_star(self) -> None:
        """Star or unstar."""
        starred = self.sitting.card.starred
        self._act(
            CardDeed.UNSTAR if starred else CardDeed.STAR, "Star taken away." if starred else "Starred."
        )

    def _act(self, deed: CardDeed, told: str) -> None:
        self.save_draft()
        try:
            self.sitting.act(deed)
        except NotSaved as fault:
            self.say(str(fault), bad=True)
            return
        if deed in (CardDeed.BURY, CardDeed.SUSPEND):
            self._next(told)
        else:
            self.refresh_texts()
            self.say(told)

    def _next(self, told: str) -> None:
        fault = self._end() if self.sitting.phase is Phase.DONE else ""
        self.show_all()
        self.enter()
        self.say(fault or told, bad=bool(fault))

    def action_older(self) -> None:
        """One attempt back."""
        if self.older_place < len(self.older):
            self.older_place += 1
            self.show_page(keep_place=False)
        else:
            self.say("There is no older answer." if self.older else "This is the first answer.")

    def action_newer(self) -> None:
        """One attempt forward."""
        if self.older_place:
            self.older_place -= 1
            self.show_page(keep_place=False)

    def _moving(self) -> Page:
        return self.topics if self.scope is Scope.TOPICS else self.page

    def action_down(self) -> None:
        """The cursor down."""
        self._moving().move(1)

    def action_up(self) -> None:
        """The cursor up."""
        self._moving().move(-1)

    def action_page_down(self) -> None:
        """A screenful on."""
        self._moving().page_by(1)

    def action_page_up(self) -> None:
        """A screenful back."""
        self._moving().page_by(-1)

    def action_top(self) -> None:
        """To the first row."""
        self._moving().ends(bottom=False)

    def action_bottom(self) -> None:
        """To the last row."""
        self._moving().ends(bottom=True)

    def action_topics(self) -> None:
        """To the topics, or away from them."""
        if self.scope is Scope.TOPICS:
            self.action_leave()
            return
        self.topics_asked_for = not self.has_class("-wide")
        self.arrange_panes()
        self.refresh_texts()
        self.topics.focus(scroll_visible=False)
        if self.sitting.session.current:
            self.topics.go(QUESTION + self.sitting.session.current)

    def action_choose(self) -> None:
        """Open the topic or go to the question under the cursor."""
        item = self.topics.cursor
        question = question_of(item)
        if question is not None:
            self.go(question)
            return
        topic = topic_of(item)
        if item == ALL:
            every = frozenset(topic.id for topic in self.sitting.workspace.bank.topics)
            self.open_topics = frozenset() if self.open_topics == every else every
        elif topic is not None:
            self.open_topics ^= {topic}
        self.show_topics(self.sitting.agenda())

    def go(self, question: str) -> None:
        """To one question, the draft of the present one kept."""
        self.save_draft()
        self.topics_asked_for = False
        self.sitting.go(question)
        self.show_all()
        self.enter()

    def action_practise_topic(self) -> None:
        """What is due of the topic, or the rest of it."""
        topic = topic_of(self.topics.cursor)
        if topic is None:
            question = self.sitting.workspace.bank.by_id[question_of(self.topics.cursor) or ""]
            topic = question.topic
        queue = self.sitting.queue_of_topic(topic)
        if not queue:
            self.say("Every question of this topic was answered today, or is suspended.")
            return
        self.topics_asked_for = False
        self.save_draft()
        self.sitting.turn_to(queue)
        self.show_all()
        self.enter()

    def action_practise_due(self) -> None:
        """What is left of today's plan."""
        self._extend(list(self.sitting.agenda().queue), "Nothing is left of today's plan.")

    def action_practise_new(self) -> None:
        """Questions not met."""
        self._extend(self.sitting.new_ones(), "Every question has been met.")

    def action_practise_weakest(self) -> None:
        """Questions that went worst."""
        self._extend(self.sitting.weakest(), "No question has been met yet.")

    def action_practise_more(self) -> None:
        """Questions answered longest ago."""
        self._extend(self.sitting.stalest(), "Every question that was met was answered today.")

    def _extend(self, queue: list[str], otherwise: str) -> None:
        if self.sitting.extend(queue[: self.sitting.workspace.config.per_day]):
            self.show_all()
            self.enter()
        else:
            self.say(otherwise)

    def action_search(self) -> None:
        """Find a question."""
        from tpm_tui.ui.screens.search import SearchScreen

        workspace = self.sitting.workspace
        agenda, boxes = self.sitting.agenda(), workspace.rules.boxes
        screen = SearchScreen(workspace.bank, workspace.store.cards, agenda, boxes, self.glyphs)
        self.app.push_screen(screen, lambda found: self.go(found) if found else None)

    def action_edit(self) -> None:
        """The question's file in $EDITOR."""
        from tpm_tui.ui.external_editor import edit_question

        self.save_draft()
        before = self.sitting.workspace.loaded_bank.problems
        told, bad = edit_question(self.app, self.sitting)
        others = tuple(problem for problem in self.problems if problem not in before)
        self.problems = (*others, *self.sitting.workspace.loaded_bank.problems)
        fault = self._end() if self.sitting.phase is Phase.DONE else ""
        self.show_all()
        self.enter()
        self.say(fault or told, bad=bad or bool(fault))

    def action_report(self) -> None:
        """The report as it stands."""
        try:
            path = self.sitting.report()
        except NotSaved as fault:
            self.say(str(fault), bad=True)
            return
        self.say(
            f"Report: {path}" if path else "Nothing was graded in this session: there is nothing to report."
        )

    def action_theme(self) -> None:
        """Choose a theme; each is shown as the cursor comes to it."""
        from tpm_tui.ui.screens.choice import ChoiceScreen

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
        from tpm_tui.storage.setting import BadSetting, change_setting

        try:
            change_setting(self.sitting.workspace.paths.config, "theme", name)
        except (BadSetting, NotSaved) as fault:
            self.say(f"The theme is not remembered: {fault}", bad=True)

    def action_study_set(self) -> None:
        """Choose a study set."""
        from tpm_tui.ui.screens.choice import ChoiceScreen

        sets = self.sitting.workspace.study_sets
        items = [
            Block(join((each.title, "bold"), "  ", (each.description, "$dim")), item=each.id)
            for each in sets.values()
        ]
        screen = ChoiceScreen("Study sets", items, next(iter(sets), ""))
        self.app.push_screen(screen, lambda chosen: self._take_up(sets[chosen]) if chosen else None)

    def _take_up(self, chosen: StudySet) -> None:
        self.save_draft()
        if not self.sitting.take_up(chosen):
            self.say("The bank has none of this set's questions.")
            return
        self.topics_asked_for = False
        self.show_all()
        self.enter()

    def action_help(self) -> None:
        """All keys."""
        from tpm_tui.ui.help_page import help_blocks
        from tpm_tui.ui.screens.reading import ReadingScreen

        self.app.push_screen(ReadingScreen(help_blocks(self.keymap)))

    def action_palette(self) -> None:
        """Commands by name."""
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        """Draw anew."""
        self.app.refresh(layout=True)

    def action_close(self) -> None:
        """Out of the app."""
        self.app.exit()

    def action_end(self) -> None:
        """End the session."""
        self.topics_asked_for = False
        fault = self._end()
        self.show_all()
        self.enter()
        if fault:
            self.say(fault, bad=True)

    def _end(self) -> str:
        """End the session; returns what could not be saved, if anything."""
        try:
            self.sitting.end()
        except NotSaved as fault:
            return str(fault)
        return ""

    async def action_quit(self) -> None:
        """Quit at once; where something cannot be saved, only when asked again."""
        fault = self._end()
        if fault and not self._warned:
            self._warned = True
            self.say(f"{fault}. Quitting again loses it.", bad=True)
        else:
            self.app.exit()


def graded_line(sitting: Sitting, review: Review) -> str:
    """What a grade did, in one line."""
    question = sitting.workspace.bank.by_id.get(review.question)
    name = question.label if question else review.question
    due = f", due {review.due}" if review.due else ""
    if review.practice:
        return f"{name}: {review.grade.word}, logged as practice; today's first answer counts."
    return f"{name}: {review.grade.word}, box {review.box_before} to {review.box_after}{due}."
