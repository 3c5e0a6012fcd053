"""Settings made before Textual is imported, for a fast startup and for slow connections."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, MutableMapping
from types import ModuleType

ESCAPE_DELAY_MS = 100
"""How long a lone Escape may be the beginning of a key's sequence."""

SSH_ESCAPE_DELAY_MS = 200
"""The same over SSH, where a sequence is more often split (Textualize/textual#4816)."""

MAX_ESCAPE_DELAY_MS = 10_000
"""A longer delay would look as if Escape did not work."""

UNUSED = ("textual.command", "platformdirs")
"""Modules that `textual.app` imports for its command palette and for saving files from a browser."""


def prepare_terminal(environ: MutableMapping[str, str]) -> None:
    """Set the variables that Textual reads on import, and import it without what the app never uses.

    Args:
        environ: the environment, modified in place; existing values are kept.
    """
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    import_asyncio()
    import_textual()


def escape_delay(environ: Mapping[str, str]) -> float:
    """Return the escape delay in seconds.

    Args:
        environ: the environment, of which `ESCDELAY` (in milliseconds, as in curses) and `SSH_CONNECTION`
            are used. An invalid delay is ignored.
    """
    setting = environ.get("ESCDELAY", "").strip()
    if setting.isascii() and setting.isdecimal() and 0 < int(setting[:9]) <= MAX_ESCAPE_DELAY_MS:
        return int(setting) / 1000
    return (SSH_ESCAPE_DELAY_MS if "SSH_CONNECTION" in environ else ESCAPE_DELAY_MS) / 1000


def import_asyncio() -> None:
    """Import asyncio without TLS, as in a Python that was built without it.

    Loading OpenSSL takes 5 % of the startup time, and the app opens no connection. A later `import ssl`
    works; only asyncio's own connections have no TLS.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


class _Unused(ModuleType):
    """A module whose names are all empty classes."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def import_textual() -> None:
    """Import Textual without its command palette and the folders for downloads, which the app does not use.

    The palette imports lists, trees, selects and validators: 14 % of the time that importing Textual takes,
    5 % of the time to the first frame (Textual 8.2.8). The folders take 2 % of the import. Only
    `App.action_command_palette`, `App.search_commands` and `App.deliver_text` would need them. A later
    import of these modules works.
    """
    if "textual.app" in sys.modules:
        return
    stubs = {name: _Unused(name) for name in UNUSED if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        import textual.app  # noqa: F401
    finally:
        for name in stubs:
            del sys.modules[name]


def enable_garbage_collection() -> None:
    """Exclude everything imported so far from garbage collection, and enable the collector.

    Called after the first frame.
    """
    gc.freeze()
    gc.enable()
