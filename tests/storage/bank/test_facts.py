"""Facts files load their valid facts by id and report problems with the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.storage.bank.facts import load_facts


def fact(id: str, **fields: str) -> str:
    extra = "".join(f", {name}: {value}" for name, value in fields.items())
    return f"  - {{id: {id}, name: n, status: S, text: t{extra}}}\n"


def write(folder: Path, *facts: str, name: str = "facts.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("version: 1\nfacts:\n" + "".join(facts))
    return folder


def test_facts_file_in_folder_is_loaded_by_id(tmp_path: Path) -> None:
    loaded = load_facts([write(tmp_path, fact("CUL-1", year="2024"), fact("OPS-2", review_by="2027-05-01"))])
    assert loaded.problems == ()
    assert list(loaded.facts) == ["CUL-1", "OPS-2"]
    assert loaded.facts["CUL-1"].year == "2024"
    assert loaded.facts["OPS-2"].review_by == "2027-05-01"


def test_facts_file_is_optional(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("questions: []")
    for path in (tmp_path, tmp_path / "mine.yaml", tmp_path / "absent"):
        assert load_facts([path]).facts == {}
        assert load_facts([path]).problems == ()


@pytest.mark.parametrize(
    ("invalid", "message"),
    [
        ("  - {id: CUL-2}\n", "name is missing"),
        (
            "  - {id: cul-2, name: n, status: S, text: t}\n",
            "id must be capital letters, a hyphen and a number",
        ),
        ("  - {id: CUL-2, name: n, status: X, text: t}\n", "status must be one of P, S, U"),
        (fact("CUL-2", review_by="soon"), "review_by must be a date of year, month and day"),
        (fact("CUL-2", said="x"), "unknown field said"),
        (fact("CUL-2", say="&a x"), "anchors (&name) are not supported"),
        (fact("CUL-1"), "the id CUL-1 is already used at"),
    ],
)
def test_invalid_fact_does_not_affect_others(invalid: str, message: str, tmp_path: Path) -> None:
    loaded = load_facts([write(tmp_path, fact("CUL-1"), invalid, fact("CUL-3"))])
    assert list(loaded.facts) == ["CUL-1", "CUL-3"]
    assert loaded.problems[0].message.startswith(message)
    assert loaded.problems[0].line == 4


def test_facts_of_several_banks_are_merged(tmp_path: Path) -> None:
    first = write(tmp_path / "a", fact("CUL-1", say="first"))
    second = write(tmp_path / "b", fact("CUL-1", say="second"), fact("CUL-2"))
    loaded = load_facts([first, second, first / "facts.yaml"])
    assert loaded.facts["CUL-1"].say == "first"
    assert list(loaded.facts) == ["CUL-1", "CUL-2"]
    (problem,) = loaded.problems
    assert problem.file == str(second / "facts.yaml")
    assert f"{first / 'facts.yaml'}:3" in problem.message


def test_invalid_file_does_not_affect_other_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "facts.yaml").write_text("facts: [")
    loaded = load_facts([tmp_path / "a", write(tmp_path / "b", fact("CUL-1"))], tmp_path / "cache")
    assert list(loaded.facts) == ["CUL-1"]
    assert len(loaded.problems) == 1
