"""The uses of stories are found without decoding the other answers."""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.stores import AT, DAY, add_reviews, open_store, review, undo_review
from tpm_tui.core.cards.events import HistoryEntry, StoryUse
from tpm_tui.core.stories.uses import active_uses
from tpm_tui.storage.progress import journal
from tpm_tui.storage.progress.store import Store


def use(id: str, review: str) -> StoryUse:
    return StoryUse(
        id=id, at=AT, day=DAY, session="s1", question="late-recovery", story="crane", review=review
    )


def used_ids(store: Store) -> list[str]:
    return [each.id for each in store.story_uses()]


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines of the history that were decoded."""
    lines: list[bytes] = []
    decode = journal.decode_entry

    def counted(line: bytes) -> HistoryEntry | None:
        lines.append(line)
        return decode(line)

    monkeypatch.setattr(journal, "decode_entry", counted)
    return lines


def test_only_answers_with_a_story_are_decoded(tmp_path: Path, decoded: list[bytes]) -> None:
    store = open_store(tmp_path)
    store.commit(use("u1", "r7"))
    store.commit(use("u2", "r8"))
    reviews = add_reviews(store, *(review(id=f"r{n}", answer='"type":"story"') for n in range(30)))
    undo_review(store, reviews[8])
    undo_review(store, reviews[9])
    decoded.clear()
    assert used_ids(store) == ["u1"]
    assert len(decoded) == 2 + 2 + 1


def test_uses_without_a_graded_answer_decode_no_answer(tmp_path: Path, decoded: list[bytes]) -> None:
    store = open_store(tmp_path)
    add_reviews(store, *(review(id=f"r{n}") for n in range(10)))
    store.commit(use("u1", ""))
    decoded.clear()
    assert used_ids(store) == ["u1"]
    assert len(decoded) == 1


def test_answer_with_its_fields_in_another_order_is_found(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review(id="r1"))
    store.commit(use("u1", "r1"))
    (segment,) = (tmp_path / "history").iterdir()
    first, *others = segment.read_bytes().splitlines(keepends=True)
    body = json.dumps(dict(reversed(json.loads(first[9:]).items())), separators=(",", ":")).encode("ascii")
    segment.write_bytes(b"".join([b"%08x %b\n" % (crc32(body), body), *others]))
    assert used_ids(open_store(tmp_path)) == ["u1"]


@given(st.lists(st.sampled_from(["answer", "answer with story", "use", "undo", "redo"]), max_size=12))
def test_uses_are_those_of_the_whole_history(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    store = open_store(tmp_path_factory.mktemp("uses"))
    for number, step in enumerate(steps):
        done = store.own_reviews()
        match step:
            case "answer":
                add_reviews(store, review())
            case "answer with story":
                store.commit(use(f"u{number}", f'r"{number}'))
                add_reviews(store, review(id=f'r"{number}'))
            case "use":
                store.commit(use(f"u{number}", ""))
            case "undo" if done:
                undo_review(store, done[-1])
            case "redo":
                store.redo_last(DAY, AT, f"redo{number}")
    assert store.story_uses() == active_uses(store.entries())
