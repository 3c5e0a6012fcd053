"""Questions and answers in lines, for whatever practice: printing, reading, and leaving in good order."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.text.sanitize import clean
from tpm_tui.exchange.text_table import wrap
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.terminal.hangup import is_hung_up

HANG_UP = (signal.SIGHUP, signal.SIGTERM)

END = "."
"""A line with this alone ends an answer."""


class Hangup(Exception):
    """The terminal went away, or the system asks to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def run_plain_loop(
    practise: Callable[[], object],
    end: Callable[[], object],
    keep: Callable[[], object],
    interrupted: Callable[[], object],
) -> int:
    """Practise and end; returns the exit code.

    Args:
        practise: prints and reads, until the learner or the input ends it.
        end: what comes once it has.
        keep: in place of that where the terminal went away: all is saved, and nothing is ended.
        interrupted: in place of that after ctrl+c.
    """
    for number in HANG_UP:
        signal.signal(number, raise_hangup)
    at_terminal = sys.stdin.isatty()
    try:
        practise()
        # Where nobody passes a SIGHUP on, a terminal that is gone is an end of input, or an error in writing.
        if at_terminal and is_hung_up(sys.stdin.fileno()):
            raise Hangup(signal.SIGHUP)
        end()
    except KeyboardInterrupt:
        interrupted()
        return 128 + signal.SIGINT
    except Hangup as stop:
        keep()
        return 128 + stop.number
    except OSError:
        if not (at_terminal and is_hung_up(sys.stdin.fileno())):
            raise
        keep()
        return 128 + signal.SIGHUP
    return 0


def raise_hangup(number: int, frame: FrameType | None) -> None:
    """Leave whatever is being read, so that everything is saved on the way out."""
    for each in HANG_UP:
        signal.signal(each, signal.SIG_IGN)
    raise Hangup(number)


class PlainPrompt:
    """Prints for a reader who may be listening: short lines, in order, at once."""

    def __init__(self) -> None:
        self.width = min(80, shutil.get_terminal_size().columns)

    def say(self, text: str) -> None:
        """One line, at once: whoever reads along must not wait."""
        print(text, flush=True)

    def complain(self, fault: WriteError) -> None:
        """Tell what was not saved; nothing stops for it."""
        print(f"tpm-tui: {fault}", file=sys.stderr)

    def numbered(self, numbers: Sequence[str], points: Sequence[KeyPoint]) -> list[KeyPoint]:
        """The key points of some numbers; none, and what would do is told, where one of them is wrong."""
        if numbers and all(n.isdecimal() and 1 <= int(n) <= len(points) for n in numbers):
            return [points[int(n) - 1] for n in numbers]
        self.say(f"t takes numbers from 1 to {len(points)}")
        return []

    def section(self, title: str, paragraphs: Sequence[str], lead: str = "") -> None:
        """A title and what belongs to it, each paragraph behind the lead; or nothing."""
        if paragraphs:
            self.say("")
            self.say(title)
            for text in paragraphs:
                self.paragraph(text, lead)

    def paragraph(self, text: str, lead: str = "") -> None:
        """Wrapped lines, the first behind the lead and the further ones under its end."""
        for part in clean(text).strip("\n").split("\n"):
            for line in wrap(part, self.width - len(lead)) or [""]:
                self.say(lead + line)
                lead = " " * len(lead)
