"""A transcript that is pasted on the reveal of a spoken answer."""

from __future__ import annotations

from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.size import MAX_TEXT_BYTES, byte_size
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.messages import TEXT_TOO_LONG, transcript_message
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


def add_transcript(screen: ActionScreen, view: PracticeView, pasted: str) -> None:
    """Add pasted text to the answer, tick the points recognised in it, and save it.

    Args:
        screen: shows the notice.
        view: shows the answer and the points.
        pasted: the text as the terminal sent it.
    """
    session, text = view.practice_session, clean(pasted).strip("\n")
    if byte_size(session.session.draft) + byte_size(text) >= MAX_TEXT_BYTES:
        screen.show_notice(TEXT_TOO_LONG, error=True)
        return
    if not text.strip():
        return
    session.speech.add_transcript(text)
    view.show_all()
    screen.show_notice(transcript_message(count_words(text), len(session.session.ticked)))
    screen.autosave.schedule()
