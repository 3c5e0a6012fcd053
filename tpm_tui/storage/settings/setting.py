"""The settings as data: name, type, default and description of each, taken from the fields of `Config`."""

from __future__ import annotations

import re
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.settings.about import About, InvalidParts
from tpm_tui.storage.settings.config import Config

BOOLEANS = ("true", "false")
"""The values of a boolean setting as text."""


class Setting(Struct, frozen=True):
    """One setting."""

    name: str
    type: Any
    """As annotated, with its limits."""
    default: object
    about: About

    @property
    def is_nested(self) -> bool:
        """Whether its values have fields of their own, so that it is only changed in the file."""
        return self._origin is dict or any(_is_struct(item) for item in get_args(self._plain_type))

    @property
    def is_list(self) -> bool:
        """Whether it has several values."""
        return self._origin is tuple

    @property
    def is_optional(self) -> bool:
        """Whether it can be none."""
        return NoneType in get_args(self._plain_type)

    @property
    def hint(self) -> str:
        """How to write a value, for a message about a wrong one."""
        if self.about.hint:
            return self.about.hint
        if self.choices:
            return f"write {' or '.join(self.choices)}"
        return f"for example {format_value(self.about.example)}"

    @property
    def choices(self) -> tuple[str, ...]:
        """All its values as text, if there are only a few; else empty."""
        if self._plain_type is bool:
            return BOOLEANS
        return get_args(self._plain_type) if self._origin is Literal else ()

    @property
    def plain_type(self) -> type:
        """The type of its value in the settings file: list, dict or str."""
        return {tuple: list, dict: dict}.get(self._origin, str)

    @property
    def entry_type(self) -> Any:
        """The type of the entries of its list, or of the values of its mapping."""
        return get_args(self._plain_type)[1 if self._origin is dict else 0]

    def invalid_parts(self, value: object) -> InvalidParts:
        """Yield the invalid parts of a value that has the right type."""
        if self.about.check:
            yield from self.about.check(value)

    @property
    def _plain_type(self) -> Any:
        return get_args(self.type)[0]

    @property
    def _origin(self) -> Any:
        return get_origin(self._plain_type)


def format_value(value: object) -> str:
    """Return a value on one line, as in the settings file; lists in brackets, mappings in braces."""
    match value:
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case str():
            is_plain = re.fullmatch(r"[A-Za-z0-9][\w ./+-]*", value)
            import json  # only commands that print settings need it

            return clean_line(value) if is_plain else json.dumps(clean_line(value), ensure_ascii=False)
        case list() | tuple():
            return f"[{', '.join(map(format_value, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {format_value(item)}' for key, item in value.items())}}}"
    return str(value)


def _is_struct(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, Struct)


def _settings() -> dict[str, Setting]:
    defaults = Config()
    return {
        name: Setting(name, type_, getattr(defaults, name), about)
        for name, type_ in Config.__annotations__.items()
        for about in type_.__metadata__
        if isinstance(about, About)
    }


SETTINGS = _settings()
"""All settings by name, in the order of `Config`."""
