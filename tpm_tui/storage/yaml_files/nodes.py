"""Parse YAML text with PyYAML into nodes with resolved types and positions, to change and compare texts.

Nodes are compared, not Python objects: duplicate fields count, and aliases are not expanded, which a file
could use to become very large.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeGuard

import yaml

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.yaml_files.compose import ComposeError, compose, parse_events
from tpm_tui.storage.yaml_files.emit import YamlValue

Field = tuple[yaml.Node, yaml.Node]
"""Key and value of a field."""

_TAG = "tag:yaml.org,2002:"


class YamlEditError(TpmError):
    """A YAML text cannot be changed safely; the message says why."""


@lru_cache(maxsize=4)
def parse_nodes(text: str) -> yaml.Node | None:
    """Return the root node of a text; None if it has no document. Nobody changes the nodes.

    A change parses the same few texts again and again; so they are kept.

    Raises:
        YamlEditError: the text is not valid YAML, or has several documents.
    """
    try:
        return compose(text)
    except (yaml.YAMLError, ValueError, ComposeError) as error:
        raise YamlEditError(f"invalid YAML: {clean_line(str(error))[:200]}") from error


def content_end(text: str) -> int:
    """Return the index where the document ends: at its `...` line, or at the end of the text."""
    for event in parse_events(text):
        if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            return event.start_mark.index if event.start_mark else len(text)
    return len(text)


def fields_of(node: yaml.Node | None) -> list[Field]:
    """Return the fields of a mapping; none for anything else."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def is_empty(node: yaml.Node) -> bool:
    """Return whether nothing is written in place of the value, which YAML reads as null."""
    return node.start_mark.index == node.end_mark.index


def is_list(node: yaml.Node | None) -> TypeGuard[yaml.SequenceNode]:
    """Return whether it is a list."""
    return isinstance(node, yaml.SequenceNode)


def is_flow(node: yaml.Node | None) -> bool:
    """Return whether it is a list or mapping in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def value_end(node: yaml.Node, text: str) -> int:
    """Return the index after the last character of a value: PyYAML ends blocks at the next field."""
    if isinstance(node, yaml.CollectionNode) and node.value and not is_flow(node):
        last = node.value[-1]
        return value_end(last[1] if isinstance(last, tuple) else last, text)
    end = node.end_mark.index
    return end if is_empty(node) else len(text[:end].rstrip())


def is_same(one: yaml.Node, other: yaml.Node) -> bool:
    """Return whether two nodes have the same data."""
    if one.tag != other.tag or type(one) is not type(other):
        return False
    if isinstance(one, yaml.ScalarNode):
        # A newline after a block of text at the end of the file becomes a part of it.
        return bool(one.value.rstrip("\n") == other.value.rstrip("\n"))
    children, others = _children(one), _children(other)
    return len(children) == len(others) and all(map(is_same, children, others))


def has_value(node: yaml.Node, value: YamlValue) -> bool:
    """Return whether PyYAML reads a node as this value, with this type."""
    match value:
        case None:
            return bool(node.tag == f"{_TAG}null")
        case str():
            return node.tag == f"{_TAG}str" and bool(node.value == value)
        case bool():
            return node.tag == f"{_TAG}bool" and bool(node.value == str(value).lower())
        case int():
            return node.tag == f"{_TAG}int" and bool(node.value == str(value))
        case list():
            parts: list[YamlValue] = value
        case dict():
            parts = [part for item in value.items() for part in item]
    kind = "map" if isinstance(value, dict) else "seq"
    children = _children(node)
    return (
        node.tag == f"{_TAG}{kind}" and len(children) == len(parts) and all(map(has_value, children, parts))
    )


def _children(node: yaml.Node) -> list[yaml.Node]:
    """Return the items of a list, or the keys and values of a mapping in turn."""
    items = node.value if isinstance(node, yaml.CollectionNode) else []
    return [part for item in items for part in (item if isinstance(item, tuple) else (item,))]
