"""Parse YAML into a tree of plain text, lists and mappings in which every node has its position.

Bank files are untrusted. So YAML's own types, tags, anchors, aliases and merge keys are rejected, not
resolved: `no` stays the text "no", no input creates an object, and none expands beyond its own size. The tree
is built directly from the parser's events and the limits are checked while it grows, because libyaml takes
quadratic time for nesting and its composer recurses on the C stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import clean, clean_line, is_clean
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.odd_spaces import (
    HINT,
    indentation_message,
    odd_space_near,
    starts_oddly,
)
from tpm_tui.storage.yaml_files.syntax_messages import MAX_DEPTH as MAX_DEPTH
from tpm_tui.storage.yaml_files.syntax_messages import SECOND_DOCUMENT, TOO_DEEP, syntax_message

if TYPE_CHECKING:
    import yaml
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark as PythonMark

    Mark: TypeAlias = CMark | PythonMark

MAX_VALUES = 400_000
MAX_SCALAR = 256 * 1024
"""Maximum characters of one text."""
MAX_LINES = 400
"""Maximum lines of one text; Textual takes seconds to lay out thousands."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Position: TypeAlias = "tuple[int, int]"
"""Line and column, from 1."""


class Node:
    """One value of the file with its position; `value` is the plain value without positions."""

    __slots__ = ("broken", "duplicates", "entries", "items", "keys", "position", "spelled", "value")

    def __init__(self, value: Plain, position: Position) -> None:
        self.value = value
        self.position = position
        self.entries: dict[str, Node] = {}
        """Values of a mapping, by key."""
        self.items: list[Node] = []
        """Items of a list."""
        self.keys: dict[str, Position] = {}
        """Position of each key of a mapping, including keys without a value."""
        self.spelled: dict[str, str] = {}
        """The text of each key around which spaces were removed."""
        self.duplicates: set[str] = set()
        """Keys of a mapping that occur more than once; `entries` has the first value."""
        self.broken = False
        """Whether something in it was rejected, so that the value is not what the author meant."""

    def walk(self, path: str = "") -> Iterator[tuple[str, Position]]:
        """Yield path and position of every field and item below: `("questions[3].prompt", (40, 5))`."""
        for key, position in self.keys.items():
            here = f"{path}.{key}" if path else key
            yield here, position
            if key in self.entries:
                yield from self.entries[key].walk(here)
        for index, item in enumerate(self.items):
            here = f"{path}[{index}]"
            yield here, item.position
            yield from item.walk(here)

    def extent(self) -> tuple[int, int]:
        """Return the number of values and characters it contains."""
        values, characters = 1, len(self.value) if isinstance(self.value, str) else 0
        for child in (*self.entries.values(), *self.items):
            more_values, more_characters = child.extent()
            values += more_values
            characters += more_characters
        return values, characters


def read_tree(data: bytes, problems: ProblemList) -> Node | None:
    """Return the root of a file's only document; None if there is none, with the reason in `problems`.

    Duplicate keys, anchors, aliases and tags are each reported and mark the enclosing nodes as broken.
    Exceeding a limit, or invalid YAML, stops the parser.
    """
    text = _decode(data, problems)
    if text is None:
        return None
    import yaml  # takes 25 ms, and with a cache most starts do not need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(problems)
    try:
        return builder.document(yaml.parse(text, Loader=loader))
    except _LimitExceeded as limit:
        problems.error(limit.position, limit.message, limit.hint)
    except yaml.MarkedYAMLError as error:
        position = _position(error.problem_mark or error.context_mark)
        found = odd_space_near(text, position) or (position, *syntax_message(error))
        if found[0] not in builder.oddly_indented:
            problems.error(*found)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        problems.error((0, 0), f"invalid YAML: {clean_line(str(error))[:200]}")
    return None


class _LimitExceeded(TpmError):
    """The file exceeds a limit or its structure is not supported; parsing stops."""

    def __init__(self, position: Position, message: str, hint: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message
        self.hint = hint


class _Builder:
    def __init__(self, problems: ProblemList) -> None:
        self.oddly_indented: set[Position] = set()
        """Positions of the rejected fields that an odd space indents."""
        self._problems = problems
        self._values = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        import yaml

        next(events)  # start of the stream
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            self._problems.error((1, 1), "the file is empty", "add content, or remove the file")
            return None
        root = self._node(next(events), events, 0)
        next(events)  # end of the document
        event = next(events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _LimitExceeded(_position(event.start_mark), *SECOND_DOCUMENT)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        import yaml

        position = _position(event.start_mark)
        self._values += 1
        if self._values > MAX_VALUES:
            raise _LimitExceeded(position, f"more than {MAX_VALUES} values", "split the file")
        if depth > MAX_DEPTH:
            raise _LimitExceeded(position, *TOO_DEEP)
        if isinstance(event, yaml.ScalarEvent):
            node = Node("", position)
            node.value = self._text(event, node)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(position, events, depth)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(event, events, depth)
        else:
            node = Node("", position)
            hint = 'write the text out; to begin text with *, quote it: "*..."'
            self._reject(node, "aliases (*name) are not supported", hint)
            return node
        if event.anchor is not None:
            hint = 'remove it; to begin text with &, quote it: "&..."'
            self._reject(node, "anchors (&name) are not supported", hint)
        if event.tag is not None:
            hint = 'remove it; to begin text with !, quote it: "!..."'
            self._reject(node, "tags (!name) are not supported", hint)
        return node

    def _sequence(self, position: Position, events: Iterator[yaml.Event], depth: int) -> Node:
        import yaml

        values: list[Plain] = []
        node = Node(values, position)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            child = self._node(event, events, depth + 1)
            node.items.append(child)
            values.append(child.value)
            node.broken |= child.broken
        return node

    def _mapping(self, start: yaml.MappingStartEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        import yaml

        values: dict[str, Plain] = {}
        node = Node(values, _position(start.start_mark))
        oddly_indented: dict[str, str] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            at = _position(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                raise _LimitExceeded(at, "invalid field name", "write name: value")
            is_plain = event.style in (None, "") and not start.flow_style
            raw_key = event.value if is_plain else ""
            key_node = self._node(event, events, depth + 1)
            key = str(key_node.value)
            if key != event.value:
                node.spelled[key] = event.value
            node.broken |= key_node.broken
            event = next(events)
            child = self._node(event, events, depth + 1)
            node.broken |= child.broken
            if key == "<<":
                self._reject(node, "merge keys (<<) are not supported", "write the fields out", at)
            elif starts_oddly(raw_key) and len(oddly_indented) < len(node.keys):
                self._reject_indentation(node, raw_key, at)
            elif key in node.keys:
                node.duplicates.add(key)
                hint = f"remove one of them; the other is on line {node.keys[key][0]}"
                self._reject(node, f"duplicate field {clean_line(key)[:60]}", hint, at)
            elif isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value == "":
                # YAML reads an empty value as null: the field counts as missing.
                node.keys[key] = at
                hint = "add a value or remove the line; to begin text with #, quote it"
                self._problems.warn(at, f"{clean_line(key)[:60]} has no value", hint)
            else:
                node.keys[key] = at
                node.entries[key] = child
                values[key] = child.value
            if starts_oddly(raw_key) and key in node.keys:
                oddly_indented[key] = raw_key
        if len(oddly_indented) < len(node.keys):  # else all are indented alike, as it was meant
            self._remove_oddly_indented(node, oddly_indented)
        return node

    def _reject_indentation(self, node: Node, raw_key: str, at: Position) -> None:
        self.oddly_indented.add(at)
        self._reject(node, indentation_message(raw_key), HINT, at)

    def _remove_oddly_indented(self, node: Node, raw_keys: dict[str, str]) -> None:
        """Remove fields that are in this mapping only because a parser does not see their indentation."""
        for key, raw_key in raw_keys.items():
            self._reject_indentation(node, raw_key, node.keys.pop(key))
            node.entries.pop(key, None)
            if isinstance(node.value, dict):
                node.value.pop(key, None)

    def _text(self, event: yaml.ScalarEvent, node: Node) -> str:
        text = str(event.value)
        if len(text) > MAX_SCALAR:
            self._reject(node, f"text longer than {MAX_SCALAR // 1024} KiB", "shorten it")
            return ""
        # The file's own characters are already clean; only escapes in double quotes can produce others.
        if event.style == '"' and not is_clean(text):
            text = clean(text)
            self._warn_of_removal(node.position)
        if text.count("\n") > MAX_LINES:
            self._reject(node, f"text longer than {MAX_LINES} lines", "shorten it")
        return text.strip()

    def _warn_of_removal(self, position: Position) -> None:
        hint = "retype the text instead of pasting it, and check where the file came from"
        self._problems.warn(position, "control or invisible characters were removed", hint)

    def _reject(self, node: Node, message: str, hint: str, position: Position | None = None) -> None:
        node.broken = True
        if self._problems.full:
            raise _LimitExceeded((0, 0), "too many problems", "")
        self._problems.error(position or node.position, message, hint)


def _decode(data: bytes, problems: ProblemList) -> str | None:
    """Return the file's text without control characters, with a warning for each line that had some."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "save the file as UTF-8"
        problems.error((line, column), f"byte {data[error.start]:#04x} is not UTF-8 text", hint)
        return None
    text = text.replace("\r\n", "\n")
    if is_clean(text):
        return text
    lines = text.split("\n")
    for index, content in enumerate(lines):
        if not is_clean(content):
            hint = "delete them, and check where the file came from"
            problems.warn((index + 1, 1), "control or invisible characters were removed", hint)
            # Other kinds of line ends become a space, so that line numbers match those of an editor.
            lines[index] = clean(content).replace("\n", " ")
    return "\n".join(lines)


def _position(mark: Mark | None) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
