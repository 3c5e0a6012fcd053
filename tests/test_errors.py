"""Every error class of the package derives from `TpmError`."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import tpm_tui
from tpm_tui.core.errors import TpmError


def error_classes() -> Iterator[type[BaseException]]:
    """Return the exception classes that the package defines, public or not."""
    for module in pkgutil.walk_packages(tpm_tui.__path__, "tpm_tui."):
        if module.name == "tpm_tui.__main__":
            continue
        for value in vars(import_module(module.name)).values():
            is_error = isinstance(value, type) and issubclass(value, BaseException)
            if is_error and value.__module__ == module.name:
                yield value


def test_every_error_has_the_same_root() -> None:
    found = set(error_classes())
    assert len(found) > 10
    assert {error.__name__ for error in found if not issubclass(error, TpmError)} == set()
