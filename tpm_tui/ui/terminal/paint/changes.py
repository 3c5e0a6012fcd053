"""Which cells of a row have changed, and in which order they are written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not, ne, or_

from tpm_tui.ui.terminal.paint.cells import BLANK
from tpm_tui.ui.terminal.paint.look import Look
from tpm_tui.ui.terminal.paint.row import CellRow

RUN_LENGTH = 5
"""The length of a move to the next cells of the same look."""


def find_changed_cells(row: CellRow, shown: CellRow) -> list[int]:
    """Return the columns in which two rows look different."""
    chars, looks = row.chars, row.looks
    shown_chars, shown_looks = shown.chars, shown.looks
    differs = map(ne, chars, shown_chars)
    if looks == shown_looks:
        return list(compress(count(), differs))
    return [
        x
        for x in compress(count(), map(or_, differs, map(is_not, looks, shown_looks)))
        if chars[x] != BLANK or shown_chars[x] != BLANK or looks[x].blank is not shown_looks[x].blank
    ]


def group_by_look(changed: list[int], row: CellRow, pen: Look | None) -> list[list[int]]:
    """Return changed cells in groups of the same look, or in one group if that is not shorter.

    Args:
        changed: the columns.
        row: the cells of the row.
        pen: the look in which the terminal writes.
    """
    looks, runs = _find_runs(changed, row)
    order = list(dict.fromkeys(looks))
    if len(runs) <= len(order):
        return [changed]
    if pen in order:
        order.sort(key=lambda look: look is not pen)
    if pen_length(pen, order) + RUN_LENGTH * len(runs) >= pen_length(pen, looks):
        return [changed]
    return [
        [x for run, run_look in zip(runs, looks, strict=True) if run_look is look for x in run]
        for look in order
    ]


def split_by_look(changed: list[int], row: CellRow, pen: Look | None) -> dict[Look, list[int]]:
    """Return the changed cells of each look; blanks belong to the pen or to a look that they share.

    Args:
        changed: the columns.
        row: the cells of the row.
        pen: the look in which the terminal writes.
    """
    parts: dict[Look, list[int]] = {}
    for look, run in zip(*_find_runs(changed, row), strict=True):
        is_blank = all(row.chars[x] == BLANK for x in run)
        key = pen if pen is not None and is_blank and pen.blank is look.blank else look
        parts.setdefault(key, []).extend(run)
    return parts


def _find_runs(changed: list[int], row: CellRow) -> tuple[list[Look], list[list[int]]]:
    """Return the looks of changed cells, and for each of them the cells that follow each other."""
    looks: list[Look] = []
    runs: list[list[int]] = []
    is_all_blank = False
    for x in changed:
        look = row.looks[x]
        is_blank = row.chars[x] == BLANK
        if runs and (look is looks[-1] or (is_blank and look.blank is looks[-1].blank)):
            runs[-1].append(x)
        elif runs and looks[-1] is look.blank and is_all_blank:
            looks[-1] = look
            runs[-1].append(x)
            is_all_blank = False
        else:
            looks.append(look.blank if is_blank else look)
            runs.append([x])
            is_all_blank = is_blank
    return looks, runs


def pen_length(pen: Look | None, looks: Sequence[Look]) -> int:
    """Return the length of the sequences that change a pen to one look after the other."""
    return sum(len(look.sequence_from(before)) for before, look in zip([pen, *looks], looks, strict=False))
