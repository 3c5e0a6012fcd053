"""Every report says of an answer that it was spoken."""

from __future__ import annotations

import csv
import io
import json

from tests.exchange.histories import BANK, History
from tests.exchange.test_mock_markdown import LATE, QUESTIONS, START, at
from tests.exchange.test_stats_text import stats_of
from tpm_tui.core.cards.events import PartTime
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.exchange.history_text import history_json, history_text
from tpm_tui.exchange.mock_markdown import mock_markdown
from tpm_tui.exchange.session_csv import to_csv
from tpm_tui.exchange.session_json import to_json
from tpm_tui.exchange.session_markdown import to_markdown
from tpm_tui.exchange.stats_text import stats_json, stats_text

TRANSCRIPT = "We cut the scope by half."


def practised() -> History:
    """Return a session with a spoken answer, one with a transcript, and a typed one."""
    history = History()
    history.start()
    history.answer(answer="", spoken=True)
    history.answer("dates", answer=TRANSCRIPT, spoken=True)
    history.answer("conflict", answer="one two three")
    history.end()
    return history


def test_markdown_says_spoken() -> None:
    text = to_markdown(practised().report())
    assert "· 2:00 of 3:00 · spoken\n\n> *Spoken; there is no transcript.*\n" in text
    assert f"· spoken, transcript of 6 words\n\n> {TRANSCRIPT}\n" in text
    assert "· 3 words\n" in text
    assert "| Answers         | 3, 3 of them to new questions, 2 spoken |" in text


def test_json_and_csv_say_spoken() -> None:
    report = practised().report()
    document = json.loads(to_json(report))
    assert document["spoken"] == 2
    assert [review["spoken"] for review in document["reviews"]] == [True, True, False]
    rows = list(csv.DictReader(io.StringIO(to_csv([report]))))
    assert [row["spoken"] for row in rows] == ["yes", "yes", "no"]
    assert list(rows[0])[-1] == "spoken"


def test_history_says_spoken() -> None:
    entries = practised().entries
    text = history_text("late-program", attempts_on(entries, "late-program"), BANK)
    assert "2:00, spoken, 1 of 2 points\n" in text
    assert "  (spoken, without a transcript)\n" in text
    document = json.loads(history_json("dates", attempts_on(entries, "dates"), BANK))
    assert document["attempts"][0]["spoken"] is True


def noted() -> History:
    """Return a session with a spoken answer of whose parts two were finished."""
    history = History()
    history.start()
    parts = (PartTime("Context", 31), PartTime("Action", 80), PartTime("Result *x*", 9))
    history.answer(answer="", spoken=True, parts=parts)
    history.end()
    return history


def test_session_report_has_the_time_of_each_part() -> None:
    text = to_markdown(noted().report(), BANK)
    assert "\n\nParts: context 0:31 of 0:30, action 1:20 of 1:35, result \\*x\\* 0:09\n\n" in text
    assert "Parts:" not in to_markdown(practised().report(), BANK)
    [review] = json.loads(to_json(noted().report()))["reviews"]
    assert review["parts"][0] == {"part": "Context", "seconds": 31}


def test_history_has_the_time_of_each_part() -> None:
    attempts = attempts_on(noted().entries, "late-program")
    assert "  Parts: context 0:31 of 0:30, action 1:20 of" in history_text("late-program", attempts, BANK)
    document = json.loads(history_json("late-program", attempts, BANK))
    assert document["attempts"][0]["parts"][1] == {"part": "Action", "seconds": 80}


def test_statistics_leave_spoken_answers_out_of_the_words() -> None:
    stats = stats_of(practised())
    assert (stats.spoken, stats.typed_words, stats.average_seconds) == (2, 3, 120)
    assert "2 spoken; half of the typed ones have 3 words or more\n" in stats_text(stats)
    assert json.loads(stats_json(stats))["spoken"] == 2


def test_statistics_without_spoken_answers_do_not_mention_them() -> None:
    history = History()
    history.answer()
    assert "spoken" not in stats_text(stats_of(history))


def test_mock_report_says_spoken() -> None:
    mock = Mock.begin("m1", PRESETS["onsite"], 7, [DrawnQuestion("late", "Late?")], START)
    mock = mock.speak(at(20)).follow_up(LATE, at(110)).next_question(at(150))
    text = mock_markdown(mock.tick_recognised([()]), QUESTIONS)
    assert "0:20 of thinking · 1:30 of 2:30 · spoken\n\n> *Spoken; there is no transcript.*\n" in text
    assert "> *Spoken, 0:40; there is no transcript.*\n" in text
    assert "| Spoken | 1 of 1 answer |" in text
