"""YAML loading returns typed values, reports every error with its position, and rejects untrusted input."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from tpm_tui.core.text.sanitize import clean_line, is_clean
from tpm_tui.storage.files.problem import MAX_PROBLEMS, Problem, file_problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.yaml_files import convert, tree
from tpm_tui.storage.yaml_files.document import load_yaml, parse_yaml


class Door(Struct, frozen=True, forbid_unknown_fields=True):
    """A struct with a field of each type."""

    name: Annotated[str, Meta(min_length=1, max_length=20)]
    colour: Literal["red", "green"] = "red"
    width: Annotated[int, Meta(ge=1, le=300)] = 80
    open: bool = False
    weight: float = 1.0
    code: Annotated[str, Meta(pattern="^[A-Z]+$", description="capital letters", examples=["AB"])] = "X"
    locks: tuple[str, ...] = ()
    note: str | dict[str, str] = ""
    knob: Knob | None = None
    notes_by_side: dict[Literal["in", "out"], str] = {}


class Knob(Struct, frozen=True, forbid_unknown_fields=True):
    """A nested struct."""

    shape: str
    screws: Annotated[tuple[int, ...], Meta(min_length=1, max_length=3)] = (1,)


class Anything(Struct, frozen=True):
    """A struct with a single text field."""

    a: str = ""


@pytest.fixture(params=["libyaml", "pure Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers; an installation from source may lack libyaml."""
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeLoader")


def problems_of(text: str) -> list[tuple[int, int, str, str]]:
    loaded = parse_yaml(text.encode(), Door, "door.yaml")
    assert loaded.value is None
    return [(p.line, p.column, p.message, p.hint) for p in loaded.problems]


def only_problem(text: str) -> Problem:
    loaded = parse_yaml(text.encode(), Door, "door.yaml")
    assert len(loaded.problems) == 1, [str(problem) for problem in loaded.problems]
    return loaded.problems[0]


# Valid files


@pytest.mark.usefixtures("loader")
def test_valid_file_is_converted_to_type() -> None:
    text = """
        name: front
        colour: green
        width: 90
        open: true
        weight: 1.5
        locks: [upper, "lower"]
        note: {why: draught}
        knob:
          shape: round
          screws: [3, 4]
        notes_by_side: {in: push}
    """
    loaded = parse_yaml(text.encode(), Door, "door.yaml")
    assert loaded.problems == ()
    assert loaded.value == Door(
        name="front",
        colour="green",
        width=90,
        open=True,
        weight=1.5,
        locks=("upper", "lower"),
        note={"why": "draught"},
        knob=Knob(shape="round", screws=(3, 4)),
        notes_by_side={"in": "push"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "012",
        "1_000",
        "3.10",
        "190:20:30",
        "2024-01-15",
        "2001-99-99",
        "null",
        "~",
        "1e3",
        "9" * 5000,
    ],
)
def test_text_value_stays_as_written(text: str) -> None:
    loaded = parse_yaml(f"a: {text}".encode(), Anything, "x.yaml")
    assert loaded.value == Anything(text)


def test_positions_match_the_file() -> None:
    loaded = parse_yaml(
        b"# a door\nname: front\nknob:\n  shape: round\n  screws: [3,\n    4]\n", Door, "x.yaml"
    )
    assert loaded.position_of("name") == (2, 1)
    assert loaded.position_of("knob.shape") == (4, 3)
    assert loaded.position_of("knob.screws[1]") == (6, 5)
    assert loaded.line_of("knob.screws[0]") == 5


def test_missing_field_has_position_of_first_line() -> None:
    assert parse_yaml(b"\n\nname: front", Door, "x.yaml").position_of("width") == (1, 1)


def test_byte_order_mark_is_ignored() -> None:
    assert parse_yaml("name: front".encode("utf-8-sig"), Door, "x.yaml").value == Door("front")


def test_windows_line_ends_are_read() -> None:
    loaded = parse_yaml(b"name: front\r\nnote: |\r\n  a\r\n  b\r\n", Door, "x.yaml")
    assert loaded.value == Door("front", note="a\nb")
    assert loaded.problems == ()


def test_field_without_value_counts_as_missing() -> None:
    loaded = parse_yaml(b"name: front\ncolour: #green\n", Door, "x.yaml")
    assert loaded.value == Door("front")
    (problem,) = loaded.problems
    assert (problem.line, problem.message, problem.severity) == (2, "colour has no value", "warning")
    assert "#" in problem.hint


# Invalid files


INVALID = {
    "name: [a]": (1, 7, "name must be text", 'write name: "..."'),
    'name: ""': (1, 7, "name is empty", "write name: ... or remove the line"),
    "name: " + "x" * 21: (1, 7, "name has 21 characters; the limit is 20", "shorten it"),
    "width: 80": (1, 1, "name is missing", "add name: ..."),
    "name: a\nwidth: wide": (2, 8, "width must be a whole number from 1 to 300", "write width: 7"),
    "name: a\nwidth: 0": (2, 8, "width must be a whole number from 1 to 300", "write width: 7"),
    "name: a\nwidth: 3.5": (2, 8, "width must be a whole number from 1 to 300", "write width: 7"),
    "name: a\nwidth: " + "9" * 9999: (2, 8, "width must be a whole number from 1 to 300", "write width: 7"),
    "name: a\nopen: yes": (2, 7, "open must be true or false", "write open: true"),
    "name: a\nopen: shut": (2, 7, "open must be true or false", "write open: false"),
    "name: a\nweight: heavy": (2, 9, "weight must be a number", "write weight: 1.5"),
    "name: a\ncolour: gren": (2, 9, "colour must be one of green, red", "did you mean green?"),
    "name: a\ncode: ab": (2, 7, "code must be capital letters", 'write code: "AB"'),
    "name: a\nlocks: one": (
        2,
        8,
        "locks must be a list",
        "add list items (`- ...`) below locks:",
    ),
    "name: a\nlocks: [{a: b}]": (2, 9, "item 1 of locks must be text", 'write - "..."'),
    "name: a\nnote: [b]": (2, 7, "note must be text or a mapping", "write note: ..."),
    "name: a\nnote: {b: [c]}": (2, 11, "b must be text", 'write b: "..."'),
    "name: a\nknob: round": (2, 7, "knob must be a mapping", "write shape: round"),
    "name: a\nknob: [round]": (
        2,
        7,
        "knob must be a mapping",
        "write its fields one per line: shape, screws",
    ),
    "name: a\nknob: {shape: b, screws: []}": (
        2,
        26,
        "screws has 0 items; at least 1 required",
        "add a list item (`- ...`)",
    ),
    "name: a\nknob: {shape: b, screws: [1, 2, 3, 4]}": (
        2,
        26,
        "screws has 4 items; the limit is 3",
        "remove some",
    ),
    "name: a\nknob: {shape: b, screws: [1, x]}": (
        2,
        30,
        "item 2 of screws must be a whole number",
        "write - 7",
    ),
    "name: a\nnotes_by_side: {outer: b}": (2, 17, "unknown field outer", "did you mean out?"),
    "name: a\ncolor: red": (2, 1, "unknown field color", "did you mean colour?"),
    "name: a\nknob: {shape: b, Shape: c}": (2, 18, "unknown field Shape", "did you mean shape?"),
    "name: a\nzzz: red": (
        2,
        1,
        "unknown field zzz",
        "use one of: code, colour, knob, locks, name, note, notes_by_side, open, weight, width",
    ),
    "name: a\nname: b": (2, 1, "duplicate field name", "remove one of them; the other is on line 1"),
    "- name": (
        1,
        1,
        "the file must be a mapping",
        "write its fields one per line: name, colour, width,",
    ),
    "": (1, 1, "the file is empty", "add content"),
    "# nothing": (1, 1, "the file is empty", "add content"),
    "name: a: b": (1, 8, 'unexpected ": " in a value', "quote the text, or check the line above"),
    "name: 'a": (1, 9, "a quote is not closed (opened on line 1)", "add the closing quote"),
    "name: a\n\topen: true": (2, 1, "tab in the indentation", "indent with spaces"),
    "name: @a": (
        1,
        7,
        "a value cannot begin with this character",
        "indent with spaces, not tabs; quote the text",
    ),
    "locks: [a": (2, 1, "a list in brackets is not closed (opened on line 1)", "add ] or a comma"),
}


@pytest.mark.parametrize("text", INVALID, ids=lambda text: repr(text[:40]))
def test_each_error_has_position_and_hint(text: str) -> None:
    line, column, message, hint = INVALID[text]
    problem = only_problem(text)
    assert (problem.line, problem.column, problem.message) == (line, column, message)
    assert problem.hint.startswith(hint)
    assert bool(problem.hint) == bool(hint)
    assert problem.is_error
    assert parse_yaml(text.encode(), Door, "x").value is None


def test_all_errors_are_reported_in_file_order() -> None:
    text = "\n".join(
        [
            "colour: blue",
            "width: wide",
            "widht: 3",
            "knob:",
            "  form: round",
            "  screws: [a, 2, b]",
            "locks: {a: b}",
        ]
    )
    assert [(line, message) for line, _, message, _ in problems_of(text)] == [
        (1, "name is missing"),
        (1, "colour must be one of green, red"),
        (2, "width must be a whole number from 1 to 300"),
        (3, "unknown field widht"),
        (5, "unknown field form"),
        (5, "shape is missing"),
        (6, "item 1 of screws must be a whole number"),
        (6, "item 3 of screws must be a whole number"),
        (7, "locks must be a list"),
    ]


def test_number_of_errors_is_limited() -> None:
    text = "name: a\n" + "".join(f"unknown{number}: x\n" for number in range(20_000))
    before = time.process_time()
    found = problems_of(text)
    assert time.process_time() - before < 10
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1][2] == "there may be more"


def test_many_list_errors_are_formatted_up_to_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def format_error(*args: object) -> tuple[str, str]:
        calls.append(args)
        return "wrong", ""

    monkeypatch.setattr(convert, "type_error_message", format_error)
    text = "name: a\nknob: {shape: b, screws: [" + "x, " * 5_000 + "x]}"
    assert len(problems_of(text)) == MAX_PROBLEMS + 1
    assert len(calls) == MAX_PROBLEMS


def test_problem_prints_position_message_and_hint() -> None:
    problem = Problem("b\x1b[31m\n.yaml", 3, 5, "number is wrong", "write number: 7")
    assert str(problem) == "b[31m .yaml:3:5: number is wrong: write number: 7"
    assert str(file_problem("b.yaml", "no such file")) == "b.yaml: no such file"
    assert (
        str(file_problem("b.yaml", "no such file", "check the name"))
        == "b.yaml: no such file; check the name"
    )
    assert str(file_problem("", "broken", "fix it", "note")) == "broken; fix it"


# Untrusted input


def billion_laughs(levels: int, width: int) -> str:
    lines = ["a0: &a0 [lol]"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines)


def merge_keys(levels: int, width: int) -> str:
    lines = ["a0: &a0 {x: y}"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * width)}]}}")
    return "\n".join(lines)


BOMBS = {
    "billion laughs": (billion_laughs(9, 9), 1, "anchors (&name) are not supported"),
    "merge keys": (merge_keys(9, 9), 1, "anchors (&name) are not supported"),
    "long text aliased": (
        'a: &a "' + "x" * 100_000 + '"\nb: [' + "*a, " * 4000 + "]",
        1,
        "anchors (&name) are not supported",
    ),
    "self reference": ("a: &a [*a]", 1, "anchors (&name) are not supported"),
    "alias of nothing": ("a: *b", 1, "aliases (*name) are not supported"),
    "merge key alone": ("a: b\n<<: {c: d}", 2, "merge keys (<<) are not supported"),
    "many anchors": ("a:\n" + "".join(f"- &a{number} x\n" for number in range(100_000)), 2, "anchors"),
    "flow lists": ("[" * 100_000, 1, "nested more than 24 levels deep"),
    "block lists": ("- " * 100_000, 1, "nested more than 24 levels deep"),
    "flow mappings": ("{a: " * 100_000, 1, "nested more than 24 levels deep"),
    "complex keys": ("? " * 100_000, 1, "invalid field name"),
    "long text": ("a: " + "x" * 300_000, 1, "text longer than 256 KiB"),
    "many lines": ("a: |\n" + "  x\n\n" * 5000, 1, "text longer than 400 lines"),
    "python tag": ("a: !!python/object/apply:os.system [id]", 1, "tags (!name) are not supported"),
    "own tag": ("a: !foo b", 1, "tags (!name) are not supported"),
    "binary tag": ("a: !!binary aGk=", 1, "tags (!name) are not supported"),
    "set tag": ("a: !!set {b}", 1, "tags (!name) are not supported"),
    "str tag": ("a: !!str b", 1, "tags (!name) are not supported"),
    "bare tag": ("a: ! b", 1, "tags (!name) are not supported"),
    "second document": ("a: b\n---\na: c", 2, "the file has a second document"),
    "duplicate key": ("a: b\na: c", 2, "duplicate field a"),
    "duplicate after cleaning": ('a: b\n"a\\u200b": c', 2, "duplicate field a"),
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("bomb", BOMBS)
def test_yaml_bomb_is_rejected_quickly(bomb: str) -> None:
    text, line, message = BOMBS[bomb]
    before = time.process_time()
    loaded = parse_yaml(text.encode(), Anything, "x.yaml")
    spent = time.process_time() - before
    assert loaded.value is None
    assert spent < 5, "the bomb was expanded"
    assert any(p.line == line and p.message.startswith(message) for p in loaded.problems), [
        str(problem) for problem in loaded.problems
    ]


@pytest.mark.usefixtures("loader")
def test_nesting_is_allowed_up_to_the_limit() -> None:
    deepest = tree.MAX_DEPTH - 1
    nested = parse_yaml(("a: " + "[" * deepest + "b" + "]" * deepest).encode(), dict, "x.yaml")
    assert nested.value is not None
    deepest += 1
    nested = parse_yaml(("a: " + "[" * deepest + "b" + "]" * deepest).encode(), dict, "x.yaml")
    assert nested.value is None


def test_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_VALUES", 5)
    assert parse_yaml(b"a: [b, c]", dict, "x.yaml").value == {"a": ["b", "c"]}
    loaded = parse_yaml(b"a: [b, c, d]", dict, "x.yaml")
    assert loaded.value is None
    assert "values" in loaded.problems[0].message


HIDDEN = {
    'a: "\\e]52;c;Y3VybA==\\a paste"': "]52;c;Y3VybA== paste",
    'a: "\\x9b31m red"': "31m red",
    'a: "safe \\u202etxt.exe"': "safe txt.exe",
    'a: "\\0zero"': "zero",
    'a: "one\\u2028two"': "one\ntwo",
    "a: raw \x1b]0;title\x07 escape": "raw ]0;title escape",
    "a: raw \u202e override": "raw  override",
    "a: zero\u200bwidth": "zerowidth",
    "a: c\x851": "c 1",
    "a: \x00nul": "nul",
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", HIDDEN, ids=ascii)
def test_hidden_characters_are_removed_with_a_warning(text: str) -> None:
    loaded = parse_yaml(f"# first line\n{text}\n".encode(), Anything, "x.yaml")
    assert loaded.value == Anything(HIDDEN[text])
    (problem,) = loaded.problems
    assert problem.severity == "warning"
    assert problem.line == 2
    assert "removed" in problem.message


def test_lone_surrogate_is_removed_or_rejected(loader: None) -> None:
    loaded = parse_yaml(b'a: "x\\uD800y"', Anything, "x.yaml")
    assert loaded.problems
    assert loaded.value in (None, Anything("xy"))


def test_other_encoding_is_an_error_with_position() -> None:
    loaded = parse_yaml("a: b\nc: caf\xe9".encode("latin-1"), Anything, "x.yaml")
    assert loaded.value is None
    (problem,) = loaded.problems
    assert (problem.line, problem.column) == (2, 7)
    assert "UTF-8" in problem.message
    assert parse_yaml("a: b".encode("utf-16"), Anything, "x.yaml").value is None


# Files that cannot be read


def test_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    path.write_text("name: front")
    assert load_yaml(path, Door).value == Door("front")


def test_problem_has_the_requested_path(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    path.write_text("nam: front")
    assert str(load_yaml(path, Door).problems[0]).startswith(f"{path}:1:1: ")


def load_error(path: Path) -> str:
    loaded = load_yaml(path, Door)
    assert loaded.value is None
    (problem,) = loaded.problems
    assert (problem.line, problem.file) == (0, str(path))
    return problem.message


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert load_error(tmp_path / "door.yaml") == "no such file"


def test_folder_is_a_problem(tmp_path: Path) -> None:
    assert load_error(tmp_path) == "this is a folder"


def test_pipe_is_rejected_without_blocking(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    os.mkfifo(path)
    assert load_error(path) == "this is a pipe or device"


def test_device_is_rejected() -> None:
    assert load_error(Path("/dev/zero")) == "this is a pipe or device"


def test_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    path.symlink_to(path)
    assert load_error(path).startswith("cannot be read")


def test_huge_file_is_rejected_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    with path.open("wb") as file:
        file.truncate(5 * 1024**3)
    assert load_error(path) == "larger than 8 MiB"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="a file that hides its size")
def test_file_larger_than_its_size_is_rejected() -> None:
    with pytest.raises(ReadError):
        read_bytes(Path("/proc/self/maps"), limit=100)


def test_invalid_file_name_is_a_problem() -> None:
    assert load_error(Path("a\0b.yaml")) == "invalid file name"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "door.yaml"
    path.write_text("name: front")
    path.chmod(0)
    assert load_error(path) == "permission denied"


# Random input


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
@example(b"\xff\xfe")
@example(b"? a")
@example(b"%TAG ! tag:x,2000:\n--- !a b")
@example(b"{? }")
@example(b"[: ]")
def test_random_bytes_give_clean_problems(data: bytes) -> None:
    loaded = parse_yaml(data, Door, "door.yaml")
    for problem in loaded.problems:
        assert clean_line(str(problem)) == str(problem)
        assert is_clean(problem.message)
        assert is_clean(problem.hint)
    if loaded.value is None:
        assert any(problem.is_error for problem in loaded.problems)


WORDS = ("name", "knob", "screws", "a", "7", "---", "...", "<<")
MARKS = (
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "!x ",
    "? ",
    "|",
    ">",
    "'",
    '"',
    "#",
    "%",
    "\\",
)
SPACES = ("\n", "\n  ", "\t", "\r", "\x85", "\x1b", "\u202e")

yaml_pieces = st.lists(st.sampled_from(WORDS + MARKS + SPACES), max_size=40).map("".join)


@given(yaml_pieces)
def test_random_yaml_gives_a_value_or_an_error(text: str) -> None:
    loaded = parse_yaml(text.encode(), Door, "door.yaml")
    assert (loaded.value is None) == any(problem.is_error for problem in loaded.problems)
    for problem in loaded.problems:
        assert is_clean(problem.message + problem.hint)
