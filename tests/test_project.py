"""Lock files, versions, the contents of the wheel, and hosts that no file may mention."""

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
"""Hosts of package registries, joined from parts so that this file does not mention them either."""


def read_lock(name: str) -> dict[str, str]:
    """Return the versions in a lock file by canonical name.

    Every line must be an exact version, a comment, or a reference to `requirements.lock`.
    """
    pins: dict[str, str] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "-r requirements.lock")):
            pin = PINNED.fullmatch(line)
            assert pin, f"{name}: not an exact version: {line}"
            assert canonicalize_name(pin[1]) not in pins, f"{name}: duplicate: {line}"
            pins[canonicalize_name(pin[1])] = pin[2]
    return pins


def tracked_files() -> list[Path]:
    """Return the files that git tracks; in an unpacked archive, all files except those made by tools."""
    if (ROOT / ".git").exists():
        run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        paths = [ROOT / name for name in run.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
    generated = re.compile(r"(^|/)(\.venv|\.[a-z_]*cache|\.hypothesis|__pycache__|build|dist)/")
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not generated.search(f"{path.relative_to(ROOT)}")
    ]


@pytest.mark.parametrize(
    ("name", "requirements"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_locked_versions_satisfy_the_requirements(name: str, requirements: list[str]) -> None:
    pins = read_lock("requirements.lock") | read_lock(name)
    for requirement in map(Requirement, requirements):
        assert pins.get(canonicalize_name(requirement.name), "0") in requirement.specifier, requirement


def test_lock_files_pin_no_package_twice() -> None:
    assert not read_lock("requirements.lock").keys() & read_lock("requirements-dev.lock").keys()


def test_lock_files_name_no_package_index() -> None:
    for path in ROOT.glob("*.lock"):
        assert not re.search(r"://|--?(index|extra-index|find-links|i |f )", path.read_text("utf-8")), (
            path.name
        )


def test_no_file_mentions_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked_files()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert found == []


def test_no_lock_file_of_another_tool_is_tracked() -> None:
    names = {path.name for path in tracked_files()}
    assert names & {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"} == set()


def test_changelog_has_current_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = re.escape(tpm_tui.__version__)
    released = rf"^## \[{version}\] - \d{{4}}-\d\d-\d\d$"
    unreleased = rf"^## \[Unreleased\]\n\nThis becomes version {version}\.$"
    assert re.search(f"{released}|{unreleased}", changelog, re.MULTILINE)


def test_checkout_uses_its_own_bank_and_themes() -> None:
    assert (shipped_bank(), shipped_themes()) == (ROOT / "bank", ROOT / "themes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source archive, not from the checkout, as for a release."""
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


def test_wheel_has_package_version(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as contents:
        (name,) = [name for name in contents.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(contents.read(name))
    assert metadata["Name"] == "tpm-tui"
    assert metadata["Version"] == tpm_tui.__version__


def test_wheel_contains_program_styles_bank_and_themes(wheel: Path) -> None:
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


def test_installed_program_uses_bank_and_themes_of_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as contents:
        contents.extractall(site)
    (site / "bank").mkdir()  # an unrelated folder of the same name
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
