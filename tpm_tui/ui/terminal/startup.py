"""Settings made before Textual is imported, for a fast startup and for slow connections."""

from __future__ import annotations

import gc
import sys
from collections.abc import MutableMapping

ESCAPE_DELAY_MS = "200"
"""How long to wait for the rest of a key's escape sequence. On a slow connection Textual's default of 100 ms
turns arrow keys into letters (Textualize/textual#4816)."""


def prepare_terminal(environ: MutableMapping[str, str]) -> None:
    """Set the variables that Textual reads on import, and import asyncio without TLS.

    Args:
        environ: the environment, modified in place; existing values are kept.
    """
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if "SSH_CONNECTION" in environ:
        environ.setdefault("ESCDELAY", ESCAPE_DELAY_MS)
    import_asyncio()


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


def enable_garbage_collection() -> None:
    """Exclude everything imported so far from garbage collection, and enable the collector.

    Called after the first frame.
    """
    gc.freeze()
    gc.enable()
