"""The reveal in plain mode: the sections of the question, then its key points and the commands."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.cli.plain.answer_commands import ANSWER_COMMANDS, print_answer_commands
from tpm_tui.cli.plain.points import TICK_HELP, PointList
from tpm_tui.cli.plain.prompt import Console
from tpm_tui.cli.plain.speaking import SPEAK
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.history.attempts import PointChanges, compare_ticks, list_attempts
from tpm_tui.core.session.scaffold import answer_text, count_answer_words
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.history.diff_text import point_lines
from tpm_tui.exchange.messages import NO_KEY_POINTS, SAME_POINTS
from tpm_tui.exchange.own_answers.comparison import COMPARED_TITLE, ComparedAnswer, comparison_text
from tpm_tui.exchange.phrases import answer_length
from tpm_tui.exchange.plan.expected_text import grade_texts
from tpm_tui.exchange.question_sections import Section, question_sections, split_points
from tpm_tui.practice.delivery.remarks import delivery_sections
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.stories.own_sections import load_own_sections

REVEAL_COMMANDS = {
    "1 2 3 4": "grade again, hard, good, easy",
    "enter": "accepts the suggested grade",
    "t 2 5": "ticks or unticks points 2 and 5",
    "n": "writes your own note",
    "p": "makes this answer your version, p 2 attempt 2; again: you write it",
    "c 3": "keeps a sentence as your cue of point 3, or lists them with their numbers",
    "s": ANSWER_COMMANDS[".s"],
    "k": "says that you know a new question already, so that it comes last",
    "u": ANSWER_COMMANDS[".u"],
    "U": ANSWER_COMMANDS[".U"],
    "q": "ends the session",
}
"""What the commands of the reveal do."""


class PlainReveal:
    """Prints the reveal of the current question."""

    def __init__(self, practice_session: PracticeSession, console: Console) -> None:
        self._practice_session = practice_session
        self._console = console

    def print(self) -> None:
        """Print the note, all sections and the grades, the key points last, just above the prompt."""
        practice_session, console = self._practice_session, self._console
        _, others = split_points(self._sections())
        words = count_answer_words(practice_session.session.draft)
        length = answer_length(words, spoken=practice_session.speech.is_spoken)
        console.echo("")
        console.echo(f"Your answer: {length}, {format_clock(practice_session.seconds())}.")
        if note := practice_session.note_editor.saved_text(practice_session.session.current):
            console.print_text("Your note:", note)
        for section in others:
            console.print_section(section)
        self._print_changes()
        self._print_comparison()
        self.print_points()

    def print_points(self) -> None:
        """Print the key points with their ticks, and the commands."""
        self._point_list().print()
        self._print_commands()

    def _print_changes(self) -> None:
        """Print which points were gained and lost since the last attempt, if there is one."""
        practice_session = self._practice_session
        reviews = practice_session.history_of(practice_session.session.current).attempts
        if not reviews:
            return
        last = list_attempts(reviews, practice_session.workspace.bank)[-1]
        points, _ = split_points(self._sections())
        names = [line.text for line in points.lines] if points else []
        ticked = practice_session.session.ticked
        changes = compare_ticks(
            last, [name for name in names if name in ticked], [name for name in names if name not in ticked]
        )
        changes = PointChanges(changes.gained, changes.lost)
        lines = [f"{label}: {names}" for label, names in point_lines(changes)]
        title = f"Against attempt {last.number} ({last.day}, {last.grade.word}):"
        self._console.print_text(title, "\n".join(lines) or SAME_POINTS)

    def _print_comparison(self) -> None:
        """Print how the answer compares with the own version, if there is one."""
        practice_session = self._practice_session
        version = practice_session.own_answers.material.version
        if version is None:
            return
        points, _ = split_points(self._sections())
        names = [line.text for line in points.lines] if points else []
        ticked = practice_session.session.ticked
        answer = ComparedAnswer(
            answer_text(practice_session.session.draft),
            practice_session.seconds(),
            [name for name in names if name in ticked],
            [name for name in names if name not in ticked],
            practice_session.speech.is_spoken,
        )
        recognised = practice_session.own_answers.recognised_points(version)
        self._console.print_text(f"{COMPARED_TITLE}:", comparison_text(version, recognised, answer))

    def print_help(self) -> None:
        """Print all commands of the reveal, and those of the answer prompt."""
        for command, does in REVEAL_COMMANDS.items():
            self._console.echo(f"{command:<7}  {does}")
        self._console.echo("While you type an answer, a line that contains only one of these is a command:")
        print_answer_commands(self._console)

    def tick(self, numbers: Sequence[str]) -> None:
        """Tick points by number, or untick them, and print the suggested grade."""
        if self._point_list().tick(numbers, self._practice_session.tick) and (
            suggestion := self._practice_session.suggestion()
        ):
            self._console.echo(f"Suggested grade is now {suggestion.word}")

    def _sections(self) -> tuple[Section, ...]:
        practice_session, workspace = self._practice_session, self._practice_session.workspace
        question, prompt = practice_session.question, practice_session.prompt
        assert question is not None
        own = practice_session.own_answers.material
        delivery = delivery_sections(
            workspace,
            question,
            answer_text(practice_session.session.draft),
            practice_session.seconds(),
            spoken=practice_session.speech.is_spoken,
            target=practice_session.target,
            older=[review.answer for review in practice_session.history_of(question.id).attempts],
        )
        further = (*delivery, *load_own_sections(workspace, question))
        return question_sections(
            question, workspace.bank, workspace.facts, prompt, workspace.today(), further, own
        )

    def _point_list(self) -> PointList:
        practice_session = self._practice_session
        points, _ = split_points(self._sections())
        current = practice_session.session.current
        weak = practice_session.history_of(current).weak if practice_session.is_drill else {}
        return PointList(self._console, points, NO_KEY_POINTS, lambda: practice_session.session.ticked, weak)

    def _print_commands(self) -> None:
        practice_session, console = self._practice_session, self._console
        texts = grade_texts(practice_session.expected_days.by_grade())
        grades = [f"{grade.value} {grade.word} {texts.get(grade, '')}".rstrip() for grade in Grade]
        suggestion = practice_session.suggestion()
        console.echo("")
        if suggestion:
            grades.append(f"enter: {suggestion.word}")
        line = "  ".join(grades)
        lead = "Grade: "
        for text in [line] if len(lead) + len(line) <= console.width else grades:
            console.echo(f"{lead}{text}")
            lead = " " * len(lead)
        if practice_session.speech.is_spoken:
            console.echo(f"{SPEAK} adds what you said as text, which is compared with the points")
        question = practice_session.question
        has_points = question is not None and bool(question.key_points)
        console.echo(f"{f'{TICK_HELP}, ' if has_points else ''}u undoes the last action, U redoes it")
        keeps = ", c 3 keeps a sentence of it as your cue of point 3" if has_points else ""
        console.echo(f"p makes this answer your version{keeps}")
        console.echo("n writes your own note, s skips the question, q ends the session, ? lists all commands")
