"""Drafts: answers typed but not graded yet, one small file per question and session.

Drafts are replaced atomically but not synced: they survive the end of the process and of the connection, and
saving one does not wait for the disk. A session that continues another session's draft records that draft as
its parent. When the answer is graded, the parents are removed too, unless they changed in the meantime:
another session may be working on the same question.

The drafts of a session that is open in another process belong to it and are not read. A draft whose text was
deleted is kept under another name until its question is graded or the next text is deleted: deleting a text
never removes its only copy.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from tpm_tui.core.session.answer_state import AnswerState
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DECODE_ERRORS, describe_os_error, os_errors_as_write_errors
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.live_sessions import LiveSessions

_QUESTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILE = re.compile(r"([a-z0-9-]{1,60})\.([A-Za-z0-9_-]{1,64})\.json")
_DELETED = re.compile(r"([a-z0-9-]{1,60})\.([A-Za-z0-9_-]{1,64})\.deleted\.json")


class Draft(Struct, frozen=True):
    """The text typed in one session for one question."""

    question: str
    session: str
    text: str
    grew_from: dict[str, int] = {}
    """Sessions whose drafts this one started from, with the checksum of each draft at that time."""
    state: msgspec.Raw = msgspec.Raw()
    """The `AnswerState` as JSON. It is decoded on its own, since damage to it must not cost the text."""

    @property
    def answer_state(self) -> AnswerState | None:
        """What is saved besides the text; None if there is nothing, or if it is damaged."""
        if bytes(self.state):
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                return msgspec.json.decode(self.state, type=AnswerState | None)
        return None

    @property
    def parents(self) -> dict[str, int]:
        """The `grew_from` of a draft that starts from this one."""
        return {**self.grew_from, self.session: checksum(self.text)}


def is_draft(name: str) -> bool:
    """Return whether a file of that name is read as a draft, or as one whose text was deleted."""
    return _FILE.fullmatch(name) is not None or _DELETED.fullmatch(name) is not None


def is_valid_session_id(session: str) -> bool:
    """Return whether a session with that id can have drafts; an imported history may contain any id."""
    return _SESSION.fullmatch(session) is not None


def checksum(text: str) -> int:
    """Return a checksum that shows whether a draft was changed."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class Drafts:
    """The drafts of a data folder."""

    def __init__(self, folder: Path, live: LiveSessions | None = None) -> None:
        """
        Args:
            folder: has one file for each draft.
            live: the open sessions; by default those whose files are beside the folder.
        """
        self.folder = folder
        self.live = live or LiveSessions(folder.parent / "live")
        self.notices: tuple[Problem, ...] = ()

    def save(
        self,
        question: str,
        session: str,
        text: str,
        grew_from: Mapping[str, int] | None = None,
        state: AnswerState | None = None,
    ) -> None:
        """Save a draft; an empty text without a state removes this session's draft, of which a copy is kept.

        Args:
            question: the question id, part of the file name.
            session: the session id, part of the file name: letters, digits, hyphens and underscores.
            text: all text typed so far.
            grew_from: the `parents` of the draft that this one started from.
            state: what else is known of the answer.

        Raises:
            WriteError: the draft was not saved; a previous draft is still there.
            ValueError: an id is not valid in a file name.
        """
        import json  # not needed for the first frame

        path = self._path(question, session)
        if not text and state is None:
            self.delete_text(question, session)
            return
        self.live.claim(session)
        fields: dict[str, object] = {"question": question, "session": session, "text": clean(text)}
        if grew_from:
            fields["grew_from"] = dict(grew_from)
        if state is not None:
            fields["state"] = msgspec.to_builtins(state)
        with suppress(OSError):
            # `missing_history` reports drafts without this folder.
            private.make_private_folder(self.folder.parent / "history")
        with os_errors_as_write_errors("Draft not saved"):
            private.make_private_folder(self.folder)
            data = json.dumps(fields).encode("ascii")
            # Like reading, replace a symbolic link and do not follow it.
            private.atomic_write(path, data, durable=False, through_link=False)

    def newest_drafts(self) -> dict[str, Draft]:
        """Return the newest draft of every question that has one, most recently saved last.

        Drafts of sessions that are open in another process are left out. Older drafts of other sessions are
        not changed. The time of a draft is its file's modification time. An unreadable draft is quarantined
        with a notice and does not affect the others.
        """
        private.remove_temp_files(self.folder)
        return self._newest(path for path in self._files() if not self._is_open_elsewhere(path))

    def deleted_texts(self) -> dict[str, str]:
        """Return the text that was deleted last, for every question that has one."""
        return {question: draft.text for question, draft in self._newest(self._files(_DELETED)).items()}

    def read_texts(self) -> dict[str, str]:
        """Return the text of the newest draft of every question; unlike `newest_drafts`, change nothing.

        Unreadable drafts are left out, and so are those of sessions that are open in another process.
        """
        found: dict[str, tuple[int, str]] = {}
        for path in self._files():
            if not self._is_open_elsewhere(path):
                with suppress(OSError, *DECODE_ERRORS):
                    draft = path.stat().st_mtime_ns, _read(path).text
                    found[_question(path)] = max(found.get(_question(path), draft), draft)
        return {question: text for question, (_, text) in found.items()}

    def open_elsewhere(self) -> set[str]:
        """Return the ids of the questions that have a draft in a session that is open in another process."""
        return {_question(path) for path in self._files() if self._is_open_elsewhere(path)}

    def _newest(self, paths: Iterable[Path]) -> dict[str, Draft]:
        found: dict[str, tuple[int, str, Draft]] = {}
        for path in paths:
            try:
                draft = _read(path)
                candidate = (path.stat().st_mtime_ns, draft.session, draft)
            except FileNotFoundError:
                continue  # just discarded: its session has graded the answer
            except OSError as error:
                if error.errno in private.NOT_A_FILE:
                    self._quarantine(path)
                else:
                    self._add_notice(file_problem(path, describe_os_error(error)))
            except DECODE_ERRORS:
                self._quarantine(path)
            else:
                found[draft.question] = max(found.get(draft.question, candidate), candidate, key=_save_time)
        return {draft.question: draft for _, _, draft in sorted(found.values(), key=_save_time)}

    def questions(self) -> set[str]:
        """Return the ids of the questions that have a draft, readable or not."""
        return {_question(path) for path in self._files()}

    def discard(self, question: str, session: str, grew_from: Mapping[str, int] | None = None) -> None:
        """Remove a session's draft, after its answer was graded or abandoned, and its unchanged parents.

        Parents that another session changed in the meantime stay. The newest draft is removed last, so that
        after a kill the remaining drafts still record their parents. The copy of a deleted text is removed.

        Args:
            question: the question id.
            session: the session id.
            grew_from: as for `save`; by default read from the draft itself.
        """
        for path in (*self._continued(question, session, grew_from), *self._files(_DELETED, question)):
            private.remove(path)

    def delete_text(self, question: str, session: str, grew_from: Mapping[str, int] | None = None) -> None:
        """Remove a session's draft, as `discard` does, because its text was deleted; keep a copy of it.

        Args:
            question: the question id.
            session: the session id.
            grew_from: as for `save`; by default read from the draft itself.

        Raises:
            WriteError: the draft is still there.
        """
        paths = self._continued(question, session, grew_from)
        with os_errors_as_write_errors("Draft not saved"):
            for path in paths:
                # The newest comes last, and replaces the copies of the others.
                os.replace(path, self.folder / f"{question}.{session}.deleted.json")

    def _continued(self, question: str, session: str, grew_from: Mapping[str, int] | None) -> list[Path]:
        """Return the unchanged drafts that a session's draft continues, and that draft, the newest last."""
        written = {path.name.split(".")[1]: path for path in self._files(question=question)}
        own = written.pop(session, None)
        if own and written and grew_from is None:
            grew_from = self._parent_drafts(own)
        parents = [
            written[writer]
            for writer, known in (grew_from or {}).items()
            if writer in written and self._is_unchanged(written[writer], known)
        ]
        return [*parents, own] if own else parents

    def _parent_drafts(self, path: Path) -> dict[str, int]:
        try:
            return _read(path).grew_from
        except (OSError, *DECODE_ERRORS):
            return {}

    def _is_unchanged(self, path: Path, known: int) -> bool:
        try:
            return checksum(_read(path).text) == known
        except (OSError, *DECODE_ERRORS):
            return False

    def _is_open_elsewhere(self, path: Path) -> bool:
        return self.live.is_open_elsewhere(path.name.split(".")[1])

    def _files(self, pattern: re.Pattern[str] = _FILE, question: str = "") -> list[Path]:
        """Return all drafts sorted by name, or those of one question.

        Args:
            pattern: the file names: of drafts, or of the copies of deleted texts.
            question: the question id; empty for all.
        """
        try:
            names = [name for name in os.listdir(self.folder) if name.startswith(question and f"{question}.")]
            return [self.folder / name for name in sorted(names) if pattern.fullmatch(name)]
        except FileNotFoundError:
            return []
        except OSError as error:
            self._add_notice(file_problem(self.folder, describe_os_error(error)))
            return []

    def _path(self, question: str, session: str) -> Path:
        if not _QUESTION.fullmatch(question) or len(question) > 60 or not is_valid_session_id(session):
            raise ValueError(f"invalid id for a draft: question {question!r}, session {session!r}")
        return self.folder / f"{question}.{session}.json"

    def _quarantine(self, path: Path) -> None:
        self._add_notice(private.quarantine_damaged(path, "draft"))

    def _add_notice(self, notice: Problem) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)


def _read(path: Path) -> Draft:
    """Read a draft; question and session are those of the file name, whatever the file contains."""
    draft = msgspec.json.decode(private.read_file(path), type=Draft)
    question, session, *_ = path.name.split(".")
    return Draft(question, session, clean(draft.text), draft.grew_from, draft.state)


def _question(path: Path) -> str:
    return path.name.partition(".")[0]


def _save_time(candidate: tuple[int, str, Draft]) -> tuple[int, str]:
    return candidate[:2]
