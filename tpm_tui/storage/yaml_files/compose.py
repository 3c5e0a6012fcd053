"""Parse YAML text into PyYAML's nodes with libyaml, which is twenty times faster than PyYAML's own parser.

The nodes are made from the events, which have the same positions: PyYAML's own composer for libyaml recurses
on the C stack, and resolves aliases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml
from yaml.error import Mark
from yaml.resolver import Resolver

from tpm_tui.core.errors import TpmError
from tpm_tui.storage.yaml_files.syntax_messages import MAX_DEPTH, SECOND_DOCUMENT, TOO_DEEP

_BYTE_ORDER_MARK = "\ufeff"


class ComposeError(TpmError):
    """A text has several documents, or is nested too deeply."""


def parse_events(text: str) -> Iterator[yaml.Event]:
    """Yield the events of a text.

    Raises:
        yaml.YAMLError: the text is not valid YAML.
        ValueError: it contains characters that cannot be encoded.
    """
    # libyaml does not count a byte order mark, so the positions would be wrong.
    loader = yaml.SafeLoader if text.startswith(_BYTE_ORDER_MARK) else _libyaml_loader()
    yield from yaml.parse(text, Loader=loader)


def compose(text: str) -> yaml.Node | None:
    """Return the root node of a text; None if it has no document. An alias becomes a text of its own tag.

    Raises:
        ComposeError: the text has several documents, or is nested too deeply.
        yaml.YAMLError: the text is not valid YAML.
        ValueError: it contains characters that cannot be encoded.
    """
    events = parse_events(text)
    next(events)  # start of the stream
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    root = _Composer(events).node(next(events), 0)
    next(events)  # end of the document
    if not isinstance(next(events), yaml.StreamEndEvent):
        raise ComposeError(SECOND_DOCUMENT[0])
    return root


def _libyaml_loader() -> type[yaml.SafeLoader | yaml.CSafeLoader]:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Composer:
    """Makes nodes from events."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._resolver = Resolver()

    def node(self, event: yaml.Event, depth: int) -> yaml.Node:
        """Return the node that begins with an event.

        Args:
            event: the event, which is read already.
            depth: the number of nodes around it.
        """
        if depth > MAX_DEPTH:
            raise ComposeError(TOO_DEEP[0])
        if isinstance(event, yaml.ScalarEvent):
            tag = self._tag(event, yaml.ScalarNode, event.value)
            return yaml.ScalarNode(tag, event.value, *_marks(event, event), event.style or None)
        if isinstance(event, yaml.SequenceStartEvent):
            tag = self._tag(event, yaml.SequenceNode, None)
            items = list[yaml.Node]()
            while not isinstance(each := next(self._events), yaml.SequenceEndEvent):
                items.append(self.node(each, depth + 1))
            return yaml.SequenceNode(tag, items, *_marks(event, each), event.flow_style)
        if isinstance(event, yaml.MappingStartEvent):
            tag = self._tag(event, yaml.MappingNode, None)
            fields = list[tuple[yaml.Node, yaml.Node]]()
            while not isinstance(each := next(self._events), yaml.MappingEndEvent):
                fields.append((self.node(each, depth + 1), self.node(next(self._events), depth + 1)))
            return yaml.MappingNode(tag, fields, *_marks(event, each), event.flow_style)
        assert isinstance(event, yaml.AliasEvent)
        return yaml.ScalarNode("alias", event.anchor, *_marks(event, event))

    def _tag(
        self,
        event: yaml.ScalarEvent | yaml.CollectionStartEvent,
        kind: type[yaml.Node],
        value: str | None,
    ) -> str:
        if event.tag is None or event.tag == "!":
            return str(self._resolver.resolve(kind, value, event.implicit))  # type: ignore[no-untyped-call]
        return str(event.tag)


def _marks(first: yaml.Event, last: yaml.Event) -> tuple[Mark, Mark]:
    """Return the start and the end; the marks of libyaml have the same fields as those of PyYAML."""
    return cast(Mark, first.start_mark), cast(Mark, last.end_mark)
