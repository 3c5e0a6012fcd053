"""The one table of what a key can do.

Bindings, footer, command palette, help screen, the `keys` command and the README's key table are all
made from `ACTIONS`, so that they cannot drift apart. An action's `id` is what a keymap in the config
names. This module does not import Textual: the command line prints the table too.
"""

from __future__ import annotations

import re
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

    QUESTION = ASKING | EDITOR | REVEALED
    """A question is before the learner."""
    LISTS = REVEALED | DONE | TOPICS
    """There is a page to move over."""
    RUNNING = ASKING | REVEALED | TOPICS
    """The session has not ended, and nothing is being typed."""
    OUTSIDE = ASKING | REVEALED | DONE | TOPICS
    """Plain letters are commands, since nothing is being typed."""
    ANYWHERE = OUTSIDE | EDITOR


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
        Action("write", "enter i", "write", "Go into the editor and type the answer.", S.ASKING, 2),
        Action(
            "leave",
            "escape",
            "leave",
            "Leave the editor, the topics or a list; the draft is kept.",
            S.ANYWHERE,
            3,
        ),
        Action(
            "tick",
            "space x",
            "tick",
            "Mark the key point under the cursor as made, or take the mark away.",
            S.REVEALED,
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
            "edit", "e", "edit", "Open the question's file in $EDITOR, at its line.", S.ASKING | S.REVEALED
        ),
    ),
    "Reveal": (
        Action("older", "left_square_bracket", "older", "Show an older answer to this question.", S.REVEALED),
        Action("newer", "right_square_bracket", "newer", "Show a newer answer to this question.", S.REVEALED),
    ),
    "Move": (
        Action("down", "j down", "down", "One line or point down.", S.LISTS),
        Action("up", "k up", "up", "One line or point up.", S.LISTS),
        Action("page-down", "pagedown ctrl+f", "page down", "A screenful down.", S.LISTS),
        Action("page-up", "pageup ctrl+b", "page up", "A screenful up.", S.LISTS),
        Action("top", "g home", "top", "To the first line.", S.LISTS),
        Action("bottom", "G end", "bottom", "To the last line.", S.LISTS),
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
        Action("practise-new", "n", "new ones", "Go on with questions not met yet.", S.DONE, 2),
        Action("practise-weakest", "w", "weakest", "Go on with the questions that went worst.", S.DONE, 3),
        Action("practise-more", "m", "more", "Go on with what was answered longest ago.", S.DONE, 4),
    ),
    "Study": (
        Action(
            "study-set", "S", "study set", "Practise one of the study sets.", S.DONE | S.TOPICS | S.ASKING
        ),
    ),
    "Session": (
        Action("report", "r", "report", "Write the session's report now.", S.OUTSIDE),
        Action("theme", "T", "theme", "Choose a theme.", S.OUTSIDE),
        Action("help", "question_mark f1", "keys", "Show all keys.", S.OUTSIDE, 7),
        Action("palette", "ctrl+p", "commands", "Find any of these commands by name.", S.ANYWHERE, 12),
        Action("redraw", "ctrl+l", "redraw", "Draw the screen anew.", S.ANYWHERE),
        Action("end", "q", "end", "End the session and write its report.", S.RUNNING, 10),
        Action("close", "q", "quit", "Quit, once the session has ended.", S.DONE, 10),
        Action("quit", "ctrl+q", "quit", "Quit at once; the draft is kept.", S.ANYWHERE, 13),
    ),
}
"""The table, by the headings under which help lists it."""

ACTIONS = tuple(action for group in GROUPS.values() for action in group)
BY_ID = {action.id: action for action in ACTIONS}

KEY = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)*(?:\w+|[!-/:-@\[-`{-~])")
"""A key as a keymap may name it: a name or a sign, behind the keys that are held with it."""

KEY_NAMES = {
    "minus": "-",
    "at": "@",
    "asterisk": "*",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def is_function_key(key: str) -> bool:
    """Whether it is one of F1 to F24, of which terminals take some for themselves."""
    return key.startswith("f") and key[1:].isdigit()


def key_name(key: str) -> str:
    """A key as it is printed: `^J` for ctrl+j, `/` for slash, `F2` for f2."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+")).upper()
    if is_function_key(key):
        return key.upper()
    return KEY_NAMES.get(key, key)


class Keymap(Struct, frozen=True):
    """The table with a learner's own keys in place."""

    own: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, setting: dict[str, str]) -> Keymap:
        """From the config, where several keys of an action are divided by commas."""
        named = {name: keys.replace(",", " ").split() for name, keys in setting.items() if name in BY_ID}
        own = {name: tuple(key for key in keys if KEY.fullmatch(key)) for name, keys in named.items()}
        return cls({name: keys for name, keys in own.items() if keys})

    @classmethod
    def faults(cls, setting: dict[str, str]) -> list[tuple[str, str]]:
        """What of the config's keymap cannot be used, as (what is wrong, how to mend it)."""
        return [
            (f"keymap: there is no action {name}", "tpm-tui keys has the ids")
            if name not in BY_ID
            else (f"keymap: {name} has no key", "name one, or take the line out")
            for name in setting
            if name not in cls.of(setting).own
        ]

    def keys(self, action: Action) -> tuple[str, ...]:
        """The keys of an action."""
        return self.own.get(action.id, action.keys)

    def shown(self, action: Action, scope: Scope = Scope.EDITOR) -> str:
        """The key that footer and palette print: outside the editor a plain one where there is one."""
        keys = self.keys(action)
        handy = [key for key in keys if not key.startswith("ctrl+") and not is_function_key(key)]
        return key_name(keys[0] if scope is Scope.EDITOR or not handy else handy[0])


def keys_markdown() -> str:
    """The README's key table, with the default keys."""
    lines: list[str] = []
    for group, actions in GROUPS.items():
        lines += ["", f"**{group}**", "", "| key | what it does | id |", "| --- | --- | --- |"]
        for action in actions:
            keys = ", ".join(f"`{key_name(key)}`" for key in action.keys)
            lines.append(f"| {keys} | {action.description} | `{action.id}` |")
    return "\n".join(lines[1:]) + "\n"
