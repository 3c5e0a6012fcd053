"""Settings made before Textual is imported, for a fast startup and for slow connections."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, MutableMapping

from tpm_tui.storage.late_modules import late_modules

ESCAPE_DELAY_MS = 100
"""How long a lone Escape may be the beginning of a key's sequence."""

SSH_ESCAPE_DELAY_MS = 200
"""The same over SSH, where a sequence is more often split (Textualize/textual#4816)."""

MAX_ESCAPE_DELAY_MS = 10_000
"""A longer delay would look as if Escape did not work."""

LATE_IN_MSGSPEC = ("urllib.parse", "msgspec.inspect", "msgspec._json_schema")
"""Modules that are imported only when they are used."""

LATE_IN_TEXTUAL = (
    "textual.command",  # the command palette
    "platformdirs",  # saving files from a browser
    "mimetypes",
    "textual.suggestions",  # errors in style sheets, and what they are shown with
    "textual.css._help_renderables",
    "textual.css._help_text",
    "rich.panel",
    "rich.table",
    "pickle",  # links in texts
    "textual.canvas",  # lines between widgets
    "textual._xterm_parser",  # the input of Textual's own driver
)


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
        with late_modules(("asyncio.sslproto",)):
            import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def import_msgspec() -> None:
    """Import msgspec and pathlib without what they need only for schemas and addresses of files."""
    with late_modules(LATE_IN_MSGSPEC):
        import pathlib  # noqa: F401

        import msgspec  # noqa: F401


def import_textual() -> None:
    """Import Textual without what the app does not use, or only in errors.

    The palette imports lists, trees, selects and validators: 14 % of the time that importing Textual takes,
    5 % of the time to the first frame (Textual 8.2.8). The other modules take 3 % of that and 1 MB of memory.
    """
    if "textual.app" in sys.modules:
        return
    with late_modules(LATE_IN_TEXTUAL):
        import textual.app
        import textual.drivers.linux_driver  # noqa: F401


def enable_garbage_collection() -> None:
    """Exclude everything imported so far from garbage collection, and enable the collector.

    Called after the first frame.
    """
    gc.freeze()
    gc.enable()
