"""What Today asks at the start: the questions of the first run, or how a past interview went."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.exchange.today import sentences
from tpm_tui.practice.start.setup import (
    INTERVIEW,
    MINUTES,
    is_setup_open,
    read_typed,
    record_setup,
    save_typed,
    set_interview,
    set_minutes,
)
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import OfferScreen
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.today_view import TodayView

NOW, LATER = "now", "later"


def ask_at_start(screen: ActionScreen, view: TodayView) -> None:
    """Ask what there is to ask, or show a note about the learner's files."""
    if is_setup_open(screen.workspace):
        FirstRun(screen, view.reload).ask()
    elif view.today.past_date is not None:
        from tpm_tui.ui.commands.dates.past_date import ask_about_past_date

        ask_about_past_date(screen, screen.workspace, view.today.past_date, view.reload)
    elif notes := [each for each in screen.workspace.problems if each.severity == "note"]:
        screen.show_notice(str(notes[0]))


class FirstRun:
    """The questions of the first run, one after the other; escape skips the rest. They are asked once."""

    def __init__(self, screen: ActionScreen, on_change: Callable[[], None]) -> None:
        """
        Args:
            screen: the screen below the dialogs.
            on_change: called after an answer was saved.
        """
        self._screen = screen
        self._on_change = on_change
        self._workspace = screen.workspace

    def ask(self) -> None:
        """Ask for the date, the minutes, and whether to sort out what the learner knows."""
        question = sentences.INTERVIEW_QUESTION
        self._screen.ask(self._prompt(question, INTERVIEW, set_interview), self._ask_minutes)

    def _ask_minutes(self, answer: str | None) -> None:
        if answer is None:
            self._end()
            return
        self._on_change()
        question = sentences.minutes_question(self._workspace.config.per_day)
        self._screen.ask(self._prompt(question, MINUTES, set_minutes), self._offer_triage)

    def _prompt(self, question: str, setting: str, change: Callable[[Workspace, str], str]) -> LinePrompt:
        """Return a prompt for a setting; what is typed is a draft that survives the end of the program."""
        workspace = self._workspace
        return LinePrompt(
            question,
            read_typed(workspace, setting),
            lambda text: save_typed(workspace, setting, text),
            validate=lambda text: change(workspace, text),
        )

    def _offer_triage(self, answer: str | None) -> None:
        self._end()
        count = len(self._workspace.bank.questions)
        if answer is None or not count:
            return
        offers = {NOW: sentences.TRIAGE_NOW, LATER: sentences.TRIAGE_LATER}
        items = [
            Block(join((title, "bold"), "  ", (description, "$dim")), item=name)
            for name, (title, description) in offers.items()
        ]
        title = sentences.triage_offer(count)
        self._screen.ask(OfferScreen(title, items, LATER), self._open_triage)

    def _open_triage(self, choice: str | None) -> None:
        if choice == NOW:
            from tpm_tui.ui.commands.triage import open_triage

            open_triage(self._screen, self._on_change)

    def _end(self) -> None:
        record_setup(self._workspace)
        self._on_change()
