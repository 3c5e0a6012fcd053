"""Where an action is available."""

from __future__ import annotations

from enum import Flag, auto


class Scope(Flag):
    """The states of the app in which an action is available."""

    ASKING = auto()
    """A question is shown, and the editor does not have focus."""
    EDITOR = auto()
    """The editor has focus."""
    SPEAKING = auto()
    """The answer is being spoken."""
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
    MOCK_SPEAKING = auto()
    """An answer or a reply of a mock interview is being spoken."""
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
    RUNNING = ASKING | SPEAKING | REVEALED | TOPICS
    """The session has not ended, and the editor does not have focus."""
    OUTSIDE = ASKING | SPEAKING | REVEALED | DONE | TOPICS
    """The editor does not have focus, so plain letters are commands."""
    ANYWHERE = OUTSIDE | EDITOR
    """Everywhere in practice."""

    TODAY = auto()
    """The home screen is shown."""
    PLAN = auto()
    """The plan is shown."""
    PROGRESS = auto()
    """The progress of all questions is shown."""
    SETTINGS = auto()
    """The settings are shown."""
    REPORTS = auto()
    """The stored reports are listed."""
    TOPIC_LIST = auto()
    """The topics are shown on a screen of their own, not beside a question."""
    STORIES = auto()
    """The learner's stories, their matrix and lists are shown."""
    OPENED = PLAN | PROGRESS | SETTINGS | REPORTS | STORIES | TOPIC_LIST
    """A place was opened from Today, or on top of a session."""
    PLACES = TODAY | OPENED
    """A place is shown: a screen that is neither a session nor a dialog."""
    TRIAGE = auto()
    """The new questions are listed, to decide which are known."""
    MARKING = auto()
    """An old answer is shown, to be marked again."""

    MOCK_WAITING = MOCK_THINKING | MOCK_ANSWERING | MOCK_SPEAKING
    """A mock interview is in progress, and the editor does not have focus."""
    MOCK_PAGES = MOCK_DEBRIEF | MOCK_COUNTING | MOCK_DONE
    """A page that can be scrolled has focus."""
    MOCK_OUTSIDE = MOCK_WAITING | MOCK_PAGES
    """In a mock interview, outside its editor."""
    MOCK = MOCK_OUTSIDE | MOCK_EDITOR
    """Everywhere in a mock interview."""

    ANSWERING = ASKING | EDITOR | SPEAKING | MOCK_WAITING | MOCK_EDITOR
    """A question is asked and not revealed, in practice or in a mock interview."""

    COMMANDS = OUTSIDE | MOCK_OUTSIDE | PLACES
    """Plain letters are commands: no editor has the focus, and no dialog is open."""
    APP = COMMANDS | EDITOR | MOCK_EDITOR
    """Everywhere but in dialogs."""
