"""Damaged files, kills and two processes at the same time lose no story."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.storage.damage.mutations import OBSTACLES
from tests.storage.stories.test_stories import BY_HAND, MOVE
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.stories.lists import load_lists, save_lists
from tpm_tui.storage.stories.own_files import OWN_FILES, stories_path
from tpm_tui.storage.stories.save import remove_story, save_story
from tpm_tui.storage.stories.story_file import load_stories

SAVE_MANY = """
import sys
from pathlib import Path
from msgspec.structs import replace
from tpm_tui.core.stories.story import Story
from tpm_tui.storage.stories.save import save_story
data, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    story = Story(id=f"{name}-x{number}", title=name, context="words " * 200, result=str(number))
    saved = save_story(data, story)
    assert saved.id == story.id
    save_story(data, replace(saved, action="more " * 50), replaces=saved)
    print(number, flush=True)
"""


def start_saving(data: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVE_MANY, str(data), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def save_something(data: Path, name: str) -> None:
    if name == "stories.yaml":
        save_story(data, MOVE)
    else:
        save_lists(data, OwnLists(("Why?",)), OwnLists())


@pytest.mark.parametrize("name", OWN_FILES)
@pytest.mark.parametrize("obstacle", sorted(OBSTACLES))
def test_obstacle_in_place_of_a_file_is_reported(tmp_path: Path, name: str, obstacle: str) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    OBSTACLES[obstacle](data / name)
    before = (data / name).lstat()
    problems = load_stories(data).problems if name == "stories.yaml" else load_lists(data).problems
    assert problems
    with pytest.raises(WriteError) as error:
        save_something(data, name)
    assert "not saved: " in str(error.value)
    assert (data / name).lstat() == before


@given(st.data())
def test_save_into_a_damaged_file_loses_nothing(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(BY_HAND)))
    end = data.draw(st.integers(start, min(len(BY_HAND), start + 30)))
    damage = data.draw(st.text("\n -:#[]{}\"'|>&*!%@`\tab", max_size=8))
    text = BY_HAND[:start] + damage + BY_HAND[end:]
    with TemporaryDirectory() as name:
        folder = Path(name)
        stories_path(folder).write_text(text)
        before = load_stories(folder)
        try:
            saved = save_story(folder, replace(MOVE, id="new"))
        except WriteError:
            assert stories_path(folder).read_text() == text
            return
        after = load_stories(folder)
        assert after.stories == (*before.stories, saved)
        assert after.left_out == before.left_out
        assert remove_story(folder, saved)
        assert load_stories(folder).stories == before.stories
        # Every line is still there, also those of entries with an error.
        kept = [line for line in stories_path(folder).read_text().splitlines() if line.strip()]
        lost = [
            line for line in text.splitlines() if line.strip() and line.rstrip() not in map(str.rstrip, kept)
        ]
        assert all("[]" in line or "stories:" in line for line in lost)


def test_two_processes_lose_no_story(tmp_path: Path) -> None:
    running = [start_saving(tmp_path, name, 12) for name in ("one", "two")]
    assert [process.communicate(timeout=60) and process.returncode for process in running] == [0, 0]
    loaded = load_stories(tmp_path)
    assert loaded.problems == ()
    assert {story.id for story in loaded.stories} == {f"{n}-x{k}" for n in ("one", "two") for k in range(12)}
    assert all(story.action for story in loaded.stories)


@pytest.mark.slow(120)
def test_killed_process_leaves_every_saved_story(tmp_path: Path) -> None:
    rng = random.Random(7)
    saved = 0
    for attempt in range(20):
        process = start_saving(tmp_path, f"run{attempt}", 100)
        assert process.stdout is not None
        wanted = rng.randrange(1, 5)
        for _ in range(wanted):
            process.stdout.readline()
        process.kill()
        process.wait()
        rest = process.stdout.read().splitlines()
        process.stdout.close()
        saved += wanted + len(rest)
        loaded = load_stories(tmp_path)
        assert loaded.problems == ()
        assert sum(bool(story.action) for story in loaded.stories) in range(saved, saved + attempt + 2)
        assert len(loaded.stories) in range(saved, saved + attempt + 2)
