"""Any text can be converted to a valid bank id."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import Id
from tpm_tui.core.text.slug import slugify


@given(st.text())
def test_slug_of_any_text_is_a_stable_valid_id(text: str) -> None:
    assert msgspec.convert(slugify(text, "item"), Id) == slugify(text, "item")


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda text: len(text) <= 60))
def test_slug_of_an_id_is_the_id(text: str) -> None:
    assert slugify(text, "item") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why didn't it ship?", "why-didnt-it-ship"),
        ("Café № 7", "cafe-no-7"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 99, "x" * 60),
        (" ".join(["four"] * 20), "-".join(["four"] * 12)),
    ],
)
def test_slug_joins_words_by_hyphens(text: str, expected: str) -> None:
    assert slugify(text, "item") == expected


def test_slugs_of_texts_without_letters_differ() -> None:
    assert slugify("?", "item") != slugify("!", "item")
    assert slugify("?", "item").startswith("item-")
