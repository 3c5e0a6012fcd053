"""The imports between modules form no circle, also those for type checking and those inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "tpm_tui"


def parse_package() -> dict[str, ast.Module]:
    """Return the parsed modules of the package by name; a package has the name of its folder."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for path in (ROOT / PACKAGE).rglob("*.py")
    }


def imported_names(module: str, tree: ast.Module) -> Iterator[str]:
    """Return the full name of everything that a module imports anywhere in its source.

    Args:
        module: name of the module, to resolve relative imports.
        tree: its source.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), module.rpartition(".")[0])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def defining_module(name: str, modules: Iterable[str]) -> str:
    """Return the module of which an imported name is a part, or which it is; empty for another package."""
    parts = name.split(".")
    prefixes = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if prefix in modules), "")


def import_graph(trees: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """Return the modules that each module imports."""
    return {
        module: {defining_module(name, trees) for name in imported_names(module, tree)} - {""}
        for module, tree in trees.items()
    }


def find_circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return modules of which each imports the next, the first also at the end; empty without a circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_package_has_no_import_circle() -> None:
    graph = import_graph(parse_package())
    assert len(graph) > 200
    assert "tpm_tui.core.bank.question" in graph["tpm_tui.core.bank.bank"]
    assert " -> ".join(find_circle(graph)) == ""


@pytest.mark.parametrize(
    "source",
    [
        "import app.first",
        "from app import first",
        "from app.first import thing",
        "from . import first",
        "from .first import thing",
        "if TYPE_CHECKING:\n    from app.first import thing",
        "def load():\n    from app.first import thing",
    ],
)
def test_circle_of_two_modules_is_found(source: str) -> None:
    sources = {"app": "", "app.first": "from app.second import thing", "app.second": source}
    circle = find_circle(import_graph({name: ast.parse(text) for name, text in sources.items()}))
    assert circle in (
        ["app.first", "app.second", "app.first"],
        ["app.second", "app.first", "app.second"],
    )


def test_imports_in_one_direction_are_no_circle() -> None:
    sources = {
        "app": "import os",
        "app.first": "from app.second import thing",
        "app.second": "from typing import Any",
    }
    graph = import_graph({name: ast.parse(text) for name, text in sources.items()})
    assert graph == {"app": set(), "app.first": {"app.second"}, "app.second": set()}
    assert find_circle(graph) == []
