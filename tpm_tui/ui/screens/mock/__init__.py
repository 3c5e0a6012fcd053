"""The screen of the mock interview."""
