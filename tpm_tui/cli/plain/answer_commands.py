"""The commands among the lines of an answer in plain mode: a line with only a dot and a letter.

A letter alone is text, so that no word of an answer is lost. Doubling the dot writes such a line itself.
"""

from __future__ import annotations

import re

from tpm_tui.cli.plain.prompt import END_OF_ANSWER, Console

ANSWER_COMMANDS = {
    ".s": "skips the question",
    ".k": "says that you know it already, so that it comes last",
    ".u": "undoes the last action",
    ".U": "redoes it",
    ".v": "as the first line: speaks the answer; Enter stops the clock",
    ".q": "ends the session; what is typed so far is saved",
    ".?": "lists these commands",
}
"""What a line that contains only this does while an answer is typed."""

_DOUBLED = re.compile(r"\.\.+[skuUvq?]")
"""A line that stands for the same one with a dot less."""


def line_text(line: str) -> str:
    """Return the text of a line that is no command: without the first dot if that was doubled."""
    return line[1:] if _DOUBLED.fullmatch(line) else line


def print_answer_commands(console: Console) -> None:
    """Print all commands, and how to write such a line as text."""
    for line, does in ANSWER_COMMANDS.items():
        console.echo(f"{line}  {does}")
    console.print_paragraph(
        f'A line with only "{END_OF_ANSWER}" ends the answer. Any other line is text, also a letter alone. '
        'To write such a line itself, double its dot: "..s" writes ".s".'
    )
