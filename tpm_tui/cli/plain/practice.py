"""The same practice as questions and answers in lines: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from tpm_tui.cli.commands.due import describe_agenda
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.plain.prompt import END, PlainPrompt, run_plain_loop
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
from tpm_tui.practice.resume import close_unfinished_session, resume_question
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

Done = TypeVar("Done")

UNSAVED = 3
"""The exit code where something that was asked for is not in the progress."""


def run_plain(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: UnfinishedSession | None = None,
    drill: bool = False,
) -> int:
    """Practise a queue in lines; returns the exit code.

    Args:
        workspace: everything else.
        queue: ids in the order of asking.
        form: full answers, or the short form.
        found: a session that was cut off; whoever sits at a terminal is asked whether to go on with it.
        drill: beside the boxes.
    """
    practice_session = PracticeSession(workspace, queue, form, drill)
    print_workspace_problems(workspace)
    lines = PlainPractice(practice_session)

    def practise() -> None:
        if found is not None and sys.stdin.isatty():
            start_or_resume(practice_session, found)
        lines.run()

    code = run_plain_loop(practise, lines.end, keep=practice_session.keep, interrupted=practice_session.end)
    return code or (UNSAVED if lines.undone else 0)


def start_or_resume(practice_session: PracticeSession, found: UnfinishedSession) -> None:
    """Ask whether to go on with a session that was cut off, and do so or put it away."""
    workspace = practice_session.workspace
    print(f"{resume_question(workspace, found)} enter resumes, n starts afresh", flush=True)
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
                print("enter or n", flush=True)


class PlainPractice(PlainPrompt):
    """Prints and reads; what it all means is the practice_session's to say."""

    def __init__(self, practice_session: PracticeSession) -> None:
        super().__init__()
        self.practice_session = practice_session
        self.total = 0
        self.undone: set[str] = set()
        """What was asked for, refused by the disk, and not done since."""

    def run(self) -> None:
        """Ask until the queue is empty, the input ends, or `q`."""
        self.total = self.practice_session.session.left
        if self.practice_session.phase is SessionPhase.DONE:
            self.say(describe_agenda(self.practice_session.agenda()))
            self.say("To practise all the same: tpm-tui practice --topic ID, or --question NUMBER.")
        ended = False
        while not ended and self.practice_session.phase is not SessionPhase.DONE:
            if self.practice_session.phase is SessionPhase.ASKING:
                self.ask()
                self.practice_session.reveal(*self.confidence())
                self.show_reveal()
            ended = self.read_grade()

    def end(self) -> None:
        """End the session, and say where its report is."""
        path = self.practice_session.end()
        if path is not None:
            self.say(f"report {path}")

    def ask(self) -> None:
        """Print the question and read the answer to its end."""
        question = self.question
        card, rules = self.practice_session.card, self.practice_session.workspace.rules
        place = f"{self.total - self.practice_session.session.left + 1} of {self.total}"
        box = f"box {card.box} of {rules.boxes}" if card.schedule.met else "new"
        number = f"{question.number}. " if question.number is not None else ""
        topic = self.practice_session.workspace.bank.topic_of(question).label
        self.say("")
        self.say(
            f"Question {place}: {number}{topic}, {question.kind}, {box}, target {format_clock(self.practice_session.target)}"
        )
        self.paragraph(self.practice_session.prompt)
        if self.practice_session.session.draft:
            self.say("")
            self.say("Your draft so far; what you type is added to it:")
            self.paragraph(self.practice_session.session.draft)
        self.say("")
        self.say(f'Type your answer. A line with only "{END}" ends it.')
        for line in sys.stdin:
            text = line.rstrip("\n")
            if text == END:
                break
            draft = self.practice_session.session.draft
            self.practice_session.write(f"{draft}\n{clean(text)}" if draft else clean(text))
            self.save_draft()

    def confidence(self) -> tuple[int | None, datetime]:
        """How sure the learner is, where that is wanted and told, and when the answer was finished."""
        answered = self.practice_session.workspace.now()
        if not self.practice_session.workspace.config.confidence:
            return None, answered
        levels = ", ".join(f"{level} {name}" for level, name in CONFIDENCE.items())
        self.say(f"How sure are you? {levels}; enter passes.")
        said = sys.stdin.readline().strip()
        while said and said not in map(str, CONFIDENCE):
            self.say("1 to 4, or enter")
            said = sys.stdin.readline().strip()
        return (int(said) if said else None), answered

    def show_reveal(self) -> None:
        """Print the points, then the model answer and what else helps to judge one's own."""
        question = self.question
        self.say("")
        words = count_words(self.practice_session.session.draft)
        self.say(f"Your answer: {plural(words, 'word')}, {format_clock(self.practice_session.seconds())}.")
        self.show_points()
        if note := self.practice_session.note_editor.kept(question.id):
            self.section("Your note:", [note])
        for part, text in question.answer_parts:
            self.say("")
            self.say(f"Model answer, a sample: {part}" if part else "Model answer, a sample:")
            self.paragraph(text)
        if question.probes:
            self.section("Why it is asked:", [question.probes])
        self.section("Weak signs:", question.weak_signs, lead="- ")
        asked = [f"{probe.ask} ({probe.good})" if probe.good else probe.ask for probe in question.follow_ups]
        self.section("They may ask next:", asked, lead="- ")
        self.say("")
        drill = self.practice_session.drilling
        grades = "  ".join(
            f"{g.value} {g.word}" + ("" if drill else f" {self.practice_session.interval(g)}d") for g in Grade
        )
        self.say(f"Grade: {grades}  enter {self.practice_session.suggestion().word}")
        self.say("t 2 5 marks points, u undoes the last grade, U redoes it, s skips, q ends")
        self.say("n writes a note of your own")

    def show_points(self) -> None:
        """Print the numbered key points with their marks."""
        self.say("Key points:")
        weak = self.practice_session.past(self.question.id).weak if self.practice_session.drilling else {}
        ticked = self.practice_session.session.ticked
        for index, point in enumerate(self.question.key_points, 1):
            mark = "x" if point.name in ticked else " "
            must = " (must)" if point.must else ""
            if record := weak.get(point.name):
                must += f" ({record})"
            cue = f": {point.cue}" if point.cue else ""
            self.paragraph(f"{point.name}{must}{cue}", lead=f"{index:>2} [{mark}] ")

    def read_grade(self) -> bool:
        """Read lines until the question is dealt with; returns whether the session is over."""
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
                    self.say("1 to 4 grades, enter takes the suggestion, t 2 5 marks points, n, u, U, s, q")
        return True

    def grade(self, grade: Grade) -> bool:
        """Grade, and say so once it is durable; returns whether it is."""
        review = self.attempt(f"grade {self.question.id}", lambda: self.practice_session.grade(grade))
        if review is None:
            return False
        self.say(graded_line(review))
        if lapses := self.practice_session.leech_lapses(review):
            self.say(f"leech {review.question}: {lapses} lapses")
            self.say(f"  {LEECH_ADVICE}")
        return True

    def undo(self) -> None:
        """Take the last grade back and show its question again."""
        review = self.attempt("undo", self.practice_session.undo)
        if review is None:
            if "undo" not in self.undone:
                self.say("Nothing was graded today: there is nothing to undo.")
            return
        self.say(f"undone {review.question}: {review.grade.word}")
        if self.practice_session.question is not None:
            self.paragraph(review.prompt)
            self.show_reveal()

    def redo(self) -> bool:
        """Let the grade that was taken back stand again; returns whether there was one."""
        review = self.attempt("redo", self.practice_session.redo)
        if review is None:
            if "redo" not in self.undone:
                self.say("Nothing was taken back since the last grade: there is nothing to redo.")
            return False
        self.say(f"redone {review.question}: {review.grade.word}")
        return True

    def write_note(self) -> None:
        """Read the learner's own note on the question, in place of the one before."""
        note_editor = self.practice_session.note_editor
        kept, text = note_editor.kept(self.question.id), note_editor.begin(self.question.id)
        self.say(f'Type your note. A line with only "{END}" ends it; an empty note is removed.')
        if text != kept:
            self.say("It was cut off here; what you type is added to it:")
            self.paragraph(text)
        text = text.rstrip("\n") + "\n" if text != kept else ""
        note_editor.write(text)
        for line in sys.stdin:
            if line.rstrip("\n") == END:
                break
            text += line
            note_editor.write(text)
            self.save_draft()
        changed = self.attempt(f"note {self.question.id}", note_editor.keep)
        if changed is None:
            return
        note = note_editor.kept(self.question.id)
        self.say(f"note {self.question.id}: {'kept' if note else 'removed' if changed else 'none'}")

    def tick(self, numbers: Sequence[str]) -> None:
        """Mark points by number, or unmark them."""
        if points := self.numbered(numbers, self.question.key_points):
            for point in points:
                self.practice_session.tick(point.name)
            self.show_points()
            self.say(f"enter now grades {self.practice_session.suggestion().word}")

    def attempt(self, deed: str, act: Callable[[], Done]) -> Done | None:
        """Do something durable and return what it gives.

        Where the disk refuses, that is told, None is returned, and the deed counts as undone until it works.
        """
        try:
            done = act()
        except WriteError as fault:
            self.complain(fault)
            self.undone.add(deed)
            return None
        self.undone.discard(deed)
        return done

    @property
    def question(self) -> Question:
        """The question before the learner."""
        assert self.practice_session.question is not None
        return self.practice_session.question

    def save_draft(self) -> None:
        """Keep the draft; a full disk is told, and nothing stops."""
        try:
            self.practice_session.save_draft()
        except WriteError as fault:
            self.complain(fault)


def graded_line(review: Review) -> str:
    """`graded late-program-recovery: good, box 0 -> 2, due 2026-11-24`."""
    due = f", due {review.due}" if review.due else ""
    practice = ", drill" if review.drill else ", practice" if review.practice else ""
    boxes = f"box {review.box_before} -> {review.box_after}"
    return f"graded {review.question}: {review.grade.word}, {boxes}{due}{practice}"
