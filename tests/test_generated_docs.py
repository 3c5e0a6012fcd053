"""`make docs` updates the generated parts of the documentation and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ("docs/keys.md", "docs/settings.md", "bank/bank.schema.json")


def run_docs(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / ".ci" / "docs.py"), str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def copy_outdated(folder: Path) -> None:
    """Copy the files with a table of one old row each, and an empty schema."""
    for name in GENERATED:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        text = (ROOT / name).read_text("utf-8")
        old, count = re.subn(r"(<!-- (\w+) -->\n).*(<!-- /\2 -->)", r"\1| old |\n\3", text, flags=re.DOTALL)
        file.write_text(old if count else "{}", "utf-8")


def test_outdated_parts_are_replaced(tmp_path: Path) -> None:
    copy_outdated(tmp_path)
    run = run_docs(tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    for name in GENERATED:
        assert (tmp_path / name).read_text("utf-8") == (ROOT / name).read_text("utf-8"), name


def test_page_without_markers_is_not_changed(tmp_path: Path) -> None:
    copy_outdated(tmp_path)
    page = tmp_path / "docs" / "keys.md"
    page.write_text("# Keys\n", "utf-8")
    assert run_docs(tmp_path).returncode == 1
    assert page.read_text("utf-8") == "# Keys\n"
