"""Header, topics and agenda always show the same counts."""

from __future__ import annotations

import random
import re

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace

KEYS = [
    *("ctrl+j", "escape", "space", "j", "k", "x", "1", "2", "3", "4", "enter", "i", "u", "s", "-", "@", "*"),
    *("t", "p", "g", "G", "d", "n", "w", "a", "[", "]", "pagedown", "pageup", "q"),
]


def counts_agree(pilot: PracticePilot) -> bool:
    agenda = pilot.agenda
    header = re.search(r"(\d+) due  (\d+) new", pilot.text_of("header"))
    rows = [row.split() for row in pilot.topics.text.splitlines() if row.strip()]
    topics = [row for row in rows if row[0] in "▸▾"]
    everything = next(row for row in rows if row[:2] == ["All", "topics"])
    queued = {topic.label: 0 for topic in pilot.workspace.bank.topics}
    for question in agenda.queue:
        queued[pilot.workspace.bank.topic_of(pilot.workspace.bank.by_id[question]).label] += 1
    return (
        header is not None
        and (int(header[1]), int(header[2])) == (agenda.due, agenda.new)
        and agenda.due + agenda.new == len(agenda.queue) == int(everything[-2])
        and {" ".join(row[1:-2]): int(row[-2]) for row in topics} == queued
    )


@pytest.mark.slow(120)
@pytest.mark.parametrize("seed", range(3))
async def test_counts_agree_after_random_keys(workspace: Workspace, clock: MovableClock, seed: int) -> None:
    answer(workspace, "early-frost", Grade.AGAIN)
    answer(workspace, "tide-table", Grade.GOOD)
    clock.advance(days=1)
    chance = random.Random(seed)
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        pressed: list[str] = []
        for _ in range(35):
            key = chance.choice(KEYS)
            if key == "q" and not pilot.question:
                continue
            pressed.append(key)
            await pilot.press(key)
            assert counts_agree(pilot), pressed
            assert set(pilot.practice_session.session.drafts) <= set(QUESTIONS)


async def test_answers_of_another_process_are_counted(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        other = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
        answer(other, "early-frost", Grade.GOOD)
        await pilot.press("ctrl+j", "3")
        assert counts_agree(pilot)
        assert pilot.text_of("header").split()[1:5] == ["0", "due", "3", "new"]
