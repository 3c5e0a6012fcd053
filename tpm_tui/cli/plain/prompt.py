"""Shared parts of plain mode: printing, wrapping, and saving everything on ctrl+c or a hangup."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Sequence

from tpm_tui.cli.plain.signals import Hangup, exit_signals_raise
from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.text.sanitize import clean
from tpm_tui.exchange.text_table import wrap
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.terminal.hangup import is_hung_up

END_OF_ANSWER = "."
"""A line that contains only this ends an answer."""


def run_plain_loop(
    practise: Callable[[], object],
    end: Callable[[], object],
    on_hangup: Callable[[], object],
    on_interrupt: Callable[[], object],
) -> int:
    """Run a session in plain mode; return the exit code.

    Args:
        practise: prints and reads, until the learner or the end of the input ends it.
        end: called after `practise` has returned.
        on_hangup: called instead of `end` after a hangup; saves everything but does not end the session.
        on_interrupt: called instead of `end` after ctrl+c.
    """
    at_terminal = sys.stdin.isatty()
    try:
        with exit_signals_raise():
            practise()
            # If no SIGHUP reaches us, a lost terminal shows as end of input or as a write error.
            if at_terminal and is_hung_up(sys.stdin.fileno()):
                raise Hangup(signal.SIGHUP)
            end()
    except KeyboardInterrupt:
        on_interrupt()
        return 128 + signal.SIGINT
    except Hangup as hangup:
        on_hangup()
        return 128 + hangup.number
    except OSError:
        if not (at_terminal and is_hung_up(sys.stdin.fileno())):
            raise
        on_hangup()
        return 128 + signal.SIGHUP
    return 0


class PlainPrompt:
    """Base of the plain modes: prints short lines in reading order, so that a screen reader can follow."""

    def __init__(self) -> None:
        self.width = min(80, shutil.get_terminal_size().columns)

    def echo(self, text: str) -> None:
        """Print one line and flush it, so that a screen reader or a pipe gets it immediately."""
        print(text, flush=True)

    def print_error(self, error: WriteError) -> None:
        """Print what was not saved on stderr; the session continues."""
        print(f"tpm-tui: {error}", file=sys.stderr)

    def select_points(self, numbers: Sequence[str], points: Sequence[KeyPoint]) -> list[KeyPoint]:
        """Return the key points with these numbers, which start at 1.

        If there are no numbers or one is invalid, print the valid range and return an empty list.
        """
        if numbers and all(n.isdecimal() and 1 <= int(n) <= len(points) for n in numbers):
            return [points[int(n) - 1] for n in numbers]
        self.echo(f"t takes numbers from 1 to {len(points)}")
        return []

    def print_section(self, title: str, paragraphs: Sequence[str], lead: str = "") -> None:
        """Print a blank line, a title and its paragraphs, each after the lead; nothing without paragraphs."""
        if paragraphs:
            self.echo("")
            self.echo(title)
            for text in paragraphs:
                self.print_paragraph(text, lead)

    def print_paragraph(self, text: str, lead: str = "") -> None:
        """Print wrapped lines, the first after the lead and the rest indented by its width."""
        for part in clean(text).strip("\n").split("\n"):
            for line in wrap(part, self.width - len(lead)) or [""]:
                self.echo(lead + line)
                lead = " " * len(lead)
