"""Gates on the cues by which a key point is recognised in a typed answer."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import snowballstemmer

from tests.bank.items import form_of, item_name, outside, questions, words
from tpm_tui.core.bank.cue_lint import cue_weights, lint_cues, share_first
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.stems import content_stems

each_item = pytest.mark.parametrize("item", questions(), ids=item_name)

stem = snowballstemmer.stemmer("english").stemWord
WEIGHTS = cue_weights(questions(), stem)

TOO_COMMON = {
    "plan",
    "team",
    "teams",
    "process",
    "regular",
    "clear",
    "ensure",
    "project",
    "stakeholder",
    "stakeholders",
}
NEGATION = r"\b(no(?!-go)|not|never|nobody|nothing|none|neither|nor|cannot)\b|n't\b"
LEAST_SHARE_FIRST = 0.7
"""Share of an item's cues that no sister point claims: generous, careful lists reach 0.8 to 0.95."""


def cues_of(item: Question) -> list[tuple[str, str]]:
    """Every cue with its place in words."""
    return [(f"{point.name}: {cue}", cue) for point in item.key_points for cue in point.cues]


@each_item
def test_every_point_has_short_cues_and_sentences(item: Question) -> None:
    wrong = []
    for point in item.key_points:
        lengths = [len(words(cue)) for cue in point.cues]
        short, told = sum(n <= 4 for n in lengths), sum(n >= 6 for n in lengths)
        if many := outside(len(lengths), "cues", form_of(item).cues):
            wrong.append(f"{point.name}: {many}")
        if short < 4:
            wrong.append(f"{point.name}: {short} short cues (up to 4 words), at least 4 wanted")
        if told < 4:
            wrong.append(f"{point.name}: {told} sentences (6 words and more), at least 4 wanted")
        wrong += [f"{point.name}: over 18 words: {cue}" for cue in point.cues if len(words(cue)) > 18]
    assert not wrong, "\n".join(wrong)


@each_item
def test_cues_bring_words_of_their_own(item: Question) -> None:
    repeats = [f"{found.point}: {found.cue}" for found in lint_cues(item, stem, WEIGHTS) if found.repeats]
    assert not repeats, "only words of the point's own name or cue:\n" + "\n".join(repeats)


@each_item
def test_a_cue_belongs_to_one_point(item: Question) -> None:
    owners = defaultdict(list)
    for point in item.key_points:
        for cue in point.cues:
            owners[content_stems(cue, stem)].append(f"{point.name}: {cue}")
    shared = [" / ".join(of) for of in owners.values() if len(of) > 1]
    assert not shared, "the same words twice:\n" + "\n".join(shared)


@each_item
def test_cues_are_said_positively(item: Question) -> None:
    denied = [name_of for name_of, cue in cues_of(item) if re.search(NEGATION, cue.lower())]
    assert not denied, "a denial would be read as 'this was not done':\n" + "\n".join(denied)


@each_item
def test_cues_are_more_than_words_of_every_answer(item: Question) -> None:
    hollow = [name_of for name_of, cue in cues_of(item) if set(words(cue)) <= TOO_COMMON]
    assert not hollow, "\n".join(hollow)


@each_item
def test_most_cues_speak_for_their_own_point(item: Question) -> None:
    findings = lint_cues(item, stem, WEIGHTS)
    share = share_first(findings)
    worst = [f"{f.point}: {f.cue}  ->  {f.rival}" for f in findings if f.rank > 1]
    assert share >= LEAST_SHARE_FIRST, f"{share:.0%} own point first; a sister claims:\n" + "\n".join(worst)
