"""Which files of a bank folder are read: those below it too, but no conflict copies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.storage.files.test_conflict_copies import CERTAIN, POSSIBLE
from tpm_tui.storage.bank.facts import load_facts
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.study_sets import load_study_sets

FACTS = "version: 1\nfacts: [{id: MET-1, text: A fact., source: here, checked: 2026-11-01}]\n"
SETS = "version: 1\nsets: [{id: core, title: Core, questions: [good]}]\n"


def write_bank(path: Path, id: str, prompt: str = "What happened next?") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'questions: [{{id: {id}, prompt: "{prompt}", key_points: [{{name: one}}]}}]\n', "utf-8")


def prompts(loaded: LoadedBank) -> dict[str, str]:
    return {question.id: question.prompt for question in loaded.bank.questions}


@pytest.mark.parametrize("name", CERTAIN + POSSIBLE)
def test_conflict_copy_does_not_replace_the_original(tmp_path: Path, name: str) -> None:
    write_bank(tmp_path / "good.yaml", "good", "Newer?")
    write_bank(tmp_path / name, "good", "Older?")
    write_bank(tmp_path / "also.yaml", "also")
    loaded = load_bank([tmp_path])
    assert prompts(loaded) == {"also": "What happened next?", "good": "Newer?"}
    (problem,) = loaded.problems
    assert problem.file == str(tmp_path / name)
    assert problem.message == "a sync tool's conflict copy of good.yaml; it is not read"
    assert problem.severity == "warning"


@pytest.mark.parametrize("name", ["good a.yaml", "good~1.yaml", "good!.yaml", "good.old.yaml"])
def test_original_precedes_any_copy_of_it(tmp_path: Path, name: str) -> None:
    write_bank(tmp_path / "good.yaml", "good", "Newer?")
    write_bank(tmp_path / name, "good", "Older?")
    loaded = load_bank([tmp_path])
    assert prompts(loaded) == {"good": "Newer?"}
    assert "the id good is already used" in str(loaded.problems[0])


def test_conflict_copy_can_be_given_as_file(tmp_path: Path) -> None:
    write_bank(tmp_path / "good.yaml", "good")
    write_bank(tmp_path / "good (1).yaml", "better")
    loaded = load_bank([tmp_path / "good (1).yaml"])
    assert (list(prompts(loaded)), loaded.problems) == (["better"], ())


def test_folders_below_a_bank_folder_are_read(tmp_path: Path) -> None:
    write_bank(tmp_path / "02-own.yaml", "own")
    write_bank(tmp_path / "01-team" / "deep" / "er.yml", "deep")
    write_bank(tmp_path / "01-team" / "first.yaml", "first")
    loaded = load_bank([tmp_path])
    assert list(prompts(loaded)) == ["deep", "first", "own"]
    assert loaded.problems == ()
    assert loaded.places["deep"].file == str(tmp_path / "01-team" / "deep" / "er.yml")


def test_facts_and_sets_below_a_bank_folder_are_read(tmp_path: Path) -> None:
    write_bank(tmp_path / "team" / "good.yaml", "good")
    (tmp_path / "team" / "sets.yaml").write_text(SETS, "utf-8")
    assert list(load_study_sets([tmp_path]).sets) == ["core"]
    assert load_bank([tmp_path]).problems == ()


@pytest.mark.parametrize("name", ["facts (1).yaml", "facts.sync-conflict-20261122-101010-ABCDEFG.yaml"])
def test_conflict_copy_of_facts_is_no_bank_file(tmp_path: Path, name: str) -> None:
    write_bank(tmp_path / "good.yaml", "good")
    for each in ("facts.yaml", name):
        (tmp_path / each).write_text(FACTS, "utf-8")
    loaded = load_bank([tmp_path])
    assert [problem.message for problem in loaded.problems] == [
        "a sync tool's conflict copy of facts.yaml; it is not read"
    ]
    assert load_facts([tmp_path]).problems == load_facts([tmp_path / "facts.yaml"]).problems


@pytest.mark.parametrize("cached", [True, False])
def test_file_whose_name_is_not_utf8_is_read(tmp_path: Path, cached: bool) -> None:
    folder = tmp_path / "bank"
    path = folder / os.fsdecode(b"caf\xe9.yaml")
    write_bank(path, "good")
    path.write_text(path.read_text("utf-8") + "more: 1\n", "utf-8")
    cache = tmp_path / "cache" if cached else None
    for _ in range(2):
        loaded = load_bank([folder], cache)
        assert list(prompts(loaded)) == ["good"]
        assert loaded.places["good"].file == str(path)
        assert str(loaded.places["good"]) == f"{folder}/caf\\xe9.yaml:1"
        name, field = map(str, loaded.problems)
        assert name.startswith(f"{folder}/caf\\xe9.yaml: the name is not UTF-8; ")
        assert field.startswith(f"{folder}/caf\\xe9.yaml:2:1: unknown field more")
