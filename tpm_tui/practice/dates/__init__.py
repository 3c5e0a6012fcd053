"""Dates that the learner types, and target dates that are past."""
