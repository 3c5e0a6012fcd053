"""The answer prompt of plain mode: reads the answer line by line, and the commands among its lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from itertools import chain

from tpm_tui.cli.plain import speaking
from tpm_tui.cli.plain.answer_commands import ANSWER_COMMANDS, line_text, print_answer_commands
from tpm_tui.cli.plain.practice_actions import PracticeActions
from tpm_tui.cli.plain.prompt import END_OF_ANSWER, Console, InputEnded, TypedText
from tpm_tui.practice.session import PracticeSession


class Answered(Enum):
    """What follows after lines were read at the answer prompt."""

    REVEAL = "reveal"
    """The answer is complete, or the input has ended."""
    MOVED = "moved"
    """Another question or phase may follow."""
    QUIT = "quit"
    """The learner ends the session."""


class AnswerReader:
    """Reads the answer to the current question, and the commands among its lines."""

    def __init__(self, practice_session: PracticeSession, console: Console, actions: PracticeActions) -> None:
        self._practice_session = practice_session
        self._console = console
        self._actions = actions

    def read(self, asked: datetime) -> Answered:
        """Read lines up to the one that ends the answer, or up to a command that leaves the question.

        Args:
            asked: when the question was asked.
        """
        practice_session = self._practice_session
        if not practice_session.speech.preferred:
            return self._read_lines(asked)
        try:
            first = speaking.read_start(self._console)
        except InputEnded:
            return Answered.REVEAL
        if first == "":
            self._speak()
            return Answered.REVEAL
        return self._read_lines(asked, first)

    def _read_lines(self, asked: datetime, *first: str) -> Answered:
        practice_session, question = self._practice_session, self._practice_session.session.current
        typed = TypedText(self._console, practice_session.session.draft)
        found = Answered.REVEAL
        for line in chain(first, self._console.read_lines()):
            if line == END_OF_ANSWER:
                break
            if line == f".{speaking.SPEAK}" and not typed.text:
                speaking.print_parts(self._console, practice_session.speech.parts)
                self._speak()
                break
            if line in ANSWER_COMMANDS:
                self._actions.save_draft()
                if (after := self._run(line)) is not None:
                    found = after
                    break
                continue
            typed.add(line_text(line))
            # Keys are not seen here: the first line counts from the question, at most 3 minutes.
            practice_session.write(typed.text, asked)
            typed.save(self._actions.save_draft)
        self._actions.save_draft()
        if typed.is_cut:
            self._actions.unsaved.add(f"answer {question}")
        return found

    def _speak(self) -> None:
        """Run the clock until Enter; words typed before it are kept as text of the answer."""
        practice_session = self._practice_session
        practice_session.speech.start()
        words = speaking.read_stop(self._console)
        practice_session.speech.stop()
        if words:
            practice_session.add_text(words)
            self._actions.save_draft()
        speaking.print_time(self._console, practice_session.seconds, practice_session.target)

    def _run(self, command: str) -> Answered | None:
        """Run a command; return what follows, or None if the answer goes on."""
        actions = self._actions
        leave: dict[str, Callable[[], bool]] = {
            ".s": actions.skip,
            ".k": actions.toggle_known,
            ".u": actions.undo,
            ".U": actions.redo,
        }
        if command == ".q":
            return Answered.QUIT
        if command in leave:
            return Answered.MOVED if leave[command]() else None
        print_answer_commands(self._console)
        return None
