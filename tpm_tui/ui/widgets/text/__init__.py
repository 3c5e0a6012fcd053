"""The widgets in which text is typed."""
