"""The interview itself in plain mode: questions, answers and follow-ups."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.cli.plain import speaking
from tpm_tui.cli.plain.prompt import END_OF_ANSWER, Console, InputEnded, TypedText
from tpm_tui.core.mock.phase import SPEAKING
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import NO_MORE_FOLLOW_UPS
from tpm_tui.exchange.phrases import answer_length
from tpm_tui.exchange.speaking_text import describe_time
from tpm_tui.practice.mock.session import MockSession

THINKING_HINT = (
    f'Think; enter starts the answer, a line that contains only "{END_OF_ANSWER}" ends it; '
    f"{speaking.SPEAK} speaks it."
)


class PlainInterview:
    """Asks the questions and reads the answers."""

    def __init__(self, mock_session: MockSession, console: Console, save: Callable[[], None]) -> None:
        self._mock_session = mock_session
        self._console = console
        self._save = save
        self.is_cut = False
        """Whether a line was refused because its text would be too long."""

    def ask_question(self) -> None:
        """Print the question and wait for the answer to begin; a line of text already belongs to it."""
        mock_session, console = self._mock_session, self._console
        console.echo("")
        console.echo(self._heading())
        console.print_paragraph(mock_session.answer.prompt)
        if mock_session.speaks:
            speaking.print_parts(console, mock_session.parts.planned)
            console.echo("Think; enter starts the clock of your spoken answer, or begin to type it.")
        else:
            console.echo(THINKING_HINT)
        console.echo("n goes to the next question, e ends the interview, q stops for now")
        line = console.read_line()
        match line:
            case "q":
                raise InputEnded
            case "n":
                mock_session.next()
            case "e":
                mock_session.finish()
            case speaking.SPEAK:
                if not mock_session.speaks:
                    speaking.print_parts(console, mock_session.parts.planned)
                mock_session.speak()
            case _:
                mock_session.start_answer()
                if line.strip() and mock_session.mock.is_spoken:
                    mock_session.type_instead()
                if line.strip() and line != END_OF_ANSWER:
                    self._write(self._typed(), line)
                if line == END_OF_ANSWER:
                    self._continue()

    def read_answer(self) -> None:
        """Read the answer or the reply up to the line that ends it; save each line as it comes."""
        if self._mock_session.mock.is_spoken:
            self._speak()
            return
        if self._mock_session.mock.text:
            self._console.echo("Your answer so far (new lines are added to it):")
            self._console.print_paragraph(self._mock_session.mock.text)
        typed = self._typed()
        while (line := self._console.read_line()) != END_OF_ANSWER:
            self._write(typed, line)
        self._continue()

    def _speak(self) -> None:
        """Run the clock until Enter; words typed before it are kept as text of the answer."""
        self._save()
        words = speaking.read_stop(self._console)
        if words:
            self._write(self._typed(), words)
        self._continue()

    def _heading(self) -> str:
        """Return the question's place in the interview and its metadata."""
        mock_session, mock = self._mock_session, self._mock_session.mock
        answer, question = mock_session.answer, mock_session.question
        round = f"{answer.round}, " if answer.round else ""
        target = format_clock(question.time_target.answer_seconds)
        return clean_line(
            f"Question {mock.place + 1} of {len(mock.answers)}: {round}{mock_session.topic_of(answer)}, "
            f"{question.kind}, target {target}"
        )

    def _continue(self) -> None:
        """Ask the next planned follow-up, or read whether to ask another or go to the next question."""
        mock_session, console = self._mock_session, self._console
        words = count_answer_words(mock_session.mock.text)
        length = answer_length(words, spoken=mock_session.mock.is_spoken)
        length = f"{length}, {describe_time(mock_session.seconds(), mock_session.target)}"
        before = len(mock_session.answer.replies)
        if before < mock_session.mock.format.follow_ups and mock_session.follow_up():
            console.echo(length)
            self._print_follow_up()
            return
        console.echo(f"{length}. enter continues, f asks a follow-up, e ends the interview, q stops for now")
        while mock_session.phase in SPEAKING:
            match console.read_line():
                case "":
                    mock_session.next()
                case "f":
                    if mock_session.follow_up():
                        self._print_follow_up()
                        return
                    console.echo(NO_MORE_FOLLOW_UPS)
                case "e":
                    mock_session.finish()
                case "q":
                    raise InputEnded
                case _:
                    console.echo("type enter, f, e or q")

    def _print_follow_up(self) -> None:
        """Print the latest follow-up; its reply is read next."""
        self._console.print_paragraph(self._mock_session.answer.replies[-1].ask, lead="Interviewer: ")

    def _typed(self) -> TypedText:
        """Return the answer or reply so far, to add lines to it."""
        return TypedText(self._console, self._mock_session.mock.text)

    def _write(self, typed: TypedText, line: str) -> None:
        """Append a line to the answer and save it."""
        typed.add(line)
        self.is_cut = self.is_cut or typed.is_cut
        self._mock_session.write(typed.text)
        typed.save(self._save)
