"""The lists of the learner's own texts keep comments and what another process has added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.stories.lists import load_lists, save_lists
from tpm_tui.storage.stories.own_files import lists_path

LISTS = OwnLists(("What is urgent?", "Who decides: you?"), ("They stream.",))


def test_saved_lists_are_loaded_again(tmp_path: Path) -> None:
    assert load_lists(tmp_path).lists == OwnLists()
    assert save_lists(tmp_path, LISTS, OwnLists()) == LISTS
    assert load_lists(tmp_path).lists == LISTS
    assert load_lists(tmp_path).problems == ()
    assert lists_path(tmp_path).stat().st_mode & 0o777 == 0o600


def test_changes_of_two_processes_are_both_kept(tmp_path: Path) -> None:
    save_lists(tmp_path, LISTS, OwnLists())
    save_lists(tmp_path, OwnLists((*LISTS.questions, "theirs"), ()), LISTS)
    saved = save_lists(tmp_path, OwnLists(("mine", *LISTS.questions), LISTS.company), LISTS)
    assert saved == OwnLists(("mine", *LISTS.questions, "theirs"), ())
    assert load_lists(tmp_path).lists == saved


def test_comments_stay(tmp_path: Path) -> None:
    lists_path(tmp_path).write_text("# mine\nquestions:\n  - a # one\n  # two\n  - b\ncompany: []  # none\n")
    save_lists(tmp_path, OwnLists(("b", "c"), ("x",)), load_lists(tmp_path).lists)
    text = lists_path(tmp_path).read_text()
    assert all(comment in text for comment in ("# mine", "# two", "# none"))
    assert load_lists(tmp_path).lists == OwnLists(("b", "c"), ("x",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("question: [a]\n", "unknown field question: did you mean questions?"),
        ("questions: a\n", "1:12: questions must be a list"),
        ("questions: [a, [b]]\n", "item 2 of questions must be text"),
        ("version: 2\n", "unknown file version"),
        ("- a\n", "the file must be a mapping"),
    ],
)
def test_file_with_errors_is_not_overwritten(text: str, message: str, tmp_path: Path) -> None:
    lists_path(tmp_path).write_text(text)
    assert message in str(load_lists(tmp_path).errors[0])
    with pytest.raises(WriteError, match="fix this first"):
        save_lists(tmp_path, LISTS, load_lists(tmp_path).lists)
    assert lists_path(tmp_path).read_text() == text
