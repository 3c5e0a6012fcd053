"""After an interview: noting what was asked, and confirming which questions of the bank these are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.typed_date import full_day
from tpm_tui.exchange.messages import NO_PAST_INTERVIEW
from tpm_tui.exchange.plan.asked import (
    NONE_OF_THESE,
    OWN_QUESTION,
    WHICH_ONE,
    asked_message,
    interview_name,
)
from tpm_tui.practice.dates.asked import AskedQuestions, Interview
from tpm_tui.practice.dates.past import past_interviews
from tpm_tui.storage.bank.new_question import QuestionError
from tpm_tui.storage.files.errors import StorageError, WriteError
from tpm_tui.storage.settings.asked_draft import AskedDraft, read_asked_draft, write_asked_draft
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

NONE, OWN, BANK_PREFIX = "none", "own", "bank:"
"""The rows of the choice."""


def open_asked(screen: ActionScreen) -> None:
    """Note what was asked in the newest past interview; without one, show that there is none."""
    screen.save()
    past = past_interviews(screen.workspace)
    if past:
        AskedFlow(screen, past[-1], lambda: None).ask()
    else:
        screen.show_notice(f"{NO_PAST_INTERVIEW[:1].upper()}{NO_PAST_INTERVIEW[1:]}.")


class AskedFlow:
    """The dialogs one after the other. Every line is on disk before the first one is assigned."""

    def __init__(self, screen: ActionScreen, interview: Interview, on_done: Callable[[], None]) -> None:
        """
        Args:
            screen: the screen below the dialogs.
            interview: the interview.
            on_done: called at the end, also if nothing was noted.
        """
        self._screen = screen
        self._workspace = screen.workspace
        self._interview = interview
        self._on_done = on_done
        self._asked = AskedQuestions(screen.workspace, interview)
        self._text = self._text_on_disk = ""
        self._shown: tuple[str, ...] = ()
        """What was noted when the text was begun."""
        self._pending: list[AskedQuestion] = []
        """What is not assigned yet."""

    def ask(self) -> None:
        """Open the editor with what is noted already, or with a text that was not saved."""
        from tpm_tui.ui.screens.dates.asked import AskedScreen

        try:
            draft = self._take_draft()
            noted = tuple(each.text for each in self._asked.read())
        except StorageError as error:
            self._screen.show_notice(str(error), error=True)
            self._on_done()
            return
        interview = self._interview
        self._shown = noted if draft is None else draft.noted
        self._text = self._text_on_disk = "\n".join(map(clean_line, noted)) if draft is None else draft.text
        title = f"{interview_name(interview.name)}, {full_day(interview.day)}"
        dialog = AskedScreen(title, self._text, self._write_draft, self._save, self._asked.prepare)
        self._screen.ask(dialog, self._confirm)

    def _take_draft(self) -> AskedDraft | None:
        """Return the draft of this interview; that of another one, whose file is needed, becomes questions.

        Raises:
            WriteError: the other draft was not saved; it stays.
        """
        draft, interview = read_asked_draft(self._workspace.paths.data), self._interview
        if draft is None or (draft.interview, draft.name) == (interview.day, interview.name):
            return draft
        AskedQuestions(self._workspace, PastInterview(draft.interview, draft.name)).add(draft.text)
        write_asked_draft(self._workspace.paths.data, None)
        return None

    def _write_draft(self, text: str) -> str:
        """Write the typed text to disk; return the error, or ""."""
        self._text = text
        if text == self._text_on_disk:
            return ""
        draft = AskedDraft(self._interview.day, self._interview.name, text, self._shown)
        try:
            write_asked_draft(self._workspace.paths.data, draft)
        except WriteError as error:
            return str(error)
        self._text_on_disk = text
        return ""

    def _save(self) -> str:
        """Note the lines; return the error, or ""."""
        try:
            self._pending = list(self._asked.save(self._text, self._shown))
        except WriteError as error:
            return str(error)
        with suppress(WriteError):
            write_asked_draft(self._workspace.paths.data, None)
        return ""

    def _confirm(self, is_saved: bool | None) -> None:
        if is_saved:
            self._confirm_next()
        else:
            self._on_done()

    def _confirm_next(self) -> None:
        """Offer the nearest questions of the next line; at the end, say what was noted."""
        if not self._pending:
            self._end()
            return
        asked = self._pending.pop(0)
        items = self._items(asked)
        title = f"{clean_line(asked.text)}  {WHICH_ONE}"
        self._screen.ask(ChoiceScreen(title, items, items[0].item), lambda item: self._assign(asked, item))

    def _items(self, asked: AskedQuestion) -> list[Block]:
        bank = self._workspace.bank
        near = [bank.by_id[each.question] for each in self._asked.find_near(asked)]
        rows = [(f"{BANK_PREFIX}{each.id}", each.label, each.prompt) for each in near]
        rows.append((NONE, *NONE_OF_THESE))
        if self._asked.can_add_own:
            rows.append((OWN, *OWN_QUESTION))
        return [
            Block(join(line(label, "bold"), "  ", line(text, "$dim")), item=item, gap=int(item == NONE))
            for item, label, text in rows
        ]

    def _assign(self, asked: AskedQuestion, item: str | None) -> None:
        """Store what was chosen and go on; without a choice, the rest stays only noted."""
        if item is None:
            self._end()
            return
        try:
            if item.startswith(BANK_PREFIX):
                self._asked.assign(asked, item.removeprefix(BANK_PREFIX))
            elif item == OWN:
                self._asked.add_own(asked)
        except (StorageError, QuestionError) as error:
            self._screen.show_notice(clean_line(str(error)), error=True)
            self._on_done()
            return
        self._confirm_next()

    def _end(self) -> None:
        self._on_done()
        try:
            noted = self._asked.read()
        except StorageError as error:
            self._screen.show_notice(str(error), error=True)
        else:
            if noted:
                self._screen.show_notice(asked_message(noted))
