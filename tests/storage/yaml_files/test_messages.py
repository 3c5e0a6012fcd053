"""Hints for fields that do not exist."""

from __future__ import annotations

import pytest

from tpm_tui.storage.yaml_files.messages import nearest_name, unknown_field_message

FIELDS = ("id", "prompt", "key_points", "model_answer", "transfer", "review_by", "follow_ups", "time_target")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("answer", "model_answer"),
        ("Answer", "model_answer"),
        ("answers", "model_answer"),
        ("point", "key_points"),
        ("questions", "prompt"),
        ("reviews", "review_by"),
        ("points", "key_points"),
        ("model", "model_answer"),
        ("question", "prompt"),
        ("key-point", "key_points"),
        ("promt", "prompt"),
        ("colour", ""),
    ],
)
def test_nearest_field_is_suggested(name: str, near: str) -> None:
    assert nearest_name(name, FIELDS) == near


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("\u00a0\u00a0prompt", "the name of prompt contains NO-BREAK SPACE (U+00A0)"),
        ("\u3000prompt", "the name of prompt contains IDEOGRAPHIC SPACE (U+3000)"),
        ("\u200bprompt", "the name of prompt contains ZERO WIDTH SPACE (U+200B)"),
    ],
)
def test_special_space_in_a_name_is_named(name: str, message: str) -> None:
    assert unknown_field_message(name, FIELDS) == (message, "replace it by plain spaces")
