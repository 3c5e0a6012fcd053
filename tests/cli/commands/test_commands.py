"""Output and exit codes of every command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import tpm_tui
from tests.cli.conftest import Tpm
from tpm_tui.cli.group import COMMANDS
from tpm_tui.storage.progress.tables import encode_tables
from tpm_tui.ui.keys.actions import BY_ID


@pytest.mark.parametrize("command", COMMANDS)
def test_help_prints_usage(tpm: Tpm, command: str) -> None:
    result = tpm(command, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: tpm-tui {command}")
    assert result.err == ""


def test_version_is_printed(tpm: Tpm) -> None:
    assert tpm("--version").out == f"tpm-tui, version {tpm_tui.__version__}\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["practice", "--question", "77"], "unknown question '77'"),
        (["practice", "--question", "late-programs-recovery"], "did you mean late-program-recovery?"),
        (["practice", "--topic", "rescues"], "did you mean rescue?"),
        (["practice", "--filter", "is:nothing"], "--filter"),
        (["practice", "--filter", "zebra"], "matches no questions"),
        (["practice", "--limit", "0"], "--limit"),
        (["history", "99"], "unknown question '99'"),
        (["report"], "nothing was graded yet"),
        (["report", "20200101-000000-abcd"], "unknown session"),
        (["bank", "show", "99"], "unknown question '99'"),
        (["bank", "check", "no/such/file.yaml"], "no such file"),
        (["--bank", "no/such/bank", "due"], "no such file"),
        (["config", "set", "interview", "soon"], "invalid date 'soon'"),
        (["config", "set", "colour", "red"], "unknown setting 'colour'"),
        (["config", "set", "theme", "nihgt"], "unknown theme 'nihgt'; did you mean night?"),
        (["themes", "check", "no/such/theme.yaml"], "no such file"),
        (["practice", "--topic", "zebra"], "unknown topic 'zebra'; known: rescue"),
        (["due", "--jsn"], "--jsn"),
        (["dew"], "dew"),
    ],
)
def test_wrong_usage_prints_message_and_exits_2(tpm: Tpm, args: list[str], message: str) -> None:
    result = tpm(*args)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_invalid_time_variable_exits_2(tpm: Tpm) -> None:
    result = tpm("due", environ={"TPM_TUI_NOW": "yesterday"})
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("tpm-tui: invalid TPM_TUI_NOW 'yesterday'")


@pytest.mark.parametrize("args", [["due"], ["stats"], ["practice", "--plain"], ["bank", "list"]])
def test_progress_of_newer_version_exits_3(tpm: Tpm, args: list[str]) -> None:
    tpm("practice", "--plain", "--limit", "1", given=".\n3\n")
    file = tpm.data / "progress.json"
    content = json.loads(file.read_text("utf-8"))
    content["_meta"]["1"]["schema"] = 99
    file.write_bytes(encode_tables(content))
    result = tpm(*args)
    assert (result.code, result.out) == (3, "")
    assert "newer" in result.err
    assert len(result.err.splitlines()) == 1


def test_file_in_place_of_data_folder_exits_3(tpm: Tpm) -> None:
    (tpm.home / "data").write_text("not a folder", "utf-8")
    result = tpm("practice", "--plain", given=".\n3\n")
    assert result.code == 3
    assert str(tpm.data) in result.err


def test_due_prints_json_short_and_text(tpm: Tpm) -> None:
    tpm("config", "set", "interview", "2026-12-03")
    assert tpm("due", "--json").json() == {
        "due": 0,
        "new": 2,
        "warm_up": 0,
        "waiting": 0,
        "waiting_due": 0,
        "waiting_new": 0,
        "next_due": None,
        "next_day": None,
        "interview": "2026-12-03",
        "days_left": 11,
        "next_date": {"day": "2026-12-03", "name": "", "days_left": 11},
        "today": "2026-11-22",
    }
    assert tpm("due", "--short").out == "0 2\n"
    assert tpm("due").out == "0 due, 2 new left today.\nThe interview is in 11 days.\n"


def test_due_names_the_nearest_date_and_the_interview(tpm: Tpm) -> None:
    tpm.config.write_text(
        "interview: 2026-12-03\ndates:\n- {day: 2026-11-27, name: phone screen, topics: [rescue]}\n"
        "- {day: 2026-11-20, name: past}\n",
        "utf-8",
    )
    assert tpm("due").out.splitlines()[1:] == [
        "The phone screen is in 5 days.",
        "The interview is in 11 days.",
    ]
    found = tpm("due", "--json").json()
    assert found["next_date"] == {"day": "2026-11-27", "name": "phone screen", "days_left": 5}
    assert (found["interview"], found["days_left"]) == ("2026-12-03", 11)
    tpm.config.write_text("dates: [{day: 2026-11-23}]\ninterview: 2026-12-03\n", "utf-8")
    assert tpm("due").out.splitlines()[1:] == [
        "The interview on 23 Nov is tomorrow.",
        "The interview on 3 Dec is in 11 days.",
    ]
    tpm.config.write_text("dates: [{day: 2026-12-03}]\ninterview: 2026-12-03\n", "utf-8")
    assert tpm("due").out.splitlines()[1:] == ["The interview is in 11 days."]
    tpm.config.write_text("dates: [{day: 2026-11-22}]\n", "utf-8")
    assert tpm("due").out.splitlines()[1:] == ["The interview is today."]
    tpm.config.write_text("", "utf-8")
    assert tpm("due", "--json").json()["next_date"] is None


def test_stats_and_plan_count_the_same_ready_questions(tpm: Tpm) -> None:
    tpm("config", "set", "interview", "2026-11-24")
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    topics = tpm("plan", "--json").json()["topics"]
    assert isinstance(topics, list)
    assert tpm("stats", "--json").json()["ready"] == sum(topic["ready"] for topic in topics) == 1


def test_due_does_not_create_the_data_folder(tpm: Tpm) -> None:
    tpm("due", "--json")
    assert not tpm.data.exists()


def test_due_short_with_nothing_left_prints_nothing(tpm: Tpm) -> None:
    tpm("practice", "--plain", given=".\n3\n.\n3\n")
    assert tpm("due", "--short").out == ""


def test_study_day_starts_at_four(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given=".\n1\n")
    late = tpm("due", "--json", environ={"TPM_TUI_NOW": "2026-11-23T03:59:00+00:00"}).json()
    next_day = tpm("due", "--json", environ={"TPM_TUI_NOW": "2026-11-23T04:00:00+00:00"}).json()
    assert (late["due"], next_day["due"]) == (0, 1)


def test_stats_prints_text_and_json(tpm: Tpm) -> None:
    assert tpm("stats").code == 0
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    assert "1 answer on 1 day" in tpm("stats").out
    assert tpm("stats", "--json").json()


def test_history_prints_every_attempt(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given="first words\n.\n1\n")
    later = {"TPM_TUI_NOW": "2026-11-25T09:00:00+00:00"}
    tpm("practice", "--plain", "--question", "7", given="second words\n.\n3\n", environ=later)
    out = tpm("history", "7").out
    assert out.index("first words") < out.index("second words")
    assert "first words" in json.dumps(tpm("history", "late-program-recovery", "--json").json())


def test_report_formats_have_same_reviews(tpm: Tpm) -> None:
    tpm("practice", "--plain", given="=1+1 | pipes\n.\n3\n---\n.\n1\n")
    markdown = tpm("report", "-o", "-").out
    assert markdown.startswith('---\nsession: "')
    result = tpm("report", "--format", "json", "-o", "-")
    report = result.json()
    assert [review["grade"] for review in result.reviews()] == ["good", "again"]
    rows = list(csv.DictReader(io.StringIO(tpm("report", "--format", "csv", "-o", "-").out)))
    assert [row["answer"] for row in rows] == ["'=1+1 | pipes", "'---"]
    named = tpm("report", str(report["session"]), "--format", "json", "-o", "-").json()
    assert named == report
    assert len(json.loads(tpm("report", "all", "--format", "json", "-o", "-").out)) >= 1


def test_report_is_written_to_output_option(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    written = Path(tpm("report").out.strip())
    assert written.parent == tpm.data / "reports"
    assert written.stat().st_mode & 0o777 == 0o600
    target = tpm.home / "mine.md"
    tpm("report", "-o", str(target))
    assert target.read_text("utf-8") == written.read_text("utf-8")
    assert tpm("report", "-o", str(tpm.home / "no" / "mine.md")).code == 3


def test_bank_list_json_has_documented_fields(tpm: Tpm) -> None:
    listed = json.loads(tpm("bank", "list", "--json").out)
    first = listed[0]
    fields = {"id", "number", "topic", "kind", "prompt", "key_points", "example", "why", "box", "due"}
    assert fields <= set(first)
    assert first["id"] == "late-program-recovery"
    assert first["key_points"] == ["size and cause", "plain notice", "scope before people"]
    assert (first["why"], first["box"], first["due"]) == ("Diagnosis before action.", 0, None)
    assert [each["id"] for each in json.loads(tpm("bank", "list", "--filter", "#2", "--json").out)] == [
        "two-goals"
    ]
    assert tpm("bank", "list", "--topic", "rescues").code == 2


def test_bank_list_has_a_header_and_complete_lines_in_a_pipe(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given=".\n3\n")
    assert tpm("bank", "list", environ={"COLUMNS": "40"}).out.splitlines() == [
        " No.  box  id                     prompt",
        "   7    2  late-program-recovery  A program you own has slipped. What happened next?",
        "   2    -  two-goals              Two teams want opposite things. How does it end?",
    ]
    assert tpm("bank", "list", "--filter", "zebra").out == ""


def test_bank_show_prints_points_answer_and_place(tpm: Tpm) -> None:
    out = tpm("bank", "show", "7").out
    for part in ("A program you own has slipped.", "size and cause (must): gives a range", "cut live events"):
        assert part in out
    assert f"{tpm.bank}:4" in out


def test_one_question_uses_singular(tpm: Tpm) -> None:
    tpm.bank.write_text("questions: [{id: a, prompt: b, key_points: [{name: c}]}]\n", "utf-8")
    assert tpm("bank", "check").out == "1 question, no errors.\n"
    assert tpm("mock", "--questions", "1", "--minutes", "1", "--plain").out.startswith(
        "Mock interview: 1 question, 1 minute\n"
    )


def test_bank_check_prints_every_error(tpm: Tpm) -> None:
    assert tpm("bank", "check").out == "2 questions, no errors.\n"
    bad = tpm.home / "bad.yaml"
    bad.write_text(
        "questions:\n"
        "  - {id: x, promt: hm, key_points: [{name: a}]}\n"
        "  - {id: Y, prompt: b, key_points: []}\n"
    )
    result = tpm("bank", "check", str(bad), "--json")
    assert result.code == 1
    content = result.json()
    assert (content["ok"], content["questions"]) == (False, 0)
    errors = content["errors"]
    assert isinstance(errors, list)
    assert {"file", "line", "column", "message", "hint"} == set(errors[0])
    assert any("prompt" in error["hint"] + error["message"] for error in errors)
    assert {error["line"] for error in errors} == {2, 3}
    plain = tpm("bank", "check", str(bad))
    assert plain.code == 1
    assert f"{bad}:2:" in plain.out


def test_bank_check_accepts_cues_option(tpm: Tpm) -> None:
    assert "questions" in tpm("bank", "check", "--cues").out


def test_bank_new_adds_questions_that_load(tpm: Tpm) -> None:
    file = tpm.home / "own.yaml"
    prompt = 'What did "done" mean: and to whom?'
    result = tpm(
        "bank", "new", str(file), "--prompt", prompt, "--point", "the test", "--point", "who: said so"
    )
    assert result.code == 0
    second = tpm("bank", "new", str(file), "--prompt", prompt, "--point", "again")
    assert second.code == 0
    listed = json.loads(tpm("--bank", str(file), "bank", "list", "--json").out)
    assert [each["prompt"] for each in listed] == [prompt, prompt]
    assert listed[0]["key_points"] == ["the test", "who: said so"]
    assert listed[0]["id"] != listed[1]["id"]
    assert tpm("--bank", str(file), "bank", "check").code == 0


def test_bank_new_without_options_prompts(tpm: Tpm) -> None:
    result = tpm("bank", "new", given="What went wrong?\nthe cause; the price\n")
    assert result.code == 0
    assert (tpm.data / "bank" / "my-questions.yaml").exists()


def test_config_set_keeps_rest_of_file(tpm: Tpm) -> None:
    tpm.config.write_text("# mine\nper_day: 7  # enough\nkeymap:\n  reveal: f4\n", "utf-8")
    assert tpm("config", "set", "interview", "2026-12-03").code == 0
    assert tpm("config", "set", "intervals", "1,3,7").code == 0
    assert tpm("config", "set", "per_day", "9").code == 0
    text = tpm.config.read_text("utf-8")
    assert text.startswith("# mine\n")
    assert "reveal: f4" in text
    shown = tpm("config", "show", "--json").json()
    assert (shown["interview"], shown["intervals"], shown["per_day"]) == ("2026-12-03", [1, 3, 7], 9)
    assert shown["keymap"] == {"reveal": "f4"}
    assert tpm("config", "path").out == f"{tpm.config}\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("per_day", "0"),
        ("per_day", "many"),
        ("interview", "2026-02-30"),
        ("time_zone", "Mars/Base"),
        ("miss", "up"),
        ("intervals", "8,4"),
        ("theme", "a: b\nc: d"),
        ("keymap", "x"),
    ],
)
def test_invalid_setting_changes_nothing(tpm: Tpm, name: str, value: str) -> None:
    tpm.config.write_text("per_day: 7\n", "utf-8")
    tpm("config", "set", name, value)
    shown = tpm("config", "show", "--json").json()
    assert shown["per_day"] == 7
    if name != "theme":
        assert tpm.config.read_text("utf-8") == "per_day: 7\n"
    else:  # any text is a valid theme name, but must stay a single value
        assert shown["theme"] in ("night", value)


def test_invalid_config_is_reported_and_defaults_used(tpm: Tpm) -> None:
    tpm.config.write_text("per_day: [1\n", "utf-8")
    result = tpm("practice", "--plain", "--limit", "1", given=".\n3\n")
    assert result.code == 0
    assert str(tpm.config) in result.err


def test_themes_are_listed_and_checked(tpm: Tpm) -> None:
    out = tpm("themes", "list").out
    assert "* night" in out
    assert "contrast-light   light       High contrast, light" in out
    assert "16 colours" in out
    assert tpm("themes", "check").code == 0
    bad = tpm.home / "bad.yaml"
    bad.write_text("name: bad\ncolors: {primary: red, foreground: '#fff', background: '#000'}\n")
    result = tpm("themes", "check", str(bad))
    assert result.code == 1
    assert f"{bad}:2:" in result.out


def test_keys_lists_every_action(tpm: Tpm) -> None:
    out = tpm("keys").out
    assert all(id in out for id in BY_ID)


def test_key_page_has_current_key_table(tpm: Tpm) -> None:
    page = (Path(__file__).parents[3] / "docs" / "keys.md").read_text("utf-8")
    table = page.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0]
    assert table == tpm("keys", "--markdown").out, "run: make docs"


def test_problems_go_to_stderr_and_data_to_stdout(tpm: Tpm) -> None:
    broken = tpm.home / "broken.yaml"
    broken.write_text("questions: [{id: z}]\n", "utf-8")
    args = "--bank", str(tpm.bank), "--bank", str(broken)
    result = tpm(*args, "practice", "--plain", "--limit", "1", given=".\n3\n")
    assert str(broken) in result.err
    assert str(broken) not in result.out
    assert json.loads(tpm(*args, "bank", "list", "--json").out)


def test_closed_pipe_prints_no_error(tpm: Tpm) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m tpm_tui keys | head -n 1"
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], env={**tpm.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert run.stderr == ""


def test_daily_limit_can_be_removed(tpm: Tpm) -> None:
    assert "max_new: none" in tpm("config", "show").out.splitlines()
    assert tpm("config", "set", "max_new", "3").code == 0
    assert "max_new: 3" in tpm("config", "show").out.splitlines()
    assert tpm("config", "set", "max_new", "none").out == "max_new: none\n"
    assert "max_new: none" in tpm("config", "show").out.splitlines()
    assert tpm("config", "show").err == ""
    assert tpm("config", "set", "per_day", "none").code == 2


def test_bom_is_written_only_to_csv(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--limit", "1", given="Größe.\n.\n3\n")
    assert tpm("report", "--format", "csv", "--bom", "-o", "-").out.startswith("\ufeffsession,")
    file = tpm.home / "report.csv"
    assert tpm("report", "--format", "csv", "--bom", "-o", str(file)).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfsession,")
    assert tpm("report", "--bom", "-o", "-").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_and_writes_nothing(tpm: Tpm, shell: str) -> None:
    result = tpm("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert f"_TPM_TUI_COMPLETE={shell}_complete" in result.out
    assert not tpm.data.exists()


def test_completion_needs_a_known_shell(tpm: Tpm) -> None:
    assert tpm("completion", "tcsh").code == 2


@pytest.mark.parametrize("instruction", ["bash_complete", "nonsense", "tcsh_source"])
def test_completion_variable_starts_no_practice(tpm: Tpm, instruction: str) -> None:
    words = {"COMP_WORDS": "tpm-tui pr", "COMP_CWORD": "1", "_TPM_TUI_COMPLETE": instruction}
    result = tpm(environ=words)
    assert result.out == ("plain,practice\n" if instruction == "bash_complete" else "")
    assert not tpm.data.exists()
