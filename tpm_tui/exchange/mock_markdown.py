"""The report of a mock interview as a Markdown document, to review with a coach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import tzinfo

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.delivery.past_answer import remarks_on_mock_answer
from tpm_tui.core.mock.answer import Answer, weakest_dimension
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import NOTE_LABELS
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.mock.rubric import ANCHORS, Dimension, dimensions
from tpm_tui.core.session.answer_parts import planned_parts
from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.delivery.markdown import remark_blocks
from tpm_tui.exchange.markdown_escape import NO_ANSWER, SPOKEN_ANSWER, inline, quoted_answer, table_cell
from tpm_tui.exchange.mock_text import LEVEL_LABEL, overall_label, reason_for_follow_up, weakest_advice
from tpm_tui.exchange.phrases import answer_length, duration, long_day, plural, time_of_day
from tpm_tui.exchange.question_markdown import QuestionMaterial, markdown_point
from tpm_tui.exchange.speaking_text import describe_part_times
from tpm_tui.exchange.stories.report_parts import ReportTexts


def mock_markdown(
    mock: Mock,
    questions: Mapping[str, Question],
    zone: tzinfo | None = None,
    bank: Bank | None = None,
    facts: Mapping[str, Fact] | None = None,
    own: ReportTexts | None = None,
    pace: int | None = None,
) -> str:
    """Return the report of a mock interview, finished or not.

    Args:
        mock: the interview; answers that were not started are left out.
        questions: the question of each answer, by id.
        zone: the learner's time zone; by default the zone in which the start was recorded.
        bank: the questions, whose sections are added, folded, below their answers.
        facts: facts by id, for those that a question cites.
        own: the stories that were used, and the learner's own lists.
        pace: words that the learner speaks in a minute, for remarks on the answers; None for no remarks.
    """
    own = own or ReportTexts()
    material = QuestionMaterial(bank or Bank(), facts or {})
    started = in_zone(mock.started, zone)
    answers = [answer for answer in mock.answers if answer.begun]
    blocks = [
        _front_matter(mock, len(answers)),
        f"# Mock interview, {long_day(started.date())}",
        _summary(mock, answers, time_of_day(started)),
        *_marks(answers, questions),
        *own.warning,
    ]
    for number, answer in enumerate(answers, 1):
        blocks += _answer(number, answer, questions[answer.question], own, pace)
        blocks += material.blocks(answer.question, answer.prompt)
    blocks += own.list_blocks()
    return "\n\n".join(blocks) + "\n"


def _front_matter(mock: Mock, answers: int) -> str:
    # Values are written as JSON, a subset of YAML, so that no text can end the front matter.
    properties = {
        "session": clean_line(mock.id),
        "mode": "mock-interview",
        "started": mock.started.isoformat(timespec="seconds"),
        "format": clean_line(mock.format.name),
        "seed": mock.seed,
        "answered": answers,
        "finished": mock.phase in (MockPhase.COUNTING, MockPhase.DONE),
        "counted": mock.counted is True,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in properties.items()]
    return "\n".join(["---", *lines, "---"])


def _summary(mock: Mock, answers: Sequence[Answer], start: str) -> str:
    thinking = sum(answer.thinking for answer in answers)
    speaking = sum(a.seconds + sum(reply.seconds for reply in a.replies) for a in answers)
    spoken = sum(answer.spoken for answer in answers)
    words = sum(answer.words for answer in answers)
    count = plural(mock.format.questions, "question")
    rows = [
        ("Format", f"{mock.format.title}, {count} in {mock.format.minutes} min"),
        ("Answered", plural(len(answers), "question")),
        ("Follow-ups", str(sum(len(answer.replies) for answer in answers))),
        ("Time", f"from {start}, {duration(speaking)} of answering, {duration(thinking)} of thinking"),
        *([("Spoken", f"{spoken} of {plural(len(answers), 'answer')}")] if spoken else []),
        *([("Words", plural(words, "word"))] if words or not spoken else []),
    ]
    if mock.seed is not None:
        rows.append(("Seed", f"{mock.seed}; the same seed draws the same questions"))
    lines = [f"| {name} | {table_cell(value)} |" for name, value in rows]
    return "\n".join(["| Interview | |", "| --- | --- |", *lines])


def _marks(answers: Sequence[Answer], questions: Mapping[str, Question]) -> list[str]:
    """Return all marks as a table, followed by the weakest dimension; empty if nothing is rated."""
    weakest = weakest_dimension(answers, questions)
    if weakest is None:
        return []
    heads = [dimension.label for dimension in Dimension]
    lines = [f"| Question | {' | '.join(heads)} | Overall |", f"| --- |{' ---: |' * (len(heads) + 1)}"]
    for answer in answers:
        question = questions[answer.question]
        result = answer.overall_mark(question)
        marks = [_cell(answer, question, dimension) for dimension in Dimension]
        lines.append(
            f"| {table_cell(question.label)} | {' | '.join(marks)} | {result.mark if result else ''} |"
        )
    advice = f"Weakest: **{weakest.label}**. {weakest_advice(weakest)}"
    return ["## Marks", "\n".join(lines), advice]


def _cell(answer: Answer, question: Question, dimension: Dimension) -> str:
    if dimension not in dimensions(question.kind):
        return "–"
    return str(answer.judgement.marks.get(dimension, ""))


def _answer(number: int, answer: Answer, question: Question, own: ReportTexts, pace: int | None) -> list[str]:
    blocks = [
        f"## {number}. {inline(question.label)}",
        inline(answer.prompt),
        _facts(answer, question),
        own.story_line(answer.story),
        inline(describe_part_times(answer.time_by_part(question), planned_parts(question))),
        quoted_answer(answer_text(answer.text), SPOKEN_ANSWER if answer.spoken else NO_ANSWER),
    ]
    for reply in answer.replies:
        spoken = f"Spoken, {format_clock(reply.seconds)}; there is no transcript."
        missing = spoken if reply.spoken else "No reply was typed."
        blocks.append(f"Follow-up: {inline(reply.ask)}")
        if reason := reason_for_follow_up(reply):
            blocks.append(f"({inline(reason)})")
        blocks.append(quoted_answer(answer_text(reply.text), missing))
    made, missed = answer.made_points(question), answer.missed_points(question)
    points = {point.name: point for point in question.key_points}
    count = len(points)
    if made:
        blocks += [f"Made, {len(made)} of {count}:", _points([points[name] for name in made])]
    if missed:
        blocks += [f"Missed, {len(missed)} of {count}:", _points([points[name] for name in missed])]
    blocks += remark_blocks(remarks_on_mock_answer(answer, question, pace), spoken=answer.spoken)
    blocks += [*_rubric(answer, question), *_debrief(answer, question)]
    return [block for block in blocks if block]


def _facts(answer: Answer, question: Question) -> str:
    target = question.time_target.answer_seconds
    facts = [
        inline(answer.round) if answer.round else "",
        question.kind.capitalize(),
        f"{format_clock(answer.thinking)} of thinking",
        f"{format_clock(answer.seconds)} of {format_clock(target)}",
        answer_length(answer.words, spoken=answer.spoken),
    ]
    return " · ".join(fact for fact in facts if fact)


def _points(points: Sequence[KeyPoint]) -> str:
    return "\n".join(markdown_point(point.name, point.cue, must=point.must) for point in points)


def _rubric(answer: Answer, question: Question) -> list[str]:
    result = answer.overall_mark(question)
    if result is None:
        return ["Not rated."]
    judged = answer.judgement
    lines = ["| Dimension | Mark | Sounds like |", "| --- | ---: | --- |"]
    for dimension in dimensions(question.kind):
        mark = judged.marks.get(dimension)
        anchor = ANCHORS[dimension][mark - 1] if mark else ""
        lines.append(f"| {dimension.label} | {mark or ''} | {anchor} |")
    figure = "with" if judged.figure else "without"
    return ["\n".join(lines), f"Overall **{overall_label(result)}**, {figure} a figure that has a base."]


def _debrief(answer: Answer, question: Question) -> list[str]:
    notes = {**answer.debrief_notes(question), "level": answer.judgement.level or ""}
    labels = {**NOTE_LABELS, "level": LEVEL_LABEL}
    lines = [f"- {labels[name]}: {inline(text)}" for name, text in notes.items() if text.strip()]
    return ["### Debrief", "\n".join(lines)] if lines else []
