"""The linter for matching cues."""

from __future__ import annotations

from tpm_tui.core.bank.cue_lint import CueFinding, cue_weights, lint_cues
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.stems import content_stems

FLOUR = KeyPoint(
    name="flour weighed", cue="names grams", cues=("kitchen scale", "rye and wheat on the scale")
)
OVEN = KeyPoint(
    name="oven hot first", cue="says degrees", cues=("preheat stone", "the stone was at full heat")
)


def stem(word: str) -> str:
    """Remove a plural s, which is enough to show that the given stemmer is used."""
    return word.removesuffix("s")


def lint(*points: KeyPoint) -> tuple[CueFinding, ...]:
    question = Question(id="bread", prompt="How do you bake?", key_points=points)
    return lint_cues(question, stem, cue_weights([question], stem))


def test_cue_sharing_words_with_its_point_has_no_rival() -> None:
    findings = lint(FLOUR, OVEN)
    assert [finding.rival for finding in findings] == ["", "", "", ""]


def test_cue_matching_another_point_better_names_the_rival() -> None:
    stray = KeyPoint(name="flour weighed", cue="names grams", cues=("kitchen scale", "hot oven stone"))
    finding = lint(stray, OVEN)[1]
    assert finding.rival == "oven hot first"


def test_cue_is_not_matched_against_itself() -> None:
    alone = KeyPoint(name="flour weighed", cue="names grams", cues=("stone at full heat",))
    assert lint(alone, OVEN)[0].rival == "oven hot first"


def test_only_words_of_the_own_label_count_as_repetition() -> None:
    wordy = KeyPoint(
        name="flour weighed", cue="names grams", cues=("grams: names of flour weighed", "gram scale")
    )
    assert [finding.repeats for finding in lint(wordy)] == [True, False]


def test_cue_without_words_of_any_point_has_no_rival() -> None:
    fresh = KeyPoint(name="flour weighed", cue="names grams", cues=("barley",))
    finding = lint(fresh, OVEN)[0]
    assert (finding.rival, finding.repeats) == ("", False)


def test_word_in_every_text_is_too_common_for_a_rival() -> None:
    left = KeyPoint(name="rye week", cue="says week", cues=("barley millet spelt oats bran germ week",))
    right = KeyPoint(name="ovens week", cue="draws week", cues=("stone week", "steam week", "peel week"))
    assert lint(left, right)[0].rival == ""


def test_function_words_have_no_stems() -> None:
    assert content_stems("What I did with the two ovens", stem) == {"two", "oven"}
