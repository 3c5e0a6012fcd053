"""The own version of an answer and the own cues of its points in plain mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpm_tui.cli.plain.practice_actions import PracticeActions
from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.reports.history.attempts import Attempt, list_attempts
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.history.diff_text import THIS_ANSWER
from tpm_tui.exchange.messages import NO_KEY_POINTS
from tpm_tui.exchange.own_answers.messages import NO_TEXT_FOR_CUE, cue_line, cue_prompt, version_line
from tpm_tui.exchange.own_answers.sections import version_name
from tpm_tui.practice.session import PracticeSession

PIN_USAGE = "p takes the number of an attempt, from 1 to {}"
CUE_USAGE = "c takes the number of a point, from 1 to {}"
TICK_FIRST_PLAIN = "Tick the point first: t {}"
"""As in the app, where the point is under the cursor."""


class PlainOwnAnswers:
    """Pins and writes own versions, keeps and removes own cues, and confirms what was saved."""

    def __init__(self, practice_session: PracticeSession, console: Console, actions: PracticeActions) -> None:
        self._practice_session = practice_session
        self._console = console
        self._actions = actions
        self._own = practice_session.own_answers

    def pin(self, numbers: Sequence[str]) -> None:
        """Make the current answer or an attempt the own version; if it is that already, read a new text.

        Args:
            numbers: the number of the attempt as typed; none for the current answer.
        """
        question = self._practice_session.session.current
        attempt: Attempt | None = None
        if numbers:
            history = self._practice_session.history_of(question)
            attempts = list_attempts(history.attempts, self._practice_session.workspace.bank)
            if len(numbers) > 1 or not _is_number(numbers[0], len(attempts)):
                self._console.echo(PIN_USAGE.format(len(attempts)))
                return
            attempt = attempts[int(numbers[0]) - 1]
        pinned = self._actions.run(f"version {question}", lambda: self._own.pin(attempt))
        answered = pinned is True
        if pinned is False:
            pinned = self._actions.read_own_text("version", self._own.version_editor)
        if pinned is None:
            return
        version = self._own.material.version
        if version is None:
            name = "removed"
        elif answered and version.attempt is None:
            name = THIS_ANSWER
        else:
            name = version_name(version)
        self._console.echo(version_line(question, name))

    def keep_cue(self, numbers: Sequence[str]) -> None:
        """Keep a sentence of the answer as a cue of a point, or remove a cue; without a choice, list both.

        Args:
            numbers: as typed: the point; then a sentence, or a cue with a minus before its number.
        """
        question = self._practice_session.question
        assert question is not None
        names = [point.name for point in question.key_points]
        if not names:
            self._console.echo(NO_KEY_POINTS)
            return
        if not numbers or not _is_number(numbers[0], len(names)):
            self._console.echo(CUE_USAGE.format(len(names)))
            return
        place, *chosen = numbers
        point = names[int(place) - 1]
        choice = self._own.cue_choice(point)
        is_ticked = point in self._practice_session.session.ticked
        sentences = choice.sentences if is_ticked else ()
        match chosen:
            case [] if not is_ticked and not choice.kept:
                self._console.echo(TICK_FIRST_PLAIN.format(place))
            case [] if not sentences and not choice.kept:
                self._console.echo(NO_TEXT_FOR_CUE)
            case [] if sentences and choice.is_clear:
                self._keep(point, sentences[0])
            case [number] if _is_number(number, len(sentences)):
                self._keep(point, sentences[int(number) - 1])
            case [number] if number.startswith("-") and _is_number(number[1:], len(choice.kept)):
                self._remove(point, choice.kept[int(number[1:]) - 1])
            case _:
                self._list(place, point, sentences, choice.kept)

    def _list(self, place: str, point: str, sentences: Sequence[str], kept: Sequence[str]) -> None:
        """Print what can be kept and removed, each with the command for it."""
        if sentences:
            self._console.print_paragraph(cue_prompt(clean_line(point)))
        for number, sentence in enumerate(sentences, 1):
            self._console.print_paragraph(clean_line(sentence), f"c {place} {number}  ")
        if kept:
            self._console.echo("Your cues; to remove one:")
        for number, cue in enumerate(kept, 1):
            self._console.print_paragraph(clean_line(cue), f"c {place} -{number}  ")

    def _keep(self, point: str, sentence: str) -> None:
        if self._run_cue(lambda: self._own.keep_cue(point, sentence)):
            self._console.print_paragraph(f'"{clean_line(sentence)}"')
            self._console.echo(cue_line(self._practice_session.session.current, point, kept=True))

    def _remove(self, point: str, cue: str) -> None:
        if self._run_cue(lambda: self._own.remove_cue(point, cue)):
            self._console.echo(cue_line(self._practice_session.session.current, point, kept=False))

    def _run_cue(self, change: Callable[[], None]) -> bool:
        """Run a change of the cues; return whether it was saved."""

        def run() -> bool:
            change()
            return True

        return bool(self._actions.run(f"cue {self._practice_session.session.current}", run))


def _is_number(text: str, count: int) -> bool:
    """Return whether a text is a number from 1 to `count`."""
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= count
