"""Header, topics and the agenda say the same at every moment, whatever was pressed before."""

from __future__ import annotations

import random
import re

import pytest

from tests.ui.practice_pilot import QUESTIONS, Desk, MovableClock, answer, app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace

KEYS = [
    *("ctrl+j", "escape", "space", "j", "k", "x", "1", "2", "3", "4", "enter", "i", "u", "s", "-", "@", "*"),
    *("t", "p", "g", "G", "d", "n", "w", "m", "r", "[", "]", "pagedown", "pageup", "q"),
]


def agrees(desk: Desk) -> bool:
    agenda = desk.agenda
    header = re.search(r"(\d+) due  (\d+) new", desk.said("header"))
    rows = [row.split() for row in desk.topics.text.splitlines() if row.strip()]
    topics = [row for row in rows if row[0] in "▸▾"]
    everything = next(row for row in rows if row[:2] == ["All", "topics"])
    asked = {topic.label: 0 for topic in desk.workspace.bank.topics}
    for question in agenda.queue:
        asked[desk.workspace.bank.topic_of(desk.workspace.bank.by_id[question]).label] += 1
    return (
        header is not None
        and (int(header[1]), int(header[2])) == (agenda.due, agenda.new)
        and agenda.due + agenda.new == len(agenda.queue) == int(everything[-2])
        and {" ".join(row[1:-2]): int(row[-2]) for row in topics} == asked
    )


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_pressed_the_counts_agree(
    workspace: Workspace, clock: MovableClock, seed: int
) -> None:
    answer(workspace, "early-frost", Grade.AGAIN)
    answer(workspace, "tide-table", Grade.GOOD)
    clock.on(days=1)
    chance = random.Random(seed)
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        pressed: list[str] = []
        for _ in range(35):
            key = chance.choice(KEYS)
            if key == "q" and not desk.asked:
                continue
            pressed.append(key)
            await desk.press(key)
            assert agrees(desk), pressed
            assert set(desk.practice_session.session.drafts) <= set(QUESTIONS)


async def test_what_another_session_answered_is_counted_at_the_next_key(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        other = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
        answer(other, "early-frost", Grade.GOOD)
        await desk.press("ctrl+j", "3")
        assert agrees(desk)
        assert desk.said("header").split()[1:5] == ["0", "due", "3", "new"]
