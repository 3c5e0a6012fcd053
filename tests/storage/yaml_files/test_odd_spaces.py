"""Spaces that only look like ordinary ones are named where a parser does not see them as indentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.settings.load import load_config

NBSP = "\u00a0"
GOOD = """\
questions:
  - id: good
    prompt: What next?
    key_points:
      - name: one
        cue: says so
"""
NO_BREAK = "a no-break space (U+00A0)"


def load(tmp_path: Path, text: str) -> LoadedBank:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    return load_bank([path])


def errors(loaded: LoadedBank) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.message) for each in loaded.problems if each.is_error]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("    prompt", NBSP * 4 + "prompt", 3, 1, f"{NO_BREAK} in the indentation"),
        ("    prompt", "  " + NBSP * 2 + "prompt", 3, 3, f"{NO_BREAK} in the indentation"),
        ("        cue", " " * 6 + NBSP * 2 + "cue", 6, 7, f"{NO_BREAK} in the indentation"),
        ("      - name", NBSP * 6 + "- name", 5, 1, f"{NO_BREAK} in the indentation"),
        ("- id", f"-{NBSP}id", 2, 4, f"{NO_BREAK} after the dash"),
        ("prompt: ", f"prompt:{NBSP}", 3, 12, f"{NO_BREAK} after the colon"),
        ("What next?", f"What\n{NBSP * 6}next?", 4, 1, f"{NO_BREAK} in the indentation"),
        ("    prompt", "\u3000\u3000prompt", 3, 1, "an ideographic space (U+3000) in the indentation"),
        ("    prompt", "\u202f" * 4 + "prompt", 3, 1, "a narrow no-break space (U+202F) in the indentation"),
        ("    key", "  \u2009 key", 4, 3, "a thin space (U+2009) in the indentation"),
    ],
)
def test_odd_space_is_named_instead_of_a_syntax_error(
    tmp_path: Path, old: str, new: str, line: int, column: int, message: str
) -> None:
    loaded = load(tmp_path, GOOD.replace(old, new))
    assert errors(loaded) == [(line, column, message)]
    (hint,) = [each.hint for each in loaded.problems if each.is_error]
    assert hint == "replace it with an ordinary space"


def test_text_indented_by_odd_spaces_has_no_unknown_fields(tmp_path: Path) -> None:
    two = GOOD + GOOD.removeprefix("questions:\n").replace("good", "better")
    loaded = load(tmp_path, two.replace("  ", NBSP * 2))
    assert [(line, message) for line, _, message in errors(loaded)] == [
        (line, f"{NO_BREAK} in the indentation") for line in range(2, 12)
    ]
    assert not any("unknown field" in str(problem) for problem in loaded.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What next?", f"What{NBSP}next?"),
        ("says so", f"|\n          {NBSP}says\n          so"),
        ("says so", f'"{NBSP}says so"'),
        ("prompt:", f"prompt{NBSP}:"),
        ("questions:", f"{NBSP}questions:"),
        ("cue: says so", f'"{NBSP}cue": says so'),
    ],
)
def test_odd_space_that_changes_nothing_is_no_problem(tmp_path: Path, old: str, new: str) -> None:
    loaded = load(tmp_path, GOOD.replace(old, new))
    assert [question.id for question in loaded.bank.questions] == ["good"]
    assert errors(loaded) == []


def test_odd_space_in_brackets_is_no_problem(tmp_path: Path) -> None:
    text = f"questions: [{{id: good,\n{NBSP}prompt: What next?, key_points: [{{name: one}}]}}]\n"
    assert load(tmp_path, text).problems == ()


def test_setting_indented_by_an_odd_space_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"per_day: 7\n{NBSP}theme: paper\n", "utf-8")
    loaded = load_config(path, None)
    assert (loaded.config.per_day, loaded.config.theme) == (7, "night")
    (problem,) = loaded.problems
    assert (problem.line, problem.message) == (2, f"{NO_BREAK} in the indentation")


def test_field_before_the_ordinary_ones_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"{NBSP}theme: paper\nper_day: 7\n", "utf-8")
    loaded = load_config(path, None)
    assert (loaded.config.per_day, loaded.config.theme, len(loaded.problems)) == (7, "night", 1)
