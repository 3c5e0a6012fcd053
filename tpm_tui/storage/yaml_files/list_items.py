"""Change or remove one item of a list in a YAML text; other lines and comments stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from tpm_tui.storage.yaml_files.edit import set_field
from tpm_tui.storage.yaml_files.emit import YamlValue, block_lines, flow_text
from tpm_tui.storage.yaml_files.nodes import (
    YamlEditError,
    fields_of,
    has_value,
    is_flow,
    is_list,
    is_same,
    parse_nodes,
    value_end,
)


def replace_item(text: str, name: str, index: int, item: Mapping[str, YamlValue]) -> str:
    """Return the text with another value of one item, a mapping, of a top-level list.

    Only the lines of fields that differ change.

    Args:
        text: the text of the file.
        name: the field with the list.
        index: the index of the item.
        item: its new fields.

    Raises:
        YamlEditError: the text is not valid YAML, does not have the list once, or cannot be changed.
    """
    listed = _find_list(text, name)
    node = listed.value[index]
    for changed in (_with_fields(text, node, item), _with_item(text, listed, node, item)):
        if changed is not None and _is_changed_as_meant(text, changed, name, index, item):
            return changed
    raise YamlEditError(f"item {index + 1} of {name} can only be changed by hand")


def remove_item(text: str, name: str, index: int) -> str:
    """Return the text without one item of a top-level list; comments before it stay.

    Args:
        text: the text of the file.
        name: the field with the list.
        index: the index of the item.

    Raises:
        YamlEditError: the text is not valid YAML, does not have the list once, or cannot be changed.
    """
    listed = _find_list(text, name)
    items = listed.value
    if len(items) == 1:
        return set_field(text, name, [])
    start, end = items[index].start_mark.index, value_end(items[index], text)
    if not is_flow(listed):
        start, end = _line_start(text, _dash(text, listed, start)), _line_end(text, end)
    elif index + 1 < len(items):
        end = items[index + 1].start_mark.index
    else:
        start = value_end(items[index - 1], text)
    changed = text[:start] + text[end:]
    if not _is_changed_as_meant(text, changed, name, index, None):
        raise YamlEditError(f"item {index + 1} of {name} can only be removed by hand")
    return changed


def set_block_field(text: str, name: str, value: YamlValue) -> str:
    """Return the text with another value of a top-level field, written on several lines if it is a list.

    Args:
        text: the text of the file.
        name: the name of the field, which is added if it is missing.
        value: its new value.

    Raises:
        YamlEditError: the text is not valid YAML, has the field twice, or cannot be changed.
    """
    root = parse_nodes(text)
    if value != [] and not is_flow(root):
        if not any(key.value == name for key, _ in fields_of(root)):
            text = set_field(text, name, [])
        found = [(key, old) for key, old in fields_of(parse_nodes(text)) if key.value == name]
        changed = _edited(text, [_value_edit(text, *found[0], value)])
        if len(found) == 1 and _has_only_changed(text, changed, name, value):
            return changed
    return set_field(text, name, value)


def _find_list(text: str, name: str) -> yaml.SequenceNode:
    """Return the node of a top-level list.

    Raises:
        YamlEditError: the text does not have it once.
    """
    found = [value for key, value in fields_of(parse_nodes(text)) if key.value == name]
    if len(found) != 1 or not is_list(found[0]):
        raise YamlEditError(f"{name} is missing or duplicate; correct it by hand")
    return found[0]


def _with_fields(text: str, node: yaml.Node, item: Mapping[str, YamlValue]) -> str | None:
    """Return the text with the changed fields of a mapping in lines; None for a mapping in braces."""
    fields = {str(key.value): (key, value) for key, value in fields_of(node)}
    if not fields or is_flow(node) or next(iter(fields)) not in item:
        return None
    if not text.endswith("\n"):
        text += _newline(text)
    edits: list[_Edit] = []
    for name, (key, old) in fields.items():
        start, end = _line_start(text, key.start_mark.index), _line_end(text, value_end(old, text))
        if name not in item:
            edits.append((start, end, ""))
        elif not has_value(old, item[name]):
            edits.append(_value_edit(text, key, old, item[name]))
    before = next(iter(fields))
    for name, value in item.items():
        if name in fields:
            before = name
            continue
        key, old = fields[before]
        at = _line_end(text, value_end(old, text))
        lines = _field_lines(name, value, key.start_mark.column)
        edits.append((at, at, "".join(line + _newline(text) for line in lines)))
    return _edited(text, edits)


_Edit = tuple[int, int, str]
"""Start and end of a part of a text, and what replaces it."""


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    """Return the text with all edits, which do not overlap; those at one place stay in their order."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def _value_edit(text: str, key: yaml.Node, old: yaml.Node, value: YamlValue) -> _Edit:
    """Return the edit for another value of a field in a block; comments beside it move below it."""
    start, end = key.start_mark.index, max(value_end(old, text), key.end_mark.index + 1)
    last = _line_end(text, end)
    column = key.start_mark.column
    lines = _field_lines(str(key.value), value, column)
    beside = text[end:last].strip()
    lines[0] = lines[0].lstrip()
    if len(lines) == 1 and "\n" not in text[start:end]:
        return start, end, lines[0]
    comments = _comments(old, text[start:end])
    if beside.startswith("#"):
        comments.append(beside)
    lines += [" " * column + comment for comment in comments]
    ending = _newline(text) if text[end:last].endswith("\n") else ""
    return start, last, _newline(text).join(lines) + ending


def _comments(old: yaml.Node, lines: str) -> list[str]:
    """Return the comments inside the lines of a field: in a list, or beside the mark of a block of text."""
    if not isinstance(old, yaml.CollectionNode) and getattr(old, "style", None) not in ("|", ">"):
        return []
    first, *rows = lines.splitlines()
    _, hash_mark, comment = first.partition(" #")
    beside = [f"#{comment.rstrip()}"] if hash_mark and not is_flow(old) else []
    if not isinstance(old, yaml.CollectionNode):
        return beside
    return beside + [row.strip() for row in rows if row.lstrip().startswith("#")]


def _field_lines(name: str, value: YamlValue, column: int) -> list[str]:
    """Return the lines of a field in a block, with its name in that column."""
    lines = block_lines([{name: value}], 0, wrap_prose=True)
    return [" " * column + line[2:] if line.strip() else "" for line in lines]


def _with_item(text: str, listed: yaml.Node, node: yaml.Node, item: Mapping[str, YamlValue]) -> str:
    """Return the text with the whole item written again."""
    start, end = node.start_mark.index, value_end(node, text)
    if is_flow(listed):
        return text[:start] + flow_text(dict(item)) + text[end:]
    dash = _dash(text, listed, start)
    lines = _newline(text).join(block_lines([dict(item)], listed.start_mark.column, wrap_prose=True))
    return text[: _line_start(text, dash)] + lines + text[end:]


def _is_changed_as_meant(
    before: str, after: str, name: str, index: int, item: Mapping[str, YamlValue] | None
) -> bool:
    """Return whether the texts differ in this one item only, which is gone if `item` is None."""
    try:
        new, old = _find_list(after, name).value, _find_list(before, name).value
    except YamlEditError:
        return False
    rest = old[index + 1 :]
    expected: Sequence[yaml.Node] = [*old[:index], *([] if item is None else new[index : index + 1]), *rest]
    if len(new) != len(expected) or not all(map(is_same, new, expected)):
        return False
    if item is not None and not _has_fields(new[index], item):
        return False
    return _has_only_changed(before, after, name)


def _has_fields(node: yaml.Node, item: Mapping[str, YamlValue]) -> bool:
    """Return whether a node is a mapping with exactly these fields, in any order."""
    fields = {str(key.value): value for key, value in fields_of(node)}
    return (
        len(fields_of(node)) == len(item)
        and fields.keys() == item.keys()
        and all(has_value(value, item[name]) for name, value in fields.items())
    )


def _has_only_changed(before: str, after: str, name: str, value: YamlValue = None) -> bool:
    """Return whether no other top-level field differs, and this one has the value unless it is None."""
    old, new = fields_of(parse_nodes(before)), fields_of(parse_nodes(after))
    return len(old) == len(new) and all(
        is_same(key, old_key)
        and (is_same(found, old_found) if key.value != name else value is None or has_value(found, value))
        for (key, found), (old_key, old_found) in zip(new, old, strict=True)
    )


def _dash(text: str, listed: yaml.Node, start: int) -> int:
    """Return the index of the dash before an item of a list in lines."""
    dash = start
    while (dash := text.rfind("-", 0, dash)) > 0:
        if dash - _line_start(text, dash) == listed.start_mark.column:
            break
    return max(dash, 0)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    """Return the index after the newline of this line, or the end of the text."""
    return text.find("\n", index) + 1 or len(text)
