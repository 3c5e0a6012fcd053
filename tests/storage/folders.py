"""A learner's folders with something in every one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.storage.stores import AT, DAY, fresh_id, give, opened, review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.store import Store

BANK = "questions:\n  - {id: mine, prompt: Mine?, key_points: [{name: a}]}\n"


def paths_in(home: Path) -> Paths:
    return Paths(home / "config" / "config.yaml", home / "data", home / "state", home / "cache")


def lived_in(home: Path, answers: int = 6) -> Paths:
    """Two months of history, boxes, a draft, an own question, settings and a theme."""
    paths = paths_in(home)
    store = opened(paths.data)
    for n in range(answers):
        at = AT + timedelta(days=4 * n)
        give(store, review(f"q-{n % 4}", Grade.GOOD, at=at, day=at.date(), answer=f"answer {n} " * 20))
    store.undo_last(DAY + timedelta(days=4 * (answers - 1)), AT + timedelta(days=30), fresh_id())
    store.close()
    store.drafts.save("q-1", "s1", "half a thought")
    paths.banks.mkdir(mode=0o700)
    (paths.banks / "fragen für später.yaml").write_text(BANK, "utf-8")
    paths.themes.mkdir(parents=True, mode=0o700)
    paths.config.write_text("per_day: 7\n", "utf-8")
    (paths.themes / "own.yaml").write_text("name: own\n", "utf-8")
    return paths


def contents(paths: Paths) -> dict[str, bytes]:
    """Every file of data and config but what backing up itself brings along."""
    own = {"progress.lock", "progress.json.bak", "restored.json"}
    return {
        f"{root.name}/{path.relative_to(root)}": path.read_bytes()
        for root in (paths.data, paths.config.parent)
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in own and paths.backups not in path.parents
    }


def unpacked(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip file of any contents, as a stranger might write it."""
    with ZipFile(path, "w", ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def listed(files: Mapping[str, bytes], **changes: object) -> dict[str, bytes]:
    """Files with a list of contents that fits, but for the changes."""
    from hashlib import sha256

    stored = {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()}
    made = {"format": 1, "version": "0.1.0", "made": AT.isoformat(), "reason": "", "files": stored}
    return {**files, "tpm-tui-backup.json": json.dumps({**made, **changes}).encode()}


def same_progress(one: Store, other: Store) -> bool:
    return one.cards == other.cards and one.entries() == other.entries()
