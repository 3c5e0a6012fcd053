"""Updates the generated files and tables of the documentation: `docs.py FOLDER`, by default this checkout."""

from __future__ import annotations

import sys
from pathlib import Path

from tpm_tui.storage.bank.schema import bank_schema_text
from tpm_tui.storage.settings.describe import settings_markdown
from tpm_tui.ui.keys.keymap import keys_markdown

CHECKOUT = Path(__file__).resolve().parent.parent


def replace_table(file: Path, name: str, table: str) -> None:
    """Replace what is between `<!-- name -->` and `<!-- /name -->`, each on a line of its own.

    Raises:
        ValueError: the file does not have each marker once.
    """
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, rest = file.read_text("utf-8").split(start)
    _, after = rest.split(end)
    file.write_text(before + start + table.rstrip("\n") + "\n" + end + after, "utf-8")


def update_docs(folder: Path) -> None:
    """Update `docs/keys.md`, `docs/settings.md` and `bank/bank.schema.json` in a folder."""
    replace_table(folder / "docs" / "keys.md", "keys", keys_markdown())
    replace_table(folder / "docs" / "settings.md", "settings", settings_markdown())
    (folder / "bank" / "bank.schema.json").write_text(bank_schema_text(), "utf-8")


if __name__ == "__main__":
    update_docs(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)
