"""The examination of all that hangs together: files, questions, settings, and history without a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.doctor import DoctorReport, check_everything
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.doctor.finding import Finding

CRANE = (
    '  - {id: late-crane, prompt: "The crane is five weeks late. And now?", key_points: [{name: notice}]}\n'
)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Two answers, a draft and a backup."""
    workspace = workspace_in(tmp_path)
    practice_session = PracticeSession(workspace, ["late-crane", "two-captains", "tide-table"])
    for _ in range(2):
        practice_session.reveal()
        practice_session.grade(Grade.GOOD)
    practice_session.write("half a thought")
    practice_session.end()
    write_backup(workspace.paths, workspace.now())
    return tmp_path


def examined(home: Path) -> DoctorReport:
    return check_everything(workspace_in(home))


def rewritten(home: Path, old: str, new: str) -> list[Finding]:
    bank = home / "harbour.yaml"
    assert old in bank.read_text("utf-8")
    bank.write_text(bank.read_text("utf-8").replace(old, new), "utf-8")
    return examined(home).findings


def test_where_all_is_well_it_says_how_much_was_looked_at(harbour: Path) -> None:
    seen = examined(harbour)
    assert (seen.findings, seen.wrong, seen.answers, seen.questions) == ([], [], 2, 2)


def test_a_question_that_left_the_bank_is_listed_and_its_history_kept(harbour: Path) -> None:
    (finding,) = rewritten(harbour, CRANE, "")
    assert (finding.check, finding.place, finding.wrong) == ("orphans", "late-crane", False)
    assert (
        finding.message == "no bank has this question; its history (1 answer) is kept, and comes back with it"
    )
    assert finding.remedy == ""


def test_a_draft_without_its_question_is_listed_and_kept(harbour: Path) -> None:
    (finding,) = rewritten(harbour, "id: tide-table", "id: high-tide")
    assert (finding.check, finding.wrong) == ("drafts", False)
    assert "tide-table" in finding.message
    assert workspace_in(harbour).store.drafts.newest() == {"tide-table": "half a thought"}


def test_a_question_that_was_renamed_is_told_by_its_wording(harbour: Path) -> None:
    (finding,) = rewritten(harbour, "id: late-crane", "id: later-crane")
    assert finding.place == "late-crane"
    place = f"{harbour / 'harbour.yaml'}:3"
    assert finding.remedy == (
        f"later-crane ({place}) asks the same: to go on with its boxes write id: late-crane"
    )


def test_a_renamed_question_with_another_wording_is_likely_the_same(harbour: Path) -> None:
    bank = harbour / "harbour.yaml"
    bank.write_text(bank.read_text("utf-8").replace("five weeks late", "six weeks late"), "utf-8")
    (finding,) = rewritten(harbour, "id: late-crane", "id: later-crane")
    assert "asks nearly the same" in finding.remedy


def test_a_question_without_an_id_that_is_known_by_its_wording_is_told(harbour: Path) -> None:
    (finding,) = rewritten(harbour, "id: late-crane, ", "")
    assert (finding.check, finding.wrong) == ("bank", False)
    assert finding.remedy == "write id: late-crane"


def test_faults_of_bank_and_settings_are_told_with_their_lines(harbour: Path) -> None:
    (harbour / "config.yaml").write_text("per_day: 7\nthem: day\n", "utf-8")
    findings = rewritten(harbour, "id: tide-table", "id: Tide Table")
    assert {(each.check, each.place.rpartition("/")[2], each.wrong) for each in findings} >= {
        ("bank", "harbour.yaml:5", True),
        ("config", "config.yaml:2", True),
    }


def test_a_folder_that_cannot_be_used_is_told_and_not_looked_into(harbour: Path) -> None:
    (harbour / "data").chmod(0o777)
    (finding,) = examined(harbour).findings
    assert "everybody" in finding.message
    assert examined(harbour).wrong == [finding]


def test_nothing_at_all_is_in_good_order(tmp_path: Path) -> None:
    assert examined(tmp_path).findings == []
    assert not (tmp_path / "data").exists()


def test_facts_study_sets_and_themes_are_examined_too(harbour: Path) -> None:
    folder = harbour / "bank"
    folder.mkdir()
    (harbour / "harbour.yaml").rename(folder / "harbour.yaml")
    (folder / "facts.yaml").write_text("facts: 3\n", "utf-8")
    (folder / "sets.yaml").symlink_to("nowhere")
    themes = workspace_in(harbour, folder).paths.themes
    themes.mkdir()
    (themes / "own.yaml").write_text("name: own\n", "utf-8")
    found = {
        Path(finding.place.partition(":")[0]).name: finding
        for finding in check_everything(workspace_in(harbour, folder)).wrong
    }
    assert {name: finding.check for name, finding in found.items()} == {
        "facts.yaml": "bank",
        "sets.yaml": "bank",
        "own.yaml": "themes",
    }
    assert all(finding.remedy for finding in found.values())
