"""`tpm-tui cover --self-test`: the quality of recognised key points, as text and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

LABELS = """\
answers:
  - question: late-program-recovery
    kind: star
    text: It was four to seven weeks late. I called the director that evening.
    covered: [size and cause, scope before people]
  - question: late-program-recovery
    kind: strong
    text: It was four to seven weeks late.
    covered: [size and cause]
    maybe: [plain notice]
  - question: late-program-recovery
    kind: off-topic
    text: We called the director that evening.
"""
ALL = {
    "answers": 3,
    "decisions": 8,
    "precision": 0.5,
    "recall": 0.667,
    "must_recall": 1,
    "ticked": 0.5,
}


@pytest.fixture
def labels(tpm: Tpm) -> Path:
    file = tpm.home / "labels.yaml"
    file.write_text(LABELS, "utf-8")
    return file


def test_json_has_figures_of_each_file(tpm: Tpm, labels: Path) -> None:
    other = labels.with_name("other.yaml")
    other.write_text(LABELS, "utf-8")
    result = tpm("cover", "--self-test", str(labels), str(other), "--json")
    assert (result.code, result.err) == (0, "")
    first, second = result.list("files")
    assert second == {**first, "file": str(other)}
    kinds = first.pop("kinds")
    others = {"recall_without_strong": 0.5, "off_topic_ticked": 0.333}
    assert first == {"file": str(labels), **ALL, **others}
    assert isinstance(kinds, list)
    assert [(each["kind"], each["precision"], each["recall"]) for each in kinds] == [
        ("star", 0.5, 0.5),
        ("strong", 1, 1),
        ("off-topic", 0, None),
    ]


def test_text_is_a_table_by_kind(tpm: Tpm, labels: Path) -> None:
    result = tpm("cover", "--self-test", str(labels))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        str(labels),
        "           answers  decisions  precision  recall  must recall  ticked",
        "all              3          8       50 %    67 %        100 %    50 %",
        "star             1          3       50 %    50 %        100 %    67 %",
        "strong           1          2      100 %   100 %        100 %    50 %",
        "off-topic        1          3        0 %       -            -    33 %",
        "Recall without strong answers: 50 %",
        "False ticks on off-topic answers: 33 % of their decisions",
    ]


def test_without_file_those_of_the_checkout_are_used(tpm: Tpm) -> None:
    bank = Path(__file__).parents[3] / "bank"
    found = tpm("--bank", str(bank), "cover", "--self-test", "--json").list("files")
    assert "tuning.yaml" in [Path(str(each["file"])).name for each in found]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("late-program-recovery", "late-programs", "labels.yaml:2:5: unknown question late-programs"),
        ("[plain notice]", "[plain notes]", "late-program-recovery has no key point 'plain notes'"),
        ("kind: star", "kinds: star", "unknown field kinds"),
        ("answers:", "answers", "labels.yaml:"),
    ],
)
def test_invalid_labels_exit_1(tpm: Tpm, labels: Path, old: str, new: str, message: str) -> None:
    labels.write_text(LABELS.replace(old, new), "utf-8")
    result = tpm("cover", "--self-test", str(labels))
    assert (result.code, result.out) == (1, "")
    assert message in result.err


def test_missing_label_file_exits_1(tpm: Tpm) -> None:
    result = tpm("cover", "--self-test", "no/such.yaml")
    assert (result.code, result.out) == (1, "")
    assert "no/such.yaml: no such file" in result.err


def test_second_file_without_self_test_exits_2(tpm: Tpm) -> None:
    result = tpm("cover", "7", "one.txt", "two.txt")
    assert (result.code, result.out) == (2, "")
    assert "two.txt" in result.err
