"""An answer that fits many other questions better is about something else."""

from __future__ import annotations

from tpm_tui.core.bank.topic_fit import BETTER_QUESTIONS, TopicFit

OTHERS = BETTER_QUESTIONS + 1


def topic_fit() -> TopicFit:
    """Return questions about one topic each, and several that share a topic."""
    shared = {f"shared-{n}": {"cache", "latency", f"word{n}"} for n in range(OTHERS)}
    return TopicFit({"hiring": {"hire", "team"}, **shared})


def test_answer_with_words_of_its_question_is_about_it() -> None:
    assert topic_fit().is_about("hiring", ["hire", "team", "cache"])


def test_answer_that_fits_many_others_better_is_not_about_its_question() -> None:
    assert not topic_fit().is_about("hiring", ["cache", "latency"])


def test_answer_that_fits_few_others_better_is_about_its_question() -> None:
    fit = TopicFit({"hiring": {"hire", "team"}, "latency": {"cache", "latency"}})
    assert fit.is_about("hiring", ["cache", "latency"])


def test_question_outside_the_bank_is_never_excluded() -> None:
    assert topic_fit().is_about("another", ["cache"])


def test_answer_without_words_fits_no_question_better() -> None:
    assert topic_fit().is_about("hiring", [])
