"""Drills in plain mode, which change neither boxes nor due dates."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

DRILL = "practice", "--plain", "--drill"


def graded(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("graded ")]


def test_points_drill_shows_record_and_moves_no_box(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "2", given=".\nt 1 2\n4\n")
    tpm("practice", "--plain", "--question", "7", given=".\nt 1\n3\n")
    due = tpm("due", "--json").json()
    result = tpm(*DRILL, "points", given="again\n.\nt 2\n4\n")
    assert " 2 [ ] plain notice (missed 1 of 1): says who heard" in result.out
    assert "size and cause (must) (missed" not in result.out
    assert "Grade: 1 again  2 hard  3 good  4 easy  enter" in result.out
    assert graded(result.out) == [
        "graded late-program-recovery: easy, box 2 -> 2, due 2026-11-24, drill",
    ]
    assert tpm("due", "--json").json() == due
    (review,) = tpm("report", "--format", "json", "-o", "-").reviews()
    assert (review["drill"], review["box_after"]) == (True, 2)
    assert "# Drill session" in tpm("report", "-o", "-").out


def test_drilled_question_stays_due(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--no-boxes", "--question", "7", given=".\n4\n")
    assert tpm("due", "--json").json()["new"] == 2
    result = tpm("practice", "--plain", "--question", "7", given=".\n4\n")
    assert graded(result.out) == ["graded late-program-recovery: easy, box 0 -> 3, due 2026-11-26"]


def test_weakest_drill_starts_with_lowest_box(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given=".\n4\n")
    tpm("practice", "--plain", "--question", "2", given=".\n1\n")
    result = tpm(*DRILL, "weakest", given=".\n3\n.\n3\n")
    assert [line.split(":")[0] for line in graded(result.out)] == [
        "graded two-goals",
        "graded late-program-recovery",
    ]
    filtered = tpm(*DRILL, "weakest", "--filter", "#7", given=".\n3\n")
    assert [line.split(":")[0] for line in graded(filtered.out)] == ["graded late-program-recovery"]


def test_no_boxes_takes_all_selected_questions(tpm: Tpm) -> None:
    tpm("practice", "--plain", given=".\n3\n.\n3\n")
    result = tpm("practice", "--plain", "--no-boxes", "--topic", "rescue", given=".\n1\n.\n1\n")
    assert [line.rsplit(", ", 1)[1] for line in graded(result.out)] == ["drill", "drill"]


@pytest.mark.parametrize("drill", ["points", "weakest", "recall"])
def test_empty_drill_prints_reason_and_exits_2(tpm: Tpm, drill: str) -> None:
    result = tpm(*DRILL, drill)
    assert (result.code, result.out) == (2, "")
    assert f"--drill {drill}: " in result.err


def test_recall_drill_starts_with_missed_card_next_time(tpm: Tpm) -> None:
    cards = '    recall: [{q: "How deep?", a: "Four."}, {q: "Whose?", a: "Ours."}]\n'
    tpm.bank.write_text(tpm.bank.read_text("utf-8") + cards, "utf-8")
    first = tpm(*DRILL, "recall", given="\n3\n\nx\n1\nq\n")
    assert first.out.splitlines()[2:] == [
        "How deep?",
        "  Four.",
        "recalled two-goals: made",
        "",
        "Whose?",
        "  Ours.",
        "3 made, 1 missed, q ends",
        "recalled two-goals: missed",
        "",
        "Whose?",
        "1 made, 1 missed",
    ]
    second = tpm(*DRILL, "recall", "--limit", "1", given="\n3\n")
    assert second.out.splitlines()[2:4] == ["Whose?", "  Ours."]
    assert "Recall cards: 3 asked, 2 made\n" in tpm("stats").out
    assert tpm("due", "--json").json()["new"] == 2
