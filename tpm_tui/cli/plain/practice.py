"""The same practice as questions and answers in lines: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from tpm_tui.cli.commands.due import in_words
from tpm_tui.cli.output.problems import tell_faults
from tpm_tui.cli.plain.prompt import END, Lines, run_in_lines
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.calibration import CONFIDENCE
from tpm_tui.core.session.resume import Unfinished
from tpm_tui.core.session.session import Form, Phase
from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.speech import clock, count_words
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.resume import asked_in_words, put_away
from tpm_tui.practice.session import Sitting
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import NotSaved

Done = TypeVar("Done")

UNSAVED = 3
"""The exit code where something that was asked for is not in the progress."""


def run_plain(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: Unfinished | None = None,
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
    sitting = Sitting(workspace, queue, form, drill)
    tell_faults(workspace)
    lines = PlainPractice(sitting)

    def practise() -> None:
        if found is not None and sys.stdin.isatty():
            take_up(sitting, found)
        lines.run()

    code = run_in_lines(practise, lines.end, keep=sitting.keep, interrupted=sitting.end)
    return code or (UNSAVED if lines.undone else 0)


def take_up(sitting: Sitting, found: Unfinished) -> None:
    """Ask whether to go on with a session that was cut off, and do so or put it away."""
    workspace = sitting.workspace
    print(f"{asked_in_words(workspace, found)} enter resumes, n starts afresh", flush=True)
    for line in sys.stdin:
        match line.strip().lower():
            case "" | "y":
                sitting.take_up_session(found)
                return
            case "n":
                if (report := put_away(workspace, found)) is not None:
                    print(f"report {report}", flush=True)
                return
            case _:
                print("enter or n", flush=True)


class PlainPractice(Lines):
    """Prints and reads; what it all means is the sitting's to say."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.total = 0
        self.undone: set[str] = set()
        """What was asked for, refused by the disk, and not done since."""

    def run(self) -> None:
        """Ask until the queue is empty, the input ends, or `q`."""
        self.total = self.sitting.session.left
        if self.sitting.phase is Phase.DONE:
            self.say(in_words(self.sitting.agenda()))
            self.say("To practise all the same: tpm-tui practice --topic ID, or --question NUMBER.")
        ended = False
        while not ended and self.sitting.phase is not Phase.DONE:
            if self.sitting.phase is Phase.ASKING:
                self.ask()
                self.sitting.reveal(*self.confidence())
                self.show_reveal()
            ended = self.read_grade()

    def end(self) -> None:
        """End the session, and say where its report is."""
        path = self.sitting.end()
        if path is not None:
            self.say(f"report {path}")

    def ask(self) -> None:
        """Print the question and read the answer to its end."""
        question = self.question
        card, rules = self.sitting.card, self.sitting.workspace.rules
        place = f"{self.total - self.sitting.session.left + 1} of {self.total}"
        box = f"box {card.box} of {rules.boxes}" if card.schedule.met else "new"
        number = f"{question.number}. " if question.number is not None else ""
        topic = self.sitting.workspace.bank.topic_of(question).label
        self.say("")
        self.say(
            f"Question {place}: {number}{topic}, {question.kind}, {box}, target {clock(self.sitting.target)}"
        )
        self.paragraph(self.sitting.prompt)
        if self.sitting.session.draft:
            self.say("")
            self.say("Your draft so far; what you type is added to it:")
            self.paragraph(self.sitting.session.draft)
        self.say("")
        self.say(f'Type your answer. A line with only "{END}" ends it.')
        for line in sys.stdin:
            text = line.rstrip("\n")
            if text == END:
                break
            draft = self.sitting.session.draft
            self.sitting.write(f"{draft}\n{clean(text)}" if draft else clean(text))
            self.save_draft()

    def confidence(self) -> tuple[int | None, datetime]:
        """How sure the learner is, where that is wanted and told, and when the answer was finished."""
        answered = self.sitting.workspace.now()
        if not self.sitting.workspace.config.confidence:
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
        words = count_words(self.sitting.session.draft)
        self.say(f"Your answer: {plural(words, 'word')}, {clock(self.sitting.seconds())}.")
        self.show_points()
        if note := self.sitting.noting.kept(question.id):
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
        drill = self.sitting.drilling
        grades = "  ".join(
            f"{g.value} {g.word}" + ("" if drill else f" {self.sitting.interval(g)}d") for g in Grade
        )
        self.say(f"Grade: {grades}  enter {self.sitting.suggestion().word}")
        self.say("t 2 5 marks points, u undoes the last grade, U redoes it, s skips, q ends")
        self.say("n writes a note of your own")

    def show_points(self) -> None:
        """Print the numbered key points with their marks."""
        self.say("Key points:")
        weak = self.sitting.past(self.question.id).weak if self.sitting.drilling else {}
        ticked = self.sitting.session.ticked
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
                    self.sitting.skip()
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
                    if self.grade(Grade(int(words[0])) if words else self.sitting.suggestion()):
                        return False
                case _:
                    self.say("1 to 4 grades, enter takes the suggestion, t 2 5 marks points, n, u, U, s, q")
        return True

    def grade(self, grade: Grade) -> bool:
        """Grade, and say so once it is durable; returns whether it is."""
        review = self.attempt(f"grade {self.question.id}", lambda: self.sitting.grade(grade))
        if review is None:
            return False
        self.say(graded_line(review))
        if lapses := self.sitting.leech_lapses(review):
            self.say(f"leech {review.question}: {lapses} lapses")
            self.say(f"  {LEECH_ADVICE}")
        return True

    def undo(self) -> None:
        """Take the last grade back and show its question again."""
        review = self.attempt("undo", self.sitting.undo)
        if review is None:
            if "undo" not in self.undone:
                self.say("Nothing was graded today: there is nothing to undo.")
            return
        self.say(f"undone {review.question}: {review.grade.word}")
        if self.sitting.question is not None:
            self.paragraph(review.prompt)
            self.show_reveal()

    def redo(self) -> bool:
        """Let the grade that was taken back stand again; returns whether there was one."""
        review = self.attempt("redo", self.sitting.redo)
        if review is None:
            if "redo" not in self.undone:
                self.say("Nothing was taken back since the last grade: there is nothing to redo.")
            return False
        self.say(f"redone {review.question}: {review.grade.word}")
        return True

    def write_note(self) -> None:
        """Read the learner's own note on the question, in place of the one before."""
        noting = self.sitting.noting
        kept, text = noting.kept(self.question.id), noting.begin(self.question.id)
        self.say(f'Type your note. A line with only "{END}" ends it; an empty note is removed.')
        if text != kept:
            self.say("It was cut off here; what you type is added to it:")
            self.paragraph(text)
        text = text.rstrip("\n") + "\n" if text != kept else ""
        noting.write(text)
        for line in sys.stdin:
            if line.rstrip("\n") == END:
                break
            text += line
            noting.write(text)
            self.save_draft()
        changed = self.attempt(f"note {self.question.id}", noting.keep)
        if changed is None:
            return
        note = noting.kept(self.question.id)
        self.say(f"note {self.question.id}: {'kept' if note else 'removed' if changed else 'none'}")

    def tick(self, numbers: Sequence[str]) -> None:
        """Mark points by number, or unmark them."""
        if points := self.numbered(numbers, self.question.key_points):
            for point in points:
                self.sitting.tick(point.name)
            self.show_points()
            self.say(f"enter now grades {self.sitting.suggestion().word}")

    def attempt(self, deed: str, act: Callable[[], Done]) -> Done | None:
        """Do something durable and return what it gives.

        Where the disk refuses, that is told, None is returned, and the deed counts as undone until it works.
        """
        try:
            done = act()
        except NotSaved as fault:
            self.complain(fault)
            self.undone.add(deed)
            return None
        self.undone.discard(deed)
        return done

    @property
    def question(self) -> Question:
        """The question before the learner."""
        assert self.sitting.question is not None
        return self.sitting.question

    def save_draft(self) -> None:
        """Keep the draft; a full disk is told, and nothing stops."""
        try:
            self.sitting.save_draft()
        except NotSaved as fault:
            self.complain(fault)


def graded_line(review: Review) -> str:
    """`graded late-program-recovery: good, box 0 -> 2, due 2026-11-24`."""
    due = f", due {review.due}" if review.due else ""
    practice = ", drill" if review.drill else ", practice" if review.practice else ""
    boxes = f"box {review.box_before} -> {review.box_after}"
    return f"graded {review.question}: {review.grade.word}, {boxes}{due}{practice}"
