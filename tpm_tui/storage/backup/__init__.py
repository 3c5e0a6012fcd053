"""Backups: write, read, restore and merge them."""
