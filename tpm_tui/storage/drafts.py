"""Drafts: answers typed and not graded yet, a small file of its own for every question and session.

They are replaced atomically but not synced: they outlive the process and the connection, and saving one
costs no wait.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
from msgspec import Struct

from tpm_tui.core.clean import clean
from tpm_tui.storage import private
from tpm_tui.storage.errors import in_words, saving

_QUESTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILE = re.compile(r"([a-z0-9-]{1,60})\.([A-Za-z0-9_-]{1,64})\.json")


class Draft(Struct, frozen=True):
    """What was typed in one session for one question."""

    question: str
    session: str
    text: str


class Drafts:
    """The drafts of a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: tuple[str, ...] = ()

    def save(self, question: str, session: str, text: str) -> None:
        """Keep what was typed; an empty text discards this session's draft.

        Args:
            question: its id, which with that of the session names the file.
            session: its id: letters, digits, hyphens and underscores.
            text: all that was typed so far.

        Raises:
            NotSaved: the former draft, if there was one, is still there.
            ValueError: an id that can be no part of a file name.
        """
        path = self._path(question, session)
        if not text:
            private.remove(path)
            return
        fields = {"question": question, "session": session, "text": clean(text)}
        with saving("Draft not saved"):
            private.make_private_folder(self.folder)
            private.replace_privately(path, json.dumps(fields).encode("ascii"), durable=False)

    def newest(self) -> dict[str, str]:
        """The newest draft of every question that has one; older ones of other sessions stay as they are.

        A draft was saved when its file was changed last. What cannot be read is set aside and told, and
        hides nothing else.
        """
        private.sweep(self.folder)
        found: dict[str, tuple[int, str]] = {}
        for path in self._files():
            try:
                draft = msgspec.json.decode(private.read(path), type=Draft)
                dated = (path.stat().st_mtime_ns, clean(draft.text))
            except FileNotFoundError:
                continue  # its session has just graded the answer
            except OSError as error:
                self._tell(f"{path}: {in_words(error)}.")
            except (msgspec.MsgspecError, RecursionError):
                self._set_aside(path)
            else:
                question = path.name.partition(".")[0]
                found[question] = max(found.get(question, dated), dated)
        return {question: text for question, (_, text) in found.items()}

    def discard(self, question: str, session: str | None = None) -> None:
        """Remove the draft of a question in a session, or in all sessions."""
        for path in self._files():
            owner, writer, _ = path.name.split(".")
            if owner == question and session in (None, writer):
                private.remove(path)

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if _FILE.fullmatch(path.name))
        except FileNotFoundError:
            return []
        except OSError as error:
            self._tell(f"{self.folder}: {in_words(error)}.")
            return []

    def _path(self, question: str, session: str) -> Path:
        if not _QUESTION.fullmatch(question) or len(question) > 60 or not _SESSION.fullmatch(session):
            raise ValueError(f"no draft can be named after question {question!r} and session {session!r}")
        return self.folder / f"{question}.{session}.json"

    def _set_aside(self, path: Path) -> None:
        try:
            aside = private.set_aside(path)
        except OSError as error:
            self._tell(f"{path}: a damaged draft; {in_words(error)}.")
        else:
            self._tell(f"{path}: a damaged draft; it was kept as {aside.name}.")

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)
