"""Widgets: page, editor, header, footer."""
