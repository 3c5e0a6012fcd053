"""The mock interview in plain mode, run with scripted input."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

MOCK = "mock", "--plain", "--questions", "1", "--minutes", "9", "--seed", "1"

FOLLOW_UPS = """\
    follow_ups: [{ask: "Who heard first?", good: a name}, {ask: "And then?"}]
"""


@pytest.fixture
def one(tpm: Tpm) -> Tpm:
    """Use a bank with one question that has follow-ups, so that every draw is the same."""
    text = tpm.bank.read_text("utf-8")
    first = text[: text.index("  - id: two-goals")]
    tpm.bank.write_text(first + FOLLOW_UPS, "utf-8")
    return tpm


def saved_state(tpm: Tpm) -> dict[str, object]:
    state: dict[str, object] = json.loads((tpm.data / "mock.json").read_bytes())
    return state


def read_report(out: str) -> str:
    (line,) = [line for line in out.splitlines() if line.startswith("report ")]
    return Path(line.removeprefix("report ")).read_text("utf-8")


def test_whole_interview_ends_in_a_report(one: Tpm) -> None:
    script = (
        "\nIt was four to seven weeks late.\n.\nf\nThe director.\n.\n\n"  # answer, one follow-up, continue
        "r 3 3 3 3 3\nr evidence 4\nb\nstrongest It was late.\nlevel senior\n\nn\n"
    )
    result = one(*MOCK, given=script)
    assert (result.code, result.err) == (0, "")
    interview, debrief = result.out.split("Debrief, answer 1 of 1")
    assert "Interviewer: Who heard first?" in interview
    for secret in ("size and cause", "re-forecast", "a name"):
        assert secret not in interview
    assert " 1 [x] size and cause (must)" in debrief
    assert "Model answer (sample, 9 words, about 0:04 spoken):\nI re-forecast" in debrief
    assert "A good reply: a name" in debrief
    assert "overall 3 strong" in debrief
    text = read_report(result.out)
    for part in (
        "> It was four to seven weeks late.",
        "Follow-up: Who heard first?",
        "> The director.",
        "| Evidence | 4 |",
        "- Strongest sentence: It was late.",
        "- Level heard: senior",
        "**3 strong**, with a figure",
    ):
        assert part in text
    assert saved_state(one)["mock"] is None


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("strongst It was late.", "Unknown command strongst; did you mean strongest? ? lists the commands"),
        ("str", "Unknown command str; did you mean strongest? ? lists the commands"),
        ("zebra", "Unknown command zebra; ? lists the commands"),
        ("level junior", "level needs one of: core, senior, staff"),
    ],
)
def test_unknown_debrief_command_prints_one_line(one: Tpm, typed: str, line: str) -> None:
    out = one(*MOCK, given=f"\nLate.\n.\n\n{typed}\nq\n").out
    assert line in out.splitlines()
    assert out.count("b toggles the figure") == 1


def test_boxes_move_only_if_answers_are_counted(one: Tpm) -> None:
    answer = "\nIt was four to seven weeks late.\n.\n\n\n"
    assert "graded" not in one(*MOCK, given=f"{answer}n\n").out
    assert one("due", "--json").json()["new"] == 1
    counted = one(*MOCK, given=f"{answer}y\n").out
    graded = [line for line in counted.splitlines() if line.startswith("graded ")]
    assert graded == ["graded late-program-recovery: hard, box 0 -> 1, due 2026-11-23"]
    session = one("report", "last", "--format", "json", "-o", "-")
    assert '"mode": "mock"' in session.out
    (review,) = session.reviews()
    assert review["answer"] == "It was four to seven weeks late."
    assert review["covered"] == ["size and cause"]
    assert (review["grade"], one("due", "--json").json()["new"]) == ("hard", 0)


def test_counted_answer_includes_follow_up_replies(one: Tpm) -> None:
    one(*MOCK, given="\nFirst.\n.\nf\nThe director.\n.\n\n\ny\n")
    (review,) = one("report", "last", "--format", "json", "-o", "-").reviews()
    assert review["answer"] == "First.\n\nWho heard first?\nThe director."


def test_debrief_shows_the_own_version(one: Tpm) -> None:
    practice = "practice", "--plain", "--question", "7"
    assert one(*practice, given="I rang the director at once.\n.\np\n3\n").code == 0
    out = one(*MOCK, given="\nLate.\n.\n\n\nn\n").out
    assert "My version (attempt 1, good, 6 words):\nI rang the director at once." in out


def test_end_of_input_at_any_step_can_be_resumed(one: Tpm) -> None:
    one(*MOCK)
    for step in ("\n", "first line\n", "second line\n", ".\nf\n", "a reply\n", ".\n\n", "t 2\n", "\n"):
        result = one("mock", "--plain", "--resume", given=step)
        assert (result.code, result.err) == (0, "")
        assert result.out.endswith("Stopped. tpm-tui mock resumes from here.\n")
    text = read_report(one("mock", "--plain", "--resume", given="n\n").out)
    for part in ("> first line  \n> second line", "Follow-up: Who heard first?\n\n> a reply", "Made, 1 of 3"):
        assert part in text


def test_resume_shows_the_answer_so_far(one: Tpm) -> None:
    one(*MOCK, given="\nfirst line\n")
    result = one("mock", "--plain", given="\nsecond line\n.\n\n\nn\n")
    assert "is unfinished: answering, question 1 of 1." in result.out
    assert "Your answer so far (new lines are added to it):\nfirst line" in result.out
    assert "> first line  \n> second line" in read_report(result.out)


def test_resumed_debrief_keeps_ticks_and_marks(one: Tpm) -> None:
    one(*MOCK, given="\nwords\n.\n\nr 2 2 2 2 2\nt 1\n")
    result = one("mock", "--plain", "--resume", given="u\nu\n\nn\n")
    assert " 1 [x] size and cause (must)" in result.out.split("heard|missed")[0]
    assert "| Candour and learning |  |" in read_report(result.out)
    assert "| Evidence | 2 |" in read_report(result.out)


def test_invalid_utf8_input_keeps_the_answer(one: Tpm) -> None:
    assert one(*MOCK, given=b"\ncaf\xe9 au lait\n").code == 0
    again = one("mock", "--plain", given=b"\n\xff\n.\n\n\nn\n")
    assert "caf\N{REPLACEMENT CHARACTER} au lait" in again.out


def test_fresh_start_archives_answers_in_a_report(one: Tpm) -> None:
    one(*MOCK, given="\nhalf an answer\n")
    result = one(*MOCK, given="n\nq\n")
    assert "The unfinished interview was saved to " in result.out
    (path,) = (one.data / "reports").iterdir()
    assert "> half an answer" in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    state = saved_state(one)["mock"]
    assert isinstance(state, dict)
    assert state["answers"][0]["text"] == ""


@pytest.mark.parametrize("given", ["q\n", ""])
def test_quitting_the_resume_prompt_changes_nothing(one: Tpm, given: str) -> None:
    one(*MOCK, given="\nhalf an answer\n")
    before = saved_state(one)
    assert one(*MOCK, given=given).code == 0
    assert saved_state(one) == before


def test_hangup_keeps_the_answer(one: Tpm) -> None:
    command = [sys.executable, "-m", "tpm_tui", *MOCK]
    env = {**one.environ, "PATH": "/usr/bin:/bin"}
    cwd = Path(__file__).parents[3]
    with subprocess.Popen(
        command, env=env, cwd=cwd, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write("\ntyped before the drop\n.\n")
        run.stdin.flush()
        while "enter continues" not in run.stdout.readline():
            pass
        run.send_signal(signal.SIGHUP)
        assert run.wait(timeout=30) == 128 + signal.SIGHUP
    result = one("mock", "--plain", "--resume", given=".\n\n\nn\n")
    assert "> typed before the drop" in read_report(result.out)


def test_counting_after_a_crash_counts_no_answer_twice(one: Tpm) -> None:
    one(*MOCK, given="\nwords\n.\n\n\n")
    before = (one.data / "mock.json").read_bytes()
    first = one("mock", "--plain", "--resume", given="y\n").out
    assert first.count("graded ") == 1
    (one.data / "mock.json").write_bytes(before)  # as after a crash just before the end
    again = one("mock", "--plain", "--resume", given="y\n")
    assert "graded" not in again.out
    assert "report " in again.out
    assert one("history", "7", "--json").out.count('"answer": "words"') == 1


def ask_one_question(tpm: Tpm, *args: str) -> str:
    """Run an interview with one question and return the question's id."""
    out = tpm("mock", "--plain", "--questions", "1", *args, given="\nx\n.\n\n\nn\n").out
    return "two-goals" if "Two teams want" in out else "late-program-recovery"


def test_same_seed_draws_same_questions(tpm: Tpm) -> None:
    draws = {seed: ask_one_question(tpm, "--seed", seed) for seed in "123456"}
    assert set(draws.values()) == {"two-goals", "late-program-recovery"}
    again = {seed: ask_one_question(tpm, "--seed", seed) for seed in "36"}
    assert again == {seed: draws[seed] for seed in "36"}


def test_draw_without_seed_prefers_questions_not_asked_lately(tpm: Tpm) -> None:
    assert ask_one_question(tpm) != ask_one_question(tpm)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--topic", "rescu"), "did you mean rescue?"),
        (("--minutes", "5"), "--minutes requires --questions"),
        (("--preset", "phone", "--questions", "2"), "not both"),
        (("--preset", "lunch"), "phone"),
    ],
)
def test_wrong_usage_exits_2(tpm: Tpm, args: tuple[str, ...], message: str) -> None:
    result = tpm("mock", "--plain", *args)
    assert result.code == 2
    assert message in result.err
    assert not (tpm.data / "mock.json").exists()


def test_damaged_mock_file_is_reported_and_replaced(one: Tpm) -> None:
    one.data.mkdir()
    (one.data / "mock.json").write_text("{", "utf-8")
    result = one(*MOCK, given="q\n")
    assert result.code == 0
    assert "damaged mock interview" in result.err
    assert "Question 1 of 1" in result.out


def test_question_removed_from_bank_is_rated_without_points(one: Tpm) -> None:
    one(*MOCK, given="\nwords that stay\n.\n")
    text = one.bank.read_text("utf-8")
    one.bank.write_text(text.replace("late-program-recovery", "another"), "utf-8")
    result = one("mock", "--plain", "--resume", given=".\n\n\ny\n")
    assert "> words that stay" in read_report(result.out)
    assert "graded" not in result.out


def test_invalid_commands_change_nothing(one: Tpm) -> None:
    script = "\nwords\n.\nwhat\n\nt\nt 9\nr\nr 5 5 5 5 5\nr 1 2\nlevel boss\nheard\np\nu\n\nperhaps\nn\n"
    result = one(*MOCK, given=script)
    assert result.code == 0
    assert "t takes numbers from 1 to 3" in result.out
    assert "r takes 5 marks from 1 to 4" in result.out
    assert "Nothing to undo." in result.out
    assert "Not rated." in read_report(result.out)


def test_interview_without_answers_writes_no_report(one: Tpm) -> None:
    result = one(*MOCK, given="e\n")
    assert "Nothing was answered" in result.out
    assert saved_state(one)["mock"] is None
    assert not (one.data / "reports").exists()


def test_preset_asks_its_follow_ups_automatically(one: Tpm) -> None:
    result = one("mock", "--plain", "--preset", "onsite", given="\nwords\n.\none\n.\ntwo\n.\n\n\nn\n")
    assert result.out.count("Interviewer: ") == 2
    assert "> two" in read_report(result.out)


def test_escape_sequences_in_an_answer_are_removed(one: Tpm) -> None:
    one(*MOCK, given="\nERROR \x1b[31mfailed\x1b[0m\n\x1b[?62;22c.\n")
    state = saved_state(one)["mock"]
    assert isinstance(state, dict)
    assert state["answers"][0]["text"] == "ERROR failed"


def test_counted_answer_names_the_day_of_the_plan(one: Tpm) -> None:
    one("config", "set", "days_off", "2026-11-23")
    counted = one(*MOCK, given="\nIt was four to seven weeks late.\n.\n\n\ny\n").out.splitlines()
    graded = counted.index("graded late-program-recovery: hard, box 0 -> 1, due 2026-11-23")
    assert counted[graded + 1] == "expected late-program-recovery: 2026-11-24"


def test_debrief_has_remarks_on_the_delivery(one: Tpm) -> None:
    answer = "We rang the six teams that morning.\n" * 80
    out = one(*MOCK, given=f"\n{answer}.\n\nq\n").out
    assert "Delivery (560 words, about 4:00 at 140 words a minute, target 3:00):" in out


def test_debrief_says_why_a_follow_up_was_asked(one: Tpm) -> None:
    text = one.bank.read_text("utf-8")
    one.bank.write_text(
        text.replace('{ask: "And then?"}', '{ask: "How late?", point: size and cause}'), "utf-8"
    )
    result = one(*MOCK, given="\nWe waited.\n.\nf\nSix weeks.\n.\n\n\nn\n")
    assert "Interviewer: How late?" in result.out
    reason = 'asked because "size and cause" was not in the answer'
    assert reason in result.out.split("Debrief, answer 1 of 1")[1]
    assert f"({reason})" in read_report(result.out)
