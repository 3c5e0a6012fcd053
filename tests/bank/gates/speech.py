"""Gates for the spoken texts: figures, contractions, sentence lengths, the terms of the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from tests.bank.gates.measures import (
    contains_term,
    contractions,
    figures,
    figures_a_minute,
    mean_sentence,
    small_numbers,
    spoken_minutes,
    word_count,
)
from tests.bank.gates.values import Item, answer, number_of, steps, text
from tests.bank.gates.vocabulary import TERMS
from tests.bank.items import fold, sentences

FIGURES_A_MINUTE = 4
MOST_FIGURES = {"behavioural": 8, "hybrid": 12, "technical": 12}
WORDS_A_CONTRACTION = 60
MEAN_SENTENCE = (10, 20)
LONGEST_SENTENCE = 30


def speech_problems(item: Item) -> Iterator[str]:
    """Yield what makes the spoken texts of an item hard to say."""
    model = answer(item)
    if model:
        yield from _model_answer(model, MOST_FIGURES.get(text(item, "kind"), 12))
    short = fold(text(item, "short_answer"))
    if (count := len(figures(short))) > ceil(FIGURES_A_MINUTE * spoken_minutes(short)):
        rate = f"at most {FIGURES_A_MINUTE} a minute"
        yield f"short_answer: {count} figures in {word_count(short)} words, {rate}"
    spoken = {"model_answer": model, "short_answer": short, "opening": fold(text(item, "opening"))}
    spoken |= {f"method[{at}]": step for at, step in enumerate(steps(item), start=1)}
    for place, value in spoken.items():
        for sentence in sentences(value):
            if word_count(sentence) > LONGEST_SENTENCE:
                long = f"a sentence of {word_count(sentence)} words, at most {LONGEST_SENTENCE}"
                yield f"{place}: {long}: {sentence}"
        if small := small_numbers(value):
            yield f"{place}: write numbers up to twelve as words: {', '.join(small)}"
        if signs := sorted(set(re.findall(r"->|[=<>|~\u2248\u00d7\u2192*#]", value))):
            yield f"{place}: cannot be said aloud: {' '.join(signs)}"
    yield from _terms(item)


def _model_answer(model: str, most: int) -> Iterator[str]:
    found = figures(model)
    if figures_a_minute(model) > FIGURES_A_MINUTE:
        rate = f"{figures_a_minute(model):.1f} figures a minute, at most {FIGURES_A_MINUTE}"
        yield f"model_answer: {rate}: {', '.join(found)}"
    if len(found) > most:
        yield f"model_answer: {len(found)} figures, at most {most}: {', '.join(found)}"
    if len(contractions(model)) * WORDS_A_CONTRACTION < word_count(model):
        yield (
            f"model_answer: {len(contractions(model))} contractions in {word_count(model)} words, "
            f"at least one in {WORDS_A_CONTRACTION}"
        )
    low, high = MEAN_SENTENCE
    if not low <= mean_sentence(model) <= high:
        yield f"model_answer: sentences average {mean_sentence(model):.1f} words, expected {low} to {high}"


def _terms(item: Item) -> Iterator[str]:
    spoken = f"{answer(item)} {' '.join(steps(item))}"
    for alternatives in TERMS.get(number_of(item), ()):
        if not any(contains_term(spoken, term) for term in alternatives):
            yield f"terms: the answer and the method lack {' or '.join(map(repr, alternatives))}"
