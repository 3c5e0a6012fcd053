"""The app's reveal and the mock debrief show every field of a question, in the same sections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.question_fields import full_fields, missing_fields, section_titles, titles_in
from tests.ui.mock_pilot import go_to_debrief, run_mock, start_mock
from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.mock.format import Format, Round
from tpm_tui.practice.workspace import Workspace

SIZE = (100, 40)
ONE_QUESTION = Format("own", "One question", (Round(1),), minutes=5)


@pytest.fixture
def full(tmp_path: Path, clock: MovableClock) -> Workspace:
    """Return a workspace with one question in which every field is set."""
    fields = full_fields()
    bank = {"topic": {"id": fields.pop("topic")}, "questions": [fields]}
    path = tmp_path / "bank.json.yaml"
    path.write_text(json.dumps(bank), "utf-8")
    return make_workspace(tmp_path, clock, bank=[path])


async def test_reveal_shows_every_field_in_order(full: Workspace) -> None:
    async with run_practice(make_app(full), SIZE) as pilot:
        prompt = pilot.text_of("prompt")
        await pilot.reveal("Nothing of note.")
        shown = await pilot.read_all_sections()
        assert missing_fields(f"{prompt}\n{shown}") == []
        assert ["Key points", *titles_in(shown)] == section_titles()


async def test_mock_debrief_shows_every_field_in_order(full: Workspace) -> None:
    async with run_mock(start_mock(full, ONE_QUESTION, "question-topic"), SIZE) as pilot:
        await go_to_debrief(pilot)
        pilot.page.move_to("point:keypoint-name")
        assert missing_fields(pilot.page.text) == []
        assert titles_in(pilot.page.text) == section_titles()
