"""Conventions of the project: plain words, short test names, unique public names, small folders."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("tpm_tui", "tests")
PROSE = (
    "docs",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "bank/README.md",
    "themes/README.md",
)
TEXT_SUFFIXES = {".py", ".md", ".tcss"}
NOT_CHECKED = ("tests/compatibility/", "tests/bank/outline/")
"""Data as version 0.1.0 wrote it, and texts of the bank."""

BANNED = [
    "".join(parts)
    for parts in (
        ("to", "ld"),
        ("an", "ew"),
        ("for", "eign"),
        ("de", "eds?"),
        ("men", "d(s|ed)?"),
        ("stands ", "again"),
        ("taken ", "back"),
        ("lets? ", "go of"),
    )
]
"""Words to replace by a standard term, in two parts so that this file does not contain them."""

MAX_TEST_NAME = 60
MAX_MODULES = 16
"""In one folder, without `__init__.py`."""
MAX_CLASS_LINES = 199
SMALL_CLASSES = ("tpm_tui/ui", "tpm_tui/practice")
"""Folders whose classes have at most `MAX_CLASS_LINES` lines: what grows there is split by composition."""


def text_files() -> Iterator[Path]:
    for name in CODE + PROSE:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            relative = file.relative_to(ROOT).as_posix()
            if file.suffix in TEXT_SUFFIXES and file.is_file() and not relative.startswith(NOT_CHECKED):
                yield file


def modules(folder: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py"))


def trees(folder: str) -> Iterator[tuple[str, ast.Module]]:
    for path in modules(folder):
        yield path, ast.parse((ROOT / path).read_text("utf-8"))


def banned_words(text: str) -> list[str]:
    return [match[0] for match in re.finditer(rf"\b({'|'.join(BANNED)})\b", text, re.IGNORECASE)]


def public_names(tree: ast.Module) -> Iterator[str]:
    """Return the names of public functions, classes and constants; click commands are left out."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name, decorator_list=decorators):
                names = [] if any("command" in ast.unparse(each) for each in decorators) else [name]
            case ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def test_texts_contain_no_banned_word() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{number}": words
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (words := banned_words(line))
    }
    assert found == {}


def test_banned_words_are_found_as_whole_words() -> None:
    inflected = [word.replace("s?", "s").replace("(s|ed)?", "ed") for word in BANNED]
    assert banned_words(f"A {inflected[0]} b. {inflected[4].upper()}, {inflected[7]}") == [
        inflected[0],
        inflected[4].upper(),
        inflected[7],
    ]
    assert banned_words("recommend untoldable needs") == []


def test_test_names_are_short() -> None:
    long = [
        f"{path}: {node.name}"
        for path, tree in trees("tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and len(node.name) > MAX_TEST_NAME
    ]
    assert long == []


def test_public_names_are_defined_in_one_module() -> None:
    defined_in: defaultdict[str, set[str]] = defaultdict(set)
    for path, tree in trees("tpm_tui"):
        for name in public_names(tree):
            if name != "__all__":
                defined_in[name].add(path)
    assert {name: paths for name, paths in defined_in.items() if len(paths) > 1} == {}


def test_folders_hold_few_modules() -> None:
    counts = Counter(
        path.rpartition("/")[0]
        for folder in CODE
        for path in modules(folder)
        if not path.endswith("/__init__.py")
    )
    assert {folder: count for folder, count in counts.items() if count > MAX_MODULES} == {}


def test_classes_of_ui_and_practice_are_small() -> None:
    lines = {
        f"{path}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for folder in SMALL_CLASSES
        for path, tree in trees(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    assert len(lines) > 50
    assert {name: count for name, count in lines.items() if count > MAX_CLASS_LINES} == {}
