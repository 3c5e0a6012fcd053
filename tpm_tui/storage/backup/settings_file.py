"""The settings file of a backup. It can name a program, which is not restored unless the learner agrees."""

from __future__ import annotations

import shlex
from pathlib import Path

import msgspec

from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.storage.backup.manifest import CONFIG
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.settings.load import LoadedConfig, load_config, parse_config
from tpm_tui.storage.yaml_files.edit import set_field
from tpm_tui.storage.yaml_files.nodes import YamlEditError, fields_of, parse_nodes

EDITOR = "editor"
"""The only setting that names a program, which the app runs to edit a question."""

MAX_SETTINGS_BYTES = 256 * 1024
"""A settings file with every setting has a hundredth of it."""

MAX_SHOWN = 200
"""Characters of the program's command line in a message."""


def editor_of(settings: bytes) -> str:
    """Return the program that a settings file names, or ""."""
    if len(settings) > MAX_SETTINGS_BYTES:
        return ""
    loaded = msgspec.convert(parse_config(CONFIG, settings), LoadedConfig, strict=False)
    return loaded.config.editor


def with_current_editor(settings: bytes, current: Path) -> tuple[bytes | None, Problem | None]:
    """Return the settings file of a backup with the program that the current settings file names.

    Args:
        settings: the file of the backup.
        current: the settings file that it replaces; may be missing.

    Returns:
        The bytes to write, None if the file cannot be restored safely; and what was left out, or None.
    """
    own, named = load_config(current, None).config.editor, editor_of(settings)
    try:
        changed = _with_editor(settings, own) if own != named or not own else settings
    except (UnicodeDecodeError, YamlEditError) as error:
        message = f"the settings were not restored: {clean_line(str(error))[:MAX_SHOWN]}"
        return None, file_problem(CONFIG, message, "copy what you need from the backup", "warning")
    return changed, _not_restored(named) if named not in ("", own) else None


def _with_editor(settings: bytes, editor: str) -> bytes:
    """Return a settings file with another program, if it names one.

    Raises:
        UnicodeDecodeError: it is not text.
        YamlEditError: it is too large or no valid YAML, or cannot be changed.
    """
    if len(settings) > MAX_SETTINGS_BYTES:
        raise YamlEditError("they are too large")
    text = clean(settings.decode("utf-8-sig"))  # as they are loaded, so that no name can be hidden in them
    has_editor = EDITOR in [key.value for key, _ in fields_of(parse_nodes(text))]
    changed = set_field(text, EDITOR, editor).encode() if has_editor else settings
    # The loader also accepts names with spaces around them, which this does not change.
    if editor_of(changed) != (editor if has_editor else ""):
        raise YamlEditError("the program in them cannot be left out")
    return changed


def _not_restored(named: str) -> Problem:
    shown = clean_line(named)[:MAX_SHOWN]
    message = f"the setting {EDITOR} was not restored, as it names a program: {shown}"
    hint = f"to use it, run: tpm-tui config set {EDITOR} {shlex.quote(shown)}"
    return file_problem(CONFIG, message, hint, "warning")
