"""Drafts: answers typed and not graded yet, a small file of its own for every question and session.

They are replaced atomically but not synced: they outlive the process and the connection, and os_errors_as_write_errors one
costs no wait. A session that goes on with another's draft remembers what it grew from. Once the answer is
graded those go too, unless somebody changed them since: another session may be at the same question.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import UNDECODABLE, describe_os_error, os_errors_as_write_errors

_QUESTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILE = re.compile(r"([a-z0-9-]{1,60})\.([A-Za-z0-9_-]{1,64})\.json")


class Draft(Struct, frozen=True):
    """What was typed in one session for one question."""

    question: str
    session: str
    text: str
    grew_from: dict[str, int] = {}
    """Sessions whose drafts this one began with, and the checksum of each as it was then."""

    @property
    def parents(self) -> dict[str, int]:
        """What a draft grows from that begins with this one."""
        return {**self.grew_from, self.session: checksum(self.text)}


def is_draft(name: str) -> bool:
    """Whether a file of that name is read as a draft."""
    return _FILE.fullmatch(name) is not None


def can_keep(session: str) -> bool:
    """Whether a session of that id can have drafts; a history from elsewhere may name anything."""
    return _SESSION.fullmatch(session) is not None


def checksum(text: str) -> int:
    """Tells whether a draft was changed."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class Drafts:
    """The drafts of a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: tuple[str, ...] = ()

    def save(
        self, question: str, session: str, text: str, grew_from: Mapping[str, int] | None = None
    ) -> None:
        """Keep what was typed; an empty text discards this session's draft.

        Args:
            question: its id, which with that of the session names the file.
            session: its id: letters, digits, hyphens and underscores.
            text: all that was typed so far.
            grew_from: the `ancestry` of the draft that it began with.

        Raises:
            WriteError: the former draft, if there was one, is still there.
            ValueError: an id that can be no part of a file name.
        """
        path = self._path(question, session)
        if not text:
            private.remove(path)
            return
        fields: dict[str, object] = {"question": question, "session": session, "text": clean(text)}
        if grew_from:
            fields["grew_from"] = dict(grew_from)
        with os_errors_as_write_errors("Draft not saved"):
            private.make_private_folder(self.folder)
            data = json.dumps(fields).encode("ascii")
            private.atomic_write(path, data, durable=False, through_link=False)  # as they are read

    def newest(self) -> dict[str, str]:
        """The text of the newest draft of every question that has one."""
        return {question: draft.text for question, draft in self.latest().items()}

    def latest(self) -> dict[str, Draft]:
        """The newest draft of every question that has one, the one saved last at the end.

        Older ones of other sessions stay as they are. A draft was saved when its file was changed last. What
        cannot be read is set aside and told, and hides nothing else.
        """
        private.remove_temp_files(self.folder)
        found: dict[str, tuple[int, str, Draft]] = {}
        for path in self._files():
            try:
                draft = _read(path)
                dated = (path.stat().st_mtime_ns, draft.session, draft)
            except FileNotFoundError:
                continue  # its session has just graded the answer
            except OSError as error:
                if error.errno in private.NO_FILE:
                    self._set_aside(path)
                else:
                    self._add_notice(f"{path}: {describe_os_error(error)}.")
            except UNDECODABLE:
                self._set_aside(path)
            else:
                found[draft.question] = max(found.get(draft.question, dated), dated, key=_moment)
        return {draft.question: draft for _, _, draft in sorted(found.values(), key=_moment)}

    def questions(self) -> set[str]:
        """Ids of the questions that have a draft, whether or not it can be read."""
        return {path.name.partition(".")[0] for path in self._files()}

    def discard(self, question: str, session: str, grew_from: Mapping[str, int] | None = None) -> None:
        """The answer is graded, or given up: remove the draft of a session.

        And those that it grew from, but not what another session has written to them since. The newest goes
        last: whatever a kill leaves of them still tells where it came from.

        Args:
            question: its id.
            session: the session's id.
            grew_from: as for `save`; by default what the draft itself says.
        """
        written = {path.name.split(".")[1]: path for path in self._files(question)}
        own = written.pop(session, None)
        if own and written and grew_from is None:
            grew_from = self._parent_drafts(own)
        for writer, known in (grew_from or {}).items():
            if writer in written and self._is_still(written[writer], known):
                private.remove(written[writer])
        if own:
            private.remove(own)

    def _parent_drafts(self, path: Path) -> dict[str, int]:
        try:
            return _read(path).grew_from
        except (OSError, *UNDECODABLE):
            return {}

    def _is_still(self, path: Path, known: int) -> bool:
        try:
            return checksum(_read(path).text) == known
        except (OSError, *UNDECODABLE):
            return False

    def _files(self, question: str = "") -> list[Path]:
        """All drafts by name, or those of a question."""
        try:
            names = [name for name in os.listdir(self.folder) if name.startswith(question and f"{question}.")]
            return [self.folder / name for name in sorted(names) if is_draft(name)]
        except FileNotFoundError:
            return []
        except OSError as error:
            self._add_notice(f"{self.folder}: {describe_os_error(error)}.")
            return []

    def _path(self, question: str, session: str) -> Path:
        if not _QUESTION.fullmatch(question) or len(question) > 60 or not can_keep(session):
            raise ValueError(f"no draft can be named after question {question!r} and session {session!r}")
        return self.folder / f"{question}.{session}.json"

    def _set_aside(self, path: Path) -> None:
        try:
            aside = private.quarantine(path)
        except OSError as error:
            self._add_notice(f"{path}: a damaged draft; {describe_os_error(error)}.")
        else:
            self._add_notice(f"{path}: a damaged draft; it was kept as {aside.name}.")

    def _add_notice(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)


def _read(path: Path) -> Draft:
    """A draft as its name says, whatever stands in it."""
    draft = msgspec.json.decode(private.read_file(path), type=Draft)
    question, session, _ = path.name.split(".")
    return Draft(question, session, clean(draft.text), draft.grew_from)


def _moment(dated: tuple[int, str, Draft]) -> tuple[int, str]:
    return dated[:2]
