"""The learner's notes, drafts and answers, as search reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from tpm_tui.core.search.texts import Place, SearchText
from tpm_tui.practice.workspace import Workspace

MAX_ANSWERS = 10_000
"""The newest answers that are searched: years of practice, read within a second."""


def load_own_texts(
    workspace: Workspace, drafts: Mapping[str, str], max_answers: int = MAX_ANSWERS
) -> dict[str, list[SearchText]]:
    """Return the learner's texts by question: the note, the draft, then the answers, newest first.

    May be called in any thread: the history is read without a lock. The drafts are read before, in the thread
    that saves them.

    Args:
        workspace: the progress.
        drafts: the drafts by question.
        max_answers: how many of the newest answers are read.

    Raises:
        DataFolderError: the history cannot be read.
    """
    found: defaultdict[str, list[SearchText]] = defaultdict(list)
    for question, text in workspace.store.notes().items():
        found[question].append(SearchText(Place.NOTE, text))
    for question, text in drafts.items():
        found[question].append(SearchText(Place.DRAFT, text))
    for review in reversed(workspace.store.reviews_before(date.max, max_answers)):
        if review.answer.strip():
            found[review.question].append(SearchText(Place.ANSWER, review.answer, review.day))
    return dict(found)
