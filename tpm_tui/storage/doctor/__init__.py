"""Checks of the data folder, and repairs."""
