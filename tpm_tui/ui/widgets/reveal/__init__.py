"""The reveal: the own answer, the bar of sections, and their pages."""
