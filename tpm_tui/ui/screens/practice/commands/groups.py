"""All commands of the practice screen. Imported when the first action runs."""

from __future__ import annotations

from tpm_tui.ui.commands.answer_file import AnswerFileCommands
from tpm_tui.ui.commands.common import common_commands
from tpm_tui.ui.commands.mock import MockCommands
from tpm_tui.ui.keys.dispatch import CommandGroup
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.commands.answering import AnsweringCommands
from tpm_tui.ui.screens.practice.commands.card import CardCommands
from tpm_tui.ui.screens.practice.commands.drills import DrillCommands
from tpm_tui.ui.screens.practice.commands.grading import GradingCommands
from tpm_tui.ui.screens.practice.commands.navigation import NavigationCommands
from tpm_tui.ui.screens.practice.commands.own_answer import OwnAnswerCommands
from tpm_tui.ui.screens.practice.commands.question import QuestionCommands
from tpm_tui.ui.screens.practice.commands.queue import QueueCommands
from tpm_tui.ui.screens.practice.commands.reveal import RevealCommands
from tpm_tui.ui.screens.practice.commands.session import SessionCommands
from tpm_tui.ui.screens.practice.commands.speaking import SpeakingCommands
from tpm_tui.ui.screens.practice.commands.story import PracticeStory
from tpm_tui.ui.screens.practice.commands.triage import TriageCommands
from tpm_tui.ui.screens.practice.commands.undo import UndoCommands
from tpm_tui.ui.screens.practice.view import PracticeView
from tpm_tui.ui.screens.report_commands import ReportCommands
from tpm_tui.ui.screens.stories.answer_story import StoryCommands


def practice_commands(screen: ActionScreen, view: PracticeView) -> list[CommandGroup]:
    """Return the command groups of a practice screen."""
    answering = AnsweringCommands(screen, view)
    return [
        answering,
        SpeakingCommands(screen, view, answering.reveal),
        GradingCommands(screen, view),
        UndoCommands(screen, view),
        CardCommands(screen, view),
        TriageCommands(screen, view),
        QuestionCommands(screen, view),
        RevealCommands(screen, view),
        OwnAnswerCommands(screen, view),
        NavigationCommands(screen, view),
        QueueCommands(screen, view),
        DrillCommands(screen, view),
        SessionCommands(screen, view),
        ReportCommands(screen, lambda: view.practice_session.reports.path),
        MockCommands(screen),
        StoryCommands(screen, PracticeStory(view)),
        AnswerFileCommands(screen, view.panes.answer, lambda: view.practice_session.session.current),
        *common_commands(screen),
    ]
