"""What the app's start leaves out, and gives back."""

from __future__ import annotations

import subprocess
import sys

STARTED = """
import sys
from tpm_tui.ui.terminal.startup import prepare_terminal
prepare_terminal({})
import tpm_tui.ui.practice_app
print("ssl" in sys.modules, "_ssl" in sys.modules)
import ssl
print(ssl.create_default_context().check_hostname)
"""

HAD_IT = """
import ssl
from tpm_tui.ui.terminal.startup import prepare_terminal
prepare_terminal({})
import sys
print(sys.modules["ssl"] is ssl, "asyncio" in sys.modules)
"""


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_an_app_that_connects_to_nothing_loads_no_tls_and_still_can() -> None:
    assert run(STARTED).split() == ["False", "False", "True"]


def test_tls_that_was_loaded_before_is_left_alone() -> None:
    assert run(HAD_IT).split() == ["True", "False"]
