"""The titles of the lists of one's own texts."""

from __future__ import annotations

LIST_TITLES = {"questions": "Questions for the interviewers", "company": "Company notes"}
"""By the name of the field."""
