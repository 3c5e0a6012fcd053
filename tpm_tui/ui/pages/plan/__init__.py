"""The plan as a page, in parts."""
