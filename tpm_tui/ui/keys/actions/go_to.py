"""The actions that open a screen or move on a page."""

from __future__ import annotations

from tpm_tui.ui.keys.actions.action import Action
from tpm_tui.ui.keys.actions.scope import Scope as S

_PAGES = S.LISTS | S.MOCK_PAGES | S.PLACES

GO_TO_GROUPS: dict[str, tuple[Action, ...]] = {
    "Go to": (
        Action(
            "today",
            "H f3",
            "today",
            "Go to Today, the first screen; an open session can be resumed there.",
            S.APP & ~S.TODAY,
            title="Today",
        ),
        Action(
            "mock",
            "m",
            "mock",
            "Start a mock interview, or resume the one that was stopped.",
            S.OUTSIDE | S.PLACES & ~S.PLAN,
            title="Start a mock interview",
        ),
        Action(
            "plan",
            "P",
            "plan",
            "Show the plan for the coming days; change date and pace.",
            S.COMMANDS & ~S.PLAN,
            title="Plan",
        ),
        Action(
            "topics",
            "t",
            "topics",
            "Show or hide the topics and their questions.",
            S.OUTSIDE | S.PLACES,
            8,
            title="Topics",
        ),
        Action(
            "search",
            "slash",
            "search",
            "Search questions by words or by topic:, kind:, box:, is:.",
            S.OUTSIDE | S.PLACES & ~S.SETTINGS,
            title="Search questions",
        ),
        Action(
            "study-set",
            "S",
            "study set",
            "Practise one of the study sets.",
            S.DONE | S.TOPICS | S.ASKING | S.PLACES,
            title="Practise a study set",
        ),
        Action(
            "drill",
            "D",
            "drill",
            "Drill weak key points, weak questions or recall cards; no box moves.",
            S.DONE | S.TOPICS | S.ASKING | S.PLACES,
            title="Start a drill",
        ),
        Action(
            "triage",
            "L",
            "what I know",
            "Go through the new questions and say which you know: these come last.",
            S.OUTSIDE | S.PLACES,
            title="Mark what I know already",
        ),
        Action(
            "mark-again",
            "",
            "mark again",
            "Mark an answer of two weeks ago or more again, without its old ticks.",
            S.OUTSIDE | S.PLACES,
            title="Mark an old answer again",
        ),
        Action(
            "asked",
            "",
            "what was asked",
            "Note the questions of your last interview, and find them in the bank.",
            S.OUTSIDE | S.PLACES,
            title="What was asked in the interview",
        ),
        Action(
            "progress",
            "h",
            "progress",
            "Show boxes, weakest points, and how your answers develop.",
            S.COMMANDS & ~S.PROGRESS,
            title="Progress and statistics",
        ),
        Action(
            "stories",
            "o",
            "stories",
            "Show your stories, which questions they serve, and your lists.",
            S.COMMANDS & ~S.STORIES,
            title="Stories",
        ),
        Action(
            "reports",
            "r",
            "reports",
            "List the reports of your sessions, to read, copy or edit one.",
            S.COMMANDS & ~S.REPORTS,
            title="Reports",
        ),
        Action(
            "cheat-sheet",
            "C",
            "cheat sheet",
            "Show your stories, missed points and questions to ask on one page, to copy or write to a file.",
            S.COMMANDS,
            title="Cheat sheet",
        ),
        Action(
            "settings",
            "comma",
            "settings",
            "Show and change the settings of the config file.",
            S.COMMANDS & ~S.SETTINGS,
            title="Settings",
        ),
        Action(
            "theme", "T", "theme", "Choose a theme: the colours of the app.", S.COMMANDS, title="Change theme"
        ),
        Action(
            "help", "f1 question_mark", "keys", "Show all keys.", S.APP, 7, kept=True, title="Help: all keys"
        ),
        Action("palette", "ctrl+p", "all", "Find any of these commands by name.", S.APP, 12),
        Action("back", "q escape", "back", "Go back to the screen before.", S.OPENED, 9, kept=True),
        Action("exit", "q", "quit", "Quit the app.", S.TODAY, 10, kept=True),
        Action("quit", "ctrl+q", "quit", "Quit immediately; the draft is saved.", S.APP, 13),
        Action("redraw", "ctrl+l", "redraw", "Redraw the screen.", S.APP),
        Action(
            "suspend-app",
            "ctrl+z",
            "to the shell",
            "Go back to the shell; its command `fg` continues here.",
            S.APP,
            title="Suspend to the shell",
        ),
    ),
    "Move": (
        Action("down", "j down", "down", "Move down one line or point.", _PAGES),
        Action("up", "k up", "up", "Move up one line or point.", _PAGES),
        Action("page-down", "pagedown ctrl+f", "page down", "Scroll down one page.", _PAGES),
        Action("page-up", "pageup ctrl+b", "page up", "Scroll up one page.", _PAGES),
        Action("top", "g home", "top", "Go to the first line.", _PAGES),
        Action("bottom", "G end", "bottom", "Go to the last line.", _PAGES),
        Action(
            "other-column",
            "tab shift+tab right left",
            "other column",
            "Go to the other column, or to the next kind of rows.",
            S.TODAY | S.PLAN | S.PROGRESS,
            4,
            title="Go to the other column",
        ),
        Action(
            "open",
            "enter space",
            "open",
            "Open or run what is under the cursor.",
            S.PLACES & ~S.TOPIC_LIST,
            1,
        ),
    ),
}
