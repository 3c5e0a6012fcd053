"""New YAML text means the same to every reader, and a list grows without changing any other line."""

from __future__ import annotations

import io

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.storage.ambiguous import AMBIGUOUS, WITH_SPACES
from tpm_tui.storage.yaml_files.edit import append_items, append_to_list, set_field
from tpm_tui.storage.yaml_files.emit import YamlValue, block_lines, flow_text
from tpm_tui.storage.yaml_files.nodes import YamlEditError

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(AMBIGUOUS + WITH_SPACES)
scalars = texts | st.integers() | st.booleans()
values: st.SearchStrategy[YamlValue] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
items = st.dictionaries(texts, values, min_size=1, max_size=4)


def read_as_yaml_1_2(text: str) -> object:
    return YAML(typ="safe", pure=True).load(io.StringIO(text))


@given(values)
@example({text: text for text in AMBIGUOUS + WITH_SPACES})
@example("a " * 5_000)
def test_value_on_one_line_is_read_as_written(value: YamlValue) -> None:
    text = flow_text(value)
    assert "\n" not in text
    assert yaml.safe_load(text) == value
    assert read_as_yaml_1_2(text) == value


@given(st.lists(items, min_size=1, max_size=3))
def test_items_in_lines_are_read_as_written(value: list[YamlValue]) -> None:
    lines = block_lines(value, 4)
    assert all(line.startswith("    ") for line in lines)
    text = "\n".join(lines)
    assert yaml.safe_load(text) == value
    assert read_as_yaml_1_2(text) == value


def test_plain_words_are_not_quoted() -> None:
    assert flow_text(["night", "down-one", "a b", "2:30", 3, True, None]) == (
        '[night, down-one, "a b", "2:30", 3, true, null]'
    )


@given(st.sampled_from(["", "a: 1\n", "# x\na: [b]  # c", "{a: 1}", "a:\n- b\r\n"]), texts, values)
def test_any_field_can_be_set(text: str, name: str, value: YamlValue) -> None:
    before = yaml.safe_load(text) or {}
    assert yaml.safe_load(set_field(text, name, value)) == before | {name: value}


LISTS = {
    "at the end": ("a: 1\nq:\n  - x: 1 # one\n# end\n", "a: 1\nq:\n  - x: 1 # one\n# end\n  - y: 2\n"),
    "before a field": ("q:\n- x: 1\n\n# b\nb: 1\n", "q:\n- x: 1\n- y: 2\n\n# b\nb: 1\n"),
    "after text": ("q:\n  - x: |\n      one\n\nb: 1", "q:\n  - x: |\n      one\n  - y: 2\n\nb: 1"),
    "without newline": ("q:\n    - x: 1", "q:\n    - x: 1\n    - y: 2"),
    "with CRLF": ("q:\r\n  - x: 1\r\nb: 1\r\n", "q:\r\n  - x: 1\r\n  - y: 2\r\nb: 1\r\n"),
    "empty": ("q: []  # none\nb: 1\n", "q:  # none\n  - y: 2\nb: 1\n"),
    "no value": ("b: 1\nq:\n", "b: 1\nq:\n  - y: 2\n"),
    "in brackets": ("q: [{x: 1}]\n", "q: [{x: 1}, {y: 2}]\n"),
    "in brackets on lines": ("q: [\n  {x: 1},\n]\n", "q: [\n  {x: 1}, {y: 2}\n]\n"),
    "in braces": ("{q: []}", "{q: [{y: 2}]}"),
    "before the end mark": ("q:\n  - x: 1\n...\n", "q:\n  - x: 1\n  - y: 2\n...\n"),
}


@pytest.mark.parametrize("name", LISTS)
def test_item_is_added_to_each_form_of_list(name: str) -> None:
    before, after = LISTS[name]
    old = yaml.safe_load(before)
    assert yaml.safe_load(after)["q"] == [*(old["q"] or []), {"y": 2}]
    # "y" is quoted, as YAML 1.1 allows it for true.
    assert append_items(before, "q", [{"y": 2}]) == after.replace("y: 2", '"y": 2')


@given(st.lists(items, min_size=1, max_size=3), st.sampled_from(sorted(LISTS)))
def test_any_items_can_be_added(added: list[dict[str, YamlValue]], name: str) -> None:
    before, _ = LISTS[name]
    old = yaml.safe_load(before)
    assert yaml.safe_load(append_items(before, "q", added)) == old | {"q": [*(old["q"] or []), *added]}


@pytest.mark.parametrize(
    "text", ["a: 1\n", "q: 1\n", "q: {}\n", "q: []\nq: []\n", "- q\n", "q: [\n", "&a {q: *a}\n"]
)
def test_text_without_such_a_list_is_rejected(text: str) -> None:
    with pytest.raises(YamlEditError):
        append_items(text, "q", [{"y": 2}])


PLAIN_LISTS = {
    "texts": ("- x\n- z\n", "- x\n- z\n- y: 2\n"),
    "comments": ("# one\n- x\n\n# end\n", "# one\n- x\n\n# end\n- y: 2\n"),
    "indented": ("  - x\n", "  - x\n  - y: 2\n"),
    "without newline": ("- x", "- x\n- y: 2"),
    "with CRLF": ("- x\r\n", "- x\r\n- y: 2\r\n"),
    "after text": ("- |\n  one\n", "- |\n  one\n- y: 2\n"),
    "empty": ("[]\n", "[{y: 2}]\n"),
    "in brackets": ("[x, z]\n", "[x, z, {y: 2}]\n"),
    "before the end mark": ("---\n- x\n...\n", "---\n- x\n- y: 2\n...\n"),
}


@pytest.mark.parametrize("name", PLAIN_LISTS)
def test_item_is_added_to_a_file_that_is_a_list(name: str) -> None:
    before, after = PLAIN_LISTS[name]
    assert yaml.safe_load(after) == [*yaml.safe_load(before), {"y": 2}]
    assert append_to_list(before, [{"y": 2}]) == after.replace("y: 2", '"y": 2')


@pytest.mark.parametrize("text", ["", "a: 1\n", "x\n", "- q: [\n", "- x\n--- [y]\n"])
def test_file_that_is_no_list_is_rejected(text: str) -> None:
    with pytest.raises(YamlEditError):
        append_to_list(text, [{"y": 2}])


@pytest.mark.timeout(20)
def test_aliases_are_not_expanded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert set_field(bomb, "b", 1) == bomb + "b: 1\n"
