"""Dialogs about interviews that are past."""
