"""Splitting of answers into sentences, and recognition of negated clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.text.passages import MAX_PASSAGE_WORDS, affirmed_stems, split_passages


def affirmed(passage: str) -> set[str]:
    return set(affirmed_stems(passage, str))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Cut by 3.5 points; asked finance", ["Cut by 3.5 points", "asked finance"]),
        ("He said “no.” Then left", ["He said “no.” Then left"]),
        ('I said "go." Then we went', ['I said "go.', "Then we went"]),
        ("- cut scope\n* asked Ann\n2. new range\n(3) done", ["cut scope", "asked Ann", "new range", "done"]),
        ("-5 degrees", ["-5 degrees"]),
        ("two   blanks\r\nand a line", ["two   blanks", "and a line"]),
    ],
)
def test_answer_is_split_into_sentences_and_items(answer: str, expected: list[str]) -> None:
    assert split_passages(answer) == expected


def test_long_sentence_is_split_into_overlapping_pieces() -> None:
    words = [f"w{number}" for number in range(90)]
    pieces = [piece.split() for piece in split_passages(" ".join(words))]
    assert [piece[0] for piece in pieces] == ["w0", "w20", "w40", "w60"]
    assert all(len(piece) <= MAX_PASSAGE_WORDS for piece in pieces)
    assert pieces[-1][-1] == "w89"


@given(st.text(), st.text())
def test_lines_are_split_separately(one: str, other: str) -> None:
    assert split_passages(f"{one}\n{other}") == split_passages(one) + split_passages(other)


def test_many_spaces_are_split_in_linear_time() -> None:
    text = "a" + " " * 200_000 + "b"
    assert split_passages(text) == [text]
    assert affirmed(text) == {"b"}


@given(st.lists(st.text() | st.sampled_from(["a. b", "- c;  d", "1) e\t\tf", " g" * 90])).map(" \n".join))
def test_passages_are_parts_of_the_answer(answer: str) -> None:
    assert all(passage in answer for passage in split_passages(answer))


@pytest.mark.parametrize(
    "passage",
    [
        "We had no rollback",
        "We  had\tno  rollback",
        "we had no real rollback",
        "No rollback.",
        "There was no rollback",
        "we never wrote a rollback",
        "We really never had a rollback",
        "we didn't have a rollback",
        "we didn\u2019t have a rollback",
        "I did not write a rollback",
        "They haven't got a rollback",
        "the rollback wasn't there",
        "and no rollback",
        "so there was no rollback",
        "not a rollback in sight",
        "nobody wrote a rollback",
        "we lacked a rollback",
        "without a rollback",
        "We wanted a rollback but never had one",
        "We planned a rollback, but there was no time",
        "We wanted a rollback and a pilot but never got either",
        "That was not a rollback",
        "I can't claim that it was a rollback",
        "The rollback was late, so I can't claim that it was tested",
        "I'm not aware of a rollback",
        "There's no rollback",
        "we didnt have a rollback",
        "We failed to prepare a rollback",
        "I would have asked for a rollback, but my manager said not to",
    ],
)
def test_negated_clause_is_left_out(passage: str) -> None:
    assert "rollback" not in affirmed(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "We had a rollback",
        "We had no pilot, so I wrote a rollback",
        "We did not slip and had a rollback",
        "No pilot; a rollback instead",
        "We shipped without a pilot but had a rollback",
        "Not only did we have a rollback",
        "No later than May we had a rollback",
        "We did not only plan a rollback",
        "The rollback took no time",
        "We could not wait because the rollback was ready",
        "We had a rollback that never failed",
        "We had a rollback that admins can't touch",
        "It's not only a rollback",
        "The rollback works, so attackers can't win",
    ],
)
def test_clause_beside_a_negated_one_is_included(passage: str) -> None:
    assert "rollback" in affirmed(passage)


@given(st.text())
def test_affirmed_stems_are_words_of_the_passage(text: str) -> None:
    for passage in split_passages(text):
        assert all(word in passage.lower() for word in affirmed(passage))
