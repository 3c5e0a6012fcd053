"""Core values to files and back: bank, history, progress, config, themes."""
