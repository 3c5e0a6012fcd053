"""Practice in plain mode, as lines of text: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from tpm_tui.cli.commands.due import describe_agenda
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.plain.prompt import END_OF_ANSWER, PlainPrompt, run_plain_loop
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.calibration import CONFIDENCE
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import Form, SessionPhase
from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.speech import count_words, format_clock
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.resume import close_unfinished_session, resume_prompt
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

ActionResult = TypeVar("ActionResult")

EXIT_NOT_SAVED = 3
"""The exit code if an action of the learner could not be saved."""


def run_plain(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: UnfinishedSession | None = None,
    drill: bool = False,
) -> int:
    """Practise a queue in plain mode; return the exit code.

    Args:
        workspace: the bank, the settings and the progress.
        queue: ids of the questions, in order.
        form: full answers, or the short form.
        found: an unfinished session; if stdin is a terminal, ask whether to resume it.
        drill: do not change boxes or due dates.
    """
    practice_session = PracticeSession(workspace, queue, form, drill)
    print_workspace_problems(workspace)
    plain = PlainPractice(practice_session)

    def practise() -> None:
        if found is not None and sys.stdin.isatty():
            start_or_resume(practice_session, found)
        plain.run()

    code = run_plain_loop(
        practise, plain.end, on_hangup=practice_session.save_all, on_interrupt=practice_session.end
    )
    return code or (EXIT_NOT_SAVED if plain.unsaved_actions else 0)


def start_or_resume(practice_session: PracticeSession, found: UnfinishedSession) -> None:
    """Ask whether to resume an unfinished session; resume it, or close it and print its report's path."""
    workspace = practice_session.workspace
    print(f"{resume_prompt(workspace, found)} enter resumes, n starts a new one", flush=True)
    for line in sys.stdin:
        match line.strip().lower():
            case "" | "y":
                practice_session.resume_session(found)
                return
            case "n":
                if (report := close_unfinished_session(workspace, found)) is not None:
                    print(f"report {report}", flush=True)
                return
            case _:
                print("type enter or n", flush=True)


class PlainPractice(PlainPrompt):
    """Reads commands and prints questions and reveals; the logic is in the `PracticeSession`."""

    def __init__(self, practice_session: PracticeSession) -> None:
        super().__init__()
        self.practice_session = practice_session
        self.total = 0
        self.unsaved_actions: set[str] = set()
        """Actions that failed with a write error and have not succeeded since."""

    def run(self) -> None:
        """Ask questions until the queue is empty, the input ends, or `q`."""
        self.total = self.practice_session.session.left
        if self.practice_session.phase is SessionPhase.DONE:
            self.echo(describe_agenda(self.practice_session.agenda()))
            self.echo("To practise anyway, run: tpm-tui practice --topic ID, or --question NUMBER.")
        ended = False
        while not ended and self.practice_session.phase is not SessionPhase.DONE:
            if self.practice_session.phase is SessionPhase.ASKING:
                self.ask_question()
                self.practice_session.reveal(*self.read_confidence())
                self.show_reveal()
            ended = self.read_grade()

    def end(self) -> None:
        """End the session and print the path of its report."""
        path = self.practice_session.end()
        if path is not None:
            self.echo(f"report {path}")

    def ask_question(self) -> None:
        """Print the question and read the answer up to the line that ends it."""
        question = self.question
        card, rules = self.practice_session.card, self.practice_session.workspace.rules
        place = f"{self.total - self.practice_session.session.left + 1} of {self.total}"
        box = f"box {card.box} of {rules.boxes}" if card.schedule.seen else "new"
        number = f"{question.number}. " if question.number is not None else ""
        topic = self.practice_session.workspace.bank.topic_of(question).label
        self.echo("")
        self.echo(
            f"Question {place}: {number}{topic}, {question.kind}, {box}, "
            f"target {format_clock(self.practice_session.target)}"
        )
        self.print_paragraph(self.practice_session.prompt)
        if self.practice_session.session.draft:
            self.echo("")
            self.echo("Your draft so far (new lines are added to it):")
            self.print_paragraph(self.practice_session.session.draft)
        self.echo("")
        self.echo(f'Type your answer; end it with a line that contains only "{END_OF_ANSWER}".')
        for line in sys.stdin:
            text = line.rstrip("\n")
            if text == END_OF_ANSWER:
                break
            draft = self.practice_session.session.draft
            self.practice_session.write(f"{draft}\n{clean(text)}" if draft else clean(text))
            self.save_draft()

    def read_confidence(self) -> tuple[int | None, datetime]:
        """Read the confidence if the setting is on; return it (or None) and when the answer was finished."""
        answered = self.practice_session.workspace.now()
        if not self.practice_session.workspace.config.confidence:
            return None, answered
        levels = ", ".join(f"{level} {name}" for level, name in CONFIDENCE.items())
        self.echo(f"How sure are you? {levels}; enter skips.")
        line = sys.stdin.readline().strip()
        while line and line not in map(str, CONFIDENCE):
            self.echo("type 1 to 4, or enter")
            line = sys.stdin.readline().strip()
        return (int(line) if line else None), answered

    def show_reveal(self) -> None:
        """Print the key points, note, model answer, weak signs and follow-ups, then the commands."""
        question = self.question
        self.echo("")
        words = count_words(self.practice_session.session.draft)
        self.echo(f"Your answer: {plural(words, 'word')}, {format_clock(self.practice_session.seconds())}.")
        self.show_points()
        if note := self.practice_session.note_editor.saved_note(question.id):
            self.print_section("Your note:", [note])
        for part, text in question.answer_parts:
            self.echo("")
            self.echo(f"Model answer, a sample: {part}" if part else "Model answer, a sample:")
            self.print_paragraph(text)
        if question.probes:
            self.print_section("Why it is asked:", [question.probes])
        self.print_section("Weak signs:", question.weak_signs, lead="- ")
        follow_ups = [f"{each.ask} ({each.good})" if each.good else each.ask for each in question.follow_ups]
        self.print_section("Possible follow-ups:", follow_ups, lead="- ")
        self.echo("")
        drill = self.practice_session.is_drill
        grades = "  ".join(
            f"{g.value} {g.word}" + ("" if drill else f" {self.practice_session.interval(g)}d") for g in Grade
        )
        self.echo(f"Grade: {grades}  enter: {self.practice_session.suggestion().word}")
        self.echo("t 2 5 ticks or unticks points 2 and 5, u undoes the last grade, U redoes it")
        self.echo("n writes your own note, s skips the question, q ends the session")

    def show_points(self) -> None:
        """Print the numbered key points with their ticks."""
        self.echo("Key points:")
        weak = (
            self.practice_session.history_of(self.question.id).weak if self.practice_session.is_drill else {}
        )
        ticked = self.practice_session.session.ticked
        for index, point in enumerate(self.question.key_points, 1):
            mark = "x" if point.name in ticked else " "
            must = " (must)" if point.must else ""
            if record := weak.get(point.name):
                must += f" ({record})"
            cue = f": {point.cue}" if point.cue else ""
            self.print_paragraph(f"{point.name}{must}{cue}", lead=f"{index:>2} [{mark}] ")

    def read_grade(self) -> bool:
        """Read commands until the question is graded or skipped; return whether the session is over."""
        for line in sys.stdin:
            words = line.split()
            match words:
                case ["q"]:
                    return True
                case ["s"]:
                    self.practice_session.skip()
                    return False
                case ["u"]:
                    self.undo()
                case ["U"]:
                    if self.redo():
                        return False
                case ["n"]:
                    self.write_note()
                case ["t", *numbers]:
                    self.tick(numbers)
                case [] | ["1" | "2" | "3" | "4"]:
                    if self.grade(Grade(int(words[0])) if words else self.practice_session.suggestion()):
                        return False
                case _:
                    self.echo("type 1 to 4, enter, t with numbers of points, n, u, U, s or q")
        return True

    def grade(self, grade: Grade) -> bool:
        """Grade, and confirm it once it has been saved; return whether it has."""
        review = self.run_action(f"grade {self.question.id}", lambda: self.practice_session.grade(grade))
        if review is None:
            return False
        self.echo(graded_line(review))
        if lapses := self.practice_session.leech_lapses(review):
            self.echo(f"leech {review.question}: {lapses} lapses")
            self.echo(f"  {LEECH_ADVICE}")
        return True

    def undo(self) -> None:
        """Undo the last grade and show its question again."""
        review = self.run_action("undo", self.practice_session.undo)
        if review is None:
            if "undo" not in self.unsaved_actions:
                self.echo("Nothing to undo: nothing was graded today.")
            return
        self.echo(f"undone {review.question}: {review.grade.word}")
        if self.practice_session.question is not None:
            self.print_paragraph(review.prompt)
            self.show_reveal()

    def redo(self) -> bool:
        """Redo the last undone grade; return whether there was one."""
        review = self.run_action("redo", self.practice_session.redo)
        if review is None:
            if "redo" not in self.unsaved_actions:
                self.echo("Nothing to redo: nothing was undone since the last grade.")
            return False
        self.echo(f"redone {review.question}: {review.grade.word}")
        return True

    def write_note(self) -> None:
        """Read the learner's note on the question and replace the saved one."""
        note_editor = self.practice_session.note_editor
        saved, text = note_editor.saved_note(self.question.id), note_editor.open(self.question.id)
        self.echo(
            f'Type your note; end it with a line that contains only "{END_OF_ANSWER}". '
            "An empty note removes the saved one."
        )
        if text != saved:
            self.echo("Your unsaved note so far (new lines are added to it):")
            self.print_paragraph(text)
        text = text.rstrip("\n") + "\n" if text != saved else ""
        note_editor.write(text)
        for line in sys.stdin:
            if line.rstrip("\n") == END_OF_ANSWER:
                break
            text += line
            note_editor.write(text)
            self.save_draft()
        changed = self.run_action(f"note {self.question.id}", note_editor.save)
        if changed is None:
            return
        note = note_editor.saved_note(self.question.id)
        self.echo(f"note {self.question.id}: {'saved' if note else 'removed' if changed else 'none'}")

    def tick(self, numbers: Sequence[str]) -> None:
        """Tick points by number, or untick them."""
        if points := self.select_points(numbers, self.question.key_points):
            for point in points:
                self.practice_session.tick(point.name)
            self.show_points()
            self.echo(f"Suggested grade is now {self.practice_session.suggestion().word}")

    def run_action(self, action: str, run: Callable[[], ActionResult]) -> ActionResult | None:
        """Run an action that writes to the progress and return its result.

        On a write error, print it, add the action to `unsaved_actions` until it succeeds, and return None.
        """
        try:
            result = run()
        except WriteError as error:
            self.print_error(error)
            self.unsaved_actions.add(action)
            return None
        self.unsaved_actions.discard(action)
        return result

    @property
    def question(self) -> Question:
        """The current question."""
        assert self.practice_session.question is not None
        return self.practice_session.question

    def save_draft(self) -> None:
        """Save the draft; a write error is printed and the session continues."""
        try:
            self.practice_session.save_draft()
        except WriteError as error:
            self.print_error(error)


def graded_line(review: Review) -> str:
    """Return the line for scripts: `graded late-program-recovery: good, box 0 -> 2, due 2026-11-24`."""
    due = f", due {review.due}" if review.due else ""
    practice = ", drill" if review.drill else ", practice" if review.practice else ""
    boxes = f"box {review.box_before} -> {review.box_after}"
    return f"graded {review.question}: {review.grade.word}, {boxes}{due}{practice}"
