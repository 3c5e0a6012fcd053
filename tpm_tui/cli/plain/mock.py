"""The mock interview in plain mode, as lines of text: for screen readers, pipes and simple terminals."""

from __future__ import annotations

from contextlib import suppress

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.plain.mock_debrief import PlainDebrief
from tpm_tui.cli.plain.mock_interview import PlainInterview
from tpm_tui.cli.plain.prompt import EXIT_NOT_SAVED, Console, InputEnded, run_plain_loop
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import NOTHING_TO_RATE, graded_line, report_line
from tpm_tui.exchange.mock_text import COUNT_PROMPT, counted_grade, overall_label
from tpm_tui.exchange.phrases import plural
from tpm_tui.exchange.plan.expected_text import expected_line
from tpm_tui.practice.mock.counting import expect_counted_again
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.storage.files.errors import WriteError

STOPPED = "Stopped. tpm-tui mock resumes from here."


def run_plain_mock(mock_session: MockSession) -> int:
    """Run the interview in plain mode; return the exit code."""
    print_workspace_problems(mock_session.workspace)
    plain = PlainMock(mock_session)
    code = run_plain_loop(
        plain.run, plain.end, on_hangup=mock_session.save_all, on_interrupt=mock_session.save_all
    )
    return code or (EXIT_NOT_SAVED if plain.interview.is_cut else 0)


class PlainMock:
    """Runs the phases of the interview; the logic is in the `MockSession`."""

    def __init__(self, mock_session: MockSession) -> None:
        self.mock_session = mock_session
        self.console = Console()
        self.interview = PlainInterview(mock_session, self.console, self.save)
        self.debrief = PlainDebrief(mock_session, self.console, self.save)

    def run(self) -> None:
        """Run all phases of the interview, until it is done or the learner stops for now."""
        mock = self.mock_session.mock
        self.console.echo(
            f"{clean_line(mock.format.title)}: {plural(len(mock.answers), 'question')}, "
            f"{plural(mock.format.minutes, 'minute')}"
        )
        with suppress(InputEnded):
            while self.mock_session.phase is not MockPhase.DONE:
                self.save()
                self.run_phase()

    def run_phase(self) -> None:
        """Run the current phase to its next change."""
        match self.mock_session.phase:
            case MockPhase.THINKING:
                self.interview.ask_question()
            case MockPhase.ANSWERING | MockPhase.FOLLOW_UP:
                self.interview.read_answer()
            case MockPhase.DEBRIEF:
                self.debrief.print_answer()
                self.debrief.read_commands()
            case _:
                self.ask_to_count()

    def end(self) -> None:
        """Save everything and print the report's path, or how to resume the interview."""
        if self.mock_session.phase is not MockPhase.DONE:
            self.mock_session.save_all()
            self.console.echo(STOPPED)
            return
        self.save()
        if self.mock_session.report_path is None:
            self.console.echo(NOTHING_TO_RATE)
        else:
            self.console.echo(report_line(self.mock_session.report_path))

    def ask_to_count(self) -> None:
        """Print the ratings and ask whether the answers count in the boxes, then end."""
        self.console.echo("")
        for answer in self.mock_session.mock.answers:
            question = self.mock_session.question_of(answer)
            label = overall_label(answer.overall_mark(question))
            grade = self.mock_session.suggestion(answer)
            self.console.print_paragraph(
                f"{question.label}: {label}, {counted_grade(answer, question, grade)}"
            )
        self.console.echo(
            f"{COUNT_PROMPT} y counts them, n leaves the boxes unchanged, b goes back, q stops for now"
        )
        while self.mock_session.phase is MockPhase.COUNTING:
            match self.console.read_line().strip():
                case "y" | "n" as reply:
                    self.finish(count=reply == "y")
                case "b":
                    self.mock_session.debrief.reopen()
                case "q":
                    raise InputEnded
                case _:
                    self.console.echo("type y, n, b or q")

    def finish(self, *, count: bool) -> None:
        """End the interview; with `count` grade the answers and print each saved grade.

        Below the grades are the days on which the plan asks again, where these are not the due days.

        A write error is printed, and the learner can try again.
        """
        try:
            self.mock_session.complete(
                count=count, on_counted=lambda review: self.console.echo(graded_line(review))
            )
        except WriteError as error:
            self.console.print_error(error)
            return
        if self.mock_session.reviews:
            expected = expect_counted_again(self.mock_session.workspace, self.mock_session.reviews)
            for review in self.mock_session.reviews:
                if line := expected_line(review, expected.get(review.question)):
                    self.console.echo(line)

    def save(self) -> None:
        """Save the interview; a write error is printed and the interview continues."""
        try:
            self.mock_session.save()
        except WriteError as error:
            self.console.print_error(error)
