"""Describe all settings: for `config show`, as a JSON Schema for editors, and as a table in Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from tpm_tui.storage.bank.schema import DIALECT
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.load import LoadedConfig
from tpm_tui.storage.settings.setting import SETTINGS, Setting, format_value


class ShownSetting(Struct, frozen=True):
    """A setting as it is in force."""

    name: str
    description: str
    value: str
    """On one line."""
    origin: str
    """Where the value comes from: `default`, file and line, or an environment variable."""
    group: str = ""
    """The heading under which it is listed."""
    is_default: bool = False
    """Whether the settings file does not set it."""


def describe_settings(loaded: LoadedConfig, file: str, environ: Mapping[str, str]) -> list[ShownSetting]:
    """Return all settings in force.

    Args:
        loaded: the settings.
        file: the path of the settings file.
        environ: the environment variables.
    """
    return [_describe(setting, loaded, file, environ) for setting in SETTINGS.values()]


def _describe(setting: Setting, loaded: LoadedConfig, file: str, environ: Mapping[str, str]) -> ShownSetting:
    value: object = msgspec.to_builtins(getattr(loaded.config, setting.name))
    origin = "default"
    variable = next((name for name in setting.about.environment if environ.get(name)), None)
    if setting.name in loaded.from_file:
        origin = f"{file}:{loaded.places[setting.name][0]}"
    if variable and value == setting.default:
        value, origin = environ[variable], f"${variable}"
    about = setting.about
    is_default = setting.name not in loaded.from_file
    return ShownSetting(setting.name, about.description, format_value(value), origin, about.group, is_default)


def settings_json(config: Config) -> dict[str, object]:
    """Return all settings with their values, as plain data."""
    values: dict[str, object] = msgspec.to_builtins(config)
    return values


def settings_markdown() -> str:
    """Return a table of all settings: name, default, example and description."""
    rows = ["| setting | default | example | what it does |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{setting.name}` | `{format_value(msgspec.to_builtins(setting.default))}` "
        f"| `{format_value(setting.about.example)}` | {setting.about.description} |"
        for setting in SETTINGS.values()
    ]
    return "\n".join(rows) + "\n"


def config_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the settings file as the loader accepts it."""
    _, definitions = msgspec.json.schema_components([Config], ref_template="#/$defs/{name}")
    document = definitions.pop("Config")
    fields = document["properties"]
    for name, setting in SETTINGS.items():
        if setting.is_optional:
            fields[name]["anyOf"].append({"const": "none"})
        about = {"description": setting.about.description, "examples": [setting.about.example]}
        fields[name] = about | fields[name]
    return {"$schema": DIALECT, **document, "title": "tpm-tui settings", "$defs": definitions}


def config_schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"
