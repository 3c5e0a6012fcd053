"""Which rows of a scrolled page are in view."""

from __future__ import annotations

ROWS_BEFORE_PASSAGE = 2
"""Rows above a passage that are shown with it."""


def is_in_view(rows: range, top: int, height: int) -> bool:
    """Return whether any of these rows is visible.

    Args:
        rows: the rows.
        top: the first visible row.
        height: how many rows are visible.
    """
    return rows.start < top + height and rows.stop > top


def is_next_visible(current: range, target: range, step: int, top: int, height: int) -> bool:
    """Return whether the cursor may move to the next item, rather than the page be scrolled.

    It may if either item is visible, the target is near, and no part of the current item is still hidden in
    that direction.

    Args:
        current: rows of the current item.
        target: rows of the next item.
        step: 1 for down, -1 for up.
        top: the first visible row.
        height: how many rows are visible.
    """
    unread = current.stop > top + height if step > 0 else current.start < top
    is_visible = any(is_in_view(rows, top, height) for rows in (current, target))
    is_near = target.start < top + 2 * height and target.stop > top - height
    return is_visible and is_near and not unread


def top_to_show(rows: range, top: int, height: int, *, is_first: bool) -> int:
    """Return the first visible row that a page gets to show these rows, as near as possible to the old one.

    Args:
        rows: the rows.
        top: the first visible row now.
        height: how many rows are visible.
        is_first: whether they are the first item; what is above it is then shown too.
    """
    first = 0 if is_first and rows.stop <= height else rows.start
    if first < top:
        return first
    return min(rows.start, rows.stop - height) if rows.stop > top + height else top


def top_of_passage(rows: range, top: int, height: int) -> int:
    """Return the first visible row that a page gets to show a passage, and much of what follows it.

    Args:
        rows: the rows of the passage.
        top: the first visible row now; it stays if all of the passage is visible.
        height: how many rows are visible.
    """
    if top <= rows.start and rows.stop <= top + height:
        return top
    return max(0, rows.start - ROWS_BEFORE_PASSAGE)
