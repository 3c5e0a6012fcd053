"""The reveal of a question: its sections in groups, and what of them can be copied."""
