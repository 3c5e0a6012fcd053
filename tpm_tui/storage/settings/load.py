"""Load the settings file. An unknown or wrong setting costs only itself; the others stay in force."""

from __future__ import annotations

import os
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.storage.files.problem import MAX_PROBLEMS, Problem, ProblemList, problem_at
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.settings.about import NONE_VALUES
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.entries import keep_valid_entries, without_entries
from tpm_tui.storage.settings.setting import SETTINGS, Setting
from tpm_tui.storage.yaml_files.cache import load_cached, with_file_name

if TYPE_CHECKING:
    from tpm_tui.storage.yaml_files.tree import Node


class LoadedConfig(Struct, frozen=True):
    """The settings to use, and the problems of the file; a setting with an error has its default."""

    config: Config
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[int, int]] = {}
    """Line and column of each key in the file, by its path: `theme` or `keymap.reveal`."""
    from_file: tuple[str, ...] = ()
    """Names of the settings whose values are those of the file."""


def load_config(path: Path, cache: Path | None) -> LoadedConfig:
    """Load the settings file. A missing file means the defaults; a dangling link is a problem.

    Args:
        path: the settings file.
        cache: the folder for parsed files, or None.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return LoadedConfig(Config())
    except OSError:
        pass  # reading the file reports the cause
    try:
        loaded = load_cached(path, LoadedConfig, partial(parse_config, str(path)), cache)
    except ReadError as error:
        return LoadedConfig(Config(), (error.problem,))
    return _without_invalid_values(replace(loaded, problems=with_file_name(loaded.problems, path)), str(path))


def parse_config(file: str, data: bytes) -> dict[str, object]:
    """Return the fields of a `LoadedConfig` as plain values, for the cache; invalid settings are left out."""
    # Imported only on a cache miss: difflib and msgspec.inspect are slow to import.
    from tpm_tui.storage.yaml_files.messages import unknown_field_message
    from tpm_tui.storage.yaml_files.tree import read_tree

    problems = ProblemList(file)
    root = read_tree(data, problems) if has_content(data) else None
    values: dict[str, object] = {}
    if root is not None and not isinstance(root.value, dict):
        problems.error(root.position, "the file must be a mapping", "write name: value")
    elif root is not None:
        unknown = (name for name in root.keys if name not in SETTINGS)
        for name in islice(unknown, MAX_PROBLEMS):  # comparing names is slow, and the file is untrusted
            problems.error(root.keys[name], *unknown_field_message(root.spelled.get(name, name), SETTINGS))
        for name, setting in SETTINGS.items():
            node = root.entries.get(name)
            if node is not None and name not in root.duplicates and is_valid_setting(setting, node, problems):
                values[name] = node.value
    return {
        "config": values,
        "problems": problems.sorted(),
        "places": dict(root.walk()) if root is not None else {},
        "from_file": list(values),
    }


def has_content(data: bytes) -> bool:
    """Return whether a settings file has anything but comments; it need not."""
    return any(line.lstrip(b" ")[:1] not in (b"", b"#") for line in data.splitlines())


def is_valid_setting(setting: Setting, node: Node, problems: ProblemList) -> bool:
    """Return whether a value converts to the type of its setting; add the problems.

    In a setting that may be none, the words for it are replaced by null. Invalid entries of a setting with
    independent entries are removed; it is invalid if none is left.
    """
    from tpm_tui.storage.yaml_files.convert import convert

    if setting.is_optional and isinstance(node.value, str) and node.value.lower() in NONE_VALUES:
        node.value = "null"
    own = ProblemList(problems.file)
    convert(node, setting.type, own, setting.name)
    for problem in own.sorted():
        place = problem.line, problem.column
        is_part = setting.is_nested and place != node.position
        problems.error(place, problem.message, problem.hint if is_part else setting.hint)
    is_valid = not own.errors and not node.broken
    if is_valid or not setting.about.independent or type(node.value) is not setting.plain_type:
        return is_valid
    return keep_valid_entries(setting, node)


def _without_invalid_values(loaded: LoadedConfig, file: str) -> LoadedConfig:
    """Return the settings without values of the right type that are still invalid, such as unknown zones."""
    problems: list[Problem] = []
    kept: dict[str, tuple[object, ...]] = {}
    for name in loaded.from_file:
        setting, value = SETTINGS[name], getattr(loaded.config, name)
        if found := dict(setting.invalid_parts(value)):
            kept[name] = without_entries(value, found) if setting.about.independent else ()
        for below, message in found.items():
            place = loaded.places.get(name + below) or loaded.places.get(name, (1, 1))
            problems.append(problem_at(file, place, message, setting.hint))
    if not problems:
        return loaded
    return replace(
        loaded,
        config=replace(loaded.config, **{name: kept[name] or SETTINGS[name].default for name in kept}),
        problems=(*loaded.problems, *problems),
        from_file=tuple(name for name in loaded.from_file if kept.get(name, True)),
    )
