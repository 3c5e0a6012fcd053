"""All attempts at one question, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.delivery.past_answer import remarks_on_review
from tpm_tui.core.delivery.trend import compute_trend
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.reports.history.attempts import list_attempts
from tpm_tui.core.reports.history.own_version import OwnMaterial, OwnVersion
from tpm_tui.core.session.answer_parts import planned_parts
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.style import Role, Style, no_style, style_outcome
from tpm_tui.exchange.delivery.remark_text import remark_json
from tpm_tui.exchange.delivery.section import remarks_section, trend_lines
from tpm_tui.exchange.history.attempts_text import attempts_table
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.messages import SPOKEN_WITHOUT_TRANSCRIPT
from tpm_tui.exchange.own_answers.sections import MY_VERSION, version_notes, version_text
from tpm_tui.exchange.phrases import answer_length
from tpm_tui.exchange.question_text import section_lines
from tpm_tui.exchange.speaking_text import describe_part_times, part_times_json
from tpm_tui.exchange.text_table import INDENT, wrap


def history_text(
    question: str,
    reviews: Sequence[Review],
    bank: Bank,
    width: int = 80,
    note: str = "",
    style: Style = no_style,
    only: int | None = None,
    pace: int | None = None,
    own: OwnMaterial | None = None,
) -> str:
    """Return a table of the attempts and then each in full, newest last, wrapped to the width.

    Args:
        question: the question's id; it may have been removed from the bank.
        reviews: its attempts, oldest first (`tpm_tui.core.cards.history`).
        bank: the questions that can be practised.
        width: cells of a line, at least 20.
        note: the learner's own note on the question.
        style: styles headings, grades and boxes.
        only: the number of the attempt that is shown in full, 1 for the oldest; None for all.
        pace: words that the learner speaks in a minute, for remarks on the answers; None for no remarks.
        own: the learner's own version and cues.
    """
    lines = [style(line, Role.HEADING) for line in wrap(question_heading(question, bank), width)]
    if note:
        body = wrap(clean(note).strip(), width - len(INDENT))
        lines += ["", style("Your note:", Role.HEADING), *(f"{INDENT}{line}".rstrip() for line in body)]
    own = own or OwnMaterial()
    lines += _own_lines(own, width, style)
    if not reviews:
        lines += ["", "Not answered yet."]
    attempts = list_attempts(reviews, bank)
    if len(attempts) > 1 and only is None:
        first, *rows = attempts_table(attempts, width, own.version)
        lines += ["", style(first, Role.HEADING), *(style_outcome(row, style) for row in rows)]
    if pace is not None and only is None:
        trend = trend_lines(compute_trend(review.answer for review in reviews))
        lines += ["", *(row for text in trend for row in wrap(text, width))] if trend else []
    for attempt in attempts if only is None else (attempts[only - 1],):
        is_version = own.version is not None and own.version.is_attempt(attempt)
        lines += ["", *_attempt(attempt.review, bank, width, style, is_version=is_version)]
        lines += _remarks(reviews[attempt.number - 1], bank, width, pace)
    return "\n".join(lines) + "\n"


def history_json(
    question: str,
    reviews: Sequence[Review],
    bank: Bank,
    note: str = "",
    extra: Mapping[str, object] | None = None,
    pace: int | None = None,
    own: OwnMaterial | None = None,
) -> str:
    """Return the attempts as JSON, with `question`, `number`, `title`, `note`, `version` and `cues`.

    Args:
        question: the question's id.
        reviews: its attempts, oldest first.
        bank: the questions that can be practised.
        note: the learner's own note on the question.
        extra: further fields.
        pace: words that the learner speaks in a minute, for remarks on the answers; None for no remarks.
        own: the learner's own version and cues.
    """
    found, own = bank.by_id.get(question), own or OwnMaterial()
    return to_json_document(
        {
            "question": clean_line(question),
            "number": found.number if found else None,
            "title": title_of(found, question),
            "note": clean(note),
            "version": None if own.version is None else _version_json(own.version),
            "cues": {clean_line(point): [*map(clean, cues)] for point, cues in own.cues.items()},
            "attempts": [
                {
                    "at": review.at,
                    "day": review.day,
                    "session": clean_line(review.session),
                    "grade": review.grade.word,
                    "practice": review.practice,
                    "drill": review.drill,
                    "sure": review.sure,
                    "box_before": review.box_before,
                    "box_after": review.box_after,
                    "due": review.due,
                    "seconds": review.seconds,
                    "words": review.words,
                    "spoken": bool(review.spoken),
                    "parts": part_times_json(review.parts or ()),
                    "covered": [clean_line(name) for name in review.covered],
                    "missed": [clean_line(name) for name in review.missed],
                    "prompt": clean_line(review.prompt),
                    "answer": clean(review.answer),
                    "remarks": [
                        remark_json(remark, spoken=bool(review.spoken))
                        for remark in remarks_on_review(review, bank, pace)
                    ],
                }
                for review in (with_current_points(review, bank) for review in reviews)
            ],
            **(extra or {}),
        }
    )


def _version_json(version: OwnVersion) -> dict[str, object]:
    number = version.attempt.number if version.attempt else None
    return {"attempt": number, "text": clean(version.text)}


def _remarks(review: Review, bank: Bank, width: int, pace: int | None) -> list[str]:
    """Return the remarks on an attempt, indented below its answer, each with its quote."""
    section = remarks_section(remarks_on_review(review, bank, pace), spoken=bool(review.spoken))
    if section is None:
        return []
    return [f"{INDENT}{line}" for line in section_lines(section, width - len(INDENT))]


def question_heading(question: str, bank: Bank) -> str:
    """Return the number and title of a question, such as `7. Late program`."""
    found = bank.by_id.get(question)
    number = f"{found.number}. " if found and found.number is not None else ""
    return number + title_of(found, question)


def _own_lines(own: OwnMaterial, width: int, style: Style) -> list[str]:
    """Return the own version, in full only if no attempt below has its text, and the own cues."""
    lines: list[str] = []
    inner = width - len(INDENT)
    if own.version is not None:
        facts = ", ".join(version_notes(own.version))
        lines += ["", *(style(line, Role.HEADING) for line in wrap(f"Your version ({facts}):", width))]
        if own.version.attempt is None:
            body = wrap(clean(version_text(own.version)).strip(), inner)
            lines += [f"{INDENT}{line}".rstrip() for line in body]
    if own.cues:
        lines += ["", style("Your cues:", Role.HEADING)]
        cues = (f'{clean_line(point)}: "{clean_line(cue)}"' for point in own.cues for cue in own.cues[point])
        lines += [INDENT + line for cue in cues for line in wrap(cue, inner)]
    return lines


def _attempt(review: Review, bank: Bank, width: int, style: Style, *, is_version: bool) -> list[str]:
    question = bank.by_id.get(review.question)
    must = {point.name for point in question.key_points if point.must} if question else set()
    made = len(review.covered)
    mode = "drill" if review.drill else "practice"
    facts = [
        review.day.isoformat(),
        review.grade.word,
        mode if review.practice else f"box {review.box_before} -> {review.box_after}",
        format_clock(review.seconds),
        answer_length(review.words, spoken=bool(review.spoken)),
    ]
    if count := made + len(review.missed):
        facts.append(f"{made} of {count} points")
    if is_version:
        facts.append(MY_VERSION)
    lines = [style_outcome(line, style) for line in wrap(", ".join(facts), width)]
    inner = width - len(INDENT)
    times = describe_part_times(review.parts or (), planned_parts(question))
    lines += [INDENT + line for line in wrap(times, inner)] if times else []
    if review.missed:
        names = [clean_line(name) + (" (must)" if name in must else "") for name in review.missed]
        lines += [INDENT + line for line in wrap("Missed: " + ", ".join(names), inner)]
    answer = clean(review.answer).strip()
    missing = f"({SPOKEN_WITHOUT_TRANSCRIPT})" if review.spoken else "(no answer was typed)"
    lines += [f"{INDENT}{line}".rstrip() for line in wrap(answer or missing, inner)]
    return lines
