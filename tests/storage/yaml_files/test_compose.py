"""libyaml and PyYAML's own parser give the same nodes at the same positions."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.ambiguous import AMBIGUOUS, WITH_SPACES
from tpm_tui.storage.yaml_files import compose as compose_module
from tpm_tui.storage.yaml_files.compose import ComposeError, compose
from tpm_tui.storage.yaml_files.edit import set_field
from tpm_tui.storage.yaml_files.nodes import YamlEditError, is_empty, is_flow, value_end

FRAGMENTS = (
    "a: 1",
    "b:",
    "- x",
    "- {y: 2, z: [no, 2:30]}",
    "c: |",
    "d: >-",
    'e: "two\\nlines"  # beside',
    "f: 'it''s'",
    "# comment",
    "text with é and 🎉",
    "? key",
    "g: &anchor 1",
    "h: *anchor",
    "i: !!str 1",
    "- - nested",
    "j: [",
    "]",
    "",
    "...",
)
lines = st.builds(
    lambda indent, text: " " * indent + text, st.sampled_from([0, 0, 2, 4]), st.sampled_from(FRAGMENTS)
)
documents = st.builds(
    lambda found, newline, end: newline.join(found) + end,
    st.lists(lines, max_size=8),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
scalars = st.sampled_from(AMBIGUOUS + WITH_SPACES).map(lambda text: f"a: {text}\n")


def described(node: yaml.Node | None, text: str) -> object:
    """Return what a change needs of a node: its data, and where it begins and ends."""
    if node is None:
        return None
    start = node.start_mark
    place: tuple[object, ...] = (start.index, value_end(node, text), is_empty(node))
    if not is_empty(node):  # libyaml counts one more line at the end of a text without a newline
        place = (*place, start.line, start.column)
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value, node.style, place
    children = [
        tuple(described(part, text) for part in item) if isinstance(item, tuple) else described(item, text)
        for item in node.value
    ]
    return node.tag, is_flow(node), place, children


@given(documents | scalars)
def test_both_parsers_give_the_same_nodes(text: str) -> None:
    results: list[object] = []
    for has_libyaml in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            if not has_libyaml:
                patch.setattr(compose_module, "_libyaml_loader", lambda: yaml.SafeLoader)
            try:
                results.append(described(compose(text), text))
            except (yaml.YAMLError, ComposeError):
                return  # libyaml, with which the files are read, accepts more tabs
    assert results[0] == results[1]


def test_byte_order_mark_moves_no_position() -> None:
    assert set_field("\ufeffa: 1  # one\nb: 2\n", "a", 3) == "\ufeffa: 3  # one\nb: 2\n"


def test_alias_is_not_resolved() -> None:
    root = compose("a: &x [1]\nb: *x\n")
    assert isinstance(root, yaml.MappingNode)
    assert [value.tag for _, value in root.value] == ["tag:yaml.org,2002:seq", "alias"]


@pytest.mark.parametrize(
    ("text", "message"), [("a: 1\n---\nb: 1\n", "second document"), ("[" * 30 + "]" * 30, "nested more than")]
)
def test_text_that_is_no_single_document_cannot_be_changed(text: str, message: str) -> None:
    with pytest.raises(YamlEditError, match=message):
        set_field(text, "c", 1)
