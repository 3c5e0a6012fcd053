"""Starting practice from a place: today's plan, a study set, a drill, a question that was searched."""

from __future__ import annotations

from functools import partial

from tpm_tui.exchange import messages
from tpm_tui.practice.queue import longest_unanswered, new_questions, weak_point_queue, weakest_seen
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen


class StudyCommands:
    """Commands of the places that choose questions and practise them."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        workspace = self._workspace
        extra = {
            "practise-new": (new_questions, messages.NO_NEW_QUESTIONS),
            "practise-weakest": (weakest_seen, messages.NOTHING_SEEN),
            "practise-more": (longest_unanswered, messages.NOTHING_SEEN),
        }
        return {
            **{
                id: partial(self._practise_extra, partial(queue, workspace), empty)
                for id, (queue, empty) in extra.items()
            },
            "practise-due": self.practise_due,
            "study-set": self.choose_study_set,
            "drill": self.choose_drill,
            "search": self.search,
            "triage": self.open_triage,
        }

    def practise_due(self) -> None:
        """Practise what today's plan has left."""
        queue = self._workspace.agenda().queue
        if queue:
            navigation_of(self._screen).practise(queue)
        else:
            self._screen.show_notice(messages.NOTHING_LEFT_TODAY)

    def choose_study_set(self) -> None:
        """Choose a study set and practise it."""
        from tpm_tui.ui.screens.dialogs.study_choice import study_set_dialog

        sets = self._workspace.study_sets
        if not sets:
            self._screen.show_notice(messages.NO_STUDY_SETS)
            return

        def start(chosen: str | None) -> None:
            if not chosen:
                return
            queue = sets[chosen].question_ids(self._workspace.bank)
            if queue:
                navigation_of(self._screen).practise(queue, sets[chosen].form)
            else:
                self._screen.show_notice(messages.EMPTY_STUDY_SET)

        self._screen.ask(study_set_dialog(sets.values()), start)

    def choose_drill(self) -> None:
        """Choose a drill and start it."""
        from tpm_tui.ui.screens.dialogs.study_choice import drill_dialog

        self._screen.ask(drill_dialog(), lambda chosen: self._start_drill(chosen) if chosen else None)

    def search(self) -> None:
        """Search for a question and practise it."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        workspace = self._workspace
        dialog = SearchScreen(
            workspace.bank,
            workspace.store.cards,
            workspace.agenda(),
            workspace.rules.boxes,
            self._screen.glyphs,
        )
        go = navigation_of(self._screen).go_to_question
        self._screen.ask(dialog, lambda found: go(found) if found else None)

    def open_triage(self) -> None:
        """Go through the new questions that are not decided on."""
        from tpm_tui.ui.commands.triage import open_triage

        open_triage(self._screen)

    def _start_drill(self, name: str) -> None:
        from tpm_tui.ui.commands.recall import open_recall
        from tpm_tui.ui.screens.dialogs.study_choice import POINTS, RECALL

        workspace = self._workspace
        every = workspace.bank.order
        if name == RECALL:
            open_recall(self._screen)
            return
        weak = weak_point_queue(workspace, every) if name == POINTS else weakest_seen(workspace)
        if weak:
            navigation_of(self._screen).practise(weak[: workspace.config.per_day], drill=True)
        else:
            self._screen.show_notice(messages.NOTHING_TO_DRILL)

    def _practise_extra(self, find_queue: partial[list[str]], empty: str) -> None:
        queue = find_queue()
        if queue:
            navigation_of(self._screen).practise(queue[: self._workspace.config.per_day])
        else:
            self._screen.show_notice(empty)
