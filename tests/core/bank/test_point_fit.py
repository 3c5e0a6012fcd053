"""How well a sentence fits a point: weights of words, complete texts, rivalry of points."""

import pytest

from tpm_tui.core.bank.point_fit import MIN_NORM, RIVAL_MARGIN, Fit, fit_sentence, index_point, rivalry_factor

COMMON = {"ask": 0.1, "two": 0.1, "way": 0.1, "rollback": 1.0}


def test_shared_words_score_by_their_weight() -> None:
    point = index_point("p", [{"rollback", "ask"}], COMMON)
    fit = fit_sentence(point, {"rollback", "lunch"})
    assert fit.scores == {0: pytest.approx(1.0 / MIN_NORM)}
    assert (fit.shared, fit.evidence) == (1.0, fit.scores[0] + 1.0)
    assert fit_sentence(point, {"lunch"}) == Fit({}, 0.0, 0.0)


def test_words_of_several_texts_are_shared() -> None:
    point = index_point("p", [{"rollback"}, {"ask"}], COMMON)
    assert fit_sentence(point, {"rollback", "ask"}).shared == pytest.approx(1.1)


def test_all_words_of_a_text_score_more() -> None:
    point = index_point("p", [{"ask", "two", "way"}], COMMON)
    part, whole = (fit_sentence(point, words).scores[0] for words in ({"ask", "two"}, {"ask", "two", "way"}))
    assert whole > 1 > 2 * part


def test_all_words_of_a_short_text_score_no_more() -> None:
    point = index_point("p", [{"ask", "two"}], COMMON)
    assert fit_sentence(point, {"ask", "two"}).scores[0] == pytest.approx(0.2 / MIN_NORM)


@pytest.mark.parametrize(
    ("rival", "factor"), [(0.0, 1.0), (0.7, 1.0), (1.2, 0.5), (RIVAL_MARGIN, 0.0), (5.0, 0.0)]
)
def test_sentence_counts_less_for_a_point_with_a_rival(rival: float, factor: float) -> None:
    assert rivalry_factor(1.0, rival) == pytest.approx(factor)


def test_sentence_without_evidence_counts_for_nothing() -> None:
    assert rivalry_factor(0.0, 0.0) == rivalry_factor(0.0, 1.0) == 0.0
