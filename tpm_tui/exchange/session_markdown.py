"""Session reports as Markdown for GitHub, Obsidian and other CommonMark readers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.delivery.past_answer import remarks_on_review
from tpm_tui.core.reports.graded_answer import GradedAnswer, Point
from tpm_tui.core.reports.session_report import NextQuestion, SessionReport, TopicShare
from tpm_tui.core.session.answer_parts import planned_parts
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.delivery.markdown import remark_blocks
from tpm_tui.exchange.markdown_escape import (
    NO_ANSWER,
    SPOKEN_ANSWER,
    block_quote,
    inline,
    quoted_answer,
    table_cell,
)
from tpm_tui.exchange.phrases import (
    answer_length,
    box_name,
    calibration_summary,
    duration,
    long_day,
    percent,
    plural,
    time_of_day,
)
from tpm_tui.exchange.plan.expected_text import describe_expected
from tpm_tui.exchange.progress.marking import drift_text
from tpm_tui.exchange.question_markdown import QuestionMaterial, markdown_point
from tpm_tui.exchange.speaking_text import describe_part_times
from tpm_tui.exchange.text_table import bar

BOX_BAR_WIDTH = 24
"""Characters of the longest bar of the boxes chart."""

MAX_NEXT_QUESTIONS = 5
"""Questions that are listed under "What comes next"."""


def to_markdown(
    report: SessionReport,
    bank: Bank | None = None,
    facts: Mapping[str, Fact] | None = None,
    pace: int | None = None,
) -> str:
    """Return one session as a document with YAML front matter.

    Args:
        report: the session.
        bank: the questions, whose sections are added, folded, below their answers.
        facts: facts by id, for those that a question cites.
        pace: words that the learner speaks in a minute, for remarks on the answers; None for no remarks.
    """
    bank = bank or Bank()
    material = QuestionMaterial(bank, facts or {})
    return _document([_front_matter(report), *_session(report, material, bank, pace), *_next(report)])


def all_to_markdown(
    reports: Sequence[SessionReport],
    bank: Bank | None = None,
    facts: Mapping[str, Fact] | None = None,
    pace: int | None = None,
) -> str:
    """Return several sessions as one document without front matter; what comes next is listed at its end.

    The sections of a question are added below its first answer.
    """
    bank = bank or Bank()
    material = QuestionMaterial(bank, facts or {})
    blocks = [block for report in reports for block in _session(report, material, bank, pace)]
    return _document([*blocks, *_next(reports[-1])]) if reports else ""


def _document(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _session(report: SessionReport, material: QuestionMaterial, bank: Bank, pace: int | None) -> list[str]:
    return [
        f"# {_heading(report)}",
        _summary(report),
        *_boxes(report),
        *(block for review in report.reviews for block in _review(review, report, material, bank, pace)),
        *_topics(report.topics),
    ]


def _front_matter(report: SessionReport) -> str:
    # Values are written as JSON, a subset of YAML, so that no text can end the front matter.
    properties = {
        "session": report.session,
        "mode": report.mode,
        "started": report.started.isoformat(timespec="seconds"),
        "ended": report.ended.isoformat(timespec="seconds") if report.ended else None,
        "answered": len(report.reviews),
        **{grade.word: count for grade, count in report.grades.items()},
        "new": report.new,
        "points_made": report.points_made,
        "points": report.point_count,
        "interview": report.interview.isoformat() if report.interview else None,
        "days_left": report.days_left,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in properties.items()]
    return "\n".join(["---", *lines, "---"])


def _heading(report: SessionReport) -> str:
    mode = inline(report.mode[:1].upper() + report.mode[1:])
    return f"{mode} session, {long_day(report.started.date())}"


def _summary(report: SessionReport) -> str:
    new = f", {report.new} of them to new questions" if report.new else ""
    rows = [("Answers", f"{len(report.reviews)}{new}")]
    given = [f"{count} {grade.word}" for grade, count in report.grades.items() if count]
    if report.spoken:
        rows[0] = ("Answers", f"{rows[0][1]}, {report.spoken} spoken")
    if given:
        rows.append(("Grades", ", ".join(given)))
    if report.point_count:
        share = percent(report.points_made / report.point_count)
        rows.append(("Key points made", f"{report.points_made} of {report.point_count} ({share})"))
    if report.calibration.is_recorded:
        rows.append(("Confidence", calibration_summary(report.calibration)))
    if report.drift:
        rows.append(("Marking", drift_text(report.drift)))
    rows.append(("Time", _time(report)))
    rows.append(("Interview", _interview(report)))
    width = max(len(name) for name, _ in rows)
    lines = [f"| {name:{width}} | {table_cell(value)} |" for name, value in rows]
    return "\n".join([f"| {'Session':{width}} | |", f"| {'-' * width} | --- |", *lines])


def _time(report: SessionReport) -> str:
    start = time_of_day(report.started)
    if report.running:
        return f"from {start}, {duration(report.seconds)} of answering so far"
    end = f" to {time_of_day(report.ended)}" if report.ended else ""
    return f"{start}{end}, {duration(report.seconds)} of answering, {plural(report.words, 'word')}"


def _interview(report: SessionReport) -> str:
    if report.interview is None:
        return "no date set"
    if report.days_left is None:
        return f"{long_day(report.interview)}, in the past"
    left = f"{plural(report.days_left, 'day')} left" if report.days_left else "today"
    return f"{long_day(report.interview)}, {left}"


def _boxes(report: SessionReport) -> list[str]:
    pairs = list(zip(report.boxes_before, report.boxes_after, strict=True))
    most = max(count for pair in pairs for count in pair)
    if not most:
        return []
    before = [f"{bar(count, most, BOX_BAR_WIDTH)} {count}".lstrip() for count, _ in pairs]
    after = [f"{bar(count, most, BOX_BAR_WIDTH)} {count}".lstrip() for _, count in pairs]
    names = max(len(box_name(box)) for box in range(len(pairs)))
    bars = max(len(text) for text in before)
    lines = [
        f"{box_name(box):{names}}  {old:{bars}} -> {new}"
        for box, (old, new) in enumerate(zip(before, after, strict=True))
    ]
    return ["Boxes before and after:", "\n".join(["```text", *lines, "```"])]


def _review(
    review: GradedAnswer, report: SessionReport, material: QuestionMaterial, bank: Bank, pace: int | None
) -> list[str]:
    made, total = len(review.covered), review.point_count
    blocks = [
        f"## {'' if review.number is None else f'{review.number}. '}{inline(review.title)}",
        inline(review.prompt),
        _outcome(review, report),
        inline(describe_part_times(review.parts, planned_parts(bank.by_id.get(review.question)))),
        quoted_answer(review.answer, SPOKEN_ANSWER if review.spoken else NO_ANSWER),
    ]
    if review.covered:
        blocks += [f"Made, {made} of {total}:", _points(review.covered)]
    if review.missed:
        blocks += [f"Missed, {total - made} of {total}:", _points(review.missed)]
    blocks += remark_blocks(remarks_on_review(review, bank, pace), spoken=review.spoken)
    if review.note:
        blocks += ["Your note:", block_quote(review.note)]
    blocks += material.blocks(review.question, review.prompt)
    return [block for block in blocks if block]


def _outcome(review: GradedAnswer, report: SessionReport) -> str:
    facts = [f"**{review.grade.word.capitalize()}**"]
    if review.drill:
        facts.append(f"box {review.box_after}, unchanged by a drill")
    elif review.practice:
        facts.append(f"box {review.box_after}, unchanged by extra practice")
    else:
        facts.append(f"box {review.box_before} → {review.box_after}")
    if review.due:
        facts.append(_again(review.question, review.due, report))
    target = f" of {format_clock(review.target_seconds)}" if review.target_seconds else ""
    facts += [f"{format_clock(review.seconds)}{target}", answer_length(review.words, spoken=review.spoken)]
    return " · ".join(facts)


def _again(question: str, due: date, report: SessionReport) -> str:
    """Return when the plan asks a question again; if that is not known any more, when its box was due."""
    if (expected := report.expected.get(question)) is not None:
        return f"again {describe_expected(expected, is_long=True)}"
    if report.days_left is not None and report.interview is not None and due >= report.interview:
        return "not due again before the interview"
    return f"due by its box on {long_day(due)}"


def _points(points: tuple[Point, ...]) -> str:
    return "\n".join(markdown_point(point.name, must=point.must) for point in points)


def _topics(topics: tuple[TopicShare, ...]) -> list[str]:
    if not topics:
        return []
    rows = [f"| {table_cell(t.title)} | {t.made} of {t.point_count} | {percent(t.share)} |" for t in topics]
    head = ["| Topic | Key points made | Share |", "| --- | ---: | ---: |"]
    return ["## Topics, weakest first", "\n".join([*head, *rows])]


def _next(report: SessionReport) -> list[str]:
    heading = "## What comes next"
    if report.next_day is None:
        return [heading, "There are no questions."]
    kind = "for the warm-up" if report.next_is_warm_up else "due"
    counts = [f"{report.next_due} {kind}"] if report.next_due else []
    counts += [f"{report.next_new} new"] if report.next_new else []
    first = report.next_questions[:MAX_NEXT_QUESTIONS]
    beginning = f", starting with these {len(first)}" if len(first) < len(report.next_questions) else ""
    return [
        heading,
        f"{long_day(report.next_day)}: {' and '.join(counts)}{beginning}.",
        "\n".join(f"- {inline(question.title)} ({_number_and_box(question)})" for question in first),
    ]


def _number_and_box(question: NextQuestion) -> str:
    number = [f"question {question.number}"] if question.number is not None else []
    return ", ".join([*number, f"box {question.box}" if question.box else "new"])
