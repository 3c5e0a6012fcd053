"""`tpm-tui story`: new, list, edit, remove, check and matrix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

NEW = (
    "story",
    "new",
    "--title",
    "The late crane",
    "--context",
    "The program had slipped four to seven weeks late.",
    "--action",
    "I called the director that evening and cut the live events.",
    "--result",
    "We were two weeks late, not seven.",
    "--figure",
    "2 weeks instead of 7",
    "--tag",
    "recovery",
)


def editor(tpm: Tpm, change: str) -> dict[str, str]:
    """Return the environment with an editor that changes the text of its file by a Python expression."""
    script = tpm.home / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n"
        f"text = file.read_text('utf-8')\ntext = {change}\nfile.write_text(text, 'utf-8')\n"
    )
    return {"EDITOR": f"python3 {script}", "VISUAL": ""}


def exports(tpm: Tpm) -> list[Path]:
    folder = tpm.data / "exports"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def stories(tpm: Tpm) -> list[dict[str, object]]:
    return tpm("story", "list", "--json").list("stories")


def test_group_without_command_prints_its_help(tpm: Tpm) -> None:
    result = tpm("story")
    assert result.code == 0
    assert "matrix" in result.out
    assert "did you mean matrix?" in tpm("story", "matrx").err


def test_new_story_is_listed(tpm: Tpm) -> None:
    result = tpm(*NEW)
    assert (result.code, result.err) == (0, "")
    assert f"Added the-late-crane at {tpm.data}/stories.yaml\n" in result.out
    (found,) = stories(tpm)
    assert (found["id"], found["title"], found["figures"]) == (
        "the-late-crane",
        "The late crane",
        ["2 weeks instead of 7"],
    )
    assert found["updated"] == "2026-11-22T09:00:00Z"
    listed = tpm("story", "list").out
    assert listed == ("the-late-crane  The late crane; 27 words; 1 figure; no learning; changed 2026-11-22\n")
    tpm(*NEW)
    assert [each["id"] for each in stories(tpm)] == ["the-late-crane", "the-late-crane-2"]


def test_story_is_written_and_edited_in_the_editor(tpm: Tpm) -> None:
    filled = editor(
        tpm, "text.replace('title: |', 'title: A story').replace('action: |', 'action: |\\n  I did.')"
    )
    assert tpm("story", "new", "--tag", "x", environ=filled).code == 0
    changed = editor(tpm, "text.replace('I did.', 'I did it.')")
    result = tpm("story", "edit", "a-s", environ=changed)
    assert (result.code, result.out) == (0, "Saved a-story\n")
    (found,) = stories(tpm)
    assert (found["action"], found["tags"]) == ("I did it.", ["x"])
    assert tpm("story", "edit", "a-story", environ=editor(tpm, "text")).out == "Nothing was changed.\n"
    assert exports(tpm) == []


def test_text_with_an_error_is_kept(tpm: Tpm) -> None:
    result = tpm("story", "new", environ=editor(tpm, "text + 'acton: x\\n'"))
    assert result.code == 1
    (kept,) = exports(tpm)
    assert f"what you typed is in {kept}" in result.err
    assert "did you mean action?" in result.err
    assert kept.stat().st_mode & 0o777 == 0o600
    assert stories(tpm) == []


def test_text_that_cannot_be_saved_is_kept(tpm: Tpm) -> None:
    tpm.data.mkdir(mode=0o700)
    (tpm.data / "stories.yaml").write_text("stories: [\n")
    filled = editor(tpm, "text.replace('title: |', 'title: A story')")
    result = tpm("story", "new", environ=filled)
    assert result.code == 3
    (kept,) = exports(tpm)
    assert f"what you typed is in {kept}" in result.err
    assert "title: A story" in kept.read_text()
    assert (tpm.data / "stories.yaml").read_text() == "stories: [\n"


def test_editor_that_fails_saves_nothing(tpm: Tpm) -> None:
    result = tpm("story", "new", environ={"EDITOR": "false", "VISUAL": ""})
    assert (result.code, result.err) == (1, "tpm-tui: false: exit code 1\nNothing was saved.\n")
    missing = tpm("story", "new", environ={"EDITOR": "no-such-editor", "VISUAL": ""})
    assert missing.code == 1
    assert "set $EDITOR" in missing.err
    assert exports(tpm) == []


def test_new_without_a_terminal_needs_a_title(tpm: Tpm) -> None:
    result = tpm("story", "new", environ={"EDITOR": "", "VISUAL": ""})
    assert result.code == 2
    assert "write --title" in result.err


def test_change_during_the_edit_keeps_both_texts(tpm: Tpm) -> None:
    tpm(*NEW)
    file = tpm.data / "stories.yaml"
    theirs = f"Path({str(file)!r}).write_text(Path({str(file)!r}).read_text().replace('evening', 'morning'))"
    script = f"({theirs}, text.replace('evening', 'night'))[1]"
    result = tpm("story", "edit", "the", environ=editor(tpm, script))
    assert result.code == 0
    assert "as the-late-crane-2" in result.out
    assert [("morning" in str(each), "night" in str(each)) for each in stories(tpm)] == [
        (True, False),
        (False, True),
    ]


def test_story_is_removed_after_confirmation(tpm: Tpm) -> None:
    tpm(*NEW)
    assert tpm("story", "remove", "the", given="n\n").code == 1
    assert len(stories(tpm)) == 1
    assert tpm("story", "remove", "the", given="y\n").out == "Removed the-late-crane\n"
    assert stories(tpm) == []
    unknown = tpm("story", "remove", "the", "--yes")
    assert (unknown.code, "unknown story 'the'; none exist" in unknown.err) == (2, True)


def test_check_prints_problems_with_their_place(tpm: Tpm) -> None:
    tpm(*NEW)
    assert (tpm("story", "check").code, tpm("story", "check").out) == (0, "1 story, no errors.\n")
    file = tpm.data / "stories.yaml"
    file.write_text(file.read_text() + "  - {id: bad, titl: x}\n")
    result = tpm("story", "check")
    assert result.code == 1
    assert "unknown field titl: did you mean title?" in result.out
    assert "1 story, 1 left out, 2 errors.\n" in result.out
    checked = tpm("story", "check", "--json").json()
    assert (checked["ok"], checked["stories"], checked["left_out"]) == (False, 1, 1)
    assert "unknown field titl" in tpm("story", "list").err
    doctor = tpm("doctor", "--json").json()
    assert {"stories"} <= {finding["check"] for finding in json.loads(json.dumps(doctor["findings"]))}


def test_matrix_shows_gaps_first(tpm: Tpm) -> None:
    assert tpm("story", "matrix").out == "No stories yet. To write one, run: tpm-tui story new\n"
    bank = tpm.bank.read_text().replace(
        "    key_points:\n      - {name: size", "    kind: behavioural\n    key_points:\n      - {name: size"
    )
    tpm.bank.write_text(bank.replace('prompt: "Two teams', 'kind: hybrid\n    prompt: "Two teams'))
    tpm(*NEW)
    result = tpm("story", "matrix")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "2 questions that a story can answer: 1 without a story, 1 with one, 0 with several.",
        "",
        "Questions, the weakest first",
        "two-goals              no story",
        "late-program-recovery  the-late-crane 75 %",
        "",
        "Stories",
        "the-late-crane  serves 1 question, alone for 1",
    ]
    found = tpm("story", "matrix", "--json").json()
    assert found["without_story"] == ["two-goals"]
    (row,) = [each for each in tpm("story", "matrix", "--json").list("questions") if each["stories"]]
    assert "four to seven weeks late" in json.dumps(row)


@pytest.mark.parametrize("command", ["new", "edit", "list", "remove", "check", "matrix"])
def test_each_command_has_help(tpm: Tpm, command: str) -> None:
    result = tpm("story", command, "--help")
    assert result.code == 0
    assert len(result.out.splitlines()) > 5


def test_merge_names_the_kept_story(tpm: Tpm) -> None:
    tpm(*NEW)
    other = {"TPM_TUI_DATA_DIR": str(tpm.home / "there"), "TPM_TUI_NOW": "2026-11-23T09:00:00+00:00"}
    tpm(*NEW[:3], "The late crane", "--action", "I did something else.", environ=other)
    result = tpm("merge", str(tpm.home / "there"))
    assert result.code == 0
    assert (
        "The story the-late-crane was changed on both sides: the older text is now the-late-crane-2.\n"
        in result.out
    )
    assert [each["action"] for each in stories(tpm)] == ["I did something else.", NEW[7]]
    again = tpm("merge", str(tpm.home / "there"), "--json").json()
    assert (again["stories"], again["kept_stories"]) == (0, [])
