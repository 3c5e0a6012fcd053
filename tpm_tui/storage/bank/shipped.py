"""Locate the bank and the themes that are shipped with the program.

A wheel contains both inside the package (`tpm_tui/data`, created by the build); a checkout or an editable
install has them next to the package. The package's own folder is checked first: next to an installed package
are all other installed packages, and a folder named `bank` there may belong to another one.
"""

from __future__ import annotations

import os
from pathlib import Path

from tpm_tui.storage.files.untrusted import real_path

_PACKAGE = Path(__file__).resolve().parents[2]


def shipped_bank() -> Path:
    """Return the folder of the shipped question bank, with one YAML file per topic."""
    return _shipped("bank")


def is_shipped_file(path: str) -> bool:
    """Return whether a bank file is one of the shipped ones, which are not edited."""
    return real_path(Path(path)).startswith(os.path.join(real_path(shipped_bank()), ""))


def shipped_themes() -> Path:
    """Return the folder of the shipped themes, with one YAML file per theme."""
    return _shipped("themes")


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
