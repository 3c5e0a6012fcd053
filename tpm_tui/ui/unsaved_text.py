"""Text that is typed but not yet on disk, of all screens, so that it is saved however the app exits."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Protocol, runtime_checkable

from msgspec import Struct

from tpm_tui.storage.files.errors import StorageError


class TextSource(Struct, frozen=True, eq=False):
    """Where a screen keeps typed text."""

    read: Callable[[], None]
    """Copies the text from the editor to the session."""
    save: Callable[[], None] | None = None
    """Writes the session's text to disk. May raise `StorageError`."""


class UnsavedText:
    """The text sources of the open screens. Thread-safe: a hangup is handled in a thread of its own."""

    def __init__(self) -> None:
        self._sources: list[TextSource] = []
        self._lock = RLock()

    def register(self, source: TextSource) -> None:
        """Add the text source of a screen that was opened."""
        with self._lock:
            self._sources.append(source)

    def release(self, source: TextSource) -> None:
        """Save the text of a screen that was closed, and remove its source if that succeeds.

        A source that is only read is removed at once: the dialog's result says what becomes of its text.
        """
        with self._lock:
            if source in self._sources and (source.save is None or not self._save([source])):
                self._sources.remove(source)

    def read(self) -> None:
        """Copy the text of every editor to its session, that of the screen on top first."""
        with self._lock:
            for source in reversed(self._sources):
                source.read()

    def save(self) -> list[StorageError]:
        """Read all editors and write their text to disk; return the errors."""
        with self._lock:
            self.read()
            return self._save([*reversed(self._sources)])

    def _save(self, sources: list[TextSource]) -> list[StorageError]:
        errors = []
        for source in sources:
            source.read()
            try:
                if source.save is not None:
                    source.save()
            except StorageError as error:
                errors.append(error)
        return errors


@runtime_checkable
class HasUnsavedText(Protocol):
    """An app that saves the text of its screens when it exits."""

    unsaved: UnsavedText


def read_text(app: object) -> None:
    """Copy the text of every editor of an app to its session."""
    if isinstance(app, HasUnsavedText):
        app.unsaved.read()


def save_text(app: object) -> str:
    """Save the text of all screens of an app; return the first error, or ""."""
    errors = app.unsaved.save() if isinstance(app, HasUnsavedText) else []
    return str(errors[0]) if errors else ""


def register_text(app: object, source: TextSource) -> None:
    """Register a text source with an app that saves text when it exits."""
    if isinstance(app, HasUnsavedText):
        app.unsaved.register(source)


def release_text(app: object, source: TextSource) -> None:
    """Save and remove a text source that was registered."""
    if isinstance(app, HasUnsavedText):
        app.unsaved.release(source)
