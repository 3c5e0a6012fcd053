"""What has to be settled before Textual is imported, for a start that is quick and a line that is slow."""

from __future__ import annotations

import gc
import sys
from collections.abc import MutableMapping

ESCAPE_DELAY_MS = "200"
"""How long to wait for the rest of a key's sequence; on a slow line Textual's 100 ms turn arrows into
letters (Textualize/textual#4816)."""


def prepare_terminal(environ: MutableMapping[str, str]) -> None:
    """Set what Textual reads as it is imported, and import what it would import at more cost."""
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if "SSH_CONNECTION" in environ:
        environ.setdefault("ESCDELAY", ESCAPE_DELAY_MS)
    import_asyncio()


def import_asyncio() -> None:
    """Import asyncio without TLS, as a Python would that was built without it.

    Loading OpenSSL takes a twentieth of the start, and the app opens no connection. Whoever imports `ssl`
    later gets it; only asyncio's own connections go without.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def mark_started() -> None:
    """The first frame is out: what was imported stays, so the collector need not look at it again."""
    gc.freeze()
    gc.enable()
