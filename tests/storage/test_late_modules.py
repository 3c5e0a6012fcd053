"""Modules that are imported when one of their names is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tpm_tui.storage.late_modules import LateModule, late_modules

RARE = "sndhdr_of_the_test"

SOURCE = """
def double(number, *, add=0):
    return 2 * number + add

class Pair:
    def __init__(self, first, second):
        self.both = first, second

LIMIT = 3
"""


@pytest.fixture(autouse=True)
def rare_module(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make a module that nothing has imported."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / f"{RARE}.py").write_text(SOURCE, encoding="utf-8")
    (folder / "importer.py").write_text(f"import {RARE}\nfrom {RARE} import double, Pair\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    yield
    sys.modules.pop(RARE, None)
    sys.modules.pop("importer", None)


def is_loaded() -> bool:
    return RARE in sys.modules and not isinstance(sys.modules[RARE], LateModule)


def test_module_is_imported_when_an_imported_function_is_called() -> None:
    with late_modules([RARE]):
        from importer import double  # type: ignore[import-not-found]
    assert not is_loaded()
    assert double(4, add=1) == 9
    assert is_loaded()


def test_imported_class_creates_objects_of_the_real_one() -> None:
    with late_modules([RARE]):
        from importer import Pair
    pair = Pair(1, 2)
    assert pair.both == (1, 2)
    assert type(pair) is sys.modules[RARE].Pair


def test_name_of_the_module_is_the_real_one_afterwards() -> None:
    with late_modules([RARE]):
        import importer
    assert not is_loaded()
    assert getattr(importer, RARE).LIMIT == 3
    assert is_loaded()


def test_function_can_be_called_before_the_end() -> None:
    with late_modules([RARE]):
        from importer import double

        assert double(2) == 4
        assert is_loaded()
    assert is_loaded()


def test_later_import_gets_the_real_module() -> None:
    with late_modules([RARE]):
        import importer  # noqa: F401
    assert RARE not in sys.modules
    module = __import__(RARE)
    assert module.LIMIT == 3


def test_unknown_name_is_an_error_afterwards() -> None:
    with late_modules([RARE]):
        import importer
    with pytest.raises(AttributeError):
        _ = getattr(importer, RARE).missing


def test_module_that_is_imported_already_is_kept() -> None:
    with late_modules(["json", "sys"]):
        import sys as same

        assert same is sys
        assert not isinstance(sys.modules["sys"], LateModule)
