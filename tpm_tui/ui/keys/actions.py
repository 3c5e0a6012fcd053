"""The one table of what a key can do.

Bindings, footer, command palette, help screen, the `keys` command and the README's key table are all
made from `ACTIONS`, so that they cannot drift apart. An action's `id` is what a keymap in the config
names. This module does not import Textual: the command line prints the table too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag, auto

from msgspec import Struct


class Scope(Flag):
    """Where an action can be used."""

    ASKING = auto()
    """A question is before the learner, and the cursor is outside the editor."""
    EDITOR = auto()
    """The cursor is in the editor."""
    REVEALED = auto()
    DONE = auto()
    """Nothing is being asked: the end of a session, or nothing due."""
    TOPICS = auto()
    """The cursor is in the topic browser."""
    MOCK_THINKING = auto()
    """A mock interview has asked, and the answer has not begun."""
    MOCK_ANSWERING = auto()
    """The answer or a reply is given, and the cursor is outside the editor."""
    MOCK_EDITOR = auto()
    """The cursor is in the editor of a mock interview."""
    MOCK_DEBRIEF = auto()
    MOCK_COUNTING = auto()
    """The debrief is over: do the answers count?"""
    MOCK_DONE = auto()

    QUESTION = ASKING | EDITOR | REVEALED
    """A question is before the learner."""
    LISTS = REVEALED | DONE | TOPICS
    """There is a page to move over."""
    RUNNING = ASKING | REVEALED | TOPICS
    """The session has not ended, and nothing is being typed."""
    OUTSIDE = ASKING | REVEALED | DONE | TOPICS
    """Plain letters are commands, since nothing is being typed."""
    ANYWHERE = OUTSIDE | EDITOR
    """In practice."""

    PLAN = auto()
    """The plan is shown."""

    MOCK_WAITING = MOCK_THINKING | MOCK_ANSWERING
    """A mock interview goes on, and nothing is being typed."""
    MOCK_PAGES = MOCK_DEBRIEF | MOCK_COUNTING | MOCK_DONE
    """There is a page to move over."""
    MOCK_OUTSIDE = MOCK_WAITING | MOCK_PAGES
    MOCK = MOCK_OUTSIDE | MOCK_EDITOR
    """In a mock interview."""


class Action(Struct, frozen=True):
    """One row of the table."""

    id: str
    """Kebab-case and stable: the name in a keymap, and `action_` plus its snake form in the code."""
    default_keys: str
    """In Textual's spelling, divided by blanks, the one first that is shown."""
    label: str
    """One or two words for the footer."""
    description: str
    """A sentence for help and palette."""
    scope: Scope
    footer: int = 0
    """Place in the footer, the smallest first and longest kept; 0 is not in the footer."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as they are without a keymap."""
        return tuple(self.default_keys.split())

    @property
    def method(self) -> str:
        """The action's name in Textual: `grade-good` becomes `grade_good`."""
        return self.id.replace("-", "_")


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
            "Go into the editor and type the answer.",
            S.ASKING | S.MOCK_ANSWERING,
            2,
        ),
        Action(
            "leave",
            "escape",
            "leave",
            "Leave the editor, the topics or a list; the draft is kept.",
            S.ANYWHERE | S.MOCK_EDITOR | S.MOCK_COUNTING,
            3,
        ),
        Action(
            "tick",
            "space x",
            "tick",
            "Mark the key point under the cursor as made, or take the mark away.",
            S.REVEALED | S.MOCK_DEBRIEF,
            5,
        ),
        Action("grade-again", "1", "Again", "Grade: not there yet. Back to the first box.", S.REVEALED, 1),
        Action("grade-hard", "2", "Hard", "Grade: made it with gaps. The box stays.", S.REVEALED, 2),
        Action("grade-good", "3", "Good", "Grade: made it. One box up.", S.REVEALED, 3),
        Action("grade-easy", "4", "Easy", "Grade: made it with ease. Two boxes up.", S.REVEALED, 4),
        Action("accept", "enter", "accept", "Grade as the ticked points suggest.", S.REVEALED, 9),
        Action("resume", "i", "back to answer", "Hide the reveal again and go on answering.", S.REVEALED),
        Action(
            "undo", "u", "undo", "Take back the last grade of today, with its text and marks.", S.OUTSIDE, 6
        ),
        Action("redo", "U ctrl+r", "redo", "Let a grade that was taken back stand again.", S.OUTSIDE),
        Action(
            "skip",
            "s",
            "skip",
            "Leave this question out of the session; it stays due.",
            S.ASKING | S.REVEALED,
            11,
        ),
    ),
    "Card": (
        Action("bury", "minus", "bury", "Put this question off until tomorrow.", S.ASKING | S.REVEALED),
        Action(
            "suspend",
            "at",
            "suspend",
            "Never ask this question again, or ask it again.",
            S.ASKING | S.REVEALED,
        ),
        Action(
            "star", "asterisk", "star", "Star this question, or take the star away.", S.ASKING | S.REVEALED
        ),
        Action(
            "note",
            "N",
            "note",
            "Write your own note on this question: your story, your version.",
            S.ASKING | S.REVEALED,
        ),
        Action(
            "reset",
            "R",
            "reset",
            "Put this question back to not met, or take that back; asks first.",
            S.ASKING | S.REVEALED,
        ),
        Action(
            "edit", "e", "edit", "Open the question's file in $EDITOR, at its line.", S.ASKING | S.REVEALED
        ),
    ),
    "Reveal": (
        Action("older", "left_square_bracket", "older", "Show an older answer to this question.", S.REVEALED),
        Action("newer", "right_square_bracket", "newer", "Show a newer answer to this question.", S.REVEALED),
    ),
    "Move": (
        Action("down", "j down", "down", "One line or point down.", S.LISTS | S.MOCK_PAGES),
        Action("up", "k up", "up", "One line or point up.", S.LISTS | S.MOCK_PAGES),
        Action("page-down", "pagedown ctrl+f", "page down", "A screenful down.", S.LISTS | S.MOCK_PAGES),
        Action("page-up", "pageup ctrl+b", "page up", "A screenful up.", S.LISTS | S.MOCK_PAGES),
        Action("top", "g home", "top", "To the first line.", S.LISTS | S.MOCK_PAGES),
        Action("bottom", "G end", "bottom", "To the last line.", S.LISTS | S.MOCK_PAGES),
    ),
    "Topics": (
        Action(
            "choose", "enter space", "choose", "Open or close the topic, or go to the question.", S.TOPICS, 1
        ),
        Action("topics", "t", "topics", "Show the topics and their questions, or hide them.", S.OUTSIDE, 8),
        Action("practise-topic", "p", "practise topic", "Practise the topic under the cursor.", S.TOPICS, 2),
        Action(
            "search",
            "slash",
            "search",
            "Search the questions by words or by topic:, kind:, box:, is:.",
            S.OUTSIDE,
        ),
    ),
    "More practice": (
        Action("practise-due", "d", "due", "Go on with what is left of today's plan.", S.DONE, 1),
        Action("practise-new", "n", "new ones", "Go on with questions not met yet.", S.DONE, 3),
        Action("practise-weakest", "w", "weakest", "Go on with the questions that went worst.", S.DONE, 4),
        Action("practise-more", "m", "more", "Go on with what was answered longest ago.", S.DONE, 5),
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
    ),
    "Session": (
        Action("plan", "P", "plan", "Show the plan and the days ahead; change date and pace.", S.OUTSIDE),
        Action("report", "r", "report", "Write the session's report now.", S.OUTSIDE | S.MOCK_PAGES),
        Action("theme", "T", "theme", "Choose a theme.", S.OUTSIDE),
        Action("help", "question_mark f1", "keys", "Show all keys.", S.OUTSIDE | S.MOCK_OUTSIDE, 7),
        Action(
            "palette", "ctrl+p", "commands", "Find any of these commands by name.", S.ANYWHERE | S.MOCK, 12
        ),
        Action("redraw", "ctrl+l", "redraw", "Draw the screen anew.", S.ANYWHERE | S.MOCK),
        Action("end", "q", "end", "End the session and write its report.", S.RUNNING, 10),
        Action("close", "q", "quit", "Quit, once the session has ended.", S.DONE, 2),
        Action("quit", "ctrl+q", "quit", "Quit at once; the draft is kept.", S.ANYWHERE | S.MOCK, 13),
    ),
    "Plan": (
        Action("plan-date", "d", "date", "Set the interview's date, or take it away.", S.PLAN, 1),
        Action("plan-answers", "a", "answers a day", "Set how many answers a day.", S.PLAN, 2),
        Action("plan-minutes", "m", "minutes a day", "Set minutes a day in place of answers.", S.PLAN, 3),
    ),
    "Mock interview": (
        Action("mock-speak", "enter space i", "answer", "Begin to answer.", S.MOCK_THINKING, 1),
        Action(
            "mock-go-on",
            "ctrl+j f2 space",
            "done",
            "The answer is finished: on to the planned follow-up, or the next question.",
            S.MOCK_ANSWERING | S.MOCK_EDITOR,
            1,
        ),
        Action(
            "mock-follow-up",
            "ctrl+f f",
            "follow-up",
            "Hear the next follow-up question.",
            S.MOCK_ANSWERING | S.MOCK_EDITOR,
            4,
        ),
        Action("mock-next", "n", "next", "On to the next question, without follow-ups.", S.MOCK_WAITING, 5),
        Action(
            "mock-finish",
            "e",
            "end",
            "End the interview here: the debrief of what was said.",
            S.MOCK_WAITING,
            8,
        ),
        Action("rate-weak", "1", "weak", "Mark 1, or the level core.", S.MOCK_DEBRIEF, 1),
        Action("rate-mixed", "2", "mixed", "Mark 2, or the level senior.", S.MOCK_DEBRIEF, 2),
        Action("rate-strong", "3", "strong", "Mark 3, or the level staff.", S.MOCK_DEBRIEF, 3),
        Action("rate-outstanding", "4", "outstanding", "Mark 4.", S.MOCK_DEBRIEF, 4),
        Action(
            "mock-note", "enter i", "note", "Write the debrief's line under the cursor.", S.MOCK_DEBRIEF, 7
        ),
        Action("mock-undo", "u", "undo", "Take back the last mark, tick or note.", S.MOCK_DEBRIEF, 8),
        Action(
            "mock-next-answer",
            "n right_square_bracket",
            "next answer",
            "The debrief of the next answer.",
            S.MOCK_DEBRIEF,
            6,
        ),
        Action(
            "mock-last-answer",
            "p left_square_bracket",
            "last answer",
            "The debrief of the answer before.",
            S.MOCK_DEBRIEF,
        ),
        Action("mock-close", "q", "end", "The debrief is over.", S.MOCK_DEBRIEF, 9),
        Action("mock-count", "y", "yes", "Count the answers in the boxes, and end.", S.MOCK_COUNTING, 1),
        Action("mock-leave-boxes", "n", "no", "Leave the boxes as they are, and end.", S.MOCK_COUNTING, 2),
        Action(
            "mock-stop",
            "q",
            "stop for now",
            "Stop for now; `tpm-tui mock` goes on from here.",
            S.MOCK_WAITING | S.MOCK_COUNTING,
            10,
        ),
        Action("mock-quit", "q", "quit", "Quit.", S.MOCK_DONE, 1),
    ),
}
"""The table, by the headings under which help lists it."""

BY_ID = {action.id: action for group in GROUPS.values() for action in group}
ACTIONS = tuple(action for action in BY_ID.values() if action.scope & Scope.ANYWHERE)
"""What can be done in practice."""
MOCK_ACTIONS = tuple(action for action in BY_ID.values() if action.scope & Scope.MOCK)
"""What can be done in a mock interview."""
PLAN_ACTIONS = GROUPS["Plan"]


def in_footer(actions: Iterable[Action], scope: Scope) -> list[Action]:
    """Those that the footer names where the learner is, in its order."""
    return sorted(
        (action for action in actions if action.footer and action.scope & scope),
        key=lambda action: action.footer,
    )
