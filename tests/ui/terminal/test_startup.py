"""Startup does not load TLS, and a later import of it works."""

from __future__ import annotations

import subprocess
import sys

STARTUP = """
import sys
from tpm_tui.ui.terminal.startup import prepare_terminal
prepare_terminal({})
import tpm_tui.ui.app, tpm_tui.ui.screens.practice.screen
print("ssl" in sys.modules, "_ssl" in sys.modules)
import ssl
print(ssl.create_default_context().check_hostname)
"""

SSL_IMPORTED_BEFORE = """
import ssl
from tpm_tui.ui.terminal.startup import prepare_terminal
prepare_terminal({})
import sys
import asyncio.sslproto
print(sys.modules["ssl"] is ssl, asyncio.sslproto.ssl is ssl)
"""

PALETTE = """
import sys
from tpm_tui.ui.terminal.startup import prepare_terminal
prepare_terminal({})
import tpm_tui.ui.app, tpm_tui.ui.screens.places.today
print("textual.command" in sys.modules)
from textual.command import CommandPalette
print(CommandPalette.__module__)
"""


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_startup_does_not_load_tls() -> None:
    assert run(STARTUP).split() == ["False", "False", "True"]


def test_tls_imported_before_startup_is_kept() -> None:
    assert run(SSL_IMPORTED_BEFORE).split() == ["True", "True"]


def test_startup_does_not_load_the_command_palette() -> None:
    assert run(PALETTE).split() == ["False", "textual.command"]
