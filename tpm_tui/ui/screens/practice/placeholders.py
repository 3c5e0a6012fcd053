"""What the editor of the practice screen shows while it is empty."""

from __future__ import annotations

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.phrases import plural
from tpm_tui.exchange.speaking_text import describe_parts
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.keymap import Keymap

ANSWER_PLACEHOLDER = "Type your answer, or say it aloud. {key} shows the model answer."
COMMANDS_PLACEHOLDER = "{write} types your answer, {speak} speaks it, {reveal} reveals. Letters are commands."
DELETED_PLACEHOLDER = "{key} restores the {count} that you deleted here."
SPEAK_PLACEHOLDER = "{speak} starts the clock of your spoken answer. {parts} {write} types it instead."


def answer_placeholder(keymap: Keymap) -> str:
    """Return the usual text."""
    return ANSWER_PLACEHOLDER.format(key=keymap.display_key(BY_ID["reveal"]))


def commands_placeholder(keymap: Keymap) -> str:
    """Return the text while the editor has no focus."""
    keys = {id: keymap.display_key(BY_ID[id], Scope.ASKING) for id in ("write", "speak", "reveal")}
    return COMMANDS_PLACEHOLDER.format(**keys)


def empty_editor_text(practice_session: PracticeSession, keymap: Keymap) -> str:
    """Return the text for the current answer; empty for the usual one."""
    speech, session = practice_session.speech, practice_session.session
    if practice_session.phase is not SessionPhase.ASKING:
        return ""
    if deleted := practice_session.drafts.deleted.get(session.current, ""):
        count = plural(count_words(deleted), "word")
        return DELETED_PLACEHOLDER.format(key=keymap.display_key(BY_ID["editor-redo"]), count=count)
    if speech.preferred:
        keys = {id: keymap.display_key(BY_ID[id], Scope.ASKING) for id in ("speak", "write")}
        return SPEAK_PLACEHOLDER.format(parts=describe_parts(speech.parts), **keys)
    return ""
