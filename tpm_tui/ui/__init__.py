"""The Textual interface and the table of its actions."""
