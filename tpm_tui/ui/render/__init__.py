"""Rendering: line layout, glyphs, sizes and themes."""
