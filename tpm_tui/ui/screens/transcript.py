"""A transcript that is pasted beside a spoken answer."""

from __future__ import annotations

from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.size import MAX_TEXT_BYTES, byte_size
from tpm_tui.exchange.messages import TEXT_TOO_LONG
from tpm_tui.ui.screens.action_screen import ActionScreen


def accepted_transcript(screen: ActionScreen, pasted: str, answer: str) -> str:
    """Return pasted text without control characters; empty if there is none, or if the answer gets too long.

    Args:
        screen: shows that the answer gets too long.
        pasted: the text as the terminal sent it.
        answer: the text of the answer so far.
    """
    text = clean(pasted).strip("\n")
    if byte_size(answer) + byte_size(text) >= MAX_TEXT_BYTES:
        screen.show_notice(TEXT_TOO_LONG, error=True)
        return ""
    return text if text.strip() else ""
