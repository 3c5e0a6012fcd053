"""The bytecode of a start: what is imported from it, and when modules are imported as usual."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tpm_tui.cli.bytecode.finder import StartFinder, begin_start, end_start, use_expressions
from tpm_tui.cli.bytecode.start_file import SIZE_BYTES, StartFile
from tpm_tui.cli.bytecode.update import compiled_expressions, file_parts, lock_new_file, modules_to_add

NAMES = ("made_up.part", "made_up.folder", "made_up.folder.inner")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of three modules, which can be imported."""
    package = tmp_path / "library" / "made_up"
    (package / "folder").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "part.py").write_text('"""A part."""\nVALUE = 1\n')
    (package / "folder" / "__init__.py").write_text('VALUE = "folder"\n')
    (package / "folder" / "inner.py").write_text('VALUE = "inner"\n')
    monkeypatch.syspath_prepend(str(package.parent))
    yield package
    forget()


def forget() -> None:
    """Remove the modules, such that they are imported again."""
    for name in [name for name in sys.modules if name.split(".")[0] == "made_up"]:
        del sys.modules[name]


def write(path: Path, package: Path) -> Path:
    """Write the file with the modules of the package."""
    sources = dict(
        zip(
            NAMES,
            (f"{package}/{each}.py" for each in ("part", "folder/__init__", "folder/inner")),
            strict=True,
        )
    )
    path.write_bytes(b"".join(file_parts(sources, [])))
    return path


def import_with(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[StartFinder, list[ModuleType]]:
    """Import the modules with a finder for a file."""
    finder = StartFinder(StartFile(str(path)))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "meta_path", [finder, *sys.meta_path])
        modules = [import_module(name) for name in NAMES]
    finder.file.close()
    return finder, modules


def test_modules_from_the_file_are_as_usual(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = [import_module(name) for name in NAMES]
    forget()

    finder, modules = import_with(write(tmp_path / "start.bin", package), monkeypatch)

    assert finder.used == set(NAMES)
    for module, expected in zip(modules, usual, strict=True):
        assert module is not expected
        assert module.VALUE == expected.VALUE
        assert (module.__file__, module.__cached__) == (expected.__file__, expected.__cached__)
        assert getattr(module, "__path__", None) == getattr(expected, "__path__", None)
        assert (module.__doc__, module.__package__) == (expected.__doc__, expected.__package__)
        assert inspect.getsource(module) == inspect.getsource(expected)


def test_changed_source_is_imported_as_usual(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "start.bin", package)
    (package / "part.py").write_text("VALUE = 'changed'\n")

    finder, modules = import_with(path, monkeypatch)

    assert finder.used == {"made_up.folder", "made_up.folder.inner"}
    assert [module.VALUE for module in modules] == ["changed", "folder", "inner"]


def test_package_found_in_another_folder_is_imported_as_usual(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "start.bin", package)
    other = tmp_path / "other" / "made_up"
    other.mkdir(parents=True)
    for name in ("__init__", "part"):
        (other / f"{name}.py").write_text("VALUE = 'other'\n")
    (other / "folder").mkdir()
    for name in ("__init__", "inner"):
        (other / "folder" / f"{name}.py").write_text("VALUE = 'other'\n")
    monkeypatch.syspath_prepend(str(other.parent))

    finder, modules = import_with(path, monkeypatch)

    assert finder.used == set()
    assert [module.VALUE for module in modules] == ["other"] * 3


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:SIZE_BYTES], id="only the size"),
        pytest.param(lambda data: data[: len(data) // 2], id="half"),
        pytest.param(lambda data: data[:-1], id="one byte short"),
        pytest.param(lambda data: b"\xff" * SIZE_BYTES + data[SIZE_BYTES:], id="size"),
        pytest.param(lambda data: data[:SIZE_BYTES] + b"\0" * (len(data) - SIZE_BYTES), id="zeros"),
        pytest.param(lambda data: data.replace(sys.version.encode(), b"?" * len(sys.version)), id="version"),
    ],
)
def test_damaged_file_has_no_modules(
    damage: Callable[[bytes], bytes], package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "start.bin", package)
    path.write_bytes(damage(path.read_bytes()))

    finder, modules = import_with(path, monkeypatch)

    assert finder.used == set()
    assert [module.VALUE for module in modules] == [1, "folder", "inner"]
    assert StartFile(str(path)).read_expressions() == []


def test_damaged_bytecode_is_compiled_again(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "start.bin", package)
    offset, length = StartFile(str(path)).index["made_up.part"][-2:]
    data = path.read_bytes()
    path.write_bytes(data[:offset] + b"\0" * length + data[offset + length :])

    _, modules = import_with(path, monkeypatch)

    assert [module.VALUE for module in modules] == [1, "folder", "inner"]


CLOSED_INPUT = """
import os, sys
from tpm_tui.cli.bytecode.start_file import StartFile
os.close(0)
print(len(StartFile(sys.argv[1]).index), os.open(os.devnull, os.O_RDONLY))
"""


def test_file_does_not_take_the_number_of_a_closed_stream(package: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "start.bin", package)
    assert StartFile(str(path)).index
    command = [sys.executable, "-c", CLOSED_INPUT, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "0"]


def test_missing_file_has_no_modules(tmp_path: Path) -> None:
    file = StartFile(str(tmp_path / "missing"))
    assert file.index == {}
    assert file.read_expressions() == []


def test_expressions_of_the_file_are_those_that_python_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = [
        ("plain", 0),
        (r"(?P<name>a+)(b)?(?P<other>[^\d\s])", re.VERBOSE),
        (r"(?i:x)|\bword\b", re.IGNORECASE | re.MULTILINE),
        ("[\U0001f600-\U0001f64f]|(?<=a)b(?!c)", 0),
    ]
    monkeypatch.setattr(re, "_cache", {})
    expected = [re.compile(*each) for each in patterns]
    in_bytes = re.compile(b"\x1b\\[[0-?]*[ -/]*[@-~]", re.DOTALL)
    found = compiled_expressions()
    assert len(found) == len(patterns) + 1
    path = tmp_path / "start.bin"
    path.write_bytes(b"".join(file_parts({}, found)))
    monkeypatch.setattr(re, "_cache", {})

    use_expressions(StartFile(str(path)))
    monkeypatch.setattr(re, "_compiler", None)  # nothing is compiled
    compiled = [re.compile(*each) for each in patterns]

    assert compiled == expected
    assert re.compile(in_bytes.pattern, re.DOTALL) == in_bytes
    assert [each.groupindex for each in compiled] == [each.groupindex for each in expected]
    assert compiled[1].match("aab!").groupdict() == {"name": "aa", "other": "!"}  # type: ignore[union-attr]


def test_modules_that_are_not_in_the_file_are_added(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    finder, _ = import_with(tmp_path / "missing", monkeypatch)
    assert modules_to_add(finder) == list(NAMES)

    forget()
    finder, _ = import_with(write(tmp_path / "start.bin", package), monkeypatch)
    assert modules_to_add(finder) == []


def test_nothing_is_added_where_python_writes_no_bytecode(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    finder, _ = import_with(tmp_path / "missing", monkeypatch)
    assert modules_to_add(finder) == []


def test_only_one_process_writes_the_file(tmp_path: Path) -> None:
    path = str(tmp_path / "start.bin.new")
    with lock_new_file(path) as first:
        assert first is not None
        with lock_new_file(path) as second:
            assert second is None
        os.replace(path, tmp_path / "start.bin")
    with lock_new_file(path) as third:
        assert third is not None


def test_file_left_behind_by_a_killed_process_is_used_again(tmp_path: Path) -> None:
    left = tmp_path / "start.bin.new"
    left.write_bytes(b"half a file")
    with lock_new_file(str(left)) as file:
        assert file is not None
        assert left.read_bytes() == b""


def test_finder_is_installed_once_until_the_end_of_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    begin_start()
    begin_start()
    assert isinstance(end_start(), StartFinder)
    assert end_start() is None
