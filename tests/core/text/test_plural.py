"""Numbers with their nouns."""

from __future__ import annotations

from tpm_tui.core.text.plural import plural


def test_plural_of_one_has_no_s() -> None:
    assert [plural(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_irregular_plural_is_used_unless_there_is_one() -> None:
    assert [plural(count, "entry", "entries") for count in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
