"""The bytecode in the start file has no docstrings of libraries, and works as with them."""

from __future__ import annotations

from types import CodeType

import pytest

from tpm_tui.cli.bytecode.docstrings import remove_docstrings

SOURCE = '''
"""The module."""

class Shape:
    """A shape."""

    def area(self):
        """Return the area."""
        return "area"

    def name(self):
        """name"""
        return "name"

    def sides(self):
        return ["sides" for _ in range(1)], {"a" for _ in "a"}, (lambda: "text")()

def outer():
    """Outer."""
    def inner():
        """Inner."""
        return 5
    return inner
'''


def run(module: str) -> dict[str, object]:
    code = compile(SOURCE, "shape.py", "exec")
    names: dict[str, object] = {}
    exec(remove_docstrings(module, code), names)
    return names


def test_docstrings_of_functions_in_libraries_are_removed() -> None:
    names = run("textual.shape")
    shape, outer = names["Shape"], names["outer"]
    assert isinstance(shape, type)
    assert callable(outer)
    assert shape.area.__doc__ is None  # type: ignore[attr-defined]
    assert outer.__doc__ is None
    inner = outer()
    assert (inner.__doc__, inner()) == (None, 5)


def test_text_that_is_also_used_stays() -> None:
    shape = run("textual.shape")["Shape"]
    assert isinstance(shape, type)
    assert shape().name() == "name"
    assert shape().area() == "area"
    assert shape().sides() == (["sides"], {"a"}, "text")


@pytest.mark.parametrize("module", ["tpm_tui.shape", "click.core", "textualize.shape"])
def test_docstrings_of_other_packages_stay(module: str) -> None:
    shape = run(module)["Shape"]
    assert isinstance(shape, type)
    assert shape.area.__doc__ == "Return the area."  # type: ignore[attr-defined]


def test_line_numbers_stay() -> None:
    code = compile(SOURCE, "shape.py", "exec")
    changed = remove_docstrings("rich.shape", code)
    assert lines(changed) == lines(code)


def lines(code: CodeType) -> list[tuple[int, int, int | None]]:
    found = list(code.co_lines())
    for each in code.co_consts:
        if isinstance(each, CodeType):
            found += lines(each)
    return found
