"""Sentences about stories and where they were used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tpm_tui.core.stories.matrix import StoryFit
from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.uses import StoryUsage
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.phrases import past_day, spoken_length

PART_LABELS = {"context": "Context", "action": "Action", "result": "Result", "learning": "Learning"}
SHEET_TITLE = "Cheat sheet"
WHAT_IS_ON_IT = "your stories, missed points and questions, to read, copy or write to a file"
SHORT_WHAT_IS_ON_IT = "stories, missed points, questions"
FIGURES, TAGS, NO_STORY = "Figures", "Tags", "No story"

NO_STORY_MESSAGE = "No story is noted for this answer."
STORY_MISSING = "This story is no longer in stories.yaml."


def no_stories_message(stories_key: str, new_key: str) -> str:
    """Return what to do where there is no story to choose: `No stories yet: o, then n writes the first.`"""
    return f"No stories yet: {stories_key}, then {new_key} writes the first."


def usage_text(usage: StoryUsage | None, today: date) -> str:
    """Return how often a story was used: `used 3 times, last yesterday`."""
    if usage is None:
        return "not used yet"
    return f"used {plural(usage.count, 'time')}, last {past_day(usage.last, today)}"


def size_text(story: Story) -> str:
    """Return how long a story is: `180 words, about 1:20 spoken`."""
    words = count_words(story.text)
    return f"{plural(words, 'word')}, {spoken_length(words)}" if words else "no text yet"


def story_chosen_message(title: str, page_key: str, *, used: int | None = None) -> str:
    """Return what choosing a story does.

    Args:
        title: its title.
        page_key: the key that shows its next part.
        used: the number of the answer of this interview in which it was used already; None if in none.
    """
    if used is not None:
        return f"You used this story in answer {used} of this interview already: {title}."
    return f"Story: {title}. It is noted with your answer; {page_key} reads on in it."


def repeated_stories_text(titles: Sequence[str]) -> str:
    """Return the warning of the debrief about stories that were used in several answers; "" without any."""
    return f"Used more than once in this interview: {'; '.join(titles)}." if titles else ""


SECTION_TITLES = ("Stories", "Matrix", "Questions to ask and company notes")
SHORT_SECTION_TITLES = ("Stories", "Matrix", "Lists")

SHARE_MEANING = "%: key points that the story makes. Lacks: must points that are missing."

NO_STORIES_TITLE = "No stories yet"
WHAT_A_STORY_IS = (
    "A story is something that you did, in four parts: context, action, result, learning, with the figures"
    " that prove it. Five of them serve most behavioral questions: a recovery, a conflict, a failure, a"
    " decision without data, something you built."
)
WHAT_FOLLOWS = "The matrix then shows which questions have no story yet, and what each story leaves out."
FIRST_STORY, UNSAVED_STORY = "Write the first story", "Go on with the story that was not saved"

LIST_PURPOSE = {
    "questions": "shown with the topic preparation and in the report of a mock interview",
    "company": "what to know about the company: its products, people, figures",
}
ADD_TO_LIST = {"questions": "Add a question", "company": "Add a note"}
LIST_PROMPTS = {"questions": "A question for the interviewers", "company": "A note on the company"}

NOTHING_UNDER_CURSOR = "Choose a story or a text first, with j and k."
NO_CHANGE_TO_UNDO = "Nothing to undo here: no story or text was changed since the app was started."
LISTS_UNDONE, LISTS_SAVED = "Undone: the change of the list.", "Saved."
DISCARD_AGAIN = "Press ^G again to discard what you typed."
RESTORED_TEXT = "This is what you typed before; it is not saved yet."


def remove_story_prompt(title: str) -> str:
    """Return the question before a story is removed."""
    return f"Remove the story {title}?"


def remove_text_prompt(text: str) -> str:
    """Return the question before a text of a list is removed."""
    return f"Remove from the list: {text}?"


def story_removed_message(title: str, undo_key: str) -> str:
    """Return the notice after a story was removed."""
    return f"Removed: {title}. {undo_key} undoes it."


def story_saved_message(title: str, *, is_beside: bool) -> str:
    """Return the notice after a story was saved.

    Args:
        title: its title.
        is_beside: whether it was saved beside another version, which was changed meanwhile.
    """
    if is_beside:
        return f"Saved beside the other version, which was changed in another terminal meanwhile: {title}."
    return f"Saved: {title}."


def story_undone_message(title: str) -> str:
    """Return the notice after the undo of a change of a story."""
    return f"Undone: {title}."


STORY_TITLE = "Title"
FORM_HINTS = {
    "context": "Where, when, what was at stake. Two sentences.",
    "action": "What I did and decided, in what order.",
    "result": "What changed: from 40 to 12 minutes in a quarter.",
    "learning": "What you do differently since.",
    "figures": "One figure on each line, with what it measures.",
}
"""What an empty field with several lines says."""


EDIT_BEST = "best story"
"""What the key that edits does in the matrix, for the footer."""
MATRIX_LOADING = "The stories are being matched with the questions."
NO_STORY_FOR, ONE_STORY_FOR, MORE_STORIES_FOR = "No story", "One story", "Two or more"
TOO_OFTEN = "Used too often"
ALL_PRESENT = "It makes every must point."
NO_STORY_NEAR = "No story makes a point of this question. n writes one."


def needed_parts_text(parts: Sequence[str]) -> str:
    """Return that a story serves no question without some parts."""
    names = [f"{'an' if part[0] in 'aeiou' else 'a'} {part}" for part in parts]
    return f"serves no question until it has {' and '.join(names)}"


def missing_text(fit: StoryFit) -> str:
    """Return which must points a story lacks for a question; "" if it lacks none."""
    return f"lacks {', '.join(fit.missing)}" if fit.missing else ""
