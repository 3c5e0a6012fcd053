"""Settings and themes: load them, and change one setting."""
