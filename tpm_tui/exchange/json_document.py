"""JSON text of what the program prints for other programs: one to_json_document, readable, one newline at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tpm_tui.core.cards.grade import Grade


def to_json_document(content: Mapping[str, object] | Sequence[object]) -> str:
    """The content as indented JSON. Days are ISO dates and times ISO with their zone."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


def by_word(grades: Mapping[Grade, int]) -> dict[str, int]:
    """Counts of the four grades by their words, worst first."""
    return {grade.word: grades.get(grade, 0) for grade in Grade}
