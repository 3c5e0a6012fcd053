"""Bytecode without docstrings, which a running app does not use."""

from __future__ import annotations

import dis
import sys
from types import CodeType

WITHOUT_DOCSTRINGS = ("textual", "rich", "asyncio")
"""Packages that work without docstrings, as with `python -OO`. Together these take 0.9 MB of memory, 3 % of
that of a start (Python 3.11, Textual 8.2.8). Our own stay: the command line shows some of them."""

HAS_DOCSTRING = 0x4000000
"""`inspect.CO_HAS_DOCSTRING`, which is new in Python 3.13."""

OPTIMIZED = 0x1
"""`inspect.CO_OPTIMIZED`, which only functions have."""


def remove_docstrings(module: str, code: CodeType) -> CodeType:
    """Return the code of a module without the docstrings of its functions.

    Args:
        module: its name; the code of other packages than `WITHOUT_DOCSTRINGS` is returned as it is.
        code: its code.
    """
    return _without_docstrings(code) if module.split(".")[0] in WITHOUT_DOCSTRINGS else code


def _without_docstrings(code: CodeType) -> CodeType:
    inner = tuple(
        _without_docstrings(each) if isinstance(each, CodeType) else each for each in code.co_consts
    )
    if _has_docstring(code) and not _uses_first_constant(code):
        inner = (None, *inner[1:])
    return code.replace(co_consts=inner)


def _has_docstring(code: CodeType) -> bool:
    """Return whether the first constant of a function is its docstring."""
    if sys.version_info >= (3, 13):
        return bool(code.co_flags & HAS_DOCSTRING)
    is_function = code.co_flags & OPTIMIZED and not code.co_name.startswith("<")
    return bool(is_function and code.co_consts and isinstance(code.co_consts[0], str))


def _uses_first_constant(code: CodeType) -> bool:
    """Return whether a function uses the text of its docstring, too: equal constants are stored once."""
    pairs = zip(code.co_code[::2], code.co_code[1::2], strict=True)
    return any(argument == 0 and operation in dis.hasconst for operation, argument in pairs)
