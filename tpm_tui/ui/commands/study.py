"""Starting practice from a place: today's plan, a study set, a drill, a question that was searched."""

from __future__ import annotations

from functools import partial

from tpm_tui.exchange import messages
from tpm_tui.practice.queue import explain_nothing_to_repeat, longest_unanswered, new_questions, weakest_seen
from tpm_tui.ui.commands.practice_choice import choose_drill, choose_study_set
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
        }
        return {
            **{
                id: partial(self._practise_extra, partial(queue, workspace), empty)
                for id, (queue, empty) in extra.items()
            },
            "practise-more": self.practise_longest_unanswered,
            "practise-due": self.practise_due,
            "study-set": lambda: choose_study_set(self._screen, navigation_of(self._screen).practise),
            "drill": lambda: choose_drill(self._screen, navigation_of(self._screen).practise),
            "topics": self.toggle_topics,
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

    def practise_longest_unanswered(self) -> None:
        """Practise the questions answered longest ago."""
        empty = explain_nothing_to_repeat(self._workspace)
        self._practise_extra(partial(longest_unanswered, self._workspace), empty)

    def toggle_topics(self) -> None:
        """Open or close the topics."""
        navigation_of(self._screen).toggle("topics")

    def search(self) -> None:
        """Search for a question and practise it."""
        from tpm_tui.ui.screens.dialogs.search import SearchScreen

        dialog = SearchScreen(self._workspace, self._workspace.agenda(), self._screen.glyphs)
        go = navigation_of(self._screen).go_to_question
        self._screen.ask(dialog, lambda found: go(found) if found else None)

    def open_triage(self) -> None:
        """Go through the new questions that are not decided on."""
        from tpm_tui.ui.commands.triage import open_triage

        open_triage(self._screen)

    def _practise_extra(self, find_queue: partial[list[str]], empty: str) -> None:
        queue = find_queue()
        if queue:
            navigation_of(self._screen).practise(queue[: self._workspace.config.per_day])
        else:
            self._screen.show_notice(empty)
