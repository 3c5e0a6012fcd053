"""Locations of files: the XDG folders, unless options or environment variables override them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

APP = "tpm-tui"


class Paths(Struct, frozen=True):
    """The folders and files of one run. Creating this object creates none of them."""

    config: Path
    """The config file."""
    data: Path
    """Progress, history, drafts, backups, reports: the data worth backing up."""
    state: Path
    """Logs."""
    cache: Path
    """Files that can be rebuilt."""

    @property
    def themes(self) -> Path:
        """The folder of the learner's own themes."""
        return self.config.parent / "themes"

    @property
    def banks(self) -> Path:
        """The folder of the learner's own questions, loaded in addition to the shipped ones."""
        return self.data / "bank"

    @property
    def reports(self) -> Path:
        """The folder of session reports."""
        return self.data / "reports"

    @property
    def exports(self) -> Path:
        """The folder of texts that the learner wrote to files."""
        return self.data / "exports"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.data / "backups"

    @property
    def log(self) -> Path:
        """The log file for tracebacks, which are not printed on the screen."""
        return self.state / "tpm-tui.log"


def find_paths(environ: Mapping[str, str], *, data: Path | None = None, config: Path | None = None) -> Paths:
    """Return the paths for this environment.

    Args:
        environ: the environment variables.
        data: the data folder from the command line; overrides the environment.
        config: the config file from the command line; overrides the environment.
    """
    # The XDG variables are read here, since platformdirs takes ten times as long to import and is needed
    # only on systems with their own conventions (macOS, Windows).
    if os.name == "posix" and os.uname().sysname != "Darwin":
        home = Path(environ.get("HOME") or Path.home())
        config_home = _xdg(environ, "XDG_CONFIG_HOME", home / ".config")
        data_home = _xdg(environ, "XDG_DATA_HOME", home / ".local/share")
        state_home = _xdg(environ, "XDG_STATE_HOME", home / ".local/state")
        cache_home = _xdg(environ, "XDG_CACHE_HOME", home / ".cache")
        folders = [base / APP for base in (config_home, data_home, state_home, cache_home)]
    else:
        import platformdirs

        dirs = platformdirs.PlatformDirs(APP, appauthor=False)
        folders = [
            dirs.user_config_path,
            dirs.user_data_path,
            dirs.user_state_path,
            dirs.user_cache_path,
        ]
    return Paths(
        config=config or _path_from(environ, "TPM_TUI_CONFIG") or folders[0] / "config.yaml",
        data=data or _path_from(environ, "TPM_TUI_DATA_DIR") or folders[1],
        state=folders[2],
        cache=folders[3],
    )


def _xdg(environ: Mapping[str, str], name: str, default: Path) -> Path:
    """Return the value of an XDG variable; the specification says to ignore relative paths."""
    value = environ.get(name, "")
    return Path(value) if os.path.isabs(value) else default


def _path_from(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value).expanduser() if value else None
