"""Practice in plain mode, run with scripted input."""

from __future__ import annotations

from tinydb import TinyDB

from tests.cli.conftest import Tpm
from tpm_tui.core.cards.events import Note, Review
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

RECOVERY = "practice", "--plain", "--question", "7"


def read_boxes(tpm: Tpm) -> dict[str, int]:
    with TinyDB(tpm.data / "progress.json") as db:
        return {card["key"]: card["box"] for card in db.table("cards").all()}


def graded(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("graded ")]


def test_grade_prints_one_line_for_scripts(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given="an answer\n.\n3\n")
    assert graded(result.out) == ["graded late-program-recovery: good, box 0 -> 2, due 2026-11-24"]
    assert (result.code, result.err) == (0, "")


def test_practice_report_and_due_agree(tpm: Tpm) -> None:
    before = tpm("due", "--json").json()
    practised = tpm("practice", "--plain", "--limit", "1", given="an answer\n.\n3\nq\n")
    (review,) = tpm("report", "last", "--format", "json", "-o", "-").reviews()
    after = tpm("due", "--json").json()
    assert graded(practised.out) == [
        "graded {question}: {grade}, box {box_before} -> {box_after}, due {due}".format(**review)
    ]
    assert review["answer"] == "an answer"
    assert (before["new"], after["new"]) == (2, 1)
    assert after["due"] == 0
    assert after["next_due"] == review["due"]


def test_due_and_report_agree_with_new_questions_left(tpm: Tpm) -> None:
    tpm("config", "set", "per_day", "1")
    before = tpm("due", "--json").json()
    tpm("practice", "--plain", "--limit", "1", given="an answer\n.\n3\nq\n")
    (review,) = tpm("report", "last", "--format", "json", "-o", "-").reviews()
    after = tpm("due", "--json").json()
    assert (before["next_due"], after["next_due"]) == (None, review["due"])
    assert (after["next_day"], review["due"]) == ("2026-11-23", "2026-11-24")


def test_one_word_uses_singular(tpm: Tpm) -> None:
    assert "Your answer: 1 word, " in tpm(*RECOVERY, given="Late.\n.\n3\n").out
    assert ", 1 word, " in tpm("history", "7").out


def test_graded_card_is_in_progress_file(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="an answer\n.\n4\n")
    with TinyDB(tpm.data / "progress.json") as db:
        (card,) = db.table("cards").all()
    assert (card["key"], card["box"]) == ("late-program-recovery", 3)


def test_empty_line_accepts_suggested_grade(tpm: Tpm) -> None:
    answer = "It was four to seven weeks late.\nI called the director that evening.\n.\n"
    result = tpm(*RECOVERY, given=answer + "\n")
    assert " 1 [x] size and cause (must)" in result.out
    assert " 2 [x] plain notice" in result.out
    assert " 3 [ ] scope before people" in result.out
    assert graded(result.out) == ["graded late-program-recovery: good, box 0 -> 2, due 2026-11-24"]


def test_reveal_compares_points_with_the_last_answer(tpm: Tpm) -> None:
    first = tpm(*RECOVERY, given="I called the director that evening.\n.\n2\n")
    assert "Against attempt" not in first.out
    second = tpm(*RECOVERY, given="It was four to seven weeks late.\n.\n3\n")
    changes = "gained: size and cause\nlost: plain notice\n"
    assert f"Against attempt 1 (2026-11-22, hard):\n{changes}" in second.out
    third = tpm(*RECOVERY, given="It was four to seven weeks late.\n.\n3\n")
    assert "Against attempt 2 (2026-11-22, good):\nthe same points\n" in third.out


def test_t_toggles_points_by_number(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given="nothing of note\n.\nt 1 2 3\nt 3\n\n")
    marks = [line[:6] for line in result.out.splitlines() if line.startswith(" 3 [")]
    assert marks == [" 3 [ ]", " 3 [x]", " 3 [ ]"]
    assert "Suggested grade is now easy" in result.out
    assert graded(result.out) == ["graded late-program-recovery: good, box 0 -> 2, due 2026-11-24"]


def test_invalid_point_number_changes_nothing(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given="words\n.\nt 9\nt x\nt\n1\n")
    assert result.out.count("t takes numbers from 1 to 3") == 3
    assert graded(result.out) == ["graded late-program-recovery: again, box 0 -> 1, due 2026-11-23"]


def test_undone_question_can_be_graded_again(tpm: Tpm) -> None:
    result = tpm("practice", "--plain", given="one\n.\n4\ntwo\n.\nu\n1\n.\n2\n")
    assert [line.split(",")[0] for line in graded(result.out)] == [
        "graded late-program-recovery: easy",
        "graded late-program-recovery: again",
        "graded two-goals: hard",
    ]
    reviews = tpm("report", "--format", "json", "-o", "-").reviews()
    answers = {review["question"]: review["answer"] for review in reviews}
    assert answers == {"late-program-recovery": "one", "two-goals": "two"}


def test_redo_restores_grade_and_continues(tpm: Tpm) -> None:
    both = "practice", "--plain", "--question", "7", "--question", "2"
    result = tpm(*both, given="first\n.\n3\nsecond\n.\nu\nU\n.\n1\n")
    assert "undone late-program-recovery: good\n" in result.out
    assert "redone late-program-recovery: good\n" in result.out
    boxes = {question: box for question, box in read_boxes(tpm).items() if box}
    assert boxes == {"late-program-recovery": 2, "two-goals": 1}
    assert tpm.data.joinpath("drafts").exists()
    assert list(tpm.data.joinpath("drafts").iterdir()) == []


def test_redo_without_undo_prints_message(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given="words\n.\nU\n3\n")
    assert "Nothing to redo" in result.out
    assert len(graded(result.out)) == 1


def test_undo_without_grade_prints_message(tpm: Tpm) -> None:
    assert "Nothing to undo" in tpm(*RECOVERY, given="words\n.\nu\nq\n").out


def test_skipped_question_stays_due(tpm: Tpm) -> None:
    result = tpm("practice", "--plain", given="one\n.\ns\ntwo\n.\n3\n")
    assert [line.split(":")[0] for line in graded(result.out)] == ["graded two-goals"]
    assert "Late program: skipped. It stays due.\n" in result.out
    assert tpm("due", "--json").json()["new"] == 1


def test_draft_of_ungraded_answer_is_continued(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="first line\n.\nq\n")
    result = tpm(*RECOVERY, given="second line\n.\n3\n")
    assert "Your draft so far" in result.out
    (review,) = tpm("report", "--format", "json", "-o", "-").reviews()
    assert review["answer"] == "first line\nsecond line"
    assert "Your draft so far" not in tpm(*RECOVERY, given="").out


def test_end_of_input_keeps_the_draft(tpm: Tpm) -> None:
    assert tpm(*RECOVERY, given="cut off here").code == 0
    assert "cut off here" in tpm(*RECOVERY, given="").out


def test_invalid_utf8_input_keeps_the_answer(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given=b"caf\xe9 au lait\n.\n3\n")
    assert len(graded(result.out)) == 1
    (review,) = tpm("report", "--format", "json", "-o", "-").reviews()
    assert review["answer"] == "caf\ufffd au lait"


def test_second_answer_on_same_day_is_practice(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="one\n.\n3\n")
    again = tpm(*RECOVERY, given="two\n.\n1\n")
    assert graded(again.out) == ["graded late-program-recovery: again, box 2 -> 2, due 2026-11-24, practice"]


def test_nothing_due_prints_next_day(tpm: Tpm) -> None:
    tpm("practice", "--plain", given=".\n3\n.\n3\n")
    result = tpm("practice", "--plain")
    assert "Nothing is left today. The next questions come on Tuesday, 24 November 2026." in result.out
    assert result.code == 0


def test_wording_rotates_with_attempts(tpm: Tpm) -> None:
    first = tpm(*RECOVERY, given=".\n3\n").out
    second = tpm(*RECOVERY, given=".\nq\n").out
    assert "A program you own has slipped." in first
    assert "Tell me about a date you missed." in second
    assert ("another wording" in first, "another wording" in second) == (False, True)


def test_study_set_is_asked_in_order(tpm: Tpm) -> None:
    folder = tpm.home / "bank"
    folder.mkdir()
    tpm.bank.rename(folder / "rescue.yaml")
    sets = "sets: [{id: short-calls, title: Calls, form: short, questions: [2, late-program-recovery, 99]}]\n"
    (folder / "sets.yaml").write_text(sets, "utf-8")
    environ = {"TPM_TUI_BANK": str(folder)}
    result = tpm("practice", "--plain", "--set", "short-calls", given=".\n3\n.\n3\n", environ=environ)
    assert [line.split(":")[0] for line in graded(result.out)] == [
        "graded two-goals",
        "graded late-program-recovery",
    ]
    assert "target 0:30" in result.out
    assert "short-calls" in tpm("practice", "--set", "list", environ=environ).out
    assert tpm("practice", "--set", "long-calls", environ=environ).code == 2


def test_leech_is_printed_on_its_own_line(tpm: Tpm) -> None:
    leeches = []
    for day in range(1, 8):
        grade = "3" if day == 1 else "1"
        environ = {"TPM_TUI_NOW": f"2026-11-{day * 3:02}T09:00:00+00:00"}
        out = tpm(*RECOVERY, given=f".\n{grade}\n", environ=environ).out.splitlines()
        leeches += [line for line in out if line.startswith("leech ")]
    assert leeches == ["leech late-program-recovery: 4 lapses", "leech late-program-recovery: 6 lapses"]
    stats = tpm("stats")
    assert "6 lapses: 7. Late program" in stats.out
    (leech,) = tpm("stats", "--json").list("leeches")
    assert leech == {
        "question": "late-program-recovery",
        "number": 7,
        "title": "Late program",
        "lapses": 6,
    }


def test_note_is_saved_shown_and_removed(tpm: Tpm) -> None:
    first = tpm(*RECOVERY, given="one\n.\nn\nThe mill of 2019.\nI rang first.\n.\n3\n")
    assert "note late-program-recovery: saved" in first.out.splitlines()
    second = tpm(*RECOVERY, given="two\n.\nn\n.\n3\n")
    assert "Your note:\nThe mill of 2019.\nI rang first.\n" in second.out
    assert "note late-program-recovery: removed" in second.out.splitlines()
    assert "Your note:" not in tpm(*RECOVERY, given=".\nq\n").out
    tpm(*RECOVERY, given=".\nn\nOnly mine.\n.\nq\n")
    assert "Your note:\n  Only mine.\n" in tpm("history", "7").out
    assert tpm("history", "7", "--json").json()["note"] == "Only mine."
    assert "Your note:\n\n> Only mine." in tpm("report", "-o", "-").out
    assert tpm("report", "--format", "json", "-o", "-").reviews()[0]["note"] == "Only mine."


def test_unsaved_note_is_continued(tpm: Tpm) -> None:
    tpm("due")
    drafts = Store.open(tpm.data, Rules()).note_drafts
    drafts.save("late-program-recovery", "another", "The mill of 2019.\n\nI rang first.\n")
    drafts.live.release_all()
    again = tpm(*RECOVERY, given=".\nn\nThen the miller.\n.\nq\n").out
    message = "Your unsaved note so far (new lines are added to it):\n"
    assert f"{message}The mill of 2019.\n\nI rang first.\n" in again
    note = tpm("history", "7", "--json").json()["note"]
    assert note == "The mill of 2019.\n\nI rang first.\nThen the miller."
    assert list((tpm.data / "notes").iterdir()) == []


def test_confidence_is_read_and_compared_with_grades(tpm: Tpm) -> None:
    tpm("config", "set", "confidence", "true")
    out = tpm("practice", "--plain", given="one\n.\n9\n4\n3\ntwo\n.\n\n1\n").out
    assert "How sure are you of this answer? 1 guess, 2 unsure, 3 sure, 4 certain; enter skips." in out
    assert "type 1 to 4, or enter" in out
    assert len(graded(out)) == 2
    levels = [review["sure"] for review in tpm("report", "--format", "json", "-o", "-").reviews()]
    assert levels == [4, None]
    assert "Confidence: sure 1 time, right 1\n" in tpm("stats").out
    figures = {"sure": 1, "sure_right": 1, "unsure": 0, "unsure_right": 0}
    assert tpm("stats", "--json").json()["calibration"] == figures
    assert tpm("report", "--format", "json", "-o", "-").json()["calibration"] == figures


def test_list_items_have_hanging_indent(tpm: Tpm) -> None:
    first, next_question, rest = tpm.bank.read_text("utf-8").partition("  - id: two-goals")
    listed = (
        "    weak_signs: [blames the supplier]\n"
        f"    follow_ups: [{{ask: 'Who heard{' and heard' * 12}?', good: a name}}]\n"
    )
    tpm.bank.write_text(first + listed + next_question + rest, "utf-8")
    lines = tpm(*RECOVERY, given=".\n3\n").out.splitlines()
    assert "- blames the supplier" in lines
    start = lines.index("Possible follow-ups:") + 1
    follow_ups = lines[start : lines.index("", start)]
    assert [line[:2] for line in follow_ups] == ["- ", "  ", "  "]
    assert follow_ups[-1] == "  a name"
    assert max(map(len, follow_ups)) <= 80


def test_escape_sequences_in_a_line_are_removed(tpm: Tpm) -> None:
    answer = "ERROR \x1b[31mfailed\x1b[0m\x1b[?62;22c at\tstep 3\n\x1b]11;rgb:1c1c/1c1c/1c1c\x07.\n"
    result = tpm(*RECOVERY, given=f"{answer}n\n\x1b[A\x1b[1mmy\x1b[m story\n.\n\x1b[>0;10;1c3\n")
    assert graded(result.out) == ["graded late-program-recovery: good, box 0 -> 2, due 2026-11-24"]
    entries = Store.open(tpm.data, Rules()).entries()
    assert [entry.text for entry in entries if isinstance(entry, Note)] == ["my story"]
    assert [entry.answer for entry in entries if isinstance(entry, Review)] == ["ERROR failed at\tstep 3"]
