"""The page of the settings: a row for each, with its value, where that comes from, and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from textual.content import Content

from tpm_tui.core.session.filter import fold_case
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.typed_date import full_day
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.describe import ShownSetting
from tpm_tui.storage.settings.setting import BOOLEANS, SETTINGS, Setting
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line

NAME_WIDTH, VALUE_WIDTH = 17, 28
"""Columns of names and values."""
DESCRIPTION_INDENT = "  "
"""Before a description that is below its setting."""
WIDE_PAGE = 110
"""From this many columns the description is beside the value, not below it."""
ERASE_ROW = "erase-data"
"""The item of the last row: the id of its action."""
ERASE_LABEL = BY_ID["erase-data"].name
ERASE_DESCRIPTION = (
    "Delete history, drafts, notes, stories, lists, mock interviews, reports, exports and backups in the "
    "data folder. It asks twice and offers a backup. Your own questions, themes and settings stay."
)
DATA_HEADING = "Your data"
NO_SETTING = "No setting has these words."
_ORDER = ("Plan", "Study days and boxes", "Practice", "Display", "Files and keys")


def filter_settings(settings: Sequence[ShownSetting], words: str) -> list[ShownSetting]:
    """Return the settings that have all words, in their name, heading, description or value."""
    wanted = fold_case(words).split()
    return [
        each
        for each in settings
        if all(
            word in fold_case(f"{each.name} {each.group} {each.description} {each.value}") for word in wanted
        )
    ]


def settings_blocks(
    settings: Sequence[ShownSetting], file: str, words: str, problems: Sequence[Problem], width: int
) -> list[Block]:
    """Return the page; the item of each row is the name of its setting.

    Args:
        settings: all settings in force.
        file: the path of the settings file.
        words: the filter; empty for all rows.
        problems: those of the settings file.
        width: columns of the page.
    """
    found = filter_settings(settings, words)
    blocks = [Block(line(printable_line(file), "$dim"), wide=True, cut=True)]
    blocks += [Block(line(str(problem), "$lost"), wide=True) for problem in problems]
    if words:
        count = f"{len(found)} of {plural(len(settings), 'setting')}"
        blocks.append(Block(join(("with  ", "$dim"), (words, "bold"), (f"  {count}", "$dim")), gap=1))
    if not found:
        blocks.append(Block(line(NO_SETTING), gap=1))
    ordered = sorted(
        found, key=lambda each: _ORDER.index(each.group) if each.group in _ORDER else len(_ORDER)
    )
    for group, rows in groupby(ordered, key=lambda each: each.group):
        blocks.append(heading(group))
        blocks += [_row(each, width) for each in rows]
    if not words or all(word in fold_case(f"{ERASE_LABEL} {ERASE_DESCRIPTION}") for word in words.split()):
        blocks.append(heading(DATA_HEADING))
        blocks.append(_aligned(line(ERASE_LABEL, "bold"), ERASE_DESCRIPTION, None, ERASE_ROW, width))
    return blocks


def value_in_words(setting: ShownSetting) -> str:
    """Return a value as it is read best: a date with its weekday, on or off; empty for an empty text."""
    if setting.name == "interview" and setting.value[:1].isdigit():
        return full_day(date.fromisoformat(setting.value))
    words = {'""': "", "[]": "none", "{}": "none"}
    if setting.value in words:
        return words[setting.value]
    return choice_in_words(SETTINGS[setting.name], setting.value)


def choice_in_words(setting: Setting, value: str) -> str:
    """Return `on` or `off` for the value of a boolean setting; other values as they are."""
    words = dict(zip(BOOLEANS, ("on", "off"), strict=True)) if setting.choices == BOOLEANS else {}
    return words.get(value, value)


def _row(setting: ShownSetting, width: int) -> Block:
    style = "$dim" if setting.is_default else "bold"
    columns = VALUE_WIDTH - 2 if width >= NARROW else width - NAME_WIDTH
    value = line(value_in_words(setting), style).truncate(columns, ellipsis=True)
    lead = join((f"{setting.name:<{NAME_WIDTH}}", "bold"), value)
    return _aligned(lead, setting.description, line(setting.origin, "$dim"), setting.name, width)


def _aligned(lead: Content, description: str, right: Content | None, item: str, width: int) -> Block:
    """Return a row with its description beside it, or below it; on a narrow page with the right text."""
    if width >= WIDE_PAGE:
        column = lead.pad_right(max(2, NAME_WIDTH + VALUE_WIDTH - lead.cell_length))
        return Block(line(description, "$dim"), lead=column, right=right, item=item, wide=True)
    if width < NARROW and right:
        description, right = f"{description} ({right.plain})", None
    text = Content("\n").join([lead, line(description, "$dim")])
    return Block(text, rest=line(DESCRIPTION_INDENT), right=right, item=item, wide=True)
