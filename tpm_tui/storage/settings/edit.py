"""Change one setting in the config file; comments and other lines stay as they are."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.settings.about import NONE_VALUES
from tpm_tui.storage.settings.load import LoadedConfig, has_content, parse_config
from tpm_tui.storage.settings.setting import SETTINGS, Setting

if TYPE_CHECKING:
    from tpm_tui.storage.yaml_files.emit import YamlValue
    from tpm_tui.storage.yaml_files.tree import Node

_ONE_VALUE = re.compile(r"[^\s,\[\]]+")
"""One of the values of a list on the command line: they are separated by commas or spaces."""


class SettingError(TpmError):
    """The setting is unknown or its value is invalid; the message says what is valid."""


def change_setting(path: Path, name: str, value: str) -> None:
    """Write a setting to the config file, replacing its old value.

    Other settings may be wrong; they stay as they are.

    Args:
        path: the config file.
        name: the name of the setting.
        value: its value as text; several values are separated by commas or spaces.

    Raises:
        SettingError: the name or the value is invalid, or the file has an error that must be fixed first.
        WriteError: the file cannot be written.
    """
    from tpm_tui.storage.yaml_files.edit import set_field
    from tpm_tui.storage.yaml_files.nodes import YamlEditError

    setting = _find_setting(name, path)
    new = parse_value(setting, value)
    before = _read_text(path)
    try:
        after = set_field(before, name, new)
    except YamlEditError as error:
        raise SettingError(f"fix this first: {path}: {error}") from error
    loaded = msgspec.convert(parse_config(str(path), after.encode("utf-8")), LoadedConfig, strict=False)
    if name not in loaded.from_file or as_yaml(getattr(loaded.config, name)) != new:
        raise SettingError(f"{name} can only be changed in the settings file itself, {path}")
    _write_text(path, after)


def remove_setting(path: Path, name: str) -> bool:
    """Remove a setting from the config file, so that it has its default; return whether the file had it.

    Args:
        path: the config file.
        name: the name of the setting.

    Raises:
        SettingError: the name is invalid, or the setting can only be removed by hand.
        WriteError: the file cannot be written.
    """
    from tpm_tui.storage.yaml_files.edit import remove_field
    from tpm_tui.storage.yaml_files.nodes import YamlEditError

    _find_setting(name, path)
    before = _read_text(path)
    try:
        after = remove_field(before, name)
    except YamlEditError as error:
        raise SettingError(f"fix this first: {path}: {error}") from error
    if after == before:
        return False
    _write_text(path, after)
    return True


def parse_value(setting: Setting, text: str) -> YamlValue:
    """Return the value of a setting from the command line.

    Raises:
        SettingError: the value is invalid; the message says how to write it.
    """
    from tpm_tui.storage.yaml_files.convert import convert

    text = text.strip()
    if not is_clean(text):
        raise SettingError(f"{setting.name} contains control or invisible characters; type it again")
    if setting.is_optional and text.lower() in NONE_VALUES:
        return None
    problems = ProblemList("")
    value: object = convert(_node(setting, text), setting.type, problems, setting.name)
    messages = [problem.message for problem in problems.sorted()]
    messages = messages or [message for _, message in setting.invalid_parts(value)]
    if messages:
        raise SettingError(f"{messages[0]}; {setting.hint}")
    return as_yaml(value)


def as_yaml(value: object) -> YamlValue:
    """Return the value of a setting as the plain data that its file contains."""
    plain: YamlValue = msgspec.to_builtins(value)
    return list(plain) if isinstance(plain, tuple) else plain


def _node(setting: Setting, text: str) -> Node:
    """Return the value as a node, as if it were read from the file."""
    from tpm_tui.storage.yaml_files.tree import Node

    if not setting.is_list:
        return Node(text, (0, 0))
    parts = _ONE_VALUE.findall(text)
    node = Node(list(parts), (0, 0))
    node.items = [Node(part, (0, 0)) for part in parts]
    return node


def _find_setting(name: str, path: Path) -> Setting:
    """Return the setting of a name, if it can be changed from the command line."""
    if name in SETTINGS and SETTINGS[name].is_nested:
        raise SettingError(f"{name} can only be changed in the settings file itself, {path}")
    if name not in SETTINGS:
        from tpm_tui.storage.yaml_files.messages import nearest_name

        near = nearest_name(name, SETTINGS)
        names = ", ".join(each.name for each in SETTINGS.values() if not each.is_nested)
        raise SettingError(
            f"unknown setting {name!r}; " + (f"did you mean {near}?" if near else f"the settings are {names}")
        )
    return SETTINGS[name]


def _write_text(path: Path, text: str) -> None:
    with os_errors_as_write_errors("The setting was not saved"):
        make_private_folder(path.parent)
        atomic_write(path, text.encode("utf-8"), durable=True)


def _read_text(path: Path) -> str:
    """Return the text of the config file, "" if it does not exist.

    Raises:
        SettingError: it cannot be read, or is not valid YAML.
    """
    from tpm_tui.storage.yaml_files.tree import read_tree

    if not os.path.exists(path):  # unlike pathlib, returns False for names that are too long
        return ""
    try:
        data = read_bytes(path)[0]
    except ReadError as error:
        raise SettingError(str(error)) from error
    problems = ProblemList(str(path))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingError(f"{path} is not UTF-8: save it as UTF-8 first") from error
    if has_content(data) and read_tree(data, problems) is None:
        raise SettingError(f"fix this first: {problems.sorted()[0]}")
    return text
