"""Hypothesis settings: the same cases every time; `TPM_TUI_EXAMPLES=3000` looks further, by chance."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = os.environ.get("TPM_TUI_EXAMPLES")

settings.register_profile(
    "tpm-tui",
    deadline=None,
    derandomize=EXAMPLES is None,
    max_examples=int(EXAMPLES or 100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tpm-tui")
