"""The mock interview in plain mode, as lines of text: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.plain.practice import graded_line
from tpm_tui.cli.plain.prompt import END_OF_ANSWER, PlainPrompt, run_plain_loop
from tpm_tui.core.bank.question import Level
from tpm_tui.core.mock.answer import NOTE_LABELS
from tpm_tui.core.mock.interview import SPEAKING, MockPhase
from tpm_tui.core.mock.rubric import ANCHORS, MARKS, Dimension, dimensions
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import count_words, format_clock
from tpm_tui.exchange.mock_markdown import overall_label
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.mock import MockSession
from tpm_tui.storage.files.errors import WriteError

STOPPED = "Stopped. tpm-tui mock resumes from here."

NOTE_COMMANDS = {"heard": "heard", "missed": "missed", "strongest": "strongest", "next": "ask_next"}
"""Debrief notes by the command that writes them."""

LEVELS: tuple[Level, ...] = ("core", "senior", "staff")

DEBRIEF_HELP = (
    "t 2 5 ticks or unticks points 2 and 5, r 3 3 2 4 3 rates all dimensions in order, r evidence 2 rates "
    "one, b toggles the figure with its base, heard|missed|strongest|next TEXT writes a note, level senior "
    "sets the level, u undoes, p goes to the previous answer, enter to the next, q stops for now"
)


def run_plain_mock(mock_session: MockSession) -> int:
    """Run the interview in plain mode; return the exit code."""
    print_workspace_problems(mock_session.workspace)
    plain = PlainMock(mock_session)
    return run_plain_loop(
        plain.run, plain.end, on_hangup=mock_session.save_all, on_interrupt=mock_session.save_all
    )


class StopMock(Exception):
    """The learner stops the interview for now, or the input has ended."""


class PlainMock(PlainPrompt):
    """Reads commands and prints questions and the debrief; the logic is in the `MockSession`."""

    def __init__(self, mock_session: MockSession) -> None:
        super().__init__()
        self.mock_session = mock_session

    def run(self) -> None:
        """Run all phases of the interview, until it is done or the learner stops for now."""
        mock = self.mock_session.mock
        self.echo(
            f"{clean_line(mock.format.title)}: {plural(len(mock.answers), 'question')}, "
            f"{plural(mock.format.minutes, 'minute')}"
        )
        with suppress(StopMock):
            while self.mock_session.phase is not MockPhase.DONE:
                self.save()
                self.run_phase()

    def end(self) -> None:
        """Save everything and print the report's path, or how to resume the interview."""
        if self.mock_session.phase is not MockPhase.DONE:
            self.mock_session.save_all()
            self.echo(STOPPED)
            return
        self.save()
        if self.mock_session.report_path is None:
            self.echo("Nothing was answered, so there is nothing to rate.")
        else:
            self.echo(f"report {self.mock_session.report_path}")

    def run_phase(self) -> None:
        """Run the current phase to its next change."""
        match self.mock_session.phase:
            case MockPhase.THINKING:
                self.ask_question()
            case MockPhase.ANSWERING | MockPhase.FOLLOW_UP:
                self.read_answer()
            case MockPhase.DEBRIEF:
                self.show_answer()
                self.read_judgement()
            case _:
                self.ask_to_count()

    def ask_question(self) -> None:
        """Print the question and wait for the answer to begin; a line of text already belongs to it."""
        mock_session, mock = self.mock_session, self.mock_session.mock
        answer, question = mock_session.answer, mock_session.question
        round = f"{answer.round}, " if answer.round else ""
        target = format_clock(question.time_target.answer_seconds)
        self.echo("")
        self.echo(
            clean_line(
                f"Question {mock.place + 1} of {len(mock.answers)}: {round}{mock_session.topic_of(answer)}, "
                f"{question.kind}, target {target}"
            )
        )
        self.print_paragraph(answer.prompt)
        self.echo('Think; enter starts the answer, a line that contains only "." ends it.')
        self.echo("n goes to the next question, e ends the interview, q stops for now")
        line = self.read()
        match line:
            case "q":
                raise StopMock
            case "n":
                mock_session.next()
            case "e":
                mock_session.finish()
            case _:
                mock_session.start_answer()
                if line.strip() and line != END_OF_ANSWER:
                    self.write(line)
                if line == END_OF_ANSWER:
                    self.continue_interview()

    def read_answer(self) -> None:
        """Read the answer or the reply up to the line that ends it; save each line as it comes."""
        if self.mock_session.mock.text:
            self.echo("Your answer so far (new lines are added to it):")
            self.print_paragraph(self.mock_session.mock.text)
        while (line := self.read()) != END_OF_ANSWER:
            self.write(line)
        self.continue_interview()

    def continue_interview(self) -> None:
        """Ask the next planned follow-up, or read whether to ask another or go to the next question."""
        mock_session = self.mock_session
        length = (
            f"{plural(count_words(mock_session.mock.text), 'word')}, {format_clock(mock_session.seconds())}"
        )
        before = len(mock_session.answer.replies)
        if before < mock_session.mock.format.follow_ups and mock_session.follow_up():
            self.echo(length)
            self.ask_follow_up()
            return
        self.echo(f"{length}. enter continues, f asks a follow-up, e ends the interview, q stops for now")
        while mock_session.phase in SPEAKING:
            match self.read():
                case "":
                    mock_session.next()
                case "f":
                    if mock_session.follow_up():
                        self.ask_follow_up()
                        return
                    self.echo("There are no more follow-ups to this question.")
                case "e":
                    mock_session.finish()
                case "q":
                    raise StopMock
                case _:
                    self.echo("type enter, f, e or q")

    def ask_follow_up(self) -> None:
        """Print the latest follow-up; its reply is read next."""
        self.print_paragraph(self.mock_session.answer.replies[-1].ask, lead="Interviewer: ")

    def write(self, line: str) -> None:
        """Append a line to the answer and save it."""
        text = self.mock_session.mock.text
        self.mock_session.write(f"{text}\n{line}" if text else line)
        self.save()

    def show_answer(self) -> None:
        """Print an answer with its replies, the model answer, key points, rubric and notes."""
        mock_session, mock = self.mock_session, self.mock_session.mock
        answer, question = mock_session.answer, mock_session.question
        self.echo("")
        self.echo(f"Debrief, answer {mock.place + 1} of {len(mock.answers)}")
        self.print_paragraph(answer.prompt)
        target = format_clock(question.time_target.answer_seconds)
        self.print_section(
            f"Your answer, {format_clock(answer.seconds)} of {target}, "
            f"{format_clock(answer.thinking)} of thinking:",
            [answer.text or "nothing typed"],
        )
        good = {follow_up.ask: follow_up.good for follow_up in question.follow_ups}
        for reply in answer.replies:
            self.print_section(f"Follow-up: {clean_line(reply.ask)}", [reply.text or "nothing typed"])
            if good.get(reply.ask):
                self.print_paragraph(good[reply.ask], lead="A good reply: ")
        for part, text in question.answer_parts:
            name = f"Model answer, a sample: {clean_line(part)}" if part else "Model answer, a sample:"
            self.print_section(name, [text])
        self.echo("")
        self.show_points()
        self.echo("")
        self.show_rubric()
        self.echo("")
        self.show_notes()
        self.echo("")
        self.print_paragraph(DEBRIEF_HELP)

    def show_points(self) -> None:
        """Print the numbered key points with their ticks."""
        self.echo("Key points:")
        for index, point in enumerate(self.mock_session.question.key_points, 1):
            mark = "x" if point.name in self.mock_session.answer.judgement.ticked else " "
            must = " (must)" if point.must else ""
            cue = f": {point.cue}" if point.cue else ""
            self.print_paragraph(f"{point.name}{must}{cue}", lead=f"{index:>2} [{mark}] ")

    def show_rubric(self) -> None:
        """Print the dimensions of the rubric with their marks and the descriptions of all marks."""
        mock_session = self.mock_session
        marks = mock_session.answer.judgement.marks
        for dimension in dimensions(mock_session.question.kind):
            given = marks.get(dimension)
            self.echo(f"{dimension.label}: {f'{given} {MARKS[given - 1]}' if given else 'not rated'}")
            for mark, anchor in enumerate(ANCHORS[dimension], 1):
                self.print_paragraph(anchor, lead=f"  {mark} ")
        self.show_overall()

    def show_overall(self) -> None:
        """Print whether a figure was given, and the overall mark."""
        answer = self.mock_session.answer
        result = answer.overall_mark(self.mock_session.question)
        self.echo(f"A figure with its base: {'yes' if answer.judgement.figure else 'no'}")
        self.echo(f"overall {overall_label(result)}" if result else "overall not rated")

    def show_notes(self) -> None:
        """Print the notes of the debrief."""
        answer = self.mock_session.answer
        for name, text in answer.debrief_notes(self.mock_session.question).items():
            self.print_paragraph(text or "...", lead=f"{NOTE_LABELS[name]}: ")
        self.echo(f"Level heard: {answer.judgement.level or '...'}")

    def read_judgement(self) -> None:
        """Read debrief commands until the learner goes to another answer or closes the debrief."""
        while self.mock_session.phase is MockPhase.DEBRIEF:
            words = self.read().split()
            match words:
                case []:
                    if self.mock_session.mock.place + 1 < len(self.mock_session.mock.answers):
                        self.mock_session.go_to_answer(1)
                        return
                    self.mock_session.close()
                case ["q"]:
                    raise StopMock
                case ["p"]:
                    self.mock_session.go_to_answer(-1)
                    return
                case ["t", *numbers]:
                    self.tick(numbers)
                case ["r", *given]:
                    self.rate(given)
                case ["b"]:
                    self.mock_session.toggle_figure()
                    self.show_overall()
                case ["u"]:
                    self.undo()
                case ["level", "core" | "senior" | "staff" as level]:
                    self.mock_session.set_level(LEVELS[LEVELS.index(level)])
                    self.show_notes()
                case [word, *text] if word in NOTE_COMMANDS:
                    self.mock_session.note(NOTE_COMMANDS[word], " ".join(text))
                    self.show_notes()
                case _:
                    self.print_paragraph(DEBRIEF_HELP)
            self.save()

    def tick(self, numbers: Sequence[str]) -> None:
        """Tick points by number, or untick them."""
        if points := self.select_points(numbers, self.mock_session.question.key_points):
            for point in points:
                self.mock_session.tick(point.name)
            self.show_points()
            self.show_overall()

    def rate(self, given: Sequence[str]) -> None:
        """Rate all dimensions in order, or one by the beginning of its name."""
        rated = dimensions(self.mock_session.question.kind)
        marks = [int(text) for text in given if text in ("1", "2", "3", "4")]
        named = [d for d in rated if len(given) == 2 and d.value.startswith(given[0].lower())]
        pairs: list[tuple[Dimension, int]] = []
        if len(marks) == len(given) == len(rated):
            pairs = list(zip(rated, marks, strict=True))
        elif len(named) == len(marks) == 1:
            pairs = [(named[0], marks[0])]
        if not pairs:
            names = ", ".join(dimension.value for dimension in rated)
            self.print_paragraph(f"r takes {len(rated)} marks from 1 to 4, or one name and its mark: {names}")
            return
        current = self.mock_session.answer.judgement.marks
        for dimension, mark in pairs:
            if current.get(dimension) != mark:
                self.mock_session.rate(dimension, mark)
        self.show_overall()

    def undo(self) -> None:
        """Undo the last tick, mark or note."""
        if self.mock_session.undo():
            self.show_points()
            self.show_overall()
            self.show_notes()
        else:
            self.echo("Nothing to undo.")

    def ask_to_count(self) -> None:
        """Print the ratings and ask whether the answers count in the boxes, then end."""
        self.echo("")
        for answer in self.mock_session.mock.answers:
            question = self.mock_session.question_of(answer)
            result = answer.overall_mark(question)
            grade = self.mock_session.suggestion(answer).word
            label = overall_label(result) if result else "not rated"
            self.print_paragraph(f"{question.label}: {label}, points suggest {grade}")
        self.echo(
            "Count these answers in the boxes? "
            "y counts them, n leaves the boxes unchanged, b goes back, q stops for now"
        )
        while self.mock_session.phase is MockPhase.COUNTING:
            match self.read().strip():
                case "y" | "n" as reply:
                    self.finish(count=reply == "y")
                case "b":
                    self.mock_session.reopen()
                case "q":
                    raise StopMock
                case _:
                    self.echo("type y, n, b or q")

    def finish(self, *, count: bool) -> None:
        """End the interview; with `count` grade the answers and print each saved grade.

        A write error is printed, and the learner can try again.
        """
        try:
            self.mock_session.complete(count=count, on_counted=lambda review: self.echo(graded_line(review)))
        except WriteError as error:
            self.print_error(error)

    def read(self) -> str:
        """Read the next line.

        Raises:
            StopMock: the input has ended.
        """
        line = sys.stdin.readline()
        if not line:
            raise StopMock
        return line.rstrip("\n")

    def save(self) -> None:
        """Save the interview; a write error is printed and the interview continues."""
        try:
            self.mock_session.save()
        except WriteError as error:
            self.print_error(error)
