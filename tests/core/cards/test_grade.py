"""The suggested grade, from ticked points and time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.cards.grade import Grade, share_made, suggest_grade

points = st.lists(st.booleans(), min_size=1, max_size=12).map(
    lambda musts: [KeyPoint(name=f"p{number}", must=must) for number, must in enumerate(musts)]
)
times = st.floats(0, 3_600, allow_nan=False)


def draw_made(data: st.DataObject, points: list[KeyPoint]) -> set[str]:
    return data.draw(st.sets(st.sampled_from([point.name for point in points])))


@given(st.data(), points, times, times)
def test_missed_must_point_gives_at_most_hard(
    data: st.DataObject, given_: list[KeyPoint], seconds: float, target: float
) -> None:
    made = draw_made(data, given_)
    if any(point.must and point.name not in made for point in given_):
        assert suggest_grade(given_, made, seconds, target) <= Grade.HARD


@given(st.data(), points, times, times)
def test_one_more_point_never_lowers_suggestion(
    data: st.DataObject, given_: list[KeyPoint], seconds: float, target: float
) -> None:
    made = draw_made(data, given_)
    more = made | {data.draw(st.sampled_from(given_)).name}
    assert suggest_grade(given_, more, seconds, target) >= suggest_grade(given_, made, seconds, target)


@given(st.data(), points, times, times, times)
def test_longer_answer_never_raises_suggestion(
    data: st.DataObject, given_: list[KeyPoint], one: float, other: float, target: float
) -> None:
    made = draw_made(data, given_)
    assert suggest_grade(given_, made, max(one, other), target) <= suggest_grade(
        given_, made, min(one, other), target
    )


@given(st.data(), points, times)
def test_time_is_ignored_without_target(data: st.DataObject, given_: list[KeyPoint], seconds: float) -> None:
    made = draw_made(data, given_)
    assert suggest_grade(given_, made, seconds, 0) is suggest_grade(given_, made, 0, 60)


@given(st.data(), points)
def test_share_counts_must_points_double(data: st.DataObject, given_: list[KeyPoint]) -> None:
    made = draw_made(data, given_)
    total = len(given_) + sum(point.must for point in given_)
    got = sum(1 + point.must for point in given_ if point.name in made)
    assert share_made(given_, made) == got / total
    assert share_made(given_, [*made, "a point of another question"]) == got / total


def test_share_without_points_is_zero() -> None:
    assert share_made([], ["anything"]) == 0


MUST, *OTHERS = [KeyPoint(name=name, must=name == "must") for name in ("must", *"abcdefgh")]
"""One must point and eight others, with a total weight of ten."""


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
def test_suggestion_follows_share_and_time(made: list[str], seconds: float, expected: Grade) -> None:
    assert suggest_grade([MUST, *OTHERS], made, seconds, 180) is expected


@pytest.mark.parametrize("seconds", [0, 60, 9_999])
def test_no_point_made_is_again_without_must_points(seconds: float) -> None:
    assert suggest_grade(OTHERS, [], seconds, 180) is Grade.AGAIN
    assert suggest_grade(OTHERS, ["a point of another question"], seconds, 180) is Grade.AGAIN


def test_one_point_made_is_hard_without_must_points() -> None:
    assert suggest_grade(OTHERS, ["a"], 60, 180) is Grade.HARD


@pytest.mark.parametrize(("key", "word"), [(1, "again"), (2, "hard"), (3, "good"), (4, "easy")])
def test_grades_have_keys_one_to_four(key: int, word: str) -> None:
    assert Grade(key).word == word
