"""Answers in sentences: each is a part of the text, word for word."""

from __future__ import annotations

from hypothesis import given

from tests.exchange.untrusted_texts import texts
from tpm_tui.core.delivery.sentences import MAX_QUOTE_WORDS, AnswerText
from tpm_tui.core.session.scaffold import count_answer_words


def split(text: str) -> list[str]:
    return [sentence.text for sentence in AnswerText(text).sentences]


def test_sentences_end_with_a_full_stop_or_the_line() -> None:
    assert split('I called. "Now?" Yes!\nThen 3.5 days\n\nwent by') == [
        "I called.",
        '"Now?"',
        "Yes!",
        "Then 3.5 days",
        "went by",
    ]


def test_wrapped_line_is_one_sentence() -> None:
    assert split("I called the\ndirector at once.") == ["I called the\ndirector at once."]


def test_abbreviation_ends_no_sentence() -> None:
    assert split("Two teams, e.g. Search vs. Feed, and Dr. Ito agreed. Done.") == [
        "Two teams, e.g. Search vs. Feed, and Dr. Ito agreed.",
        "Done.",
    ]


def test_bullets_are_no_part_of_a_sentence() -> None:
    assert split("- one team\n- two teams\n3. three") == ["one team", "two teams", "three"]


def test_sentences_know_their_part() -> None:
    text = AnswerText("Context: we were late.\nIt was May.\n\nAction:\nI called.")
    assert [(each.part, each.text) for each in text.sentences] == [
        ("Context", "we were late."),
        ("Context", "It was May."),
        ("Action", "I called."),
    ]
    assert text.word_count == 8


def test_long_sentence_is_quoted_around_a_place() -> None:
    text = AnswerText(" ".join(f"w{number}" for number in range(500)))
    (sentence,) = text.sentences
    quote = text.quote(sentence, text.text.index("w300"))
    assert len(quote.split()) == MAX_QUOTE_WORDS
    assert "w300" in quote
    assert quote in text.text


@given(texts)
def test_sentences_are_in_the_text_in_their_order(text: str) -> None:
    answer = AnswerText(text)
    end = 0
    for sentence in answer.sentences:
        assert sentence.start >= end
        end = sentence.end
        assert text[sentence.start : end] == sentence.text
    assert answer.word_count <= count_answer_words(text) + len(answer.sentences)
