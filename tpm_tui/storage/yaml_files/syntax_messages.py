"""Messages for syntax errors in YAML files, in place of the parser's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.core.text.sanitize import clean_line

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = 24
"""Levels of nesting."""

TOO_DEEP = (f"nested more than {MAX_DEPTH} levels deep", "check the brackets")
"""Message and hint."""

SECOND_DOCUMENT = ("the file has a second document", "remove the --- line, or split the file")
"""Message and hint."""

_MESSAGES = (
    # libyaml of PyYAML 6.0.4 stops at 1,000 levels, before it returns the first event.
    ("exceeded maximum nesting depth", *TOO_DEEP),
    (
        "mapping values are not allowed",
        'unexpected ": " in a value',
        "quote the text, or check the line above",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "indent with spaces, not tabs; quote the text",
    ),
    (
        "unknown escape character",
        "invalid backslash escape in double quotes",
        "use single quotes, or write \\\\",
    ),
    ("invalid Unicode character", "invalid Unicode escape", "write the character itself"),
    ("tab character", "tab in the indentation", "indent with spaces"),
    ("expected key", "this line does not match the lines above", "check its indentation and their quotes"),
    ("expected '-' indicator", "this line does not match the list above", "check its indentation"),
    ("could not find expected ':'", "a field name without a colon", "write name: value"),
    ("expected ',' or ']'", "a list in brackets is not closed", "add ] or a comma"),
    ("expected ',' or '}'", "a mapping in braces is not closed", "add } or a comma"),
)
"""Part of the parser's message, our message, and the hint."""


def syntax_message(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return what is wrong with the syntax of a YAML file, and how to fix it."""
    problem = clean_line(error.problem or "invalid YAML")
    opened = f" (opened on line {error.context_mark.line + 1})" if error.context_mark else ""
    if "quoted scalar" in (error.context or "") and "end of" in problem:
        return f"a quote is not closed{opened}", "add the closing quote"
    for pattern, message, hint in _MESSAGES:
        if pattern in problem:
            return message + (opened if "closed" in message else ""), hint
    return problem, "check this line and the one above"
