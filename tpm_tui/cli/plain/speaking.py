"""Speaking an answer in plain mode: Enter starts and stops the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpm_tui.cli.plain.prompt import END_OF_ANSWER, Console, InputEnded
from tpm_tui.core.session.answer_parts import AnswerPart
from tpm_tui.exchange.speaking_text import describe_parts, describe_time

SPEAK = "v"
"""The command for a transcript, and with a dot before it the first line that speaks the answer instead."""

SPEAK_HINT = f'Or speak it: a first line that contains only ".{SPEAK}" starts the clock.'
START_HINT = "Speak your answer: enter starts the clock. To type it instead, begin to type."
STOP_HINT = "The clock runs. Speak; enter stops it."
TRANSCRIPT_HINT = f'Type or paste what you said; end it with a line that contains only "{END_OF_ANSWER}".'
NOT_SPOKEN = "Only a spoken answer can have a transcript."


def print_parts(console: Console, parts: Sequence[AnswerPart]) -> None:
    """Print the parts of an answer with their times; nothing if there are none."""
    if text := describe_parts(parts):
        console.print_paragraph(text)


def read_start(console: Console) -> str:
    """Wait for the line that starts the clock.

    Returns:
        The line, which is the first one of a typed answer unless it is empty or `SPEAK`.

    Raises:
        InputEnded: there is none.
    """
    console.echo(START_HINT)
    line = console.read_line()
    return "" if line.strip() in ("", SPEAK) else line


def read_stop(console: Console) -> str:
    """Wait for the line that stops the clock, or for the end of the input; return its text, often empty."""
    console.echo(STOP_HINT)
    try:
        return console.read_line().strip()
    except InputEnded:
        return ""


def print_time(console: Console, seconds: Callable[[], float], target: int) -> None:
    """Print how long the answer was; both times are in seconds."""
    console.echo(f"Spoken: {describe_time(seconds(), target)}.")
