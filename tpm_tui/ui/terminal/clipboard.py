"""Copy text to the clipboard of the learner's terminal, also over SSH, with the escape sequence OSC 52.

A terminal that refuses does not answer, so a refusal cannot be seen. tmux needs `set -s set-clipboard on`.
"""

from __future__ import annotations

from msgspec import Struct
from textual.app import App

from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.size import byte_size

MAX_COPIED_BYTES = 56_000
"""Bytes of a text. As Base64 they are 74,668, and terminals ignore a sequence of more than about 75,000."""


class CopyResult(Struct, frozen=True):
    """What was sent to the terminal, as a notice."""

    notice: str
    is_sent: bool


def copy_text(app: App[None], what: str, text: str) -> CopyResult:
    """Send a text to the terminal's clipboard.

    Args:
        app: the running app.
        what: what the text is, such as "the model answer".
        text: the text; it is sanitized, as it may be pasted into a shell.

    Returns:
        A notice that says what was sent and how much, or why nothing was sent.
    """
    text = clean(text).strip()
    size = byte_size(text)
    if not text:
        return CopyResult(f"Nothing to copy: {what} is empty.", False)
    if size > MAX_COPIED_BYTES:
        limit = f"{MAX_COPIED_BYTES // 1_000:,} KB"
        return CopyResult(
            f"Not copied: {what} has {size // 1_000:,} KB, and terminals take at most {limit}.", False
        )
    app.copy_to_clipboard(text)
    return CopyResult(f"Copied {what}: {plural(len(text), 'character')}.", True)
