"""Change one value in the text of a hand-written YAML file; every other line stays as it is.

Only the new value is formatted; it replaces the old one in the text. Then PyYAML parses the result, and it
must contain the intended data: otherwise there is an error, and the caller writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from tpm_tui.storage.yaml_files.emit import YamlValue, block_lines, flow_text
from tpm_tui.storage.yaml_files.nodes import (
    Field,
    YamlEditError,
    content_end,
    fields_of,
    has_value,
    is_empty,
    is_flow,
    is_list,
    is_same,
    parse_nodes,
    value_end,
)


def set_field(text: str, name: str, value: YamlValue) -> str:
    """Return the text with a top-level field set; a new field is added at the end.

    Args:
        text: the text of the file; may be empty or contain only comments.
        name: the name of the field.
        value: its new value, written on one line.

    Raises:
        YamlEditError: the text is not a mapping in valid YAML, has the field twice, or cannot be changed.
    """
    document = _Document(text)
    document.require_mapping()
    fields = document.find(name)
    if len(fields) > 1:
        raise YamlEditError(f"duplicate field {name}; remove one of them")
    if fields:
        changed = document.replace_value(*fields[0], flow_text(value))
    else:
        changed = document.add_field(f"{flow_text(name)}: {flow_text(value)}")
    new = document.changed_value(changed, name)
    if new is None or not has_value(new, value):
        raise YamlEditError(f"{name} can only be changed by hand")
    return changed


def remove_field(text: str, name: str) -> str:
    """Return the text without a top-level field; comments stay, except beside items of a list.

    Args:
        text: the text of the file.
        name: the name of the field; if there is none, nothing changes.

    Raises:
        YamlEditError: the text is not a mapping in valid YAML, has the field twice, or cannot be changed.
    """
    document = _Document(text)
    document.require_mapping()
    fields = document.find(name)
    if not fields:
        return text
    if len(fields) > 1 or is_flow(document.root):
        raise YamlEditError(f"{name} can only be removed by hand")
    changed = document.without_field(*fields[0])
    others = [each for each in document.fields if each[0] is not fields[0][0]]
    found = fields_of(parse_nodes(changed))
    if len(found) != len(others) or not all(
        is_same(key, old_key) and is_same(value, old_value)
        for (key, value), (old_key, old_value) in zip(found, others, strict=True)
    ):
        raise YamlEditError(f"{name} can only be removed by hand")
    return changed


def append_items(
    text: str, name: str, items: Sequence[dict[str, YamlValue]], *, wrap_prose: bool = False
) -> str:
    """Return the text with items added at the end of a top-level list.

    Args:
        text: the text of the file.
        name: the field with the list, which may be empty.
        items: the new items, at least one.
        wrap_prose: write long texts as blocks of lines, as in `block_lines`.

    Raises:
        YamlEditError: the text is not a mapping in valid YAML, does not have the list once, or cannot be
            changed.
    """
    document = _Document(text)
    document.require_mapping()
    fields = document.find(name)
    if len(fields) != 1:
        raise YamlEditError(f"{name} is missing or duplicate; correct it by hand")
    key, before = fields[0]
    if not isinstance(before, yaml.SequenceNode) and not is_empty(before):
        raise YamlEditError(f"{name} must be a list")
    changed = document.add_items(key, before, items, wrap_prose=wrap_prose)
    after = document.changed_value(changed, name)
    old = before.value if isinstance(before, yaml.SequenceNode) else []
    if not _has_items(after, old, items):
        raise YamlEditError(f"{name} can only be changed by hand")
    return changed


def append_to_list(text: str, items: Sequence[dict[str, YamlValue]]) -> str:
    """Return the text of a file that is a list, with items added at its end.

    Args:
        text: the text of the file.
        items: the new items, at least one.

    Raises:
        YamlEditError: the text is not a list in valid YAML, or cannot be changed.
    """
    document = _Document(text)
    if not is_list(document.root):
        raise YamlEditError("the file must be a list; write - before each item")
    changed = document.add_root_items(document.root, items)
    if not _has_items(parse_nodes(changed), document.root.value, items):
        raise YamlEditError("the list can only be changed by hand")
    return changed


def is_plain_list(text: str) -> bool:
    """Return whether a file is a list, not a mapping.

    Raises:
        YamlEditError: the text is not valid YAML.
    """
    return is_list(parse_nodes(text))


def _has_items(
    after: yaml.Node | None, old: Sequence[yaml.Node], added: Sequence[dict[str, YamlValue]]
) -> bool:
    """Return whether a node is a list of the old items and the added ones."""
    return (
        is_list(after)
        and len(after.value) == len(old) + len(added)
        and all(map(is_same, old, after.value))
        and all(map(has_value, after.value[len(old) :], added))
    )


class _Document:
    """The text of a file and the places of its top-level fields."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.root = parse_nodes(text)
        self.fields = fields_of(self.root)

    def require_mapping(self) -> None:
        """Raise an error if the file is something other than a mapping.

        Raises:
            YamlEditError: it is a list or a single value.
        """
        if self.root and not isinstance(self.root, yaml.MappingNode) and not is_empty(self.root):
            raise YamlEditError("the file must be a mapping; write name: value")

    def find(self, name: str) -> list[Field]:
        """Return the fields of that name."""
        return [(key, value) for key, value in self.fields if key.value == name]

    def changed_value(self, changed: str, name: str) -> yaml.Node | None:
        """Return the field's value in a changed text; None if something else has changed too."""
        found = fields_of(parse_nodes(changed))
        expected = [*self.fields, *found[len(self.fields) :]]
        if len(expected) != len(found) or len(found) > len(self.fields) + 1:
            return None
        value: yaml.Node | None = None
        for (key, new), (old_key, old) in zip(found, expected, strict=True):
            if key.value == name:
                value = new
            elif not is_same(new, old):
                return None
            if not is_same(key, old_key):
                return None
        return value

    def replace_value(self, key: yaml.Node, value: yaml.Node, new: str) -> str:
        """Return the text with another value of a field; comments stay, except beside items of a list."""
        start, end = value.start_mark.index, value_end(value, self.text)
        if value.start_mark.line == key.end_mark.line:
            space = " " if is_empty(value) and not self.text[start - 1].isspace() else ""
            return self.text[:start] + space + new + self.text[end:]
        colon = self.text.find(":", key.end_mark.index) + 1
        first, last = self._line_start(start), self._line_end(end)
        comments = ""
        if isinstance(value, yaml.CollectionNode):
            lines = self.text[first:last].splitlines(keepends=True)
            comments = "".join(line for line in lines if line.lstrip().startswith("#"))
        changed = f"{self.text[:colon]} {new}{self.text[colon:first]}{comments}{self.text[last:]}"
        return changed if self.text.endswith("\n") else changed.rstrip("\r\n")

    def without_field(self, key: yaml.Node, value: yaml.Node) -> str:
        """Return the text without the lines of a field; their comments stay, as lines of their own."""
        end = value_end(value, self.text)
        first, last = self._line_start(key.start_mark.index), self._line_end(end)
        is_beside = value.start_mark.line == key.end_mark.line
        after = end if is_beside else self.text.find(":", key.end_mark.index) + 1
        comments = [self.text[after : self._line_end(after)].strip()]
        if not is_beside:
            comments += [each.strip() for each in self.text[self._line_end(after) : last].splitlines()]
        kept = [f"{comment}{self.newline}" for comment in comments if comment.startswith("#")]
        return self.text[:first] + "".join(kept) + self.text[last:]

    def add_field(self, field: str) -> str:
        """Return the text with another field at the end."""
        if self.root and is_flow(self.root):
            return self._insert_in_flow(self.root, field)
        indent = self.root.start_mark.column if self.root and self.fields else 0
        return self._insert_lines(content_end(self.text), [" " * indent + field])

    def add_items(
        self, key: yaml.Node, old: yaml.Node, new: Sequence[dict[str, YamlValue]], *, wrap_prose: bool
    ) -> str:
        """Return the text with more items of a list."""
        if is_flow(old) and (old.value or is_flow(self.root)):
            return self._insert_in_flow(old, ", ".join(map(flow_text, new)))
        if not old.value:
            start, end = old.start_mark.index, old.end_mark.index
            without = _Document(self.text[:start].rstrip(" ") + self.text[end:])
            lines = block_lines([*new], key.start_mark.column + 2, wrap_prose=wrap_prose)
            return without._insert_lines(without._line_end(key.end_mark.index), lines)
        is_last = old is self.fields[-1][1]
        end = content_end(self.text) if is_last else self._line_end(value_end(old, self.text))
        lines = block_lines([*new], old.start_mark.column, wrap_prose=wrap_prose)
        return self._insert_lines(end, lines)

    def add_root_items(self, root: yaml.SequenceNode, new: Sequence[dict[str, YamlValue]]) -> str:
        """Return the text with more items of the list that the file is."""
        if is_flow(root):
            return self._insert_in_flow(root, ", ".join(map(flow_text, new)))
        return self._insert_lines(content_end(self.text), block_lines([*new], root.start_mark.column))

    def _insert_in_flow(self, node: yaml.Node, new: str) -> str:
        """Insert before the closing bracket, with a comma after the item before."""
        before = self.text[: node.end_mark.index - 1].rstrip()
        separator = "" if before[-1] in "[{" else " " if before[-1] == "," else ", "
        return before + separator + new + self.text[len(before) :]

    def _insert_lines(self, index: int, lines: Sequence[str]) -> str:
        """Insert lines at the start of a line, or at an end of the text that has no newline."""
        before, after = self.text[:index], self.text[index:]
        new = self.newline.join(lines)
        if before and not before.endswith("\n"):
            return f"{before}{self.newline}{new}{self.newline if after else ''}{after}"
        return f"{before}{new}{self.newline}{after}"

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """Return the index after the newline of this line, or the end of the text."""
        return self.text.find("\n", index) + 1 or len(self.text)
