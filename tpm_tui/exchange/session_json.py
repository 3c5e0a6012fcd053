"""Session reports as JSON. The keys are a public interface: keys may be added, never changed or removed."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.delivery.past_answer import remarks_on_review
from tpm_tui.core.reports.graded_answer import GradedAnswer
from tpm_tui.core.reports.session_report import SessionReport
from tpm_tui.exchange.delivery.remark_text import remark_json
from tpm_tui.exchange.json_document import count_by_grade, to_json_document
from tpm_tui.exchange.phrases import calibration_json
from tpm_tui.exchange.speaking_text import part_times_json


def to_json(report: SessionReport, bank: Bank | None = None, pace: int | None = None) -> str:
    """Return one session as a JSON document.

    Args:
        report: the session.
        bank: the questions, for remarks on the answers.
        pace: words that the learner speaks in a minute; None for no remarks.
    """
    return to_json_document(_session(report, bank or Bank(), pace))


def all_to_json(reports: Sequence[SessionReport], bank: Bank | None = None, pace: int | None = None) -> str:
    """Return several sessions as one JSON array, each as in `to_json`."""
    return to_json_document([_session(report, bank or Bank(), pace) for report in reports])


def _session(report: SessionReport, bank: Bank, pace: int | None) -> dict[str, object]:
    return {
        "session": report.session,
        "started": report.started,
        "ended": report.ended,
        "mode": report.mode,
        "running": report.running,
        "answered": len(report.reviews),
        "grades": count_by_grade(report.grades),
        "new": report.new,
        "points_made": report.points_made,
        "points": report.point_count,
        "seconds": round(report.seconds, 1),
        "words": report.words,
        "spoken": report.spoken,
        "boxes_before": report.boxes_before,
        "boxes_after": report.boxes_after,
        "calibration": calibration_json(report.calibration),
        "marking_drift": round(report.drift.mean, 3) if report.drift else None,
        "second_markings": report.drift.markings if report.drift else 0,
        "interview": report.interview,
        "days_left": report.days_left,
        "reviews": [_review(review, bank, pace) for review in report.reviews],
        "topics": [
            {
                "topic": topic.topic,
                "title": topic.title,
                "points_made": topic.made,
                "points": topic.point_count,
            }
            for topic in report.topics
        ],
        "next": {
            "day": report.next_day,
            "due": report.next_due,
            "new": report.next_new,
            "questions": [question.question for question in report.next_questions],
        },
    }


def _review(review: GradedAnswer, bank: Bank, pace: int | None) -> dict[str, object]:
    return {
        "question": review.question,
        "number": review.number,
        "title": review.title,
        "topic": review.topic,
        "at": review.at,
        "day": review.day,
        "grade": review.grade.word,
        "practice": review.practice,
        "drill": review.drill,
        "sure": review.sure,
        "box_before": review.box_before,
        "box_after": review.box_after,
        "due": review.due,
        "seconds": review.seconds,
        "target_seconds": review.target_seconds,
        "words": review.words,
        "spoken": review.spoken,
        "parts": part_times_json(review.parts),
        "covered": [point.name for point in review.covered],
        "missed": [point.name for point in review.missed],
        "missed_must": [point.name for point in review.missed if point.must],
        "prompt": review.prompt,
        "answer": review.answer,
        "note": review.note,
        "remarks": [
            remark_json(remark, spoken=review.spoken) for remark in remarks_on_review(review, bank, pace)
        ],
    }
