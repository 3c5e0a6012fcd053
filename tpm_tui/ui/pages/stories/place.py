"""The list of the stories, and the lists of the learner's own texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from tpm_tui.core.stories.matrix import StoryRow, find_missing_parts
from tpm_tui.core.stories.own_lists import LIST_NAMES, OwnLists
from tpm_tui.core.stories.story import Story
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.phrases import past_day
from tpm_tui.exchange.stories import sentences
from tpm_tui.exchange.stories.list_titles import LIST_TITLES
from tpm_tui.exchange.stories.matrix_text import story_row_text
from tpm_tui.practice.stories.overview import StoryOverview
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.stories.story import story_blocks
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line

STORY, OWN_TEXT, ADD = "story:", "own:", "add:"
"""The kinds of rows, before the id of a story, the name and index of a text, or the name of a list."""

SERVES, USED, LAST, WORDS = 7, 6, 12, 7
"""Columns of the figures of a story."""

NOT_COMPUTED = "..."
"""Shown for how many questions a story serves, until that is computed."""

NEW_STORY_ROW = RowKind.ACTION.name_row("story-new")


def problem_rows(problems: Sequence[Problem]) -> list[Block]:
    """Return the problems of a file, each with its line and its remedy."""
    style = {True: "$lost", False: "$due"}
    return [
        Block(line(str(each), style[each.is_error]), gap=int(not place))
        for place, each in enumerate(problems)
    ]


def story_list_blocks(
    overview: StoryOverview, serves: Mapping[str, int] | None, width: int, *, has_draft: bool
) -> list[Block]:
    """Return a row for each story with its figures, or what a story is if there is none.

    Args:
        overview: the stories.
        serves: how many questions each serves, by its id; None while that is computed.
        width: columns of the page.
        has_draft: whether a new story was typed and not saved.
    """
    blocks = problem_rows(overview.loaded.problems)
    if has_draft:
        blocks.append(Block(line(sentences.UNSAVED_STORY, "$due"), item=NEW_STORY_ROW))
    if not overview.stories:
        return [*blocks, *_introduction(has_draft=has_draft)]
    blocks.append(Block(join(("STORY", "$dim")), right=_head(width), gap=int(bool(blocks)), wide=True))
    return blocks + [_story_row(story, overview, serves, width) for story in overview.stories]


def preview_blocks(story: Story, overview: StoryOverview, row: StoryRow | None) -> list[Block]:
    """Return a story to read beside the list.

    Args:
        story: the story.
        overview: its use.
        row: its row of the matrix; None while that is computed.
    """
    usage = sentences.usage_text(overview.usage.get(story.id), overview.today)
    title, note, *parts = story_blocks(story, f"{sentences.size_text(story)}, {usage}")
    is_problem = row is not None and bool(row.often or row.missing_parts)
    served = [Block(line(story_row_text(row), "$due"))] if row is not None and is_problem else []
    return [title, note, *served, *parts]


def own_list_blocks(lists: OwnLists, problems: Sequence[Problem]) -> list[Block]:
    """Return the lists, each with a row that adds to it."""
    blocks = problem_rows(problems)
    for name in LIST_NAMES:
        purpose = line(sentences.LIST_PURPOSE[name], "$dim")
        blocks.append(heading(LIST_TITLES[name], gap=int(bool(blocks))))
        blocks.append(Block(purpose))
        texts: tuple[str, ...] = getattr(lists, name)
        blocks += [
            Block(line(text), item=f"{OWN_TEXT}{name}:{place}", gap=int(not place))
            for place, text in enumerate(texts)
        ]
        blocks.append(
            Block(line(sentences.ADD_TO_LIST[name], "$dim"), item=f"{ADD}{name}", gap=int(not texts))
        )
    return blocks


def _introduction(*, has_draft: bool) -> list[Block]:
    rows = [] if has_draft else [Block(line(sentences.FIRST_STORY), item=NEW_STORY_ROW, gap=1)]
    return [
        Block(line(sentences.NO_STORIES_TITLE, "bold"), gap=int(has_draft)),
        Block(line(sentences.WHAT_A_STORY_IS), gap=1),
        Block(line(sentences.WHAT_FOLLOWS, "$dim"), gap=1),
        *rows,
    ]


def _head(width: int) -> Content:
    cells = [("serves", SERVES)]
    if width >= NARROW:
        cells += [("used", USED), ("last", LAST), ("words", WORDS)]
    return Content("").join(column(text, cells_of, "$dim", right=True) for text, cells_of in cells)


def _story_row(story: Story, overview: StoryOverview, serves: Mapping[str, int] | None, width: int) -> Block:
    usage = overview.usage.get(story.id)
    count = serves.get(story.id, 0) if serves is not None else None
    served = NOT_COMPUTED if count is None else str(count)
    cells = [column(served, SERVES, "$due" if count == 0 else "bold", right=True)]
    if width >= NARROW:
        last = past_day(usage.last, overview.today) if usage else "not yet"
        words = count_words(story.text)
        cells += [
            column(str(usage.count) if usage else "", USED, "", right=True),
            column(last, LAST, "$dim", right=True),
            column(str(words) if words else "empty", WORDS, "$dim" if words else "$due", right=True),
        ]
    tags = ", ".join([*story.tags, *([plural(len(story.figures), "figure")] if story.figures else [])])
    needed = find_missing_parts(story)
    note = (sentences.needed_parts_text(needed), "$due") if needed else (tags, "$dim")
    return Block(
        line(story.title),
        item=f"{STORY}{story.id}",
        right=Content("").join(cells),
        cut=True,
        wide=True,
        below=join("  ", note) if note[0] else None,
    )
