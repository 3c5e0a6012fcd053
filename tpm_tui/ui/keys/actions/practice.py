"""The actions on a question and in a practice session."""

from __future__ import annotations

from tpm_tui.ui.keys.actions.action import Action
from tpm_tui.ui.keys.actions.scope import Scope as S

PRACTICE_GROUPS: dict[str, tuple[Action, ...]] = {
    "Practice": (
        Action(
            "reveal",
            "ctrl+j f2 space",
            "reveal",
            "Show the model answer and the key points.",
            S.ASKING | S.EDITOR,
            1,
        ),
        Action(
            "write",
            "enter i",
            "write",
            "Type the answer in the editor.",
            S.ASKING | S.MOCK_ANSWERING,
            2,
        ),
        Action(
            "leave",
            "escape",
            "leave",
            "Leave the editor, the topics or a list; the draft is saved.",
            S.ANYWHERE & ~S.SPEAKING | S.MOCK_EDITOR | S.MOCK_COUNTING,
            3,
        ),
        Action(
            "speak",
            "v",
            "speak",
            "Speak the answer: the clock starts, and its parts are shown with their times.",
            S.ASKING | S.MOCK_THINKING | S.MOCK_ANSWERING,
            3,
            title="Speak the answer",
        ),
        Action(
            "speak-done",
            "enter space ctrl+j",
            "stop",
            "Stop speaking: go to the key points, or in a mock interview to what comes next.",
            S.SPEAKING | S.MOCK_SPEAKING,
            1,
            title="Stop speaking",
        ),
        Action(
            "speak-cancel",
            "escape i",
            "type instead",
            "Type the answer instead of speaking it.",
            S.SPEAKING | S.MOCK_SPEAKING,
            2,
        ),
        Action(
            "tick",
            "space x",
            "tick",
            "Tick or untick the key point under the cursor.",
            S.REVEALED | S.MOCK_DEBRIEF,
            5,
        ),
        Action("grade-again", "1", "Again", "Grade: not there yet. Move to the first box.", S.REVEALED, 1),
        Action("grade-hard", "2", "Hard", "Grade: answered with gaps. Keep the box.", S.REVEALED, 2),
        Action("grade-good", "3", "Good", "Grade: answered. Move up one box.", S.REVEALED, 3),
        Action("grade-easy", "4", "Easy", "Grade: answered with ease. Move up two boxes.", S.REVEALED, 4),
        Action(
            "accept", "enter", "accept", "Accept the grade suggested by the ticked points.", S.REVEALED, 9
        ),
        Action("resume", "i", "back to answer", "Hide the model answer and continue answering.", S.REVEALED),
        Action(
            "undo",
            "u",
            "undo",
            "Undo the last action: a grade with its answer and ticks, bury, suspend, star, reset, or a note.",
            S.OUTSIDE & ~S.SPEAKING,
            6,
        ),
        Action("redo", "U ctrl+r", "redo", "Redo the action that was undone last.", S.OUTSIDE & ~S.SPEAKING),
        Action(
            "skip",
            "s",
            "skip",
            "Skip this question in this session; it stays due.",
            S.ASKING | S.REVEALED,
            11,
        ),
    ),
    "Editor": (
        Action(
            "scaffold",
            "ctrl+t",
            "headings",
            "Insert headings for the parts of an answer, such as Context, Action, Result, Learning.",
            S.ASKING | S.EDITOR | S.MOCK_ANSWERING | S.MOCK_EDITOR,
            title="Insert headings for the parts of an answer",
        ),
        Action(
            "editor-undo",
            "ctrl+underscore",
            "undo",
            "Undo the last change of the text that you type.",
            S.EDITOR | S.MOCK_EDITOR,
        ),
        Action(
            "editor-redo",
            "ctrl+y",
            "redo",
            "Redo the last undone change of the text; in an empty editor, restore a text that was deleted.",
            S.EDITOR | S.MOCK_EDITOR,
        ),
    ),
    "Card": (
        Action("bury", "minus", "bury", "Postpone this question until tomorrow.", S.ASKING | S.REVEALED),
        Action(
            "suspend",
            "at",
            "suspend",
            "Suspend this question, or unsuspend it.",
            S.ASKING | S.REVEALED,
        ),
        Action("star", "asterisk", "star", "Star or unstar this question.", S.ASKING | S.REVEALED),
        Action(
            "note",
            "N",
            "note",
            "Edit your note on this question: your story, your version.",
            S.ASKING | S.REVEALED,
        ),
        Action(
            "reset",
            "R",
            "reset",
            "Reset this question to new, or undo the reset (asks first).",
            S.ASKING | S.REVEALED,
        ),
        Action(
            "know",
            "K",
            "I know this",
            "Say that you know this new question, so that it comes last; again says that you do not.",
            S.ASKING | S.REVEALED | S.TOPICS | S.TOPIC_LIST | S.TRIAGE,
        ),
        Action(
            "edit", "e", "edit", "Open the question's file in $EDITOR at its line.", S.ASKING | S.REVEALED
        ),
    ),
    "Reveal": (
        Action("older", "left_square_bracket", "older", "Show an older answer to this question.", S.REVEALED),
        Action("newer", "right_square_bracket", "newer", "Show a newer answer to this question.", S.REVEALED),
    ),
    "More practice": (
        Action(
            "practise-due",
            "d",
            "due",
            "Practise what today's plan has left.",
            S.DONE | S.PLACES & ~S.PLAN,
            1,
            title="Start practice",
        ),
        Action(
            "practise-new",
            "n",
            "new ones",
            "Practise new questions.",
            S.DONE | S.TODAY,
            3,
            title="Practise new questions",
        ),
        Action(
            "practise-weakest",
            "w",
            "weakest",
            "Practise the weakest questions.",
            S.DONE | S.TODAY,
            4,
            title="Practise the weakest questions",
        ),
        Action(
            "practise-more",
            "a",
            "again",
            "Practise the questions answered longest ago.",
            S.DONE | S.TODAY,
            5,
            title="Practise what was answered longest ago",
        ),
        Action(
            "recall-missed",
            "R",
            "recall",
            "Recall the key points that you missed in this session; no box moves.",
            S.DONE,
            title="Recall the points missed in this session",
        ),
    ),
    "Session": (
        Action(
            "report",
            "",
            "report",
            "Write the session's report now.",
            S.OUTSIDE | S.MOCK_PAGES,
            title="Write this session's report now",
        ),
        Action(
            "end", "q", "end", "End the session and write its report.", S.RUNNING, 10, title="End the session"
        ),
        Action("close", "q", "Today", "Go back to Today after the session has ended.", S.DONE, 2),
    ),
}
