"""Starting a mock interview of a preset or a custom format, or resuming the one that was stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from tpm_tui.core.mock.format import (
    MAX_MINUTES,
    MAX_QUESTIONS,
    MINUTES_PER_QUESTION,
    PRESETS,
    Format,
    custom_format,
)
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.exchange import messages
from tpm_tui.exchange.mock_text import stopped_mock_summary
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import archive_mock, begin_mock, load_saved_mock
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.places.mock_choice import CUSTOM_MOCK, RESUME_MOCK, mock_rows, topic_rows
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.dialogs.many_choice import SEPARATOR, ManyChoiceScreen

TITLE = "Mock interview"
QUESTIONS_PROMPT = f"How many questions? 1 to {MAX_QUESTIONS}."
MINUTES_PROMPT = f"How many minutes for all of them? 1 to {MAX_MINUTES}."
TOPICS_TITLE = "Topics to draw from; without a tick, all of them"
DEFAULT_QUESTIONS = 4
ARCHIVE_PROMPT = "{stopped}, is not finished. A new interview ends it; its answers are kept in a report."
ARCHIVE_KEYS = {"n": "new interview", "r": "resume the old one"}
ARCHIVED = "The answers of the stopped interview are in {path}"
OUT_OF_RANGE = "Write a whole number from 1 to {most}."


class NewMock:
    """Opens a mock interview from any screen but a mock interview."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def choose(self) -> None:
        """Choose a format, or the interview that was stopped; go back to one that is open below.

        Raises:
            StorageError: the file of the stopped interview cannot be read.
        """
        if navigation_of(self._screen).go_back_to(Scope.MOCK & ~Scope.MOCK_DONE):
            return
        self._screen.save()
        stopped = load_saved_mock(self._workspace)[0].mock
        rows = mock_rows(stopped, self._workspace.now())
        first = RESUME_MOCK if stopped is not None else next(iter(PRESETS))

        def use(chosen: str | None) -> None:
            if chosen == RESUME_MOCK:
                self._start(None)
            elif chosen == CUSTOM_MOCK:
                self._ask_format(stopped)
            elif chosen:
                self._start_new(PRESETS[chosen], (), stopped)

        self._screen.ask(ChoiceScreen(TITLE, rows, first), use)

    def _ask_format(self, stopped: Mock | None) -> None:
        """Ask for the questions, minutes and topics of a custom format."""

        def ask_minutes(questions: int) -> None:
            minutes = min(MAX_MINUTES, questions * MINUTES_PER_QUESTION)
            self._ask_number(
                MINUTES_PROMPT, minutes, MAX_MINUTES, lambda minutes: ask_topics(questions, minutes)
            )

        def ask_topics(questions: int, minutes: int) -> None:
            format = custom_format(questions, minutes)

            def use(topics: str | None) -> None:
                if topics is not None:
                    chosen = tuple(topics.split(SEPARATOR)) if topics else ()
                    self._start_new(format, chosen, stopped)

            self._screen.ask(ManyChoiceScreen(TOPICS_TITLE, topic_rows(self._workspace.bank)), use)

        self._ask_number(QUESTIONS_PROMPT, DEFAULT_QUESTIONS, MAX_QUESTIONS, ask_minutes)

    def _ask_number(self, prompt: str, default: int, most: int, then: Callable[[int], None]) -> None:
        """Ask for a number from 1 to `most`; an empty line is the default."""

        def validate(text: str) -> str:
            return "" if parse_number(text or str(default), most) else OUT_OF_RANGE.format(most=most)

        def use(text: str | None) -> None:
            if text is not None:
                then(parse_number(text or str(default), most) or default)

        self._screen.ask(LinePrompt(prompt, str(default), validate=validate), use)

    def _start_new(self, format: Format, topics: tuple[str, ...], stopped: Mock | None) -> None:
        """Start a format; if an interview was stopped, ask before it is ended."""
        if stopped is None:
            self._start(format, topics)
            return
        prompt = ARCHIVE_PROMPT.format(stopped=stopped_mock_summary(stopped, self._workspace.now()))

        def use(key: str | None) -> None:
            if key == "n":
                self._start(format, topics)
            elif key == "r":
                self._start(None)

        self._screen.ask(KeyPrompt(prompt, ARCHIVE_KEYS), use)

    def _start(self, format: Format | None, topics: tuple[str, ...] = ()) -> None:
        """Start a format, or resume if it is None.

        Raises:
            StorageError: another process has the interview open, or something cannot be read or written.
        """
        lock = ExitStack()
        lock.enter_context(MockFile(self._workspace.paths.data).locked())
        try:
            session, notice = self._open(format, topics)
        except StorageError:
            lock.close()
            raise
        if session is None:
            lock.close()
            self._screen.show_notice(messages.NO_QUESTIONS_TO_ASK)
            return
        from tpm_tui.ui.screens.mock.screen import MockScreen

        self._screen.app.push_screen(MockScreen(session, notice, lock))

    def _open(self, format: Format | None, topics: tuple[str, ...]) -> tuple[MockSession | None, str]:
        """Return the interview and a notice; None if there is no question to ask."""
        saved, damage = load_saved_mock(self._workspace)
        notice = str(damage) if damage else ""
        if format is None and saved.mock is not None:
            return MockSession(self._workspace, saved.mock, saved), notice or messages.MOCK_RESUMED
        session = begin_mock(self._workspace, format or next(iter(PRESETS.values())), saved, topics)
        if session is not None and saved.mock is not None:
            report = archive_mock(self._workspace, saved)
            if report is not None:
                notice = notice or ARCHIVED.format(path=printable_line(str(report)))
        return session, notice


def parse_number(text: str, most: int) -> int | None:
    """Return a whole number from 1 to `most`; None for any other text."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else 0
    return number if 1 <= number <= most else None
