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
_NO_LINE_BREAKS = 1 << 30
"""Line width: folded text would be harder to edit."""


def flow_text(value: YamlValue) -> str:
    """Return a value on one line: lists in brackets, mappings in braces."""
    return _dump([value], flow=True).strip()[1:-1]


def block_lines(items: list[YamlValue], column: int) -> list[str]:
    """Return the lines of list items, each with its dash in that column (from 0)."""
    return [" " * column + line for line in _dump(items, flow=False).rstrip("\n").split("\n")]


def _dump(value: list[YamlValue], *, flow: bool) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _NO_LINE_BREAKS
    yaml.default_flow_style = flow
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.map_indent, yaml.sequence_indent, yaml.sequence_dash_offset = 2, 4, 2
    text = io.StringIO()
    yaml.dump(_quoted(value), text)
    # The outer list itself is indented by the offset of its dashes.
    return text.getvalue() if flow else re.sub(r"^  ", "", text.getvalue(), flags=re.MULTILINE)


def _quoted(value: YamlValue) -> object:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    match value:
        case str() if _WORD.fullmatch(value) and value.lower() not in RESERVED_WORDS:
            return value
        case str():
            return DoubleQuotedScalarString(value)
        case list():
            return [_quoted(item) for item in value]
        case dict():
            return {_quoted(key): _quoted(item) for key, item in value.items()}
    return value
