"""Load files of labelled answers, which measure the recognition of key points."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.bank.coverage_figures import LabelledFile
from tpm_tui.storage.yaml_files.document import Loaded, load_yaml

_LABELS = Path(__file__).resolve().parents[3] / "tests" / "bank" / "labelled"


def checkout_labels() -> tuple[Path, ...]:
    """Return the files of the checkout in the order of their names; none if the program is installed."""
    return tuple(sorted(_LABELS.glob("*.yaml")))


def load_labelled_answers(path: Path) -> Loaded[LabelledFile]:
    """Load a file of labelled answers. Never raises for the file or its content: these become problems."""
    return load_yaml(path, LabelledFile)
