"""The rows of a mock interview while it asks: position and time above, metadata and hints by the question."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import ASKING, MockPhase
from tpm_tui.core.text.speech import format_clock
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.widgets.status import timer_text


def mock_header(mock: Mock, minutes: int | None, width: int) -> Content:
    """Return the position in the interview and the minutes spent.

    Args:
        mock: the interview.
        minutes: full minutes of it so far; None to leave them out.
        width: columns of the screen.
    """
    wide = width >= NARROW
    pieces = [join(("mock", "bold"))] if wide else []
    place = join((f"{mock.place + 1} of {len(mock.answers)}", "bold"))
    if mock.phase in ASKING:
        if wide:
            pieces.append(line(mock.answer.round or mock.format.title, "bold"))
        pieces.append(place)
        if minutes is not None:
            late = minutes >= mock.format.minutes
            pieces.append(line(f"{minutes} of {mock.format.minutes} min", "bold $due" if late else "$dim"))
    elif mock.phase is MockPhase.DEBRIEF:
        pieces += [line("debrief"), place]
    return Content("  ").join([piece for piece in pieces if piece])


def mock_timer(phase: MockPhase, seconds: float, target: int, width: int) -> Content:
    """Return the time spent thinking, answering or replying, and its target.

    Args:
        phase: the phase of the interview, in which a question is asked.
        seconds: the time spent.
        target: the target, in seconds.
        width: columns of the screen.
    """
    word = "think " if phase is MockPhase.THINKING and width >= NARROW else ""
    return join((word, "$dim"), timer_text(seconds, target))


def question_meta(question: Question, topic: str, width: int, glyphs: Glyphs) -> Content:
    """Return the topic, kind and target time of a question; a narrow row omits the topic.

    Args:
        question: the question.
        topic: label of its topic; empty if the question was removed from the bank.
        width: columns of the screen.
        glyphs: the marks.
    """
    target = f"target {format_clock(question.time_target.answer_seconds)}"
    parts = (topic if width >= NARROW else "", question.kind, target)
    return line(f" {glyphs.dot} ".join(part for part in parts if part), "$dim")


def thinking_hint(key: str, speak_key: str) -> Content:
    """Return what to do while thinking; `key` starts the answer, and `speak_key` speaks it."""
    return line(f"Take up to a minute to think. {key} starts the answer, {speak_key} speaks it.", "$dim")
