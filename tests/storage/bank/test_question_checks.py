"""Warnings about quotes, earlier names and follow-ups that refer to nothing; the question is still loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.storage.bank.loader import load_bank

QUESTION = """\
- id: late
  prompt: Late?
  key_points:
    - name: cause
      quote: {quote}
      formerly: {formerly}
    - {{name: notice, formerly: [plain notice]}}
  model_answer:
    context: We were late.
    action: >
      It took two days
      to find the cause. I called our VP.
  follow_ups:
    - ask: Who?
      point: {point}
"""

GOOD = {"quote": "It took two days to find the cause.", "formerly": "[size, cause]", "point": "notice"}


def warnings(folder: Path, **fields: str) -> list[tuple[int, str, str]]:
    """Return line, message and hint of each problem of the question with these fields."""
    path = folder / "mine.yaml"
    path.write_text(QUESTION.format(**GOOD | fields), "utf-8")
    loaded = load_bank([path])
    assert len(loaded.bank.questions) == 1
    assert all(problem.severity == "warning" for problem in loaded.problems)
    return [(problem.line, problem.message, problem.hint) for problem in loaded.problems]


def test_references_that_exist_give_no_warning(tmp_path: Path) -> None:
    assert warnings(tmp_path) == []


@pytest.mark.parametrize(
    "quote", ["It took three days.", "We were late. It took two days to find the cause."]
)
def test_quote_must_be_in_one_part_of_the_answer(quote: str, tmp_path: Path) -> None:
    hint = "copy the sentence from the model answer, or remove the quote"
    assert warnings(tmp_path, quote=quote) == [(5, "the quote of cause is not in the model answer", hint)]


@pytest.mark.parametrize(
    ("formerly", "expected"),
    [
        ("[notice]", "notice is a name of the key point notice"),
        ("[size, plain notice]", "plain notice is a name of the key point cause"),
    ],
)
def test_earlier_name_belongs_to_one_point(formerly: str, expected: str, tmp_path: Path) -> None:
    (line, message, hint) = warnings(tmp_path, formerly=formerly)[0]
    assert (line, message) == (6 if formerly == "[notice]" else 7, expected)
    assert hint == "keep the name in formerly of one key point only"


@pytest.mark.parametrize(
    ("point", "hint"),
    [("notic", "did you mean notice?"), ("budget", "write the name of a key point, or remove it")],
)
def test_follow_up_must_name_a_key_point(point: str, hint: str, tmp_path: Path) -> None:
    assert warnings(tmp_path, point=point) == [(15, f"no key point is named {point}", hint)]
