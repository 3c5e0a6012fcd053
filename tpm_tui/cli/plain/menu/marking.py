"""Marking an old answer again in plain mode."""

from __future__ import annotations

from tpm_tui.cli.plain.points import TICK_HELP, PointList
from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import NO_KEY_POINTS
from tpm_tui.exchange.progress.marking import (
    MARKING_HELP,
    NO_MARKING_TO_UNDO,
    NO_OLD_ANSWER,
    marked_again_message,
    marking_undone_message,
    old_answer_title,
)
from tpm_tui.exchange.question_sections import question_sections, split_points
from tpm_tui.practice.records.second_marking import (
    find_old_answer,
    save_second_marking,
    undo_second_marking,
)
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

HELP = f"{TICK_HELP}, enter saves, u undoes the last second marking of it, q closes without saving"


def mark_again(workspace: Workspace, console: Console) -> None:
    """Print an old answer and read the ticks of its key points.

    Raises:
        InputEnded: the input has ended; nothing is saved.
    """
    old = find_old_answer(workspace)
    if old is None:
        console.print_paragraph(NO_OLD_ANSWER)
        return
    ticked: set[str] = set()
    points, _ = split_points(question_sections(old.question, workspace.bank, workspace.facts))
    point_list = PointList(console, points, NO_KEY_POINTS, lambda: ticked)
    console.print_paragraph(MARKING_HELP)
    console.print_paragraph(clean_line(old.review.prompt))
    title = old_answer_title(old.review.day, workspace.today())
    console.print_text(f"{title[:1].upper()}{title[1:]}:", old.review.answer)
    point_list.print()
    console.print_paragraph(HELP)
    while True:
        match console.read_line().split():
            case []:
                try:
                    save_second_marking(workspace, old, ticked)
                except WriteError as error:
                    console.print_error(error)
                    continue
                made, count = len(ticked), len(old.question.key_points)
                console.print_paragraph(marked_again_message(old.question.label, made, count))
                return
            case ["u"]:
                try:
                    is_undone = undo_second_marking(workspace, old)
                except WriteError as error:
                    console.print_error(error)
                    continue
                label = old.question.label
                console.print_paragraph(marking_undone_message(label) if is_undone else NO_MARKING_TO_UNDO)
            case ["q"]:
                return
            case ["t", *numbers]:
                point_list.tick(numbers, lambda name: ticked.symmetric_difference_update({name}))
            case _:
                console.print_paragraph(HELP)
