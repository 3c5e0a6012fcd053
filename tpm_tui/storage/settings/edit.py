"""Change one setting in the config file; keep comments and other lines."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import msgspec

from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.settings.config import Config, config_problems
from tpm_tui.storage.yaml_files.document import parse_yaml

NESTED = ("keymap", "dates")
"""Settings with nested values; they can only be edited in the file itself."""

LISTS = ("intervals", "days_off", "backups")
"""Settings with several values, separated by commas or spaces on the command line."""

OPTIONAL = ("max_new", "max_reviews")
"""Numbers that can be none."""


class SettingError(Exception):
    """The setting is unknown or its value is invalid; the message says what is valid."""


def setting_names() -> list[str]:
    """Return the names of the settings that can be changed from the command line."""
    return [name for name in Config.__struct_fields__ if name not in NESTED]


def change_setting(path: Path, name: str, value: str) -> None:
    """Write `name: value` to the config file, replacing the old value.

    Raises:
        SettingError: the name or the value is invalid, or the file has an error that must be fixed first.
        WriteError: the file cannot be written.
    """
    if name in NESTED:
        raise SettingError(f"{name} can only be changed in the settings file itself, {path}")
    if name not in setting_names():
        raise SettingError(f"unknown setting {name!r}; the settings are {', '.join(setting_names())}")
    before = _read_text(path)
    line = f"{name}: {as_yaml(name, value)}"
    pattern = re.compile(rf"^{re.escape(name)}[ \t]*:.*(?:\n(?:[ \t]+|-).*)*", re.MULTILINE)
    if pattern.search(before):
        after = pattern.sub(lambda _: line, before, count=1)
    else:
        after = before + ("" if not before or before.endswith("\n") else "\n") + line + "\n"
    loaded = parse_yaml(after.encode("utf-8"), Config, str(path))
    if loaded.value is None or any(not problem.warning for problem in loaded.problems):
        rest = pattern.sub(lambda found: "\n" * found[0].count("\n"), before, count=1)
        if error := _first_error(rest, path):
            raise SettingError(f"fix this first: {error}")
        problem = next(problem for problem in loaded.problems if not problem.warning)
        hint = problem.hint.replace(f"write {name}:", "for example")
        raise SettingError(f"{problem.message}; {hint}" if hint else problem.message)
    for setting, message, hint in config_problems(loaded.value):
        if setting == name:
            raise SettingError(f"{message}; {hint}")
    with os_errors_as_write_errors("The setting was not saved"):
        make_private_folder(path.parent)
        atomic_write(path, after.encode("utf-8"), durable=True)


def _first_error(text: str, path: Path) -> Problem | None:
    """Return the first error of a config file with this text; None if it has only comments."""
    if all(line.isspace() or not line or line.lstrip().startswith("#") for line in text.splitlines()):
        return None
    problems = parse_yaml(text.encode("utf-8"), Config, str(path)).problems
    return next((problem for problem in problems if not problem.warning), None)


def _read_text(path: Path) -> str:
    if not os.path.exists(path):  # unlike pathlib, returns False for names that are too long
        return ""
    try:
        return read_bytes(path)[0].decode("utf-8")
    except ReadError as error:
        raise SettingError(str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{path} is not UTF-8: save it as UTF-8 first") from error


def as_yaml(name: str, value: str) -> str:
    """Return a value as YAML: lists in brackets, none as null, strings quoted if necessary."""
    if name in LISTS:
        return "[" + ", ".join(re.findall(r"[^\s,\[\]]+", value)) + "]"
    if name in OPTIONAL and value.lower() == "none":
        return "null"
    return value if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_./+-]*", value) else json.dumps(value)


def show_settings(config: Config) -> dict[str, object]:
    """Return all settings with their values, as plain data."""
    values = msgspec.to_builtins(config)
    assert isinstance(values, dict)
    return values
