"""Remarks on the delivery of an answer, as texts and sections."""
