"""Gates across the items of a bank: worlds, outcomes, variety of form, shared prose, matching cues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from tests.bank.gates.measures import figures_a_minute
from tests.bank.gates.points import stem
from tests.bank.gates.values import Item, answer, entries, name_of, number_of, prose, text, texts
from tests.bank.gates.vocabulary import ASSIGNED, STREAMING_WORLDS
from tests.bank.items import ranked_first_share, sentences, words
from tpm_tui.core.bank.cue_lint import cue_weights, lint_cues
from tpm_tui.core.bank.question import KeyPoint, Question

WHOLE_BANK = 40
"""Minimum number of items for checks of shares of the bank; fewer items are one topic."""

RUN_LENGTH = 8
MEDIAN_FIGURES_A_MINUTE = 3
MIN_SHARE_FIRST = 0.7
"""Minimum share of an item's cues that match their own point best."""
ITEMS_OF_A_WORLD = 5
MIN_STREAMING = 26
MIN_CORE = 8
MOST_REFUSALS = 20
MOST_ALIKE_REFUSALS = 5
MOST_USED_TO_THINK = 5
OUTCOME_SHARES = {"success": (0.44, 0.56), "mixed": (0.2, 0.3), "failure": (0.2, 0.3)}

REFUSALS = {
    "I refused": r"\b(i|we) refused\b",
    "I said no": r"\b(i|we) said no\b",
    "I rejected": r"\b(i|we) rejected\b",
    "turned down": r"\bturned (\w+ ){0,4}down\b",
    "decided against": r"\bdecided (against|not to)\b",
    "ruled out": r"\bruled (it |that |this )?out\b",
    "I didn't pick": r"\b(i|we) (didn't|did not|wouldn't) (pick|choose|take|go with|ask for|buy)\b",
}
"""Ways in which an answer refuses an option; most uses of 'instead of' and 'rather than' are none."""

_WANTED_AND_REFUSED = (
    r"\b(wanted|asked for|pushed for|demanded|proposed|offered)\b[^.]*\. "
    r"(so |but )?(i|we) (refused|said no|declined|rejected|turned)\b"
)
_USED_TO_THINK = (
    r"\b(i|we)('d| had)? (used to (think|believe|assume|see|treat)|believed|thought|assumed)\b.*\bnow\b"
)


def across_problems(items: Sequence[Item]) -> Iterator[str]:
    """Yield the problems of a set of items; checks of shares wait for a whole bank."""
    yield from _unique(items)
    yield from _assignment(items)
    yield from _forms(items)
    yield from _shared_runs(items)
    yield from _cue_ranking(items)
    rates = [figures_a_minute(answer(item)) for item in items if answer(item)]
    if rates and median(rates) > MEDIAN_FIGURES_A_MINUTE:
        yield f"figures: median of {median(rates):.1f} a minute, at most {MEDIAN_FIGURES_A_MINUTE}"
    if len(items) >= WHOLE_BANK:
        yield from _shares(items)


def _unique(items: Sequence[Item]) -> Iterator[str]:
    for name in ("id", "number", "title", "prompt", "opening"):
        seen = Counter(str(item[name]).lower() for item in items if item.get(name))
        yield from (f"{name}: {count} items have {value!r}" for value, count in seen.items() if count > 1)


def _assignment(items: Sequence[Item]) -> Iterator[str]:
    """Two authors may swap what they were assigned, so that only the counts must agree."""
    for at, name in enumerate(("world", "outcome")):
        assigned = [item for item in items if number_of(item) in ASSIGNED and item.get(name)]
        expected = Counter(ASSIGNED[number_of(item)][at] for item in assigned)
        found = Counter(text(item, name) for item in assigned)
        if expected != found:
            more, fewer = (", ".join((a - b).elements()) for a, b in ((found, expected), (expected, found)))
            yield f"{name}: not as assigned; too many: {more}; too few: {fewer}"
    worlds = Counter(text(item, "world") for item in items if item.get("world"))
    for world, count in worlds.items():
        if count > ITEMS_OF_A_WORLD:
            yield f"world: {world} in {count} items, at most {ITEMS_OF_A_WORLD}"


def refusals(item: Item) -> set[str]:
    """Return the ways in which the model answer refuses an option."""
    lower = answer(item).lower()
    return {name for name, pattern in REFUSALS.items() if re.search(pattern, lower)}


def closes_with_used_to_think(item: Item) -> bool:
    """Return whether the last four sentences of the model answer are of the form 'I used to ... now ...'."""
    return re.search(_USED_TO_THINK, " ".join(sentences(answer(item))[-4:]).lower()) is not None


def _forms(items: Sequence[Item]) -> Iterator[str]:
    closing = [name_of(item) for item in items if closes_with_used_to_think(item)]
    if len(closing) > MOST_USED_TO_THINK:
        yield f"closing 'I used to think ... now' in {', '.join(closing)}; at most {MOST_USED_TO_THINK}"
    same = [name_of(item) for item in items if re.search(_WANTED_AND_REFUSED, answer(item).lower())]
    if len(same) > 1:
        yield f"'X wanted Y. I refused.' in {', '.join(same)}; at most once"
    refusing = [name_of(item) for item in items if refusals(item)]
    if len(refusing) > MOST_REFUSALS:
        yield f"a refused option in {len(refusing)} items, at most {MOST_REFUSALS}: {', '.join(refusing)}"
    alike = Counter(way for item in items for way in refusals(item))
    for way, count in alike.items():
        if count > MOST_ALIKE_REFUSALS:
            yield f"'{way}' in {count} items, at most {MOST_ALIKE_REFUSALS}: vary how an option is refused"
    for place, length in (("opening", 4), ("model_answer", 4)):
        starts: defaultdict[str, list[str]] = defaultdict(list)
        for item in items:
            value = answer(item) if place == "model_answer" else text(item, place)
            if value:
                starts[" ".join(words(value)[:length])].append(name_of(item))
        for start, names in starts.items():
            if len(names) > 2:
                yield f"{place}: begins with {start!r} in {', '.join(names)}; at most two"


def _runs(value: str) -> set[tuple[str, ...]]:
    found = words(value)
    return {tuple(found[at : at + RUN_LENGTH]) for at in range(len(found) - RUN_LENGTH + 1)}


def _shared_runs(items: Sequence[Item]) -> Iterator[str]:
    owners: defaultdict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for at, item in enumerate(items):
        for place, value in prose(item):
            for run in _runs(value):
                owners[run].setdefault(at, f"{name_of(item)}.{place}")
    seen: set[tuple[str, ...]] = set()
    for run, where in owners.items():
        places = tuple(where.values())
        if len(places) > 1 and places not in seen:
            seen.add(places)
            yield f"eight words shared: '{' '.join(run)}' in {' and '.join(places)}"


def copied_runs(items: Sequence[Item], other: str) -> Iterator[str]:
    """Yield a run of eight words for each field that shares one with another text."""
    others = _runs(other)
    for item in items:
        for place, value in prose(item):
            if shared := sorted(_runs(value) & others):
                yield f"{name_of(item)}.{place}: eight words of the other text: '{' '.join(shared[0])}'"


def cue_ranking(items: Sequence[Item]) -> Iterator[tuple[Item, float, list[str]]]:
    """Yield for each item the share (0 to 1) of cues that match their own point best, and the other cues."""
    questions = [_question(item) for item in items]
    weights = cue_weights(questions, stem)
    for item, question in zip(items, questions, strict=True):
        findings = lint_cues(question, stem, weights)
        others = [f"{found.point}: {found.cue} -> {found.rival}" for found in findings if found.rival]
        yield item, ranked_first_share(findings), others


def _question(item: Item) -> Question:
    points = tuple(
        KeyPoint(name=text(point, "name"), cue=text(point, "cue"), cues=tuple(texts(point, "cues")))
        for point in entries(item, "key_points")
    )
    return Question(id=name_of(item), prompt=text(item, "prompt"), key_points=points)


def _cue_ranking(items: Sequence[Item]) -> Iterator[str]:
    for item, share, others in cue_ranking(items):
        if share < MIN_SHARE_FIRST:
            worst = "; ".join(others)
            yield f"{name_of(item)}: {share:.0%} of the cues match their own point best; others: {worst}"


def _shares(items: Sequence[Item]) -> Iterator[str]:
    outcomes = Counter(text(item, "outcome") for item in items if item.get("outcome"))
    for outcome, (low, high) in OUTCOME_SHARES.items():
        share = outcomes[outcome] / max(1, outcomes.total())
        if not low <= share <= high:
            yield f"outcome: {outcome} in {share:.0%} of the items, expected {low:.0%} to {high:.0%}"
    streaming = sum(text(item, "world") in STREAMING_WORLDS for item in items)
    if streaming < MIN_STREAMING:
        yield f"world: {streaming} items from the work of a streaming company, at least {MIN_STREAMING}"
    core = sum(text(item, "level") == "core" for item in items)
    if core < MIN_CORE:
        yield f"level: {core} items are core, at least {MIN_CORE}"
