"""Own cues recognise a point again and quote the answer word for word; points without cues are offered."""

from __future__ import annotations

import random

import pytest

from tpm_tui.core.bank.coverage import CoverageIndex, Hit
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.storage.bank.stemmer import english_stemmer

NOTICE = "early notice"
KEPT = "I phoned Martha in procurement before lunch with the bad news."
QUESTION = Question(
    id="late",
    topic="t",
    prompt="And now?",
    key_points=(
        KeyPoint(name=NOTICE, cues=("informed the sponsor the same day",)),
        KeyPoint(name="one owner"),
        KeyPoint(name="size of the slip", cues=("between four and six weeks late",)),
    ),
)
INDEX = CoverageIndex.build([QUESTION], english_stemmer())
PHRASES = (KEPT, "informed the sponsor the same day", "between four and six weeks late")
FUZZED = 500
"""Generated answers."""


def hit_of(answer: str, point: str = NOTICE, **cues: tuple[str, ...]) -> Hit | None:
    own = {name.replace("_", " "): texts for name, texts in cues.items()}
    return next((hit for hit in INDEX.match(QUESTION, answer, own) if hit.point == point), None)


def test_kept_sentence_ticks_the_point_in_later_answers() -> None:
    again = "We had a plan. On that day I phoned Martha in procurement with the bad news, before lunch."
    assert hit_of(again) is None
    hit = hit_of(again, early_notice=(KEPT,))
    assert hit is not None
    assert hit.sure
    assert hit.sentence == "On that day I phoned Martha in procurement with the bad news, before lunch."


def test_half_of_the_words_are_an_offer_only() -> None:
    hit = hit_of("Martha in procurement is who I phoned about it.", early_notice=(KEPT,))
    assert hit is not None
    assert not hit.sure


@pytest.mark.parametrize(
    "answer",
    [
        "I had lunch with Martha.",
        "We never phoned Martha in procurement before lunch with the bad news.",
        "Before the bad weeks I phoned everybody else.",
        "The plan went on and everybody was happy with it.",
    ],
)
def test_few_shared_or_negated_words_are_no_hit(answer: str) -> None:
    assert hit_of(answer, early_notice=(KEPT,)) is None


def test_point_without_cues_of_the_bank_is_only_offered() -> None:
    hit = hit_of(KEPT, "one owner", one_owner=(KEPT,))
    assert hit is not None
    assert (hit.sure, hit.sentence) == (False, KEPT)


def test_cue_never_removes_what_the_bank_recognises() -> None:
    answer = "I informed the sponsor the same day. It was between four and six weeks late."
    before = INDEX.match(QUESTION, answer)
    assert all(hit.sure for hit in before)
    own = {NOTICE: ("six weeks late it was between us",), "one owner": (KEPT,)}
    assert INDEX.match(QUESTION, answer, own) == before


def test_sentence_split_in_two_is_recognised() -> None:
    hit = hit_of("I phoned Martha in procurement. It was bad news, before lunch.", early_notice=(KEPT,))
    assert hit is not None
    assert hit.sentence == "I phoned Martha in procurement."


def test_sentence_that_fits_best_comes_first() -> None:
    answer = "We met on Monday. The sponsor heard it that day from me. Then we planned."
    ranked = INDEX.rank_sentences(QUESTION, answer, NOTICE)
    assert ranked[0][0] == "The sponsor heard it that day from me."
    assert len(ranked) == 3


WORDS = (
    *("I", "we", "they", "phoned", "wrote", "rang", "Martha", "sponsor", "procurement", "lunch", "early"),
    *("notice", "weeks", "late", "four", "six", "between", "owner", "one", "slip", "size", "plan", "the"),
    *(
        "a",
        "of",
        "in",
        "with",
        "before",
        "never",
        "not",
        "bad",
        "news",
        "day",
        "same",
        "it",
        "was",
        "but",
        "so",
    ),
)
JOINS = [
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "! ",
    "; ",
    "\n",
    "\n- ",
    "\n1. ",
    " \u2014 ",
    "  ",
    "\u2019s ",
    "\t",
]


def generated_answer(rng: random.Random) -> str:
    pieces = []
    for _ in range(rng.randint(1, 120)):
        pieces += [rng.choice(WORDS), rng.choice(JOINS)]
        if rng.random() < 0.03:
            pieces.append(rng.choice(PHRASES))
    return "".join(pieces)


def test_every_hit_quotes_the_answer_word_for_word() -> None:
    rng = random.Random(13)
    hits = ticks = own = 0
    for _ in range(FUZZED):
        answer = generated_answer(rng)
        sentences = [each for each, _ in INDEX.rank_sentences(QUESTION, generated_answer(rng), NOTICE)]
        kept = [KEPT, *rng.sample(sentences, min(2, len(sentences)))]
        cues = {rng.choice(QUESTION.key_points).name: tuple(kept)}
        bank = {hit.point for hit in INDEX.match(QUESTION, answer)}
        for hit in INDEX.match(QUESTION, answer, cues):
            assert hit.sentence.strip()
            assert hit.sentence in answer
            hits, ticks, own = hits + 1, ticks + hit.sure, own + (hit.point not in bank)
        for sentence, _ in INDEX.rank_sentences(QUESTION, answer, NOTICE):
            assert sentence in answer
    assert min(hits, ticks, own) > 50
