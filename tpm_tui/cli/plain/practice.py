"""Practice in plain mode, as lines of text: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from tpm_tui.cli.output.problems import print_past_date, print_workspace_problems
from tpm_tui.cli.plain import speaking
from tpm_tui.cli.plain.dates.past_date import prompt_about_past_date
from tpm_tui.cli.plain.own_answers import PlainOwnAnswers
from tpm_tui.cli.plain.practice_actions import PracticeActions
from tpm_tui.cli.plain.practice_answer import Answered, AnswerReader
from tpm_tui.cli.plain.practice_reveal import PlainReveal
from tpm_tui.cli.plain.prompt import (
    END_OF_ANSWER,
    EXIT_NOT_SAVED,
    Console,
    InputEnded,
    run_plain_loop,
)
from tpm_tui.cli.plain.recall import offer_recall
from tpm_tui.cli.type_ahead import discard_type_ahead
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.calibration import CONFIDENCE
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import Form, SessionPhase
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import CONFIDENCE_PROMPT, OPEN_ELSEWHERE, report_line
from tpm_tui.exchange.phrases import ANOTHER_WORDING
from tpm_tui.exchange.plan.sentences import describe_agenda
from tpm_tui.practice.dates.past import find_past_date
from tpm_tui.practice.resume import (
    close_unfinished_session,
    describe_open_elsewhere,
    resume_prompt,
)
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace

COMMANDS_HINT = "type 1 to 4, enter, t with numbers of points, k, n, u, U, v, s, q or ?"


def run_plain(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: UnfinishedSession | None = None,
    drill: bool = False,
    spoken: bool = False,
) -> int:
    """Practise a queue in plain mode; return the exit code.

    Args:
        workspace: the bank, the settings and the progress.
        queue: ids of the questions, in order.
        form: full answers, or the short form.
        found: an unfinished session; if stdin is a terminal, ask whether to resume it.
        drill: do not change boxes or due dates.
        spoken: speak the answers instead of typing them.
    """
    practice_session = PracticeSession(workspace, queue, form, drill)
    print_workspace_problems(workspace)
    at_terminal = sys.stdin.isatty()
    if not at_terminal:
        print_past_date(workspace)
    practice_session.speech.preferred = spoken
    plain = PlainPractice(practice_session)

    def practise() -> None:
        if at_terminal and (past_date := find_past_date(workspace)) is not None:
            with suppress(InputEnded):
                prompt_about_past_date(workspace, plain.console, past_date)
        if found is not None and at_terminal:
            start_or_resume(practice_session, found)
        plain.run()

    code = run_plain_loop(
        practise, plain.end, on_hangup=practice_session.save_all, on_interrupt=plain.interrupt
    )
    return code or (EXIT_NOT_SAVED if plain.actions.unsaved else 0)


def start_or_resume(practice_session: PracticeSession, found: UnfinishedSession) -> None:
    """Ask whether to resume an unfinished session; resume it, or close it and print its report's path."""
    workspace = practice_session.workspace
    discard_type_ahead()
    print(f"{resume_prompt(workspace, found)} enter resumes, n starts a new one", flush=True)
    for line in sys.stdin:
        match line.strip().lower():
            case "" | "y":
                practice_session.queue.resume_session(found)
                return
            case "n":
                if (report := close_unfinished_session(workspace, found)) is not None:
                    print(report_line(report), flush=True)
                return
            case _:
                print("type enter or n", flush=True)


class PlainPractice:
    """Asks the questions and reads commands; the logic is in the `PracticeSession`."""

    def __init__(self, practice_session: PracticeSession) -> None:
        self.practice_session = practice_session
        self.console = Console()
        self.reveal = PlainReveal(practice_session, self.console)
        self.actions = PracticeActions(practice_session, self.console, self.reveal)
        self.own_answers = PlainOwnAnswers(practice_session, self.console, self.actions)
        self.answer = AnswerReader(practice_session, self.console, self.actions)
        self.total = 0
        self.input_ended = False
        self.is_over = False
        """Whether the session has ended and its report is written."""

    def run(self) -> None:
        """Ask questions until the queue is empty, the input ends, or `q`."""
        practice_session = self.practice_session
        self.total = practice_session.session.left
        if elsewhere := describe_open_elsewhere(practice_session.workspace, "", ()):
            self.console.print_paragraph(elsewhere)
        if practice_session.phase is SessionPhase.DONE:
            self.console.echo(describe_agenda(practice_session.agenda()))
            self.console.echo("To practise anyway, run: tpm-tui practice --topic ID, or --question NUMBER.")
        if practice_session.phase is SessionPhase.REVEALED:  # resumed there
            self.print_question()
            self.reveal.print()
        ended = False
        while not ended and practice_session.phase is not SessionPhase.DONE:
            if practice_session.phase is SessionPhase.ASKING:
                answered = self.ask_question()
                if answered is not Answered.REVEAL:
                    ended = answered is Answered.QUIT
                    continue
                practice_session.reveal(*self.read_confidence())
                self.reveal.print()
            ended = self.read_commands()

    def end(self) -> None:
        """End the session, offer to recall what was missed, and print the path of the report last."""
        path = self.practice_session.end()
        self.is_over = True
        if not self.input_ended:
            with suppress(InputEnded):
                offer_recall(self.practice_session, self.console)
        if path is not None:
            self.console.echo(report_line(path))

    def interrupt(self) -> None:
        """End the session after ctrl+c, unless it is over."""
        if not self.is_over:
            self.practice_session.end()

    def print_question(self) -> None:
        """Print the question."""
        self.console.echo("")
        self.console.echo(self._heading())
        self.console.print_paragraph(self.practice_session.prompt)

    def ask_question(self) -> Answered:
        """Print the question and read the answer."""
        practice_session, console = self.practice_session, self.console
        self.print_question()
        if practice_session.session.current in practice_session.drafts.open_elsewhere:
            console.print_paragraph(OPEN_ELSEWHERE)
        if practice_session.session.draft:
            console.print_text(
                "Your draft so far (new lines are added to it):", practice_session.session.draft
            )
        console.echo("")
        self._print_answer_hint()
        return self.answer.read(practice_session.workspace.now())

    def _print_answer_hint(self) -> None:
        """Print how to answer."""
        practice_session, console = self.practice_session, self.console
        if practice_session.speech.preferred:
            speaking.print_parts(console, practice_session.speech.parts)
            return
        console.echo(
            f'Type your answer; end it with a line that contains only "{END_OF_ANSWER}". '
            'A line with only ".?" lists commands.'
        )
        if not practice_session.session.draft:
            console.echo(speaking.SPEAK_HINT)

    def _heading(self) -> str:
        """Return the question's place in the queue and its metadata."""
        practice_session = self.practice_session
        question, card = practice_session.question, practice_session.card
        assert question is not None
        place = f"{self.total - practice_session.session.left + 1} of {self.total}"
        number = f"{question.number}. " if question.number is not None else ""
        topic = practice_session.workspace.bank.topic_of(question).label
        box = f"box {card.box} of {practice_session.workspace.rules.boxes}" if card.schedule.seen else "new"
        target = format_clock(practice_session.target)
        wording = f", {ANOTHER_WORDING}" if practice_session.prompt != question.prompt else ""
        facts = f"{question.kind}, {box}, target {target}{wording}"
        return clean_line(f"Question {place}: {number}{topic}, {facts}")

    def read_confidence(self) -> tuple[int | None, datetime]:
        """Read the confidence if the setting is on; return it (or None) and when the answer was finished."""
        answered = self.practice_session.workspace.now()
        if not self.practice_session.workspace.config.confidence:
            return None, answered
        levels = ", ".join(f"{level} {name}" for level, name in CONFIDENCE.items())
        self.console.echo(f"{CONFIDENCE_PROMPT} {levels}; enter skips.")
        line = sys.stdin.readline().strip()
        while line and line not in map(str, CONFIDENCE):
            self.console.echo("type 1 to 4, or enter")
            line = sys.stdin.readline().strip()
        return (int(line) if line else None), answered

    def read_commands(self) -> bool:
        """Read commands until another question or phase may follow; return whether the session is over."""
        try:
            while True:
                match self.console.read_line().split():
                    case ["q"]:
                        return True
                    case ["s"]:
                        return not self.actions.skip()
                    case ["k"]:
                        if self.actions.toggle_known():
                            return False
                    case ["u"]:
                        if self.actions.undo():
                            return False
                    case ["U"]:
                        if self.actions.redo():
                            return False
                    case ["n"]:
                        self.actions.write_note()
                    case ["p", *numbers]:
                        self.own_answers.pin(numbers)
                    case ["c", *numbers]:
                        self.own_answers.keep_cue(numbers)
                    case ["t", *numbers]:
                        self.reveal.tick(numbers)
                    case [speaking.SPEAK]:
                        self.actions.add_transcript()
                    case []:
                        if self.actions.accept():
                            return False
                    case ["1" | "2" | "3" | "4" as grade]:
                        if self.actions.grade(Grade(int(grade))):
                            return False
                    case ["?"]:
                        self.reveal.print_help()
                    case _:
                        self.console.echo(COMMANDS_HINT)
        except InputEnded:
            self.input_ended = True
            return True
