"""Two weeks of a learner on the command line: what is said each day is compared with what happens."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

FIRST_DAY = date(2026, 11, 23)
DAYS = 14
INTERVIEW = FIRST_DAY + timedelta(days=DAYS)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

EIGHT_DAYS = 4
"""The box with an interval of 8 days."""

GOOD = ".\n3\n"
"""An empty answer, graded good."""


def make_bank(folder: Path, topics: dict[str, int]) -> Path:
    """Write a bank with so many questions in each topic."""
    folder.mkdir()
    for topic, count in topics.items():
        questions = "".join(
            f'  - {{id: {topic}-{number:02}, prompt: "Why {topic} {number}?", model_answer: "Because."}}\n'
            for number in range(count)
        )
        text = f"version: 1\ntopic: {{id: {topic}, title: {topic.title()}}}\nquestions:\n{questions}"
        (folder / f"{topic}.yaml").write_text(text, "utf-8")
    return folder


@dataclass
class Learner:
    """Runs commands on one day after the other, and remembers what was said and asked."""

    tpm: Tpm
    today: date = FIRST_DAY
    asked: dict[date, list[str]] = field(default_factory=dict)
    """The questions answered on each day."""
    promises: list[tuple[str, date, date | None]] = field(default_factory=list)
    """For each answer, its question, its day, and the next day as the grade label said; None if that is after
    the interview."""

    def run(self, *args: str, given: str = "") -> str:
        result = self.tpm(*args, given=given, environ={"TPM_TUI_NOW": f"{self.today}T09:00:00+00:00"})
        assert result.code == 0, result.err
        return result.out

    def json(self, *args: str) -> dict[str, object]:
        environ = {"TPM_TUI_NOW": f"{self.today}T09:00:00+00:00"}
        return self.tpm(*args, "--json", environ=environ).json()

    def words(self, *args: str) -> str:
        """Return the output of a command without line breaks."""
        return " ".join(self.run(*args).split())

    def practise(self, count: int) -> None:
        """Answer the next questions of the plan, all good, and remember what their labels say."""
        if not count:
            return
        out = " ".join(self.run("practice", "--plain", "--limit", str(count), given=GOOD * count).split())
        labels = re.findall(r"3 good (\d+d|(?:about )?\w{3} \d+ \w{3}|after the interview)", out)
        graded = re.findall(r"graded (\S+): good, box (\d) -> (\d), due (\S+)", out)
        assert len(labels) == len(graded) == count
        for label, (question, *_, due) in zip(labels, graded, strict=True):
            day = self.day_of(label)
            self.asked.setdefault(self.today, []).append(question)
            self.promises.append((question, self.today, day))
            if day != date.fromisoformat(due):
                line = f"expected {question}: {day.isoformat() if day else 'after the interview'}"
                assert line in out
            else:
                assert f"expected {question}" not in out

    def day_of(self, label: str) -> date | None:
        if label == "after the interview":
            return None
        if label.endswith("d"):
            return self.today + timedelta(days=int(label[:-1]))
        weekday, day, month = label.removeprefix("about ").split()
        found = date(self.today.year, MONTHS.index(month) + 1, int(day))
        assert f"{found:%a}" == weekday
        return found

    def next_day(self) -> None:
        self.today += timedelta(days=1)


def start(tpm: Tpm, topics: dict[str, int], *settings: str) -> Learner:
    tpm.environ["TPM_TUI_BANK"] = str(make_bank(tpm.home / "bank", topics))
    learner = Learner(tpm)
    for setting in settings:
        learner.run("config", "set", *setting.split("="))
    return learner


def forecast_of(plan: dict[str, object]) -> dict[str, object]:
    forecasts = plan["forecasts"]
    assert isinstance(forecasts, list)
    (forecast,) = forecasts
    return forecast


KINDS = ("due", "new", "warm_up", "waiting", "waiting_due", "waiting_new")


def check_due(learner: Learner, left: int) -> None:
    """Compare the counts of `due` with the number of questions left in the plan."""
    due = learner.json("due")
    counts = (int(str(due[name])) for name in KINDS)
    reviews, new, warm_up, waiting, waiting_due, waiting_new = counts
    assert reviews + new + warm_up == left
    text = learner.run("due")
    if learner.today == INTERVIEW and left:
        assert (reviews, new, waiting) == (0, 0, 0)
        assert f"{warm_up} left of the warm-up." in text
        assert learner.run("due", "--short") == ""
    elif left:
        assert f"{reviews} due, {new} new left today" in text
    else:
        assert "Nothing is left today" in text
    assert waiting == waiting_due + waiting_new
    if waiting and learner.today < INTERVIEW:
        assert f"; {waiting} more wait" in text


def check_readiness(learner: Learner) -> None:
    """Compare what is met and what sticks with the boxes and due days; every last answer was good."""
    listed = json.loads(learner.run("bank", "list", "--json"))
    topics = learner.json("plan")["topics"]
    assert isinstance(topics, list)
    text = learner.run("plan")
    for topic in topics:
        own = [each for each in listed if each["topic"] == topic["topic"]]
        met = [each for each in own if each["box"]]
        ready = [each for each in met if each["box"] >= EIGHT_DAYS or each["due"] >= INTERVIEW.isoformat()]
        assert (topic["questions"], topic["met"]) == (len(own), len(met))
        assert (topic["ready"], topic["missed_last"]) == (len(ready), 0)
        assert f"{len(met)}/{len(own)}" in text
        assert f"{len(ready)}/{len(own)}" in text


@pytest.mark.parametrize(
    "questions",
    [70, pytest.param(30, marks=pytest.mark.slow(120)), pytest.param(150, marks=pytest.mark.slow(120))],
)
def test_sentences_come_true_over_two_weeks(tpm: Tpm, questions: int) -> None:
    topics = {"delivery": questions // 2, "people": questions - questions // 2}
    learner = start(tpm, topics, f"interview={INTERVIEW}", "per_day=8")
    previews: dict[date, dict[date, tuple[int, int]]] = {}
    will_meet = min(questions, 8 * DAYS)
    met: set[str] = set()
    while learner.today < INTERVIEW:
        plan, text = learner.json("plan"), learner.words("plan")
        later = (INTERVIEW - learner.today).days - 1
        forecast = forecast_of(plan)
        planned = plan["plan"]
        assert isinstance(planned, list)
        assert forecast["will_meet"] == will_meet
        assert (forecast["met"], forecast["total"]) == (len(met), questions)
        # The sum, and what it comes to.
        days = f"8 a day x {later} day{'' if later == 1 else 's'} + " if later else ""
        total = f" = {8 * later + len(planned)} answers" if later else ""
        assert f"{days}{len(planned)} left today{total}: " in text
        # What skipping costs, and on the eve what is left.
        if learner.today == INTERVIEW - timedelta(days=1):
            assert f"Today is the last day to practise: {len(planned)} questions to do." in text
        elif planned:
            assert "Skip today: " in text
        assert "nothing is lost" not in text
        # Why second looks wait.
        breadth = questions >= 8 * DAYS
        assert ("There is only time to meet questions" in text) is breadth
        check_due(learner, len(planned))
        ahead = plan["ahead"]
        assert isinstance(ahead, list)
        previews[learner.today] = {
            date.fromisoformat(day["day"]): (day["reviews"], day["new"]) for day in ahead
        }
        # Half of the plan, the sentences in between, and the rest of it.
        before = set(met)
        learner.practise(len(planned) // 2)
        rest = len(planned) - len(planned) // 2
        assert f"{days}{rest} left today" in learner.words("plan")
        check_due(learner, rest)
        learner.practise(rest)
        check_due(learner, 0)
        check_readiness(learner)
        assert learner.json("due")["next_day"] == (learner.today + timedelta(days=1)).isoformat()
        done = learner.words("plan")
        assert "Nothing is left to do today." in done
        assert f"{days}0 left today" in done
        asked = learner.asked[learner.today]
        assert sorted(asked) == sorted(each["question"] for each in planned)
        met |= set(asked)
        for preview in previews.values():
            assert preview[learner.today] == (len(set(asked) & before), len(set(asked) - before))
        learner.next_day()
    assert len(met) == will_meet
    check_interview_day(learner, met, previews)
    check_labels(learner)


def test_skipped_day_costs_what_was_said(tpm: Tpm) -> None:
    learner = start(tpm, {"delivery": 70}, f"interview={INTERVIEW}", "per_day=8")
    for _ in range(4):
        learner.practise(8)
        learner.next_day()
    text, before = learner.words("plan"), learner.json("plan")
    skips = before["skips"]
    assert isinstance(skips, list)
    (skip,) = skips
    assert skip["line"] in text
    assert skip["line"] == f"Skip today: still all 70 met, {skip['reviews_lost']} second looks fewer."
    looks = reviews_before_interview(before)
    learner.next_day()
    after = learner.json("plan")
    assert forecast_of(after)["will_meet"] == skip["will_meet"] == 70
    assert looks - reviews_before_interview(after) == skip["reviews_lost"] > 0


def test_missed_on_the_eve_is_not_ready(tpm: Tpm) -> None:
    learner = start(tpm, {"delivery": 5}, f"interview={INTERVIEW}", "per_day=8")
    learner.today = INTERVIEW - timedelta(days=1)
    out = learner.run("practice", "--plain", given=".\n1\n" * 4 + GOOD)
    assert out.count("graded ") == 5
    assert " ".join(learner.run("plan").split()).endswith("Delivery 5/5 1/5 4 not yet")


def test_without_date_labels_are_due_days_within_the_budget(tpm: Tpm) -> None:
    learner = start(tpm, {"delivery": 12}, "per_day=10")
    assert "Skip today: 10 questions will be asked later" in learner.words("plan")
    for _ in range(DAYS):
        due = learner.json("due")
        learner.practise(int(str(due["due"])) + int(str(due["new"])))
        learner.next_day()
    last = learner.today
    learner.promises = [promise for promise in learner.promises if promise[2] and promise[2] < last]
    check_labels(learner)


def reviews_before_interview(plan: dict[str, object]) -> int:
    ahead = plan["ahead"]
    assert isinstance(ahead, list)
    return sum(day["reviews"] for day in ahead if day["day"] < INTERVIEW.isoformat())


def check_interview_day(
    learner: Learner, met: set[str], previews: dict[date, dict[date, tuple[int, int]]]
) -> None:
    """Check the day of the interview: a warm-up, nothing new, and no advice that comes too late."""
    plan, text = learner.json("plan"), learner.words("plan")
    planned = plan["plan"]
    assert isinstance(planned, list)
    warm_up = [each["question"] for each in planned]
    assert len(warm_up) == 8
    assert set(warm_up) <= met
    assert f"The warm-up is left: {len(warm_up)} questions to do." in text
    for advice in ("drop", "Reorder", "Skip today", "Or start", "more wait", "New questions come"):
        assert advice not in text
    assert "more wait" not in learner.run("due")
    assert previews[FIRST_DAY + timedelta(days=1)][INTERVIEW] == (8, 0)
    learner.practise(len(warm_up))
    assert "Nothing is left to do today." in learner.words("plan")


def check_labels(learner: Learner) -> None:
    """Compare what the grade labels said with the days on which the questions were asked."""
    assert learner.promises
    for question, answered, announced in learner.promises:
        later = [day for day, asked in learner.asked.items() if day > answered and question in asked]
        assert min(later, default=None) == announced, (question, answered)
