"""Where files live: the XDG folders, or what options and environment say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

APP = "tpm-tui"


class Paths(Struct, frozen=True):
    """The places of one run. Nothing is created by naming it."""

    config: Path
    """The config file."""
    data: Path
    """Progress, history, drafts, backups, reports: what is worth a backup."""
    state: Path
    """Logs."""
    cache: Path
    """What can be made again."""

    @property
    def themes(self) -> Path:
        """The learner's own themes."""
        return self.config.parent / "themes"

    @property
    def banks(self) -> Path:
        """The learner's own questions, read beside the shipped ones."""
        return self.data / "bank"

    @property
    def reports(self) -> Path:
        """Where session reports go."""
        return self.data / "reports"

    @property
    def backups(self) -> Path:
        """Where backups go."""
        return self.data / "backups"

    @property
    def log(self) -> Path:
        """Where a traceback goes instead of the screen."""
        return self.state / "tpm-tui.log"


def find_paths(environ: Mapping[str, str], *, data: Path | None = None, config: Path | None = None) -> Paths:
    """The places for this environment; `data` and `config` come from the command line and win."""
    # The XDG variables are looked at here, since platformdirs costs ten times as much to import and is
    # needed only where they are the system's own to say (macOS, Windows).
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
        config=config or _own(environ, "TPM_TUI_CONFIG") or folders[0] / "config.yaml",
        data=data or _own(environ, "TPM_TUI_DATA_DIR") or folders[1],
        state=folders[2],
        cache=folders[3],
    )


def _xdg(environ: Mapping[str, str], name: str, default: Path) -> Path:
    """The specification has relative paths ignored."""
    value = environ.get(name, "")
    return Path(value) if os.path.isabs(value) else default


def _own(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value).expanduser() if value else None
