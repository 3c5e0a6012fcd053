"""A start decodes only the questions that it shows, however many the bank has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_app, make_workspace, run_practice
from tests.ui.today_pilot import make_today_app, run_today
from tpm_tui.core.bank.lazy_questions import LazyQuestions
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace

COUNT = 400


def write_large_bank(file: Path, prompt: str = "What of slip") -> Path:
    """Write a bank with two topics of many questions."""
    for topic in ("many", "more"):
        questions = "".join(
            f"  - {{id: {topic}-{number}, title: Title {number}, prompt: '{prompt} {number}?', "
            f"key_points: [{{name: first of {number}, must: true}}, {{name: second}}]}}\n"
            for number in range(COUNT // 2)
        )
        file.with_name(f"{topic}.yaml").write_text(f"topic: {{id: {topic}}}\nquestions:\n{questions}")
    return file.parent


@pytest.fixture
def indexed(tmp_path: Path, clock: MovableClock) -> Workspace:
    """A workspace whose bank is in the cache, with answers on the day before."""
    (tmp_path / "bank").mkdir()
    bank = write_large_bank(tmp_path / "bank" / "many.yaml")
    workspace = make_workspace(tmp_path, clock, bank=[bank])
    for question in ("many-0", "many-7", "more-9"):
        answer(workspace, question, Grade.AGAIN)
    clock.advance(days=1)
    return reopen(workspace)


def reopen(workspace: Workspace) -> Workspace:
    return Workspace(workspace.paths, workspace.bank_paths, workspace.clock)


def count_decoded(workspace: Workspace) -> int:
    questions = workspace.bank.questions
    assert isinstance(questions, LazyQuestions)
    assert len(questions) == COUNT
    return questions.decoded_count


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_practice_decodes_only_the_current_question(indexed: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(indexed), size) as pilot:
        assert "What of slip" in pilot.screen()
        assert count_decoded(indexed) == 1
        if size[0] >= 160:
            assert "Title 0" in pilot.screen()


async def test_practice_without_history_decodes_one_question(
    indexed: Workspace, tmp_path: Path, clock: MovableClock
) -> None:
    (tmp_path / "new").mkdir()
    empty = make_workspace(tmp_path / "new", clock, bank=indexed.bank_paths)
    assert len(empty.bank.order) == COUNT  # fills its cache
    opened = reopen(empty)
    async with run_practice(make_app(opened), (160, 50)):
        assert count_decoded(opened) == 1


async def test_today_decodes_only_the_missed_questions(indexed: Workspace) -> None:
    app = make_today_app(indexed)
    async with run_today(app, (160, 50)) as pilot:
        assert "Title 1" in pilot.screen()
        assert count_decoded(app.workspace) <= 3


def test_outline_and_agenda_decode_nothing(indexed: Workspace) -> None:
    assert indexed.agenda(load_bank=False) == indexed.agenda()
    assert count_decoded(indexed) == 0


def test_changed_bank_is_shown_after_a_reload(indexed: Workspace, tmp_path: Path) -> None:
    before = indexed.bank
    assert before.by_id["many-3"].prompt == "What of slip 3?"
    write_large_bank(tmp_path / "bank" / "many.yaml", "And what of ship")
    assert before.by_id["many-4"].prompt == "What of slip 4?"
    for _ in range(2):
        indexed.reload_bank()
        assert indexed.bank.by_id["many-4"].prompt == "And what of ship 4?"
        assert indexed.bank.by_id["more-4"].prompt == "And what of ship 4?"
    assert count_decoded(indexed) == 2
