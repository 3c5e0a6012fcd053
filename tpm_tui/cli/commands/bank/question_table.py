"""The table that `tpm-tui bank list` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tpm_tui.cli.output.styles import stdout_style, terminal_width
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role, box_role
from tpm_tui.exchange.text_table import fit
from tpm_tui.practice.workspace import Workspace

MAX_ID_WIDTH = 32
"""Cells of the column of ids; a longer id is not cut off, but its prompt is not aligned."""

MIN_PROMPT_WIDTH = 20
"""Cells of a prompt; with fewer, it is in a line of its own below the id."""

LEFT = "{number:>4}  {box}  "
LEFT_WIDTH = 11


def question_table(workspace: Workspace, questions: Sequence[Question]) -> Iterator[str]:
    """Yield a header, then number, box, id and prompt of each question; nothing without questions.

    On a terminal, a line is cut off at its width. Otherwise all lines are complete.
    """
    if not questions:
        return
    boxes = [workspace.card(question).box for question in questions]  # may fail, so before the header
    style = stdout_style()
    ids = min(MAX_ID_WIDTH, max(len(question.id) for question in questions))
    width = terminal_width()
    room = None if width is None else width - LEFT_WIDTH
    below = room is not None and room < ids + 2 + MIN_PROMPT_WIDTH
    header = "id, prompt" if below else f"{'id':<{ids}}  prompt"
    yield style(LEFT.format(number="No.", box="box") + header, Role.HEADING)
    for question, box in zip(questions, boxes, strict=True):
        number = "" if question.number is None else question.number
        left = LEFT.format(number=number, box=style(f"{box or '-':>3}", box_role(box)))
        prompt = clean_line(question.prompt)
        if below:
            yield (left + _cut(question.id, room)).rstrip()
            yield " " * LEFT_WIDTH + _cut(prompt, room)
        else:
            yield left + _cut(f"{question.id:<{ids}}  {prompt}", room)


def _cut(text: str, room: int | None) -> str:
    return text if room is None else fit(text, room).rstrip()
