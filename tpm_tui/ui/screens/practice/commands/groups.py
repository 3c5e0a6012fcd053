"""All commands of the practice screen. Imported when the first action runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.ui.commands.plan import PlanCommands
from tpm_tui.ui.commands.theme import ThemeCommands
from tpm_tui.ui.keys.dispatch import CommandGroup
from tpm_tui.ui.screens.practice.commands.answering import AnsweringCommands
from tpm_tui.ui.screens.practice.commands.card import CardCommands
from tpm_tui.ui.screens.practice.commands.drills import DrillCommands
from tpm_tui.ui.screens.practice.commands.grading import GradingCommands
from tpm_tui.ui.screens.practice.commands.navigation import NavigationCommands
from tpm_tui.ui.screens.practice.commands.question import QuestionCommands
from tpm_tui.ui.screens.practice.commands.queue import QueueCommands
from tpm_tui.ui.screens.practice.commands.session import SessionCommands

if TYPE_CHECKING:
    from tpm_tui.ui.screens.practice.screen import PracticeScreen


def practice_commands(screen: PracticeScreen) -> list[CommandGroup]:
    """Return the command groups of a practice screen."""
    return [
        AnsweringCommands(screen),
        GradingCommands(screen),
        CardCommands(screen),
        QuestionCommands(screen),
        NavigationCommands(screen),
        QueueCommands(screen),
        DrillCommands(screen),
        SessionCommands(screen),
        ThemeCommands(screen),
        PlanCommands(screen, screen.refresh_after_plan),
    ]
