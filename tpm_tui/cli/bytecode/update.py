"""Write the file for the next start, in a process of its own that reads no data of the learner."""

from __future__ import annotations

import fcntl
import marshal
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import SourceFileLoader
from typing import BinaryIO

from tpm_tui.cli.bytecode.docstrings import remove_docstrings
from tpm_tui.cli.bytecode.finder import StartFinder, end_start
from tpm_tui.cli.bytecode.start_file import PACKAGE, PATH, SIZE_BYTES, Expression, ModuleEntry, source_state
from tpm_tui.ui.terminal.startup import enable_garbage_collection, import_msgspec, prepare_terminal


def finish_start() -> None:
    """End the start after the first frame, and update the file if it lacks a module that was imported.

    That happens once per installed version and screen at which the app starts.
    """
    enable_garbage_collection()
    finder = end_start()
    if finder is None:
        return
    names = modules_to_add(finder)
    finder.file.close()
    if names and os.access(os.path.dirname(PATH), os.W_OK):
        from subprocess import DEVNULL, Popen

        command = [sys.executable, "-m", "tpm_tui.cli.bytecode.update", *names]
        # `-m` imports from the working directory, too.
        Popen(
            command,
            cwd=os.path.dirname(PACKAGE),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            start_new_session=True,
        )


def modules_to_add(finder: StartFinder) -> list[str]:
    """Return the modules that the file should have; nothing if it has all that were imported.

    Modules of earlier starts stay in the file, as long as their sources exist.
    """
    imported = [name for name in source_modules() if name not in finder.imported_before]
    if sys.dont_write_bytecode or finder.used.issuperset(imported):
        return []
    earlier = [name for name, entry in finder.file.index.items() if os.path.exists(entry[0])]
    return [*earlier, *(name for name in imported if name not in finder.file.index)]


def source_modules() -> dict[str, str]:
    """Return the sources of the submodules imported so far, by module name."""
    return {
        name: spec.origin
        for name, module in list(sys.modules.items())
        if "." in name and (spec := getattr(module, "__spec__", None)) and spec.name == name
        if isinstance(spec.loader, SourceFileLoader) and spec.origin
    }


def compiled_expressions() -> list[Expression]:
    """Return the regular expressions in the cache of `re`, with the arguments that create them.

    The arguments are computed as in `re._compiler.compile` of Python 3.11. An expression for which they
    create another one is left out.
    """
    import _sre  # type: ignore[import-not-found]

    compiler, parser = import_module("re._compiler"), import_module("re._parser")
    found: list[Expression] = []
    for _, pattern, flags in list(re._cache):  # type: ignore[attr-defined]
        parsed = parser.parse(pattern, flags)
        state = parsed.state
        code = [int(each) for each in compiler._code(parsed, flags)]
        names: list[str | None] = [None] * state.groups
        for group, number in state.groupdict.items():
            names[number] = group
        arguments = (pattern, int(flags | state.flags), code, state.groups - 1, state.groupdict, tuple(names))
        if _sre.compile(*arguments) == re.compile(pattern, flags):
            found.append((flags, *arguments))
    return found


@contextmanager
def lock_new_file(path: str) -> Iterator[BinaryIO | None]:
    """Open the file that is to replace another one, empty and locked; None if another process has it.

    A process that is killed leaves it behind, and the next one uses it.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            was_renamed = os.fstat(descriptor).st_ino != os.stat(path).st_ino
        except (BlockingIOError, FileNotFoundError):
            was_renamed = True
        if not was_renamed:
            file.truncate()
        yield None if was_renamed else file


def file_parts(sources: Mapping[str, str], expressions: Sequence[Expression]) -> Iterable[bytes]:
    """Return the parts of the file: size of the index, index, regular expressions, bytecode of modules."""
    modules = []
    for name, source in sources.items():
        state = source_state(source)
        code = SourceFileLoader(name, source).get_code(name)
        bytecode = marshal.dumps(code and remove_docstrings(name, code))
        modules.append((name, source, state, bytecode))
    compiled = marshal.dumps(list(expressions))

    def index(size: int) -> bytes:
        offset = SIZE_BYTES + size + len(compiled)
        entries: dict[str, ModuleEntry] = {}
        for name, source, state, bytecode in modules:
            is_package = os.path.basename(source) == "__init__.py"
            entries[name] = (source, is_package, *state, offset, len(bytecode))
            offset += len(bytecode)
        return marshal.dumps((sys.version, offset, entries, (SIZE_BYTES + size, len(compiled))))

    # marshal writes every integer below 2**31 with the same number of bytes.
    size = len(index(0))
    return [size.to_bytes(SIZE_BYTES, "little"), index(size), compiled, *(code for *_, code in modules)]


def update_file(names: Sequence[str], path: str = PATH) -> None:
    """Import modules as a start does, and write the file with them. Raises OSError.

    Does nothing if another process writes the file.

    Args:
        names: of the modules.
        path: of the file.
    """
    with lock_new_file(f"{path}.new") as file:
        if file is None:
            return
        import_msgspec()
        prepare_terminal(dict(os.environ))
        for name in names:
            import_module(name)
        found = source_modules()
        file.writelines(
            file_parts({name: found[name] for name in names if name in found}, compiled_expressions())
        )
        file.flush()
        os.fchmod(file.fileno(), os.stat(__file__).st_mode & 0o666)  # who can read the code can read the file
        os.fsync(file.fileno())
        os.replace(f"{path}.new", path)


if __name__ == "__main__":
    os.nice(10)
    update_file(sys.argv[1:])
