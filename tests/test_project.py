"""The project's frame: locks, versions, what the wheel carries, and what no file may name."""

from __future__ import annotations

import email
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import tpm_tui
from tpm_tui.storage.bank.shipped import shipped_bank, shipped_themes

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)")

REGISTRIES = [
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js."),
        ("debian", ".org"),
        ("ubuntu", ".com"),
        ("ana", "conda.org"),
        ("crates", ".io"),
        ("proxy.", "golang.org"),
    )
]
"""Hosts of package registries, put together so that this file does not name them either."""


def lock(name: str) -> dict[str, str]:
    """Versions by canonical name; each line is an exact version, a comment or that other lock."""
    pins: dict[str, str] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "-r requirements.lock")):
            pin = PINNED.fullmatch(line)
            assert pin, f"{name}: not an exact version: {line}"
            assert canonicalize_name(pin[1]) not in pins, f"{name}: twice: {line}"
            pins[canonicalize_name(pin[1])] = pin[2]
    return pins


def tracked() -> list[Path]:
    """The project's own files: those git knows, or in an unpacked archive all that no tool has made."""
    if (ROOT / ".git").exists():
        run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        paths = [ROOT / name for name in run.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
    made = re.compile(r"(^|/)(\.venv|\.[a-z_]*cache|\.hypothesis|__pycache__|build|dist)/")
    return [
        path for path in ROOT.rglob("*") if path.is_file() and not made.search(f"{path.relative_to(ROOT)}")
    ]


@pytest.mark.parametrize(
    ("name", "requirements"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_the_lock_holds_each_direct_dependency_at_a_version_that_the_project_allows(
    name: str, requirements: list[str]
) -> None:
    pins = lock("requirements.lock") | lock(name)
    for requirement in map(Requirement, requirements):
        assert pins.get(canonicalize_name(requirement.name), "0") in requirement.specifier, requirement


def test_the_two_locks_do_not_pin_the_same_package_twice() -> None:
    assert not lock("requirements.lock").keys() & lock("requirements-dev.lock").keys()


def test_no_lock_holds_the_address_of_an_index() -> None:
    for path in ROOT.glob("*.lock"):
        assert not re.search(r"://|--?(index|extra-index|find-links|i |f )", path.read_text("utf-8")), (
            path.name
        )


def test_no_file_names_a_package_registry() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert named == []


def test_no_lock_of_another_tool_is_kept() -> None:
    assert {path.name for path in tracked()} & {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"} == set()


def test_the_changelog_has_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf"^## \[{re.escape(tpm_tui.__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE
    )


def test_a_checkout_finds_its_own_bank_and_themes() -> None:
    assert (shipped_bank(), shipped_themes()) == (ROOT / "bank", ROOT / "themes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel as a user would get it: built from the source archive and not from the checkout."""
    folder = tmp_path_factory.mktemp("dist")

    def build(kind: str, source: Path) -> None:
        command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
        run = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stderr

    build("sdist", ROOT)
    (archive,) = folder.glob("*.tar.gz")
    unpack = "import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2], filter='data')"
    subprocess.run([sys.executable, "-c", unpack, str(archive), str(folder)], check=True, timeout=60)
    build("wheel", folder / archive.name.removesuffix(".tar.gz"))
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_the_version_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as contents:
        (name,) = [name for name in contents.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(contents.read(name))
    assert metadata["Name"] == "tpm-tui"
    assert metadata["Version"] == tpm_tui.__version__


def test_the_wheel_carries_the_program_its_styles_its_bank_and_its_themes(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as contents:
        names = set(contents.namelist())
    kinds = {".py", ".tcss", ".typed"}
    program = {f"{path.relative_to(ROOT)}" for path in (ROOT / "tpm_tui").rglob("*") if path.suffix in kinds}
    data = {
        f"tpm_tui/data/{path.relative_to(ROOT)}"
        for folder in (shipped_bank(), shipped_themes())
        for path in folder.rglob("*.yaml")
    }
    assert len(program) > 5
    assert {f"tpm_tui/data/{folder}" for folder in ("bank", "themes")} == {
        name.rpartition("/")[0] for name in data
    }
    assert program | data <= names
    assert not [name for name in names if name.startswith(("tests/", "bank/", "themes/"))]


def test_an_installed_program_finds_the_bank_and_the_themes_of_its_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as contents:
        contents.extractall(site)
    (site / "bank").mkdir()  # a stranger's folder of that name
    code = (
        "from tpm_tui.storage.bank import shipped as s; "
        "print(s.shipped_bank(), s.shipped_themes(), sep='\\n')"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(site)!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    data = site / "tpm_tui" / "data"
    assert run.stdout.splitlines() == [str(data / "bank"), str(data / "themes")]
    assert list((data / "bank").glob("*.yaml"))
