"""Options that several commands have, and checks of their values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")

plain_option = click.option(
    "--plain", is_flag=True, help="Plain text mode, for screen readers, pipes and simple terminals."
)

spoken_option = click.option(
    "--spoken", is_flag=True, help="Speak the answers instead of typing them; only their time is measured."
)

topics_option = click.option(
    "--topic", "topics", multiple=True, metavar="ID", help="Only this topic; may be repeated."
)


def check_paths(paths: Iterable[Path], option: str = "") -> None:
    """Check that all paths exist.

    Args:
        paths: files or folders.
        option: the option that gave them; empty for arguments.

    Raises:
        click.UsageError: one does not exist.
    """
    for path in paths:
        if not os.path.exists(path):
            raise click.UsageError(f"{option} {path}: no such file or folder".lstrip())
