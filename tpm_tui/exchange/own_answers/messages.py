"""What the front ends say about own versions and own cues. Every name of a key is an argument."""

from __future__ import annotations

from tpm_tui.core.text.sanitize import clean_line

TICK_FIRST = "Tick a point first: {key} ticks the one under the cursor."
NO_TEXT_FOR_CUE = "There is no text to keep a sentence of."
UNPINNED = "Your version is removed."
POINTS_FIRST = "Here are the points: {key} keeps a sentence for the one under the cursor."
MAX_QUOTE = 60
"""Characters of a sentence that a notice quotes."""


def cue_prompt(point: str) -> str:
    """Return the title of the list of sentences to choose from."""
    return f"Which sentence makes the point: {point}?"


def pinned_message(name: str, again: str, undo: str) -> str:
    """Return that an answer was pinned, and what its key does now.

    Args:
        name: which answer: `This answer`, or `Attempt 2`.
        again: the key of the same action.
        undo: the key that undoes it.
    """
    return f"{name} is your version now. {again} edits it, {undo} undoes it."


def pinned_in_list(number: int) -> str:
    """Return that an attempt was pinned in the list of attempts, where the same key removes the pin."""
    return f"Attempt {number} is your version now, the one to beat; the same key removes it."


def version_message(*, saved: bool) -> str:
    """Return that the own version was saved or removed."""
    return "Your version is saved; it is the section Mine." if saved else UNPINNED


def cue_kept_message(point: str, sentence: str, undo: str) -> str:
    """Return that a sentence was kept as a cue, and which key undoes it."""
    return f'Cue kept for {point}: "{_quote(sentence)}" {undo} undoes it.'


def cue_removed_message(point: str, sentence: str, undo: str) -> str:
    """Return that a cue was removed, and which key undoes it."""
    return f'Cue removed from {point}: "{_quote(sentence)}" {undo} undoes it.'


def version_line(question: str, name: str) -> str:
    """Return the line for scripts: `version late-program: attempt 2`, or `: written`, or `: removed`."""
    return f"version {question}: {name}"


def cue_line(question: str, point: str, *, kept: bool) -> str:
    """Return the line for scripts after a cue was kept or removed."""
    return f"cue {question}: {'kept' if kept else 'removed'} for {clean_line(point)}"


def _quote(sentence: str) -> str:
    """Return a sentence; if it is too long, its first words."""
    if len(sentence) <= MAX_QUOTE:
        return sentence
    return f"{sentence[:MAX_QUOTE].rpartition(' ')[0] or sentence[:MAX_QUOTE]} ..."
