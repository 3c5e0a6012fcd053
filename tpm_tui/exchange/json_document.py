"""JSON output for other programs: one indented document that ends with a newline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tpm_tui.core.cards.grade import Grade


def to_json_document(content: Mapping[str, object] | Sequence[object]) -> str:
    """Return the content as indented JSON. Days are ISO dates; times are ISO with their zone."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


def count_by_grade(grades: Mapping[Grade, int]) -> dict[str, int]:
    """Return the counts of the four grades by the name of the grade, worst first."""
    return {grade.word: grades.get(grade, 0) for grade in Grade}
