"""Output formats: text, Markdown, CSV and JSON."""
