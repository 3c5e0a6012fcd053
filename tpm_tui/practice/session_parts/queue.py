"""Changes of what a practice session asks next, made by the learner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tpm_tui.core.session.answer_state import restore_states, reveal_again
from tpm_tui.core.session.session import Form
from tpm_tui.practice.session_parts.host import ResumeHost

if TYPE_CHECKING:
    from tpm_tui.core.bank.study_set import StudySet
    from tpm_tui.core.session.resume import UnfinishedSession


class SessionQueue:
    """The queue of a session. The current question's draft is kept by every change."""

    def __init__(self, practice_session: ResumeHost) -> None:
        self._practice_session = practice_session

    def go_to_question(self, question: str) -> None:
        """Go to any question of the bank; the current one is asked after it."""
        practice_session = self._practice_session
        practice_session.move(
            practice_session.session.go_to_question(question, practice_session.workspace.now())
        )

    def replace(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Replace the waiting questions.

        Args:
            queue: question ids in the order in which they are asked.
            form: full answers, or the short form.
            drill: whether grades leave the boxes unchanged.
        """
        practice_session = self._practice_session
        now = practice_session.workspace.now()
        practice_session.move(practice_session.session.replace_queue(queue, now, form, drill))

    def resume_session(self, found: UnfinishedSession) -> None:
        """Resume an unfinished session under its own id, so that its report covers all of it.

        A reveal that was left is shown again, with its ticks.

        Raises:
            WriteError: it is open in another process by now.
        """
        own = self._practice_session
        form: Form = "short" if found.form == "short" else "answer"
        own.drafts.adopt(found.session)
        same = replace(own.session, id=found.session, started=found.started, reviews=found.reviews)
        same, now = restore_states(same, own.drafts.states), own.workspace.now()
        own.move(same.replace_queue(found.queue, now, form))
        own.log.continue_session()
        state = own.drafts.states.get(own.session.current)
        if state is not None and state.revealed and own.question is not None:
            points = frozenset(point.name for point in own.question.key_points)
            own.hits = own.point_matcher.find_hits(own.question, own.session.draft)
            own.session = reveal_again(own.session, state, points, now)

    def start_study_set(self, study_set: StudySet) -> bool:
        """Replace the queue by a study set; return False if the bank has none of its questions."""
        queue = study_set.question_ids(self._practice_session.workspace.bank)
        if queue:
            self.replace(queue, study_set.form)
        return bool(queue)

    def extend(self, queue: Iterable[str]) -> bool:
        """Append questions to the queue and continue; return False if there are none."""
        practice_session, more = self._practice_session, tuple(queue)
        practice_session.move(practice_session.session.extend(more))
        return bool(more)
