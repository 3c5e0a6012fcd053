"""Content checks of the cues of preparation items and explain drills.

Those of interview questions are checked by the gates of tests/bank/gates/.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.bank.gates.across import MIN_SHARE_FIRST
from tests.bank.gates.points import NEGATION, TOO_COMMON, stem
from tests.bank.items import (
    check_range,
    is_interview_question,
    item_name,
    questions,
    ranked_first_share,
    requirements_of,
    words,
)
from tpm_tui.core.bank.cue_lint import cue_weights, lint_cues
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.stems import content_stems

pytestmark = pytest.mark.content

each_item = pytest.mark.parametrize(
    "item", [item for item in questions() if not is_interview_question(item)], ids=item_name
)

WEIGHTS = cue_weights(questions(), stem)


def cues_of(item: Question) -> list[tuple[str, str]]:
    """Return all cues as (place, cue)."""
    return [(f"{point.name}: {cue}", cue) for point in item.key_points for cue in point.cues]


@each_item
def test_each_point_has_short_cues_and_sentences(item: Question) -> None:
    wrong = []
    for point in item.key_points:
        lengths = [len(words(cue)) for cue in point.cues]
        short, long = sum(n <= 4 for n in lengths), sum(n >= 6 for n in lengths)
        if message := check_range(len(lengths), "cues", requirements_of(item).cues):
            wrong.append(f"{point.name}: {message}")
        if short < 4:
            wrong.append(f"{point.name}: {short} short cues (up to 4 words), expected at least 4")
        if long < 4:
            wrong.append(f"{point.name}: {long} sentences (6 words or more), expected at least 4")
        wrong += [f"{point.name}: over 18 words: {cue}" for cue in point.cues if len(words(cue)) > 18]
    assert not wrong, "\n".join(wrong)


@each_item
def test_cues_add_words_to_their_point(item: Question) -> None:
    repeats = [f"{found.point}: {found.cue}" for found in lint_cues(item, stem, WEIGHTS) if found.repeats]
    assert not repeats, "only words of the point's own name or cue:\n" + "\n".join(repeats)


@each_item
def test_cue_belongs_to_one_point(item: Question) -> None:
    owners = defaultdict(list)
    for point in item.key_points:
        for cue in point.cues:
            owners[content_stems(cue, stem)].append(f"{point.name}: {cue}")
    shared = [" / ".join(of) for of in owners.values() if len(of) > 1]
    assert not shared, "the same words twice:\n" + "\n".join(shared)


@each_item
def test_cues_contain_no_negation(item: Question) -> None:
    denied = [name_of for name_of, cue in cues_of(item) if re.search(NEGATION, cue.lower())]
    assert not denied, "a negation would match 'this was not done':\n" + "\n".join(denied)


@each_item
def test_cues_have_more_than_common_words(item: Question) -> None:
    hollow = [name_of for name_of, cue in cues_of(item) if set(words(cue)) <= TOO_COMMON]
    assert not hollow, "\n".join(hollow)


@each_item
def test_most_cues_match_their_own_point_best(item: Question) -> None:
    findings = lint_cues(item, stem, WEIGHTS)
    share = ranked_first_share(findings)
    worst = [f"{f.point}: {f.cue}  ->  {f.rival}" for f in findings if f.rival]
    assert share >= MIN_SHARE_FIRST, f"{share:.0%} match their own point best; others match:\n" + "\n".join(
        worst
    )
