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


LATE = """
import sys
from tpm_tui.ui.terminal.startup import LATE_IN_MSGSPEC, LATE_IN_TEXTUAL, import_msgspec, prepare_terminal
import_msgspec()
prepare_terminal({})
import tpm_tui.ui.app, tpm_tui.ui.screens.practice.screen, tpm_tui.ui.terminal.driver
print(*(name for name in (*LATE_IN_MSGSPEC, *LATE_IN_TEXTUAL, "ipaddress", "shutil") if name in sys.modules))
"""

STYLE_ERROR = """
from tpm_tui.ui.terminal.startup import import_msgspec, prepare_terminal
import_msgspec()
prepare_terminal({})
from rich.console import Console
from textual.css.stylesheet import Stylesheet, StylesheetParseError
sheet = Stylesheet()
sheet.add_source("Widget { colour: red; margin: 1 2 3; }")
try:
    sheet.parse()
except StylesheetParseError as error:
    Console(width=90).print(error.errors)
import msgspec, pathlib
class Point(msgspec.Struct):
    x: int
print(msgspec.json.schema(Point)["$defs"]["Point"]["required"], msgspec.inspect.type_info(int))
print(pathlib.Path("/a b").as_uri())
from textual.style import Style
print(Style.from_meta({"a": 1}).meta)
"""


def test_start_imports_nothing_that_it_uses_late() -> None:
    assert run(LATE).split() == []


def test_what_is_imported_late_works() -> None:
    output = run(STYLE_ERROR)
    assert "Did you mean 'color'?" in output
    assert "['x'] IntType" in output
    assert "file:///a%20b" in output
    assert "{'a': 1}" in output


COMMANDS = """
import sys
from tpm_tui.ui.terminal.startup import import_msgspec, prepare_terminal
import_msgspec()
prepare_terminal({})
import tpm_tui.ui.screens.practice.commands.groups
unused = "hashlib", "textual.widgets._input", "tpm_tui.practice.mock.session"
print(*(name for name in unused if name in sys.modules))
"""


def test_first_command_of_practice_imports_no_mock_interview() -> None:
    assert run(COMMANDS).split() == []
