"""The table of actions: the commands of practice, mock interview, plan and triage that a key can run.

Bindings, footer, command palette, help screen, the `keys` command and the key table in docs/keys.md are all
generated from `GROUPS`, so that they cannot drift apart. An action's `id` is its name in the config's keymap.
This module does not import Textual, because the command line prints the table too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag, auto

from msgspec import Struct


class Scope(Flag):
    """The states of the app in which an action is available."""

    ASKING = auto()
    """A question is shown, and the editor does not have focus."""
    EDITOR = auto()
    """The editor has focus."""
    REVEALED = auto()
    """The model answer and the key points are shown."""
    DONE = auto()
    """No question is shown: the session has ended, or nothing is due."""
    TOPICS = auto()
    """The topic browser has focus."""
    MOCK_THINKING = auto()
    """A mock interview has asked a question, and the answer has not started."""
    MOCK_ANSWERING = auto()
    """An answer or a reply is in progress, and the editor does not have focus."""
    MOCK_EDITOR = auto()
    """The editor of a mock interview has focus."""
    MOCK_DEBRIEF = auto()
    """The debrief of an answer is shown."""
    MOCK_COUNTING = auto()
    """After the debrief: the app asks whether the answers count in the boxes."""
    MOCK_DONE = auto()
    """The mock interview has ended."""

    QUESTION = ASKING | EDITOR | REVEALED
    """A question is shown."""
    LISTS = REVEALED | DONE | TOPICS
    """A page that can be scrolled has focus."""
    RUNNING = ASKING | REVEALED | TOPICS
    """The session has not ended, and the editor does not have focus."""
    OUTSIDE = ASKING | REVEALED | DONE | TOPICS
    """The editor does not have focus, so plain letters are commands."""
    ANYWHERE = OUTSIDE | EDITOR
    """Everywhere in practice."""

    PLAN = auto()
    """The plan is shown."""
    TRIAGE = auto()
    """The new questions are listed, to decide which are known."""

    MOCK_WAITING = MOCK_THINKING | MOCK_ANSWERING
    """A mock interview is in progress, and the editor does not have focus."""
    MOCK_PAGES = MOCK_DEBRIEF | MOCK_COUNTING | MOCK_DONE
    """A page that can be scrolled has focus."""
    MOCK_OUTSIDE = MOCK_WAITING | MOCK_PAGES
    """In a mock interview, outside its editor."""
    MOCK = MOCK_OUTSIDE | MOCK_EDITOR
    """Everywhere in a mock interview."""


class Action(Struct, frozen=True):
    """A command that a key can run."""

    id: str
    """Stable name in kebab-case: used in a keymap, and to find the action's handler."""
    default_keys: str
    """Key names as in Textual, separated by spaces; the first is the one that is displayed."""
    label: str
    """One or two words for the footer."""
    description: str
    """A sentence for help and palette."""
    scope: Scope
    """Where the action is available."""
    footer: int = 0
    """Position in the footer, in ascending order; 0 means not shown there."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The default keys."""
        return tuple(self.default_keys.split())


S = Scope
GROUPS: dict[str, tuple[Action, ...]] = {
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
            S.ANYWHERE | S.MOCK_EDITOR | S.MOCK_COUNTING,
            3,
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
            S.OUTSIDE,
            6,
        ),
        Action("redo", "U ctrl+r", "redo", "Redo the action that was undone last.", S.OUTSIDE),
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
            S.ASKING | S.REVEALED | S.TOPICS | S.TRIAGE,
        ),
        Action(
            "edit", "e", "edit", "Open the question's file in $EDITOR at its line.", S.ASKING | S.REVEALED
        ),
    ),
    "Reveal": (
        Action("older", "left_square_bracket", "older", "Show an older answer to this question.", S.REVEALED),
        Action("newer", "right_square_bracket", "newer", "Show a newer answer to this question.", S.REVEALED),
    ),
    "Move": (
        Action("down", "j down", "down", "Move down one line or point.", S.LISTS | S.MOCK_PAGES),
        Action("up", "k up", "up", "Move up one line or point.", S.LISTS | S.MOCK_PAGES),
        Action("page-down", "pagedown ctrl+f", "page down", "Scroll down one page.", S.LISTS | S.MOCK_PAGES),
        Action("page-up", "pageup ctrl+b", "page up", "Scroll up one page.", S.LISTS | S.MOCK_PAGES),
        Action("top", "g home", "top", "Go to the first line.", S.LISTS | S.MOCK_PAGES),
        Action("bottom", "G end", "bottom", "Go to the last line.", S.LISTS | S.MOCK_PAGES),
    ),
    "Topics": (
        Action(
            "choose", "enter space", "choose", "Open or close the topic, or go to the question.", S.TOPICS, 1
        ),
        Action("topics", "t", "topics", "Show or hide the topics and their questions.", S.OUTSIDE, 8),
        Action("practise-topic", "p", "practise topic", "Practise the topic under the cursor.", S.TOPICS, 2),
        Action(
            "search",
            "slash",
            "search",
            "Search questions by words or by topic:, kind:, box:, is:.",
            S.OUTSIDE,
        ),
    ),
    "More practice": (
        Action("practise-due", "d", "due", "Continue with the rest of today's plan.", S.DONE, 1),
        Action("practise-new", "n", "new ones", "Continue with new questions.", S.DONE, 3),
        Action("practise-weakest", "w", "weakest", "Continue with the weakest questions.", S.DONE, 4),
        Action("practise-more", "m", "more", "Continue with the questions answered longest ago.", S.DONE, 5),
    ),
    "Study": (
        Action(
            "study-set", "S", "study set", "Practise one of the study sets.", S.DONE | S.TOPICS | S.ASKING
        ),
        Action(
            "drill",
            "D",
            "drill",
            "Drill weak key points, weak questions or recall cards; no box moves.",
            S.DONE | S.TOPICS | S.ASKING,
        ),
        Action(
            "recall-missed",
            "R",
            "recall",
            "Recall the key points that you missed in this session; no box moves.",
            S.DONE,
        ),
        Action(
            "triage",
            "L",
            "what I know",
            "Go through the new questions and say which you know: these come last.",
            S.OUTSIDE,
        ),
    ),
    "Session": (
        Action("plan", "P", "plan", "Show the plan for the coming days; change date and pace.", S.OUTSIDE),
        Action("report", "r", "report", "Write the session's report now.", S.OUTSIDE | S.MOCK_PAGES),
        Action("theme", "T", "theme", "Choose a theme.", S.OUTSIDE),
        Action("help", "question_mark f1", "keys", "Show all keys.", S.OUTSIDE | S.MOCK_OUTSIDE, 7),
        Action(
            "palette", "ctrl+p", "commands", "Find any of these commands by name.", S.ANYWHERE | S.MOCK, 12
        ),
        Action("redraw", "ctrl+l", "redraw", "Redraw the screen.", S.ANYWHERE | S.MOCK),
        Action(
            "suspend-app",
            "ctrl+z",
            "to the shell",
            "Go back to the shell; its command `fg` continues here.",
            S.ANYWHERE | S.MOCK,
        ),
        Action("end", "q", "end", "End the session and write its report.", S.RUNNING, 10),
        Action("close", "q", "quit", "Quit after the session has ended.", S.DONE, 2),
        Action("quit", "ctrl+q", "quit", "Quit immediately; the draft is saved.", S.ANYWHERE | S.MOCK, 13),
    ),
    "Plan": (
        Action("plan-date", "d", "date", "Set or remove the interview's date.", S.PLAN, 1),
        Action("plan-answers", "a", "answers a day", "Set the number of answers a day.", S.PLAN, 2),
        Action("plan-minutes", "m", "minutes a day", "Set minutes a day instead of answers.", S.PLAN, 3),
    ),
    "What I know": (
        Action("triage-learn", "n", "to learn", "Say that you do not know this question yet.", S.TRIAGE),
        Action("triage-undo", "u", "undo", "Undo the last decision.", S.TRIAGE),
    ),
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
            S.MOCK_ANSWERING | S.MOCK_EDITOR,
            4,
        ),
        Action("mock-next", "n", "next", "Go to the next question without follow-ups.", S.MOCK_WAITING, 5),
        Action(
            "mock-finish",
            "e",
            "end",
            "End the interview now and go to the debrief.",
            S.MOCK_WAITING,
            8,
        ),
        Action("rate-weak", "1", "weak", "Rate 1, or the level core.", S.MOCK_DEBRIEF, 1),
        Action("rate-mixed", "2", "mixed", "Rate 2, or the level senior.", S.MOCK_DEBRIEF, 2),
        Action("rate-strong", "3", "strong", "Rate 3, or the level staff.", S.MOCK_DEBRIEF, 3),
        Action("rate-outstanding", "4", "outstanding", "Rate 4.", S.MOCK_DEBRIEF, 4),
        Action("mock-note", "enter i", "note", "Edit the debrief note under the cursor.", S.MOCK_DEBRIEF, 7),
        Action("mock-undo", "u", "undo", "Undo the last rating, tick or note.", S.MOCK_DEBRIEF, 8),
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
        Action("mock-close", "q", "end", "Finish the debrief.", S.MOCK_DEBRIEF, 9),
        Action("mock-count", "y", "yes", "Count the answers in the boxes and end.", S.MOCK_COUNTING, 1),
        Action("mock-leave-boxes", "n", "no", "Leave the boxes unchanged and end.", S.MOCK_COUNTING, 2),
        Action(
            "mock-stop",
            "q",
            "stop for now",
            "Stop for now; `tpm-tui mock` resumes from here.",
            S.MOCK_WAITING | S.MOCK_COUNTING,
            10,
        ),
        Action("mock-quit", "q", "quit", "Quit.", S.MOCK_DONE, 1),
    ),
}
"""The actions by the heading under which help lists them."""

BY_ID = {action.id: action for group in GROUPS.values() for action in group}
ACTIONS = tuple(action for action in BY_ID.values() if action.scope & Scope.ANYWHERE)
"""The actions available in practice."""
MOCK_ACTIONS = tuple(action for action in BY_ID.values() if action.scope & Scope.MOCK)
"""The actions available in a mock interview."""
PLAN_ACTIONS = GROUPS["Plan"]
TRIAGE_ACTIONS = tuple(action for action in BY_ID.values() if action.scope & Scope.TRIAGE)


def footer_actions(actions: Iterable[Action], scope: Scope) -> list[Action]:
    """Return the actions that the footer shows in a scope, in footer order."""
    return sorted(
        (action for action in actions if action.footer and action.scope & scope),
        key=lambda action: action.footer,
    )
