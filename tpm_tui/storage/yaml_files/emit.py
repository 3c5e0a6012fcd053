"""Format values as YAML. The only user of ruamel.yaml, which is never imported at the start.

YAML 1.1 and 1.2 read plain text such as `no`, `2:30`, `1e3` or `2026-12-03` as other types. So strings are
quoted, unless they are words that no reader takes for anything else.
"""

from __future__ import annotations

import io
import re
from typing import TypeAlias

YamlValue: TypeAlias = "str | int | bool | list[YamlValue] | dict[str, YamlValue] | None"

RESERVED_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
PROSE_WIDTH = 100
"""Columns of a line of prose in a block."""
_NO_LINE_BREAKS = 1 << 30
"""Line width: folded text would be harder to edit."""


def flow_text(value: YamlValue) -> str:
    """Return a value on one line: lists in brackets, mappings in braces."""
    return _dump([value], flow=True).strip()[1:-1]


def block_lines(items: list[YamlValue], column: int, *, wrap_prose: bool = False) -> list[str]:
    """Return the lines of list items, each with its dash in that column (from 0).

    Args:
        items: the items.
        column: the column of the dashes.
        wrap_prose: write texts of several lines as literal blocks and long ones as folded blocks, which are
            easier to edit. Text that a block could change stays quoted.
    """
    text = _dump(items, flow=False, wrap_prose=wrap_prose).rstrip("\n")
    return [" " * column + line if line else "" for line in text.split("\n")]


def _dump(value: list[YamlValue], *, flow: bool, wrap_prose: bool = False) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _NO_LINE_BREAKS
    yaml.default_flow_style = flow
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.map_indent, yaml.sequence_indent, yaml.sequence_dash_offset = 2, 4, 2
    text = io.StringIO()
    yaml.dump(_quoted(value, wrap_prose=wrap_prose), text)
    # The outer list itself is indented by the offset of its dashes.
    return text.getvalue() if flow else re.sub(r"^  ", "", text.getvalue(), flags=re.MULTILINE)


def _quoted(value: YamlValue, *, wrap_prose: bool = False) -> object:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    match value:
        case str() if _WORD.fullmatch(value) and value.lower() not in RESERVED_WORDS:
            return value
        case str():
            block = _block_scalar(value) if wrap_prose else None
            return DoubleQuotedScalarString(value) if block is None else block
        case list():
            return [_quoted(item, wrap_prose=wrap_prose) for item in value]
        case dict():
            return {_quoted(key): _quoted(item, wrap_prose=wrap_prose) for key, item in value.items()}
    return value


def _block_scalar(text: str) -> object | None:
    """Return a text as a literal or folded block; None if it is short, or a block could change it."""
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

    rows = text.removesuffix("\n").split("\n")
    longest = max(map(len, rows))
    if len(rows) == 1 and longest <= PROSE_WIDTH:
        return None
    if not (rows[0] and rows[-1] and all(row == row.rstrip() and row.isprintable() for row in rows)):
        return None
    if longest <= PROSE_WIDTH and not rows[0].startswith(" "):
        literal: object = LiteralScalarString(text)
        return literal
    if any(row.startswith(" ") or "  " in row for row in rows):
        return None
    folded: object = FoldedScalarString(text)
    setattr(folded, "fold_pos", _fold_positions(text))  # noqa: B010 - ruamel has no types
    return folded


def _fold_positions(text: str) -> list[int]:
    """Return the indexes of the spaces at which a text is folded into lines of at most `PROSE_WIDTH`."""
    positions, start, space = [], 0, -1
    for index, character in enumerate(text):
        if character == "\n":
            start, space = index + 1, -1
        elif character == " ":
            space = index
        if index - start >= PROSE_WIDTH and space > start:
            positions.append(space)
            start, space = space + 1, -1
    return positions
