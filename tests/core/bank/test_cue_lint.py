"""What the check on matching cues finds."""

from __future__ import annotations

from tpm_tui.core.bank.cue_lint import CueFinding, cue_weights, lint_cues, share_first
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.stems import content_stems

FLOUR = KeyPoint(
    name="flour weighed", cue="names grams", cues=("kitchen scale", "rye and wheat on the scale")
)
OVEN = KeyPoint(
    name="oven hot first", cue="says degrees", cues=("preheat stone", "the stone was at full heat")
)


def stem(word: str) -> str:
    """Cuts a plural: enough to see that the given stemmer is used."""
    return word.removesuffix("s")


def lint(*points: KeyPoint) -> tuple[CueFinding, ...]:
    question = Question(id="bread", prompt="How do you bake?", key_points=points)
    return lint_cues(question, stem, cue_weights([question], stem))


def test_cues_that_share_words_with_their_own_point_come_first() -> None:
    findings = lint(FLOUR, OVEN)
    assert [finding.rank for finding in findings] == [1, 1, 1, 1]
    assert share_first(findings) == 1.0


def test_a_cue_that_fits_a_sister_better_names_her() -> None:
    stray = KeyPoint(name="flour weighed", cue="names grams", cues=("kitchen scale", "hot oven stone"))
    finding = lint(stray, OVEN)[1]
    assert (finding.rank, finding.rival) == (2, "oven hot first")


def test_a_cue_is_not_its_own_witness() -> None:
    alone = KeyPoint(name="flour weighed", cue="names grams", cues=("stone at full heat",))
    assert lint(alone, OVEN)[0].rival == "oven hot first"


def test_only_the_words_of_its_own_label_are_a_repetition() -> None:
    wordy = KeyPoint(
        name="flour weighed", cue="names grams", cues=("grams: names of flour weighed", "gram scale")
    )
    assert [finding.repeats for finding in lint(wordy)] == [True, False]


def test_words_that_no_point_has_leave_the_cue_unclaimed() -> None:
    fresh = KeyPoint(name="flour weighed", cue="names grams", cues=("barley",))
    finding = lint(fresh, OVEN)[0]
    assert (finding.rank, finding.rival, finding.repeats) == (1, "", False)


def test_a_word_of_every_text_is_too_faint_to_claim_a_cue() -> None:
    left = KeyPoint(name="rye week", cue="says week", cues=("barley millet spelt oats bran germ week",))
    right = KeyPoint(name="ovens week", cue="draws week", cues=("stone week", "steam week", "peel week"))
    assert lint(left, right)[0].rival == ""


def test_share_is_the_part_that_no_sister_claims() -> None:
    stray = KeyPoint(name="flour weighed", cue="names grams", cues=("barley", "hot oven stone"))
    assert share_first(lint(stray)) == 1.0
    assert share_first(lint(stray, KeyPoint(name="oven hot", cue="stone"))) == 0.5
    assert share_first(()) == 1.0


def test_function_words_carry_no_subject() -> None:
    assert content_stems("What I did with the two ovens", stem) == {"two", "oven"}
