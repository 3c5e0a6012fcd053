"""The mock interview in lines, scripted: asked first, judged afterwards, stopped and resumed."""

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
    follow_ups: [{ask: "Who was told?", good: a name}, {ask: "And then?"}]
"""


@pytest.fixture
def one(tpm: Tpm) -> Tpm:
    """A bank of one question that has follow-ups, so that every draw is the same."""
    text = tpm.bank.read_text("utf-8")
    first = text[: text.index("  - id: two-goals")]
    tpm.bank.write_text(first + FOLLOW_UPS, "utf-8")
    return tpm


def kept(tpm: Tpm) -> dict[str, object]:
    state: dict[str, object] = json.loads((tpm.data / "mock.json").read_bytes())
    return state


def report(out: str) -> str:
    (line,) = [line for line in out.splitlines() if line.startswith("report ")]
    return Path(line.removeprefix("report ")).read_text("utf-8")


def test_an_interview_from_its_first_question_to_its_report(one: Tpm) -> None:
    script = (
        "\nIt was four to seven weeks late.\n.\nf\nThe director.\n.\n\n"  # answer, one follow-up, on
        "r 3 3 3 3 3\nr evidence 4\nb\nstrongest It was late.\nlevel senior\n\nn\n"
    )
    result = one(*MOCK, given=script)
    assert (result.code, result.err) == (0, "")
    asked, judged = result.out.split("Debrief, answer 1 of 1")
    assert "They ask: Who was told?" in asked
    for secret in ("size and cause", "re-forecast", "a name"):
        assert secret not in asked
    assert " 1 [x] size and cause (must)" in judged
    assert "Model answer, a sample:\nI re-forecast" in judged
    assert "A good reply: a name" in judged
    assert "overall 3 strong" in judged
    text = report(result.out)
    for part in (
        "> It was four to seven weeks late.",
        "Follow-up: Who was told?",
        "> The director.",
        "| Evidence | 4 |",
        "- Strongest sentence: It was late.",
        "- Level heard: senior",
        "**3 strong**, with a figure",
    ):
        assert part in text
    assert kept(one)["mock"] is None


def test_boxes_stay_as_they_are_unless_the_learner_says_so(one: Tpm) -> None:
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


def test_replies_to_follow_ups_go_into_the_history_with_their_question(one: Tpm) -> None:
    one(*MOCK, given="\nFirst.\n.\nf\nThe director.\n.\n\n\ny\n")
    (review,) = one("report", "last", "--format", "json", "-o", "-").reviews()
    assert review["answer"] == "First.\n\nWho was told?\nThe director."


def test_input_that_ends_anywhere_is_gone_on_with(one: Tpm) -> None:
    one(*MOCK)
    for step in ("\n", "first line\n", "second line\n", ".\nf\n", "a reply\n", ".\n\n", "t 2\n", "\n"):
        result = one("mock", "--plain", "--resume", given=step)
        assert (result.code, result.err) == (0, "")
        assert result.out.endswith("Stopped. tpm-tui mock goes on from here.\n")
    text = report(one("mock", "--plain", "--resume", given="n\n").out)
    for part in ("> first line  \n> second line", "Follow-up: Who was told?\n\n> a reply", "Made, 1 of 3"):
        assert part in text


def test_what_was_typed_is_shown_again_when_it_is_gone_on_with(one: Tpm) -> None:
    one(*MOCK, given="\nfirst line\n")
    result = one("mock", "--plain", given="\nsecond line\n.\n\n\nn\n")
    assert "is unfinished: answering, question 1 of 1." in result.out
    assert "Your answer so far; what you type is added to it:\nfirst line" in result.out
    assert "> first line  \n> second line" in report(result.out)


def test_the_debrief_is_gone_on_with_marks_and_all(one: Tpm) -> None:
    one(*MOCK, given="\nwords\n.\n\nr 2 2 2 2 2\nt 1\n")
    result = one("mock", "--plain", "--resume", given="u\nu\n\nn\n")
    assert " 1 [x] size and cause (must)" in result.out.split("heard|missed")[0]
    assert "| Candour and learning |  |" in report(result.out)
    assert "| Evidence | 2 |" in report(result.out)


def test_a_byte_that_is_no_text_loses_nobody_their_answer(one: Tpm) -> None:
    assert one(*MOCK, given=b"\ncaf\xe9 au lait\n").code == 0
    again = one("mock", "--plain", given=b"\n\xff\n.\n\n\nn\n")
    assert "caf\N{REPLACEMENT CHARACTER} au lait" in again.out


def test_starting_afresh_keeps_what_was_answered_in_a_report(one: Tpm) -> None:
    one(*MOCK, given="\nhalf an answer\n")
    result = one(*MOCK, given="n\nq\n")
    assert "The unfinished one is in " in result.out
    (path,) = (one.data / "reports").iterdir()
    assert "> half an answer" in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    state = kept(one)["mock"]
    assert isinstance(state, dict)
    assert state["answers"][0]["text"] == ""


@pytest.mark.parametrize("given", ["q\n", ""])
def test_neither_going_on_nor_starting_afresh_changes_nothing(one: Tpm, given: str) -> None:
    one(*MOCK, given="\nhalf an answer\n")
    before = kept(one)
    assert one(*MOCK, given=given).code == 0
    assert kept(one) == before


def test_a_connection_that_is_lost_costs_no_word(one: Tpm) -> None:
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
        while "enter goes on" not in run.stdout.readline():
            pass
        run.send_signal(signal.SIGHUP)
        assert run.wait(timeout=30) == 128 + signal.SIGHUP
    result = one("mock", "--plain", "--resume", given=".\n\n\nn\n")
    assert "> typed before the drop" in report(result.out)


def test_counting_again_after_a_failure_counts_nothing_twice(one: Tpm) -> None:
    one(*MOCK, given="\nwords\n.\n\n\n")
    before = (one.data / "mock.json").read_bytes()
    first = one("mock", "--plain", "--resume", given="y\n").out
    assert first.count("graded ") == 1
    (one.data / "mock.json").write_bytes(before)  # as if the machine had stopped just before the end
    again = one("mock", "--plain", "--resume", given="y\n")
    assert "graded" not in again.out
    assert "report " in again.out
    assert one("history", "7", "--json").out.count('"answer": "words"') == 1


def asked(tpm: Tpm, *args: str) -> str:
    """The question that an interview of one asks, which is then ended."""
    out = tpm("mock", "--plain", "--questions", "1", *args, given="\nx\n.\n\n\nn\n").out
    return "two-goals" if "Two teams want" in out else "late-program-recovery"


def test_a_seed_asks_the_same_again_whatever_was_asked_since(tpm: Tpm) -> None:
    draws = {seed: asked(tpm, "--seed", seed) for seed in "123456"}
    assert set(draws.values()) == {"two-goals", "late-program-recovery"}
    assert {seed: asked(tpm, "--seed", seed) for seed in "36"} == {seed: draws[seed] for seed in "36"}


def test_without_a_seed_what_was_asked_lately_comes_last(tpm: Tpm) -> None:
    assert asked(tpm) != asked(tpm)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--topic", "rescu"), "did you mean rescue"),
        (("--minutes", "5"), "--minutes needs --questions"),
        (("--preset", "phone", "--questions", "2"), "not both"),
        (("--preset", "lunch"), "phone"),
    ],
)
def test_wrong_usage_is_told(tpm: Tpm, args: tuple[str, ...], told: str) -> None:
    result = tpm("mock", "--plain", *args)
    assert result.code == 2
    assert told in result.err
    assert not (tpm.data / "mock.json").exists()


def test_a_damaged_file_is_told_and_a_new_interview_begins(one: Tpm) -> None:
    one.data.mkdir()
    (one.data / "mock.json").write_text("{", "utf-8")
    result = one(*MOCK, given="q\n")
    assert result.code == 0
    assert "a damaged mock interview" in result.err
    assert "Question 1 of 1" in result.out


def test_a_question_that_left_the_bank_is_judged_without_its_points(one: Tpm) -> None:
    one(*MOCK, given="\nwords that stay\n.\n")
    text = one.bank.read_text("utf-8")
    one.bank.write_text(text.replace("late-program-recovery", "another"), "utf-8")
    result = one("mock", "--plain", "--resume", given=".\n\n\ny\n")
    assert "> words that stay" in report(result.out)
    assert "graded" not in result.out


def test_lines_that_mean_nothing_change_nothing(one: Tpm) -> None:
    script = "\nwords\n.\nwhat\n\nt\nt 9\nr\nr 5 5 5 5 5\nr 1 2\nlevel boss\nheard\np\nu\n\nperhaps\nn\n"
    result = one(*MOCK, given=script)
    assert result.code == 0
    assert "t takes numbers from 1 to 3" in result.out
    assert "r takes 5 marks from 1 to 4" in result.out
    assert "There is nothing to undo." in result.out
    assert "Not rated." in report(result.out)


def test_an_interview_ended_at_once_leaves_nothing_behind(one: Tpm) -> None:
    result = one(*MOCK, given="e\n")
    assert "Nothing was answered" in result.out
    assert kept(one)["mock"] is None
    assert not (one.data / "reports").exists()


def test_the_planned_follow_ups_of_a_preset_come_by_themselves(one: Tpm) -> None:
    result = one("mock", "--plain", "--preset", "onsite", given="\nwords\n.\none\n.\ntwo\n.\n\n\nn\n")
    assert result.out.count("They ask: ") == 2
    assert "> two" in report(result.out)
