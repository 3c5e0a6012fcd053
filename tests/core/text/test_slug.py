"""Any text becomes a name that a bank file may use as an id."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import Id
from tpm_tui.core.text.slug import slug


@given(st.text())
def test_every_text_gives_an_id_and_always_the_same(text: str) -> None:
    assert msgspec.convert(slug(text, "item"), Id) == slug(text, "item")


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda text: len(text) <= 60))
def test_an_id_stays_what_it_is(text: str) -> None:
    assert slug(text, "item") == text


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
def test_words_are_kept_and_joined(text: str, expected: str) -> None:
    assert slug(text, "item") == expected


def test_texts_without_letters_differ() -> None:
    assert slug("?", "item") != slug("!", "item")
    assert slug("?", "item").startswith("item-")
