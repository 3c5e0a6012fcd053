"""Opening the history of a question."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.ui.screens.action_screen import ActionScreen


def open_history(
    screen: ActionScreen, question: str | None, on_close: Callable[[], None] | None = None
) -> None:
    """List the attempts at a question; without one, show that the cursor is not on a question.

    Args:
        screen: shows the list and the notice.
        question: id of the question.
        on_close: called when the list is closed, since the own version can be changed there.
    """
    if not question:
        from tpm_tui.exchange.messages import NO_QUESTION_UNDER_CURSOR

        screen.show_notice(NO_QUESTION_UNDER_CURSOR)
        return
    from tpm_tui.ui.screens.history import HistoryScreen

    history = HistoryScreen(screen.workspace, question, screen.glyphs)
    screen.ask(history, lambda _: on_close() if on_close else None)
