"""Recognising key points: what ticks, what is only offered, what must never tick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.bank.coverage import MAYBE, SURE, CoverageIndex, point_texts
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.storage.bank.stemmer import english_stemmer

LATE = Question(
    id="late",
    prompt="It slipped?",
    key_points=(
        KeyPoint(
            name="size and cause first",
            cue="gives a re-forecast as a range and names the cause found",
            cues=("root cause", "new estimate", "I measured velocity and told them three to six weeks"),
        ),
        KeyPoint(
            name="way back",
            cue="says how the change is undone",
            cues=("rollback", "we kept the old servers warm so that one switch would restore traffic"),
        ),
        KeyPoint(
            name="early notice",
            cue="says who was told and when",
            cues=("friday mail", "I phoned the sponsor the same evening before anyone could hear rumours"),
        ),
    ),
)
OTHER = Question(
    id="cache",
    prompt="Size a cache?",
    key_points=(
        KeyPoint(
            name="hit rate",
            cue="computes a hit rate aloud",
            cues=("zipf", "ninety percent of reads from memory"),
        ),
        KeyPoint(
            name="invalidation", cue="says how stale entries leave", cues=("ttl", "kafka topic for deletes")
        ),
    ),
)
INDEX = CoverageIndex.build((LATE, OTHER), english_stemmer())


def sure(answer: str, question: Question = LATE, index: CoverageIndex = INDEX) -> set[str]:
    return {hit.point for hit in index.covered(question, answer) if hit.sure}


SENTENCES = [
    "I measured our velocity and told them it would take three to six weeks.",
    "The root cause was a vendor.",
    "We kept old servers warm and one switch restores the traffic.",
    "We had a rollback.",
    "We had no rollback.",
    "I phoned our sponsor that same evening.",
    "Lunch was good, but we never found a new estimate.",
    "- friday mail",
    "told",
]
answers = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), max_size=6).map("\n".join)


@given(st.text(alphabet=" \n\t.-,!"))
def test_empty_answer_covers_nothing(answer: str) -> None:
    assert INDEX.covered(LATE, answer) == ()


@pytest.mark.parametrize(
    ("question", "point", "cue"),
    [
        (q, point, cue)
        for q in (LATE, OTHER)
        for point in q.key_points
        for cue in point.cues
        if len(cue.split()) > 2
    ],
)
def test_cue_sentence_covers_its_point_and_no_other(question: Question, point: KeyPoint, cue: str) -> None:
    assert sure(f"{cue.capitalize()}.", question) == {point.name}


def test_other_words_of_the_same_stems_cover_too() -> None:
    assert sure("we keep an older server warmed, one switching restored all traffic") == {"way back"}


@pytest.mark.parametrize(
    "answer",
    [
        "We had no rollback, we had not kept the old servers warm.",
        "We never kept the old servers warm so there was no switch to restore traffic",
        "We wanted warm old servers and a rollback but never got one",
    ],
)
def test_denial_does_not_tick(answer: str) -> None:
    assert "way back" not in sure(answer)
    assert "way back" in sure("We had a rollback, we kept the old servers warm.")


@given(answers, answers)
def test_adding_text_never_takes_a_point_away(answer: str, more: str) -> None:
    before = {hit.point: hit.score for hit in INDEX.covered(LATE, answer)}
    for longer in (f"{answer}\n{more}", f"{more}\n{answer}"):
        after = {hit.point: hit.score for hit in INDEX.covered(LATE, longer)}
        assert all(after[point] >= score for point, score in before.items())
        assert sure(answer) <= sure(longer)


@given(answers)
def test_hits_are_in_the_order_of_the_points_and_tell_their_sentence(answer: str) -> None:
    hits = INDEX.covered(LATE, answer)
    names = [point.name for point in LATE.key_points]
    assert [hit.point for hit in hits] == [name for name in names if name in {hit.point for hit in hits}]
    for hit in hits:
        assert hit.score >= MAYBE
        assert hit.sure == (hit.score >= SURE)
        assert hit.sentence
        assert hit.sentence in " ".join(answer.split())


@given(answers)
def test_same_answer_covers_the_same_points_with_a_new_index(answer: str) -> None:
    again = CoverageIndex.build((LATE, OTHER), english_stemmer())
    assert again.covered(LATE, answer) == INDEX.covered(LATE, answer)


def test_weak_likeness_is_offered_and_not_ticked() -> None:
    assert [(hit.point, hit.sure) for hit in INDEX.covered(LATE, "I phoned the sponsor")] == [
        ("early notice", False)
    ]


def test_sentence_told_is_the_one_that_fits() -> None:
    hits = INDEX.covered(LATE, f"Lunch was good. {SENTENCES[5]} Then home.")
    assert [(hit.point, hit.sentence) for hit in hits] == [("early notice", SENTENCES[5])]


def test_answer_to_another_question_covers_nothing() -> None:
    answer = "Ninety percent of reads come from memory. A kafka topic carries the deletes, with a ttl."
    assert sure(answer, OTHER) == {"hit rate", "invalidation"}
    assert INDEX.covered(LATE, answer) == ()


def test_words_that_the_whole_bank_uses_weigh_little() -> None:
    common = replace(OTHER, key_points=(KeyPoint(name="root", cues=("root of trust", "square root")),))
    crowd = [replace(common, id=f"q{number}") for number in range(20)]
    rare, frequent = INDEX, CoverageIndex.build((LATE, *crowd), english_stemmer())
    scores = [
        next((hit.score for hit in index.covered(LATE, "we went to the root of it, a new one")), 0.0)
        for index in (rare, frequent)
    ]
    assert scores[0] > scores[1]


def test_changed_question_is_indexed_anew() -> None:
    changed = replace(LATE, key_points=(KeyPoint(name="zebra crossing"),))
    index = CoverageIndex.build((LATE, OTHER), english_stemmer())
    assert sure("root cause, new estimate", LATE, index) == {"size and cause first"}
    assert sure("a zebra crossing", changed, index) == {"zebra crossing"}
    assert sure("root cause, new estimate", changed, index) == set()


def test_points_without_cues_are_known_by_their_name() -> None:
    points = (KeyPoint(name="Name the rollback owner"), KeyPoint(name="The"))
    own = Question(id="own", prompt="?", key_points=points)
    index = CoverageIndex.build((own, LATE, OTHER), english_stemmer())
    assert sure("I name an owner of the rollback", own, index) == {"Name the rollback owner"}
    assert sure("the owner", own, index) == set()


def test_question_outside_the_index_can_still_be_asked_about() -> None:
    assert sure("root cause, new estimate", LATE, CoverageIndex.build((), english_stemmer())) == {
        "size and cause first"
    }


def test_matching_texts_are_the_name_the_observable_and_the_cues() -> None:
    assert point_texts(KeyPoint(name="n", cue="c", cues=("one", "two"))) == ("n", "n c", "one", "two")
    assert point_texts(KeyPoint(name="n")) == ("n",)
