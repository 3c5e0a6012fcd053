"""Modules that are imported when one of their names is used, instead of at the start.

`importlib.util.LazyLoader` loads a module at the first `from module import name`, which is how most of these
are imported. Imports nothing that Python has not imported anyway.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


class LateModule(ModuleType):
    """Stands for a module that is being imported by others, which use its names only later."""

    is_starting = True
    """Whether names are only imported; after that, a name is that of the real module."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return late_name(self.__name__, name) if self.is_starting else getattr(_import(self.__name__), name)


def late_name(module: str, name: str) -> type:
    """Return what stands for a function or class of a module: a call imports the module and calls that.

    It is a class, so that it can be part of a type annotation.
    """

    def call(_: type, *arguments: object, **options: object) -> object:
        function = getattr(_import(module), name)
        return function(*arguments, **options)

    return type(name, (), {"__new__": call})


def _import(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), LateModule):
        del sys.modules[name]
    return import_module(name)


@contextmanager
def late_modules(names: Iterable[str]) -> Iterator[None]:
    """Import the named modules late, if they are imported in this context and not yet."""
    late = {name: LateModule(name) for name in names if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name, module in late.items():
            module.is_starting = False
            if sys.modules.get(name) is module:
                del sys.modules[name]
