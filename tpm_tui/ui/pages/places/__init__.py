"""Rows that are the same on several places: their names, and the table of topics."""
