"""Speaking the current answer: its clock, its parts, and a transcript that is added afterwards."""

from __future__ import annotations

from tpm_tui.core.cards.events import PartTime
from tpm_tui.core.session.answer_parts import AnswerPart, time_parts
from tpm_tui.practice.session_parts.host import SpeechHost


class SpokenAnswer:
    """Speaks the current answer of a session instead of typing it."""

    def __init__(self, practice_session: SpeechHost) -> None:
        self._practice_session = practice_session
        self.preferred = False
        """Whether answers are spoken unless the learner types."""

    @property
    def is_running(self) -> bool:
        """Whether the current answer is being spoken."""
        return self._practice_session.session.speech is not None

    @property
    def is_spoken(self) -> bool:
        """Whether the current answer is spoken, now or before."""
        return self._practice_session.session.is_spoken

    @property
    def parts(self) -> tuple[AnswerPart, ...]:
        """The parts of the current answer with their times."""
        own = self._practice_session
        return time_parts(own.question.kind, own.target) if own.question is not None else ()

    def start(self) -> None:
        """Start to speak; the clock runs without keys."""
        own = self._practice_session
        own.session = own.session.start_speaking(own.workspace.now())

    @property
    def part_ends(self) -> tuple[float, ...]:
        """When parts of the current answer were finished, in seconds of the answer."""
        session = self._practice_session.session
        return session.part_ends.get(session.current, ())

    @property
    def times(self) -> tuple[PartTime, ...]:
        """The times of the parts of the current answer; empty if none was finished."""
        own = self._practice_session
        return own.session.time_by_part(own.question, own.workspace.now()) if own.question else ()

    def finish_part(self) -> bool:
        """Note that a part of the answer is finished; return False if only the answer can end it."""
        own = self._practice_session
        before, parts = own.session, self.parts
        own.session = before.finish_part(own.workspace.now(), len(parts))
        return own.session is not before

    def stop(self) -> None:
        """Stop to speak, before the reveal."""
        own = self._practice_session
        own.session = own.session.stop_speaking(own.workspace.now())

    def cancel(self) -> None:
        """Stop to speak, as if it had never been started."""
        own = self._practice_session
        own.session = own.session.cancel_speaking()

    def add_transcript(self, text: str) -> None:
        """Append words to a revealed answer, and tick the points that are recognised in the whole text."""
        own = self._practice_session
        draft = own.session.draft
        own.session = own.session.write(f"{draft}\n{text}" if draft else text)
        self.recognise()

    def recognise(self) -> None:
        """Tick the points of a revealed answer that are recognised in its text, besides those ticked."""
        own = self._practice_session
        assert own.question is not None
        own.hits = own.point_matcher.find_hits(own.question, own.session.draft)
        own.session = own.session.tick_recognised(frozenset(hit.point for hit in own.hits if hit.sure))
