"""The suggested grade: what ticks and time make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.cards.grade import Grade, share_made, suggest

points = st.lists(st.booleans(), min_size=1, max_size=12).map(
    lambda musts: [KeyPoint(name=f"p{number}", must=must) for number, must in enumerate(musts)]
)
times = st.floats(0, 3_600, allow_nan=False)


def draw_made(data: st.DataObject, points: list[KeyPoint]) -> set[str]:
    return data.draw(st.sets(st.sampled_from([point.name for point in points])))


@given(st.data(), points, times, times)
def test_missed_must_point_is_at_best_hard(
    data: st.DataObject, given_: list[KeyPoint], seconds: float, target: float
) -> None:
    made = draw_made(data, given_)
    if any(point.must and point.name not in made for point in given_):
        assert suggest(given_, made, seconds, target) <= Grade.HARD


@given(st.data(), points, times, times)
def test_one_more_point_never_lowers_the_suggestion(
    data: st.DataObject, given_: list[KeyPoint], seconds: float, target: float
) -> None:
    made = draw_made(data, given_)
    more = made | {data.draw(st.sampled_from(given_)).name}
    assert suggest(given_, more, seconds, target) >= suggest(given_, made, seconds, target)


@given(st.data(), points, times, times, times)
def test_taking_longer_never_raises_the_suggestion(
    data: st.DataObject, given_: list[KeyPoint], one: float, other: float, target: float
) -> None:
    made = draw_made(data, given_)
    assert suggest(given_, made, max(one, other), target) <= suggest(given_, made, min(one, other), target)


@given(st.data(), points, times)
def test_without_a_target_time_does_not_matter(
    data: st.DataObject, given_: list[KeyPoint], seconds: float
) -> None:
    made = draw_made(data, given_)
    assert suggest(given_, made, seconds, 0) is suggest(given_, made, 0, 60)


@given(st.data(), points)
def test_share_is_of_the_whole_and_musts_count_double(data: st.DataObject, given_: list[KeyPoint]) -> None:
    made = draw_made(data, given_)
    total = len(given_) + sum(point.must for point in given_)
    got = sum(1 + point.must for point in given_ if point.name in made)
    assert share_made(given_, made) == got / total
    assert share_made(given_, [*made, "a point of another question"]) == got / total


def test_no_points_have_no_share() -> None:
    assert share_made([], ["anything"]) == 0


MUST, *OTHERS = [KeyPoint(name=name, must=name == "must") for name in ("must", *"abcdefgh")]
"""One must-point and eight others: ten by weight."""


@pytest.mark.parametrize(
    ("made", "seconds", "expected"),
    [
        (["must", *"abcdefg"], 180, Grade.EASY),
        (["must", *"abcdefg"], 181, Grade.GOOD),
        (["must", *"abcdefg"], 271, Grade.HARD),
        (["must", *"abcdef"], 60, Grade.GOOD),
        (["must", *"abcd"], 270, Grade.GOOD),
        (["must", *"abcd"], 271, Grade.HARD),
        (["must", *"abc"], 60, Grade.HARD),
        (["must", *"abc"], 271, Grade.AGAIN),
        ([*"abcdefgh"], 60, Grade.HARD),
        ([*"abcd"], 60, Grade.HARD),
        ([*"abcd"], 271, Grade.AGAIN),
        ([*"abc"], 60, Grade.AGAIN),
        ([], 0, Grade.AGAIN),
        ([], 9_999, Grade.AGAIN),
    ],
)
def test_suggestion_by_share_and_time(made: list[str], seconds: float, expected: Grade) -> None:
    assert suggest([MUST, *OTHERS], made, seconds, 180) is expected


@pytest.mark.parametrize("seconds", [0, 60, 9_999])
def test_nothing_made_is_not_there_yet_also_where_nothing_is_a_must(seconds: float) -> None:
    assert suggest(OTHERS, [], seconds, 180) is Grade.AGAIN
    assert suggest(OTHERS, ["a point of another question"], seconds, 180) is Grade.AGAIN


def test_one_of_many_made_is_hard_where_nothing_is_a_must() -> None:
    assert suggest(OTHERS, ["a"], 60, 180) is Grade.HARD


@pytest.mark.parametrize(("key", "word"), [(1, "again"), (2, "hard"), (3, "good"), (4, "easy")])
def test_grades_sit_on_the_keys_one_to_four(key: int, word: str) -> None:
    assert Grade(key).word == word
