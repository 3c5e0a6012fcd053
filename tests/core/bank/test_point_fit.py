"""How well a sentence fits a point: weights of words, complete texts, rivalry of points."""

import pytest

from tpm_tui.core.bank.point_fit import MIN_NORM, exclusivity, fit_sentence, index_point, rivalry_factor

COMMON = {"ask": 0.1, "two": 0.1, "way": 0.1, "rollback": 1.0}


@pytest.mark.parametrize(
    ("stem", "expected"), [("own", 1.0), ("two", 0.5), ("all", 0.0)], ids=["one point", "two points", "all"]
)
def test_stem_of_other_points_is_less_exclusive(stem: str, expected: float) -> None:
    assert exclusivity(stem, [{"own", "two", "all"}, {"two", "all"}, {"all"}]) == expected


def test_stem_of_an_only_point_is_exclusive() -> None:
    assert exclusivity("own", [{"own"}]) == 1


def test_shared_words_score_by_their_squared_weight() -> None:
    point = index_point("p", [{"rollback", "ask"}], COMMON)
    fit = fit_sentence(point, {"rollback", "lunch"})
    assert fit.scores == {0: pytest.approx(1.0 / MIN_NORM)}
    assert (fit.best, fit.shared) == (fit.scores[0], 1.0)
    assert fit_sentence(point, {"lunch"}).scores == {}


def test_words_of_several_texts_are_shared() -> None:
    point = index_point("p", [{"rollback"}, {"ask"}], COMMON)
    assert fit_sentence(point, {"rollback", "ask"}).shared == pytest.approx(1.1)


def test_all_words_of_a_text_score_more() -> None:
    point = index_point("p", [{"ask", "two", "way"}], COMMON)
    part, whole = (fit_sentence(point, words).best for words in ({"ask", "two"}, {"ask", "two", "way"}))
    assert whole > 1 > 2 * part


def test_all_words_of_a_short_text_score_no_more() -> None:
    point = index_point("p", [{"ask", "two"}], COMMON)
    assert fit_sentence(point, {"ask", "two"}).best == pytest.approx(0.2 / MIN_NORM)


@pytest.mark.parametrize(("rival", "factor"), [(0.0, 1.0), (1.0, 1.0), (1.5, 0.5), (2.0, 0.0), (5.0, 0.0)])
def test_sentence_counts_less_for_a_point_with_a_rival(rival: float, factor: float) -> None:
    assert rivalry_factor(1.0, rival) == factor
