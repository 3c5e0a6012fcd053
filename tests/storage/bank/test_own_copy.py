"""Own copies of questions: written in full, used instead of the original, compared with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.storage.bank.question_strategies import questions
from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import CopiedFrom, KeyPoint, Question
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.own_copy import (
    changed_originals,
    create_own_copy,
    find_own_copy,
    question_hash,
    remove_unchanged_copy,
)
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.files.errors import WriteError

TOPIC = Topic("harbour", "Harbour works")
LATE = Question("late-crane", "The crane is late. What now?", (KeyPoint("notice"),), number=7, title="Crane")
SHIPPED = """\
version: 1
topic: {id: harbour, title: Harbour works}
questions:
  - id: late-crane
    number: 7
    title: Crane
    prompt: "The crane is late. What now?"
    key_points: [{name: notice}]
  - {id: tides, number: 8, prompt: "And the tides?"}
"""


def load(folder: Path) -> LoadedBank:
    """Load the example bank, then the learner's."""
    shipped = folder / "shipped"
    shipped.mkdir(exist_ok=True)
    (shipped / "harbour.yaml").write_text(SHIPPED, "utf-8")
    return load_bank([shipped, folder / "own"])


@given(questions)
def test_copy_has_every_field(tmp_path_factory: pytest.TempPathFactory, question: Question) -> None:
    bank = tmp_path_factory.mktemp("bank")
    copy = create_own_copy(bank, question, TOPIC)
    (found,) = load_bank([bank]).bank.questions
    assert found == replace(question, topic=TOPIC.id, copied_from=CopiedFrom(question_hash(question)))
    assert copy.file.read_text("utf-8").splitlines()[copy.line - 1].startswith("  - id: ")


words = st.sampled_from(
    ["crane", "a", "-", "#", "quay:", "'", '"', "%", "\n", "\n\n", "\n ", " ", "\t", "|", "tide"]
)
prose = (
    st.lists(words, min_size=1, max_size=80)
    .map(" ".join)
    .flatmap(lambda text: st.sampled_from([text, text.replace(" \n ", "\n")]))
    .map(str.strip)
    .filter(bool)
)


@given(prose)
def test_copy_has_the_same_prose(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    bank = tmp_path_factory.mktemp("bank")
    question = replace(LATE, model_answer={"context": text}, short_answer=text)
    create_own_copy(bank, question, TOPIC)
    (found,) = load_bank([bank]).bank.questions
    assert (found.answer_parts, found.short_answer) == ((("context", text),), text)


@pytest.mark.slow(20)
def test_every_shipped_question_can_be_copied(tmp_path: Path) -> None:
    shipped = load_bank([shipped_bank()]).bank
    for question in shipped.questions:
        create_own_copy(tmp_path, question, shipped.topic_of(question))
    loaded = load_bank([shipped_bank(), tmp_path])
    assert loaded.problems == ()
    assert loaded.bank.order == shipped.order
    assert tuple(replace(each, copied_from=None) for each in loaded.bank.questions) == shipped.questions
    assert list(changed_originals(loaded)) == []


def test_copy_replaces_the_question_in_its_place(tmp_path: Path) -> None:
    create_own_copy(tmp_path / "own", replace(LATE, title="Mine"), TOPIC)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert [(each.id, each.label, each.number) for each in loaded.bank.questions] == [
        ("late-crane", "Mine", 7),
        ("tides", "Tides", 8),
    ]
    assert loaded.places["late-crane"].file.startswith(str(tmp_path / "own"))
    assert loaded.originals["late-crane"].question.title == "Crane"


def test_order_of_the_folders_does_not_matter(tmp_path: Path) -> None:
    create_own_copy(tmp_path / "own", replace(LATE, title="Mine"), TOPIC)
    load(tmp_path)
    loaded = load_bank([tmp_path / "own", tmp_path / "shipped"])
    assert loaded.problems == ()
    assert loaded.bank.by_id["late-crane"].title == "Mine"
    assert loaded.originals["late-crane"].question.title == "Crane"


def test_second_copy_is_an_error(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path / "own", LATE, TOPIC)
    (tmp_path / "own" / "again.yaml").write_bytes(copy.created)
    (problem,) = load(tmp_path).problems
    assert "the id late-crane is already used" in problem.message


def test_same_id_without_the_mark_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.yaml").write_text('- {id: tides, prompt: "Mine?"}\n', "utf-8")
    loaded = load(tmp_path)
    assert "the id tides is already used" in loaded.problems[0].message
    assert loaded.bank.by_id["tides"].prompt == "And the tides?"


def test_copy_with_an_error_leaves_the_question(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path / "own", LATE, TOPIC)
    copy.file.write_text(copy.file.read_text("utf-8").replace("prompt:", "promt:"), "utf-8")
    loaded = load(tmp_path)
    assert loaded.bank.by_id["late-crane"].title == "Crane"
    assert [problem.file for problem in loaded.problems if problem.is_error] == [str(copy.file)] * 2
    found = find_own_copy(tmp_path / "own", "late-crane")
    assert found is not None
    assert found.file == copy.file


def test_copy_may_take_no_number_of_another(tmp_path: Path) -> None:
    create_own_copy(tmp_path / "own", replace(LATE, number=8), TOPIC)
    loaded = load(tmp_path)
    assert "number 8 is already used by tides" in loaded.problems[0].message
    assert loaded.bank.by_number == {8: loaded.bank.by_id["tides"]}


def test_change_of_the_original_is_reported(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path / "own", replace(LATE, prompt="The crane was late."), TOPIC)
    loaded = load(tmp_path)
    (problem,) = changed_originals(loaded)
    assert (problem.severity, problem.file, problem.line) == ("warning", str(copy.file), copy.line)
    assert "the original of late-crane" in problem.message
    written = copy.file.read_text("utf-8").replace(
        question_hash(replace(LATE, prompt="The crane was late.")),
        question_hash(loaded.originals["late-crane"].question),
    )
    copy.file.write_text(written, "utf-8")
    assert list(changed_originals(load(tmp_path))) == []


def test_edited_copy_is_no_change_of_the_original(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path / "own", LATE, TOPIC)
    copy.file.write_text(copy.file.read_text("utf-8").replace("Crane", "Mine"), "utf-8")
    loaded = load(tmp_path)
    assert loaded.bank.by_id["late-crane"].title == "Mine"
    assert list(changed_originals(loaded)) == []


def test_copy_without_original_is_noted(tmp_path: Path) -> None:
    create_own_copy(tmp_path / "own", replace(LATE, id="gone"), TOPIC)
    loaded = load_bank([tmp_path / "own"])
    assert [problem.severity for problem in changed_originals(loaded)] == ["note"]
    assert list(changed_originals(loaded, [replace(LATE, id="gone")])) == []


def test_file_of_another_question_is_kept(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path, LATE, TOPIC)
    text = copy.file.read_text("utf-8").replace("id: late-crane", "id: later-crane")
    copy.file.write_text(text, "utf-8")
    assert find_own_copy(tmp_path, "late-crane") is None
    second = create_own_copy(tmp_path, LATE, TOPIC)
    assert (copy.file.read_text("utf-8"), second.file.name) == (text, "late-crane-2.yaml")
    found = find_own_copy(tmp_path, "late-crane")
    assert found is not None
    assert (found.file, found.line) == (second.file, second.line)


def test_unchanged_copy_is_removed(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path, LATE, TOPIC)
    found = find_own_copy(tmp_path, "late-crane")
    assert found is not None
    assert not remove_unchanged_copy(found), "an older copy stays"
    assert remove_unchanged_copy(copy)
    assert not copy.file.parent.exists(), "an empty bank folder would be reported as a problem"
    assert not copy.file.exists()


def test_changed_copy_is_kept(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path, LATE, TOPIC)
    copy.file.write_bytes(copy.created + b"# mine\n")
    assert not remove_unchanged_copy(copy)
    assert copy.file.exists()


def test_copy_is_private(tmp_path: Path) -> None:
    copy = create_own_copy(tmp_path / "bank", LATE, TOPIC)
    assert stat.S_IMODE(os.stat(copy.file).st_mode) == 0o600


def test_copy_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("a file")
    with pytest.raises(WriteError, match="The copy was not saved"):
        create_own_copy(tmp_path / "bank", LATE, TOPIC)


def test_long_prose_is_written_in_short_lines(tmp_path: Path) -> None:
    prose = " ".join(["We called the quay master first, and then the owner of the ships."] * 20)
    texts = {"context": prose, "result": f"{prose}\n\n{prose}"}
    copy = create_own_copy(tmp_path, replace(LATE, model_answer=texts, method="1. One.\n2. Two."), TOPIC)
    text = copy.file.read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 120
    assert "method: |-\n" in text
