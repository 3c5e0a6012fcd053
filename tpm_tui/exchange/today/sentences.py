"""The phrases of Today, each of them once, for the screen and for plain mode.

They have no markup and no line breaks. Names of keys are arguments, as they depend on the learner's keymap.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.core.plan.upcoming import UpcomingPlan
from tpm_tui.core.reports.session_results import SessionResult
from tpm_tui.core.reports.today.summary import TodaySummary, WeekDay
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.typed_date import DATE_EXAMPLES, WEEKDAY_NAMES, weekday_and_day
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.plan.sentences import describe_when, short_day

if TYPE_CHECKING:
    from tpm_tui.core.mock.interview import Mock
    from tpm_tui.core.reports.missed_points import PointStatistics

WELCOME = (
    "Practise interview questions for technical program managers: answer first, compare with a model answer, "
    "grade yourself; what does not stick yet comes back in time."
)
"""What the program is, for the first run."""

INTERVIEW_QUESTION = f"When is your interview? ({DATE_EXAMPLES}; enter skips)"
NO_INTERVIEW_DATE = "no interview date"
NEXT_DATE_HINT = "Is there a next round? Set its date, or none."
NOTHING_DUE = "Nothing is due today"
DAY_OFF = "A day off"
NOTHING_PLANNED = "nothing is planned after today"
NO_WEAK_POINTS = "no weak points yet"
REST_DAY = "rest day"
NEXT_ROUND_TITLE = "A next round?"
WARM_UP_ORDER = "what you know best comes first"
ORDER = "repeats and new ones, mixed"
TRIAGE_NOW = ("Go through them", "one key each")
TRIAGE_LATER = ("Not now", "a row of Today does it")
FEWER_TOPICS = "fewer topics"
MISSED_MOST = "missed most; enter drills one"
UP_NEXT_HINT = "enter asks one now"
EMPTY_BANK = (
    "There are no questions to practise. Add one with `tpm-tui bank new`, or start without --bank to use the "
    "shipped ones."
)


def minutes_question(per_day: int) -> str:
    """Return the second question of the first run; `per_day` is the current number of answers."""
    return f"How many minutes a day? (a number; enter keeps {plural(per_day, 'answer')} a day)"


def triage_offer(count: int) -> str:
    """Return the offer to sort out the questions that the learner knows."""
    return f"Mark which of {plural(count, 'new question')} you know? Known ones come last."


def extra_practice(mock: str, drill: str) -> str:
    """Return what else is worth doing when nothing is due; the arguments are keys."""
    return f"Worth doing now: a mock interview ({mock}), or a drill of your weakest points ({drill})."


WEEK_BEFORE, SESSION_BEFORE = "the week before", "the session before"
"""What a session is compared with."""


def problem_count(count: int) -> str:
    """Return `2 problems in your files`."""
    return f"{plural(count, 'problem')} in your files"


def rest_works(questions: int) -> str:
    """Return that the other questions can be practised."""
    return f"{plural(questions, 'question')} can be practised"


def more_problems(count: int) -> str:
    """Return how many problems are not explained: `and 3 more`."""
    return f"and {count} more"


MARK_AGAIN_OFFER = "one a week, without the old ticks"


def undecided_count(count: int) -> str:
    """Return how many new questions the learner has not decided on."""
    return f"{plural(count, 'new question')}; known ones come last"


def stopped_mock(mock: Mock) -> str:
    """Return where a mock interview was stopped: at a question, in its debrief, or before the count."""
    from tpm_tui.core.mock.phase import ASKING, MockPhase

    place = f"{mock.place + 1} of {len(mock.answers)}"
    if mock.phase in ASKING:
        return f"stopped at question {place}"
    return f"debrief of answer {place}" if mock.phase is MockPhase.DEBRIEF else "not counted yet"


def mock_formats(minutes: Mapping[str, int]) -> list[str]:
    """Return the names of formats with their minutes: `phone 30 min`, `onsite 21`, `loop 60`."""
    return [f"{name} {count}{'' if place else ' min'}" for place, (name, count) in enumerate(minutes.items())]


def weakest_points(points: tuple[PointStatistics, ...]) -> str:
    """Return the names of the weakest key points after a label: `weakest: early notice, error budget`."""
    return f"weakest: {weak_points_text(points)}"


def weak_point_names(points: tuple[PointStatistics, ...], width: int) -> str:
    """Return the names of the first weakest key points that fit into `width` cells; empty if none does."""
    from tpm_tui.exchange.text_table import cells  # not needed for the first frame

    fitting = (weak_points_text(points[:count]) for count in range(len(points), 0, -1))
    return next((text for text in fitting if cells(text) <= width), "")


def after_midnight(day: date, ends_at: int) -> str:
    """Return that a study day goes on after midnight: `Sun 29 Nov until 04:00`.

    Args:
        day: the study day, which was yesterday.
        ends_at: the hour at which it ends.
    """
    return f"{weekday_and_day(day)} until {ends_at:02}:00"


def near_day(day: date, today: date) -> str:
    """Return `today`, `tomorrow`, `yesterday`, or a date such as `Sat 28 Nov`."""
    if abs((day - today).days) > 1:
        return weekday_and_day(day)
    return "yesterday" if day < today else describe_when(day, today)


def countdown(deadline: Deadline, today: date) -> str:
    """Return a target date as `interview in 11 days` or `phone screen tomorrow`."""
    return f"{clean_line(deadline.name) or 'interview'} {describe_when(deadline.day, today)}"


def short_name(deadline: Deadline) -> str:
    """Return the name of a target date: `interview`."""
    return clean_line(deadline.name) or "interview"


def passed(deadline: Deadline) -> str:
    """Return a past target date as `interview was on Thu 3 Dec`."""
    return f"{clean_line(deadline.name) or 'interview'} was on {weekday_and_day(deadline.day)}"


def nearest_date(summary: TodaySummary) -> str:
    """Return the nearest target date, or the newest past one, or that there is none."""
    if summary.dates:
        return countdown(summary.dates[0], summary.today)
    return passed(summary.past) if summary.past else NO_INTERVIEW_DATE


def due_count(summary: TodaySummary) -> str:
    """Return `3 due`; on the day of an interview, whose plan is a warm-up, `3 to warm up`."""
    agenda = summary.agenda
    return f"{agenda.warm_up} to warm up" if agenda.is_interview else f"{agenda.due} due"


def new_count(summary: TodaySummary) -> str:
    """Return `5 new`; empty on the day of an interview."""
    return "" if summary.agenda.is_interview else f"{summary.agenda.new} new"


def minutes_left(summary: TodaySummary) -> str:
    """Return `about 34 min`; empty if nothing is left."""
    return f"about {summary.minutes} min" if summary.minutes else ""


def waiting_count(summary: TodaySummary) -> str:
    """Return `36 more wait`; empty if none does."""
    count = summary.agenda.waiting
    return f"{count} more {'waits' if count == 1 else 'wait'}" if count else ""


def plan_parts(summary: TodaySummary) -> list[str]:
    """Return what is planned today in parts: due, new, minutes, waiting; or that nothing is left."""
    if summary.is_done:
        return [part for part in (done_text(summary), waiting_count(summary)) if part]
    parts = (due_count(summary), new_count(summary), minutes_left(summary), waiting_count(summary))
    return [part for part in parts if part]


def done_text(summary: TodaySummary) -> str:
    """Return why nothing is left today: it is done, a day off, or nothing was due."""
    if summary.agenda.answered:
        return f"Done for today, {summary.agenda.answered} answered"
    return DAY_OFF if summary.is_day_off else NOTHING_DUE


def next_day_text(upcoming: UpcomingPlan, today: date) -> str:
    """Return the next day with questions: `next tomorrow: 4 due, 3 new`."""
    if upcoming.day is None:
        return NOTHING_PLANNED
    return f"next {near_day(upcoming.day, today)}: {upcoming.due} due, {upcoming.new} new"


def streak_text(streak: int | None) -> str:
    """Return `4 days in a row`; empty if there is no streak or it is not known."""
    return f"{plural(streak, 'day')} in a row" if streak else ""


def ready_heading(summary: TodaySummary) -> str:
    """Return `Ready by 9 Dec`; without a date for all topics, or with further ones, `Ready`."""
    days = {deadline.day for deadline in summary.dates}
    is_for_all = any(deadline.topics is None for deadline in summary.dates)
    return f"Ready by {short_day(days.pop())}" if len(days) == 1 and is_for_all else "Ready"


def ready_count(summary: TodaySummary) -> str:
    """Return `31 of 70 ready`."""
    return f"{summary.ready} of {summary.questions} ready"


def met_count(summary: TodaySummary | TopicReadiness) -> str:
    """Return `45 met`, of all questions or of a topic."""
    return f"{summary.met} met"


def missed_count(topic: TopicReadiness) -> str:
    """Return `1 missed last`; empty if none was."""
    return f"{topic.missed} missed last" if topic.missed else ""


def more_topics(count: int) -> str:
    """Return how many topics are not listed: `7 more topics`."""
    return plural(count, "more topic")


def resume_text(unfinished: UnfinishedSession, today: date) -> str:
    """Return `Resume yesterday's session, 4 left`."""
    day = near_day(unfinished.day, today)
    session = f"{day}'s session" if day in ("today", "yesterday") else f"the session of {day}"
    return f"Resume {session}, {len(unfinished.queue)} left"


def weak_points_text(points: tuple[PointStatistics, ...]) -> str:
    """Return the names of the weakest key points: `early notice with options, error budget`."""
    names = dict.fromkeys(point.name for point in points)
    separator = "; " if any("," in name for name in names) else ", "
    return separator.join(names) or NO_WEAK_POINTS


def last_session_parts(last: SessionResult, difference: float | None, today: date) -> list[str]:
    """Return the last session in parts: day, answers, share of points, difference to the week before.

    Args:
        last: the session.
        difference: by how much its share differs, -1 to 1; None if it is not known.
        today: the study day.
    """
    parts = [near_day(last.day, today), plural(last.answers, "answer")]
    if last.share is not None:
        parts.append(f"{percent(last.share)} of points")
        parts += [difference_text(difference)] if difference is not None else []
    return parts


def difference_text(difference: float, before: str = WEEK_BEFORE) -> str:
    """Return a difference between two shares in percentage points: `+9 on the week before`.

    Args:
        difference: of shares from 0 to 1.
        before: what the newer one is compared with.
    """
    points = percentage_points(difference)
    return f"{points:+} on {before}" if points else f"as in {before}"


def percentage_points(difference: float) -> int:
    """Return a difference between two shares from 0 to 1 in whole percentage points."""
    return round(100 * difference)


def run_result(answers: int, share: float | None, report: str) -> str:
    """Return what was done in a run: `8 answers, 62 % of points. Newest report: ~/reports/x.md`.

    Args:
        answers: number of answers.
        share: share of key points made, 0 to 1; None if there were none.
        report: the path of the newest report; empty if none was written.
    """
    done = plural(answers, "answer") if answers else ""
    if done and share is not None:
        done = f"{done}, {percent(share)} of points"
    parts = f"{done}." if done else "", f"Newest report: {printable_line(report)}" if report else ""
    return " ".join(filter(None, parts))


def week_day_name(day: WeekDay) -> str:
    """Return `Mon`."""
    return WEEKDAY_NAMES[day.day.weekday()][:3]


def week_day_text(day: WeekDay, today: date) -> str:
    """Return what a day of this week has: `8`, `rest day`, `3, 5 left today`; empty for a coming day."""
    if day.day == today and day.left:
        return f"{day.answers}, {day.left} left today" if day.answers else f"{day.left} today"
    if day.answers:
        return f"{day.answers} today" if day.day == today else str(day.answers)
    if day.is_off:
        return REST_DAY
    return "0" if day.day <= today else ""
