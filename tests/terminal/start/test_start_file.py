"""The first start writes the file from which the next ones import, without delaying anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import TIMEOUT, Terminal
from tpm_tui.cli.bytecode.start_file import PACKAGE, PATH

pytestmark = [pytest.mark.terminal, pytest.mark.slow(120)]

READ = """
from tpm_tui.cli.bytecode.finder import begin_start, end_start
begin_start()
import tpm_tui.cli.launch, tpm_tui.practice.session, re
print(len(end_start().used))
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the package without bytecode, with what is shipped beside it."""
    library = tmp_path / "library"
    shutil.copytree(PACKAGE, library / "tpm_tui", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("bank", "themes"):
        shutil.copytree(Path(PACKAGE).parent / name, library / name)
    return library


def test_second_start_imports_from_the_file(machine: Machine, library: Path) -> None:
    machine.environ |= {"PYTHONPATH": str(library), "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": ""}
    path = library / "tpm_tui" / "__pycache__" / Path(PATH).name
    with machine.start("practice") as terminal:
        terminal.wait_for("YOUR ANSWER")
        wait_until_written(path, terminal)
        terminal.press("still here")
        terminal.wait_for("still here")
    before = path.read_bytes()
    read = subprocess.run(
        [sys.executable, "-c", READ], env=machine.environ, cwd=machine.home, capture_output=True, check=True
    )
    assert int(read.stdout) > 50
    with machine.start("practice") as terminal:
        terminal.wait_for("YOUR ANSWER")
        terminal.press("again")
        terminal.wait_for("again")
    assert path.read_bytes() == before


def wait_until_written(path: Path, terminal: Terminal) -> None:
    """Read the terminal until another process has written the file."""
    deadline = time.monotonic() + TIMEOUT
    while not path.exists():
        assert time.monotonic() < deadline
        assert terminal._read(0.1)
