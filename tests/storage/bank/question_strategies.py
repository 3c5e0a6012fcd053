"""Hypothesis strategies of questions with any text in every field."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from tests.storage.ambiguous import AMBIGUOUS
from tpm_tui.core.bank.question import (
    FollowUp,
    KeyPoint,
    Lens,
    Question,
    Recall,
    TimeTarget,
    Transfer,
)
from tpm_tui.core.text.sanitize import clean

lines = (st.text(min_size=1).map(lambda text: clean(text).strip()) | st.sampled_from(AMBIGUOUS)).filter(bool)
clocks = st.from_regex(r"[0-9]{1,2}:[0-5][0-9]", fullmatch=True)
ids = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)


def tuples(values: st.SearchStrategy, max_size: int = 2) -> st.SearchStrategy:
    return st.lists(values, max_size=max_size).map(tuple)


points = st.builds(
    KeyPoint,
    name=lines,
    cue=lines | st.just(""),
    why=lines | st.just(""),
    must=st.booleans(),
    details=tuples(lines),
    facts=tuples(lines),
    cues=tuples(lines),
)


def point_name(point: KeyPoint) -> str:
    """Return the name as it is compared: key points of a question need different names."""
    return " ".join(point.name.split()).casefold()


questions = st.builds(
    Question,
    id=ids,
    prompt=lines,
    key_points=st.lists(points, max_size=3, unique_by=point_name).map(tuple),
    number=st.none() | st.integers(1, 99_999),
    title=st.text(string.ascii_letters, max_size=24),
    variants=tuples(lines),
    kind=st.sampled_from(["behavioural", "technical", "hybrid"]),
    level=st.sampled_from(["core", "senior", "staff"]),
    levels=st.dictionaries(st.sampled_from(["core", "senior", "staff"]), lines, max_size=2),
    time_target=st.builds(TimeTarget, answer=clocks, short=clocks),
    model_answer=lines | st.just("") | st.dictionaries(lines, lines, min_size=1, max_size=2),
    short_answer=lines | st.just(""),
    follow_ups=tuples(st.builds(FollowUp, ask=lines, good=lines)),
    netflix_lens=st.none() | st.builds(Lens, shows=lines, facts=tuples(lines)),
    transfer=st.none() | st.builds(Transfer, stories=lines, related=tuples(st.integers(1, 50))),
    recall=tuples(st.builds(Recall, q=lines, a=lines)),
    tags=tuples(lines),
    companies=tuples(lines),
    method=lines | st.just(""),
    whiteboard=lines | st.just(""),
    world=lines | st.just(""),
    outcome=st.none() | st.sampled_from(["success", "mixed", "failure"]),
    review_by=st.just("") | st.dates().map(str),
)  # fmt: skip
