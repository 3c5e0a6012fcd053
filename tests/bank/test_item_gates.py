"""Each gate of a single item accepts the sample item and reports one that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.bank.gates.claims import claim_problems
from tests.bank.gates.coverage import subjects_to_check
from tests.bank.gates.samples import added, assert_problem, changed_point, sample
from tests.bank.gates.values import answer
from tests.bank.item_gates import item_problems, main
from tests.bank.items import Fact


def test_sample_item_has_no_problems() -> None:
    assert item_problems(sample(), None) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"recall": None}, "recall: missing"),
        ({"methods": "x"}, "methods: unknown field"),
        ({"kind": "behavioral"}, "kind: 'behavioral' is not one of"),
        ({"level": "junior"}, "level: 'junior' is not one of"),
        ({"world": "hospital"}, "world: 'hospital' is not one of"),
        ({"outcome": "late"}, "outcome: 'late' is not one of"),
        ({"time_target": {"answer": "9:00", "short": "0:30"}}, "time_target.answer: 540 seconds"),
        ({"time_target": {"answer": 150, "short": "0:30"}}, "time_target.answer: 150 is not a time"),
        ({"prompt": "How " + "word " * 25}, "prompt: 26 words, at most 25"),
        ({"probes": "word " * 46}, "probes: 46 words"),
        ({"opening": "I start. Then I go on."}, "opening: more than one sentence"),
        ({"variants": ["How?", "Tell me about a time."]}, "variants: 2 wordings, expected 3 to 5"),
        ({"variants": ["How?", "Why?", "When?"]}, "variants: none asks for a story"),
        ({"prompt": "Debt.", "variants": ["Tell me about it.", "If?", "No?"]}, "plain textbook form"),
        ({"method": None}, "method: missing"),
        ({"method": "1. Do it.\n2. Stop.\n"}, "method: 2 steps"),
        ({"method": "1. One.\n2. Two.\n3. Three.\n"}, "method: 3 words, expected 60 to 90"),
        ({"model_answer": {"context": "Short.", "action": "It is."}}, "model_answer: 3 words, expected 260"),
        ({"model_answer": {"a": "b"}}, "parts are ['a'], expected context, action"),
        ({"kind": "technical"}, "none named clarif"),
        ({"short_answer": "Too short."}, "short_answer: 2 words, expected 60 to 80"),
        ({"short_answer": "It took 20, 30, 40 and 50 days."}, "short_answer: 4 figures"),
        ({"weak_signs": ["one"]}, "weak_signs: 1 entries, expected 4 to 6"),
        ({"follow_ups": [{"ask": "Why?", "good": "x", "point": "price"}]}, "'price' is no key point"),
        ({"follow_ups": [{"ask": "Why?"}]}, "follow_ups[1]: needs ask and good"),
        ({"netflix_lens": {"shows": "x", "avoid": "y"}}, "netflix_lens.facts: missing"),
        ({"transfer": {"stories": "x", "related": [5]}}, "transfer.related: names the item itself"),
        ({"whiteboard": "12 x 4 = 50"}, "'12 x 4 = 50' computes to 48"),
        ({"whiteboard": "sum\n" + "x" * 79}, "whiteboard: row 2 has 79 columns, at most 78"),
        ({"numbers": 5}, "numbers: 5 is not a text in quotes"),
        ({"weak_signs": "one"}, "weak_signs: 'one' is not a list"),
    ],
)
def test_invalid_field_is_reported(changes: dict[str, object], expected: str) -> None:
    assert_problem(sample(**changes), expected)


def test_story_question_may_leave_out_the_method() -> None:
    item = sample(method=None, kind="behavioural", prompt="Tell me about debt you paid down.")
    assert not [problem for problem in item_problems(item, None) if problem.startswith("method")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was 20, 21, 22, 23, 24, 25 and 26 hours.", "figures a minute, at most 4"),
        ("It was " + "20, " * 10 + "or 30.", "14 figures, at most 12"),
        ("It took 8 weeks.", "write numbers up to twelve as words: 8"),
        ("It was " + "so " * 30 + "good.", "a sentence of 33 words"),
        ("The load is queries * servers.", "cannot be said aloud: *"),
        ("It went well. The cost fell by 40%.", "a change in percent without its period"),
        ("It went well. We had 40%.", "a percentage without its base"),
        ("It was seamlessly done.", "banned phrase 'seamlessly'"),
        ("The root cause was a typo.", "failures have several causes"),
        ("We moved it with zero downtime.", "zero downtime without its measure"),
        ("We organised it in the centre.", "British spelling 'organised'"),
        ("We did it for a hospital.", "a world to leave out: 'hospital'"),
        ("It was \u2013 well \u2013 fine.", "plain hyphens"),
        ("It cost 300 euros.", "amounts are in dollars"),
        ("At Netflix I did that.", "not an employee"),
        ("Netflix did it and Netflix wrote so.", "names Netflix more than once"),
        ("Netflix uses one backlog.", "what Netflix does today"),
        ("Netflix counted 300 of them.", "without a year"),
    ],
)
def test_problem_of_the_spoken_answer_is_reported(sentence: str, expected: str) -> None:
    assert_problem(added(sentence), expected)


def test_sentence_average_and_contractions_are_checked() -> None:
    assert_problem(added("So it is. " * 40), "sentences average")
    plain = answer(sample()).replace("'", " ")
    assert_problem(sample(model_answer={"context": plain}), "0 contractions in")


def test_missing_term_is_reported() -> None:
    assert_problem(sample(number=7), "terms: the answer and the method lack 're-forecast'")


def test_measured_zero_downtime_is_accepted() -> None:
    item = added("It had zero downtime, measured as no failed request out of a million.")
    assert not any("downtime" in problem for problem in item_problems(item, None))


def test_british_forms_with_the_same_stem_are_american() -> None:
    for sentence in ("We had four hours.", "Her advice was precise.", "An exercise, otherwise."):
        assert not any("British" in problem for problem in item_problems(added(sentence), None))


def test_aging_fact_requires_a_review_date() -> None:
    fact = Fact(id="CUL-5", name="n", status="P", text="t", source="s", review_by="2027-01-31")
    expected = "review_by: CUL-5 can age: give a date up to 2027-01-31"
    assert expected in list(claim_problems(sample(), {"CUL-5": fact}))
    assert expected in list(claim_problems(sample(review_by="2027-02-01"), {"CUL-5": fact}))
    assert list(claim_problems(sample(review_by="2027-01-31"), {"CUL-5": fact})) == []


def test_company_in_the_answer_requires_a_fact() -> None:
    item = {**added("Netflix wrote about it."), "netflix_lens": {}, "key_points": []}
    assert_problem(item, "model_answer: Netflix is named and no fact is cited")


def test_phrase_that_a_cited_fact_warns_of_is_reported() -> None:
    fact = Fact(
        id="CUL-5", name="n", status="P", text="t", source="s", avoid='"waited on our builds" as praise'
    )
    assert any("says to avoid" in problem for problem in claim_problems(sample(), {"CUL-5": fact}))


def test_subject_of_the_outline_is_required_word_for_word() -> None:
    covered = {"point": "a review before going on", "found": "with a review before"}
    lacking = {"point": "debt in the long roadmap", "found": "on the roadmap"}
    problems = item_problems(sample(), {"number": 5, "points": [covered, lacking]})
    assert problems == ["outline: debt in the long roadmap: 'on the roadmap' is missing"]


def test_subjects_with_few_words_in_the_item_are_listed() -> None:
    subjects = [{"point": "hours lost every week"}, {"point": "quadrant of reckless choices"}]
    assert subjects_to_check(sample(), {"must_cover": subjects}) == ["quadrant of reckless choices"]


@pytest.mark.parametrize("value", [None, 5, "text", ["text"], [5], {"a": 5}])
def test_any_value_of_a_field_is_reported_without_an_exception(value: object) -> None:
    for name in sample():
        item_problems({**sample(), name: value}, {"points": [{"point": 5, "found": 5}]})
    for name in ("name", "cue", "cues", "quote", "facts", "details", "must", "why"):
        item_problems(changed_point(**{name: value}), None)


def test_command_prints_problems_and_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "items.yaml"
    file.write_text(yaml.safe_dump({"questions": [sample()]}), encoding="utf-8")
    assert main([str(file)]) == 0
    assert "3 figures (1.3 a minute)" in capsys.readouterr().out
    file.write_text(yaml.safe_dump({"questions": [sample(level="junior")]}), encoding="utf-8")
    assert main([str(file)]) == 1
    assert "level: 'junior' is not one of" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["a: [", "version: 1", ""])
def test_command_rejects_a_file_without_items(content: str, tmp_path: Path) -> None:
    file = tmp_path / "items.yaml"
    file.write_text(content, encoding="utf-8")
    assert main([str(file)]) == 1
