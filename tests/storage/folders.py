"""Example data, config and backup files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.storage.stores import AT, DAY, add_reviews, fresh_id, open_store, review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.files import private
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.store import Store

BANK = "questions:\n  - {id: mine, prompt: Mine?, key_points: [{name: a}]}\n"


def paths_in(home: Path) -> Paths:
    """Return the paths of a learner with this home folder."""
    return Paths(home / "config" / "config.yaml", home / "data", home / "state", home / "cache")


def example_folders(home: Path, answers: int = 6) -> Paths:
    """Create two months of history, boxes, a draft, a story, a list, a question, settings and a theme."""
    paths = paths_in(home)
    store = open_store(paths.data)
    for n in range(answers):
        at = AT + timedelta(days=4 * n)
        add_reviews(store, review(f"q-{n % 4}", Grade.GOOD, at=at, day=at.date(), answer=f"answer {n} " * 20))
    store.undo_last(DAY + timedelta(days=4 * (answers - 1)), AT + timedelta(days=30), fresh_id())
    store.close()
    store.drafts.save("q-1", "s1", "half a thought")
    private.atomic_write(
        paths.data / "stories.yaml", b"stories:\n  - {id: move, title: The move}\n", durable=False
    )
    private.atomic_write(paths.data / "lists.yaml", b"questions: [Why now?]\n", durable=False)
    paths.banks.mkdir(mode=0o700)
    (paths.banks / "fragen für später.yaml").write_text(BANK, "utf-8")
    paths.themes.mkdir(parents=True, mode=0o700)
    paths.config.write_text("per_day: 7\n", "utf-8")
    (paths.themes / "own.yaml").write_text("name: own\n", "utf-8")
    return paths


def read_contents(paths: Paths) -> dict[str, bytes]:
    """Read every file of data and config, except locks and what a backup or restore itself creates."""
    created = {"progress.lock", "progress.json.bak", "restored.json"}
    return {
        f"{root.name}/{path.relative_to(root)}": path.read_bytes()
        for root in (paths.data, paths.config.parent)
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.name not in created
        and paths.backups not in path.parents
        and path.parent.name != "live"
    }


def unpack(path: Path) -> dict[str, bytes]:
    """Return the files of a zip file by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip file with any contents, valid as a backup or not."""
    with ZipFile(path, "w", ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def with_manifest(files: Mapping[str, bytes], **changes: object) -> dict[str, bytes]:
    """Return the files with a matching list of contents, except for the changed fields."""
    from hashlib import sha256

    stored = {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()}
    fields = {"format": 1, "version": "0.1.0", "made": AT.isoformat(), "reason": "", "files": stored}
    return {**files, "tpm-tui-backup.json": json.dumps({**fields, **changes}).encode()}


def has_same_progress(one: Store, other: Store) -> bool:
    """Return whether two stores have the same cards and entries."""
    return one.cards == other.cards and one.entries() == other.entries()
