"""Recognition of key points: ticked, offered, or neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.bank.bank_words import matching_texts
from tpm_tui.core.bank.coverage import OFFER_THRESHOLD, TICK_THRESHOLD, CoverageIndex
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.storage.bank.stemmer import english_stemmer

LATE = Question(
    id="late",
    prompt="It slipped?",
    key_points=(
        KeyPoint(
            name="size and cause first",
            cue="gives a re-forecast as a range and names the cause found",
            cues=("root cause", "new estimate", "I measured velocity and gave them three to six weeks"),
        ),
        KeyPoint(
            name="way back",
            cue="says how the change is undone",
            cues=("rollback", "we kept the old servers warm so that one switch would restore traffic"),
        ),
        KeyPoint(
            name="early notice",
            cue="says who was informed and when",
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


def found(answer: str, question: Question, index: CoverageIndex) -> set[str]:
    """Return the points that are ticked or offered."""
    return {hit.point for hit in index.match(question, answer)}


def ticked(answer: str, question: Question = LATE, index: CoverageIndex = INDEX) -> set[str]:
    return {hit.point for hit in index.match(question, answer) if hit.sure}


SENTENCES = [
    "I measured our velocity and gave them the answer of three to six weeks.",
    "The root cause was a vendor.",
    "We kept old servers warm and one switch restores the traffic.",
    "We had a rollback.",
    "We had no rollback.",
    "I phoned our sponsor that same evening.",
    "Lunch was good, but we never found a new estimate.",
    "- friday mail",
    "informed",
]
answers = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), max_size=6).map("\n".join)


@given(st.text(alphabet=" \n\t.-,!"))
def test_empty_answer_gives_no_hits(answer: str) -> None:
    assert INDEX.match(LATE, answer) == ()


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
def test_cue_sentence_ticks_only_its_own_point(question: Question, point: KeyPoint, cue: str) -> None:
    assert ticked(f"{cue.capitalize()}.", question) == {point.name}


def test_words_with_the_same_stems_tick_the_point() -> None:
    assert ticked("we keep an older server warmed, one switching restored all traffic") == {"way back"}


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("rollback", "rolback"),
        ("rollback", "rolllback"),
        ("rollback", "rollbakc"),
        ("rollback", "rollbick"),
        ("estimate", "estimtae"),  # in the ending
        ("migration", "migrattes"),  # with another ending
    ],
)
def test_typo_in_a_long_word_still_ticks(word: str, typed: str) -> None:
    own = Question(id="own", prompt="?", key_points=(KeyPoint(name=f"{word} of zebras"),))
    index = CoverageIndex.build((own, OTHER), english_stemmer())
    assert ticked(f"it was the {typed} of zebras", own, index) == {f"{word} of zebras"}
    assert ticked("it was the zebras", own, index) == set()


def test_answer_with_typos_scores_like_one_without() -> None:
    right, wrong = "A rollback for the servers", "A rolback for the sevrers"
    assert [hit.score for hit in INDEX.match(LATE, wrong)] == [hit.score for hit in INDEX.match(LATE, right)]
    assert INDEX.match(LATE, right)


def test_negated_clause_with_typo_does_not_tick() -> None:
    assert ticked("We had no rolback, we had not kept the old sevrers warm.") == set()


@pytest.mark.parametrize("place", ["cues", "model_answer"])
def test_word_of_the_bank_is_no_typo(place: str) -> None:
    own = Question(id="own", prompt="?", key_points=(KeyPoint(name="taught"),))
    cues = replace(OTHER, key_points=(KeyPoint(name="n", cues=("caughts",)),))
    other = cues if place == "cues" else replace(OTHER, model_answer="Who was caught?")
    without, with_word = (CoverageIndex.build((own, each), english_stemmer()) for each in (OTHER, other))
    assert found("a caught", own, without) == {"taught"}
    assert found("a caught", own, with_word) == set()
    assert found("a tuaght", own, with_word) == {"taught"}


def test_typo_of_two_possible_words_is_not_corrected() -> None:
    points = (KeyPoint(name="taught"), KeyPoint(name="caught"))
    own = Question(id="own", prompt="?", key_points=points)
    index = CoverageIndex.build((own, OTHER), english_stemmer())
    assert found("aught", own, index) == set()
    assert found("a tuaght", own, index) == {"taught"}


@pytest.mark.parametrize(
    "answer",
    [
        "a wam standby of the odl srvers",  # short words, and two typos
        "150000 viewers",  # a figure is no word
    ],
)
def test_short_words_and_figures_allow_no_typo(answer: str) -> None:
    points = (KeyPoint(name="warm old servers"), KeyPoint(name="250000"))
    own = Question(id="own", prompt="?", key_points=points)
    assert ticked(answer, own, CoverageIndex.build((own, OTHER), english_stemmer())) == set()


@pytest.mark.parametrize(
    "answer",
    [
        "We had no rollback, we had not kept the old servers warm.",
        "We never kept the old servers warm so there was no switch to restore traffic",
        "We wanted warm old servers and a rollback but never got one",
    ],
)
def test_negated_clause_does_not_tick(answer: str) -> None:
    assert "way back" not in ticked(answer)
    assert "way back" in ticked("We had a rollback, we kept the old servers warm.")


@given(answers, answers)
def test_longer_answer_keeps_all_hits(answer: str, more: str) -> None:
    before = {hit.point: hit.score for hit in INDEX.match(LATE, answer)}
    for longer in (f"{answer}\n{more}", f"{more}\n{answer}"):
        after = {hit.point: hit.score for hit in INDEX.match(LATE, longer)}
        assert all(after[point] >= score for point, score in before.items())
        assert ticked(answer) <= ticked(longer)


@given(answers)
def test_hits_are_in_point_order_with_their_sentence(answer: str) -> None:
    hits = INDEX.match(LATE, answer)
    names = [point.name for point in LATE.key_points]
    assert [hit.point for hit in hits] == [name for name in names if name in {hit.point for hit in hits}]
    for hit in hits:
        assert hit.score >= OFFER_THRESHOLD
        assert hit.sure == (hit.score >= TICK_THRESHOLD)
        assert hit.sentence
        assert hit.sentence in answer


@given(answers)
def test_new_index_gives_the_same_hits(answer: str) -> None:
    rebuilt = CoverageIndex.build((LATE, OTHER), english_stemmer())
    assert rebuilt.match(LATE, answer) == INDEX.match(LATE, answer)


def test_weak_match_is_offered_and_not_ticked() -> None:
    hits = INDEX.match(LATE, "I phoned the sponsor")
    assert [(hit.point, hit.sure) for hit in hits] == [("early notice", False)]


def test_single_word_of_a_point_with_cues_gives_no_hit() -> None:
    assert INDEX.match(LATE, "everybody was informed") == ()


def test_point_spread_over_two_sentences_is_ticked() -> None:
    first, second = "It was Friday evening.", "I phoned the sponsor."
    assert "early notice" not in ticked(first) | ticked(second)
    hits = INDEX.match(LATE, f"{first} {second}")
    assert [(hit.point, hit.sentence, hit.sure) for hit in hits] == [("early notice", second, True)]


def test_adjacent_sentences_score_more_than_distant_ones() -> None:
    first, second, lunch = "It was Friday evening.", "I phoned the sponsor.", "Lunch was good."
    answers = (f"{lunch} {first} {second}", f"{first} {lunch} {second}")
    adjacent, distant = (INDEX.match(LATE, answer)[0] for answer in answers)
    assert adjacent.point == distant.point == "early notice"
    assert adjacent.score > distant.score


def test_hit_contains_the_matching_sentence() -> None:
    hits = INDEX.match(LATE, f"Lunch was good. {SENTENCES[5]} Then home.")
    assert [(hit.point, hit.sentence) for hit in hits] == [("early notice", SENTENCES[5])]


def test_answer_to_another_question_gives_no_hits() -> None:
    answer = "Ninety percent of reads come from memory. A kafka topic carries the deletes, with a ttl."
    assert ticked(answer, OTHER) == {"hit rate", "invalidation"}
    assert INDEX.match(LATE, answer) == ()


def test_word_common_in_the_bank_scores_less() -> None:
    common = replace(OTHER, key_points=(KeyPoint(name="root", cues=("root of trust", "square root")),))
    crowd = [replace(common, id=f"q{number}") for number in range(20)]
    rare, frequent = INDEX, CoverageIndex.build((LATE, *crowd), english_stemmer())
    scores = [
        next((hit.score for hit in index.match(LATE, "we went to the root of it, a new one")), 0.0)
        for index in (rare, frequent)
    ]
    assert scores[0] > scores[1]


def test_changed_question_is_indexed_again() -> None:
    changed = replace(LATE, key_points=(KeyPoint(name="zebra crossing"),))
    index = CoverageIndex.build((LATE, OTHER), english_stemmer())
    assert ticked("root cause, new estimate", LATE, index) == {"size and cause first"}
    assert ticked("a zebra crossing", changed, index) == {"zebra crossing"}
    assert ticked("root cause, new estimate", changed, index) == set()


def test_point_without_cues_is_recognised_by_its_name() -> None:
    points = (KeyPoint(name="Name the rollback owner"), KeyPoint(name="The"))
    own = Question(id="own", prompt="?", key_points=points)
    index = CoverageIndex.build((own, LATE, OTHER), english_stemmer())
    assert ticked("I name an owner of the rollback", own, index) == {"Name the rollback owner"}
    assert ticked("the owner", own, index) == set()


def test_question_outside_the_index_can_be_matched() -> None:
    assert ticked("root cause, new estimate", LATE, CoverageIndex.build((), english_stemmer())) == {
        "size and cause first"
    }


def test_matching_texts_are_name_observable_and_cues() -> None:
    assert matching_texts(KeyPoint(name="n", cue="c", cues=("one", "two"))) == ("n", "n c", "one", "two")
    assert matching_texts(KeyPoint(name="n")) == ("n",)
