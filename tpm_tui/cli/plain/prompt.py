"""Shared parts of plain mode: printing, reading, and saving everything on ctrl+c or a hangup."""

from __future__ import annotations

import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from tpm_tui.cli.interrupt import EXIT_INTERRUPTED, raise_on_interrupt
from tpm_tui.cli.plain.signals import Hangup, exit_signals_raise
from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.size import MAX_TEXT_BYTES, byte_size
from tpm_tui.exchange.messages import TEXT_TOO_LONG
from tpm_tui.exchange.question_sections import Section
from tpm_tui.exchange.question_text import section_lines, wrap_text
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.terminal.hangup import is_hung_up
from tpm_tui.ui.terminal.input.paste import clean_paste

END_OF_ANSWER = "."
"""A line that contains only this ends an answer."""

EXIT_NOT_SAVED = 3
"""The exit code if something of the learner could not be saved."""

SAVE_SECONDS = 0.7
"""Seconds after which a text is saved while its lines keep coming; otherwise after each line."""


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
    raise_on_interrupt()
    try:
        with exit_signals_raise():
            practise()
            # If no SIGHUP reaches us, a lost terminal shows as end of input or as a write error.
            if at_terminal and is_hung_up(sys.stdin.fileno()):
                raise Hangup(signal.SIGHUP)
            end()
    except KeyboardInterrupt:
        on_interrupt()
        return EXIT_INTERRUPTED
    except Hangup as hangup:
        on_hangup()
        return 128 + hangup.number
    except OSError:
        if not (at_terminal and is_hung_up(sys.stdin.fileno())):
            raise
        on_hangup()
        return 128 + signal.SIGHUP
    return 0


class InputEnded(TpmError):
    """The input has ended, or the learner stops for now."""


class Console:
    """Prints short lines in reading order, so that a screen reader can follow, and reads lines."""

    def __init__(self) -> None:
        self._wide = shutil.get_terminal_size().columns
        self.width = min(80, self._wide)

    def echo(self, text: str) -> None:
        """Print one line and flush it, so that a screen reader or a pipe gets it immediately."""
        print(text, flush=True)

    def print_error(self, error: WriteError) -> None:
        """Print what was not saved on stderr; the session continues."""
        print(f"tpm-tui: {error}", file=sys.stderr)

    def print_paragraph(self, text: str, lead: str = "") -> None:
        """Print wrapped lines, the first after the lead and the rest indented by its width."""
        for line in wrap_text(text, self.width, lead):
            self.echo(line)

    def print_section(self, section: Section, leads: Sequence[str] = ()) -> None:
        """Print a blank line and a section; the leads begin its lines instead of bullets."""
        self.echo("")
        for line in section_lines(section, self.width, leads, wide=self._wide):
            self.echo(line)

    def print_text(self, title: str, text: str) -> None:
        """Print a blank line, a title and a text below it."""
        self.echo("")
        self.print_paragraph(title)
        self.print_paragraph(text)

    def read_line(self) -> str:
        """Read the next line, without escape sequences.

        Raises:
            InputEnded: there is none.
        """
        line = sys.stdin.readline()
        if not line:
            raise InputEnded
        return clean_typed_line(line)

    def has_input(self) -> bool:
        """Return whether input can be read without waiting; False if that is unknown."""
        try:
            return bool(select.select([sys.stdin], [], [], 0)[0])
        except (OSError, ValueError):
            return False

    def read_lines(self) -> Iterator[str]:
        """Read lines up to the end of the input."""
        for line in sys.stdin:
            yield clean_typed_line(line)

    def read_text(self) -> Iterator[str]:
        """Read the lines of a text, up to the line that ends it or the end of the input."""
        for line in self.read_lines():
            if line == END_OF_ANSWER:
                return
            yield line


def clean_typed_line(line: str) -> str:
    """Return a line without its line end, without the escape sequences of keys and replies, and sanitized."""
    return clean_paste(line.removesuffix("\n").removesuffix("\r"))


class TypedText:
    """A text that is read line by line. It refuses what would make it too long, and prints that once."""

    def __init__(self, console: Console, text: str = "") -> None:
        """
        Args:
            console: reads the lines.
            text: the text so far.
        """
        self.text = text
        self.is_cut = False
        """Whether a line was refused."""
        self._console = console
        self._bytes = byte_size(text)
        self._saved_at = 0.0

    def add(self, line: str) -> None:
        """Add a line, given without its line end."""
        added = f"\n{line}" if self.text else line
        size = byte_size(added)
        if self._bytes + size <= MAX_TEXT_BYTES:
            self.text += added
            self._bytes += size
        elif not self.is_cut:
            self.is_cut = True
            print(f"tpm-tui: {TEXT_TOO_LONG}", file=sys.stderr, flush=True)

    def save(self, save: Callable[[], object]) -> None:
        """Save the text, unless more of it is already there and it was saved a moment ago."""
        now = time.monotonic()
        if not self._console.has_input() or now - self._saved_at >= SAVE_SECONDS:
            self._saved_at = now
            save()
