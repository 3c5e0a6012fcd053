"""`python -m tests.delivery`: print how well the rules for remarks do on the labelled answers."""

from __future__ import annotations

from tests.delivery.figures import figures_table
from tests.delivery.labelled_cases import CASE_SETS

print("\n\n".join("\n".join(figures_table(case_set)) for case_set in CASE_SETS))
