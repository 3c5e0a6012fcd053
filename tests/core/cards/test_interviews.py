"""Past interviews are those in the settings and those with a note; the newest note is in force."""

from __future__ import annotations

from datetime import date, timedelta

from tests.core.strategies import NOW, TODAY
from tpm_tui.core.cards.events import InterviewNote
from tpm_tui.core.cards.interviews import PastInterview, list_past_interviews

PAST, OLDER, FUTURE = (TODAY + timedelta(days=days) for days in (-1, -9, 1))


def note(text: str, interview: date = PAST, name: str = "") -> InterviewNote:
    return InterviewNote(id=text or "empty", at=NOW, day=TODAY, interview=interview, name=name, text=text)


def test_past_dates_of_the_settings_have_no_note_yet() -> None:
    dates = [(PAST, ""), (FUTURE, "onsite"), (OLDER, "phone screen"), (TODAY, "")]
    assert list_past_interviews(dates, [], TODAY) == (
        PastInterview(OLDER, "phone screen"),
        PastInterview(PAST),
    )


def test_newest_note_replaces_the_older_ones() -> None:
    notes = [note("bad"), note("other", name="onsite"), note("good")]
    assert list_past_interviews([(PAST, "")], notes, TODAY) == (
        PastInterview(PAST, "", "good"),
        PastInterview(PAST, "onsite", "other"),
    )


def test_note_remains_after_its_date_left_the_settings() -> None:
    assert list_past_interviews([], [note("good", OLDER)], TODAY) == (PastInterview(OLDER, "", "good"),)
    assert list_past_interviews([], [note("good", OLDER), note("", OLDER)], TODAY) == ()
