"""The layers cli -> ui -> practice -> storage | exchange -> core import only downwards; core is pure."""

from __future__ import annotations

import ast
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from tpm_tui.cli.group import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tpm_tui"

PURE = {
    *(
        "__future__",
        "abc",
        "array",
        "binascii",
        "bisect",
        "collections",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
    ),
    *(
        "difflib",
        "enum",
        "fractions",
        "functools",
        "graphlib",
        "hashlib",
        "heapq",
        "itertools",
        "json",
        "math",
    ),
    *(
        "msgspec",
        "operator",
        "re",
        "statistics",
        "string",
        "textwrap",
        "types",
        "typing",
        "unicodedata",
        "zlib",
    ),
}
"""Modules that core may import: none reads a file, a clock, a random source or the environment."""

IMPURE_CALLS = {"open", "print", "input", "breakpoint", "eval", "exec", "__import__"}
IMPURE_METHODS = {"now", "today", "utcnow", "read_text", "write_text", "read_bytes", "write_bytes"}


def list_modules(layer: str) -> list[str]:
    """Return all modules of a layer, found on disk so that new ones are included."""
    found = pkgutil.walk_packages([str(PACKAGE / layer)], f"tpm_tui.{layer}.")
    return [f"tpm_tui.{layer}", *sorted(module.name for module in found)]


def loaded_by(code: str, typed: str = "", **environment: str) -> set[str]:
    """Run code in a new interpreter and return the names of the top-level packages that it has loaded."""
    report = "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\ntry:\n    {code}\nfinally:\n    {report}"],
        cwd=ROOT,
        env=os.environ | environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )
    before, _, rest = run.stderr.partition("loaded: ")
    loaded, _, after = rest.partition("\n")
    assert run.returncode == 0, before + after
    return set(loaded.split())


def loaded_by_command(data: Path, *arguments: str, typed: str = "") -> set[str]:
    """Run a `tpm-tui` command, which must succeed, and return the packages that it has loaded."""
    code = f"from tpm_tui.cli.main import main; sys.argv[1:] = {list(arguments)!r}; main()"
    return loaded_by(code, typed, TPM_TUI_DATA_DIR=str(data))


@pytest.mark.parametrize(
    ("layer", "forbidden"),
    [
        ("core", {"click", "platformdirs", "rich", "ruamel", "snowballstemmer", "textual", "tinydb", "yaml"}),
        ("storage", {"click", "rich", "textual"}),
        ("exchange", {"click", "rich", "textual", "tinydb", "yaml"}),
        ("practice", {"click", "rich", "textual"}),
        ("cli", {"textual"}),
    ],
)
def test_layer_imports_no_forbidden_package(layer: str, forbidden: set[str]) -> None:
    loaded = loaded_by(f"import {', '.join(list_modules(layer))}")
    assert "tpm_tui" in loaded
    assert not loaded & forbidden


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a data folder with one graded answer, without the app."""
    data = tmp_path_factory.mktemp("data")
    loaded = loaded_by_command(data, "practice", "--plain", "--limit", "1", typed="We waited.\n.\n3\nq\n")
    assert not {"textual", "ruamel"} & loaded
    return data


WITHOUT_APP = [
    "--version",
    "--help",
    "backup",
    "bank check",
    "bank list",
    "bank show 7",
    "completion bash",
    "config show",
    "cover 7",
    "doctor",
    "due --json",
    "due --short",
    "history 7",
    "keys",
    "lists show",
    "merge",
    "mock --plain",
    "plan --json",
    "report",
    "report --format json",
    "report cheat-sheet",
    "restore --help",
    "stats",
    "story list",
    "story matrix",
    "themes check",
    "themes list",
]


@pytest.mark.parametrize("command", WITHOUT_APP)
def test_commands_do_not_import_textual(command: str, practised: Path) -> None:
    assert not {"textual", "ruamel"} & loaded_by_command(practised, *command.split())


def test_only_writing_yaml_imports_ruamel(tmp_path: Path) -> None:
    layers = ("storage", "exchange", "practice", "ui", "cli")
    every = ", ".join(name for layer in layers for name in list_modules(layer))
    assert "ruamel" not in loaded_by(f"import {every}")
    config = str(tmp_path / "config.yaml")
    assert "ruamel" in loaded_by_command(tmp_path, "--config", config, "config", "set", "per_day", "8")
    assert "ruamel" not in loaded_by_command(tmp_path, "--config", config, "due", "--json")


def test_all_commands_but_practice_are_covered() -> None:
    assert set(COMMANDS) - {command.split()[0] for command in WITHOUT_APP} == {"practice"}


def parse_core() -> list[tuple[str, ast.Module]]:
    paths = sorted((PACKAGE / "core").rglob("*.py"))
    assert len(paths) > 5
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def find_impurities(tree: ast.Module) -> list[str]:
    """Return the impure imports and calls of a module, each as `line: description`."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                found += [
                    f"{node.lineno}: import of {alias.name}" for alias in aliases if not is_pure(alias.name)
                ]
            case ast.ImportFrom(level=level) if level:
                found.append(f"{node.lineno}: relative import")
            case ast.ImportFrom(module=module) if not is_pure(f"{module}"):
                found.append(f"{node.lineno}: import of {module}")
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                found.append(f"{node.lineno}: {name}()")
            case ast.Call(func=ast.Attribute(attr="astimezone"), args=[], keywords=[]):
                found.append(f"{node.lineno}: .astimezone() with the system time zone")
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                found.append(f"{node.lineno}: .{name}()")
    return found


def is_pure(module: str) -> bool:
    return module.partition(".")[0] in PURE or f"{module}.".startswith("tpm_tui.core.")


def test_core_has_no_impure_code() -> None:
    assert {name: found for name, tree in parse_core() if (found := find_impurities(tree))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import random",
        "from time import monotonic",
        "from tpm_tui.storage.files import problem",
        "from .. import storage",
        "def f():\n    import yaml",
        "datetime.now(UTC)",
        "date.today()",
        "open('x')",
        "path.read_text()",
        "moment.astimezone()",
    ],
)
def test_impure_code_is_found(source: str) -> None:
    assert len(find_impurities(ast.parse(source))) == 1


def test_import_linter_contracts_are_kept() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken." in run.stdout
