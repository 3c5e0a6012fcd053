"""Import modules, and compile their regular expressions, from the file of the last start."""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

from tpm_tui.cli.bytecode.start_file import UNREADABLE, StartFile, source_state


class StartFinder:
    """Finds the submodules in the file whose source is unchanged. All other modules are imported as usual."""

    def __init__(self, file: StartFile) -> None:
        self.file = file
        self.used: set[str] = set()
        """The modules found in the file."""
        self.imported_before = set(sys.modules)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module in the file, as an entry of `sys.meta_path`.

        Only submodules: their place is decided by the path of their package, while a top-level module can be
        hidden by one in an earlier folder of `sys.path`.
        """
        entry = self.file.index.get(name)
        if entry is None or path is None or len(path) != 1:
            return None
        source, is_package, time, size, offset, length = entry
        folder = os.path.dirname(source)
        if path[0] != (os.path.dirname(folder) if is_package else folder):
            return None
        if source_state(source) != (time, size):
            return None
        spec = ModuleSpec(name, _Loader(name, source, self.file.read(offset, length)), origin=source)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [folder]
        self.used.add(name)
        return spec


class _Loader(SourceFileLoader):
    """Loads a module as Python does, but from bytecode that was read before."""

    def __init__(self, name: str, source: str, bytecode: bytes) -> None:
        super().__init__(name, source)
        self._bytecode = bytecode

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the module's code; only the first call uses the bytecode."""
        bytecode, self._bytecode = self._bytecode, b""
        try:
            code: object = marshal.loads(bytecode)
        except UNREADABLE:
            return super().get_code(fullname)
        return code if isinstance(code, CodeType) else super().get_code(fullname)


def use_expressions(file: StartFile) -> None:
    """Put the compiled regular expressions into the cache of `re`, where `re.compile` finds them.

    The cache is private; without it, or with other arguments than in Python 3.11, nothing is done.
    """
    try:
        import _sre  # type: ignore[import-not-found]

        for flags, *arguments in file.read_expressions():
            pattern = arguments[0]
            re._cache[type(pattern), pattern, flags] = _sre.compile(*arguments)  # type: ignore[attr-defined]
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return


def begin_start() -> None:
    """Import modules from the file from now on, until `end_start`."""
    if installed_finder() is None:
        file = StartFile()
        sys.meta_path.insert(0, StartFinder(file))
        use_expressions(file)


def installed_finder() -> StartFinder | None:
    """Return the finder between `begin_start` and `end_start`."""
    return next((each for each in sys.meta_path if isinstance(each, StartFinder)), None)


def end_start() -> StartFinder | None:
    """Import modules as usual from now on; return the finder, with its file still open."""
    finder = installed_finder()
    if finder is not None:
        sys.meta_path.remove(finder)
    return finder
