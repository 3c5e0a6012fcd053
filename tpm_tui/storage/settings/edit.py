"""Changing one setting in the config file, its comments and other lines left as they are."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import msgspec

from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.settings.config import Config, config_problems
from tpm_tui.storage.yaml_files.document import parse_yaml

NESTED = ("keymap", "dates")
"""Settings that are tables; they are edited in the file itself."""


LISTS = ("intervals", "days_off", "backups")
"""Settings of several values, divided by commas or blanks on the command line."""

OPTIONAL = ("max_new", "max_reviews")
"""Numbers that may be none."""


class SettingError(Exception):
    """A setting that there is not, or a value it cannot have; says what would do."""


def setting_names() -> list[str]:
    """The settings that can be changed one by one."""
    return [name for name in Config.__struct_fields__ if name not in NESTED]


def change_setting(path: Path, name: str, value: str) -> None:
    """Write `name: value` into the config file, in place of what it said.

    Raises:
        BadSetting: the name or the value is not usable, or the file has a fault that must be mended first.
        WriteError: it cannot be written.
    """
    if name not in setting_names():
        raise SettingError(f"there is no setting {name!r}; there are {', '.join(setting_names())}")
    before = _text(path)
    written = f"{name}: {as_yaml(name, value)}"
    pattern = re.compile(rf"^{re.escape(name)}[ \t]*:.*(?:\n(?:[ \t]+|-).*)*", re.MULTILINE)
    if pattern.search(before):
        after = pattern.sub(lambda _: written, before, count=1)
    else:
        after = before + ("" if not before or before.endswith("\n") else "\n") + written + "\n"
    loaded = parse_yaml(after.encode("utf-8"), Config, str(path))
    if loaded.value is None or any(not problem.warning for problem in loaded.problems):
        problem = next(problem for problem in loaded.problems if not problem.warning)
        raise SettingError(f"{problem.message}: {problem.hint}" if problem.hint else problem.message)
    faults = [fault for fault in config_problems(loaded.value) if fault[0] == name]
    if faults:
        raise SettingError(f"{faults[0][1]}: {faults[0][2]}")
    with os_errors_as_write_errors("The setting was not saved"):
        make_private_folder(path.parent)
        atomic_write(path, after.encode("utf-8"), durable=True)


def _text(path: Path) -> str:
    if not os.path.exists(path):  # unlike pathlib it also knows names that are too long
        return ""
    try:
        return read_bytes(path)[0].decode("utf-8")
    except ReadError as fault:
        raise SettingError(str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise SettingError(f"{path} is not UTF-8: save it as UTF-8 first") from fault


def as_yaml(name: str, value: str) -> str:
    """A value as YAML: a list of numbers in brackets, no number as null, texts quoted where they need it."""
    if name in LISTS:
        return "[" + ", ".join(re.findall(r"[^\s,\[\]]+", value)) + "]"
    if name in OPTIONAL and value.lower() == "none":
        return "null"
    return value if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_./+-]*", value) else json.dumps(value)


def show_settings(config: Config) -> dict[str, object]:
    """All settings with their values, as plain data."""
    values = msgspec.to_builtins(config)
    assert isinstance(values, dict)
    return values
