"""Texts that readers of YAML 1.1 or 1.2 take for another type or for syntax, unless they are quoted."""

from __future__ import annotations

AMBIGUOUS = [
    *("2:30", "190:20:30", "2026-12-03", "1e3", "0x1f", "0o17", "1_000", ".5", ".inf", "+1"),
    *("no", "Off", "Yes", "y", "null", "~", "", "=", "<<", "- a", "a: b", "a #b", "#", "*a", "&a", "!a"),
    *("%a", "@a", "`a", "|", ">", "{", "[", "'", '"', "\\", "---", "...", "\U0001f600"),
]

WITH_SPACES = [" a ", "a\n", "a\nb", "\t", "\x85", "\u2028", "\ufeff", "\ufffe"]
"""Texts with spaces, line ends and invisible characters, which the loaders of this project remove."""
