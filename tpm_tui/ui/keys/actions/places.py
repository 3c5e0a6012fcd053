"""The actions of the places, and of the pages beside practice."""

from __future__ import annotations

from tpm_tui.ui.keys.actions.action import Action
from tpm_tui.ui.keys.actions.scope import Scope as S

PLACE_GROUPS: dict[str, tuple[Action, ...]] = {
    "Topics": (
        Action(
            "choose",
            "enter space",
            "choose",
            "Open or close the topic, or go to the question.",
            S.TOPICS | S.TOPIC_LIST,
            1,
        ),
        Action(
            "practise-topic",
            "p",
            "practise topic",
            "Practise the topic under the cursor.",
            S.TOPICS | S.TOPIC_LIST,
            2,
        ),
    ),
    "Plan": (
        Action(
            "plan-date",
            "d",
            "date",
            "Set or remove the interview's date.",
            S.PLAN,
            1,
            title="Set interview date",
        ),
        Action(
            "plan-answers",
            "a",
            "answers a day",
            "Set the number of answers a day.",
            S.PLAN,
            2,
            title="Set answers a day",
        ),
        Action(
            "plan-minutes",
            "m",
            "minutes a day",
            "Set minutes a day instead of answers.",
            S.PLAN,
            3,
            title="Set minutes a day",
        ),
    ),
    "Progress": (
        Action(
            "progress-minutes",
            "w",
            "minutes",
            "Show minutes instead of answers in the calendar, or answers again.",
            S.PROGRESS,
            2,
            title="Minutes or answers in the calendar of Progress",
        ),
        Action(
            "copy-statistics",
            "y",
            "copy as text",
            "Copy the statistics as text to the terminal's clipboard.",
            S.PROGRESS,
            5,
            title="Copy the statistics",
        ),
    ),
    "Reports": (
        Action(
            "copy-path",
            "y",
            "copy path",
            "Copy the path of the report under the cursor.",
            S.REPORTS,
            title="Copy the path of a report",
        ),
    ),
    "Stories": (
        Action(
            "story-new", "n", "new", "Write a new story, or add to a list.", S.STORIES, 2, title="New story"
        ),
        Action(
            "story-file",
            "E ctrl+o",
            "$EDITOR",
            "Open the file of the stories or lists in $EDITOR.",
            S.STORIES,
            5,
            title="Open the stories in $EDITOR",
        ),
        Action(
            "story-remove",
            "d delete",
            "remove",
            "Remove the story or the text under the cursor (asks first).",
            S.STORIES,
            4,
            title="Remove a story",
        ),
        Action(
            "story-undo",
            "u",
            "undo",
            "Undo the last change of a story or a list.",
            S.STORIES,
            title="Undo the last change of a story",
        ),
        Action(
            "story-list",
            "1",
            "stories",
            "Show the list of the stories.",
            S.STORIES,
            title="List of the stories",
        ),
        Action(
            "story-matrix",
            "2",
            "matrix",
            "Show which questions the stories serve.",
            S.STORIES,
            title="Matrix of stories and questions",
        ),
        Action(
            "own-lists",
            "3",
            "lists",
            "Show your questions to ask, and what to know about the company.",
            S.STORIES,
            title="Questions to ask the interviewers",
        ),
    ),
    "Settings": (
        Action(
            "reset-setting",
            "R",
            "default",
            "Set what is under the cursor back to its default.",
            S.SETTINGS,
            title="Reset a setting to its default",
        ),
        Action(
            "filter-settings",
            "slash",
            "filter",
            "List only the settings with some words.",
            S.SETTINGS,
            title="Filter the settings",
        ),
        Action(
            "erase-data",
            "",
            "erase",
            "Erase your history, drafts, reports and backups; asks twice and offers a backup.",
            S.SETTINGS,
            title="Erase all my data",
        ),
    ),
    "Old answer": (
        Action(
            "marking-save",
            "enter",
            "save",
            "Save the ticks of the old answer.",
            S.MARKING,
            title="Save the ticks of an old answer",
        ),
        Action(
            "marking-undo",
            "u",
            "undo",
            "Undo the last second marking of this old answer.",
            S.MARKING,
            title="Undo the second marking of an old answer",
        ),
    ),
    "What I know": (
        Action("triage-learn", "n", "to learn", "Say that you do not know this question yet.", S.TRIAGE),
        Action(
            "triage-undo", "u", "undo", "Undo the last decision.", S.TRIAGE, title="Undo the last decision"
        ),
    ),
}
