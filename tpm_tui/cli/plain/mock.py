"""The same mock interview in lines: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.plain.practice import graded_line
from tpm_tui.cli.plain.prompt import END, PlainPrompt, run_plain_loop
from tpm_tui.core.bank.question import Level
from tpm_tui.core.mock.answer import NOTE_LABELS
from tpm_tui.core.mock.interview import SPEAKING, MockPhase
from tpm_tui.core.mock.rubric import ANCHORS, MARKS, Dimension, dimensions
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import count_words, format_clock
from tpm_tui.exchange.mock_markdown import overall_words
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.mock import MockSession
from tpm_tui.storage.files.errors import WriteError

STOPPED = "Stopped. tpm-tui mock goes on from here."

NOTE_WORDS = {"heard": "heard", "missed": "missed", "strongest": "strongest", "next": "ask_next"}
"""What begins a line that writes one of the debrief's lines."""

LEVELS: tuple[Level, ...] = ("core", "senior", "staff")

JUDGING = (
    "t 2 5 ticks points, r 3 3 2 4 3 rates all in order, r evidence 2 one, b a figure with its base, "
    "heard|missed|strongest|next TEXT writes a line, level senior, u undoes, enter goes on, q stops for now"
)


def run_plain_mock(mock_session: MockSession) -> int:
    """Sit the interview in lines; returns the exit code."""
    print_workspace_problems(mock_session.workspace)
    lines = PlainMock(mock_session)
    return run_plain_loop(lines.run, lines.end, keep=mock_session.keep, interrupted=mock_session.keep)


class StopMock(Exception):
    """The learner stops for now, or the input has ended."""


class PlainMock(PlainPrompt):
    """Prints and reads; what it all means is the mock_session's to say."""

    def __init__(self, mock_session: MockSession) -> None:
        super().__init__()
        self.mock_session = mock_session

    def run(self) -> None:
        """Ask and judge, until all is judged or the learner stops for now."""
        mock = self.mock_session.mock
        self.say(
            f"{clean_line(mock.format.title)}: {plural(len(mock.answers), 'question')}, "
            f"{plural(mock.format.minutes, 'minute')}"
        )
        with suppress(StopMock):
            while self.mock_session.phase is not MockPhase.DONE:
                self.save()
                self.step()

    def end(self) -> None:
        """Keep everything, and say where the report is, or how the interview goes on."""
        if self.mock_session.phase is not MockPhase.DONE:
            self.mock_session.keep()
            self.say(STOPPED)
            return
        self.save()
        if self.mock_session.report_path is None:
            self.say("Nothing was answered, so there is nothing to judge.")
        else:
            self.say(f"report {self.mock_session.report_path}")

    def step(self) -> None:
        """What the phase asks for."""
        match self.mock_session.phase:
            case MockPhase.THINKING:
                self.think()
            case MockPhase.ANSWERING | MockPhase.FOLLOW_UP:
                self.listen()
            case MockPhase.DEBRIEF:
                self.show_answer()
                self.judge()
            case _:
                self.count()

    def think(self) -> None:
        """Print the question and wait for the answer to begin; a line of text begins it."""
        mock_session, mock = self.mock_session, self.mock_session.mock
        answer, question = mock_session.answer, mock_session.question
        round = f"{answer.round}, " if answer.round else ""
        target = format_clock(question.time_target.answer_seconds)
        self.say("")
        self.say(
            clean_line(
                f"Question {mock.place + 1} of {len(mock.answers)}: {round}{mock_session.topic_of(answer)}, "
                f"{question.kind}, target {target}"
            )
        )
        self.paragraph(answer.prompt)
        self.say('Think; enter begins the answer, and a line with only "." ends it.')
        self.say("n next question, e end of the interview, q stop for now")
        line = self.read()
        match line:
            case "q":
                raise StopMock
            case "n":
                mock_session.next()
            case "e":
                mock_session.finish()
            case _:
                mock_session.speak()
                if line.strip() and line != END:
                    self.write(line)
                if line == END:
                    self.go_on()

    def listen(self) -> None:
        """Read the answer or the reply to its end, each line kept as it comes."""
        if self.mock_session.mock.text:
            self.say("Your answer so far; what you type is added to it:")
            self.paragraph(self.mock_session.mock.text)
        while (line := self.read()) != END:
            self.write(line)
        self.go_on()

    def go_on(self) -> None:
        """The format's next follow-up comes by itself; others, and the next question, when asked for."""
        mock_session = self.mock_session
        said = (
            f"{plural(count_words(mock_session.mock.text), 'word')}, {format_clock(mock_session.seconds())}"
        )
        before = len(mock_session.answer.replies)
        if before < mock_session.mock.format.follow_ups and mock_session.follow_up():
            self.say(said)
            self.ask_follow_up()
            return
        self.say(f"{said}. enter goes on, f asks a follow-up, e ends the interview, q stops for now")
        while mock_session.phase in SPEAKING:
            match self.read():
                case "":
                    mock_session.next()
                case "f":
                    if mock_session.follow_up():
                        self.ask_follow_up()
                        return
                    self.say("There is no further follow-up to this question.")
                case "e":
                    mock_session.finish()
                case "q":
                    raise StopMock
                case _:
                    self.say("enter, f, e or q")

    def ask_follow_up(self) -> None:
        """Print the follow-up; its reply is read next."""
        self.paragraph(self.mock_session.answer.replies[-1].ask, lead="They ask: ")

    def write(self, line: str) -> None:
        """One more line of the answer."""
        text = self.mock_session.mock.text
        self.mock_session.write(f"{text}\n{line}" if text else line)
        self.save()

    def show_answer(self) -> None:
        """Print an answer with all that helps to judge it."""
        mock_session, mock = self.mock_session, self.mock_session.mock
        answer, question = mock_session.answer, mock_session.question
        self.say("")
        self.say(f"Debrief, answer {mock.place + 1} of {len(mock.answers)}")
        self.paragraph(answer.prompt)
        target = format_clock(question.time_target.answer_seconds)
        self.section(
            f"You said, {format_clock(answer.seconds)} of {target}, {format_clock(answer.thinking)} of thinking:",
            [answer.text or "nothing typed"],
        )
        good = {probe.ask: probe.good for probe in question.follow_ups}
        for reply in answer.replies:
            self.section(f"Follow-up: {clean_line(reply.ask)}", [reply.text or "nothing typed"])
            if good.get(reply.ask):
                self.paragraph(good[reply.ask], lead="A good reply: ")
        for part, text in question.answer_parts:
            name = f"Model answer, a sample: {clean_line(part)}" if part else "Model answer, a sample:"
            self.section(name, [text])
        self.say("")
        self.show_points()
        self.say("")
        self.show_rubric()
        self.say("")
        self.show_notes()
        self.say("")
        self.paragraph(JUDGING)

    def show_points(self) -> None:
        """Print the numbered key points with their marks."""
        self.say("Key points:")
        for index, point in enumerate(self.mock_session.question.key_points, 1):
            mark = "x" if point.name in self.mock_session.answer.judgement.ticked else " "
            must = " (must)" if point.must else ""
            cue = f": {point.cue}" if point.cue else ""
            self.paragraph(f"{point.name}{must}{cue}", lead=f"{index:>2} [{mark}] ")

    def show_rubric(self) -> None:
        """Print the dimensions with their anchors, and the mark of each."""
        mock_session = self.mock_session
        marks = mock_session.answer.judgement.marks
        for dimension in dimensions(mock_session.question.kind):
            given = marks.get(dimension)
            self.say(f"{dimension.label}: {f'{given} {MARKS[given - 1]}' if given else 'not rated'}")
            for mark, anchor in enumerate(ANCHORS[dimension], 1):
                self.paragraph(anchor, lead=f"  {mark} ")
        self.show_overall()

    def show_overall(self) -> None:
        """Print the overall mark, and whether a figure was given."""
        answer = self.mock_session.answer
        result = answer.overall(self.mock_session.question)
        self.say(f"A figure with its base: {'yes' if answer.judgement.figure else 'no'}")
        self.say(f"overall {overall_words(result)}" if result else "overall not rated")

    def show_notes(self) -> None:
        """Print the debrief's lines."""
        answer = self.mock_session.answer
        for name, text in answer.notes(self.mock_session.question).items():
            self.paragraph(text or "...", lead=f"{NOTE_LABELS[name]}: ")
        self.say(f"Level heard: {answer.judgement.level or '...'}")

    def judge(self) -> None:
        """Read lines until the answer is judged."""
        while self.mock_session.phase is MockPhase.DEBRIEF:
            words = self.read().split()
            match words:
                case []:
                    if self.mock_session.mock.place + 1 < len(self.mock_session.mock.answers):
                        self.mock_session.turn(1)
                        return
                    self.mock_session.close()
                case ["q"]:
                    raise StopMock
                case ["p"]:
                    self.mock_session.turn(-1)
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
                    self.mock_session.hear_level(LEVELS[LEVELS.index(level)])
                    self.show_notes()
                case [word, *text] if word in NOTE_WORDS:
                    self.mock_session.note(NOTE_WORDS[word], " ".join(text))
                    self.show_notes()
                case _:
                    self.paragraph(JUDGING)
            self.save()

    def tick(self, numbers: Sequence[str]) -> None:
        """Mark points by number, or unmark them."""
        if points := self.numbered(numbers, self.mock_session.question.key_points):
            for point in points:
                self.mock_session.tick(point.name)
            self.show_points()
            self.show_overall()

    def rate(self, given: Sequence[str]) -> None:
        """Rate all dimensions in order, or one by the beginning of its name."""
        asked = dimensions(self.mock_session.question.kind)
        marks = [int(text) for text in given if text in ("1", "2", "3", "4")]
        named = [d for d in asked if len(given) == 2 and d.value.startswith(given[0].lower())]
        pairs: list[tuple[Dimension, int]] = []
        if len(marks) == len(given) == len(asked):
            pairs = list(zip(asked, marks, strict=True))
        elif len(named) == len(marks) == 1:
            pairs = [(named[0], marks[0])]
        if not pairs:
            names = ", ".join(dimension.value for dimension in asked)
            self.paragraph(f"r takes {len(asked)} marks from 1 to 4, or one name and its mark: {names}")
            return
        have = self.mock_session.answer.judgement.marks
        for dimension, mark in pairs:
            if have.get(dimension) != mark:
                self.mock_session.rate(dimension, mark)
        self.show_overall()

    def undo(self) -> None:
        """Take back the newest tick, mark or note."""
        if self.mock_session.undo():
            self.show_points()
            self.show_overall()
            self.show_notes()
        else:
            self.say("There is nothing to undo.")

    def count(self) -> None:
        """Ask whether the answers count, then end."""
        self.say("")
        for answer in self.mock_session.mock.answers:
            question = self.mock_session.question_of(answer)
            result = answer.overall(question)
            grade = self.mock_session.suggestion(answer).word
            words = overall_words(result) if result else "not rated"
            self.paragraph(f"{question.label}: {words}, points suggest {grade}")
        self.say("Count these answers in the boxes? y counts, n leaves the boxes as they are, b back, q stop")
        while self.mock_session.phase is MockPhase.COUNTING:
            match self.read().strip():
                case "y" | "n" as said:
                    self.settle(count=said == "y")
                case "b":
                    self.mock_session.reopen()
                case "q":
                    raise StopMock
                case _:
                    self.say("y, n, b or q")

    def settle(self, *, count: bool) -> None:
        """The boxes follow or stay; what is durable is told, and what fails can be tried again."""
        try:
            self.mock_session.done(count=count, told=lambda review: self.say(graded_line(review)))
        except WriteError as fault:
            self.complain(fault)

    def read(self) -> str:
        """The next line.

        Raises:
            Stop: there is none.
        """
        line = sys.stdin.readline()
        if not line:
            raise StopMock
        return line.rstrip("\n")

    def save(self) -> None:
        """Keep what was said; a full disk is told, and nothing stops."""
        try:
            self.mock_session.save()
        except WriteError as fault:
            self.complain(fault)
