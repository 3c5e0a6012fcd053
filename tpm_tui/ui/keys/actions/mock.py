"""The actions of a mock interview."""

from __future__ import annotations

from tpm_tui.ui.keys.actions.action import Action
from tpm_tui.ui.keys.actions.scope import Scope as S

MOCK_GROUPS: dict[str, tuple[Action, ...]] = {
    "Mock interview": (
        Action("mock-speak", "enter space i", "answer", "Start answering.", S.MOCK_THINKING, 1),
        Action(
            "mock-go-on",
            "ctrl+j f2 space",
            "done",
            "Finish the answer and go to the planned follow-up or the next question.",
            S.MOCK_ANSWERING | S.MOCK_EDITOR,
            1,
        ),
        Action(
            "mock-follow-up",
            "ctrl+f f",
            "follow-up",
            "Get the next follow-up question.",
            S.MOCK_ANSWERING | S.MOCK_SPEAKING | S.MOCK_EDITOR,
            4,
        ),
        Action("mock-next", "n", "next", "Go to the next question without follow-ups.", S.MOCK_WAITING, 5),
        Action(
            "mock-finish",
            "E",
            "end",
            "End the interview now and go to the debrief.",
            S.MOCK_WAITING,
            8,
        ),
        Action("rate-weak", "1", "weak", "Rate 1, or the level core.", S.MOCK_DEBRIEF, 1),
        Action("rate-mixed", "2", "mixed", "Rate 2, or the level senior.", S.MOCK_DEBRIEF, 2),
        Action("rate-strong", "3", "strong", "Rate 3, or the level staff.", S.MOCK_DEBRIEF, 3),
        Action("rate-outstanding", "4", "outstanding", "Rate 4.", S.MOCK_DEBRIEF, 4),
        Action(
            "mock-note",
            "enter i",
            "note",
            "Edit the debrief note under the cursor.",
            S.MOCK_DEBRIEF,
            7,
            title="Note on the debrief",
        ),
        Action(
            "mock-undo",
            "u",
            "undo",
            "Undo the last rating, tick or note.",
            S.MOCK_DEBRIEF,
            8,
            title="Undo the last rating",
        ),
        Action(
            "mock-next-answer",
            "n right_square_bracket",
            "next answer",
            "Show the debrief of the next answer.",
            S.MOCK_DEBRIEF,
            6,
        ),
        Action(
            "mock-last-answer",
            "p left_square_bracket",
            "previous answer",
            "Show the debrief of the previous answer.",
            S.MOCK_DEBRIEF,
        ),
        Action("mock-close", "q", "end", "Finish the debrief.", S.MOCK_DEBRIEF, 9, kept=True),
        Action("mock-count", "y", "yes", "Count the answers in the boxes and end.", S.MOCK_COUNTING, 1),
        Action("mock-leave-boxes", "n", "no", "Leave the boxes unchanged and end.", S.MOCK_COUNTING, 2),
        Action(
            "mock-stop",
            "q",
            "stop for now",
            "Stop for now and go to Today; the interview can be resumed.",
            S.MOCK_WAITING | S.MOCK_COUNTING,
            10,
            kept=True,
        ),
        Action("mock-quit", "q", "Today", "Go back to Today.", S.MOCK_DONE, 1, kept=True),
    ),
}
