"""The Textual interface, and the one table of its actions."""
