"""Content checks of each item by itself. Check one item with `pytest tests/bank -k q07`.

Interview questions have to pass the gates of tests/bank/gates/; preparation items and explain drills have the
older rules below. Tests of `each_item` are for both.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.bank.gates.measures import contractions
from tests.bank.gates.speech import LONGEST_SENTENCE, WORDS_A_CONTRACTION
from tests.bank.gates.vocabulary import BANNED_CLAIMS, BANNED_PHRASES, OTHER_WORLDS, STRICTER_CLAIMS
from tests.bank.item_gates import bank_problems, item_problems, read_outlines
from tests.bank.items import (
    OUTLINE,
    TopicFile,
    check_range,
    cited_facts,
    facts,
    fields,
    fold,
    has_number,
    has_period,
    is_drill,
    is_exercise,
    is_interview_question,
    item_name,
    model_text,
    prose,
    questions,
    raw_questions,
    requirements_of,
    sentences,
    topic_files,
    words,
)
from tpm_tui.core.bank.question import Question, clock_seconds

pytestmark = pytest.mark.content

each_item = pytest.mark.parametrize("item", questions(), ids=item_name)
each_question = pytest.mark.parametrize(
    "item", [item for item in questions() if is_interview_question(item)], ids=item_name
)
each_other = pytest.mark.parametrize(
    "item", [item for item in questions() if not is_interview_question(item)], ids=item_name
)
each_exercise = pytest.mark.parametrize(
    "item", [item for item in questions() if is_exercise(item)], ids=item_name
)
each_non_drill = pytest.mark.parametrize(
    "item", [item for item in questions() if not is_drill(item)], ids=item_name
)

EXERCISE_VERBS = frozenset({"answer", "ask", "defend", "explain", "name", "pick", "say", "take", "tell"})
"""Actions of an exercise that can be done immediately, unlike 'think about' and 'prepare'."""

_CUE_VERBS = """
adds admits agrees answers argues asks assigns attaches begins breaks builds calls caps checks chooses
cites classifies closes commits compares computes concedes contrasts converts corrects counts credits
cuts dates declines defines derives describes distinguishes divides draws drops ends enumerates
estimates explains gives groups illustrates invites keeps labels limits links lists locates maps marks
measures mentions multiplies names offers opens orders outlines paints pairs phrases picks places plots
points prices promises proposes puts quantifies quotes raises ranks reads recalls recites recommends
recounts refuses rejects repeats reports requires restates retells rules runs says schedules separates
sequences sets sizes sketches sorts specifies splits starts states suggests sums summarises tells ties
traces translates turns walks warns weighs works writes
"""
CUE_VERBS = frozenset(_CUE_VERBS.split())
"""Verbs for what two listeners would agree to have heard or seen."""

_MENTAL_VERBS = """
appreciates believes considers cares demonstrates displays ensures exhibits feels focuses grasps has is
knows possesses realises recognises reflects sees shows thinks understands values
"""
MENTAL_VERBS = frozenset(_MENTAL_VERBS.split())

OUTLINES = read_outlines(OUTLINE)


def format_field(place: str, text: str) -> str:
    """Return a field as one line of a failure message."""
    return f"{place}: {text}"


def word_count(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("file", topic_files(), ids=lambda file: file.path.stem)
def test_all_questions_of_a_file_are_valid(file: TopicFile) -> None:
    assert not file.problems, "\n".join(file.problems)


@each_question
def test_question_passes_the_gates(item: Question) -> None:
    number = item.number or 0
    problems = item_problems(raw_questions()[number], OUTLINES[number])
    assert not problems, "\n".join(problems)


def test_questions_together_pass_the_gates() -> None:
    together = [raw_questions()[item.number or 0] for item in questions() if is_interview_question(item)]
    problems = bank_problems(together)
    assert not problems, "\n".join(problems)


@each_item
def test_required_fields_are_not_empty(item: Question) -> None:
    required = requirements_of(item).required.split()
    gaps = [name for name in required if not getattr(item, name)]
    gaps += [place for place, text in fields(item) if not text.strip()]
    if "levels" in required:
        gaps += [f"levels.{level}" for level in ("core", "senior", "staff") if level not in item.levels]
    if item.netflix_lens and not item.netflix_lens.facts:
        gaps.append("netflix_lens.facts")
    if item.transfer and not item.transfer.related:
        gaps.append("transfer.related")
    assert not gaps, f"empty or missing: {', '.join(gaps)}"


@each_item
def test_prompt_and_title_are_short(item: Question) -> None:
    assert word_count(item.prompt) <= 25, f"{word_count(item.prompt)} words in the prompt, at most 25"
    assert len(item.title) <= 20, f"title of {len(item.title)} characters, at most 20"
    assert 1 <= word_count(item.title) <= 3, "a title has one to three words"


@each_other
def test_variants_are_as_many_as_required(item: Question) -> None:
    wrong = check_range(len(item.variants), "variants", requirements_of(item).variants)
    assert not wrong, wrong


@each_item
def test_variants_are_short_and_begin_differently(item: Question) -> None:
    starts = Counter(tuple(words(text)[:4]) for text in (item.prompt, *item.variants))
    twice = [" ".join(start) for start, count in starts.items() if count > 1]
    assert not twice, f"prompt and variants that begin alike: {twice}"
    long = [text for text in item.variants if word_count(text) > 30]
    assert not long, f"over 30 words: {long}"


@each_exercise
def test_one_variant_asks_for_a_story(item: Question) -> None:
    asking = r"\btell me about\b|\ba time\b|\bdescribe\b"
    stories = [text for text in item.variants if re.search(asking, text.lower())]
    assert stories, "one variant asks for a story: 'Tell me about a time ...'"


@each_item
def test_one_line_fields_are_short(item: Question) -> None:
    limits = {"probes": 45, "opening": 50, "numbers": 50, "transfer.stories": 45}
    limits |= {"netflix_lens.shows": 45, "netflix_lens.avoid": 40}
    endings = {".name": 6, ".cue": 30, ".why": 25, ".ask": 30, ".good": 40, ".q": 25, ".a": 35}
    long = []
    for place, text in prose(item):
        limit = limits.get(place) or next((n for end, n in endings.items() if place.endswith(end)), 0)
        limit = limit or (35 if place.startswith(("levels", "weak_signs")) else 0)
        if limit and word_count(text) > limit:
            long.append(f"{place}: {word_count(text)} words, at most {limit}")
    assert not long, "\n".join(long)


@each_other
def test_key_points_are_unique_and_as_many_as_required(item: Question) -> None:
    must = [point.name for point in item.key_points if point.must]
    wrong = check_range(len(item.key_points), "key points", requirements_of(item).points)
    wrong = wrong or check_range(len(must), f"points are must ({must})", requirements_of(item).musts)
    assert not wrong, wrong
    names = Counter(fold(point.name).lower() for point in item.key_points)
    assert max(names.values()) == 1, f"duplicate names: {names}"


@each_other
def test_cues_are_observable(item: Question) -> None:
    wrong = []
    for point in item.key_points:
        verb = (words(point.cue) or [""])[0]
        if verb in MENTAL_VERBS:
            wrong.append(f"{point.name}: '{verb}' cannot be heard; begin with says, names, gives ...")
        elif verb not in CUE_VERBS:
            wrong.append(f"{point.name}: begins with '{verb}', not a verb of the list CUE_VERBS")
        hidden = sorted(set(words(point.cue)) & {"shows", "understands", "demonstrates", "knows"})
        if hidden:
            wrong.append(f"{point.name}: the cue says {hidden}")
    assert not wrong, "\n".join(wrong)


@each_exercise
def test_exercise_starts_with_an_action_verb(item: Question) -> None:
    verb = words(item.prompt)[0]
    assert verb in EXERCISE_VERBS, f"'{verb}' cannot be done immediately by speaking"


@each_exercise
def test_exercise_sample_has_named_parts_and_length(item: Question) -> None:
    names = [name for name, _ in item.answer_parts]
    total = word_count(model_text(item))
    assert item.kind in ("behavioural", "technical")
    assert len(names) >= 3, f"parts are {names}, expected three or more"
    assert 200 <= total <= 350, f"{total} words in the model answer, expected 200 to 350"


@each_non_drill
def test_model_answer_is_in_the_first_person(item: Question) -> None:
    count = len(re.findall(r"\bI\b", model_text(item)))
    assert count >= 5, f"'I' occurs {count} times in the model answer, expected at least 5"


@each_question
def test_model_answer_has_a_figure_and_a_time(item: Question) -> None:
    spoken = sentences(model_text(item))
    figure = r"\d[\d.,]*\s?(?:%|percent|[a-zA-Z]+)|[$\u20ac\u00a3]\s?\d"
    assert any(re.search(figure, sentence) for sentence in spoken), "no figure in digits with a unit"
    assert any(has_number(sentence) and has_period(sentence) for sentence in spoken), "no figure with a time"


@each_other
def test_percentages_have_a_base_and_a_period(item: Question) -> None:
    spoken = sentences(model_text(item))
    base = r"\b(from|of|to|out of|against|below|above|between|was|were|compared)\b"
    bare = []
    for index, sentence in enumerate(spoken):
        if re.search(r"\d ?%|\bper ?cent\b", sentence):
            after = " ".join(spoken[index : index + 2])
            around = " ".join(spoken[max(0, index - 1) : index + 2])
            if not (re.search(base, after) and has_period(around)):
                bare.append(sentence)
    assert not bare, f"percentage without base or period near it: {bare}"


@each_other
def test_short_answer_fits_its_time(item: Question) -> None:
    wrong = check_range(word_count(item.short_answer), "words", requirements_of(item).short_answer)
    wrong = wrong or check_range(
        clock_seconds(item.time_target.short), "seconds", requirements_of(item).short_time
    )
    assert not wrong, wrong


@each_exercise
def test_exercise_takes_two_to_four_minutes(item: Question) -> None:
    assert 120 <= item.time_target.answer_seconds <= 240, item.time_target.answer


@each_item
def test_weak_signs_give_the_reason(item: Question) -> None:
    bare = [sign for sign in item.weak_signs if not re.match(r".{3,}?: \S.{5,}", sign)]
    assert not bare, f"not of the form 'thing: reason': {bare}"


@each_other
def test_lists_have_as_many_entries_as_required(item: Question) -> None:
    required = requirements_of(item)
    wrong = check_range(len(item.weak_signs), "weak signs", required.weak_signs)
    wrong = wrong or check_range(len(item.follow_ups), "follow-ups", required.follow_ups)
    wrong = wrong or check_range(len(item.recall), "recall cards", required.recall)
    assert not wrong, wrong


@each_item
def test_recall_cards_ask_open_questions(item: Question) -> None:
    yes_no = r"(is|are|was|were|do|does|did|can|should|will|has)\b"
    closed = [card.q for card in item.recall if re.match(yes_no, card.q.lower())]
    assert not closed, f"recall cards with a yes-or-no question: {closed}"


@each_other
def test_sentences_are_short_enough_to_speak(item: Question) -> None:
    spoken = {"model answer": model_text(item), "short answer": item.short_answer, "opening": item.opening}
    long = [
        f"{place}, {word_count(sentence)} words: {sentence}"
        for place, text in spoken.items()
        for sentence in sentences(text)
        if word_count(sentence) > 35
    ]
    assert not long, "over 35 words:\n" + "\n".join(long)
    spoken_sentences = sentences(model_text(item))
    average = sum(map(word_count, spoken_sentences)) / len(spoken_sentences)
    assert average < 20, f"sentences of the model answer average {average:.1f} words, expected under 20"


@each_other
def test_empty_phrases_occur_only_in_quoted_weak_answers(item: Question) -> None:
    claims = BANNED_CLAIMS | STRICTER_CLAIMS
    found = []
    for place, text in fields(item):
        quoted = place.startswith("weak_signs") or place == "netflix_lens.avoid"
        asked = quoted or place.startswith(("variants", "recall")) or place.endswith(".ask")
        lower = text.lower()
        if not quoted:
            found += [f"{place}: '{phrase}'" for phrase in BANNED_PHRASES if phrase in lower]
        if not asked:
            reasons = (why for claim, why in claims.items() if re.search(claim, lower))
            found += [f"{place}: {why}: {text}" for why in reasons]
    assert not found, "\n".join(found)


@each_item
def test_text_has_only_straight_quotes_and_hyphens(item: Question) -> None:
    odd = "[\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u00a0\u200b-\u200f\u202a-\u202e\t\x00-\x08\x1b]"
    found = [format_field(place, text) for place, text in fields(item) if re.search(odd, text)]
    assert not found, "use straight quotes and only hyphens:\n" + "\n".join(found)


@each_item
def test_cited_facts_exist(item: Question) -> None:
    unknown = sorted(cited_facts(item) - set(facts()))
    assert not unknown, f"not in bank/facts.yaml: {unknown}"


@each_item
def test_volatile_facts_carry_a_review_date(item: Question) -> None:
    used = [facts()[fact] for fact in cited_facts(item) & set(facts())]
    volatile = {fact.id: fact.review_by for fact in used if fact.review_by}
    if volatile:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", item.review_by), f"{sorted(volatile)} age: give review_by"
        assert item.review_by <= min(volatile.values()), f"review_by is later than that of {volatile}"


@each_exercise
def test_sample_has_contractions(item: Question) -> None:
    model = model_text(item)
    found = len(contractions(model))
    needed = word_count(model) / WORDS_A_CONTRACTION
    assert found >= needed, f"{found} contractions in {word_count(model)} words"


@each_exercise
def test_sample_sentences_can_be_said_in_a_breath(item: Question) -> None:
    spoken = [model_text(item), item.short_answer, item.opening]
    long = [one for text in spoken for one in sentences(text) if word_count(one) > LONGEST_SENTENCE]
    assert not long, f"over {LONGEST_SENTENCE} words:\n" + "\n".join(long)


@each_exercise
def test_sample_is_set_in_an_allowed_world(item: Question) -> None:
    spoken = [item.opening, model_text(item), item.short_answer]
    spoken += [text for point in item.key_points for text in (point.cue, *point.cues)]
    found = [text for text in spoken if re.search(rf"\b(?:{OTHER_WORLDS}|vaccin\w+)\b", text.lower())]
    assert not found, "\n".join(found)


@each_exercise
def test_amounts_are_in_dollars(item: Question) -> None:
    spoken = [item.opening, model_text(item), item.short_answer]
    assert not [text for text in spoken if re.search(r"\beuros?\b|\u20ac", text.lower())]
