"""Every key point name of version 0.1.0 has a point, so older ticks are counted under its current name."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml

from tests.bank.items import is_interview_question, item_name, questions
from tpm_tui.core.bank.question import Question

pytestmark = pytest.mark.content

each_question = pytest.mark.parametrize(
    "item", [item for item in questions() if is_interview_question(item)], ids=item_name
)


@cache
def names_of_0_1_0() -> dict[str, tuple[str, ...]]:
    """Return the names of the key points in version 0.1.0 by question id."""
    text = (Path(__file__).parent / "names_0_1_0.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), dict[str, tuple[str, ...]])


def test_questions_of_0_1_0_keep_their_ids() -> None:
    current = {item.id for item in questions() if is_interview_question(item)}
    assert current == set(names_of_0_1_0())


@each_question
def test_each_earlier_name_belongs_to_one_point(item: Question) -> None:
    owners = Counter(name for point in item.key_points for name in {point.name, *point.formerly})
    lost = [name for name in names_of_0_1_0()[item.id] if name not in owners]
    twice = [name for name, count in owners.items() if count > 1]
    assert not lost, f"write these into formerly of the point that they are part of: {lost}"
    assert not twice, f"names of two points: {twice}"
